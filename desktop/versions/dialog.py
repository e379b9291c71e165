"""The dialog File ▸ Versions…: the versions of a document, and how each differs from the text as it is now."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.errors import FileProblem
from core.files import write_atomically
from core.manuscript.boundaries import as_one_text
from core.versions.version import Cause, Version
from desktop.common.labels import wrapping_label
from desktop.common.on_screen import resize_on_screen
from desktop.common.translation import tr, worded
from desktop.document.words import with_names
from desktop.editor.text_changes import TextChange
from desktop.versions import listing, words
from desktop.versions.listing import Compared, Listed, content
from desktop.versions.parts import VersionParts
from desktop.versions.passages_view import PassagesView

_COMPARED_AFTER_MS = 600
"""Milliseconds after a change of the text until a version is compared with it again."""
_SHOWN = 20_000
"""Characters of a text to show at most, where it is not compared."""


class VersionsDialog(QDialog):
    """Shows versions while the writer goes on writing. GUI thread, inside a running asyncio loop."""

    def __init__(self, parts: VersionParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.TITLE)
        self._parts = parts
        self._newest_list = self._newest_comparison = 0
        self._closed = False
        self.listed: Listed | None = None
        """What the lists show; None until they were read."""
        self.compared: Compared | None = None
        """The comparison shown; None where there is none, or another document's version is shown."""
        self.busy = True
        """Whether something is being read or compared."""
        self.which = QComboBox()
        self.which.setAccessibleName(tr("Documents"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Versions"))
        self.name = QPushButton(tr("&Name…"))
        self.delete = QPushButton(tr("&Delete…"))
        self.thin = QPushButton(tr("&Thin out…"))
        self.thin.setToolTip(words.RULE)
        self.summary = wrapping_label()
        self.text = PassagesView()
        self.earlier = QPushButton(tr("Previous passage"))
        self.later = QPushButton(tr("Next passage"))
        self.restore_passage = QPushButton(tr("&Restore this passage"))
        self.restore_all = QPushButton(tr("Restore &all of it"))
        self.open_copy = QPushButton(tr("&Open as a new text"))
        self.save_copy = QPushButton(tr("&Save as a file…"))
        self.keep = QCheckBox(words.KEEP)
        self.keep.setToolTip(words.WHERE_KEPT)
        self.room = wrapping_label("muted")
        self.note = wrapping_label()
        self.note.hide()
        self._later = QTimer(self, singleShot=True, interval=_COMPARED_AFTER_MS)
        self._later.timeout.connect(self._compare_again)
        self._arrange()
        self._connect()
        self.apply()
        self.refresh()

    def apply(self) -> None:
        """Take colours and font size as they are now."""
        style = self._parts.style()
        self.text.apply(style.theme, style.font_size)

    def refresh(self, key: str | None = None) -> None:
        """Read the versions of the document ``key`` again; of the one shown, else of the open one, where None."""
        self._start(self._refresh(key))

    def done(self, result: int) -> None:
        """Close; what is still being read or done shows nothing any more."""
        self._closed = True
        self._newest_list += 1
        self._newest_comparison += 1
        self._later.stop()
        super().done(result)

    # -- arranging

    def _arrange(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.which)
        left.addWidget(self.list, stretch=1)
        left.addLayout(_row(self.name, self.delete, self.thin))
        left.addWidget(self.room)
        card = QFrame()
        card.setProperty("card", True)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(6, 8, 6, 8)
        inner.addWidget(self.text)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.summary)
        right.addWidget(card, stretch=1)
        right.addLayout(_row(self.earlier, self.later, None, self.restore_passage))
        right.addLayout(_row(None, self.open_copy, self.save_copy, self.restore_all))
        body = QHBoxLayout()
        body.setSpacing(18)
        body.addLayout(left, stretch=2)
        body.addLayout(right, stretch=3)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        bottom = QHBoxLayout()
        bottom.addWidget(self.keep)
        bottom.addStretch()
        bottom.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        column.addLayout(body, stretch=1)
        column.addWidget(self.note)
        column.addLayout(bottom)
        for button, key in ((self.earlier, "Alt+Up"), (self.later, "Alt+Down")):
            button.setShortcut(QKeySequence(key))
            button.setToolTip(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText))
        resize_on_screen(self, 1020, 640)
        self.list.setFocus()  # the arrow keys go from version to version

    def _connect(self) -> None:
        parts = self._parts
        self.which.activated.connect(lambda index: self.refresh(self.which.itemData(index)))
        self.list.currentRowChanged.connect(lambda _: self._compare_again())
        self.name.clicked.connect(lambda: self._start(self._name()))
        self.delete.clicked.connect(lambda: self._start(self._delete()))
        self.thin.clicked.connect(lambda: self._start(self._thin()))
        self.earlier.clicked.connect(lambda: self.text.step(-1))
        self.later.clicked.connect(lambda: self.text.step(1))
        self.text.chosen.connect(lambda _: self._sync())
        self.restore_passage.clicked.connect(lambda: self._start(self._restore_passage()))
        self.restore_all.clicked.connect(lambda: self._start(self._restore_all()))
        self.open_copy.clicked.connect(lambda: self._start(self._open_copy()))
        self.save_copy.clicked.connect(lambda: self._start(self._save_copy()))
        self.keep.setChecked(parts.preferences.value.versions)
        self.keep.toggled.connect(lambda wanted: parts.preferences.change(versions=wanted))
        parts.keeper.changed.connect(self.refresh_later)
        parts.editor.document().contentsChanged.connect(self._later.start)
        parts.session.changed.connect(self.refresh_later)

    def refresh_later(self) -> None:
        """The lists may have changed."""
        if not self._closed:
            self._parts.tasks.start_where_possible(lambda: self._refresh(None))

    # -- reading

    @property
    def version(self) -> Version | None:
        """The version chosen in the list; None once the dialog is closed."""
        row = self.list.currentRow() if not self._closed else -1
        return self.listed.versions[row] if self.listed is not None and 0 <= row < len(self.listed.versions) else None

    async def _refresh(self, key: str | None) -> None:
        if self._closed:
            return
        self._newest_list += 1
        mine = self._newest_list
        open_key = await self._parts.keeper.key()
        was_open = self.listed is None or self.listed.key == self.listed.open_key
        wanted = key or (open_key if was_open or self.listed is None else self.listed.key)
        path = self._parts.session.path
        try:
            listed = await asyncio.to_thread(listing.read, self._parts.store, open_key, wanted, path)
        except FileProblem as problem:
            if mine == self._newest_list:
                self._show_problem(worded(problem))
            return
        if mine == self._newest_list:
            self._show(listed)

    def _show(self, listed: Listed) -> None:
        chosen, before = self.version, self.listed
        self.listed = listed
        was_blocked = self.which.blockSignals(True), self.list.blockSignals(True)
        if before is None or replace(before, versions=()) != replace(listed, versions=()):
            self._fill_documents(listed)
        if before is None or before.versions != listed.versions:
            self._fill_versions(listed.versions)
        numbers = [version.number for version in listed.versions]
        row = numbers.index(chosen.number) if chosen is not None and chosen.number in numbers else 0
        self.list.setCurrentRow(row if numbers else -1)
        self.which.blockSignals(was_blocked[0])
        self.list.blockSignals(was_blocked[1])
        self.room.setText(words.size(self._parts.store.size()))
        if self.version != chosen or self.version is None or self.compared is None:
            self._compare_again()
        else:
            self._sync()

    def _fill_documents(self, listed: Listed) -> None:
        self.which.clear()
        for found in listed.documents:
            is_open = found.key == listed.open_key
            self.which.addItem(words.document(found, is_open=is_open, exists=found.key not in listed.gone), found.key)
        if self.which.findData(listed.open_key) < 0:  # it has no versions yet
            self.which.insertItem(0, words.open_document(self._parts.session.name), listed.open_key)
        self.which.setCurrentIndex(self.which.findData(listed.key))

    def _fill_versions(self, versions: Sequence[Version]) -> None:
        self.list.clear()
        now = datetime.now().astimezone()
        for version, earlier in zip(versions, [*versions[1:], None], strict=False):
            self.list.addItem(QListWidgetItem(words.row(version, earlier, now)))

    def _compare_again(self) -> None:
        if not self._closed:
            self._later.stop()
            self._parts.tasks.start_where_possible(self._compare)

    async def _compare(self) -> None:
        """Compare the version chosen with the text, or show it where it is another document's."""
        if self._closed:
            return
        self._newest_comparison += 1
        mine, version, listed = self._newest_comparison, self.version, self.listed
        before, self.compared = self.compared, None
        is_same = before is not None and version is not None and before.version.number == version.number
        chosen = max(0, self.text.index) if is_same else 0
        if version is None or listed is None:
            self._show_text(words.EMPTY if listed is not None else words.COMPARING)
            self.busy = listed is None
            return
        self.busy = True
        self._sync()
        stamp, present = self._parts.session.stamp, self._parts.editor.text()
        try:
            text = await asyncio.to_thread(self._parts.store.text, version)
            if mine != self._newest_comparison:
                return
            if listed.key != listed.open_key:
                self._show_text("", with_names(text))
            else:
                compared = await asyncio.to_thread(listing.compare, stamp, version, present, text)
                if mine != self._newest_comparison:
                    return
                self._show_compared(compared, chosen)
        except FileProblem as problem:
            if mine == self._newest_comparison:
                self._show_problem(worded(problem))
        self.busy = False
        self._sync()

    def _show_compared(self, compared: Compared, chosen: int) -> None:
        self.compared = compared
        if compared.passages:
            self.summary.setText(words.compared(len(compared.changes), len(compared.passages)))
            self.text.show_passages(compared.passages, chosen)
        else:
            self._show_text(words.SAME, compared.text)

    def _show_text(self, sentence: str, text: str = "") -> None:
        """Show a sentence and a text; of a long one the beginning, because laying it out would hold up the window."""
        is_long = len(text) > _SHOWN
        self.summary.setText(" ".join([sentence, words.BEGINNING]).strip() if is_long else sentence)
        self.text.show_plain(text[:_SHOWN])
        self._sync()

    def _show_problem(self, sentence: str) -> None:
        self.busy = False
        self.compared = None
        self._show_text(sentence)

    def _sync(self) -> None:
        """What can be done now."""
        version, compared, index = self.version, self.compared, self.text.index
        n_shown = len(compared.passages) if compared is not None else 0
        self.summary.setVisible(bool(self.summary.text()))
        for button in (self.name, self.delete, self.open_copy, self.save_copy):
            button.setEnabled(version is not None)
        self.thin.setEnabled(self.listed is not None and bool(self.listed.documents))
        self.earlier.setEnabled(index > 0)
        self.later.setEnabled(0 <= index < n_shown - 1)
        inseparable = compared is not None and index in compared.inseparable
        self.restore_passage.setEnabled(index >= 0 and not self.busy and not inseparable)
        self.restore_passage.setToolTip(words.INSEPARABLE if inseparable else "")
        self.restore_all.setEnabled(bool(n_shown) and not self.busy)

    # -- doing

    def _start(self, work: Coroutine[Any, Any, Any]) -> None:
        self._parts.tasks.start(self._guarded(work))

    async def _guarded(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run ``work``; a problem is said in the dialog."""
        try:
            await work
        except FileProblem as problem:
            self._say(worded(problem))

    def _say(self, sentence: str) -> None:
        if not self._closed:
            self.note.setText(sentence)
            self.note.setVisible(bool(sentence))

    async def _restore_passage(self) -> None:
        if self.compared is not None and self.text.index >= 0:
            await self._restore(self.compared, (self.compared.passages[self.text.index].change,))

    async def _restore_all(self) -> None:
        if self.compared is not None:
            await self._restore(self.compared, self.compared.changes)

    async def _restore(self, compared: Compared, changes: Sequence[TextChange]) -> None:
        """Make ``changes`` in the text as one undo step, once the text as it is now is kept. Raises FileProblem."""
        parts = self._parts
        if parts.session.stamp == compared.stamp:
            await parts.keeper.keep_now(Cause.BEFORE_RESTORE)
        if parts.session.stamp != compared.stamp:
            self._compare_again()
            self._say(words.CHANGED_MEANWHILE)
            return
        parts.editor.change(changes)
        self._say(words.restored(compared.lacking if changes is compared.changes else ()))
        self._compare_again()

    async def _open_copy(self) -> None:
        """Open the version as a text without a file. Raises FileProblem."""
        version = self.version
        if version is not None:
            text = await asyncio.to_thread(self._parts.store.text, version)
            await self._parts.documents.open_text(as_one_text(text), words.copy_name(version))

    async def _save_copy(self) -> None:
        """Write the version to a file that the writer chooses. Raises FileProblem."""
        version, parts = self.version, self._parts
        if version is None:
            return
        folder = parts.session.path.parent if parts.session.path is not None else Path.home()
        path = await parts.questions.save_path(folder / words.file_name(version))
        if path is not None:
            await asyncio.to_thread(lambda: write_atomically(path, content(parts.store, version)))

    async def _name(self) -> None:
        version, parts = self.version, self._parts
        if version is None:
            return
        name = await parts.questions.version_name(version.name)
        if name is not None:
            await parts.keeper.do(lambda: parts.store.name(version.number, name))

    async def _delete(self) -> None:
        version, parts = self.version, self._parts
        if version is not None and await parts.questions.delete_version(
            words.moment(version.at, datetime.now().astimezone())
        ):
            await parts.keeper.do(lambda: parts.store.delete([version.number]))

    async def _thin(self) -> None:
        parts = self._parts
        if await parts.questions.thin_out_versions():
            count = await parts.keeper.do(lambda: parts.store.thin_out(datetime.now().astimezone()))
            self._say(words.thinned(count))


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Buttons in a row; None is the space that is left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        if widget is None:
            row.addStretch()
        else:
            row.addWidget(widget)
            if isinstance(widget, QPushButton):
                widget.setAutoDefault(False)
    row.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    return row
