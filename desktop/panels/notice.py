"""A slim bar above the page for what must be said without interrupting: one sentence, at most two answers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
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
        self._later: tuple[str, tuple[Answer, ...]] | None = None
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

    def tell_later(self, sentence: str, *answers: Answer) -> None:
        """Show ``sentence`` as soon as nothing else is shown; of several such sentences the newest."""
        self._later = sentence, answers
        self._tell_what_waits()

    def _tell_what_waits(self) -> None:
        if self.isHidden() and self._later is not None:
            (sentence, answers), self._later = self._later, None
            self.tell(sentence, *answers)

    def hideEvent(self, event: QHideEvent) -> None:
        """There may be something else to show; not before what hides this has ended, such as an answer."""
        super().hideEvent(event)
        QTimer.singleShot(0, self, self._tell_what_waits)

    def withdraw(self, sentence: str) -> None:
        """Say ``sentence`` no longer, where it is what is said or what waits to be."""
        if self._later is not None and self._later[0] == sentence:
            self._later = None
        if self.words == sentence:
            self.hide()

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(self.hide)
        button.clicked.connect(lambda _checked=False: act())
        return button
