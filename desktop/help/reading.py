"""A window that shows a page of the help, with its contents, to search in and to print."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QKeyEvent,
    QPagedPaintDevice,
    QPalette,
    QTextBlock,
    QTextCursor,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop.common.on_screen import resize_on_screen
from desktop.help import words

_CONTENTS_WIDTH = 200
_ABOVE = 8
"""Pixels above a heading that one goes to."""
_DEEPEST = 2
"""Headings up to this level are in the contents."""
_SLUG = re.compile(r"[^\w\- ]")


class ReadingDialog(QDialog):
    """Shows one page of Markdown after the other. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText(words.FIND)
        self.line.setAccessibleName(words.FIND)
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(lambda: self._find(from_start=True))
        self.line.installEventFilter(self)
        self.not_found = QLabel()
        self.not_found.setProperty("muted", True)
        self.contents = QListWidget()
        self.contents.setAccessibleName(words.CONTENTS)
        self.contents.setFixedWidth(_CONTENTS_WIDTH)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.contents.currentItemChanged.connect(self._go_to_item)
        self.contents.itemClicked.connect(self._go_to_item)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        self.text.document().setDocumentMargin(18)
        self.printing = QPushButton(words.PRINT)
        self.printing.clicked.connect(self._print)
        close = QPushButton(words.CLOSE)
        close.clicked.connect(self.reject)
        top, body, bottom = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.line, stretch=1)
        top.addWidget(self.not_found)
        body.addWidget(self.contents)
        body.addWidget(self.text, stretch=1)
        bottom.addStretch()
        for button in (self.printing, close):
            button.setAutoDefault(False)
            bottom.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(10)
        for row in (top, body, bottom):
            column.addLayout(row)
        resize_on_screen(self, 900, 640)

    def show_page(self, title: str, markdown: str) -> None:
        """Show another page from its beginning."""
        self.setWindowTitle(title)
        self.line.clear()
        self.text.setAccessibleName(title)
        self.text.setMarkdown(markdown)
        self._wrap_code()
        border = self.palette().color(QPalette.ColorRole.Mid)
        for frame in self.text.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _quiet(frame, border)
        self.contents.blockSignals(True)
        self.contents.clear()
        for block in self._headings():
            item = QListWidgetItem(f"{'   ' * (block.blockFormat().headingLevel() - 1)}{block.text()}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, block.text())
            item.setData(Qt.ItemDataRole.UserRole, block.position())
            self.contents.addItem(item)
        self.contents.blockSignals(False)
        self.contents.setVisible(self.contents.count() > 1)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.line.setFocus()

    def print_to(self, printer: QPagedPaintDevice) -> None:
        """Print the page."""
        self.text.document().print_(printer)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return in the line: the next place; with Shift the one before. Up and down scroll the page."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._find(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return True
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.text.event(event)
            return True
        return super().eventFilter(watched, event)

    # -- inside

    def _wrap_code(self) -> None:
        block = self.text.document().firstBlock()
        while block.isValid():
            if block.blockFormat().nonBreakableLines():
                wrapped = block.blockFormat()
                wrapped.setNonBreakableLines(False)
                QTextCursor(block).setBlockFormat(wrapped)
            block = block.next()

    def _headings(self) -> list[QTextBlock]:
        found = []
        block = self.text.document().firstBlock()
        while block.isValid():
            if 0 < block.blockFormat().headingLevel() <= _DEEPEST:
                found.append(block)
            block = block.next()
        return found

    def _go_to_item(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._go_to(item.data(Qt.ItemDataRole.UserRole))

    def _go_to(self, position: int) -> None:
        cursor = self.text.textCursor()
        cursor.setPosition(position)
        self.text.setTextCursor(cursor)
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.value() + self.text.cursorRect().top() - _ABOVE)

    def _follow(self, link: QUrl) -> None:
        """Go to a heading of this page, or open an address in the browser."""
        if link.scheme() in ("http", "https"):
            QDesktopServices.openUrl(link)
            return
        for block in self._headings():
            if _SLUG.sub("", block.text().lower()).replace(" ", "-") == link.fragment():
                self._go_to(block.position())

    def _find(self, *, from_start: bool = False, back: bool = False) -> None:
        """Select the next place of what was typed; after the last, the first."""
        typed = self.line.text()
        if from_start or not typed:
            cursor = self.text.textCursor()
            cursor.setPosition(cursor.selectionStart())
            self.text.setTextCursor(cursor)
        flags = self.text.document().FindFlag.FindBackward if back else self.text.document().FindFlag(0)
        found = not typed or self.text.find(typed, flags)
        if not found:
            edge = QTextCursor.MoveOperation.End if back else QTextCursor.MoveOperation.Start
            before = self.text.textCursor()
            self.text.moveCursor(edge)
            found = self.text.find(typed, flags)
            if not found:
                self.text.setTextCursor(before)
        self.not_found.setText("" if found else words.NOT_FOUND)

    def _print(self) -> None:
        printer = QPrinter()
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self.print_to(printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)


def _quiet(table: QTextTable, border: QColor) -> None:
    """Draw a table with thin lines."""
    look = table.format()
    look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBorderBrush(border)
    look.setBorder(1)
    look.setBorderCollapse(True)
    look.setCellPadding(5)
    look.setCellSpacing(0)
    look.setBottomMargin(10)
    table.setFormat(look)
