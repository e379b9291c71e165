"""Tracks the document's paragraphs and updates them with each change.

The tracker divides lines into paragraphs as :mod:`core.manuscript.paragraphs` does, but examines only the lines around
a change: the cost of a key press depends on its paragraph, not on the length of the manuscript. Line numbers of later
paragraphs are shifted only when the number of lines changes. Pure Python over lines; ``text_edit`` connects it to Qt.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass

from core.manuscript.paragraphs import (
    START,
    Kind,
    LineRun,
    LineState,
    Role,
    Syntax,
    classify,
    group,
    lines_are_paragraphs,
)


@dataclass(slots=True)
class Tracked:
    """One paragraph as tracked: lines ``first`` to ``last`` (inclusive, from 0). Only the tracker changes it."""

    id: int
    revision: int
    kind: Kind
    first: int
    last: int


@dataclass(frozen=True)
class ParagraphChanges:
    """Ids of paragraphs that are new or whose text or kind changed, and of those that are gone.

    ``rekinded`` are those among ``changed`` that became another kind, or are new. ``reordered`` says that paragraphs
    which are there as before have changed places.
    """

    changed: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    rekinded: tuple[int, ...] = ()
    reordered: bool = False

    def __bool__(self) -> bool:
        return bool(self.changed or self.removed or self.reordered)

    def then(self, later: ParagraphChanges) -> ParagraphChanges:
        """These changes and ``later`` ones as one."""
        if not self or not later:
            return self or later
        gone = set(later.removed)
        changed, rekinded = (
            tuple(dict.fromkeys(each for each in (*mine, *theirs) if each not in gone))
            for mine, theirs in ((self.changed, later.changed), (self.rekinded, later.rekinded))
        )
        return ParagraphChanges(changed, self.removed + later.removed, rekinded, self.reordered or later.reordered)


class ParagraphTracker:
    """Turns lines into paragraphs with stable ids. Belongs to the GUI thread, like the document it follows."""

    def __init__(self, syntax: Syntax = Syntax.MARKDOWN) -> None:
        self._next_id = self._regroupings = 0
        self.reset([""], syntax)

    def reset(self, lines: Sequence[str], syntax: Syntax) -> ParagraphChanges:
        """Start over with ``lines``; ids are never used twice."""
        removed = tuple(paragraph.id for paragraph in getattr(self, "_paragraphs", ()))
        self._syntax = syntax
        self._lines: list[str] = []
        self._roles: list[Role] = []
        self._states: list[LineState] = []
        self._paragraphs: list[Tracked] = []
        self._by_id: dict[int, Tracked] = {}
        self._each_line = False
        self._last_index = -1
        self._chapter_starts: list[int] | None = None
        """Indices of the paragraphs that begin chapters; None where they have to be found again."""
        changes = self.replace(0, 0, lines)
        return ParagraphChanges(changes.changed, removed, changes.rekinded)

    @property
    def regroupings(self) -> int:
        """How often lines were divided into paragraphs anew: in between, each paragraph has the same lines."""
        return self._regroupings

    @property
    def syntax(self) -> Syntax:
        """The syntax that lines are read as."""
        return self._syntax

    @property
    def lines(self) -> Sequence[str]:
        """All lines in their present state."""
        return self._lines

    @property
    def paragraphs(self) -> Sequence[Tracked]:
        """All paragraphs in order."""
        return self._paragraphs

    def get(self, paragraph_id: int) -> Tracked | None:
        """The paragraph of that id, if it still exists."""
        return self._by_id.get(paragraph_id)

    def at_line(self, line: int) -> Tracked | None:
        """The paragraph that line ``line`` belongs to."""
        index = self.index_at_line(line)
        if index < 0 or self._paragraphs[index].last < line:
            return None
        return self._paragraphs[index]

    def index_at_line(self, line: int) -> int:
        """Index of the last paragraph that begins at or before ``line``; −1 where none does."""
        paragraphs = self._paragraphs
        for found in (self._last_index, self._last_index + 1):  # most often the one asked for before, or the next
            is_next = found + 1 < len(paragraphs) and paragraphs[found + 1].first <= line
            if 0 <= found < len(paragraphs) and paragraphs[found].first <= line and not is_next:
                self._last_index = found
                return found
        self._last_index = bisect_right(paragraphs, line, key=_first_line) - 1
        return self._last_index

    def role(self, line: int) -> Role:
        """The role of line ``line``."""
        return self._roles[line]

    def raw_text(self, paragraph: Tracked) -> str:
        """The paragraph's lines, joined by newlines; none for the boundary of a file, which is no text."""
        if paragraph.kind is Kind.BOUNDARY:
            return ""
        return "\n".join(self._lines[paragraph.first : paragraph.last + 1])

    def lines_of(self, paragraph: Tracked) -> Sequence[str]:
        """The paragraph's lines."""
        return self._lines[paragraph.first : paragraph.last + 1]

    def chapter_of(self, paragraph: Tracked | None) -> Sequence[Tracked]:
        """The paragraphs of the chapter around ``paragraph``; the whole text where there are no chapters.

        Chapters begin at the headings of the highest level that occurs more than once (a book's title does not); where
        none does, the files of a folder are chapters.
        """
        if self._chapter_starts is None:
            self._chapter_starts = self._find_chapters()
        starts = self._chapter_starts
        if paragraph is None or not starts:
            return self._paragraphs
        place = bisect_right(starts, self.index_at_line(paragraph.first))
        begin = starts[place - 1] if place else 0
        return self._paragraphs[begin : starts[place] if place < len(starts) else None]

    def _find_chapters(self) -> list[int]:
        """Indices of the paragraphs that begin chapters; empty where the text has none."""
        levels = {i: self._level(each) for i, each in enumerate(self._paragraphs) if each.kind is Kind.HEADING}
        repeated = [level for level, times in Counter(levels.values()).items() if times > 1]
        if repeated:
            return [i for i, level in levels.items() if level <= min(repeated)]
        return [i for i, each in enumerate(self._paragraphs) if each.kind is Kind.BOUNDARY]

    def scene_at(self, line: int) -> Sequence[Tracked]:
        """The paragraphs of the scene around ``line``: those between two headings, breaks or files.

        On one of these, those after it.
        """
        place = self.index_at_line(line)
        begin = place + 1
        while begin > 0 and self._paragraphs[begin - 1].kind not in _SCENE_ENDS:
            begin -= 1
        end = max(begin, place + 1)
        while end < len(self._paragraphs) and self._paragraphs[end].kind not in _SCENE_ENDS:
            end += 1
        return self._paragraphs[begin:end]

    def _level(self, heading: Tracked) -> int:
        first = self._lines[heading.first].lstrip(" >")
        if heading.last > heading.first:  # underlined: = is a first-level heading, - a second-level one
            return 1 if "=" in self._lines[heading.last] else 2
        return len(first) - len(first.lstrip("#"))

    def replace(self, first: int, count: int, lines: Sequence[str]) -> ParagraphChanges:
        """Lines ``first`` to ``first + count − 1`` were replaced by ``lines``."""
        if count == len(lines) == 1 and (retyped := self._retyped(first, lines[0])) is not None:
            return retyped
        touched = _trimmed(self._lines, first, count, lines)
        if touched is None:
            return ParagraphChanges()
        delta = len(touched.lines) - touched.count
        reclassified, same_roles = self._classify(touched)
        if delta == 0 and same_roles and touched.count == 1:
            return self._bump(touched.first, touched.first + touched.count - 1)
        each_line = self._reads_each_line()
        if each_line is not self._each_line:
            self._each_line = each_line
            return self._regroup(0, len(self._lines), touched)
        return self._regroup(reclassified.start, reclassified.stop, touched)

    def _retyped(self, line: int, text: str) -> ParagraphChanges | None:
        """One line has become ``text``; None, and nothing is done, where that may concern more than its paragraph.

        It comes to the same as what follows in :meth:`replace`, and is what nearly every key press does.
        """
        before = self._lines[line]
        if text == before:
            return ParagraphChanges()
        if line == len(self._lines) - 1 and not (text and before):
            return None
        role, state = classify(text, self._states[line - 1] if line else START, self._syntax)
        if role is not self._roles[line] or state != self._states[line]:
            return None
        self._lines[line] = text
        return self._bump(line, line)

    def _classify(self, touched: _Touched) -> tuple[range, bool]:
        """Insert the lines and classify them, and the lines after them as far as their inherited state has changed.

        Returns the lines examined, in new numbers, and whether every one kept its role.
        """
        first, count = touched.first, touched.count
        stop = first + len(touched.lines)
        reaches_end = first + count == len(self._lines)
        inherited = self._states[first + count - 1] if first + count else START
        old_roles = self._roles[first : first + count]
        self._lines[first : first + count] = touched.lines
        self._roles[first : first + count] = [Role.BLANK] * len(touched.lines)
        self._states[first : first + count] = [START] * len(touched.lines)
        same_roles = True
        line = first
        if reaches_end and first:  # core ignores an empty last line; the line above may have become the last one
            line -= 1
            old_roles.insert(0, self._roles[line])
        begin = line
        state = self._states[line - 1] if line else START
        while line < stop or (line < len(self._lines) and state != inherited):
            old_role = self._roles[line]
            if line < stop:
                old_role = old_roles[line - begin] if line - begin < len(old_roles) else Role.BLANK
            else:
                inherited = self._states[line]
            role, state = classify(self._lines[line], state, self._syntax)
            if line == len(self._lines) - 1 and not self._lines[line]:
                role = Role.BLANK
            same_roles = same_roles and role is old_role
            self._roles[line], self._states[line] = role, state
            line += 1
        return range(begin, line), same_roles

    def _reads_each_line(self) -> bool:
        return lines_are_paragraphs(self._lines, self._syntax)

    def _bump(self, first: int, last: int) -> ParagraphChanges:
        """Lines changed, but no roles: the paragraphs stay and get a new revision."""
        changed: list[int] = []
        for index in range(max(0, self.index_at_line(first)), self.index_at_line(last) + 1):
            paragraph = self._paragraphs[index]
            if paragraph.last >= first:
                paragraph.revision += 1
                changed.append(paragraph.id)
                if paragraph.kind is Kind.HEADING:
                    self._chapter_starts = None
        return ParagraphChanges(tuple(changed))

    def _regroup(self, begin: int, end: int, touched: _Touched) -> ParagraphChanges:
        """Divide lines ``begin`` to ``end − 1`` (new numbers) again, with the paragraphs that touch them."""
        self._regroupings += 1
        self._chapter_starts = None
        delta = len(touched.lines) - touched.count
        old_end = end - delta
        low = self.index_at_line(begin - 1)
        if low < 0 or self._paragraphs[low].last < begin - 1:
            low += 1
        high = self.index_at_line(old_end) + 1
        affected = self._paragraphs[low:high]
        if affected:
            begin = min(begin, affected[0].first)
            end = max(old_end, affected[-1].last + 1) + delta
        runs = [
            LineRun(run.kind, run.first + begin, run.last + begin)
            for run in group(self._roles[begin:end], each_line=self._each_line)
        ]
        if delta:
            for paragraph in self._paragraphs[high:]:
                paragraph.first += delta
                paragraph.last += delta
        return self._adopt(low, high, runs, touched)

    def _adopt(self, low: int, high: int, runs: Sequence[LineRun], touched: _Touched) -> ParagraphChanges:
        """Replace paragraphs ``low`` to ``high − 1`` with ``runs``; a paragraph that still exists keeps its id.

        So does one whose lines were moved, as those of a chapter are.
        """
        unchanged: dict[tuple[int, int], Tracked] = {}
        rest: list[Tracked] = []
        for paragraph in self._paragraphs[low:high]:
            span = touched.moved(paragraph.first, paragraph.last)
            if span is None:
                rest.append(paragraph)
            else:
                unchanged[span] = paragraph
        before = self._paragraphs[low:high]
        spans = {(run.first, run.last) for run in runs}
        rest += [paragraph for span, paragraph in unchanged.items() if span not in spans]
        if touched.count > 1 and len(rest) > 1:
            alike = self._alike(rest, [run for run in runs if (run.first, run.last) not in unchanged], touched)
            taken = {paragraph.id for paragraph in alike.values()}
            rest = [paragraph for paragraph in rest if paragraph.id not in taken]
            unchanged |= alike
        rest.sort(key=_first_line, reverse=True)
        changed: list[int] = []
        rekinded: list[int] = []
        adopted: list[Tracked] = []
        for run in runs:
            paragraph = unchanged.get((run.first, run.last)) or (rest.pop() if rest else self._new(run.kind))
            same = (run.first, run.last) in unchanged and paragraph.kind is run.kind
            if not same:
                changed.append(paragraph.id)
                if paragraph.kind is not run.kind or paragraph.revision == 0:
                    rekinded.append(paragraph.id)
                paragraph.revision += 1
            paragraph.kind, paragraph.first, paragraph.last = run.kind, run.first, run.last
            adopted.append(paragraph)
        for paragraph in rest:
            del self._by_id[paragraph.id]
        self._paragraphs[low:high] = adopted
        removed = tuple(paragraph.id for paragraph in rest)
        return ParagraphChanges(tuple(changed), removed, tuple(rekinded), _are_reordered(before, adopted))

    def _alike(
        self, old: Sequence[Tracked], new: Sequence[LineRun], touched: _Touched
    ) -> dict[tuple[int, int], Tracked]:
        """The old paragraphs that stand among the new ones with the same lines, by their new lines' numbers."""
        known: dict[tuple[Kind, tuple[str, ...]], deque[Tracked]] = {}
        for paragraph in old:
            if (lines := touched.old_lines(paragraph.first, paragraph.last)) is not None:
                known.setdefault((paragraph.kind, lines), deque()).append(paragraph)
        found: dict[tuple[int, int], Tracked] = {}
        for run in new:
            same = known.get((run.kind, tuple(self._lines[run.first : run.last + 1])))
            if same:
                found[run.first, run.last] = same.popleft()
        return found

    def _new(self, kind: Kind) -> Tracked:
        paragraph = Tracked(self._next_id, 0, kind, 0, 0)
        self._by_id[paragraph.id] = paragraph
        self._next_id += 1
        return paragraph


@dataclass(frozen=True)
class _Touched:
    """The ``old`` lines from ``first`` on were replaced by ``lines``; all others are as they were."""

    first: int
    old: Sequence[str]
    lines: Sequence[str]

    @property
    def count(self) -> int:
        """How many lines were replaced."""
        return len(self.old)

    def old_lines(self, first: int, last: int) -> tuple[str, ...] | None:
        """Old lines ``first`` to ``last``; None where one of them was not touched."""
        if first < self.first or last >= self.first + self.count:
            return None
        return tuple(self.old[first - self.first : last - self.first + 1])

    def moved(self, first: int, last: int) -> tuple[int, int] | None:
        """New numbers of old lines ``first`` to ``last``; None where one of them was touched."""
        if last < self.first:
            return first, last
        if first >= self.first + self.count:
            delta = len(self.lines) - self.count
            return first + delta, last + delta
        return None


def _trimmed(old: Sequence[str], first: int, count: int, lines: Sequence[str]) -> _Touched | None:
    """The change without unchanged lines at either end; None if nothing changed."""
    most = min(count, len(lines))
    head = 0
    while head < most and old[first + head] == lines[head]:
        head += 1
    tail = 0
    while tail < most - head and old[first + count - 1 - tail] == lines[len(lines) - 1 - tail]:
        tail += 1
    if head == count == len(lines):
        return None
    return _Touched(first + head, old[first + head : first + count - tail], lines[head : len(lines) - tail])


_SCENE_ENDS = (Kind.HEADING, Kind.BREAK, Kind.BOUNDARY)


def _are_reordered(before: Sequence[Tracked], after: Sequence[Tracked]) -> bool:
    """Whether the paragraphs that are in both have changed places."""
    both = {paragraph.id for paragraph in before} & {paragraph.id for paragraph in after}
    old = [paragraph.id for paragraph in before if paragraph.id in both]
    return old != [paragraph.id for paragraph in after if paragraph.id in both]


def _first_line(paragraph: Tracked) -> int:
    return paragraph.first
