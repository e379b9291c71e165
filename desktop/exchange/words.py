"""Sentences of import, export and printing."""

from pathlib import Path

from core.exchange.comparison import Difference
from core.exchange.formats import Format

EXPORT_TITLE = "Export"
BUSY = "An import or export is still running."
IMPORT_TITLE = "Import"
PREVIEW_TITLE = "Print preview"
TITLE_PAGE = "&Title page, with title, author and number of words"
MOST_SHOWN = 12
"""Differences that are listed; the others are counted."""
PRINTED = "The text was sent to the printer."
NOT_PRINTED = "The text could not be printed; is the printer switched on?"


def working(reading: bool, path: Path) -> str:
    """What is being done, while it is done."""
    return f"Importing {path.name}…" if reading else f"Writing {path.name} and reading it back…"


def still_writing(name: str) -> str:
    """The window is to be closed while a file is being written."""
    return f"{name} is still being written. Close the window again to close it without this file."


def own_file(name: str) -> str:
    """An export would replace the manuscript's own file."""
    return f"{name} is the file of your manuscript; please choose another name for the export."


def imported(name: str, n_words: int, notes: tuple[str, ...]) -> str:
    """What was imported, and what a writer should know about it."""
    return " ".join([f"{name} was imported: {n_words:,} words. Save it to keep it as a manuscript.", *notes])


def about_format(wanted: Format) -> str:
    """What a format is for, below its name in the dialog."""
    return {
        Format.DOCX: "For agents and publishers: double spaced, with a header and chapters on new pages.",
        Format.EPUB: "For e-readers and phones, with a table of contents.",
        Format.ODT: "For LibreOffice and other word processors.",
        Format.HTML: "For a browser, in one file.",
        Format.PDF: "For reading and printing as it is. Its words are compared with your text, not its italics.",
    }[wanted]


def unfaithful(name: str, differences: tuple[Difference, ...]) -> str:
    """What differs between a file and the text, as lines."""
    lines = [each.sentence for each in differences[:MOST_SHOWN]]
    if len(differences) > MOST_SHOWN:
        lines.append(f"And {len(differences) - MOST_SHOWN:,} more.")
    return "\n".join([f"{name} was read back, and this is not as in your text:", "", *lines])


def discarded(name: str) -> str:
    """The writer did not want the file."""
    return f"{name} was not written."


def importing_instead(name: str) -> str:
    """A file that is no text is to be opened."""
    return f"{name} is not a text file, but it can be imported."


IMPORTING_MORE = "Its text becomes a new manuscript; the file itself stays as it is."


def page_of(page: int, count: int) -> str:
    """Which page is shown."""
    return f"Page {page} of {count:,}"
