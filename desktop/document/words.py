"""The sentences about folders open as one manuscript, line ends, and documents that another window has open."""

from __future__ import annotations

from datetime import datetime

from core.manuscript.boundaries import BOUNDARY
from core.manuscript.locks import Holder

JOIN = "Join the lines"
SEPARATE = "Add blank lines"
LEAVE = "Leave them"
NOTHING_TO_SEPARATE = "No paragraphs were found that stand a single Return apart."


def saved_as_one_file(name: str, folder: str) -> str:
    """Save as, with a folder open."""
    return (
        f"All texts were saved together as {name}. The folder {folder} is still open, and its files are as they were."
    )


def inside_folder(name: str, folder: str) -> str:
    """Save as, with a folder open, to a place in that folder."""
    return (
        f"In the folder {folder}, {name} would be one of the manuscript’s files; to keep all texts in one file, please "
        "choose a place outside that folder. Nothing was saved."
    )


def recovered_over(names: str) -> str:
    """Unsaved text was recovered whose files were written after the crash."""
    return (
        "Inkglow closed unexpectedly. Your unsaved text is back; save it to keep it. Another program has changed "
        f"{names} since then; what it wrote is kept as a version, and saving replaces it."
    )


def recovered_apart(name: str, where: str) -> str:
    """Unsaved text was recovered whose document another window has open."""
    return (
        "Inkglow closed unexpectedly. Your unsaved text is back, as a text of its own that asks for a name when it is "
        f"saved: {name} has been open {where}."
    )


def recovery_discarded(name: str) -> str:
    """Unsaved text that was found was not wanted."""
    return f"The unsaved text of {name} was not recovered; it is kept as a version (File ▸ Versions…)."


def in_manuscript_already(name: str) -> str:
    """A file was to be added to the folder's manuscript that is part of it."""
    return f"{name} is in the manuscript already."


def only_file(name: str) -> str:
    """The only file of a folder was to be left out."""
    return f"{name} is the only file of this manuscript, so it stays in it."


def left_out(name: str, order_file: str) -> str:
    """A file of the folder was taken out of the manuscript."""
    return (
        f"{name} is no longer part of the manuscript. The file stays in the folder; {order_file} will say that it is "
        "left out. Undo puts it back."
    )


def with_names(text: str) -> str:
    """The text of a folder for reading: each boundary line shows the file's name."""
    return text.replace(BOUNDARY, "— ")


def hard_wrapped(names: str) -> str:
    """Files whose paragraphs are wrapped to lines of a fixed width were opened."""
    return (
        f"The lines of {names} end at a fixed width. You see whole paragraphs; those that you change are saved wrapped "
        "as before, the others stay as they are."
    )


def joined(names: str) -> str:
    """The lines of hard-wrapped files are to be joined."""
    return (
        f"From the next save on, {names} will have each paragraph on one line. The file as it is now is then kept as a "
        "version."
    )


def single_returns(name: str) -> str:
    """A Markdown file was opened in which the paragraphs have no blank lines between them."""
    return (
        f"The paragraphs of {name} stand a single Return apart; Markdown takes them for one. Blank lines between them "
        "would set that right, and can be undone."
    )


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
