"""Paths of a downloaded file in the Hugging Face cache, which is shared with other programs.

The layout is the documented one: ``models--owner--name`` with ``blobs`` (files named by hash), ``snapshots/<commit>``
(links to them under their file names) and ``refs`` (the commit of each branch). Unfinished files are
``blobs/<hash>.incomplete``: huggingface_hub lists and prunes files of that name.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from core.files import write_atomically

BRANCH = "main"
INCOMPLETE = ".incomplete"


@dataclass(frozen=True)
class CachePlace:
    """One file of one commit in the cache at ``cache``. ``sha256`` in lower-case hexadecimal."""

    cache: Path
    repo: str
    file: str
    commit: str
    sha256: str

    @property
    def _folder_name(self) -> str:
        return "--".join(["models", *self.repo.split("/")])

    @property
    def folder(self) -> Path:
        """Everything of this repository."""
        return self.cache / self._folder_name

    @property
    def blob(self) -> Path:
        """The file by its hash."""
        return self.folder / "blobs" / self.sha256

    @property
    def partial(self) -> Path:
        """The partial file."""
        return self.blob.with_name(self.sha256 + INCOMPLETE)

    @property
    def pointer(self) -> Path:
        """The file by its name, which programs open."""
        return self.folder / "snapshots" / self.commit / self.file

    @property
    def lock(self) -> Path:
        """Lock file held by the program that downloads this file."""
        return self.cache / ".locks" / self._folder_name / f"{self.sha256}.lock"

    def existing(self) -> Path | None:
        """The finished file, if any program has downloaded it."""
        return next((path for path in (self.pointer, self.blob) if path.is_file()), None)

    def remove(self) -> None:
        """Remove a finished but damaged file from the cache."""
        self.pointer.unlink(missing_ok=True)
        self.blob.unlink(missing_ok=True)

    def prepare(self) -> None:
        """Make the folders. Raises OSError."""
        for path in (self.blob, self.pointer, self.lock):
            path.parent.mkdir(parents=True, exist_ok=True)

    def publish(self) -> Path:
        """Make the finished download a file of the cache and return it by its name. Raises OSError.

        Where no links can be made (Windows without developer mode) the file itself goes where the link would be, as
        huggingface_hub does it.
        """
        if self.partial.exists():
            self.partial.replace(self.blob)
        if not self.pointer.exists():
            with contextlib.suppress(FileNotFoundError):
                self.pointer.unlink()  # a dangling link
            try:
                self.pointer.symlink_to(os.path.relpath(self.blob, self.pointer.parent))
            except OSError:
                self.blob.replace(self.pointer)
        ref = self.folder / "refs" / BRANCH
        ref.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(ref, self.commit.encode())
        return self.pointer
