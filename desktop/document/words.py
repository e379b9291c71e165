"""The sentences about a folder of files that is open as one manuscript, and about documents open elsewhere."""

from __future__ import annotations

from datetime import datetime

from core.manuscript.boundaries import BOUNDARY
from core.manuscript.locks import Holder


def saved_as_one_file(name: str, folder: str) -> str:
    """Save as, with a folder open."""
    return (
        f"All texts were saved together as {name}. The folder {folder} is still open, and its files are as they were."
    )


def with_names(text: str) -> str:
    """The text of a folder for reading: each boundary line shows the file's name."""
    return text.replace(BOUNDARY, "— ")


def not_saved_over(name: str, where: str) -> str:
    """Save as, with the name of a document that another window has open."""
    return f"{name} has been open {where}, so it is not replaced; please choose another name. Your text is unchanged."


def left_to_the_other(name: str, where: str) -> str:
    """At the start the last document is not opened, because another window has it."""
    return f"{name} has been open {where}, so this one begins with an empty text."


def where_open(holder: Holder) -> str:
    """Since when, and on which computer, another window has a document open; words that end a sentence."""
    since = datetime.fromtimestamp(holder.since)
    when = f"{since.hour}:{since.minute:02}" if since.date() == datetime.now().date() else f"{since:%Y-%m-%d}"
    place = "in another Inkglow window" if holder.is_here else f"in Inkglow on the computer {holder.host}"
    return f"{place} since {when}"
