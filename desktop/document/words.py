"""The sentences about a folder of files that is open as one manuscript, and about line ends."""

from __future__ import annotations

from core.manuscript.boundaries import BOUNDARY

JOIN = "Join the lines"
SEPARATE = "Add blank lines"
LEAVE = "Leave them"
NOTHING_TO_SEPARATE = "No paragraphs were found that stand a single Return apart."


def saved_as_one_file(name: str, folder: str) -> str:
    """Save as, with a folder open."""
    return (
        f"All texts were saved together as {name}. The folder {folder} is still open, and its files are as they were."
    )


def with_names(text: str) -> str:
    """The text of a folder for reading: each boundary line shows the file's name."""
    return text.replace(BOUNDARY, "— ")


def hard_wrapped(name: str) -> str:
    """A file whose paragraphs are wrapped to lines of a fixed width was opened."""
    return (
        f"Each line of {name} ends at a fixed width. You see whole paragraphs; those that you change are saved wrapped "
        "as before, the others stay as they are."
    )


def single_returns(name: str) -> str:
    """A Markdown file was opened in which the paragraphs have no blank lines between them."""
    return (
        f"The paragraphs of {name} stand a single Return apart; Markdown takes them for one. Blank lines between them "
        "would set that right, and can be undone."
    )
