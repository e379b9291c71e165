"""A judge behind HTTP: patient where waiting helps, one clear sentence where not, and never a word of the key."""

from __future__ import annotations

import socket
from collections.abc import Sequence

import httpx2
import pytest

from core.errors import EngineProblem, InkglowError, UsageProblem
from core.evaluation.endpoint import TRIES, EndpointJudge
from core.evaluation.judges import choose, rate
from core.evaluation.results import Rating, Story
from tests.core.evaluation.endpoint_server import Endpoint, Fault

KEY = "sk-very-secret-0123456789"


def story(text: str = "A lamp spoke.", premise: str = "p0") -> Story:
    return Story(premise, "baseline", 1, 0.0, text, 4, 0.1, 0.1)


def judge(url: str, *, concurrency: int = 1, timeout: float = 5.0) -> EndpointJudge:
    return EndpointJudge("frontier", url, "big-70b", KEY, concurrency, timeout=httpx2.Timeout(timeout), first_wait=0.01)


async def ratings(asked: EndpointJudge, stories: Sequence[Story]) -> tuple[list[Rating], InkglowError | None]:
    """What was yielded, and what failed then."""
    found: list[Rating] = []
    try:
        async for rating in rate(asked, stories):
            found.append(rating)
    except InkglowError as error:
        return found, error
    finally:
        await asked.close()
    return found, None


@pytest.mark.parametrize("ending", ["", "/", "/v1", "/v1/", "/v1/chat/completions"])
async def test_it_asks_as_openai_compatible_servers_are_asked(ending: str) -> None:
    with Endpoint(says="**7**/9") as endpoint:
        found, error = await ratings(judge(endpoint.url + ending), [story()])
    assert error is None
    assert [(r.judge, r.value, r.answer) for r in found] == [("frontier", 7, "**7**/9")]
    (request,) = endpoint.requests
    assert request.path == "/v1/chat/completions"
    assert request.authorization == f"Bearer {KEY}"
    assert request.body["model"] == "big-70b"
    assert request.body["temperature"] == 0
    assert "A lamp spoke." in request.body["messages"][0]["content"]


async def test_each_ordered_pair_is_asked_once_in_its_order() -> None:
    one = Story("p0", "baseline", 1, 0.0, "Plain words.", 4, 0.1, 0.1)
    two = Story("p0", "induced", 1, 3.0, "Wild words.", 4, 0.2, 0.3)
    with Endpoint(says="B") as endpoint:
        asked = judge(endpoint.url)
        found = [choice async for choice in choose(asked, [(one, two), (two, one)])]
        await asked.close()
    assert [(c.first, c.second, c.picked) for c in found] == [
        ("baseline", "induced", "second"),
        ("induced", "baseline", "second"),
    ]
    contents = [request.body["messages"][0]["content"] for request in endpoint.requests]
    assert [text.index("Plain") < text.index("Wild") for text in contents] == [True, False]


async def test_as_many_are_asked_at_once_as_were_allowed_and_no_more() -> None:
    with Endpoint(seconds=0.1) as endpoint:
        found, _ = await ratings(judge(endpoint.url, concurrency=3), [story(premise=f"p{i}") for i in range(9)])
    assert {r.premise for r in found} == {f"p{i}" for i in range(9)}
    assert endpoint.together == 3


@pytest.mark.parametrize(
    "faults",
    [
        [Fault(500)],
        [Fault(503), Fault(502)],
        [Fault(cut=True)],
        [Fault(429)],
        [Fault(429, headers={"Retry-After": "0"})],
        [Fault(429, headers={"Retry-After": "Mon, 01 Jan 2024 00:00:00 GMT"})],
    ],
)
async def test_what_passes_is_tried_again(faults: list[Fault]) -> None:
    with Endpoint(*faults) as endpoint:
        found, error = await ratings(judge(endpoint.url), [story()])
    assert error is None
    assert [r.value for r in found] == [7]
    assert len(endpoint.requests) == len(faults) + 1


async def test_it_waits_as_long_as_it_is_asked_to() -> None:
    with Endpoint(Fault(429, headers={"Retry-After": "1"})) as endpoint:
        found, _ = await ratings(judge(endpoint.url), [story()])
    assert len(found) == 1
    first, second = endpoint.requests
    assert second.at - first.at >= 1.0


@pytest.mark.parametrize(
    ("fault", "kind", "words", "asked"),
    [
        (Fault(401), UsageProblem, "API key", 1),
        (Fault(403), UsageProblem, "API key", 1),
        (Fault(404), UsageProblem, "no model big-70b", 1),
        (Fault(400), EngineProblem, r"refused the question \(400\)", 1),
        (Fault(500), EngineProblem, r"reports an internal error \(500\)", TRIES),
        (Fault(429), EngineProblem, "refuses so many requests", TRIES),
        (Fault(429, headers={"Retry-After": "86400"}), EngineProblem, "refuses so many requests", 1),
        (Fault(cut=True), EngineProblem, "broke off", TRIES),
        (Fault(307, headers={"Location": "/v1/chat/completions"}), UsageProblem, "another address", 1),
        (Fault(body="<html>welcome</html>"), EngineProblem, "does not answer as", 1),
        (Fault(body="[]"), EngineProblem, "does not answer as", 1),
        (Fault(body='{"choices": []}'), EngineProblem, "does not answer as", 1),
        (Fault(body='{"choices": [{"message": {"content": 7}}]}'), EngineProblem, "does not answer as", 1),
    ],
)
async def test_a_failure_is_one_sentence_without_the_key(
    fault: Fault, kind: type[InkglowError], words: str, asked: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    with Endpoint(*[fault] * TRIES) as endpoint:
        found, error = await ratings(judge(endpoint.url), [story()])
    assert not found
    with pytest.raises(kind, match=words):
        raise error or AssertionError("it did not fail")
    assert str(error).endswith(".")
    assert KEY not in f"{error!r}{caplog.text}"
    assert len(endpoint.requests) == asked


async def test_an_answer_of_nothing_is_an_answer_that_cannot_be_read() -> None:
    with Endpoint(Fault(body='{"choices": [{"message": {"content": null}}]}')) as endpoint:
        found, error = await ratings(judge(endpoint.url), [story()])
    assert error is None
    assert [(r.value, r.answer) for r in found] == [(None, "")]


async def test_nobody_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        _, error = await ratings(judge(url), [story()])
    assert isinstance(error, EngineProblem)
    assert "cannot be reached" in str(error)


async def test_too_slow() -> None:
    with Endpoint(seconds=0.3) as endpoint:
        _, error = await ratings(judge(endpoint.url, timeout=0.1), [story()])
    assert isinstance(error, EngineProblem)
    assert "in time" in str(error)


async def test_no_tls_where_https_was_named() -> None:
    with Endpoint() as endpoint:
        _, error = await ratings(judge(endpoint.url.replace("http:", "https:")), [story()])
    assert isinstance(error, EngineProblem)
    assert "secure connection" in str(error)


async def test_what_was_answered_is_kept_when_it_fails() -> None:
    usual = Fault(body='{"choices": [{"message": {"content": "5"}}]}')
    with Endpoint(usual, usual, Fault(401)) as endpoint:
        found, error = await ratings(judge(endpoint.url), [story(premise=f"p{i}") for i in range(9)])
    assert isinstance(error, UsageProblem)
    assert [(r.premise, r.value) for r in found] == [("p0", 5), ("p1", 5)]
    assert len(endpoint.requests) == 3


async def test_answers_under_way_are_kept_when_another_fails() -> None:
    with Endpoint(Fault(401), seconds=1.0) as endpoint:
        found, error = await ratings(judge(endpoint.url, concurrency=3), [story(premise=f"p{i}") for i in range(9)])
    assert isinstance(error, UsageProblem)
    assert len(found) == 2
    assert len(endpoint.requests) == 3


async def test_a_story_too_long_for_the_judge_is_cut_at_a_word() -> None:
    long = "lamp " * 400
    with Endpoint(longest=1400) as endpoint:
        found, error = await ratings(judge(endpoint.url), [story(long)])
    assert error is None
    assert [r.value for r in found] == [7]
    asked = endpoint.requests[-1].body["messages"][0]["content"]
    assert asked.endswith("lamp […]")
    assert 700 < len(asked) <= 1400


async def test_a_window_too_small_for_any_story() -> None:
    with Endpoint(longest=10) as endpoint:
        _, error = await ratings(judge(endpoint.url), [story("lamp " * 400)])
    assert isinstance(error, UsageProblem)
    assert "too small" in str(error)


@pytest.mark.parametrize("url", ["", "localhost:8080", "ftp://host", "http://", "http://host:port", "http://[::1"])
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(UsageProblem, match="an example is"):
        judge(url)


def test_a_key_in_the_address_is_refused_without_repeating_it() -> None:
    with pytest.raises(UsageProblem) as caught:
        judge(f"http://me:{KEY}@host")
    assert KEY not in str(caught.value)
    with pytest.raises(UsageProblem):
        judge("http://host", concurrency=0)
