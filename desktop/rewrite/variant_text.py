"""The card's text: a rewrite while it streams in, as editable text, or as changes against the passage."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QKeyEvent, QPalette, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QTextEdit, QWidget

from desktop.common.diff import Change, Segment
from desktop.common.text_offsets import all_to_utf16, to_document
from desktop.common.theme import LIGHT, Theme
from desktop.common.translation import tr
from desktop.common.typography import line_format, page_font
from desktop.editor.passages import selected_text
from desktop.editor.return_key import insert_line_end, is_line_end
from desktop.rewrite.live_score import TintedWords

_CALM_MS = 60
"""Milliseconds between two additions while text streams in."""
_LINE_HEIGHT = 1.45
_USUAL_LINES = 8
"""Lines in view at least, unless the window is very low or the text is enlarged very much."""
_FEWEST_LINES = 5
"""Lines in view at least in a very low window."""
_TALLEST_MINIMUM = 340


class VariantText(QTextEdit):
    """A QTextEdit in the page's typeface. Text is added in whole words, and lines above the last do not move."""

    edited = Signal(str)
    """The writer changed the text here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._own_change = False
        self._wanted = ""
        self._shown = ""
        self._tints: tuple[TintedWords, ...] = ()
        self.setAcceptRichText(False)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setAccessibleName(tr("Rewritten passage"))
        self.document().setDocumentMargin(2)
        steady_scroll_bar(self)
        self._later = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._later.timeout.connect(self._catch_up)
        self.textChanged.connect(self._on_text_changed)

    def apply(self, theme: Theme, font_size: float, font_family: str = "") -> None:
        """Take colours, and the page's font size (points) and typeface."""
        self._theme = theme
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Base, QColor(theme.raised))
        colours.setColor(QPalette.ColorRole.Text, QColor(theme.text))
        self.setPalette(colours)
        self.viewport().setPalette(colours)
        font = page_font(font_size, font_family)
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.setMinimumHeight(self._height_of(_USUAL_LINES))

    def take_height(self, height: int) -> None:
        """Be at least ``height`` pixels high, within the bounds of what can be read and of what is usual."""
        height = max(self._height_of(_FEWEST_LINES), min(height, self._height_of(_USUAL_LINES)))
        if height != self.minimumHeight():
            self.setMinimumHeight(height)

    def _height_of(self, lines: int) -> int:
        line = QFontInfo(self.font()).pixelSize() * _LINE_HEIGHT
        return min(_TALLEST_MINIMUM, round(lines * line) + 6)

    def sizeHint(self) -> QSize:
        """The minimum height; the layout adds what remains."""
        return QSize(300, self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As on the page: Return always inserts a line end."""
        if is_line_end(event) and not self.isReadOnly():
            insert_line_end(self)
        else:
            super().keyPressEvent(event)

    def text(self) -> str:
        """The text that Accept would insert."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        return selected_text(cursor)

    def stream(self, text: str) -> None:
        """Show the text so far of an attempt being written."""
        self.setReadOnly(True)
        if not text.startswith(self._shown):
            self._clear_tints()
        if self.text() != self._shown:  # changes against the passage
            self._set([])
            self._shown = ""
        self._wanted = _whole_words(text)
        if not self._later.isActive():
            self._later.start()

    def tint(self, text: str, words: Sequence[TintedWords]) -> None:
        """Tint ``words`` of the text so far by their bands; the end removes it.

        Nothing where ``text``, in which they were found, is another text. It may be a word longer than what is shown.
        """
        if not (self._wanted.startswith(text) or text.startswith(self._wanted)) or not self.isReadOnly():
            return
        self._tints = tuple(words)
        self._show_tints()

    def show_text(self, text: str, *, editable: bool) -> None:
        """Show a finished attempt."""
        self._clear_tints()
        self._later.stop()
        self._wanted = text
        if self._shown != text or self.text() != text:
            self._set([Segment(Change.KEPT, text)])
        self._shown = text
        self.setReadOnly(not editable)

    def show_changes(self, segments: tuple[Segment, ...]) -> None:
        """Show the word diff: added text underlined and bold, removed text struck through."""
        self._clear_tints()
        self._later.stop()
        self._shown = self._wanted = ""
        self.setReadOnly(True)
        self._set(list(segments))

    def _catch_up(self) -> None:
        """Append the new text; delete only what differs from the text shown."""
        common = 0
        most = min(len(self._shown), len(self._wanted))
        while common < most and self._shown[common] == self._wanted[common]:
            common += 1
        at_end = self.verticalScrollBar().value() >= self.verticalScrollBar().maximum() - 4
        cursor = QTextCursor(self.document())
        self._own_change = True
        cursor.movePosition(QTextCursor.MoveOperation.End)
        for _ in self._shown[common:]:
            cursor.deletePreviousChar()
        cursor.setBlockFormat(line_format(self.font(), _LINE_HEIGHT))
        cursor.insertText(to_document(self._wanted[common:]), self._format(Change.KEPT))
        self._own_change = False
        self._shown = self._wanted
        self._show_tints()
        if at_end:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def _show_tints(self) -> None:
        """A document's formats would enter its undo; these are painted on top of it."""
        selections = []
        for word in self._tints:
            if word.end <= len(self._shown):
                selection = QTextEdit.ExtraSelection()
                selection.cursor = QTextCursor(self.document())
                start, end = all_to_utf16(self._shown, (word.start, word.end))
                selection.cursor.setPosition(start)
                selection.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                selection.format.setBackground(self._theme.tint(word.band))
                selections.append(selection)
        self.setExtraSelections(selections)

    def _clear_tints(self) -> None:
        self._tints = ()
        self.setExtraSelections([])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the end in view if it was, as while a text is being written."""
        bar = self.verticalScrollBar()
        at_end = bar.maximum() > 0 and bar.value() >= bar.maximum() - 4
        super().resizeEvent(event)
        if at_end and self._wanted and self.isReadOnly():
            bar.setValue(bar.maximum())

    def _set(self, segments: list[Segment]) -> None:
        self._write([(segment.text, self._format(segment.change)) for segment in segments])

    def _write(self, runs: Sequence[tuple[str, QTextCharFormat]]) -> list[tuple[int, int]]:
        """Show ``runs`` from the top; returns where each begins and ends in the document (UTF-16)."""
        self._own_change = True
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.setBlockFormat(line_format(self.font(), _LINE_HEIGHT))
        places: list[tuple[int, int]] = []
        cursor.beginEditBlock()  # laid out once, not after each of thousands of runs
        for text, text_format in runs:
            start = cursor.position()
            cursor.insertText(to_document(text), text_format)
            places.append((start, cursor.position()))
        cursor.endEditBlock()
        self.document().clearUndoRedoStacks()
        self._own_change = False
        self.verticalScrollBar().setValue(0)
        return places

    def _format(self, change: Change) -> QTextCharFormat:
        theme, result = self._theme, QTextCharFormat()
        result.setForeground(QColor(theme.text))
        if change is Change.ADDED:
            result.setBackground(QColor(theme.added))
            result.setFontUnderline(True)
            result.setFontWeight(QFont.Weight.DemiBold)
        elif change is Change.REMOVED:
            result.setBackground(QColor(theme.dropped))
            result.setForeground(QColor(theme.muted))
            result.setFontStrikeOut(True)
        return result

    def _on_text_changed(self) -> None:
        if not self._own_change and not self.isReadOnly():
            self._shown = self.text()
            self.edited.emit(self._shown)


def steady_scroll_bar(area: QAbstractScrollArea) -> None:
    """Keep room for the vertical scroll bar, and show it if there is something to scroll.

    A scroll bar that takes its room from the text would reflow it.
    """
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    bar = area.verticalScrollBar()
    bar.setStyleSheet("QScrollBar::handle:disabled { background: transparent; }")
    bar.rangeChanged.connect(lambda _low, high: bar.setEnabled(high > 0))
    bar.setEnabled(False)


def _whole_words(text: str) -> str:
    """``text`` up to its last blank space: half a word is not shown."""
    end = max((index for index, character in enumerate(text) if character.isspace()), default=0)
    return text[:end].rstrip()
