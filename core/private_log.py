"""Logging without manuscript text: tracebacks keep their frames but not the messages of exceptions.

A crash leaves no image of the memory either, which would hold all that was open.
"""

from __future__ import annotations

import contextlib
import copy
import io
import logging
import logging.handlers
import os
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import cast

from core.errors import InkglowError

if sys.platform != "win32":
    import resource

LOG_NAME = "inkglow.log"
_QUOTE_WHAT_FAILED = ("asyncio", "qasync")
"""Loggers of libraries: the first line of a message is their own, and what follows may quote anything."""
_log = logging.getLogger(__name__)


@contextlib.contextmanager
def logged_to(file: Path) -> Iterator[None]:
    """While the context is open, write this process's log to ``file``, limited in size, and its owner's alone."""
    handler = _PrivateFile(file, maxBytes=500_000, backupCount=1, encoding="utf-8", delay=True)
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


@contextlib.contextmanager
def uncaught_logged() -> Iterator[None]:
    """While the context is open, do as :func:`log_uncaught`."""
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    log_uncaught()
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook, sys.unraisablehook = before


def log_uncaught() -> None:
    """From now on, log exceptions that nothing handles, in any thread, without what they quote."""
    sys.excepthook = lambda _kind, error, _trace: _log_uncaught(error)
    threading.excepthook = lambda failed: _log_uncaught(failed.exc_value)
    sys.unraisablehook = lambda failed: _log_uncaught(failed.exc_value)


def leave_no_memory_image() -> None:
    """Tell the system to write no core file where this process, or one that it starts, crashes."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _log_uncaught(error: BaseException | None) -> None:
    if error is not None and not isinstance(error, SystemExit | KeyboardInterrupt):
        _log.critical("Nothing handled a failure:\n%s", traceback_of(error))


class _PrivateFile(logging.handlers.RotatingFileHandler):
    """A log that only its owner can read: messages name files."""

    def _open(self) -> io.TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        return cast(io.TextIOWrapper, os.fdopen(descriptor, self.mode, encoding=self.encoding))


class TextlessFormatter(logging.Formatter):
    """Formats tracebacks by file, line and type of exception.

    An exception's message may quote manuscript text, so only messages of InkglowError, which are shown to people, and
    of the operating system are kept.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Format ``record`` with a traceback by this class, not one that another handler cached in the record."""
        if record.name.partition(".")[0] in _QUOTE_WHAT_FAILED:
            record = copy.copy(record)
            record.msg, record.args = record.getMessage().partition("\n")[0], ()
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
