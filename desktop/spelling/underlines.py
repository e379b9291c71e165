"""Underlines unknown words on the page. Marks of the page, not of the document: no undo, no modified flag."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from core.spelling.speller import Unknown
from desktop.editor.text_edit import ManuscriptEditor
from desktop.spelling.checker import Checked

_OWNER = "spelling"


@dataclass(frozen=True)
class Place:
    """An unknown word on the page; ``cursor`` selects it, through further edits too."""

    cursor: QTextCursor
    unknown: Unknown

    def touches(self, position: int) -> bool:
        """Whether a position is in the word or at one of its ends."""
        return self.cursor.selectionStart() <= position <= self.cursor.selectionEnd()


class Underlines:
    """Holds the words of the paragraphs in view only, however long the text is. GUI thread.

    While a paragraph is edited its words keep their underlines, which move with them, until it has been checked again.
    """

    def __init__(self, editor: ManuscriptEditor) -> None:
        self._editor = editor
        self._shown: dict[int, tuple[int, tuple[Place, ...]]] = {}
        self._spared: Place | None = None

    def show(self, checked: dict[int, Checked], spared_at: int | None) -> None:
        """Show what was found in the paragraphs in view, except for a word at ``spared_at``: it is being typed."""
        shown: dict[int, tuple[int, tuple[Place, ...]]] = {}
        for paragraph_id in self._editor.visible_ids():
            known, now = checked.get(paragraph_id), self._shown.get(paragraph_id)
            if known is not None and (now is None or now[0] != known.revision):
                now = known.revision, self._places(known)
            if now is not None and now[1]:
                shown[paragraph_id] = now
        self._shown = shown
        self._spared = None if spared_at is None else self.at(spared_at)
        self._paint()

    def clear(self) -> None:
        """Underline nothing."""
        self._shown, self._spared = {}, None
        self._editor.mark_places(_OWNER, ())

    def at(self, position: int) -> Place | None:
        """The unknown word at a position; None where there is none, or where it is out of view."""
        paragraph_id = self._editor.paragraph_at(position)
        places = self._shown.get(-1 if paragraph_id is None else paragraph_id, (0, ()))[1]
        return next((place for place in places if place.touches(position) and place.cursor.hasSelection()), None)

    def left_spared(self, position: int) -> bool:
        """Whether a word was spared that ``position`` is no longer at."""
        return self._spared is not None and not self._spared.touches(position)

    @property
    def words(self) -> list[str]:
        """The words underlined, in order."""
        return [place.cursor.selectedText() for place in self._painted()]

    def _painted(self) -> list[Place]:
        return [
            place
            for _, places in self._shown.values()
            for place in places
            if place is not self._spared and not place.unknown.is_name and place.cursor.hasSelection()
        ]

    def _paint(self) -> None:
        wavy = QTextCharFormat()
        wavy.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wavy.setUnderlineColor(QColor(self._editor.theme.misspelt))
        selections: list[QTextEdit.ExtraSelection] = []
        for place in self._painted():
            selection = QTextEdit.ExtraSelection()
            selection.cursor, selection.format = place.cursor, wavy
            selections.append(selection)
        self._editor.mark_places(_OWNER, selections)

    def _places(self, checked: Checked) -> tuple[Place, ...]:
        """The places of a paragraph's words; none where it has changed since."""
        tracked = self._editor.tracked.get(checked.id)
        if tracked is None or tracked.revision != checked.revision or not checked.unknown:
            return ()
        begin = self._editor.document().findBlockByNumber(tracked.first).position()
        places: list[Place] = []
        for unknown in checked.unknown:
            cursor = QTextCursor(self._editor.document())
            cursor.setPosition(begin + unknown.start)
            cursor.setPosition(begin + unknown.end, QTextCursor.MoveMode.KeepAnchor)
            places.append(Place(cursor, unknown))
        return tuple(places)
