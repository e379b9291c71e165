"""The dialog of the blind comparison: two texts side by side without their origin, operated by keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.evaluation.blind.session import LONGEST_NAME
from core.evaluation.results import Picked
from desktop.common.labels import with_key, wrapping_label
from desktop.common.on_screen import resize_on_screen, room_on_screen
from desktop.common.reading_text import PremiseText, ReadingText
from desktop.common.tasks import Tasks
from desktop.common.translation import tr
from desktop.common.typography import page_font
from desktop.comparison import words
from desktop.comparison.controller import Comparing, Pair, Stage

SIZE, SMALLEST = QSize(1180, 660), QSize(680, 440)
_PROSE_WIDTH = 560
_PADDING = 20
KEYS: tuple[tuple[Picked, tuple[str, ...]], ...] = (
    ("first", ("Left", "1")),
    ("tie", ("Space", "0")),
    ("second", ("Right", "2")),
)


class BlindDialog(QDialog):
    """Shows one :class:`Comparing`. Closing it stops the comparison; every choice is kept. GUI thread."""

    def __init__(self, comparing: Comparing, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparing = comparing
        self.setWindowTitle(words.TITLE)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setMinimumSize(SMALLEST.boundedTo(room_on_screen(parent or self)))
        resize_on_screen(self, SIZE.width(), SIZE.height())
        self.start = StartPage(comparing, tasks)
        self.start.left.connect(self.close)
        self.pairs = PairPage(comparing, tasks)
        self.pairs.stop_button.clicked.connect(self.close)
        self.end = EndPage(comparing)
        self.end.close_button.clicked.connect(self.close)
        self._pages = QStackedWidget()
        for page in (self.start, self.pairs, self.end):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 18)
        column.addWidget(self._pages)
        comparing.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the present state."""
        stage = self._comparing.stage
        page = self.pairs if stage is Stage.COMPARING else self.end if stage is Stage.OVER else self.start
        page.refresh()
        if self._pages.currentWidget() is not page:
            self._pages.setCurrentWidget(page)
            page.take_focus()


class StartPage(QWidget):
    """First page: explanation, the person's name, and the results file."""

    def __init__(self, comparing: Comparing, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparing = comparing
        self._tasks = tasks
        self.name = QLineEdit(comparing.name)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName(tr("Your name or initials"))
        self.file_button = _button(tr("Choose…"), lambda: tasks.start(comparing.choose_file()))
        self.file_button.setAccessibleName(tr("Choose the results to compare"))
        self.file = wrapping_label("muted")
        self.ahead = wrapping_label()
        self.problem = wrapping_label()
        self.close_button = QPushButton(tr("Close"))
        self.close_button.setAutoDefault(False)
        self.left = self.close_button.clicked
        self.start_button = _button(tr("Start"), self._begin)
        self.start_button.setProperty("primary", True)
        self.start_button.setDefault(True)
        self._arrange()

    def _arrange(self) -> None:
        what, how = wrapping_label(), wrapping_label("muted")
        what.setText(words.WHAT)
        how.setText(words.HOW)
        name, file = QLabel(tr("&Name")), QLabel(tr("&Results"))
        name.setBuddy(self.name)
        file.setBuddy(self.file_button)
        fields = QGridLayout()
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(10)
        fields.addWidget(name, 0, 0)
        fields.addWidget(self.name, 0, 1, 1, 2)
        fields.addWidget(file, 1, 0)
        fields.addWidget(self.file_button, 1, 1)
        fields.addWidget(self.file, 1, 2)
        fields.setColumnStretch(2, 1)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.start_button)
        _centred(self, (what, how, 8, fields, self.ahead, self.problem, 8, buttons))

    def take_focus(self) -> None:
        """Set the initial keyboard focus."""
        (self.start_button if self.name.text() and self._comparing.can_begin else self.name).setFocus()

    def refresh(self) -> None:
        """Show the present state."""
        comparing = self._comparing
        path = comparing.path
        self.file.setText(words.NO_FILE if path is None else words.file_line(path))
        self.ahead.setText(words.READING if comparing.reading else comparing.ahead)
        self.ahead.setVisible(bool(self.ahead.text()))
        self.problem.setText(comparing.problem)
        self.problem.setVisible(bool(comparing.problem))
        self.start_button.setEnabled(comparing.can_begin)

    def _begin(self) -> None:
        self._tasks.start(self._comparing.begin(self.name.text()))


class PairPage(QWidget):
    """The premise, the two texts, and three buttons whose keys work wherever the focus is."""

    def __init__(self, comparing: Comparing, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparing = comparing
        self._tasks = tasks
        self._shown: tuple[int, str] | None = None
        self.progress = QLabel()
        self.progress.setProperty("muted", True)
        self.premise = PremiseText(tr("Premise"))
        self.premise.setObjectName("premise")
        self.texts = (ReadingText(tr("Left text")), ReadingText(tr("Right text")))
        self.problem = wrapping_label()
        self.buttons: dict[Picked, QPushButton] = {
            "first": _button(f"←   {words.LEFT}", lambda: self._keep("first")),
            "tie": _button(with_key(words.SAME, "Space"), lambda: self._keep("tie")),
            "second": _button(f"{words.RIGHT}   →", lambda: self._keep("second")),
        }
        for picked, name in (("first", words.LEFT), ("tie", words.SAME), ("second", words.RIGHT)):
            self.buttons[picked].setAccessibleName(name)  # type: ignore[index]
        self.back_button = _button(f"{words.BACK}   ⌫", comparing.back)
        self.back_button.setAccessibleName(words.BACK)
        self.stop_button = _button(with_key(tr("Stop"), "Esc"), lambda: None)
        self.stop_button.setAccessibleName(tr("Stop; everything chosen is kept"))
        for button in (self.back_button, self.stop_button):
            button.setProperty("quiet", True)
        self._arrange()
        self._connect_keys()

    def _arrange(self) -> None:
        question = QLabel(words.QUESTION)
        question.setProperty("heading", True)
        top = QHBoxLayout()
        top.addWidget(question)
        top.addStretch()
        top.addWidget(self.progress)
        self._texts_row, self._buttons_row = QHBoxLayout(), QHBoxLayout()
        self._cards: list[QFrame] = []
        for text in self.texts:
            card = QFrame()
            card.setProperty("card", True)
            box = QVBoxLayout(card)
            box.setContentsMargins(_PADDING, 14, 4, 14)
            box.addWidget(text)
            self._cards.append(card)
            self._texts_row.addWidget(card)
        self._texts_row.setSpacing(18)
        for button in self.buttons.values():
            button.setMinimumHeight(36)
            self._buttons_row.addWidget(button, stretch=1)
        self._buttons_row.setSpacing(18)
        bottom = QHBoxLayout()
        bottom.addWidget(self.back_button)
        bottom.addStretch()
        bottom.addWidget(self.stop_button)
        self._middle = QWidget()
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.premise)
        column.addLayout(self._texts_row, stretch=1)
        column.addWidget(self.problem)
        column.addLayout(self._buttons_row)
        column.addLayout(bottom)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch()
        outer.addWidget(self._middle, stretch=1000)
        outer.addStretch()

    def _connect_keys(self) -> None:
        for picked, keys in KEYS:
            for key in keys:
                self._key(key, partial(self._on_space, picked) if key == "Space" else partial(self._choose, picked))
        self._key("Backspace", self.back_button.click)

    def _key(self, key: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)  # a key held down is one choice
        shortcut.activated.connect(act)

    def _keep(self, picked: Picked) -> None:
        self._tasks.start(self._comparing.choose(picked))

    def _choose(self, picked: Picked) -> None:
        self.buttons[picked].click()

    def _on_space(self, picked: Picked) -> None:
        """On a button that has the focus, Space presses that button, as everywhere."""
        focused = QApplication.focusWidget()
        (focused if isinstance(focused, QPushButton) else self.buttons[picked]).click()

    def take_focus(self) -> None:
        """Focus the left text first, so that keys scroll it."""
        self.texts[0].setFocus()

    def refresh(self) -> None:
        """Show the present state."""
        comparing = self._comparing
        pair = comparing.pair
        if pair.picked is None:
            self.progress.setText(words.progress(pair.at, pair.total, comparing.seconds_left))
        else:
            self.progress.setText(words.changing(pair.at, pair.total))
        self.problem.setText(comparing.problem)
        self.problem.setVisible(bool(comparing.problem))
        for picked, button in self.buttons.items():
            button.setCheckable(pair.picked is not None)
            button.setChecked(pair.picked == picked)
        self.back_button.setEnabled(pair.at > 1)
        if self._shown != (pair.at, pair.left):
            self._shown = pair.at, pair.left
            self._show(pair)

    def _show(self, pair: Pair) -> None:
        font_size = self._comparing.font_size
        self.premise.show_text(pair.premise, font_size + 1)
        for text, content in zip(self.texts, (pair.left, pair.right), strict=True):
            text.show_text(content, font_size)
        width = 2 * (self.texts[0].longest_line() + _PADDING + 24) + 18
        self._middle.setMaximumWidth(width)
        if self.isVisible():
            self.take_focus()


class EndPage(QWidget):
    """Last page: where the choices are saved. The preferences are shown only on request."""

    def __init__(self, comparing: Comparing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparing = comparing
        self.thanks = wrapping_label()
        self.thanks.setText(words.THANKS)
        self.counted, self.file, self.consistency = wrapping_label(), wrapping_label("muted"), wrapping_label()
        self.file.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.preferred, self.late = wrapping_label(), wrapping_label("muted")
        self.late.setText(words.REVEAL_LATE)
        self.back_button = _button(f"{words.BACK}   ⌫", comparing.back)
        self.back_button.setAccessibleName(words.BACK)
        self.back_button.setProperty("quiet", True)
        self.folder_button = _button(tr("Show the folder"), self._show_folder)
        self.reveal_button = _button(words.REVEAL, self._reveal)
        self.close_button = QPushButton(tr("Close"))
        self.close_button.setProperty("primary", True)
        self.close_button.setDefault(True)
        shortcut = QShortcut(QKeySequence("Backspace"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.back_button.click)
        self._arrange()

    def _arrange(self) -> None:
        buttons, row = QHBoxLayout(), QHBoxLayout()
        row.addWidget(self.folder_button)
        row.addWidget(self.reveal_button)
        row.addStretch()
        buttons.addWidget(self.back_button)
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        _centred(
            self,
            (self.thanks, self.counted, self.file, self.consistency, row, self.preferred, self.late, 8, buttons),
        )

    def take_focus(self) -> None:
        """Set the initial keyboard focus."""
        self.close_button.setFocus()

    def refresh(self) -> None:
        """Show the present state; the preferences are hidden again."""
        comparing = self._comparing
        self.thanks.setFont(page_font(comparing.font_size + 5))
        self.counted.setText(words.counted(comparing.n_done))
        self.file.setText(words.file_line(comparing.choices_path))
        self.consistency.setText(words.consistent(comparing.consistency))
        self.consistency.setVisible(bool(self.consistency.text()))
        self.preferred.hide()
        self.late.hide()
        self.reveal_button.setEnabled(True)
        self.back_button.setEnabled(True)

    def _reveal(self) -> None:
        self.preferred.setText(words.preferred(self._comparing.tally))
        self.preferred.show()
        self.late.show()
        self.reveal_button.setEnabled(False)
        self.back_button.setEnabled(False)  # a person who knows which text is which can no longer judge blind
        self.close_button.setFocus()

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._comparing.choices_path.parent)))


def _centred(page: QWidget, parts: Sequence[QWidget | QHBoxLayout | QGridLayout | int]) -> None:
    """Put ``parts`` (a number is a space in pixels) below each other in the middle of ``page``."""
    middle = QWidget()
    middle.setFixedWidth(_PROSE_WIDTH)
    column = QVBoxLayout(middle)
    column.setSpacing(14)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        elif isinstance(part, int):
            column.addSpacing(part)
        else:
            column.addLayout(part)
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    row = QHBoxLayout()  # an alignment instead would make it as tall as words on one line
    row.addStretch()
    row.addWidget(middle)
    row.addStretch()
    outer.addStretch(2)
    outer.addLayout(row)
    outer.addStretch(3)


def _button(text: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _checked=False: act())
    return button
