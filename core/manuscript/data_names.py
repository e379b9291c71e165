"""Names for what is kept about a document in the user's data folder."""

from __future__ import annotations

import hashlib
from pathlib import Path


def data_name(path: Path) -> str:
    """A name that no other file's data has: the file's own, and a hash of its full path."""
    full = path.resolve()
    return f"{full.stem[:40]} {hashlib.sha256(str(full).encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"
