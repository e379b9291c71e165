"""A small box over the page, in which one note is written."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.notes import words

WIDTH, HEIGHT = 300, 168
"""Pixels."""


class NoteBox(QFrame):
    """Shown while a note is written. GUI thread."""

    saved = Signal(str)
    """The words that the note is to have; "" removes it."""
    left = Signal()
    """The note is to stay as it was."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self.setProperty("card", True)
        self.setFixedSize(WIDTH, HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFont(QApplication.font())  # not the page's, which it lies on
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(words.TITLE)
        self.text.setTabChangesFocus(True)
        self.text.installEventFilter(self)
        hint = QLabel(words.HINT)
        hint.setProperty("muted", True)
        hint.setWordWrap(True)
        self.save = QPushButton(words.SAVE)
        self.remove = QPushButton(words.REMOVE)
        self.save.clicked.connect(self._save)
        self.remove.clicked.connect(lambda: self.saved.emit(""))
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.remove)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.text, stretch=1)
        column.addWidget(hint)
        column.addLayout(row)
        self.hide()

    def place(self, left: int, top: int) -> None:
        """Move its corner there, in the parent's pixels, or as near as all of it is inside the parent."""
        room = self._page.size() - self.size()
        self.move(max(0, min(left, room.width() - 16)), max(4, min(top, room.height() - 4)))

    def write(self, text: str, *, is_new: bool) -> None:
        """Show the box with these words, and let the keys go to them."""
        self.text.setPlainText(text)
        self.remove.setVisible(not is_new)
        self.show()
        self._page.installEventFilter(self)  # until it is hidden: keys of the page pass no filter
        self.raise_()
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        self.text.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return saves; with Shift it begins a line. The box stays inside its parent when that gets smaller."""
        if watched is self._page:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self.place(self.x(), self.y())
            return False
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:  # or the rewrite's card would take it
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_return and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._save()
                return True
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt's hook."""
        self._page.removeEventFilter(self)
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the note as it was."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _save(self) -> None:
        self.saved.emit(self.text.toPlainText())
