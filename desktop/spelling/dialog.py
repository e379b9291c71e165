"""The dialog of words: the writer's own ones, and the names in the text, to be added to them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from desktop.common.on_screen import resize_on_screen
from desktop.common.tasks import Tasks
from desktop.common.translation import tr
from desktop.spelling import words
from desktop.spelling.controller import Spelling


class WordsDialog(QDialog):
    """Not modal: the text can be edited meanwhile. GUI thread."""

    def __init__(self, spelling: Spelling, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._spelling, self._tasks = spelling, tasks
        self.setWindowTitle(tr("Words"))
        resize_on_screen(self, 620, 420)
        self.own, self.names = _list(words.OWN_WORDS), _list(words.OWN_NAMES)
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("Another word"))
        self.line.setAccessibleName(tr("Another word"))
        self.line.returnPressed.connect(self._add_line)
        self.remove_button = _button(tr("&Remove"), self._remove)
        self.learn_button = _button(tr("&Add to your words"), self._add_names)
        self.own.itemSelectionChanged.connect(self._sync)
        self.names.itemSelectionChanged.connect(self._sync)
        grid = QGridLayout(self)
        for column, (title, shown) in enumerate(((words.OWN_WORDS, self.own), (words.OWN_NAMES, self.names))):
            label = QLabel(title)
            label.setWordWrap(True)
            label.setProperty("heading", True)
            grid.addWidget(label, 0, column)
            grid.addWidget(shown, 1, column)
            grid.setColumnStretch(column, 1)
        left = QHBoxLayout()
        left.addWidget(self.line, stretch=1)
        left.addWidget(self.remove_button)
        grid.addLayout(left, 2, 0)
        right = QHBoxLayout()
        right.addStretch(1)
        right.addWidget(self.learn_button)
        grid.addLayout(right, 2, 1)
        self._show_own()
        _say(self.names, words.SEEKING_NAMES)
        self._sync()
        tasks.start(self._load())

    async def _load(self) -> None:
        found = await self._spelling.names()
        self._show_own()
        self.names.clear()
        for word, count in found:
            item = QListWidgetItem(words.name_row(word, count))
            item.setData(Qt.ItemDataRole.UserRole, word)
            self.names.addItem(item)
        if not found:
            _say(self.names, words.NO_NAMES)

    def _show_own(self) -> None:
        """The writer's words, and those ignored in this document."""
        situation = self._spelling.situation
        self.own.clear()
        for known, row in ((situation.words, str), (situation.document.ignored, words.ignored_row)):
            for word in sorted(known, key=lambda word: (word.casefold(), word)):
                item = QListWidgetItem(row(word))
                item.setData(Qt.ItemDataRole.UserRole, word)
                self.own.addItem(item)
        if not self.own.count():
            _say(self.own, words.NO_WORDS)

    def _add_line(self) -> None:
        if word := self.line.text().strip():
            self.line.clear()
            self._tasks.start(self._add([word]))

    def _add_names(self) -> None:
        self._tasks.start(self._add(_chosen(self.names)))

    async def _add(self, chosen: list[str]) -> None:
        await self._spelling.add(chosen)
        await self._load()

    def _remove(self) -> None:
        self._tasks.start(self._take_out(_chosen(self.own)))

    async def _take_out(self, chosen: list[str]) -> None:
        await self._spelling.remove(chosen)
        await self._spelling.heed(chosen)
        await self._load()

    def _sync(self) -> None:
        self.remove_button.setEnabled(bool(_chosen(self.own)))
        self.learn_button.setEnabled(bool(_chosen(self.names)))


def _list(name: str) -> QListWidget:
    shown = QListWidget()
    shown.setAccessibleName(name)
    shown.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
    return shown


def _say(shown: QListWidget, sentence: str) -> None:
    """Show a sentence instead of entries."""
    shown.clear()
    item = QListWidgetItem(sentence)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    shown.addItem(item)


def _chosen(shown: QListWidget) -> list[str]:
    return [word for item in shown.selectedItems() if (word := item.data(Qt.ItemDataRole.UserRole))]


def _button(label: str, act: Callable[[], None]) -> QPushButton:
    button = QPushButton(label)
    button.setAutoDefault(False)
    button.clicked.connect(act)
    return button
