"""Cuts a text into pieces that stay the same where the text does, so that many versions share most of what they store.

A piece ends at a line whose checksum says so, wherever in the text that line is: an edit changes the piece it is in,
and at most the next one. A novel's version then takes a few kilobytes instead of some hundred.
"""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

_SMALLEST = 2_048
"""Bytes of a piece at least, because each one has a row of its own."""
_ONE_IN = 24
"""One line in so many ends a piece: of a novel, some eight kilobytes."""


def cut(data: bytes) -> Iterator[bytes]:
    """The pieces of ``data`` in order; joined they are ``data``."""
    start = end = 0
    for line in data.splitlines(keepends=True):
        end += len(line)
        if end - start >= _SMALLEST and crc32(line) % _ONE_IN == 0:
            yield data[start:end]
            start = end
    if end > start:
        yield data[start:end]
