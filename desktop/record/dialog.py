"""The dialog that shows what the model wrote in the open document."""

from __future__ import annotations

import asyncio
from html import escape

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from core.files import write_atomically
from core.record import wording
from core.record.report import DocumentReport
from desktop.common.labels import wrapping_label
from desktop.common.on_screen import resize_on_screen
from desktop.common.questions import Questions
from desktop.common.tasks import Tasks
from desktop.common.translation import tr, worded
from desktop.record import words
from desktop.record.recorder import Recorder


class RecordDialog(QDialog):
    """Shows the report, and makes it again when the record changes. GUI thread, inside a running asyncio loop."""

    def __init__(self, recorder: Recorder, questions: Questions, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.TITLE)
        self._recorder = recorder
        self._questions = questions
        self._tasks = tasks
        self._newest = 0
        self.report: DocumentReport | None = None
        """The report shown; None until it has been made."""
        self.summary = wrapping_label()
        self.text = QTextBrowser()
        self.text.setAccessibleName(words.TITLE)
        self.text.setOpenLinks(False)
        self.note = wrapping_label("muted")
        self.copy = QPushButton(tr("&Copy the paragraph"))
        self.save = QPushButton(tr("&Save the report…"))
        self.delete = QPushButton(tr("&Delete the record…"))
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(lambda: tasks.start(self._save()))
        self.delete.clicked.connect(lambda: tasks.start(self._delete()))
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        row = QHBoxLayout()
        for button in (self.copy, self.save, self.delete):
            button.setAutoDefault(False)
            button.setEnabled(False)
            row.addWidget(button)
        row.addStretch()
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        for widget in (self.summary, self.text, self.note):
            column.addWidget(widget, stretch=1 if widget is self.text else 0)
        column.addStretch()  # below the words while there is no text
        column.addLayout(row)
        resize_on_screen(self, 820, 520)
        recorder.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Make the report again."""
        self._newest += 1
        self._tasks.start(self._refresh(self._newest))

    async def _refresh(self, mine: int) -> None:
        report = await self._recorder.report()
        if mine == self._newest:
            self._show(report)

    def _show(self, report: DocumentReport) -> None:
        self.report = report
        has_any = bool(report.passages)
        self.summary.setText(worded(wording.summary(report)) if has_any else words.EMPTY)
        self.text.setHtml(_html(report) if has_any else "")
        self.text.setVisible(has_any)
        notes = (
            ([worded(wording.LIMITS)] if has_any else [])
            + [words.WHERE]
            + ([] if self._recorder.enabled else [words.OFF])
        )
        self.note.setText(" ".join(notes))
        for button in (self.copy, self.save, self.delete):
            button.setEnabled(has_any)

    def _copy(self) -> None:
        if self.report is not None:
            QApplication.clipboard().setText(worded(wording.statement(self.report)))
            self.note.setText(words.COPIED)

    async def _save(self) -> None:
        """Write the report as Markdown to a file that the writer chooses. Raises FileProblem."""
        report = self.report
        if report is None:
            return
        folder = self._recorder.folder_of_document
        path = await self._questions.save_path(folder / words.report_name(report.name))
        if path is not None:
            await asyncio.to_thread(write_atomically, path, wording.markdown(report).encode("utf-8", "surrogatepass"))

    async def _delete(self) -> None:
        if await self._questions.delete_record(self._recorder.name):
            await self._recorder.delete()


class RecordDialogs(QObject):
    """Opens the dialog, at most once, on the window that ``widget`` is in. GUI thread."""

    def __init__(
        self,
        recorder: Recorder,
        questions: Questions,
        tasks: Tasks,
        widget: QWidget,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.recorder = recorder
        self._questions = questions
        self._tasks = tasks
        self._widget = widget
        self.dialog: RecordDialog | None = None
        """The dialog while it is open."""

    def show(self) -> None:
        """Show what the model wrote in the open document."""
        if self.dialog is None:
            self.dialog = RecordDialog(self.recorder, self._questions, self._tasks, self._widget.window())
            self.dialog.finished.connect(self._forget)
        else:
            self.dialog.refresh()
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None


def _html(report: DocumentReport) -> str:
    head = "".join(f"<th align='left'>{escape(worded(each))}</th>" for each in wording.COLUMNS)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(worded(cell))}</td>' for cell in wording.cells(each))}</tr>"
        for each in report.passages
    )
    return (
        f"<h4>{escape(words.FOR_PUBLISHER)}</h4><p>{escape(worded(wording.statement(report)))}</p>"
        f"<table style='margin-top: 14px' cellspacing='0' cellpadding='5' width='100%'><tr>{head}</tr>{rows}</table>"
    )
