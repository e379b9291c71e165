"""A slim bar above the page for what must be said without interrupting: one sentence, at most two answers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

Answer = tuple[str, Callable[[], object]]
"""Words of a button, and what it does."""


class NoticeBar(QFrame):
    """Shows the newest notice; closing it, or answering, makes it go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAccessibleName("Notice")
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._buttons: list[QPushButton] = []
        close = QToolButton()
        close.setText("×")
        close.setAccessibleName("Close the notice")
        close.clicked.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 6, 10, 6)
        self._row.setSpacing(8)
        self._row.addWidget(self._words, stretch=1)
        self._row.addWidget(close)
        self.hide()

    @property
    def words(self) -> str:
        """The sentence shown; empty while hidden."""
        return self._words.text() if not self.isHidden() else ""

    def tell(self, sentence: str, *answers: Answer) -> None:
        """Show ``sentence`` with a button for each answer."""
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(words, act) for words, act in answers]
        for index, button in enumerate(self._buttons):
            self._row.insertWidget(1 + index, button)
        self._words.setText(sentence)
        self.show()

    def withdraw(self, sentence: str) -> None:
        """Say ``sentence`` no longer, where it is what is said."""
        if self.words == sentence:
            self.hide()

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(self.hide)
        button.clicked.connect(lambda _checked=False: act())
        return button
