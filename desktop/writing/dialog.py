"""The dialog with counts, goals and the last days. GUI thread, inside a running asyncio loop."""

from __future__ import annotations

import asyncio
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.errors import FileProblem
from core.manuscript.boundaries import without_boundaries
from core.manuscript.statistics import count_words
from core.writing.log import Words
from desktop.common.formats import grouped
from desktop.common.labels import wrapping_label
from desktop.common.preferences import Preferences
from desktop.common.tasks import Tasks
from desktop.common.translation import worded
from desktop.editor.passages import selected_text
from desktop.editor.text_edit import ManuscriptEditor
from desktop.editor.word_count import WordCount
from desktop.writing import words
from desktop.writing.chart import DaysChart
from desktop.writing.tally import Tally

_CALM_MS = 200
_PARTS = (words.SELECTION, words.SCENE, words.CHAPTER, words.WHOLE)


class WordsDialog(QDialog):
    """Stays open beside the text, and follows it."""

    def __init__(
        self,
        editor: ManuscriptEditor,
        count: WordCount,
        tally: Tally,
        preferences: Preferences,
        tasks: Tasks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor, self._count, self._tally = editor, count, tally
        self._preferences, self._tasks = preferences, tasks
        self._newest = 0
        self.setWindowTitle(words.TITLE)
        self.figures = {part: (QLabel(), QLabel()) for part in _PARTS}
        """Words and reading time of each part of the text."""
        wanted = preferences.value
        self.speed = _spin(50, 1000, 10, wanted.reading_speed, words.READING_SPEED)
        self.today, self.session = QLabel(), QLabel()
        self.daily_goal = _spin(0, 100_000, 50, wanted.daily_goal, words.DAILY_GOAL)
        self.session_goal = _spin(0, 100_000, 50, wanted.session_goal, words.SESSION_GOAL)
        for goal in (self.daily_goal, self.session_goal):
            goal.setSpecialValueText(words.NO_GOAL)
        self.whose = QComboBox()
        self.whose.addItems([words.ALL_TEXTS, words.THIS_TEXT])
        self.whose.setAccessibleName(words.OF_WHICH)
        self.chart = DaysChart()
        self.summary = wrapping_label()
        self.how = wrapping_label("muted")
        self._arrange()
        self.speed.valueChanged.connect(lambda value: preferences.change(reading_speed=value))
        self.daily_goal.valueChanged.connect(lambda value: preferences.change(daily_goal=value))
        self.session_goal.valueChanged.connect(lambda value: preferences.change(session_goal=value))
        self._later = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._later.timeout.connect(self.refresh)
        self.whose.currentIndexChanged.connect(self.refresh)
        for signal in (editor.caret_moved, editor.selectionChanged, editor.paragraphs_changed):
            signal.connect(self._refresh_later)
        tally.changed.connect(self._refresh_later)
        preferences.changed.connect(self._take_preferences)
        self.refresh()

    def refresh(self) -> None:
        """Show the present figures; what has to be read or counted at length follows."""
        editor, count = self._editor, self._count
        self._show(words.SCENE, count.words_in(editor.scene_ids()))
        self._show(words.CHAPTER, count.words_in(editor.chapter_ids(editor.current_id())))
        self._show(words.WHOLE, count.total)
        today = self._tally.today
        self.today.setText(words.words(today.written))
        self.session.setText(words.words(self._tally.session.written))
        self.how.setText(words.how_counted(today.brought))
        self._newest += 1
        self._tasks.start_where_possible(lambda: self._refresh(self._newest))

    # -- inside

    def _fit(self) -> None:
        """Give wrapped sentences the lines that they need: a layout's least height does not count these."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _arrange(self) -> None:
        counts = QGridLayout()
        for column, heading in enumerate((words.WORDS, words.READING_TIME), start=1):
            counts.addWidget(_muted(heading), 0, column, Qt.AlignmentFlag.AlignRight)
        for row, (part, figures) in enumerate(self.figures.items(), start=1):
            counts.addWidget(QLabel(part), row, 0)
            for column, label in enumerate(figures, start=1):
                counts.addWidget(label, row, column, Qt.AlignmentFlag.AlignRight)
        counts.setColumnStretch(0, 1)
        counts.setHorizontalSpacing(28)
        speed = QHBoxLayout()
        speed.addWidget(_buddy(words.READING_SPEED, self.speed))
        speed.addWidget(self.speed)
        speed.addStretch()
        goals = QGridLayout()
        rows = ((words.TODAY, self.today, self.daily_goal), (words.SESSION, self.session, self.session_goal))
        for row, (name, figure, goal) in enumerate(rows):
            goals.addWidget(_buddy(name, goal), row, 0)
            goals.addWidget(figure, row, 1, Qt.AlignmentFlag.AlignRight)
            goals.addWidget(_muted(words.GOAL), row, 2, Qt.AlignmentFlag.AlignRight)
            goals.addWidget(goal, row, 3)
        goals.setColumnStretch(1, 1)
        days = QHBoxLayout()
        days.addWidget(_muted(words.LAST_DAYS))
        days.addStretch()
        days.addWidget(self.whose)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        everything = QVBoxLayout(self)
        everything.setContentsMargins(24, 18, 24, 18)
        everything.setSpacing(12)
        for layout in (counts, speed, goals):
            everything.addLayout(layout)
        everything.addWidget(self.how)
        everything.addLayout(days)
        for widget in (self.chart, self.summary, close):
            everything.addWidget(widget)
        self.setMinimumWidth(460)

    def _take_preferences(self) -> None:
        """They can be changed in the settings too."""
        wanted = self._preferences.value
        self.speed.setValue(wanted.reading_speed)
        self.daily_goal.setValue(wanted.daily_goal)
        self.session_goal.setValue(wanted.session_goal)
        self._refresh_later()

    def _refresh_later(self, *_: object) -> None:
        if self.isVisible() and not self._later.isActive():
            self._later.start()

    async def _refresh(self, mine: int) -> None:
        selected = without_boundaries(selected_text(self._editor.textCursor()))
        n_selected = await asyncio.to_thread(count_words, selected)
        days: dict[date, Words] | None = None
        try:
            days = await self._tally.days(of_this_text=self.whose.currentIndex() == 1)
            problem = ""
        except FileProblem as error:
            problem = worded(error)
        if mine != self._newest:
            return
        self._show(words.SELECTION, n_selected)
        self.summary.setText(problem if days is None else words.summary(days))
        self._fit()
        self.chart.show_days(days or {}, self._tally.day, self._preferences.value.daily_goal)

    def _show(self, part: str, n_words: int) -> None:
        figure, time = self.figures[part]
        figure.setText(grouped(n_words))
        time.setText(words.reading_time(n_words, self._preferences.value.reading_speed))


def _spin(least: int, most: int, step: int, value: int, name: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(least, most)
    box.setSingleStep(step)
    box.setGroupSeparatorShown(True)
    box.setKeyboardTracking(False)
    box.lineEdit().setTextMargins(7, 0, 7, 0)
    box.setValue(value)
    box.setAccessibleName(name.replace("&", ""))
    return box


def _buddy(name: str, box: QWidget) -> QLabel:
    label = QLabel(name)
    label.setBuddy(box)
    return label


def _muted(name: str) -> QLabel:
    label = QLabel(name)
    label.setProperty("muted", True)
    return label
