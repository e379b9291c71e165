"""A judge behind an OpenAI-compatible endpoint that the user named: llama-server, vLLM, or a service with a key.

The key goes into the request's header and nowhere else. Only this module opens connections for an evaluation.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx2

from core.engine.protocol import ChatMessage
from core.errors import EngineProblem, InkglowError, UsageProblem
from core.evaluation.judges import Question, Spoken, shorter
from core.evaluation.results import JudgeKey

TRIES = 5
LONGEST_WAIT = 60.0
"""Seconds that one Retry-After may ask for; more is not waited for but taken as a refusal to serve now."""
MAX_TOKENS = 256
"""A larger model may explain itself first."""
_TIMEOUT = httpx2.Timeout(300.0, connect=15.0)
"""Seconds; a busy server may let a question wait its turn."""


class EndpointJudge:
    """:class:`core.evaluation.judges.Judge` by ``POST {base_url}/chat/completions``, ``concurrency`` at a time."""

    def __init__(
        self,
        key: JudgeKey,
        base_url: str,
        model: str,
        api_key: str = "",
        concurrency: int = 4,
        *,
        timeout: httpx2.Timeout = _TIMEOUT,
        first_wait: float = 1.0,
    ) -> None:
        """``base_url`` with or without ``/v1``. ``first_wait``: seconds before the second try, doubled for each next.

        Raises UsageProblem where the address or the concurrency cannot be meant.
        """
        if concurrency < 1:
            raise UsageProblem("The judge's endpoint has to be asked at least one question at a time.")
        if not api_key.isascii() or not api_key.isprintable():
            raise UsageProblem("The key for the judge's endpoint has characters that no key has.")
        self.key: JudgeKey = key
        self.name = model
        self._url, self._where = _address(base_url)
        self._concurrency = concurrency
        self._first_wait = first_wait
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._client = httpx2.AsyncClient(
            headers=headers,
            timeout=timeout,
            limits=httpx2.Limits(max_connections=concurrency, max_keepalive_connections=concurrency),
        )

    async def answer(self, questions: Sequence[Question]) -> AsyncGenerator[Spoken, None]:
        """Ask all; yields each answer as it comes. What was answered is yielded before the first failure is raised.

        After a failure nothing new is asked, and answers under way are waited for. Raises EngineProblem, UsageProblem.
        """
        waiting = list(enumerate(questions))[::-1]
        answered: asyncio.Queue[Spoken | None] = asyncio.Queue()
        failures: list[Exception] = []

        async def work() -> None:
            try:
                while waiting and not failures:
                    index, question = waiting.pop()
                    answered.put_nowait(Spoken(index, await self._ask(question)))
            except Exception as error:
                failures.append(error)
            finally:
                answered.put_nowait(None)

        workers = [asyncio.create_task(work()) for _ in range(min(self._concurrency, len(questions)))]
        running = len(workers)
        try:
            while running:
                spoken = await answered.get()
                if spoken is None:
                    running -= 1
                else:
                    yield spoken
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)
        if failures:
            raise failures[0]

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _ask(self, question: Question) -> str:
        """One answer; where the server says that the question is too long, its texts are shortened."""
        while True:
            response = await self._post(question.messages())
            if response.status_code != 400 or not _too_long(response):
                return self._content(response)
            question = shorter(question)

    async def _post(self, messages: Sequence[ChatMessage]) -> httpx2.Response:
        """The server's answer, after as many tries as it takes."""
        body = {
            "model": self.name,
            "messages": [{"role": each.role, "content": each.content} for each in messages],
            "temperature": 0,
            "max_tokens": MAX_TOKENS,
        }
        wait = self._first_wait
        for attempt in range(TRIES):
            last = attempt == TRIES - 1
            asked_to_wait: float | None = None
            try:
                response = await self._client.post(self._url, json=body)
            except (httpx2.HTTPError, httpx2.InvalidURL) as error:
                if last or not _passes(error):
                    raise self._broken(error) from None
            else:
                asked_to_wait = _retry_after(response)
                passing = response.status_code == 429 or response.status_code >= 500
                if not passing or last or (asked_to_wait or 0) > LONGEST_WAIT:
                    return response
            await asyncio.sleep(wait if asked_to_wait is None else asked_to_wait)
            wait = min(2 * wait, LONGEST_WAIT)
        raise AssertionError("unreachable: the last try returns or raises")

    def _content(self, response: httpx2.Response) -> str:
        if response.status_code != 200:
            raise self._refused(response.status_code)
        content: object = None
        with suppress(ValueError, LookupError, TypeError):
            message = response.json()["choices"][0]["message"]
            content = message["content"] or ""  # null where a reasoning model came to no answer
        if not isinstance(content, str):
            raise EngineProblem(f"{self._where} does not answer as an OpenAI-compatible endpoint does.")
        return content

    def _refused(self, status: int) -> InkglowError:
        if status in (401, 403):
            return UsageProblem(f"{self._where} refused the key ({status}); check the judge's API key.")
        if status == 404:
            return UsageProblem(
                f"{self._where} knows no model {self.name} or no chat completions under this address (404); "
                "check the judge's address and model."
            )
        if status == 429:
            return EngineProblem(f"{self._where} is being asked too much; try again later or with less concurrency.")
        if status >= 500:
            return EngineProblem(f"{self._where} has a fault of its own at the moment ({status}); try again later.")
        if 300 <= status < 400:
            return UsageProblem(f"{self._where} points to another address ({status}); name that one instead.")
        return EngineProblem(f"{self._where} refused the question ({status}).")

    def _broken(self, error: Exception) -> InkglowError:
        if _is_tls(error):
            return EngineProblem(
                f"{self._where} has no secure connection that this machine trusts; check its certificate, or whether "
                "its address begins with http:// instead of https://."
            )
        if isinstance(error, httpx2.InvalidURL | httpx2.UnsupportedProtocol):
            return UsageProblem("The address of the judge's endpoint is not one; it looks like http://localhost:8080.")
        if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.ProxyError):
            return EngineProblem(f"{self._where} cannot be reached; check that the judge's server is running.")
        if isinstance(error, httpx2.TimeoutException):
            return EngineProblem(f"{self._where} did not answer in time.")
        return EngineProblem(f"The connection to {self._where} broke off.")


def _address(base_url: str) -> tuple[str, str]:
    """Where to post, and the host as a person knows it: without any name or password in the address."""
    problem = UsageProblem("The address of the judge's endpoint is not one; it looks like http://localhost:8080.")
    try:
        parts = urlsplit(base_url.strip())
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise problem from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise problem
    if parts.username or parts.password:
        raise UsageProblem("The address of the judge's endpoint has a name or password in it; give the key by itself.")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    path = parts.path.rstrip("/").removesuffix("/chat/completions")
    path = path if path.split("/")[-1][:1] == "v" and path.split("/")[-1][1:].isdigit() else f"{path}/v1"
    return f"{parts.scheme}://{host}{port}{path}/chat/completions", f"{host}{port}"


def _too_long(response: httpx2.Response) -> bool:
    """llama-server says exceed_context_size, vLLM and OpenAI speak of the context length."""
    return "context" in response.text.lower()


def _passes(error: Exception) -> bool:
    """Whether the same request may well succeed a little later."""
    lasting = isinstance(error, httpx2.UnsupportedProtocol | httpx2.InvalidURL | httpx2.TooManyRedirects)
    return isinstance(error, httpx2.TransportError) and not lasting and not _is_tls(error)


def _is_tls(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError) or "SSL" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _retry_after(response: httpx2.Response) -> float | None:
    """Seconds the server asks to wait: a number or a date."""
    said = response.headers.get("Retry-After", "").strip()
    readings: tuple[Callable[[], float], ...] = (
        lambda: float(said),
        lambda: parsedate_to_datetime(said).timestamp() - datetime.now(UTC).timestamp(),
    )
    for reading in readings:
        with suppress(ValueError, TypeError):
            seconds = reading()
            return max(0.0, seconds) if seconds == seconds else None
    return None
