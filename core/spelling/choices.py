"""What the writer has chosen for spelling: words of their own, and the language and ignored words of each document.

Two files in the data folder, each replaced as a whole: ``words.txt``, one word a line, and ``spelling.json``. Each
change reads the file first, so that what another window has added stays, and lines that are no words stay too. A file
of a newer format is left alone.
"""

from __future__ import annotations

import contextlib
import json
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from core.errors import FileProblem, os_reason
from core.files import write_atomically

WORDS_NAME = "words.txt"
DOCUMENTS_NAME = "spelling.json"
FORMAT = 1
_FORMAT = "format"
MOST_DOCUMENTS = 300
"""Documents whose choices are remembered."""
_LONGEST = 100


@dataclass(frozen=True)
class DocumentChoices:
    """``language`` is the tag chosen for a document, empty for none; ``ignored`` the words not to be marked in it."""

    language: str = ""
    ignored: frozenset[str] = frozenset()


class SpellingChoices:
    """Reads and writes the two files in ``folder``. For one thread at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def words(self) -> frozenset[str]:
        """The writer's own words. Raises FileProblem."""
        return _words(self._lines())

    def add(self, words: Iterable[str]) -> frozenset[str]:
        """Add words; returns all of them. Raises FileProblem."""
        return self._write({*self._lines(), *(cleaned for word in words if (cleaned := _cleaned(word)))})

    def remove(self, words: Collection[str]) -> frozenset[str]:
        """Remove words; returns those that are left. Raises FileProblem."""
        return self._write({line for line in self._lines() if _cleaned(line) not in words})

    def document(self, key: str) -> DocumentChoices:
        """What was chosen for a document. Raises FileProblem."""
        entry = self._documents().get(key)
        if not isinstance(entry, dict):
            return DocumentChoices()
        language, ignored = entry.get("language"), entry.get("ignored")
        words = (word for word in ignored if isinstance(word, str)) if isinstance(ignored, list) else ()
        return DocumentChoices(language if isinstance(language, str) else "", frozenset(words))

    def keep(self, key: str, choices: DocumentChoices) -> None:
        """Remember what was chosen for a document, as the latest of all. Raises FileProblem."""
        entries = {name: entry for name, entry in self._documents().items() if name not in (key, _FORMAT)}
        if choices != DocumentChoices():
            entries[key] = {"language": choices.language, "ignored": sorted(choices.ignored)}
        kept = {_FORMAT: FORMAT, **dict(list(entries.items())[-MOST_DOCUMENTS:])}
        data = json.dumps(kept, ensure_ascii=True, indent=1).encode()
        write_atomically(self._folder / DOCUMENTS_NAME, data, private=True)

    def _lines(self) -> list[str]:
        """The lines of the writer's words. Raises FileProblem where there is a file that cannot be read."""
        path = self._folder / WORDS_NAME
        try:
            text = path.read_bytes().decode("utf-8-sig", errors="surrogateescape")
        except FileNotFoundError:
            return []
        except OSError as error:
            raise FileProblem(
                "Your own words could not be read from {name} ({reason}).", name=path.name, reason=os_reason(error)
            ) from None
        return [line for line in text.splitlines() if line.strip()]

    def _write(self, lines: set[str]) -> frozenset[str]:
        ordered = sorted(lines, key=lambda line: (line.casefold(), line))
        data = "".join(f"{line}\n" for line in ordered).encode(errors="surrogateescape")
        write_atomically(self._folder / WORDS_NAME, data, private=True)
        return _words(ordered)

    def _documents(self) -> dict[str, object]:
        """What is stored for documents; a damaged file is put aside. Raises FileProblem."""
        path = self._folder / DOCUMENTS_NAME
        try:
            found = json.loads(path.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise FileProblem(
                "The choices for spelling could not be read ({reason}).", reason=os_reason(error)
            ) from None
        except (ValueError, RecursionError):
            with contextlib.suppress(OSError):
                path.replace(path.with_suffix(".damaged"))
            return {}
        if not isinstance(found, dict):
            return {}
        if isinstance(number := found.get(_FORMAT), int) and number > FORMAT:
            raise FileProblem(
                "What you chose for spelling was written by a newer Inkglow, so this one leaves it as it is; please "
                "update it."
            )
        return found


def _words(lines: Iterable[str]) -> frozenset[str]:
    return frozenset(word for line in lines if (word := _cleaned(line)))


def _cleaned(word: str) -> str:
    """A word as it is compared; empty for what is none."""
    plain = unicodedata.normalize("NFC", word.strip().replace("’", "'"))
    return plain if len(plain) <= _LONGEST and plain.isprintable() else ""
