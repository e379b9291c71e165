"""Locks of open documents, so that two windows do not save over each other.

A lock is a file in the user's data folder, not beside the document. Its program holds the system's lock on it, which
ends with the program, however that ends: what a crash leaves behind counts for nothing. The file says who holds it.
Where the folder's file system has no locks, that alone decides: a process that no longer runs, or that has another
start time (its number was given to another program), holds nothing; one on another computer cannot be looked at and
counts.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import platform
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from core.json_text import parse

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_SUFFIX = ".lock"
_HELD = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)
_SAME_START_S = 2.0
"""Clocks of processes agree this closely."""
_PROBES = 50
"""Tries, 20 ms apart, while another program only looks at a lock that nobody holds."""


@dataclass(frozen=True)
class Holder:
    """Who has a document open. ``started`` and ``since`` are in seconds since 1970."""

    path: Path
    pid: int
    host: str
    started: float
    since: float

    @property
    def is_here(self) -> bool:
        """Whether it is a program on this computer."""
        return self.host == platform.node()


class DocumentLock:
    """The lock of one open document, held until :meth:`release` or the end of the program."""

    def __init__(self, file: Path, descriptor: int, path: Path) -> None:
        self.path = path
        self._file = file
        self._descriptor = descriptor

    def release(self) -> None:
        """Release the lock. Once."""
        with contextlib.suppress(OSError):
            if os.name == "posix":
                self._file.unlink()  # before it is unlocked: whoever gets it then sees that it is gone
        os.close(self._descriptor)
        with contextlib.suppress(OSError):
            if os.name != "posix":
                self._file.unlink()


def take(path: Path, folder: Path) -> DocumentLock | Holder:
    """Lock the document at ``path``; or who has it open. Blocks. Raises OSError where ``folder`` cannot be written."""
    full = path.resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"{hashlib.sha256(str(full).encode('utf-8', 'surrogateescape')).hexdigest()[:24]}{_SUFFIX}"
    for _ in range(_PROBES):
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            locked = _lock(descriptor)
            if (holder := _held_by(locked, descriptor)) is not None:
                return holder
            if locked is not False and _is_still(file, descriptor):
                _write(descriptor, Holder(full, os.getpid(), platform.node(), _started(os.getpid()), time.time()))
                lock = DocumentLock(file, descriptor, full)
                descriptor = -1
                return lock
        finally:
            if descriptor >= 0:
                os.close(descriptor)
        time.sleep(0.02)
    raise OSError(errno.EAGAIN, "the lock stays busy")


def holder_of(path: Path, folder: Path) -> Holder | None:
    """The other program that has the document at ``path`` open, or a folder with it, or a file in it.

    Blocks. Locks that nobody holds are removed.
    """
    full = path.resolve()
    for file in sorted(folder.glob(f"*{_SUFFIX}")):
        holder = _holder(file)
        if holder is None or (holder.is_here and holder.pid == os.getpid()):
            continue
        if full == holder.path or full in holder.path.parents or holder.path in full.parents:
            return holder
    return None


def _holder(file: Path) -> Holder | None:
    try:
        descriptor = os.open(file, os.O_RDWR)
    except OSError:
        return None
    try:
        locked = _lock(descriptor)
        holder = _held_by(locked, descriptor)
        if holder is None and locked is not False and _is_still(file, descriptor) and os.name == "posix":
            with contextlib.suppress(OSError):
                file.unlink()
        return holder
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> bool | None:
    """Lock a file; False where another program holds the lock, None where the file system has no locks."""
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, 1 << 30, os.SEEK_SET)  # beyond the text, which others read
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return False if error.errno in _HELD else None
    return True


def _is_still(file: Path, descriptor: int) -> bool:
    """Whether ``file`` is still the one that was opened: its last holder may have removed it meanwhile."""
    try:
        return file.stat().st_ino == os.fstat(descriptor).st_ino
    except OSError:
        return False


def _read(descriptor: int) -> Holder | None:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        values = parse(os.read(descriptor, 1 << 16))
        started, since = float(values["started"]), float(values["since"])
        return Holder(Path(values["path"]), int(values["pid"]), str(values["host"]), started, since)
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None


def _write(descriptor: int, holder: Holder) -> None:
    values = {"path": str(holder.path), "pid": holder.pid, "host": holder.host}
    text = json.dumps({**values, "started": holder.started, "since": holder.since})
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.ftruncate(descriptor, 0)
    os.write(descriptor, text.encode())


def _held_by(locked: bool | None, descriptor: int) -> Holder | None:
    """Who holds a lock that was tried; None where nobody does, or a program that only looks at it."""
    if locked is True or (holder := _read(descriptor)) is None:
        return None
    if not holder.is_here:
        return holder
    started = _started(holder.pid)
    is_same = abs(started - holder.started) < _SAME_START_S or locked is False  # clocks are set sometimes
    return holder if started > 0 and is_same else None


def _started(pid: int) -> float:
    """When a process on this computer was started; 0 where there is none."""
    try:
        return float(psutil.Process(pid).create_time())
    except psutil.Error:
        return 0.0
