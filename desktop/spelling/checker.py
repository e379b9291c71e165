"""The spelling of paragraphs, checked in a thread of its own, because Enchant may be used by one thread only."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from core.errors import Superseded
from core.spelling.choices import DocumentChoices, SpellingChoices
from core.spelling.language import front_matter_language
from core.spelling.speller import Dictionaries, Speller, Unknown, is_name_in
from desktop.common.text_offsets import all_to_utf16

T = TypeVar("T")


@dataclass(frozen=True)
class Task:
    """A paragraph to check: its text as it stands in the file."""

    id: int
    revision: int
    text: str


@dataclass(frozen=True)
class Checked:
    """What was found in a paragraph; starts and ends are UTF-16 units from its beginning."""

    id: int
    revision: int
    unknown: tuple[Unknown, ...]


@dataclass(frozen=True)
class Situation:
    """What words are checked against: the language wanted, the writer's own words, and the document's choices."""

    words: frozenset[str] = frozenset()
    document: DocumentChoices = field(default_factory=DocumentChoices)

    @property
    def known(self) -> frozenset[str]:
        """Words that are never marked."""
        return self.words | self.document.ignored


class Checker:
    """Called on the GUI thread; the work is done in the thread. :meth:`close` it at the end."""

    def __init__(self, dictionaries: Dictionaries, folder: Path, system_language: str) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="spelling")
        self._speller = Speller(dictionaries)
        self._choices = SpellingChoices(folder)
        self._system = system_language if system_language not in ("", "C", "POSIX") else "en_US"
        self._names: set[str] = set()
        self._is_closed = False

    def wanted(self, situation: Situation, lines: Sequence[str]) -> str:
        """The language of a text: as chosen, else as its front matter says, else that of the system."""
        return situation.document.language or front_matter_language(lines) or self._system

    async def load(self, key: str) -> Situation:
        """The writer's own words, and what was chosen for a document. Raises FileProblem."""
        self._names = set()
        return await self._run(lambda: Situation(self._choices.words(), self._choices.document(key)))

    async def languages(self) -> tuple[str, ...]:
        """The tags of all dictionaries. Raises NoSpelling."""
        return await self._run(self._speller.languages)

    async def use(self, language: str) -> str:
        """Open the dictionary that fits a language; returns its tag. Raises NoSpelling."""
        return await self._run(lambda: self._speller.use(language, self._system))

    async def check(self, tasks: Sequence[Task], lines: Sequence[str], situation: Situation) -> list[Checked]:
        """The unknown words of paragraphs; ``lines`` are those of the whole text, for the names in it."""
        names, known = self._names, situation.known

        def is_name(word: str) -> bool:
            if word not in names and is_name_in(word, lines):
                names.add(word)
            return word in names

        def check() -> list[Checked]:
            return [_checked(task, self._speller.unknown(task.text, known, is_name)) for task in tasks]

        return await self._run(check)

    async def suggest(self, word: str, lines: Sequence[str]) -> list[str]:
        """Words that may be meant, with the apostrophes of the text."""

        def suggest() -> list[str]:
            return self._speller.suggest(word, typographic=any("’" in line for line in lines))

        return await self._run(suggest)

    async def names(self, lines: Sequence[str], situation: Situation) -> list[tuple[str, int]]:
        """Words of the whole text that are taken for names, with how often they occur."""
        return await self._run(lambda: self._speller.names(lines, situation.known))

    async def add(self, words: Sequence[str]) -> frozenset[str]:
        """Add to the writer's own words; returns all of them. Raises FileProblem."""
        return await self._run(lambda: self._choices.add(words))

    async def remove(self, words: Collection[str]) -> frozenset[str]:
        """Remove from the writer's own words; returns those left. Raises FileProblem."""
        return await self._run(lambda: self._choices.remove(words))

    async def keep(self, key: str, situation: Situation) -> None:
        """Remember what was chosen for a document. Raises FileProblem."""
        await self._run(lambda: self._choices.keep(key, situation.document))

    def close(self) -> None:
        """End the thread once it is done with what it has begun."""
        self._is_closed = True
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _run(self, work: Callable[[], T]) -> T:
        if self._is_closed:
            raise Superseded("the window has been closed")
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)


def _checked(task: Task, unknown: Sequence[Unknown]) -> Checked:
    starts = all_to_utf16(task.text, (word.start for word in unknown))
    ends = all_to_utf16(task.text, (word.end for word in unknown))
    places = zip(unknown, starts, ends, strict=True)
    return Checked(task.id, task.revision, tuple(replace(word, start=start, end=end) for word, start, end in places))
