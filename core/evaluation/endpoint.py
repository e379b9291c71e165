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
from core.evaluation.judges import JudgeAnswer, Question, shorter
from core.evaluation.results import JudgeKey

TRIES = 5
LONGEST_WAIT = 60.0
"""Longest Retry-After, in seconds, that is waited for; a longer one counts as a refusal."""
MAX_TOKENS = 256
"""Room for an explanation before the answer, which larger models often write."""
_TIMEOUT = httpx2.Timeout(300.0, connect=15.0)
"""Seconds; a busy server may queue a question for minutes."""


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

        Raises UsageProblem for an address, a key or a concurrency that cannot be valid.
        """
        if concurrency < 1:
            raise UsageProblem("The concurrency for the judge's endpoint must be at least 1.")
        if not api_key.isascii() or not api_key.isprintable():
            raise UsageProblem("The key for the judge's endpoint contains characters that a key cannot have.")
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

    async def answer(self, questions: Sequence[Question]) -> AsyncGenerator[JudgeAnswer, None]:
        """Ask all questions; yields each answer as it arrives, and only then raises the first failure.

        After a failure no further question is asked; requests already sent are awaited. Raises EngineProblem,
        UsageProblem.
        """
        waiting = list(enumerate(questions))[::-1]
        answered: asyncio.Queue[JudgeAnswer | None] = asyncio.Queue()
        failures: list[Exception] = []

        async def work() -> None:
            try:
                while waiting and not failures:
                    index, question = waiting.pop()
                    answered.put_nowait(JudgeAnswer(index, await self._ask(question)))
            except Exception as error:
                failures.append(error)
            finally:
                answered.put_nowait(None)

        workers = [asyncio.create_task(work()) for _ in range(min(self._concurrency, len(questions)))]
        running = len(workers)
        try:
            while running:
                answer = await answered.get()
                if answer is None:
                    running -= 1
                else:
                    yield answer
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
        """Ask one question. Its texts are shortened for as long as the server reports that the question is too long."""
        while True:
            response = await self._post(question.messages())
            if response.status_code != 400 or not _too_long(response):
                return self._content(response)
            question = shorter(question)

    async def _post(self, messages: Sequence[ChatMessage]) -> httpx2.Response:
        """Post ``messages``, retrying temporary failures up to ``TRIES`` attempts; the response may be an error."""
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
                if last or not _is_temporary(error):
                    raise self._broken(error) from None
            else:
                asked_to_wait = _retry_after(response)
                temporary = response.status_code == 429 or response.status_code >= 500
                if not temporary or last or (asked_to_wait or 0) > LONGEST_WAIT:
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
            content = message["content"] or ""  # null where a reasoning model reached no answer
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
            return EngineProblem(f"{self._where} refuses so many requests; try again later or with less concurrency.")
        if status >= 500:
            return EngineProblem(f"{self._where} reports an internal error ({status}); try again later.")
        if 300 <= status < 400:
            return UsageProblem(f"{self._where} redirects to another address ({status}); give that one instead.")
        return EngineProblem(f"{self._where} refused the question ({status}).")

    def _broken(self, error: Exception) -> InkglowError:
        if _is_tls(error):
            return EngineProblem(
                f"{self._where} offers no secure connection that this machine trusts; check its certificate, or "
                "whether its address begins with http:// instead of https://."
            )
        if isinstance(error, httpx2.InvalidURL | httpx2.UnsupportedProtocol):
            return UsageProblem(
                "The address of the judge's endpoint is not valid; an example is http://localhost:8080."
            )
        if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.ProxyError):
            return EngineProblem(f"{self._where} cannot be reached; check that the judge's server is running.")
        if isinstance(error, httpx2.TimeoutException):
            return EngineProblem(f"{self._where} did not answer in time.")
        return EngineProblem(f"The connection to {self._where} broke off.")


def _address(base_url: str) -> tuple[str, str]:
    """The URL to post to, and the host as shown to people: without any name or password in the address."""
    problem = UsageProblem("The address of the judge's endpoint is not valid; an example is http://localhost:8080.")
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
    """Whether the server rejected the question as too long.

    llama-server reports exceed_context_size; vLLM and OpenAI mention the context length.
    """
    return "context" in response.text.lower()


def _is_temporary(error: Exception) -> bool:
    """Whether the failure is temporary, so that the same request may succeed later."""
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
    header = response.headers.get("Retry-After", "").strip()
    readings: tuple[Callable[[], float], ...] = (
        lambda: float(header),
        lambda: parsedate_to_datetime(header).timestamp() - datetime.now(UTC).timestamp(),
    )
    for reading in readings:
        with suppress(ValueError, TypeError):
            seconds = reading()
            return max(0.0, seconds) if seconds == seconds else None
    return None
