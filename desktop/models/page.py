"""Details of one model in the models dialog: description, memory, licence, and its one action."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.models.catalogue import Entry
from core.models.local import FoundModel
from core.models.memory import Fit
from desktop.common import messages
from desktop.common.formats import gigabytes
from desktop.common.translation import tr, worded
from desktop.models import words as model_words
from desktop.models.downloads import Download

_TITLE_SCALE = 1.35


class ModelPage(QFrame):
    """Shows one model or one sentence; holds no state of its own. GUI thread."""

    use_wanted = Signal()
    download_wanted = Signal()
    pause_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.title = _words()
        font = QFont(self.title.font())
        font.setPointSizeF(font.pointSizeF() * _TITLE_SCALE)
        font.setWeight(QFont.Weight.DemiBold)
        self.title.setFont(font)
        self.good_for = _words()
        self._facts = QFormLayout()
        self._facts.setHorizontalSpacing(18)
        self._facts.setVerticalSpacing(9)
        self._facts.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.memory = _words()
        self.note = _words(muted=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.progress = _words(muted=True)
        self.main_button = QPushButton()
        self.main_button.setProperty("primary", True)
        self.main_button.clicked.connect(self._on_main)
        self.discard_button = QPushButton(messages.DOWNLOAD_DISCARD)
        self.discard_button.clicked.connect(self.discard_wanted)
        self._main = self.use_wanted
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        for widget in (self.title, self.good_for):
            column.addWidget(widget)
        column.addLayout(self._facts)
        column.addWidget(self.note)
        column.addStretch()
        column.addWidget(self.bar)
        column.addWidget(self.progress)
        row = QHBoxLayout()
        row.addStretch()
        for button in (self.discard_button, self.main_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        column.addLayout(row)
        self.show_sentence("")  # until the models have been found

    def show_sentence(self, sentence: str) -> None:
        """Show only a sentence."""
        self._show("", sentence, {})
        self.main_button.hide()
        self.discard_button.hide()
        self._show_progress("", None)

    def show_found(self, model: FoundModel, fit: Fit, *, in_use: bool) -> None:
        """Show a model on this machine."""
        summary = model.summary
        facts = {
            tr("File"): f"{model.path.name}, {gigabytes(summary.n_bytes)}",
            tr("Folder"): str(model.path.parent),
            tr("Model"): model_words.kind(summary),
            tr("Precision"): model_words.precision(summary.quantisation),
            tr("Memory"): worded(fit.sentence),
        }
        self._show(model_words.found_title(model), "", facts)
        self.note.setText(worded(model.unusable))
        self.note.setVisible(bool(model.unusable))
        self._show_progress("", None)
        self._main = self.use_wanted
        self.main_button.setText(tr("In use") if in_use else tr("Use this model"))
        self.main_button.setEnabled(not in_use and not model.unusable)
        self.main_button.show()
        self.discard_button.hide()

    def show_entry(self, entry: Entry, fit: Fit, download: Download) -> None:
        """Show a model to download."""
        facts = {
            tr("Size", "of a file"): tr("about {size}; {later}").format(
                size=gigabytes(entry.estimated_bytes), later=messages.SIZE_LATER
            ),
            tr("Precision"): model_words.precision(entry.quantisation),
            tr("Memory"): worded(fit.sentence),
            tr("Licence"): _link(entry.licence_link, entry.licence),
            tr("Published"): _link(entry.page, entry.repo),
        }
        if entry.gated:
            facts[tr("Access")] = messages.GATED
        self._show(worded(entry.title), worded(entry.good_for), facts)
        self.note.setText(messages.LEARNS_FIRST if entry.attribute is None else "")
        self.note.setVisible(entry.attribute is None)
        self.main_button.show()
        self.show_download(download)

    def show_download(self, download: Download) -> None:
        """Show the state of the download of the entry shown."""
        progress, paused = download.progress, download.paused
        if download.running:
            share = progress.done / max(1, progress.total) if progress is not None else 0.0
            self._show_progress(model_words.progress_words(progress), share)
        elif paused is not None:
            words = model_words.paused_words(paused.done, paused.total)
            self._show_progress(f"{download.problem} {words}".strip(), paused.done / max(1, paused.total))
        else:
            self._show_progress(download.problem, None)
        self._main = self.pause_wanted if download.running else self.download_wanted
        self.main_button.setText(
            tr("Pause") if download.running else tr("Resume") if paused is not None else tr("Download")
        )
        self.main_button.setEnabled(True)
        self.discard_button.setVisible(download.running or paused is not None)

    def _show(self, title: str, good_for: str, facts: dict[str, str]) -> None:
        self.title.setText(title)
        self.good_for.setText(good_for)
        self.good_for.setVisible(bool(good_for))
        while self._facts.rowCount():
            self._facts.removeRow(0)
        for name, words in facts.items():
            label = _words(muted=True)
            label.setText(name)
            label.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
            self._facts.addRow(label, _fact(words))

    def _show_progress(self, words: str, share: float | None) -> None:
        self.bar.setVisible(share is not None)
        self.bar.setValue(round(1000 * (share or 0.0)))
        self.progress.setText(words)
        self.progress.setVisible(bool(words))

    def _on_main(self) -> None:
        self._main.emit()


def _words(*, muted: bool = False) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("muted", muted)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return label


def _fact(words: str) -> QLabel:
    """A label with plain text that can be copied, or with one of our links."""
    label = _words()
    is_link = words.startswith("<a ")
    label.setTextFormat(Qt.TextFormat.RichText if is_link else Qt.TextFormat.PlainText)
    label.setOpenExternalLinks(is_link)
    flags = Qt.TextInteractionFlag.TextSelectableByMouse
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction if is_link else flags)
    label.setText(words)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return label


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address, quote=True)}">{escape(words)}</a>'
