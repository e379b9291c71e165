"""The outline of a manuscript: files, chapters and scenes, found from its headings and breaks.

A section begins at a file's boundary line, at a heading, or at a scene break, and reaches to the next section of its
level or a higher one. Where the text of a chapter has scene breaks, what stands before the first one is its first
scene. Plain text has no marks for headings: there a line such as “CHAPTER IV.” is one. Pure functions over paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.manuscript.boundaries import boundary_name
from core.manuscript.comments import without_comments
from core.manuscript.non_prose import division_level
from core.manuscript.paragraphs import Kind, Syntax, is_break, quote_marker
from core.sentences import Sentence

FILE, SCENE = 0, 7
"""Levels of a file and of a scene; a heading has its own, 1 to 6."""
_FIRST_WORDS = 48
"""Characters of a scene's text in its title, at most."""
_LONGEST_DIVISION = 200
"""Characters that a heading of plain text has at most."""
_STATUS = re.compile(r"\s*<!--\s*status:\s*(.*?)\s*-->\s*$", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<![\\\w])(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")
_MARKS = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)")
_END_MARKS = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")


class Run(Protocol):
    """A paragraph: its kind, and its lines ``first`` to ``last`` (inclusive, from 0)."""

    @property
    def kind(self) -> Kind:
        """What it is."""

    @property
    def first(self) -> int:
        """Its first line."""

    @property
    def last(self) -> int:
        """Its last line."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section, by indices of paragraphs; ``stop`` and ``end`` are exclusive.

    It begins at ``start``, and its text without the line that it begins with at ``body``. ``stop`` is where the next
    section begins, ``end`` where the next one does that is not inside it. ``scene`` is a scene's number in its chapter,
    from 1; ``parent`` the index of the section around it, −1 for none.
    """

    level: int
    scene: int
    start: int
    body: int
    stop: int
    end: int
    parent: int

    @property
    def has_mark(self) -> bool:
        """Whether a line of its own begins it; a chapter's first scene has none."""
        return self.body > self.start


@dataclass(frozen=True)
class Outline:
    """The sections of a text, in order, with the paragraphs and lines that they were found in."""

    sections: Sequence[Section]
    runs: Sequence[Run]
    lines: Sequence[str]
    syntax: Syntax

    def title(self, index: int) -> str:
        """What a section is called: its heading, its file, or a scene's number and first words."""
        section = self.sections[index]
        if section.level == SCENE:
            words = first_words(self.runs[section.body : section.stop], self.lines)
            return (
                Sentence("Scene {scene} – {words}", scene=section.scene, words=words)
                if words
                else Sentence("Scene {scene}", scene=section.scene)
            )
        return heading_title(self.runs[section.start], self.lines, self.syntax) or Sentence("Untitled")

    def note(self, index: int) -> str:
        """The status note of a section; "" without one."""
        run = self.note_run(index)
        return "" if run is None else status_of(self.lines[run.first])

    def note_run(self, index: int) -> Run | None:
        """The comment that is the section's status note."""
        section = self.sections[index]
        if section.body >= section.stop or self.runs[section.body].kind is not Kind.COMMENT:
            return None
        run = self.runs[section.body]
        return run if _STATUS.match(self.lines[run.first]) else None

    def file_of(self, index: int) -> str:
        """The name of the file that a section is in; "" where the text is a single file."""
        while index >= 0 and self.sections[index].level != FILE:
            index = self.sections[index].parent
        name = boundary_name(self.lines[self.runs[self.sections[index].start].first]) if index >= 0 else None
        return name or ""

    def has_notes(self, index: int) -> bool:
        """Whether a section can have a status note: only Markdown has comments."""
        plain = self.file_of(index).lower().endswith((".txt", ".text"))
        return self.syntax is Syntax.MARKDOWN and not plain

    def at(self, paragraph: int) -> int:
        """Index of the section in whose own text the paragraph of that index is; −1 before the first section."""
        low, high = 0, len(self.sections)
        while low < high:
            middle = (low + high) // 2
            if self.sections[middle].start <= paragraph:
                low = middle + 1
            else:
                high = middle
        return low - 1


def outline(
    runs: Sequence[Run], lines: Sequence[str], syntax: Syntax, marks: Iterable[tuple[int, int]] | None = None
) -> Outline:
    """The outline of a whole text; ``marks`` are those of :func:`marks_of`, where they are known already."""
    starts: list[tuple[int, int, int, int, int]] = []  # level, scene, start, body, parent
    around: list[int] = []
    container = last_break = -1
    scenes = 0
    for index, level in marks_of(runs, lines, syntax) if marks is None else marks:
        if level != SCENE:
            while around and starts[around[-1]][0] >= level:
                around.pop()
            body = index + 1
            if level == FILE and _is_front_matter(runs, lines, body):
                body += 1
            container, scenes = len(starts), 0
            starts.append((level, 0, index, body, around[-1] if around else -1))
            around.append(container)
            continue
        was_break, last_break = last_break, index
        if index and was_break == index - 1:
            continue  # several lines of ornaments are one break
        if scenes == 0:
            first = _first_scene(starts[container] if container >= 0 else None, runs, lines)
            if any(run.kind is not Kind.COMMENT for run in runs[first:index]):
                scenes = 1
                starts.append((SCENE, 1, first, first, container))
        scenes += 1
        starts.append((SCENE, scenes, index, index + 1, container))
    return Outline(_closed(starts, len(runs)), runs, lines, syntax)


def _closed(starts: Sequence[tuple[int, int, int, int, int]], n_runs: int) -> tuple[Section, ...]:
    """The sections with their ends, which are known from those after them."""
    found: list[Section] = []
    following: list[tuple[int, int]] = []  # level and start of the sections that end those before them
    stop = n_runs
    for level, scene, start, body, parent in reversed(starts):
        while following and following[-1][0] > level:
            following.pop()
        end = following[-1][1] if following else n_runs
        found.append(Section(level, scene, start, body, stop, end, parent))
        following.append((level, start))
        stop = start
    return tuple(reversed(found))


def _first_scene(container: tuple[int, int, int, int, int] | None, runs: Sequence[Run], lines: Sequence[str]) -> int:
    """Index of the first paragraph of a chapter's text, after the note directly below the heading."""
    if container is None:
        return 1 if _is_front_matter(runs, lines, 0) else 0
    body = container[3]
    if body < len(runs) and runs[body].kind is Kind.COMMENT and runs[body].first == runs[body - 1].last + 1:
        return body + 1 if _STATUS.match(lines[runs[body].first]) else body
    return body


def _is_front_matter(runs: Sequence[Run], lines: Sequence[str], index: int) -> bool:
    """Whether that paragraph, the first one of its file, is front matter."""
    if index >= len(runs) or runs[index].kind is not Kind.CODE:
        return False
    first = runs[index].first
    return lines[first].rstrip() == "---" and (first == 0 or boundary_name(lines[first - 1]) is not None)


def marks_of(runs: Sequence[Run], lines: Sequence[str], syntax: Syntax) -> Iterator[tuple[int, int]]:
    """Index and level of every paragraph that begins a section, in order."""
    for index, run in enumerate(runs):
        level = level_of(run, lines, syntax)
        if level is not None:
            yield index, level


def level_of(run: Run, lines: Sequence[str], syntax: Syntax) -> int | None:
    """The level of the section that a paragraph begins; None where it begins none. Headings in quotes do not."""
    if run.kind is Kind.BOUNDARY:
        return FILE
    if run.kind is Kind.PROSE:
        return _plain_level(run, lines) if syntax is Syntax.PLAIN else None
    if run.kind not in _BEGIN or quote_marker(lines[run.first]):
        return None
    return SCENE if run.kind is Kind.BREAK else heading_level(lines[run.first], lines[run.last])


def _plain_level(run: Run, lines: Sequence[str]) -> int | None:
    if run.last - run.first > 3 or len(lines[run.first]) > _LONGEST_DIVISION:
        return None
    if all(is_break(line.strip()) for line in lines[run.first : run.last + 1]):
        return SCENE
    text = "\n".join(lines[run.first : run.last + 1])
    return division_level(text) if len(text) <= _LONGEST_DIVISION else None


def heading_level(first: str, last: str) -> int:
    """The level of a Markdown heading by its first and last line; an underlined one has two lines or more."""
    marks = first.lstrip(" >")
    if marks.startswith("#"):
        return len(marks) - len(marks.lstrip("#"))
    return 1 if "=" in last else 2


def heading_title(run: Run, lines: Sequence[str], syntax: Syntax) -> str:
    """The words of a heading without its marks, or the name of a file without its ending."""
    first = lines[run.first]
    if (name := boundary_name(first)) is not None:
        folder, _, file = name.rpartition("/")
        stem = file.rpartition(".")[0] or file
        return f"{folder}/{stem}" if folder else stem
    if syntax is Syntax.PLAIN:
        return " ".join(" ".join(lines[run.first : run.last + 1]).split())
    if run.last > run.first:
        first = " ".join(lines[run.first : run.last])
    else:
        first = _END_MARKS.sub("", _MARKS.sub("", first, count=1))
    return _plain(without_comments(first))


def first_words(runs: Sequence[Run], lines: Sequence[str]) -> str:
    """The first words of the first prose among ``runs``; "" without prose."""
    prose = next((run for run in runs if run.kind is Kind.PROSE and not is_break(lines[run.first].strip())), None)
    if prose is None:
        return ""
    line = lines[prose.first]
    words = _plain(without_comments(line[len(quote_marker(line)) :])[: 4 * _FIRST_WORDS])
    if len(words) <= _FIRST_WORDS:
        return words
    cut = words[: _FIRST_WORDS + 1].rpartition(" ")[0] or words[:_FIRST_WORDS]
    return f"{cut.rstrip(' ,;:–—-')}…"


def status_of(line: str) -> str:
    """The note in a status comment; "" where the line is none."""
    found = _STATUS.match(line)
    return found[1] if found else ""


def status_line(note: str) -> str:
    """The comment line that holds a status note."""
    return f"<!-- status: {' '.join(note.split()).replace('--', '–')} -->"


def _plain(text: str) -> str:
    while ("*" in text or "_" in text) and (bare := _EMPHASIS.sub(r"\2", text)) != text:
        text = bare
    return " ".join(text.split())


_BEGIN = (Kind.HEADING, Kind.BREAK)
