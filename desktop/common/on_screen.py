"""Sizes of windows that fit on the screen. Pixels are Qt's (device-independent); all on the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

FRAME = QMargins(4, 40, 4, 8)
"""Room left for the title bar and the borders: their size is not known before the window is shown."""


def available_area(window: QWidget) -> QRect:
    """What the desktop leaves to windows of the screen that ``window`` is on."""
    screen = QGuiApplication.screenAt(window.geometry().center()) or window.screen()
    return screen.availableGeometry()


def room_on_screen(window: QWidget) -> QSize:
    """The largest size with which a window and its frame fit on the screen of ``window``."""
    return available_area(window).marginsRemoved(FRAME).size()


def resize_on_screen(dialog: QWidget, width: int, height: int) -> None:
    """Give a dialog this size, or less where the screen of its parent has not as much room."""
    dialog.resize(QSize(width, height).boundedTo(room_on_screen(dialog.parentWidget() or dialog)))
