"""The sections of the document with their figures, kept up to date while the writer types.

A key press costs a dictionary look-up. After a pause only the sections that were touched are counted again, in slices
of a few milliseconds. Which paragraphs begin a section is known at any time; words and glow are followed only while
somebody wants them (:meth:`Sections.set_active`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from core.attribute.calibration import Band
from core.manuscript.outline import SCENE, Outline, level_of, outline
from core.manuscript.paragraphs import Kind
from desktop.editor.text_edit import ManuscriptEditor, ParagraphChanges
from desktop.glow.controller import GlowController

CALM_MS = 250
"""Pause after a change until the outline shows it."""
_SLICE_S = 0.006
"""Seconds of counting until the event loop gets its turn."""
_MANY = 500
"""Paragraphs changed at once from which on all sections are counted again, instead of looking for theirs."""


@dataclass(frozen=True)
class Row:
    """What the outline shows of a section, with those inside it. ``key`` lasts as long as its first paragraph.

    ``parent`` is the index of the section around it, −1 for none. ``band`` is that of the mean percentile of the scored
    paragraphs, long ones counting more; None where nothing is scored. ``read`` says that every paragraph is.
    """

    key: int
    parent: int
    title: str
    words: int = 0
    band: Band | None = None
    read: bool = False
    note: str = ""


@dataclass(frozen=True)
class _Figures:
    """Sums over paragraphs; ``percentiles`` are weighted by their tokens."""

    words: int = 0
    percentiles: float = 0.0
    tokens: int = 0
    n_prose: int = 0
    n_read: int = 0

    def __add__(self, other: _Figures) -> _Figures:
        return _Figures(
            self.words + other.words,
            self.percentiles + other.percentiles,
            self.tokens + other.tokens,
            self.n_prose + other.n_prose,
            self.n_read + other.n_read,
        )


_NOTHING = _Figures()


class Sections(QObject):
    """Follows an editor's text, and its glow. GUI thread."""

    changed = Signal()
    """:attr:`rows` has changed."""

    def __init__(
        self,
        editor: ManuscriptEditor,
        glow: GlowController,
        words_of: Callable[[int], int],
        parent: QObject | None = None,
    ) -> None:
        """``words_of`` gives the words of a paragraph."""
        super().__init__(parent)
        self._editor, self._glow, self._words_of = editor, glow, words_of
        self._levels: dict[int, int] = {}
        self._active = False
        self._new = True
        """Whether paragraphs have come, gone or moved since the outline was found."""
        self._touched: set[int] = set()
        self._scored: set[int] = set()
        self._all_changed = False
        self._outline = Outline((), (), (), editor.syntax)
        self._keys: tuple[int, ...] = ()
        self._homes: dict[int, int] = {}
        self._own: dict[int, _Figures] = {}
        self._words: dict[int, tuple[str, str]] = {}
        self._dirty: dict[int, None] = {}
        self._rows: tuple[Row, ...] = ()
        self._later = QTimer(self, singleShot=True, interval=CALM_MS)
        self._later.timeout.connect(self._refresh)
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._count)
        self._note_levels(editor.paragraph_ids())
        editor.paragraphs_changed.connect(self._on_paragraphs_changed)
        glow.score_changed.connect(self._on_score_changed)

    @property
    def rows(self) -> Sequence[Row]:
        """The sections in order, as last counted."""
        return self._rows

    @property
    def is_settled(self) -> bool:
        """Whether the rows show the text as it is."""
        return not (self._later.isActive() or self._rest.isActive())

    def set_active(self, active: bool) -> None:
        """Follow words and glow, or stop."""
        if active is self._active:
            return
        self._active = active
        self._touched.clear()
        self._scored.clear()
        self._new = self._all_changed = True
        if active:
            self._keys = ()
            self._refresh()
        else:
            self._later.stop()
            self._rest.stop()

    def refresh(self) -> None:
        """Show the present structure now, without waiting for a pause."""
        if self._active:
            self._refresh()

    def present(self) -> Outline:
        """The outline of the text as it is now."""
        if self._new:
            tracked = self._editor.tracked
            levels = self._levels
            marks = [(index, levels[each.id]) for index, each in enumerate(tracked.paragraphs) if each.id in levels]
            self._outline = outline(tracked.paragraphs, tracked.lines, tracked.syntax, marks)
            self._new = False
        return self._outline

    def present_keys(self) -> tuple[int, ...]:
        """The keys of the sections as they are now."""
        return self._keys_of(self.present())

    def index_at_line(self, line: int) -> int:
        """Index of the section, as it is now, that a line is in; −1 before the first one."""
        return self.present().at(self._editor.tracked.index_at_line(line))

    # -- inside: what has changed

    def _on_paragraphs_changed(self, changes: ParagraphChanges) -> None:
        for paragraph_id in changes.removed:
            self._levels.pop(paragraph_id, None)
        marks_changed = self._note_levels(changes.changed)
        if changes.rekinded or changes.removed or changes.reordered or marks_changed:
            self._new = True
        if self._active:
            self._touched.update(changes.changed, changes.removed)
            self._all_changed |= changes.reordered or len(self._touched) > _MANY
            self._wait()

    def _note_levels(self, paragraph_ids: Iterable[int]) -> bool:
        """Note which of these paragraphs begin a section; returns whether that has changed."""
        tracked, levels = self._editor.tracked, self._levels
        found = False
        for paragraph_id in paragraph_ids:
            paragraph = tracked.get(paragraph_id)
            level = None if paragraph is None else level_of(paragraph, tracked.lines, tracked.syntax)
            if level != levels.get(paragraph_id):
                found = True
                if level is None:
                    del levels[paragraph_id]
                else:
                    levels[paragraph_id] = level
        return found

    def _on_score_changed(self, paragraph_id: int) -> None:
        if self._active:
            self._scored.add(paragraph_id)
            self._wait()

    def _wait(self) -> None:
        if not self._later.isActive():
            self._later.start()

    # -- inside: counting

    def _refresh(self) -> None:
        """Find which sections have to be counted again, and count them."""
        self._later.stop()
        found = self.present()
        keys = self._keys_of(found)
        if keys != self._keys:
            self._dirty.update(dict.fromkeys(_around(self._keys, keys)))
            self._keys = keys
            for gone in self._own.keys() - set(keys):
                del self._own[gone]
                self._words.pop(gone, None)
        if self._all_changed:
            self._dirty.update(dict.fromkeys(keys))
            self._homes.clear()
            self._all_changed = False
        else:
            self._mark_sections_of_touched(found, keys)
        self._touched.clear()
        self._scored.clear()
        self._count()

    def _mark_sections_of_touched(self, found: Outline, keys: Sequence[int]) -> None:
        tracked, homes, dirty = self._editor.tracked, self._homes, self._dirty
        for paragraph_id in self._touched | self._scored:
            if (home := homes.get(paragraph_id)) is not None:
                dirty[home] = None
        for paragraph_id in self._touched:
            paragraph = tracked.get(paragraph_id)
            if paragraph is None:
                homes.pop(paragraph_id, None)
            elif (index := found.at(tracked.index_at_line(paragraph.first))) >= 0:
                dirty[keys[index]] = None

    def _count(self) -> None:
        """Count sections again, until a slice of time is over; the rest has its turn later."""
        found = self.present()
        if (keys := self._keys_of(found)) != self._keys:
            self._refresh()
            return
        places = {key: index for index, key in enumerate(keys)}
        ends = time.monotonic() + _SLICE_S
        for key in list(self._dirty):
            del self._dirty[key]
            if (index := places.get(key)) is not None:
                self._own[key] = self._figures(found, index, key)
                self._words[key] = found.title(index), found.note(index)
                if time.monotonic() > ends:
                    break
        if self._dirty:
            self._rest.start()
        self._show(found, keys)

    def _figures(self, found: Outline, index: int, key: int) -> _Figures:
        words = tokens = n_prose = n_read = 0
        percentiles = 0.0
        section = found.sections[index]
        for tracked in self._editor.tracked.paragraphs[section.start : section.stop]:
            self._homes[tracked.id] = key
            words += self._words_of(tracked.id)
            if tracked.kind is not Kind.PROSE:
                continue
            n_prose += 1
            glow = self._glow.glow_of(tracked.id)
            if glow is None:
                continue
            n_read += not glow.stale
            if glow.score.percentile is not None:
                percentiles += glow.score.percentile * glow.score.n_tokens
                tokens += glow.score.n_tokens
        return _Figures(words, percentiles, tokens, n_prose, n_read)

    def _show(self, found: Outline, keys: Sequence[int]) -> None:
        totals = [self._own.get(key, _NOTHING) for key in keys]
        for index in range(len(totals) - 1, -1, -1):
            if (parent := found.sections[index].parent) >= 0:
                totals[parent] += totals[index]
        rows = tuple(self._row(key, index, found, totals[index]) for index, key in enumerate(keys))
        if rows != self._rows:
            self._rows = rows
            self.changed.emit()

    def _row(self, key: int, index: int, found: Outline, total: _Figures) -> Row:
        title, note = self._words.get(key) or (found.title(index), found.note(index))
        if found.sections[index].level == SCENE:  # its number changes with the scenes before it
            title = f"Scene {found.sections[index].scene}{title[len(title.partition(' – ')[0]) :]}"
        band = Band.at(total.percentiles / total.tokens) if total.tokens else None
        return Row(key, found.sections[index].parent, title, total.words, band, total.n_read == total.n_prose, note)

    def _keys_of(self, found: Outline) -> tuple[int, ...]:
        """The id of the paragraph that begins each section; a chapter's first scene takes its key from the chapter."""
        paragraphs = self._editor.tracked.paragraphs
        keys: list[int] = []
        for section in found.sections:
            if section.has_mark:
                keys.append(paragraphs[section.start].id)
            else:
                keys.append(-2 - (keys[section.parent] if section.parent >= 0 else -1))
        return tuple(keys)


def _around(old: Sequence[int], new: Sequence[int]) -> Sequence[int]:
    """The keys in ``new`` of sections that have changed, and of the one before them, whose text ends elsewhere now."""
    most = min(len(old), len(new))
    head = next((index for index in range(most) if old[index] != new[index]), most)
    tail = next((index for index in range(most - head) if old[-1 - index] != new[-1 - index]), most - head)
    return new[max(0, head - 1) : len(new) - tail]
