"""Find and replace: pure functions that find matches in a text, and the bar that shows them.

Positions in here are UTF-16 positions of the document (see :mod:`desktop.common.text_offsets`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QTextEdit, QToolButton, QWidget

from core.manuscript.boundaries import stretches
from desktop.common.text_offsets import all_to_utf16, to_document
from desktop.editor.text_edit import ManuscriptEditor

MOST_MARKED = 300
"""Matches marked on the page at once; more would slow painting and not help the writer."""
NO_SUCH_GROUP = "The replacement refers to a group that the pattern does not have, so nothing will be replaced."
BAD_BACKSLASH = (
    "The replacement has a backslash that is not a valid escape, so nothing will be replaced. "
    "Write two backslashes for one."
)


class PatternProblem(ValueError):
    """The search pattern is not a regular expression."""


class ReplacementProblem(ValueError):
    """The replacement cannot be used with the pattern; the message is a sentence for the writer."""


@dataclass(frozen=True)
class Query:
    """The text to find, and the search options."""

    needle: str
    match_case: bool = False
    whole_word: bool = False
    regex: bool = False

    def pattern(self) -> re.Pattern[str]:
        """The query as a regular expression. Raises PatternProblem."""
        source = self.needle if self.regex else re.escape(self.needle)
        if self.whole_word:
            source = rf"(?<!\w)(?:{source})(?!\w)"
        try:
            return re.compile(source, re.MULTILINE | (re.NOFLAG if self.match_case else re.IGNORECASE))
        except (re.error, OverflowError, RecursionError) as error:  # a{9999999999} overflows, ((((… recurses
            raise PatternProblem(str(error)) from error


@dataclass(frozen=True)
class Match:
    """One place found, and what would replace it."""

    start: int
    end: int
    replacement: str


def find_all(text: str, query: Query, replacement: str = "") -> list[Match]:
    """Every match in order, in UTF-16 positions, with what would replace it; empty matches are left out.

    None reaches over the boundary line between two files of a folder.

    Raises PatternProblem, and ReplacementProblem where there is a match.
    """
    if not query.needle:
        return []
    pattern = query.pattern()
    found = [
        match for span in stretches(text) for match in pattern.finditer(text, *span) if match.end() > match.start()
    ]
    starts = all_to_utf16(text, (match.start() for match in found))
    ends = all_to_utf16(text, (match.end() for match in found))
    return [
        Match(start, end, _expanded(match, replacement) if query.regex else replacement)
        for match, start, end in zip(found, starts, ends, strict=True)
    ]


def _expanded(match: re.Match[str], replacement: str) -> str:
    try:
        return match.expand(replacement)
    except IndexError as error:  # an unknown name
        raise ReplacementProblem(NO_SUCH_GROUP) from error
    except re.error as error:
        unknown = error.msg.startswith("invalid group reference")
        raise ReplacementProblem(NO_SUCH_GROUP if unknown else BAD_BACKSLASH) from error


class FindBar(QWidget):
    """Shown above or below the editor. Its keys belong to the menu's commands."""

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
        self._says_replaced = False
        self._problem = QLabel()
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setWordWrap(True)
        self._problem.hide()
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
        grid.addWidget(self._problem, 2, 0)
        self.setFocusProxy(self._needle)
        for before, after in pairwise(
            (self._needle, self._replacement, self._replace_one, self._replace_all, previous)
        ):
            self.setTabOrder(before, after)
        self._later = QTimer(self, singleShot=True, interval=120)
        self._later.timeout.connect(self._search)
        for line in (self._needle, self._replacement):
            line.textChanged.connect(lambda _: self._later.start())
        for toggle in (self._case, self._word, self._regex):
            toggle.toggled.connect(lambda _: self._search())
        editor.document().contentsChange.connect(self._on_text_changed)
        editor.visible_changed.connect(self._mark)
        self.hide()

    # -- actions

    def open_find(self) -> None:
        """Show the bar for finding; a short selection becomes the text to find."""
        self._open(replacing=False)

    def open_replace(self) -> None:
        """Show the bar for replacing too."""
        self._open(replacing=True)

    def close_bar(self) -> None:
        """Hide the bar and move the keyboard focus to the page."""
        self.hide()
        self._later.stop()
        self._matches = []
        self._mark()
        self._editor.setFocus()
        self.closed.emit()

    def find_next(self) -> None:
        """Select the next match; after the last, the first."""
        self._search()
        if self._matches:
            position = self._editor.textCursor().selectionEnd()
            index = bisect_left(self._matches, position, key=lambda match: match.start)
            self._select(self._matches[index % len(self._matches)])

    def find_previous(self) -> None:
        """Select the previous match; before the first, the last."""
        self._search()
        if self._matches:
            position = self._editor.textCursor().selectionStart()
            index = bisect_right(self._matches, position, key=lambda match: match.end) - 1
            self._select(self._matches[index])

    def replace_current(self) -> None:
        """Replace the selected match, if one is selected, and go to the next."""
        self._search()
        if self.problem:
            return
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
        if self.problem or not self._matches:
            return
        self._editor.finish_layout()
        replaced = len(self._matches)
        cursor = self._editor.textCursor()  # undo restores the caret to here: Qt records it when the edit block begins
        with self._editor.keeper.keeping():
            cursor.beginEditBlock()
            for match in reversed(self._matches):
                cursor.setPosition(match.start)
                cursor.setPosition(match.end, QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(to_document(match.replacement))
            cursor.endEditBlock()
        self._search()
        self._count.setText(f"{replaced:,} replaced")
        self._says_replaced = True

    @property
    def count_text(self) -> str:
        """The bar's words about the number of matches."""
        return self._count.text()

    @property
    def problem(self) -> str:
        """Why nothing can be replaced; empty if replacing is possible or nothing matches."""
        return self._problem.text()

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
        self._says_replaced = False
        query, text = self._query(), self._editor.text()
        replacement = "" if self._replace_row.isHidden() else self._replacement.text()
        said, problem = "", ""
        try:
            self._matches = find_all(text, query, replacement)
        except ReplacementProblem as error:
            self._matches, problem = find_all(text, query), str(error)
        except PatternProblem:
            self._matches, said = [], "not a valid pattern"
        if query.needle:
            said = said or (f"{len(self._matches):,} found" if self._matches else "nothing found")
        self._count.setText(said)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        for button in (self._replace_one, self._replace_all):
            button.setEnabled(bool(self._matches) and not problem)
        self._mark()

    def _on_text_changed(self) -> None:
        """Search again soon, because the text has changed."""
        if self._says_replaced:
            self._says_replaced = False
            self._count.clear()
        if self.isVisible():
            self._later.start()

    def _mark(self) -> None:
        """Mark the matches in view; not while a search is due, because they may belong to an older text."""
        if self._later.isActive():
            return
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
