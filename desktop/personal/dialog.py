"""The dialog for an attribute of the writer's own: name, texts, progress and results."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from core.derivation.pairs import FEWEST_PAIRS
from core.errors import InkglowError
from core.personal.own_attribute import LONGEST_NAME, MOST_TEXTS
from desktop.common import messages
from desktop.common.formats import percent
from desktop.common.labels import wrapping_label
from desktop.common.tasks import Tasks
from desktop.common.translation import tr, worded
from desktop.learning.learner import LearningState
from desktop.learning.words import own_stage
from desktop.personal import words as own_words
from desktop.personal.controller import Material, OwnAttributes

Act = Callable[[Coroutine[Any, Any, None]], None]
"""Runs a coroutine, and shows its failure."""
WIDTH = 580
_INDENT = 26


class OwnAttributeDialog(QDialog):
    """Shows :class:`OwnAttributes`. Closing it does not stop learning. GUI thread."""

    def __init__(self, own: OwnAttributes, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own = own
        self._tasks = tasks
        self._problem = ""
        self.setWindowTitle(tr("An attribute of your own"))
        self.words = wrapping_label()
        self.material = MaterialChoice(own, self._act)
        self.time = wrapping_label()
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.stage = wrapping_label("muted")
        self.problem = wrapping_label()
        self.close_button = QPushButton(tr("Close"))
        self.close_button.clicked.connect(self.close)
        self.discard_button = QPushButton(tr("Discard"))
        self.discard_button.clicked.connect(lambda: self._act(own.discard()))
        self.pause_button = QPushButton(tr("Pause"))
        self.pause_button.clicked.connect(own.pause)
        self.start_button = QPushButton(tr("Start"))
        self.start_button.clicked.connect(self._start)
        self.keep_button = QPushButton(tr("Keep it"))
        self.keep_button.clicked.connect(lambda: self._act(own.keep()))
        self._arrange()
        own.changed.connect(self.refresh)
        own.marking.changed.connect(self._on_marks)
        self.refresh()

    def _arrange(self) -> None:
        self.setMinimumWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(14)
        for widget in (self.words, self.material, self.time, self.bar, self.stage, self.problem):
            column.addWidget(widget)
        column.addStretch()
        row = QHBoxLayout()
        row.addWidget(self.discard_button)
        row.addStretch()
        for button in (self.close_button, self.pause_button, self.start_button, self.keep_button):
            row.addWidget(button)
        for button in (self.start_button, self.keep_button):
            button.setProperty("primary", True)
        for button in (self.discard_button, self.close_button, self.pause_button):
            button.setAutoDefault(False)
        column.addSpacing(4)
        column.addLayout(row)

    def showEvent(self, event: QShowEvent) -> None:
        """Focus what goes on, never what discards: a key pressed too many does no harm."""
        super().showEvent(event)
        shown = [each for each in (self.keep_button, self.start_button, self.close_button) if each.isVisibleTo(self)]
        shown[0].setFocus()

    def refresh(self) -> None:
        """Show the present state."""
        now = self._own.now
        state, done = now.state, now.state is LearningState.DONE
        running, paused = state is LearningState.RUNNING, state is LearningState.PAUSED
        self.material.setVisible(self._own.is_open)
        self.material.refresh()
        self.words.setText(self._words())
        self.time.setText(self._time_words())
        self.time.setVisible(bool(self.time.text()))
        self.bar.setVisible(running or (paused and now.fraction > 0))
        self.bar.setValue(round(1000 * now.fraction))
        self.stage.setText(f"{self._stage_words()}  ·  {percent(now.fraction)}" if now.step and not done else "")
        self.stage.setVisible(bool(self.stage.text()))
        self.problem.setText(self._problem or now.problem)
        self.problem.setVisible(bool(self.problem.text()))
        self.start_button.setText(tr("Resume") if paused else tr("Start"))
        self.start_button.setVisible(self._own.is_open or paused)
        self.start_button.setEnabled(state is not LearningState.NOTHING)
        self.pause_button.setVisible(running)
        self.keep_button.setVisible(done)
        self.discard_button.setVisible(paused or done)
        self.close_button.setText(tr("Hide") if running else tr("Decide later") if done else tr("Close"))
        self._fit()

    def _on_marks(self) -> None:
        self.material.refresh()
        if self._own.material is Material.MARKED:
            self._tasks.start(self._own.prepare())

    def _fit(self) -> None:
        """Fit the height to the content: Qt's own size hint assumes a wrong width for wrapped text."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), layout.totalHeightForWidth(max(WIDTH, self.width())))

    def _words(self) -> str:
        now = self._own.now
        if now.state is LearningState.DONE and now.attribute is not None:
            name = now.attribute.name
            return "\n\n".join((own_words.own_result(name), *own_words.own_figures(now.attribute.report)))
        if now.job is not None and now.state is LearningState.PAUSED and not now.fraction:
            return own_words.own_unfinished(now.job.name)
        if now.job is not None and not self._own.is_open:
            return own_words.own_learning(now.job.name)
        return own_words.OWN_WHAT

    def _stage_words(self) -> str:
        job, step = self._own.now.job, self._own.now.step
        texts = job.plan.texts if job is not None else None
        if step is None or texts is None:
            return worded(step.title) if step is not None else ""
        return own_stage(step, of_versions=texts.paired)

    def _time_words(self) -> str:
        now = self._own.now
        match now.state:
            case LearningState.OFFERED if now.seconds_left is not None or self._own.time_unknown:
                return " ".join([messages.learn_time(now.seconds_left, has_begun=False), own_words.OWN_REST])
            case LearningState.OFFERED:
                return messages.LEARN_MEASURING
            case LearningState.PAUSED:
                return tr("Paused.")
            case LearningState.RUNNING if now.seconds_left is not None:
                return tr("Learning, {duration} left.").format(duration=messages.duration(now.seconds_left))
            case LearningState.RUNNING:
                return tr("Learning…")
            case LearningState.DONE:
                return own_words.OWN_DECIDE
        return ""

    def _start(self) -> None:
        if self._own.now.state is LearningState.PAUSED:
            self._own.start()
        else:
            self._act(self._own.begin(self.material.name.text(), self._own.now.job))

    def _act(self, work: Coroutine[Any, Any, None]) -> None:
        """Run ``work``, and show its failure in this dialog, not in the window behind it."""
        self._problem = ""
        self._tasks.start(self._guarded(work))

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except InkglowError as error:
            self._problem = worded(error)
        self.refresh()


class MaterialChoice(QWidget):
    """The name and the texts to learn from, as :class:`OwnAttributes` has them."""

    def __init__(self, own: OwnAttributes, act: Act, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own = own
        self.name = QLineEdit(tr("my voice"))
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName(tr("Name of the attribute"))
        self.marked = QRadioButton(own_words.OWN_MARKED)
        self.marked.clicked.connect(lambda: act(own.choose(Material.MARKED)))
        self.marks = wrapping_label("muted")
        self.versions = QRadioButton(own_words.OWN_VERSIONS)
        self.versions.clicked.connect(lambda: act(own.choose(Material.VERSIONS)))
        self.found = wrapping_label("muted")
        self.before_button, self.before = QPushButton(tr("Before…")), wrapping_label("muted")
        self.before_button.setAccessibleName(tr("Choose the version before your revision"))
        self.before_button.clicked.connect(lambda: act(own.choose_version(later=False)))
        self.after_button, self.after = QPushButton(tr("After…")), wrapping_label("muted")
        self.after_button.setAccessibleName(tr("Choose the version after your revision"))
        self.after_button.clicked.connect(lambda: act(own.choose_version(later=True)))
        self._arrange()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        naming = QHBoxLayout()
        label = QLabel(tr("&Name"))
        label.setBuddy(self.name)
        naming.addWidget(label)
        naming.addWidget(self.name, stretch=1)
        column.addLayout(naming)
        column.addSpacing(9)
        column.addWidget(self.marked)
        column.addLayout(_indented(self.marks))
        column.addSpacing(9)
        column.addWidget(self.versions)
        files = QGridLayout()
        files.setContentsMargins(_INDENT, 0, 0, 0)
        files.setHorizontalSpacing(12)
        for row, (button, words) in enumerate(((self.before_button, self.before), (self.after_button, self.after))):
            button.setAutoDefault(False)
            files.addWidget(button, row, 0)
            files.addWidget(words, row, 1)
        files.setColumnStretch(1, 1)
        column.addLayout(files)
        column.addLayout(_indented(self.found))

    def refresh(self) -> None:
        """Show the present state."""
        own, marks, versions = self._own, self._own.marking.marks, self._own.versions
        of_versions = own.material is Material.VERSIONS
        self.marked.setChecked(not of_versions)
        self.versions.setChecked(of_versions)
        self.marks.setText(own_words.marks_so_far(len(marks.alive), len(marks.flat), marks.missing))
        for words, path in ((self.before, versions.before), (self.after, versions.after)):
            words.setText(_short(path))
        self.found.setText(self._found_words())
        self.found.setVisible(of_versions)

    def _found_words(self) -> str:
        versions = self._own.versions
        if versions.before is None or versions.after is None:
            return own_words.OWN_CHOOSE_BOTH
        if versions.pairs is None:
            return own_words.OWN_COMPARING
        return own_words.revised(len(versions.pairs), FEWEST_PAIRS, MOST_TEXTS)


def _short(path: Path | None) -> str:
    return f"{path.name}  –  {path.parent}" if path is not None else ""


def _indented(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(_INDENT, 0, 0, 0)
    row.addWidget(widget)
    return row
