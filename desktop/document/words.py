"""The sentences about folders open as one manuscript, line ends, and documents that another window has open."""

from __future__ import annotations

from datetime import datetime

from core.manuscript.boundaries import BOUNDARY
from core.manuscript.locks import Holder
from desktop.common.translation import short_date, tr

JOIN = tr("Join the lines")
SEPARATE = tr("Add blank lines")
LEAVE = tr("Leave them")
OF_NEWER_RELEASE = tr(
    "There is unsaved text here that was written with a newer Inkglow, and this one cannot read it. It is left as it "
    "is: start the newer one to get it back."
)
NOTHING_TO_SEPARATE = tr("No paragraphs were found that stand a single Return apart.")


def saved_as_one_file(name: str, folder: str) -> str:
    """Save as, with a folder open."""
    return tr(
        "All texts were saved together as {name}. The folder {folder} is still open, and its files are as they were."
    ).format(name=name, folder=folder)


def inside_folder(name: str, folder: str) -> str:
    """Save as, with a folder open, to a place in that folder."""
    return tr(
        "In the folder {folder}, {name} would be one of the manuscript’s files; to keep all texts in one "
        "file, please choose a place outside that folder. Nothing was saved."
    ).format(folder=folder, name=name)


def recovered_over(names: str) -> str:
    """Unsaved text was recovered whose files were written after the crash."""
    return tr(
        "Inkglow closed unexpectedly. Your unsaved text is back; save it to keep it. Another program has "
        "changed {names} since then; what it wrote is kept as a version, and saving replaces it."
    ).format(names=names)


def recovered_apart(name: str, where: str) -> str:
    """Unsaved text was recovered whose document another window has open."""
    return tr(
        "Inkglow closed unexpectedly. Your unsaved text is back, as a text of its own that asks for a name "
        "when it is saved: {name} has been open {where}."
    ).format(name=name, where=where)


def recovery_discarded(name: str) -> str:
    """Unsaved text that was found was not wanted."""
    return tr("The unsaved text of {name} was not recovered; it is kept as a version (File ▸ Versions…).").format(
        name=name
    )


def in_manuscript_already(name: str) -> str:
    """A file was to be added to the folder's manuscript that is part of it."""
    return tr("{name} is in the manuscript already.").format(name=name)


def only_file(name: str) -> str:
    """The only file of a folder was to be left out."""
    return tr("{name} is the only file of this manuscript, so it stays in it.").format(name=name)


def left_out(name: str, order_file: str) -> str:
    """A file of the folder was taken out of the manuscript."""
    return tr(
        "{name} is no longer part of the manuscript. The file stays in the folder; {order_file} will say that "
        "it is left out. Undo puts it back."
    ).format(name=name, order_file=order_file)


def with_names(text: str) -> str:
    """The text of a folder for reading: each boundary line shows the file's name."""
    return text.replace(BOUNDARY, "— ")


def hard_wrapped(names: str) -> str:
    """Files whose paragraphs are wrapped to lines of a fixed width were opened."""
    return tr(
        "The lines of {names} end at a fixed width. You see whole paragraphs; those that you change are saved "
        "wrapped as before, the others stay as they are."
    ).format(names=names)


def joined(names: str) -> str:
    """The lines of hard-wrapped files are to be joined."""
    return tr(
        "From the next save on, {names} will have each paragraph on one line. The file as it is now is then "
        "kept as a version."
    ).format(names=names)


def single_returns(name: str) -> str:
    """A Markdown file was opened in which the paragraphs have no blank lines between them."""
    return tr(
        "The paragraphs of {name} stand a single Return apart; Markdown takes them for one. Blank lines "
        "between them would set that right, and can be undone."
    ).format(name=name)


def not_saved_over(name: str, where: str) -> str:
    """Save as, with the name of a document that another window has open."""
    return tr(
        "{name} has been open {where}, so it is not replaced; please choose another name. Your text is unchanged."
    ).format(name=name, where=where)


def left_to_the_other(name: str, where: str) -> str:
    """At the start the last document is not opened, because another window has it."""
    return tr("{name} has been open {where}, so this one begins with an empty text.").format(name=name, where=where)


def where_open(holder: Holder) -> str:
    """Since when, and on which computer, another window has a document open; words that end a sentence."""
    since = datetime.fromtimestamp(holder.since)
    when = f"{since.hour}:{since.minute:02}" if since.date() == datetime.now().date() else short_date(since.date())
    place = (
        tr("in another Inkglow window")
        if holder.is_here
        else tr("in Inkglow on the computer {host}").format(host=holder.host)
    )
    return tr("{place} since {when}").format(place=place, when=when)
