"""Find and replace, in a slim bar. What matches is pure text work; the bar shows it.

Positions in here are UTF-16 positions of the document (see :mod:`desktop.text_offsets`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent, QKeySequence, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QTextEdit, QToolButton, QWidget

from desktop.editor.text_edit import ManuscriptEditor
from desktop.text_offsets import all_to_utf16, to_document

MOST_MARKED = 300
"""Matches marked on the page at once; more would slow painting and tell nobody anything."""


@dataclass(frozen=True)
class Query:
    """What is looked for, and how. Raises ``re.error`` on use where ``regex`` is set and the pattern is wrong."""

    needle: str
    match_case: bool = False
    whole_word: bool = False
    regex: bool = False

    def pattern(self) -> re.Pattern[str]:
        """The query as a regular expression."""
        source = self.needle if self.regex else re.escape(self.needle)
        if self.whole_word:
            source = rf"(?<!\w)(?:{source})(?!\w)"
        return re.compile(source, re.MULTILINE | (re.NOFLAG if self.match_case else re.IGNORECASE))


@dataclass(frozen=True)
class Match:
    """One place found, and what would replace it."""

    start: int
    end: int
    replacement: str


def find_all(text: str, query: Query, replacement: str = "") -> list[Match]:
    """Every match in order, in UTF-16 positions, with what would replace it; empty matches are left out."""
    if not query.needle:
        return []
    found = [match for match in query.pattern().finditer(text) if match.end() > match.start()]
    starts = all_to_utf16(text, (match.start() for match in found))
    ends = all_to_utf16(text, (match.end() for match in found))
    return [
        Match(start, end, match.expand(replacement) if query.regex else replacement)
        for match, start, end in zip(found, starts, ends, strict=True)
    ]


class FindBar(QWidget):
    """Shown above or below the editor. ``find_action`` and ``replace_action`` carry the keys: add them to a menu."""

    closed = Signal()

    def __init__(self, editor: ManuscriptEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._matches: list[Match] = []
        self._needle = self._line("Find")
        self._replacement = self._line("Replace with")
        self._count = QLabel()
        self._count.setProperty("muted", True)
        self._count.setMinimumWidth(96)
        self._case = self._toggle("Aa", "Match case")
        self._word = self._toggle("Word", "Whole words only")
        self._regex = self._toggle(".*", "Regular expression")
        previous = self._tool("‹", "Previous match (Shift+Return)", self.find_previous)
        following = self._tool("›", "Next match (Return)", self.find_next)
        close = self._tool("×", "Close (Esc)", self.close_bar)
        self._replace_one = QPushButton("Replace")
        self._replace_one.clicked.connect(self.replace_current)
        self._replace_all = QPushButton("Replace all")
        self._replace_all.clicked.connect(self.replace_all)
        top = self._row(self._needle, previous, following, self._count, self._case, self._word, self._regex, close)
        bottom = self._row(self._replacement, self._replace_one, self._replace_all)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 6, 12, 6)
        grid.setVerticalSpacing(6)
        grid.addLayout(top, 0, 0)
        grid.addWidget(bottom_row := QWidget(), 1, 0)
        bottom.setContentsMargins(0, 0, 0, 0)
        bottom_row.setLayout(bottom)
        self._replace_row = bottom_row
        self.setFocusProxy(self._needle)
        self._later = QTimer(self, singleShot=True, interval=120)
        self._later.timeout.connect(self._search)
        self._needle.textChanged.connect(lambda _: self._later.start())
        for toggle in (self._case, self._word, self._regex):
            toggle.toggled.connect(lambda _: self._search())
        editor.paragraphs_changed.connect(self._on_text_changed)
        editor.visible_changed.connect(self._mark)
        self.find_action = self._action("Find…", QKeySequence.StandardKey.Find, self.open_find)
        self.replace_action = self._action("Replace…", QKeySequence("Ctrl+H"), self.open_replace)
        self.hide()

    # -- actions

    def open_find(self) -> None:
        """Show the bar for finding; a short selection becomes what is looked for."""
        self._open(replacing=False)

    def open_replace(self) -> None:
        """Show the bar for replacing too."""
        self._open(replacing=True)

    def close_bar(self) -> None:
        """Hide the bar and give the keyboard back to the page."""
        self.hide()
        self._matches = []
        self._mark()
        self._editor.setFocus()
        self.closed.emit()

    def find_next(self) -> None:
        """Select the next match, from the start again after the last."""
        self._search()
        if self._matches:
            position = self._editor.textCursor().selectionEnd()
            index = bisect_left(self._matches, position, key=lambda match: match.start)
            self._select(self._matches[index % len(self._matches)])

    def find_previous(self) -> None:
        """Select the match before, from the end again before the first."""
        self._search()
        if self._matches:
            position = self._editor.textCursor().selectionStart()
            index = bisect_right(self._matches, position, key=lambda match: match.end) - 1
            self._select(self._matches[index])

    def replace_current(self) -> None:
        """Replace the selected match, if one is selected, and go to the next."""
        self._search()
        cursor = self._editor.textCursor()
        selected = (cursor.selectionStart(), cursor.selectionEnd())
        for match in self._matches:
            if (match.start, match.end) == selected:
                self._editor.finish_layout()
                cursor.insertText(to_document(match.replacement))
                break
        self.find_next()

    def replace_all(self) -> None:
        """Replace every match, as one undo step."""
        self._search()
        if not self._matches:
            return
        self._editor.finish_layout()
        replaced = len(self._matches)
        cursor = self._editor.textCursor()  # where undo puts the caret, as Qt notes it at the beginning
        with self._editor.keeper.keeping():
            cursor.beginEditBlock()
            for match in reversed(self._matches):
                cursor.setPosition(match.start)
                cursor.setPosition(match.end, QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(to_document(match.replacement))
            cursor.endEditBlock()
        self._search()
        self._count.setText(f"{replaced} replaced")

    @property
    def count_text(self) -> str:
        """What the bar says about the number of matches."""
        return self._count.text()

    # -- inside

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return in the fields: next; with Shift: previous; in the replacement: replace."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return super().eventFilter(watched, event)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.find_previous()
        elif watched is self._replacement:
            self.replace_current()
        else:
            self.find_next()
        return True

    def _open(self, *, replacing: bool) -> None:
        chosen = self._editor.textCursor().selectedText()
        if chosen and "\u2029" not in chosen and len(chosen) <= 80:
            self._needle.setText(chosen)
        self._replace_row.setVisible(replacing)
        self.show()
        self._needle.setFocus()
        self._needle.selectAll()
        self._search()

    def _query(self) -> Query:
        return Query(self._needle.text(), self._case.isChecked(), self._word.isChecked(), self._regex.isChecked())

    def _search(self) -> None:
        self._later.stop()
        query = self._query()
        try:
            self._matches = find_all(self._editor.text(), query, self._replacement.text())
            said = f"{len(self._matches):,} found" if self._matches else "nothing found"
        except re.error:
            self._matches, said = [], "not a pattern"
        self._count.setText(said if query.needle else "")
        for button in (self._replace_one, self._replace_all):
            button.setEnabled(bool(self._matches))
        self._mark()

    def _on_text_changed(self) -> None:
        if self.isVisible():
            self._later.start()

    def _mark(self) -> None:
        """Mark the matches in view."""
        selections: list[QTextEdit.ExtraSelection] = []
        if self._matches:
            colour = QTextCharFormat()
            colour.setBackground(QColor(self._editor.theme.found))
            first, last = self._editor.visible_span()
            begin = bisect_left(self._matches, first, key=lambda match: match.end)
            for match in self._matches[begin : begin + MOST_MARKED]:
                if match.start > last:
                    break
                selection = QTextEdit.ExtraSelection()
                cursor = QTextCursor(self._editor.document())
                cursor.setPosition(match.start)
                cursor.setPosition(match.end, QTextCursor.MoveMode.KeepAnchor)
                selection.cursor, selection.format = cursor, colour
                selections.append(selection)
        self._editor.setExtraSelections(selections)

    def _select(self, match: Match) -> None:
        cursor = self._editor.textCursor()
        cursor.setPosition(match.start)
        cursor.setPosition(match.end, QTextCursor.MoveMode.KeepAnchor)
        self._editor.keeper.select(cursor)

    def _line(self, words: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(words)
        line.setAccessibleName(words)
        line.setClearButtonEnabled(True)
        line.setMaximumWidth(360)
        line.installEventFilter(self)
        return line

    def _toggle(self, label: str, words: str) -> QToolButton:
        button = self._tool(label, words, None)
        button.setCheckable(True)
        return button

    def _tool(self, label: str, words: str, act: Callable[[], None] | None) -> QToolButton:
        button = QToolButton()
        button.setText(label)
        button.setToolTip(words)
        button.setAccessibleName(words)
        if act is not None:
            button.clicked.connect(act)
        return button

    def _row(self, *widgets: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def _action(self, label: str, key: QKeySequence | QKeySequence.StandardKey, act: Callable[[], None]) -> QAction:
        action = QAction(label, self)
        action.setShortcut(key)
        action.triggered.connect(act)
        return action
