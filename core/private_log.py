"""Logging that holds no manuscript text: tracebacks keep their frames and lose what the exception said."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

from core.errors import InkglowError


class TextlessFormatter(logging.Formatter):
    """Formats tracebacks by file, line and type of exception.

    An exception's message may quote the text it was raised over, so only the messages of errors that people are shown
    anyway and those of the operating system are kept.
    """

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Frames without values, innermost last; the causes before it likewise."""
        error = ei[1]
        return "" if error is None else "\n".join(_described(error, seen=set()))


def _described(error: BaseException, seen: set[int]) -> list[str]:
    seen.add(id(error))
    lines: list[str] = []
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None and id(earlier) not in seen:
        lines += [*_described(earlier, seen), "followed by"]
    lines += [line.rstrip() for line in traceback.format_tb(error.__traceback__)]
    return [*lines, f"{type(error).__name__}{_safe_message(error)}"]


def _safe_message(error: BaseException) -> str:
    if isinstance(error, InkglowError):
        return f": {error}"
    return f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
