"""The sections of the document with their figures, kept up to date while the writer types.

A key press costs a dictionary look-up. After a pause only the sections that were touched are counted again, in slices
of a few milliseconds. Which paragraphs begin a section is known at any time; words and glow are followed only while
somebody wants them (:meth:`Sections.set_active`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from core.manuscript.outline import SCENE, Outline, level_of, outline
from core.manuscript.paragraphs import Kind
from core.sentences import Sentence
from desktop.common.translation import worded
from desktop.editor.text_edit import ManuscriptEditor, ParagraphChanges
from desktop.glow.controller import GlowController
from desktop.outline.figures import NOTHING, Figures, Row

CALM_MS = 250
"""Pause after a change until the outline shows it."""
_SLICE_S = 0.006
"""Seconds of counting until the event loop gets its turn."""
_MANY = 500
"""Paragraphs changed at once from which on all sections are counted again, instead of looking for theirs."""


_Shape = tuple[tuple[int, ...], tuple[int, ...]]
"""The key of each section, and the index of the section around it."""


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
        self._shape: _Shape = ((), ())
        self._places: dict[int, int] = {}
        self._shown_shape: _Shape = ((), ())
        self._homes: dict[int, int] = {}
        self._own: dict[int, Figures] = {}
        self._totals: list[Figures] = []
        self._words: dict[int, tuple[str, str]] = {}
        self._dirty: dict[int, None] = {}
        self._rows: list[Row] = []
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
        self._editor.settle()
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
            self._shown_shape = ((), ())
            self._refresh()
        else:
            self._later.stop()
            self._rest.stop()

    def refresh(self) -> None:
        """Show the present structure now, without waiting for a pause."""
        self._editor.settle()
        if self._active:
            self._refresh()

    def present(self) -> Outline:
        """The outline of the text as it is now."""
        self._editor.settle()
        if self._new:
            tracked = self._editor.tracked
            levels = self._levels
            marks = [(index, levels[each.id]) for index, each in enumerate(tracked.paragraphs) if each.id in levels]
            self._outline = outline(tracked.paragraphs, tracked.lines, tracked.syntax, marks)
            self._new = False
            keys = self._keys_of(self._outline)
            self._shape = keys, tuple(section.parent for section in self._outline.sections)
            self._places = {key: index for index, key in enumerate(keys)}
        return self._outline

    def present_keys(self) -> tuple[int, ...]:
        """The keys of the sections as they are now."""
        self.present()
        return self._shape[0]

    def index_of(self, key: int) -> int:
        """Index of the section with that key, as it is now; −1 where it is gone."""
        self.present()
        return self._places.get(key, -1)

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
        self.present()
        if self._shape != self._shown_shape:
            self._dirty.update(dict.fromkeys(_around(self._shown_shape[0], self._shape[0])))
            self._shown_shape = self._shape
            self._totals = []
            for gone in self._own.keys() - self._places.keys():
                del self._own[gone]
                del self._words[gone]
        if self._all_changed:
            self._dirty.update(dict.fromkeys(self._shape[0]))
            self._homes.clear()
            self._all_changed = False
        else:
            self._mark_sections_of_touched()
        self._touched.clear()
        self._scored.clear()
        self._count()

    def _mark_sections_of_touched(self) -> None:
        found, keys = self._outline, self._shape[0]
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
        self.present()
        if self._shape != self._shown_shape:
            self._refresh()
            return
        ends = time.monotonic() + _SLICE_S
        changed: dict[int, None] = {}
        for key in list(self._dirty):
            del self._dirty[key]
            if (index := self._places.get(key)) is not None:
                self._count_one(key, index, changed)
                if time.monotonic() > ends:
                    break
        if self._dirty:
            self._rest.start()
        if self._totals:
            self._show(changed)
        else:
            self._show_all()

    def _count_one(self, key: int, index: int, changed: dict[int, None]) -> None:
        """Count a section, and note it and those that it is in as changed."""
        sections = self._outline.sections
        new = self._figures(index, key)
        more = new - self._own.get(key, NOTHING)
        self._own[key] = new
        self._words[key] = self._outline.title(index), self._outline.note(index)
        while index >= 0:
            if self._totals:
                self._totals[index] += more
            changed[index] = None
            index = sections[index].parent

    def _show_all(self) -> None:
        """Show every section anew, because there are others than before."""
        sections, keys = self._outline.sections, self._shape[0]
        self._totals = [self._own.get(key, NOTHING) for key in keys]
        for index in range(len(keys) - 1, -1, -1):
            if (parent := sections[index].parent) >= 0:
                self._totals[parent] += self._totals[index]
        self._rows = [self._row(index) for index in range(len(keys))]
        self.changed.emit()

    def _show(self, changed: Iterable[int]) -> None:
        rows = list(self._rows)
        for index in changed:
            rows[index] = self._row(index)
        if rows != self._rows:
            self._rows = rows
            self.changed.emit()

    def _figures(self, index: int, key: int) -> Figures:
        words = tokens = n_prose = n_read = 0
        percentiles = 0.0
        section = self._outline.sections[index]
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
        return Figures(words, percentiles, tokens, n_prose, n_read)

    def _row(self, index: int) -> Row:
        key, total, section = self._shape[0][index], self._totals[index], self._outline.sections[index]
        title, note = self._words.get(key) or (self._outline.title(index), self._outline.note(index))
        if section.level == SCENE:  # its number changes with the scenes before it
            assert isinstance(title, Sentence)
            title = Sentence(title.template, **{**title.values, "scene": section.scene})
        return Row(key, section.parent, worded(title), total.words, total.band, total.is_read, note)

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
