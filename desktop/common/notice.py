"""Notices that must not interrupt: one sentence and at most three buttons, in a slim bar above the page.

Who has something to tell the writer is handed a :class:`Notifier`; in the window that is :class:`NoticeBar`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from desktop.common.translation import tr, worded

Answer = tuple[str, Callable[[], object]]
"""A button's label, and the function it calls."""
LEARNING = "learning"
"""Subject of the offer to resume learning."""
COLOURS = "colours"
"""Subject of what is said about the glow at the first start, and not while only the text is shown."""
DOCUMENT = "document"
"""Subject of a notice that is valid until the document is saved or read again, or another one is opened."""
OUTSIDE = "outside change"
"""Subject of the notice that other programs have changed the document, valid until that is settled."""
CURSOR = "cursor"
"""Subject of a notice that is valid until the cursor moves."""
EXCHANGE = "exchange"
"""Subject of a notice about an import or export."""
SILENCE = "model's process"
"""Subject of the notice that the model does not answer, valid until it does or its process has ended."""
MODEL = "model"
"""Subject of a notice that is valid until a model is ready."""


class Notifier(Protocol):
    """Shows notices to the writer. GUI thread."""

    def tell(self, sentence: str, *answers: Answer, about: str = "") -> None:
        """Show ``sentence`` with a button for each answer; ``about`` is a name for :meth:`withdraw_about`."""
        ...

    def tell_later(self, sentence: str, *answers: Answer, about: str) -> None:
        """Like :meth:`tell`, but waits until no other notice is shown."""
        ...

    def withdraw_about(self, about: str) -> None:
        """Close the notice about that subject, and drop those that wait."""
        ...


@dataclass(frozen=True)
class _Notice:
    sentence: str
    answers: tuple[Answer, ...]
    about: str


class NoticeBar(QFrame):
    """Shows the newest notice until it is closed or answered, or until its subject (``about``) is settled.

    A notice that has a subject and answers is not lost when a newer one covers it: it is shown again afterwards.
    """

    told = Signal(str)
    """The sentence that is shown now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAccessibleName(tr("Notice"))
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._buttons: list[QPushButton] = []
        self._shown: _Notice | None = None
        self._waiting: list[_Notice] = []
        close = QToolButton()
        close.setText("×")
        close.setAccessibleName(tr("Close the notice"))
        close.clicked.connect(self.end)
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
        self._show(_Notice(worded(sentence), answers, about))

    def tell_later(self, sentence: str, *answers: Answer, about: str) -> None:
        """Like :meth:`tell`, but waits until no other notice is shown."""
        notice = _Notice(worded(sentence), answers, about)
        if self._shown is None:
            self._show(notice)
        else:
            self._waiting = [notice, *(each for each in self._waiting if each.about != about)]

    def withdraw_about(self, about: str) -> None:
        """Close the notice about that subject, and drop those that wait."""
        self._waiting = [each for each in self._waiting if each.about != about]
        if self._shown is not None and self._shown.about == about:
            self.end()

    def end(self) -> None:
        """Close the notice shown; the newest of those that wait is shown again."""
        self._shown = None
        if self._waiting:
            self._show(self._waiting.pop())
        else:
            self.hide()

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
        self.told.emit(notice.sentence)

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys where they were: in the text
        button.clicked.connect(self.end)
        button.clicked.connect(lambda _checked=False: act())
        return button
