"""A slim bar above the page for what must be said without interrupting: one sentence, at most three answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

Answer = tuple[str, Callable[[], object]]
"""Words of a button, and what it does."""
LEARNING = "learning"
"""What the offer to go on with learning is about."""
DOCUMENT = "document"
"""What a notice is about that holds until the document is saved or read again, or another one is opened."""

CURSOR = "cursor"
"""Holds until the cursor is moved."""
MODEL = "model"
"""Holds until a model is ready."""


@dataclass(frozen=True)
class _Notice:
    sentence: str
    answers: tuple[Answer, ...]
    about: str


class NoticeBar(QFrame):
    """Shows the newest notice until it is closed or answered, or what it is about is over.

    A notice that is about something and has answers is not lost when another is told over it: it comes back after it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAccessibleName("Notice")
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._buttons: list[QPushButton] = []
        self._shown: _Notice | None = None
        self._waiting: list[_Notice] = []
        close = QToolButton()
        close.setText("×")
        close.setAccessibleName("Close the notice")
        close.clicked.connect(self._end)
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

    def tell(self, sentence: str, *answers: Answer, about: str = "") -> None:
        """Show ``sentence`` with a button for each answer; ``about`` is a name for :meth:`withdraw_about`."""
        before = self._shown
        if before is not None and before.about and before.answers:
            self._waiting.append(before)
        self._waiting = [each for each in self._waiting if each.about != about]
        self._show(_Notice(sentence, answers, about))

    def tell_later(self, sentence: str, *answers: Answer, about: str) -> None:
        """The same once nothing else is said; it may wait behind what the writer has to know first."""
        notice = _Notice(sentence, answers, about)
        if self._shown is None:
            self._show(notice)
        else:
            self._waiting = [notice, *(each for each in self._waiting if each.about != about)]

    def withdraw(self, sentence: str) -> None:
        """Say ``sentence`` no longer, where it is what is said."""
        if self.words == sentence:
            self._end()

    def withdraw_about(self, about: str) -> None:
        """What was said about that is over."""
        self._waiting = [each for each in self._waiting if each.about != about]
        if self._shown is not None and self._shown.about == about:
            self._end()

    def _show(self, notice: _Notice) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(words, act) for words, act in notice.answers]
        for index, button in enumerate(self._buttons):
            self._row.insertWidget(1 + index, button)
        self._words.setText(notice.sentence)
        self._shown = notice
        self.show()

    def _end(self) -> None:
        """The notice shown goes; the newest of those that wait comes back."""
        self._shown = None
        if self._waiting:
            self._show(self._waiting.pop())
        else:
            self.hide()

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(self._end)
        button.clicked.connect(lambda _checked=False: act())
        return button
