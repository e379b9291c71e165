"""Moving a section of the outline: which places it can take, and the edits that put it there.

A section is moved with the sections inside it, only to places where every other section stays inside the one that it is
in. Its lines stay as they are. The blank lines before it go with it, so that chapters keep their distance; one is added
where two paragraphs would touch. A scene break stands between two scenes: a scene that is moved takes one along, the
one before it or, as the first of its chapter, the one after. Pure functions; line numbers count from 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from core.manuscript.boundaries import is_boundary
from core.manuscript.outline import FILE, SCENE, Outline, Section, status_line
from core.manuscript.paragraphs import Kind, LineState, classify, lines_are_paragraphs


class Where(Enum):
    """A place beside a section, or inside it at its end."""

    BEFORE = "before"
    AFTER = "after"
    INTO = "into"


class _Form(Enum):
    """How a section is put at its place; a scene's break stands before or behind its text, or is not needed."""

    WHOLE = "whole"
    BREAK_FIRST = "break first"
    TEXT_FIRST = "text first"
    TEXT_ONLY = "text only"


@dataclass(frozen=True)
class Place:
    """A place for a section: before the paragraph of that index."""

    before: int
    form: _Form


@dataclass(frozen=True)
class LineEdit:
    """Lines ``first`` to ``first + count − 1`` become ``lines``."""

    first: int
    count: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Move:
    """``edits`` in order, that do not overlap; all their numbers count lines of the text as it was.

    The section's text (of a scene, without its break) began at line ``was`` and had ``count`` lines; afterwards it
    begins at line ``now``.
    """

    edits: tuple[LineEdit, ...]
    was: int
    count: int
    now: int


# -- which places there are


def place(outline: Outline, index: int, where: Where, target: int) -> Place | None:
    """The place of a section beside or inside another one; None where it cannot go, or is already."""
    section, other = outline.sections[index], outline.sections[target]
    if section.level == SCENE:
        found = _place_of_scene(outline, index, where, target)
    elif where is Where.INTO:
        found = Place(other.end, _Form.WHOLE) if other.level < section.level else None
    else:
        found = Place(other.start if where is Where.BEFORE else other.end, _Form.WHOLE)
    return found if found is not None and _is_possible(outline, section, found) else None


def next_place(outline: Outline, index: int, *, up: bool) -> Place | None:
    """The nearest place before or after the present one; None where there is none."""
    section = outline.sections[index]
    places = _slots(outline, index) if section.level == SCENE else _gaps(outline, section)
    possible = [each for each in places if _is_possible(outline, section, each)]
    if up:
        return next((each for each in reversed(possible) if each.before <= section.start), None)
    return next((each for each in possible if each.before >= section.end), None)


def _gaps(outline: Outline, section: Section) -> list[Place]:
    """The places between sections that a whole section can take; for one inside another, only such inside of others."""
    above = next((each.start for each in outline.sections if each.level < section.level), len(outline.runs))
    least = above + 1 if section.parent >= 0 else 0
    starts = [each.start for each in outline.sections if each.level <= section.level and each.start >= least]
    return [Place(before, _Form.WHOLE) for before in dict.fromkeys([*starts, len(outline.runs)])]


def _place_of_scene(outline: Outline, index: int, where: Where, target: int) -> Place | None:
    """The place of a scene: beside another scene, or at the end of the text of a chapter."""
    sections = outline.sections
    if where is Where.INTO or sections[target].level != SCENE:
        if where is Where.BEFORE:
            target -= 1
        elif where is Where.AFTER:
            target = max(each for each, found in enumerate(sections) if found.start < sections[target].end)
        if target < 0:
            return None
        container = sections[target].parent if sections[target].level == SCENE else target
        own = [each for each in _slots(outline, index) if _container_at(outline, each) == container]
        return own[-1] if own else None
    wanted = sections[target].start if where is Where.BEFORE else sections[target].stop
    scene = sections[target]
    if where is Where.BEFORE and scene.scene == 1 and not scene.has_mark:
        return Place(wanted, _Form.TEXT_FIRST)
    return Place(wanted, _Form.BREAK_FIRST)


def _container_at(outline: Outline, found: Place) -> int:
    """The section in whose own text a place for a scene is; −1 before the first heading."""
    index = outline.at(found.before if found.form is _Form.TEXT_FIRST else found.before - 1)
    return outline.sections[index].parent if index >= 0 and outline.sections[index].level == SCENE else index


def _slots(outline: Outline, index: int) -> list[Place]:
    """The places that a scene can take, in order."""
    found: list[Place] = []
    sections = outline.sections
    for number in range(-1, len(sections)):
        section = sections[number] if number >= 0 else None
        if section is not None and section.level == SCENE:
            if section.scene == 1 and not section.has_mark:
                found.append(Place(section.start, _Form.TEXT_FIRST))
            elif section.scene == 1:
                found.append(Place(section.start, _Form.BREAK_FIRST))
            found.append(Place(section.stop, _Form.BREAK_FIRST))
            continue
        following = sections[number + 1] if number + 1 < len(sections) else None
        if section is None or (following is not None and following.level == SCENE):
            continue  # no place before the first heading, and the scenes of others are their places
        text = _text_of(outline, section)
        if text < section.stop:
            found += [Place(text, _Form.TEXT_FIRST), Place(section.stop, _Form.BREAK_FIRST)]
        elif section.end == section.stop:  # a part that has chapters, and no text of its own, has no scenes either
            found.append(Place(section.stop, _Form.TEXT_ONLY))
    return found


def _text_of(outline: Outline, section: Section) -> int:
    """Index of the first paragraph of a section's own text, behind its notes."""
    text = section.body
    while text < section.stop and outline.runs[text].kind is Kind.COMMENT:
        text += 1
    return text


def _is_possible(outline: Outline, section: Section, found: Place) -> bool:
    """Whether the section can go there without changing what other sections are inside of."""
    runs, before = outline.runs, found.before
    if section.start <= before <= section.end:
        return False
    if before == 0 and section.level != FILE and runs[0].kind is Kind.BOUNDARY:
        return False  # above the first file
    if section.level == FILE:
        return before == len(runs) or runs[before].kind is Kind.BOUNDARY
    if _begins_file(outline, section.start) and _is_rule(outline, section.end):
        return False  # as the first line of a file it would open front matter
    if _is_open(outline, section.end - 1) or (before > 0 and _is_open(outline, before - 1)):
        return False
    if section.level == SCENE:
        if section.body == section.stop and found.form is not _Form.BREAK_FIRST:
            return False  # without text nothing would stand before its break
        return not (_begins_file(outline, before) and section.has_mark and found.form is _Form.BREAK_FIRST)
    if before == len(runs):
        return True
    following = outline.sections[outline.at(before)]
    return following.start == before and following.level <= section.level


def _is_rule(outline: Outline, index: int) -> bool:
    return index < len(outline.runs) and outline.lines[outline.runs[index].first].rstrip() == "---"


def _is_open(outline: Outline, index: int) -> bool:
    """Whether a paragraph is a code block that is not closed, so that all text below it belongs to it."""
    run = outline.runs[index]
    if run.kind is not Kind.CODE:
        return False
    state = LineState(first_line=_begins_file(outline, index))
    for line in outline.lines[run.first : run.last + 1]:
        _, state = classify(line, state, outline.syntax)
    return bool(state.fence)


# -- the edits


def move(outline: Outline, index: int, found: Place) -> Move:
    """The edits that put a section at a place that :func:`place` or :func:`next_place` has found for it."""
    section = outline.sections[index]
    if section.level == FILE:
        return _move_file(outline, section, found.before)
    if section.level == SCENE:
        return _move_scene(outline, index, found)
    runs, lines = outline.runs, outline.lines
    first, stop = runs[section.start].first, runs[section.end - 1].last + 1
    removal = _without(outline, section.start, section.end)
    content = lines[first:stop]
    insertion, offset = _with(outline, found.before, content, _lead(outline, section.start))
    return _moved(removal, insertion, offset, first, len(content))


def _move_file(outline: Outline, section: Section, before: int) -> Move:
    """Files are moved line for line, with the blank lines at their ends."""
    lines, runs = outline.lines, outline.runs

    def line_of(index: int) -> int:
        return runs[index].first if index < len(runs) else len(lines)

    first, stop, at = line_of(section.start), line_of(section.end), line_of(before)
    content = tuple(lines[first:stop])
    return _moved(LineEdit(first, len(content), ()), LineEdit(at, 0, content), 0, first, len(content))


def _move_scene(outline: Outline, index: int, found: Place) -> Move:
    section = outline.sections[index]
    runs, lines = outline.runs, outline.lines
    marked = section if section.has_mark else outline.sections[index + 1]
    mark = list(lines[runs[marked.start].first : runs[marked.start].last + 1])
    lead = _lead(outline, marked.start)
    gap = runs[marked.body].first - runs[marked.start].last - 1 if marked.body < marked.stop else 0
    text: list[str] = []
    was = runs[section.start].first
    if section.body < section.stop:
        was = runs[section.body].first
        text = list(lines[was : runs[section.stop - 1].last + 1])
    if section.has_mark:
        removal = _without(outline, section.start, section.end)
    elif marked.body < marked.stop:  # what follows takes the place of the first scene
        removal = LineEdit(was, runs[marked.body].first - was, ())
    else:
        removal = _without(outline, section.start, marked.body)
    blank = _blank(outline, gap)
    if found.form is _Form.TEXT_FIRST:
        content = [*text, *_blank(outline, lead), *mark, *blank]
        insertion = LineEdit(runs[found.before].first, 0, tuple(content))
        offset = 0
    elif found.form is _Form.TEXT_ONLY:
        insertion, offset = _with(outline, found.before, text, 1)
    else:
        content = [*mark, *blank, *text] if text else mark
        insertion, offset = _with(outline, found.before, content, lead)
        offset += len(content) - len(text) if text else 0
    return _moved(removal, insertion, offset, was, max(1, len(text)))


def _moved(removal: LineEdit, insertion: LineEdit, offset: int, was: int, count: int) -> Move:
    now = insertion.first + offset
    if insertion.first > removal.first:
        now += len(removal.lines) - removal.count
        return Move((removal, insertion), was, count, now)
    return Move((insertion, removal), was, count, now)


def _without(outline: Outline, start: int, end: int) -> LineEdit:
    """Remove paragraphs ``start`` to ``end − 1``, with the blank lines before them, or after them at a file's start."""
    runs = outline.runs
    first, stop = runs[start].first, runs[end - 1].last + 1
    if not _ends_file(outline, end) and _begins_file(outline, start):
        return LineEdit(first, runs[end].first - first, ())
    lead = _lead(outline, start)
    if start and _begins_file(outline, start) and stop == (runs[end].first if end < len(runs) else len(outline.lines)):
        return LineEdit(first - lead, stop - first + lead, ("",))  # an empty file has one empty line
    touches = not _ends_file(outline, end) and runs[end].first == stop
    return LineEdit(first - lead, stop - first + lead, tuple(_blank(outline, 1)) if touches else ())


def _with(outline: Outline, before: int, content: Sequence[str], lead: int) -> tuple[LineEdit, int]:
    """Insert ``content`` before that paragraph, with ``lead`` blank lines or one; and how many come before it."""
    runs = outline.runs
    blank = _blank(outline, lead)
    if not _begins_file(outline, before):
        at = runs[before - 1].last + 1
        touches = not _ends_file(outline, before) and runs[before].first == at
        return LineEdit(at, 0, (*blank, *content, *(_blank(outline, 1) if touches else ()))), len(blank)
    if _ends_file(outline, before):
        return LineEdit(runs[before - 1].last + 1 if before else 0, 0, tuple(content)), 0
    return LineEdit(runs[before].first, 0, (*content, *blank)), 0


def _begins_file(outline: Outline, index: int) -> bool:
    """Whether the paragraph of that index is the first of its file, or would be."""
    return index == 0 or is_boundary(outline.lines[outline.runs[index - 1].first])


def _ends_file(outline: Outline, index: int) -> bool:
    """Whether no paragraph of its file comes at that index or later."""
    return index == len(outline.runs) or is_boundary(outline.lines[outline.runs[index].first])


def _lead(outline: Outline, index: int) -> int:
    """Blank lines directly before a paragraph."""
    above = outline.runs[index - 1].last if index else -1
    return outline.runs[index].first - above - 1


def _blank(outline: Outline, wanted: int) -> list[str]:
    """So many blank lines between two paragraphs, at least one; none where each line is a paragraph."""
    return [] if lines_are_paragraphs(outline.lines, outline.syntax) else [""] * max(1, wanted)


# -- the status note


def with_note(outline: Outline, index: int, note: str) -> LineEdit | None:
    """The edit that gives a section that status note, or none with ""; None where nothing changes.

    Only for Markdown, which has comments.
    """
    section, note = outline.sections[index], " ".join(note.split())
    run = outline.note_run(index)
    if note == outline.note(index):
        return None
    if run is not None and note:
        return LineEdit(run.first, 1, (status_line(note),))
    if run is not None:
        stands_alone = _lead(outline, section.body) > 0 and list(outline.lines[run.last + 1 : run.last + 2]) == [""]
        return LineEdit(run.first, 2 if stands_alone else 1, ())
    if section.has_mark:
        return LineEdit(outline.runs[section.body - 1].last + 1, 0, (status_line(note),))
    return LineEdit(outline.runs[section.body].first, 0, (status_line(note), ""))
