"""The table of chapters: in the order of the text, and in no other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.score.chapters import ChapterFigures
from desktop.common.formats import grouped
from desktop.common.labels import wrapping_label
from desktop.common.on_screen import resize_on_screen
from desktop.common.translation import worded
from desktop.curve import words

_NARROWEST = 72
"""Pixels of a column."""


class ChaptersDialog(QDialog):
    """Shows figures that were computed elsewhere. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = QTableWidget(0, len(words.HEADINGS))
        self.table.setAccessibleName(words.CHAPTERS_TITLE)
        self.table.setHorizontalHeaderLabels(words.HEADINGS)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAlternatingRowColors(True)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(_NARROWEST)
        header.setSectionsClickable(False)
        self.note = wrapping_label()
        self.how = wrapping_label("muted")
        self.save = QPushButton(words.SAVE)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.save, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.table, stretch=1)
        column.addWidget(self.note)
        column.addWidget(self.how)
        column.addWidget(buttons)
        resize_on_screen(self, 820, 460)

    def show_figures(self, name: str, figures: Sequence[ChapterFigures], unread: int, *, published: bool) -> None:
        """Show the figures of the text ``name``, ``unread`` paragraphs of which are missing in them."""
        self.setWindowTitle(f"{words.CHAPTERS_TITLE} – {name}")
        self.how.setText(words.how(published))
        note = "" if figures else words.NO_TEXT
        self.note.setText(words.unread(unread) if unread else note)
        self.note.setVisible(bool(self.note.text()))
        self.table.setRowCount(len(figures))
        for row, each in enumerate(figures):
            shares = [words.share(share) if each.compared else words.NONE for share in each.shares]
            cells = [worded(each.title), grouped(each.words), *shares, words.median(each.median)]
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words.HEADINGS[column]}: {text}")
                self.table.setItem(row, column, item)
