"""Fits a window's size and place to the screen. Pixels are Qt's (device-independent); all on the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

from desktop.common.on_screen import FRAME, available_area, room_on_screen

THIN_FRAME = QMargins(2, 20, 2, 2)
"""The least a frame takes: a window with this much room around it was placed by the writer and stays as it is."""


def fitted(wanted: QRect, available: QRect) -> QRect:
    """``wanted`` (without its frame), moved into ``available`` as little as possible, and shrunk if it is too large."""
    room = available.marginsRemoved(THIN_FRAME)
    if wanted.width() > room.width() or wanted.height() > room.height():
        room = available.marginsRemoved(FRAME)
    width, height = min(wanted.width(), room.width()), min(wanted.height(), room.height())
    left = min(max(wanted.left(), room.left()), room.right() - width + 1)
    top = min(max(wanted.top(), room.top()), room.bottom() - height + 1)
    return QRect(left, top, width, height)


def place(window: QWidget, width: int, height: int, remembered: str) -> None:
    """Set the size of a window not shown yet, and its place if ``remembered`` (saveGeometry, in base64) has one.

    Otherwise the window manager chooses the place. Either way the window fits on a screen with its frame. Text that is
    no geometry (settings edited by hand) is ignored.
    """
    window.resize(width, height)
    if window.restoreGeometry(QByteArray.fromBase64(remembered.encode())):
        if not window.windowState() & (Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen):
            window.setGeometry(fitted(window.geometry(), available_area(window)))
        return
    window.resize(QSize(width, height).boundedTo(room_on_screen(window)))
