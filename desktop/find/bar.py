"""The bar for finding and replacing, with the list of what was found. Positions are UTF-16 units of the document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QTextEdit, QWidget

from core.search.process import NoProcess, TooSlow
from core.search.query import PatternProblem, Query
from desktop.common.text_offsets import to_document
from desktop.common.translation import tr
from desktop.editor.text_changes import TextChange
from desktop.editor.text_edit import ManuscriptEditor
from desktop.find import words
from desktop.find.bar_parts import line, row, toggle, tool
from desktop.find.results import ResultsList
from desktop.find.searching import Request, Searching, SearchResult

MOST_MARKED = 300
"""Matches marked on the page at once; more would slow painting and not help the writer."""
_PAUSE, _SLOW = 120, 400
"""Milliseconds: a search begins that long after the last key; one that takes longer than the second is said to run."""


class FindBar(QWidget):
    """Shown above or below the editor. Its keys belong to the menu's commands.

    What needs a result, such as going to the next match, is done when the result for the present text is there.
    """

    closed = Signal()

    def __init__(self, editor: ManuscriptEditor, searching: Searching, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor, self.searching = editor, searching
        self._then: Callable[[], None] | None = None
        self._origin = 0
        """Where typing in the bar searches from."""
        self._needle = line(tr("Find"), self)
        self._replacement = line(tr("Replace with"), self)
        self._count = QLabel()
        self._count.setProperty("muted", True)
        self._count.setMinimumWidth(96)
        self._says_replaced = False
        self._problem = QLabel()
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._case = toggle(tr("Aa"), tr("Match case"))
        self._word = toggle(tr("Word"), tr("Whole words only"))
        self._regex = toggle(".*", tr("Regular expression"))
        self._listed = toggle(tr("List"), tr("List every place (Down arrow)"))
        previous = tool("‹", tr("Previous match (Shift+Return)"), self.find_previous)
        following = tool("›", tr("Next match (Return)"), self.find_next)
        close = tool("×", tr("Close (Esc)"), self.close_bar)
        self._replace_one = QPushButton(tr("Replace"))
        self._replace_one.clicked.connect(self.replace_current)
        self._replace_all = QPushButton(tr("Replace all"))
        self._replace_all.clicked.connect(self.replace_all)
        toggles = (self._case, self._word, self._regex)
        top = row(self._needle, previous, following, self._count, *toggles, self._listed, close)
        bottom = row(self._replacement, self._replace_one, self._replace_all)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 6, 12, 6)
        grid.setVerticalSpacing(6)
        grid.addLayout(top, 0, 0)
        grid.addWidget(bottom_row := QWidget(), 1, 0)
        bottom.setContentsMargins(0, 0, 0, 0)
        bottom_row.setLayout(bottom)
        self._replace_row = bottom_row
        grid.addWidget(self._problem, 2, 0)
        self.results = ResultsList()
        self.results.setFixedHeight(self.results.sizeHint().height())
        self.results.hide()
        grid.addWidget(self.results, 3, 0)
        self.setFocusProxy(self._needle)
        order = (self._needle, self._replacement, self._replace_one, self._replace_all, previous)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE)
        self._later.timeout.connect(self._search_later)
        self._slow = QTimer(self, singleShot=True, interval=_SLOW)
        self._slow.timeout.connect(self._say_searching)
        self._needle.textChanged.connect(lambda _: self._on_typed(self._go_to_first))
        self._replacement.textChanged.connect(lambda _: self._on_typed(None))
        for each in toggles:
            each.toggled.connect(lambda _: self._search(self._go_to_first))
        self._listed.toggled.connect(self._show_list)
        self.results.chosen.connect(self._go_to_row)
        searching.finished.connect(self._show)
        editor.edited.connect(self._on_text_changed)
        editor.caret_moved.connect(self._on_moved)
        editor.visible_changed.connect(self._mark)
        self.hide()

    # -- actions

    def open_find(self) -> None:
        """Show the bar for finding; a short selection becomes the text to find."""
        self._open(replacing=False)

    def open_replace(self) -> None:
        """Show the bar for replacing too."""
        self._open(replacing=True)

    def open_list(self) -> None:
        """Show the bar with the list of every place."""
        self._open(replacing=False)
        self._listed.setChecked(True)

    def close_bar(self) -> None:
        """Hide the bar and move the keyboard focus to the page."""
        self.hide()
        self._later.stop()
        self._slow.stop()
        self._then = None
        self.searching.forget()
        self.results.show_result(None)
        self._mark()
        self._editor.setFocus()
        self.closed.emit()

    def find_next(self) -> None:
        """Select the next match; after the last, the first."""
        self._with_result(self._to_next)

    def find_previous(self) -> None:
        """Select the previous match; before the first, the last."""
        self._with_result(self._to_previous)

    def replace_current(self) -> None:
        """Replace the selected match, if one is selected, and go to the next."""
        self._with_result(self._replace_selected)

    def replace_all(self) -> None:
        """Replace every match, as one undo step."""
        self._with_result(self._replace_every)

    @property
    def count_text(self) -> str:
        """The bar's words about the number of matches."""
        return self._count.text()

    @property
    def problem(self) -> str:
        """Why nothing can be found or replaced; empty otherwise."""
        return self._problem.text()

    @property
    def is_searching(self) -> bool:
        """Whether a search is due or under way."""
        return self._later.isActive() or self.searching.is_running

    # -- Qt's hooks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return in the fields: next; with Shift: previous; in the replacement: replace. Down: to the list."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() == Qt.Key.Key_Down:
            self._listed.setChecked(True)
            self.results.setFocus()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return super().eventFilter(watched, event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.find_previous()
        elif watched is self._replacement:
            self.replace_current()
        else:
            self.find_next()
        return True

    # -- inside: searching

    def _open(self, *, replacing: bool) -> None:
        cursor = self._editor.textCursor()
        self._origin = cursor.selectionStart()
        chosen = cursor.selectedText()
        if chosen and "\u2029" not in chosen and len(chosen) <= 80 and not self._would_find(chosen):
            self._needle.setText(chosen)
        self._replace_row.setVisible(replacing)
        self.show()
        self._needle.setFocus()
        self._needle.selectAll()
        self._search(None)

    def _would_find(self, chosen: str) -> bool:
        """Whether the line finds the selection as it is: then it was found by it, perhaps over marks, and stays.

        A pattern always stays, because nobody knows how long it would take here.
        """
        query = self._request().query
        return bool(query.needle) and (query.regex or query.pattern().fullmatch(chosen) is not None)

    def _request(self) -> Request:
        query = Query(self._needle.text(), self._case.isChecked(), self._word.isChecked(), self._regex.isChecked())
        return Request(query, "" if self._replace_row.isHidden() else self._replacement.text())

    def _result(self) -> SearchResult | None:
        """What is to be found now in the text as it is now; None where that is not known yet."""
        return self.searching.current(self._request())

    def _with_result(self, act: Callable[[], None]) -> None:
        """Do ``act`` when the result is there, opening the bar if it is closed."""
        if self.isHidden():
            self._open(replacing=False)
        if self._result() is not None:
            act()
        else:
            self._search(act)

    def _search(self, then: Callable[[], None] | None) -> None:
        self._later.stop()
        self._then = then
        self._says_replaced = self._says_replaced and then is None
        self._slow.start()
        self.searching.search(self._request())

    def _search_later(self) -> None:
        self._search(self._then)

    def _on_typed(self, then: Callable[[], None] | None) -> None:
        self._then = then or self._then
        self._says_replaced = False
        self._later.start()

    def _on_text_changed(self) -> None:
        """Search again soon, because the text has changed."""
        if self._says_replaced:
            self._says_replaced = False
            self._count.clear()
        if self.isVisible():
            self._later.start()

    # -- inside: what was found

    def _show(self) -> None:
        """Show the new result, and do what was waiting for it."""
        self._slow.stop()
        result = self._result()
        if result is None:
            if self.isVisible():
                self._later.start()
            return
        self._later.stop()
        problem = words.sentence(result.problem, self._needle.text(), is_complete=result.found.is_complete)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        can_replace = bool(result.starts) and result.problem is None
        self._replace_one.setEnabled(can_replace)
        self._replace_all.setEnabled(can_replace and result.found.is_complete)
        self._show_list(self._listed.isChecked())
        self._say_count()
        self._mark()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _say_searching(self) -> None:
        self._count.setText(words.SEARCHING)

    def _say_count(self) -> None:
        result = self._result()
        if self._says_replaced or result is None or self._slow.isActive():
            return
        if isinstance(result.problem, PatternProblem):
            said = words.NOT_VALID
        elif not result.request.query.needle or isinstance(result.problem, (TooSlow, NoProcess)):
            said = ""
        else:
            index = self._selected(result)
            said = words.count(index, len(result.starts), is_complete=result.found.is_complete)
            self.results.point_at(index)
        self._count.setText(said)

    def _selected(self, result: SearchResult) -> int:
        """The number of the match that is selected on the page; −1 if none is."""
        cursor = self._editor.textCursor()
        index = bisect_left(result.starts, cursor.selectionStart())
        is_there = index < len(result.starts) and result.starts[index] == cursor.selectionStart()
        return index if is_there and result.ends[index] == cursor.selectionEnd() else -1

    def _on_moved(self) -> None:
        if self.isVisible():
            if self._editor.hasFocus():
                self._origin = self._editor.textCursor().selectionStart()
            self._say_count()

    def _mark(self) -> None:
        """Mark the matches in view; not while a search is due, because they may belong to an older text."""
        result = self._result() if self.isVisible() else None
        if self._later.isActive():
            return
        selections: list[QTextEdit.ExtraSelection] = []
        if result is not None and result.starts:
            colour = QTextCharFormat()
            colour.setBackground(QColor(self._editor.theme.found))
            first, last = self._editor.visible_span()
            begin = bisect_left(result.ends, first)
            for start, end in zip(result.starts[begin:], result.ends[begin : begin + MOST_MARKED], strict=False):
                if start > last:
                    break
                selection = QTextEdit.ExtraSelection()
                selection.cursor, selection.format = self._cursor(start, end), colour
                selections.append(selection)
        self._editor.mark_places("found", selections)

    def _show_list(self, wanted: bool) -> None:
        self.results.setVisible(wanted)
        self.results.show_result(self._result() if wanted else None)
        self._say_count()

    # -- inside: going to a match, replacing

    def _to_next(self) -> None:
        if (result := self._result()) is not None and result.starts:
            index = bisect_left(result.starts, self._editor.textCursor().selectionEnd())
            self._select(result, index % len(result.starts))

    def _to_previous(self) -> None:
        if (result := self._result()) is not None and result.starts:
            self._select(result, bisect_right(result.ends, self._editor.textCursor().selectionStart()) - 1)

    def _go_to_first(self) -> None:
        """Select the first match at or after the place where the writer was, as one types."""
        if (result := self._result()) is not None and result.starts:
            origin = self._origin
            self._select(result, bisect_left(result.starts, origin) % len(result.starts))
            self._origin = origin

    def _go_to_row(self, row: int, with_keys: bool) -> None:
        def go() -> None:
            if (result := self._result()) is not None and row < len(result.starts):
                self._select(result, row)
                if with_keys:
                    self._editor.setFocus()

        self._with_result(go)

    def _select(self, result: SearchResult, index: int) -> None:
        cursor = self._editor.textCursor()
        cursor.setPosition(result.starts[index])
        cursor.setPosition(result.ends[index], QTextCursor.MoveMode.KeepAnchor)
        self._editor.keeper.select(cursor)
        self._origin = cursor.selectionStart()

    def _replace_selected(self) -> None:
        result = self._result()
        if result is None or result.problem is not None:
            return
        index = self._selected(result)
        if index < 0:
            self._to_next()
            return
        self._editor.finish_layout()
        self._editor.textCursor().insertText(to_document(result.found.replacements[index]))
        self._search(self._to_next)

    def _replace_every(self) -> None:
        result = self._result()
        if result is None or result.problem is not None or not result.starts or not result.found.is_complete:
            return
        places = zip(result.starts, result.ends, result.found.replacements, strict=True)
        self._editor.change([TextChange(*place) for place in places])
        self._count.setText(words.replaced(len(result.starts)))
        self._says_replaced = True
        self._search(None)

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor
