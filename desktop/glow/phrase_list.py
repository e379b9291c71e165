"""A list of phrases: pointing at one, or moving the focus to it, asks for it to be highlighted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.score.phrases import Phrase
from desktop.common.translation import tr


class PhraseLine(QLabel):
    """One phrase. It takes the focus by Tab and by a click."""

    pointed_at = Signal(bool)
    """The pointer or the focus has come (True) or gone."""
    focused = Signal()

    def __init__(self, words: str, says: str, parent: QWidget | None = None) -> None:
        """``says`` is the sentence about it, for the tooltip and for screen readers."""
        super().__init__(words, parent)
        self.setProperty("phrase", True)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(says)
        self.setAccessibleName(says)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer has come."""
        super().enterEvent(event)
        self.pointed_at.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has gone; with the focus it stays highlighted."""
        super().leaveEvent(event)
        self.pointed_at.emit(self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The focus has come."""
        super().focusInEvent(event)
        self.pointed_at.emit(True)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The focus has gone."""
        super().focusOutEvent(event)
        self.pointed_at.emit(self.underMouse())


class PhraseList(QWidget):
    """A heading, a sentence, and the phrases; hidden while there are none. GUI thread."""

    pointed_at = Signal(object)
    """The Phrase to highlight, or None."""
    focused = Signal()
    """The focus has come to the phrase that was pointed at last."""

    def __init__(self, heading: str, sentence: str, says: Callable[[str], str], parent: QWidget | None = None) -> None:
        """``says`` makes the sentence about one phrase from its words."""
        super().__init__(parent)
        self._says = says
        self._shown: tuple[tuple[Phrase, str], ...] = ()
        self.lines: list[PhraseLine] = []
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for words, role in ((heading, "heading"), (sentence, "muted")):
            label = QLabel(words)
            label.setWordWrap(True)
            label.setProperty(role, True)
            column.addWidget(label)
        self.hide()

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the phrases shown, in order."""
        return tuple(words for _, words in self._shown)

    def show_phrases(self, phrases: Sequence[Phrase], text: str) -> None:
        """Show ``phrases`` of ``text``, in that order."""
        wanted = tuple((phrase, " ".join(phrase.of(text).split())) for phrase in phrases)
        if wanted == self._shown:
            return
        focused = next((shown for shown, line in zip(self._shown, self.lines, strict=True) if line.hasFocus()), None)
        self._shown = wanted
        for line in self.lines:
            self._column.removeWidget(line)
            line.deleteLater()
        if self.lines:
            self.pointed_at.emit(None)
        self.lines = []
        for phrase, words in wanted:
            line = PhraseLine(tr("“{words}”").format(words=words), self._says(words))
            line.pointed_at.connect(lambda is_there, phrase=phrase: self.pointed_at.emit(phrase if is_there else None))
            line.focused.connect(self.focused)
            self._column.addWidget(line)
            self.lines.append(line)
        if focused is not None and self.lines:
            self.lines[wanted.index(focused) if focused in wanted else 0].setFocus()
        self.setVisible(bool(wanted))
