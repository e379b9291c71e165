"""The windows about Inkglow itself: what it is made of, and how to report a problem."""

from __future__ import annotations

import asyncio
import platform
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.components import Component, components, licence_text
from core.engine.protocol import ModelInfo
from core.models.gpus import gpu_backends
from desktop.common.labels import wrapping_label
from desktop.common.on_screen import resize_on_screen
from desktop.common.tasks import Tasks
from desktop.common.translation import tr, worded
from desktop.help import words

Facts = Sequence[tuple[str, str]]
"""What is running here: names and values."""


def facts(model: ModelInfo | None) -> Facts:
    """The versions of what decides how Inkglow behaves, the model, and the system."""
    found = [
        ("Inkglow", version("inkglow")),
        (tr("Model"), model.name if model is not None else words.NO_MODEL),
        (tr("Computes with"), f"llama.cpp (llama-cpp-python {version('llama-cpp-python')})"),
        (tr("Computes on"), _computes_on(model)),
        (tr("Window"), f"Qt {qVersion()}, PySide6 {version('PySide6-Essentials')}"),
        ("Python", platform.python_version()),
        (tr("System"), f"{platform.system()} {platform.release()}, {platform.machine()}"),
    ]
    if model is not None and model.notice:
        found.insert(2, (tr("Note", "about the model"), worded(model.notice)))
    return found


def _computes_on(model: ModelInfo | None) -> str:
    """What llama.cpp was built for, and where this model is computed."""
    cards = " / ".join(gpu_backends())
    if not cards:
        return tr("the processor; this build of Inkglow uses no graphics card")
    if model is None:
        return tr("the processor, and graphics cards with {cards}").format(cards=cards)
    if model.n_gpu_layers == 0:
        return tr("the processor; this model uses no graphics card, though {cards} could").format(cards=cards)
    if model.n_gpu_layers > model.n_layer:
        return tr("the graphics card, with {cards}").format(cards=cards)
    return tr("the graphics card with {cards} for {n} of {of} layers, the processor for the others").format(
        cards=cards, n=model.n_gpu_layers, of=model.n_layer
    )


class AboutDialog(QDialog):
    """Belongs to the GUI thread, inside a running asyncio loop. The packages are read in a thread."""

    def __init__(self, known: Facts, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.ABOUT_TITLE)
        self._tasks = tasks
        self._newest: Component | None = None
        what, made_of = wrapping_label(), wrapping_label("muted")
        what.setText(words.ABOUT)
        made_of.setText(words.MADE_OF)
        self.list = QTreeWidget()
        self.list.setHeaderLabels(list(words.COLUMNS))
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName(made_of.text())
        self.list.currentItemChanged.connect(self._on_chosen)
        self.text = QPlainTextEdit(words.LOOKING)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(words.COLUMNS[2])
        close = QPushButton(words.CLOSE)
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        column.addWidget(what)
        column.addLayout(_form(known))
        column.addWidget(made_of)
        column.addWidget(self.list, stretch=3)
        column.addWidget(self.text, stretch=4)
        column.addLayout(row)
        resize_on_screen(self, 680, 660)
        self._is_closed = False
        self.finished.connect(self._on_finished)
        tasks.start(self._fill())

    def _on_finished(self) -> None:
        self._is_closed, self._newest = True, None

    async def _fill(self) -> None:
        found = await asyncio.to_thread(components)
        if self._is_closed:
            return
        for component in found:
            item = QTreeWidgetItem([component.name, component.version, component.licence or words.NOTHING_STATED])
            item.setToolTip(2, component.licence)
            item.setData(0, Qt.ItemDataRole.UserRole, component)
            self.list.addTopLevelItem(item)
        for column in (0, 1):
            self.list.resizeColumnToContents(column)
        if (first := self.list.topLevelItem(0)) is not None:
            self.list.setCurrentItem(first)

    def _on_chosen(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self._newest = item.data(0, Qt.ItemDataRole.UserRole)
            self._tasks.start(self._show(self._newest))

    async def _show(self, component: Component) -> None:
        text = await asyncio.to_thread(licence_text, component)
        if component is self._newest:
            licence = component.licence or words.NOTHING_STATED
            self.text.setPlainText(text or words.NO_LICENCE_TEXT.format(licence=licence))


class ReportDialog(QDialog):
    """Says what to send, and opens the folder of the log; sends nothing. GUI thread."""

    def __init__(
        self, known: Facts, log: Path, open_folder: Callable[[Path], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.REPORT_TITLE)
        self._log, self._open_folder = log, open_folder
        self.facts = QPlainTextEdit("\n".join(f"{name}: {value}" for name, value in known))
        self.facts.setReadOnly(True)
        self.facts.setAccessibleName(words.REPORT_FACTS)
        self.state = wrapping_label("muted")
        self.state.setText(str(log))
        self.state.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.open_button, self.copy_button = QPushButton(words.OPEN_LOG), QPushButton(words.COPY_FACTS)
        self.open_button.clicked.connect(self._open)
        self.copy_button.clicked.connect(self._copy)
        close = QPushButton(words.CLOSE)
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        for widget in (_said(words.REPORT), _said(words.REPORT_LOG), self.state, _said(words.REPORT_FACTS), self.facts):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.open_button)
        row.addWidget(self.copy_button)
        row.addStretch()
        row.addWidget(close)
        column.addLayout(row)
        resize_on_screen(self, 580, 420)

    def _open(self) -> None:
        if not self._open_folder(self._log.parent):
            self.state.setText(words.CANNOT_OPEN.format(folder=self._log.parent))

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.facts.toPlainText())
        self.copy_button.setText(words.COPIED)


def _said(sentence: str) -> QLabel:
    label = wrapping_label()
    label.setText(sentence)
    return label


def _form(known: Facts) -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(18)
    for name, value in known:
        label, shown = QLabel(name), wrapping_label()
        label.setProperty("muted", True)
        shown.setText(value)
        form.addRow(label, shown)
    return form
