"""The settings dialog."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.settings import Settings
from desktop.common.on_screen import resize_on_screen
from desktop.common.preferences import Preferences
from desktop.settings import words
from desktop.settings.options import Act, OptionsPage, Switch
from desktop.settings.rows import OptionRow

_LIST_WIDTH = 168
"""The least width; longer titles of pages get more."""
_LIST_AIR = 24


class SettingsDialog(QDialog):
    """Every choice is applied at once; what is changed elsewhere meanwhile is shown here too. GUI thread."""

    def __init__(self, pages: Sequence[OptionsPage], preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.TITLE)
        self._pages, self._preferences = tuple(pages), preferences
        self.line = QLineEdit()
        self.line.setPlaceholderText(words.SEARCH)
        self.line.setAccessibleName(words.SEARCH)
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self._search)
        self.list = QListWidget()
        self.list.setAccessibleName(words.PAGES)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stack = QStackedWidget()
        self.rows: list[list[OptionRow]] = []
        """The options of each page, in order."""
        for page in self._pages:
            self.list.addItem(page.title)
            self.stack.addWidget(self._page(page))
        self._nothing = QLabel(words.NOTHING_FOUND)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setProperty("muted", True)
        self.stack.addWidget(self._nothing)
        self.list.currentRowChanged.connect(self._show_page)
        self.reset = QPushButton(words.RESET)
        self.reset.setToolTip(words.RESET_TIP)
        self.reset.clicked.connect(self._reset)
        close = QPushButton(words.CLOSE)
        close.clicked.connect(self.reject)
        body, bottom = QHBoxLayout(), QHBoxLayout()
        body.addWidget(self.list)
        body.addWidget(self.stack, stretch=1)
        bottom.addWidget(self.reset)
        bottom.addStretch()
        bottom.addWidget(close)
        for button in (self.reset, close):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(10)
        column.addWidget(self.line)
        column.addLayout(body, stretch=1)
        column.addLayout(bottom)
        resize_on_screen(self, 760, 560)
        preferences.changed.connect(self.refresh)
        self.refresh()
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the list out with the style, which it gets now."""
        super().showEvent(event)
        self.list.scheduleDelayedItemsLayout()
        self.list.setFixedWidth(max(_LIST_WIDTH, self.list.sizeHintForColumn(0) + _LIST_AIR))

    def refresh(self) -> None:
        """Show the present state of everything."""
        for rows in self.rows:
            for row in rows:
                row.show_value(self._preferences.value)

    def _page(self, page: OptionsPage) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 4, 18, 10)
        column.setSpacing(10)
        rows = [OptionRow(option, self._preferences.change) for option in page.options]
        for row in rows:
            column.addWidget(row)
        column.addStretch()
        self.rows.append(rows)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        return scroll

    def _show_page(self, number: int) -> None:
        if number >= 0:
            self.stack.setCurrentIndex(number)
            self.reset.setEnabled(bool(self._pages[number].settings))

    def _search(self, typed: str) -> None:
        """Show only the options that have the words typed, and the pages that have such options."""
        found = []
        for number, rows in enumerate(self.rows):
            hits = [row.has(typed) for row in rows]
            for row, hit in zip(rows, hits, strict=True):
                row.setVisible(hit)
            self.list.item(number).setHidden(not any(hits))
            if any(hits):
                found.append(number)
        if not found:
            self.stack.setCurrentWidget(self._nothing)
            self.reset.setEnabled(False)
        else:
            number = self.list.currentRow() if self.list.currentRow() in found else found[0]
            self.list.setCurrentRow(number)
            self._show_page(number)

    def _reset(self) -> None:
        new, plain = Settings(), {}
        for option in self._pages[self.list.currentRow()].options:
            if isinstance(option, Switch) and option.run is not None:
                option.run(getattr(new, option.setting))
            elif not isinstance(option, Act):
                plain[option.setting] = getattr(new, option.setting)
        self._preferences.change(**plain)
