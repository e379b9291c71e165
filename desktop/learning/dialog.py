"""The dialog for learning an attribute: explanation, time needed, progress and result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.attribute.calibration import Zones
from core.derivation.refining import Part
from desktop.common import messages
from desktop.common.core_words import zone_word
from desktop.common.formats import percent
from desktop.common.theme import Theme
from desktop.common.translation import number, tr, worded
from desktop.common.typography import page_font
from desktop.learning.controller import LearningController
from desktop.learning.learner import LearningState

WIDTH, WIDTH_WITH_PREVIEW = 540, 860
_DOING: Mapping[Part | None, str] = {
    None: tr("Learning"),
    Part.QUICK: tr("Learning a first, provisional glow"),
    Part.WHOLE: tr("Refining the glow"),
    Part.BRACKET: tr("Measuring roughly how strong λ may be"),
    Part.ZONES: tr("Measuring how strong λ may be"),
}
FONT_SIZE = 11.5


class LearnDialog(QDialog):
    """Shows a :class:`LearningController`. Closing it does not stop learning. GUI thread."""

    def __init__(self, learning: LearningController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._learning = learning
        self._measured = False
        self.setWindowTitle(tr("Learn what is creative"))
        self.title = _label("heading")
        self.words = _label()
        self.how = _label("muted")
        self.time = _label()
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.stage = _label("muted")
        self.preview = Preview()
        self.start_button = QPushButton(tr("Start"))
        self.start_button.setProperty("primary", True)
        self.start_button.clicked.connect(learning.start)
        self.pause_button = QPushButton(tr("Pause"))
        self.pause_button.clicked.connect(learning.pause)
        self.close_button = QPushButton(tr("Close"))
        self.close_button.clicked.connect(self.close)
        self._arrange()
        learning.changed.connect(self.refresh)
        self.start_button.setFocus()
        self.refresh()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(12)
        for widget in (self.title, self.words, self.how, self.time, self.bar, self.stage, self.preview):
            column.addWidget(widget)
        column.addStretch()
        row = QHBoxLayout()
        row.addStretch()
        for button in (self.close_button, self.pause_button, self.start_button):
            button.setAutoDefault(button is self.start_button)
            row.addWidget(button)
        column.addLayout(row)

    def measuring_failed(self) -> None:
        """The time could not be measured."""
        self._measured = True
        self.refresh()

    def refresh(self) -> None:
        """Show the present state."""
        now = self._learning.now
        running, done = now.state is LearningState.RUNNING, now.state is LearningState.DONE
        on_the_way = running or (now.state is LearningState.PAUSED)
        name = now.model.name if now.model is not None else ""
        self.title.setText(name)
        if done and now.attribute is not None:
            self.words.setText("\n\n".join((messages.LEARNED, *messages.learned_figures(now.attribute.report))))
        else:
            self.words.setText(messages.LEARN_WHAT.format(n=self._learning.n_premises))
        self.how.setText(messages.LEARN_HOW)
        self.how.setVisible(not done)
        self.time.setText(self._time_words())
        self.time.setVisible(not done)
        self.bar.setVisible(on_the_way)
        self.bar.setValue(round(1000 * now.fraction))
        title = worded(now.step.title) if now.step is not None else ""
        self.stage.setText(now.problem or (f"{title}  ·  {percent(now.fraction)}" if on_the_way else ""))
        self.stage.setVisible(bool(self.stage.text()))
        self.start_button.setText(tr("Resume") if now.has_begun or now.state is LearningState.PAUSED else tr("Start"))
        self.start_button.setVisible(now.state in (LearningState.OFFERED, LearningState.PAUSED))
        self.pause_button.setVisible(running)
        self.close_button.setText(tr("Hide") if running else tr("Close"))
        self.setMinimumWidth(WIDTH_WITH_PREVIEW if self.preview.isVisibleTo(self) else WIDTH)
        self.adjustSize()

    def _time_words(self) -> str:
        now = self._learning.now
        if now.state is LearningState.PAUSED:
            return tr("Paused.")
        if now.state is LearningState.RUNNING:
            doing, left = _DOING[now.part], now.seconds_left
            if left is None:
                return tr("{doing}…").format(doing=doing)
            return tr("{doing}, {duration} left.").format(doing=doing, duration=messages.duration(left))
        if now.seconds_left is None and not self._measured:
            return messages.LEARN_MEASURING
        return messages.learn_time(now.seconds_left, now.has_begun)


class Preview(QWidget):
    """One passage at three λ, side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = _label("muted")
        self._heading.setText(messages.LEARN_PREVIEW)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(6)
        self._grid.addWidget(self._heading, 0, 0, 1, 3)
        self._texts: list[QLabel] = []
        self._complete = 0
        self.hide()

    def begin(self, zones: Zones, lams: Sequence[float], theme: Theme) -> None:
        """Show empty columns for those λ."""
        for column, lam in enumerate(lams):
            zone = tr("no steering") if lam == 0 else zone_word(zones.zone(lam))
            heading = _label("heading")
            heading.setText(f"λ {number(lam, 'g')} – {zone}")
            text = _label()
            text.setFont(page_font(FONT_SIZE))
            text.setStyleSheet(f"color: {theme.text};")
            text.setAlignment(Qt.AlignmentFlag.AlignTop)
            text.setText("…")
            card = QFrame()
            card.setProperty("card", True)
            box = QVBoxLayout(card)
            box.setContentsMargins(14, 12, 14, 12)
            box.addWidget(text)
            box.addStretch()
            self._grid.addWidget(heading, 1, column)
            self._grid.addWidget(card, 2, column)
            self._grid.setColumnStretch(column, 1)
            self._texts.append(text)
        self.show()

    def show_text(self, column: int, text: str, *, finished: bool) -> None:
        """Set the text of a column."""
        self._texts[column].setText(text)
        self._complete += finished

    @property
    def is_complete(self) -> bool:
        """Whether every column has its text."""
        return bool(self._texts) and self._complete == len(self._texts)

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts shown."""
        return tuple(label.text() for label in self._texts)


def _label(role: str = "") -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    if role:
        label.setProperty(role, True)
    return label
