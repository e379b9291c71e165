"""The dialog that asks how to export; where to is asked afterwards."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from core.exchange.exporting import ExportOptions
from core.exchange.formats import Format
from desktop.common.labels import wrapping_label
from desktop.common.on_screen import resize_on_screen
from desktop.common.questions import ExportChoice
from desktop.common.translation import tr, worded
from desktop.exchange import words


class ExportDialog(QDialog):
    """Belongs to the GUI thread. ``shown`` is what it begins with; :attr:`choice` is what the writer has chosen."""

    def __init__(self, shown: ExportChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.EXPORT_TITLE)
        self.format = QComboBox()
        for each in Format:
            self.format.addItem(worded(each.words), each)
        self.format.setCurrentIndex(self.format.findData(shown.wanted))
        self.about = wrapping_label("muted")
        self.title = QLineEdit(shown.options.title)
        self.author = QLineEdit(shown.options.author)
        self.title_page = QCheckBox(words.TITLE_PAGE)
        self.title_page.setChecked(not shown.options.plain)
        form = QFormLayout()
        form.addRow(tr("&Format"), self.format)
        form.addRow("", self.about)
        form.addRow(tr("T&itle"), self.title)
        form.addRow(tr("&Author"), self.author)
        form.addRow("", self.title_page)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go_on = buttons.addButton(tr("&Export…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go_on.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(14)
        column.addLayout(form)
        column.addStretch()
        column.addWidget(buttons)
        self.format.currentIndexChanged.connect(self._describe)
        self._describe()
        resize_on_screen(self, 560, 300)

    @property
    def choice(self) -> ExportChoice:
        """What is chosen now."""
        options = ExportOptions(self.title.text().strip(), self.author.text().strip(), not self.title_page.isChecked())
        return ExportChoice(self.format.currentData(), options)

    def _describe(self) -> None:
        self.about.setText(words.about_format(self.format.currentData()))
