"""Write files atomically: at every moment the file holds either the complete old or the complete new content."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
from pathlib import Path

from core.errors import FileProblem, os_reason
from core.sentences import Sentence, joined_sentences

_TEMPORARY = ".tmp"
_NAME_BYTES = 100
"""Bytes of a file's name that its temporary file is named by: names may have 255 bytes, on some systems 143."""
_CANNOT_FLUSH = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP})
"""What file systems without ``fsync``, some network ones, answer to it."""


def write_atomically(path: Path, data: bytes, *, private: bool = False) -> None:
    """Replace the content of ``path`` by ``data`` atomically, flushed to disk. Raises FileProblem.

    A ``private`` file can be read and written by its owner alone; else the file's mode, owner, group and extended
    attributes are kept as far as the file system allows. A symbolic link stays one; its target is replaced.
    """
    temporary, exists = "", True
    try:
        target = path.resolve()
        exists = target.exists()
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=_prefix(target), suffix=_TEMPORARY)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            flush_to_disk(file.fileno())
        if not private:  # a temporary file is its owner's alone
            _look_like(target if exists else None, Path(temporary))
        Path(temporary).replace(target)
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of symbolic links
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise FileProblem(_why_not_saved(path, error, exists=exists)) from None
    _sync_folder(target.parent)


def remove_temporary(path: Path) -> None:
    """Remove the temporary files that a crash left beside ``path`` while it was written. Raises nothing.

    Nobody may be writing ``path`` meanwhile.
    """
    with contextlib.suppress(OSError, RuntimeError):
        target = path.resolve()
        pattern = re.compile(f"{re.escape(_prefix(target))}[a-z0-9_]{{8}}{re.escape(_TEMPORARY)}")
        for each in target.parent.iterdir():
            if pattern.fullmatch(each.name) and each.is_file() and not each.is_symlink():
                each.unlink()


def _prefix(target: Path) -> str:
    return f".{os.fsencode(target.name)[:_NAME_BYTES].decode(errors='ignore')}."


def has_other_names(path: Path) -> bool:
    """Whether the file is also known under another name (a hard link), which a save cannot change."""
    try:
        return path.stat().st_nlink > 1
    except OSError:
        return False


def flush_to_disk(descriptor: int, *, only_data: bool = False) -> None:
    """Wait until what was written is on the disk; ``only_data`` leaves out times and such. Raises OSError."""
    try:
        if only_data and hasattr(os, "fdatasync"):
            os.fdatasync(descriptor)
        else:
            os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_FLUSH:
            raise


def _why_not_saved(path: Path, error: Exception, *, exists: bool) -> str:
    if not isinstance(error, OSError):
        return Sentence("{name} could not be saved: it is a link that leads back to itself.", name=path.name)
    unchanged = Sentence("The file on disk is unchanged.") if exists else ""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        why = Sentence(
            "{name} could not be saved: its folder may not be written to ({reason}). Save it in another folder.",
            name=path.name,
            reason=os_reason(error),
        )
    else:
        why = Sentence("{name} could not be saved: {reason}.", name=path.name, reason=os_reason(error))
    return joined_sentences((why, unchanged))


def _look_like(target: Path | None, temporary: Path) -> None:
    """Give the temporary file what the file it replaces has, as far as the file system allows.

    What fails leaves the temporary file less open than the old one, never more.
    """
    known = target.stat() if target is not None else None
    own = temporary.stat()
    if known is not None and (known.st_uid, known.st_gid) != (own.st_uid, own.st_gid) and hasattr(os, "chown"):
        for uid, gid in ((known.st_uid, known.st_gid), (-1, known.st_gid)):
            with contextlib.suppress(OSError):
                os.chown(temporary, uid, gid)
                break
    if target is not None and hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):
            for name in os.listxattr(target):
                with contextlib.suppress(OSError):
                    os.setxattr(temporary, name, os.getxattr(target, name))
    with contextlib.suppress(OSError):  # some network and USB file systems have no modes
        temporary.chmod(known.st_mode & 0o7777 if known is not None else 0o666 & ~_umask())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system supports it."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
