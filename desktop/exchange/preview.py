"""The print preview: one page at a time, as it will be printed."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPdfWriter, QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.exchange.exporting import Ready
from desktop.common.notice import EXCHANGE, Notifier
from desktop.common.on_screen import resize_on_screen
from desktop.common.tasks import Tasks
from desktop.common.translation import tr
from desktop.exchange import words
from desktop.exchange.pages import Pages, page_layout

_RESOLUTION = 300
_ROUND_PAGE = 12


class PageView(QWidget):
    """Paints one page, as large as fits, black on white in every theme."""

    turned = Signal(int)
    """By how many pages to turn."""

    def __init__(self, pages: Pages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self.page = 0
        self.setAccessibleName(words.PREVIEW_TITLE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(240, 320))

    def show_page(self, page: int) -> None:
        """Show another page, counted from 0."""
        self.page = page
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper, and on it the page once it is laid out."""
        paper = self._pages.size
        room = QRectF(self.rect()).adjusted(_ROUND_PAGE, _ROUND_PAGE, -_ROUND_PAGE, -_ROUND_PAGE)
        scale = min(room.width() / paper.width(), room.height() / paper.height())
        place = QRectF(0, 0, paper.width() * scale, paper.height() * scale)
        place.moveCenter(room.center())
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(place, Qt.GlobalColor.white)
        painter.setPen(Qt.GlobalColor.gray)
        painter.drawRect(place)
        if self.page < self._pages.count:
            painter.translate(place.topLeft())
            painter.scale(scale, scale)
            self._pages.paint(painter, self.page)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn pages."""
        if turns := event.angleDelta().y():
            self.turned.emit(-1 if turns > 0 else 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages by the keys that do so elsewhere."""
        steps = {
            Qt.Key.Key_PageDown: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Space: 1,
            Qt.Key.Key_PageUp: -1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Home: -self._pages.count,
            Qt.Key.Key_End: self._pages.count,
        }
        if (step := steps.get(Qt.Key(event.key()))) is not None:
            self.turned.emit(step)
        else:
            super().keyPressEvent(event)


class PreviewDialog(QDialog):
    """Belongs to the GUI thread, inside a running asyncio loop. Call :meth:`lay_out` once."""

    def __init__(self, ready: Ready, tasks: Tasks, notifier: Notifier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.PREVIEW_TITLE)
        self._ready = ready
        self._notifier = notifier
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._device = QPdfWriter(self._buffer)  # measures the pages; nothing is painted on it
        self._device.setResolution(_RESOLUTION)
        self._device.setPageLayout(page_layout())
        self.pages = Pages(ready, self._device)
        self.view = PageView(self.pages)
        self.view.turned.connect(self.turn)
        self.place = QLabel()
        self.earlier = QPushButton(tr("&Previous"))
        self.later = QPushButton(tr("&Next"))
        self.print_button = QPushButton(tr("P&rint…"))
        close = QPushButton(tr("&Close"))
        self.earlier.clicked.connect(lambda: self.turn(-1))
        self.later.clicked.connect(lambda: self.turn(1))
        self.print_button.clicked.connect(lambda: tasks.start(self.print_all()))
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        for widget in (self.earlier, self.later, self.place):
            row.addWidget(widget)
        row.addStretch()
        for button in (self.print_button, close):
            row.addWidget(button)
        for button in (self.earlier, self.later, self.print_button, close):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.addWidget(self.view, stretch=1)
        column.addLayout(row)
        resize_on_screen(self, 640, 720)
        self.view.setFocus()
        self._closed = False
        self.finished.connect(self._end)
        self._sync()

    async def lay_out(self) -> None:
        """Lay out the pages, a chapter at a time, while the window goes on."""
        for _ in self.pages.lay_out():
            if self._closed:
                return
            self._sync()
            self.view.update()
            await asyncio.sleep(0)

    def turn(self, pages: int) -> None:
        """Show an earlier (below 0) or a later page."""
        self.view.show_page(max(0, min(self.pages.count - 1, self.view.page + pages)))
        self._sync()

    async def print_all(self) -> None:
        """Ask for a printer, and print every page on it."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout())
        printer.setDocName(self._ready.content.title)
        if await self._wants_to_print(printer):
            await self.print_on(printer)

    async def print_on(self, printer: QPrinter) -> None:
        """Print every page, each in a turn of the loop."""
        pages = Pages(self._ready, printer)
        for _ in pages.lay_out():
            await asyncio.sleep(0)
        painter = QPainter()
        if not painter.begin(printer):
            self._notifier.tell(words.NOT_PRINTED, about=EXCHANGE)
            return
        first, last = printer.fromPage() or 1, printer.toPage() or pages.count
        try:
            for page in range(first - 1, min(last, pages.count)):
                if page >= first:
                    printer.newPage()
                pages.paint(painter, page)
                await asyncio.sleep(0)
        finally:
            painter.end()
        self._notifier.tell(words.PRINTED, about=EXCHANGE)

    async def _wants_to_print(self, printer: QPrinter) -> bool:
        chosen: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.finished.connect(lambda code: None if chosen.done() else chosen.set_result(code))
        QDialog.open(dialog)
        try:
            return await chosen == QDialog.DialogCode.Accepted
        finally:
            dialog.deleteLater()

    def _sync(self) -> None:
        count = self.pages.count
        self.place.setText(words.page_of(self.view.page + 1, count) if count else "")
        self.earlier.setEnabled(self.view.page > 0)
        self.later.setEnabled(self.view.page + 1 < count)
        self.print_button.setEnabled(count > 0)

    def _end(self) -> None:
        self._closed = True
