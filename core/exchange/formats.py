"""The formats that a manuscript can be exported to."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from core.errors import UsageProblem
from core.sentences import Sentence


class Format(Enum):
    """A format; its value is the file's ending."""

    DOCX = ".docx"
    EPUB = ".epub"
    ODT = ".odt"
    HTML = ".html"
    PDF = ".pdf"

    @property
    def words(self) -> str:
        """What people call it."""
        return _WORDS[self]


_WORDS = {
    Format.DOCX: Sentence("Word, in standard manuscript format"),
    Format.EPUB: Sentence("E-book (EPUB)"),
    Format.ODT: Sentence("OpenDocument text"),
    Format.HTML: Sentence("Web page"),
    Format.PDF: "PDF",
}


def format_of(path: Path) -> Format:
    """The format that the ending of ``path`` names. Raises UsageProblem."""
    ending = path.suffix.lower().replace(".htm", ".html") if path.suffix.lower() == ".htm" else path.suffix.lower()
    try:
        return Format(ending)
    except ValueError:
        known = ", ".join(each.value for each in Format)
        raise UsageProblem(
            "{name} does not end in a known format; these are: {known}.", name=path.name, known=known
        ) from None
