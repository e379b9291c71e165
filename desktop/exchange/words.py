"""Sentences of import, export and printing."""

from pathlib import Path

from core.exchange.comparison import Difference
from core.exchange.formats import Format
from desktop.common.formats import grouped
from desktop.common.translation import tr, worded

EXPORT_TITLE = tr("Export")
BUSY = tr("An import or export is still running.")
IMPORT_TITLE = tr("Import")
PREVIEW_TITLE = tr("Print preview")
TITLE_PAGE = tr("&Title page, with title, author and number of words")
MOST_SHOWN = 12
"""Differences that are listed; the others are counted."""
PRINTED = tr("The text was sent to the printer.")
NOT_PRINTED = tr("The text could not be printed; is the printer switched on?")


def working(reading: bool, path: Path) -> str:
    """What is being done, while it is done."""
    said = tr("Importing {name}…") if reading else tr("Writing {name} and reading it back…")
    return said.format(name=path.name)


def still_writing(name: str) -> str:
    """The window is to be closed while a file is being written."""
    return tr("{name} is still being written. Close the window again to close it without this file.").format(name=name)


def own_file(name: str) -> str:
    """An export would replace the manuscript's own file."""
    return tr("{name} is the file of your manuscript; please choose another name for the export.").format(name=name)


def imported(name: str, n_words: int, notes: tuple[str, ...]) -> str:
    """What was imported, and what a writer should know about it."""
    said = tr("{name} was imported: {n} words. Save it to keep it as a manuscript.")
    return " ".join([said.format(name=name, n=grouped(n_words)), *map(worded, notes)])


def about_format(wanted: Format) -> str:
    """What a format is for, below its name in the dialog."""
    return {
        Format.DOCX: tr("For agents and publishers: double spaced, with a header and chapters on new pages."),
        Format.EPUB: tr("For e-readers and phones, with a table of contents."),
        Format.ODT: tr("For LibreOffice and other word processors."),
        Format.HTML: tr("For a browser, in one file."),
        Format.PDF: tr("For reading and printing as it is. Its words are compared with your text, not its italics."),
    }[wanted]


def unfaithful(name: str, differences: tuple[Difference, ...]) -> str:
    """What differs between a file and the text, as lines."""
    lines = [worded(each.sentence) for each in differences[:MOST_SHOWN]]
    if len(differences) > MOST_SHOWN:
        lines.append(tr("And {n} more.").format(n=grouped(len(differences) - MOST_SHOWN)))
    return "\n".join([tr("{name} was read back, and this is not as in your text:").format(name=name), "", *lines])


def discarded(name: str) -> str:
    """The writer did not want the file."""
    return tr("{name} was not written.").format(name=name)


def importing_instead(name: str) -> str:
    """A file that is no text is to be opened."""
    return tr("{name} is not a text file, but it can be imported.").format(name=name)


IMPORTING_MORE = tr("Its text becomes a new manuscript; the file itself stays as it is.")


def page_of(page: int, count: int) -> str:
    """Which page is shown."""
    return tr("Page {page} of {count}").format(page=page, count=grouped(count))
