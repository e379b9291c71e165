"""The models dialog: models on this machine, models to download, and details of each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFont
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.errors import InkglowError
from core.models.catalogue import Entry
from core.models.local import FoundModel
from desktop.common import messages
from desktop.common.drops import dropped_file
from desktop.common.on_screen import resize_on_screen
from desktop.common.tasks import Tasks
from desktop.common.translation import tr, worded
from desktop.models import words as model_words
from desktop.models.controller import Models
from desktop.models.downloads import DownloadsController
from desktop.models.page import ModelPage

SIZE = QSize(900, 600)
_LIST_WIDTH = 310


@dataclass(frozen=True)
class OnList:
    """One row: a model on this machine, or one to download, or (neither) a heading."""

    words: str
    found: FoundModel | None = None
    entry: Entry | None = None


def rows(found: Sequence[FoundModel], catalogue: Sequence[Entry]) -> list[OnList]:
    """The list, local models first. A catalogue entry that is already on this machine is listed once, as local."""
    here = {model.path.name for model in found}
    offered = [entry for entry in catalogue if entry.file not in here]
    result = [OnList(messages.MODELS_HERE)]
    result += [OnList(f"{model_words.found_title(m)}\n{model_words.found_line(m)}", found=m) for m in found]
    if offered:
        result.append(OnList(messages.MODELS_TO_DOWNLOAD))
        result += [OnList(f"{worded(entry.title)}\n{model_words.entry_line(entry)}", entry=entry) for entry in offered]
    return result


class ModelsDialog(QDialog):
    """Shows models; :class:`Models` and :class:`DownloadsController` act. Closing stops no download. GUI thread."""

    file_wanted = Signal()
    """The writer wants to choose a file."""

    def __init__(
        self, models: Models, downloads: DownloadsController, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._models, self._downloads, self._tasks = models, downloads, tasks
        self._rows: list[OnList] = []
        self.setWindowTitle(tr("Models"))
        self.setAcceptDrops(True)
        resize_on_screen(self, SIZE.width(), SIZE.height())
        self.list = QListWidget()
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setAccessibleName(tr("Models"))
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.currentRowChanged.connect(lambda _row: self.refresh())
        self.page = ModelPage()
        self.page.use_wanted.connect(self._use)
        self.page.download_wanted.connect(lambda: self._on_entry(downloads.start))
        self.page.pause_wanted.connect(lambda: self._on_entry(downloads.pause))
        self.page.discard_wanted.connect(lambda: self._on_entry(lambda entry: tasks.start(downloads.discard(entry))))
        self._arrange()
        downloads.changed.connect(self._on_download)
        downloads.finished.connect(self._on_finished)
        models.loader.changed.connect(self.refresh)

    def _on_finished(self, _entry: Entry, path: Path) -> None:
        self._tasks.start(self.find_models(path))

    def _arrange(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 18, 20, 16)
        outer.setSpacing(14)
        body = QHBoxLayout()
        body.setSpacing(20)
        body.addWidget(self.list)
        body.addWidget(self.page, stretch=1)
        outer.addLayout(body, stretch=1)
        self.file_button = QPushButton(tr("Use a file…"))
        self.file_button.clicked.connect(self.file_wanted)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.close)
        hint = QLabel(messages.MODELS_HINT)
        hint.setProperty("muted", True)
        bottom = QHBoxLayout()
        bottom.addWidget(self.file_button)
        bottom.addWidget(hint)
        bottom.addStretch()
        bottom.addWidget(close)
        for button in (self.file_button, close):
            button.setAutoDefault(False)
        outer.addLayout(bottom)

    async def find_models(self, select: Path | None = None) -> None:
        """Find models and list them; ``select`` is the file to show first, else the one in use."""
        library = self._models.library
        used = self._models.used_files()
        found = await asyncio.to_thread(library.found, used)
        await self._models.find_gpus()
        try:
            catalogue = await asyncio.to_thread(library.catalogue)
        except InkglowError as error:
            catalogue = ()
            self.page.show_sentence(worded(error))
        before = self._current()
        self._rows = rows(found, catalogue)
        self._fill()
        self._select(select or self._models.file_in_use, before)
        self.refresh()

    def _fill(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for row in self._rows:
            item = QListWidgetItem(row.words)
            if row.found is None and row.entry is None:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                font = QFont(self.font())
                font.setWeight(QFont.Weight.DemiBold)
                item.setFont(font)
            self.list.addItem(item)
        self.list.blockSignals(False)

    def _select(self, path: Path | None, before: OnList | None) -> None:
        wanted = next((i for i, row in enumerate(self._rows) if row.found and row.found.path == path), None)
        if wanted is None and before is not None and before.entry is not None:
            wanted = next((i for i, row in enumerate(self._rows) if row.entry == before.entry), None)
        self.list.setCurrentRow(wanted if wanted is not None else min(1, len(self._rows) - 1))

    def _current(self) -> OnList | None:
        row = self.list.currentRow()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def refresh(self) -> None:
        """Show the selected model in its present state."""
        row = self._current()
        if row is None:
            return
        if row.found is not None:
            in_use = row.found.path == self._models.file_in_use
            self.page.show_found(row.found, self._models.fit(row.found.summary), in_use=in_use)
        elif row.entry is not None:
            state = self._downloads.state(row.entry)
            self.page.show_entry(row.entry, self._models.fit(row.entry), state)

    def _on_download(self, entry_id: str) -> None:
        row = self._current()
        if row is not None and row.entry is not None and row.entry.id == entry_id:
            self.page.show_download(self._downloads.state(row.entry))

    def _on_entry(self, act: Callable[[Entry], object]) -> None:
        row = self._current()
        if row is not None and row.entry is not None:
            act(row.entry)

    def _use(self) -> None:
        row = self._current()
        if row is not None and row.found is not None:
            self._tasks.start(self._models.use(row.found.path))

    # -- Qt's hooks

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A GGUF may be dropped here."""
        path = dropped_file(event.mimeData())
        if path is not None and path.suffix.lower() == ".gguf":
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Use what was dropped."""
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self._tasks.start(self._models.use(path))
