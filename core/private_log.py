"""Logging without manuscript text: tracebacks keep their frames but not the messages of exceptions."""

from __future__ import annotations

import contextlib
import logging
import logging.handlers
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from core.errors import InkglowError

LOG_NAME = "inkglow.log"


@contextlib.contextmanager
def logged_to(file: Path) -> Iterator[None]:
    """While the context is open, write this process's log to ``file``, limited in size."""
    handler = logging.handlers.RotatingFileHandler(file, maxBytes=500_000, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(TextlessFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield
    finally:
        root.setLevel(before)
        root.removeHandler(handler)
        handler.close()


class TextlessFormatter(logging.Formatter):
    """Formats tracebacks by file, line and type of exception.

    An exception's message may quote manuscript text, so only messages of InkglowError, which are shown to people, and
    of the operating system are kept.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Format ``record`` with a traceback by this class, not one that another handler cached in the record."""
        others, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = others

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Frames without values, innermost last; the exception's causes come first in the same form."""
        return "" if ei[1] is None else traceback_of(ei[1])


def traceback_of(error: BaseException) -> str:
    """Frames without values, innermost last; the frames of the exception's causes come first."""
    return "\n".join(_described(error, seen=set()))


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
