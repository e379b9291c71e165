"""A dialog that shows how the text in the window differs from its file on disk."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QVBoxLayout, QWidget

from desktop.common import messages
from desktop.common.diff import Segment
from desktop.common.labels import wrapping_label
from desktop.common.on_screen import resize_on_screen
from desktop.common.theme import Theme
from desktop.common.translation import tr
from desktop.rewrite.variant_text import VariantText


@dataclass(frozen=True)
class ReadingStyle:
    """Style of read-only text: colours, and the page's font size in points."""

    theme: Theme
    font_size: float


class DifferencesDialog(QDialog):
    """Shows ``found``: *removed* is only in the window, *added* only in the file. GUI thread."""

    def __init__(
        self, name: str, found: tuple[Segment, ...], style: ReadingStyle, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Compare with {name} on disk").format(name=name))
        self.words = wrapping_label()
        self.words.setText(messages.differences_legend(name) if found else messages.no_differences(name))
        self.text = VariantText()
        self.text.setAccessibleName(tr("Differences"))
        self.text.apply(style.theme, style.font_size)
        self.text.show_changes(found)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)  # which the view scrolls to when it is shown
        card = QFrame()
        card.setProperty("card", True)
        card.setVisible(bool(found))
        inner = QVBoxLayout(card)
        inner.setContentsMargins(18, 14, 6, 14)
        inner.addWidget(self.text)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        column.addWidget(self.words)
        column.addWidget(card, stretch=1)
        column.addWidget(buttons)
        resize_on_screen(self, 720, 520 if found else 140)
