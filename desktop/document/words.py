"""The sentences about a folder of files that is open as one manuscript."""

from __future__ import annotations

from core.manuscript.boundaries import BOUNDARY


def saved_as_one_file(name: str, folder: str) -> str:
    """Save as, with a folder open."""
    return (
        f"All texts were saved together as {name}. The folder {folder} is still open, and its files are as they were."
    )


def with_names(text: str) -> str:
    """The text of a folder for reading: each boundary line shows the file's name."""
    return text.replace(BOUNDARY, "— ")
