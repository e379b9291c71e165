"""The welcome page: new text, a text of one's own, an import, the sample, recent files; over the empty page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.common.labels import literal
from desktop.common.preferences import Preferences
from desktop.editor.text_edit import ManuscriptEditor
from desktop.window import words

if TYPE_CHECKING:
    from desktop.window.window import MainWindow

_WIDTH = 460
_MOST_RECENT = 5
Choice = tuple[str, str, Callable[[], object]]
"""A button's label, what it leads to, and what it does."""


class Welcome(QScrollArea):
    """Lies over ``editor`` until a text is opened, or it is left with Esc. GUI thread.

    ``choices`` lead to a text. ``without_model`` is the menu's command for writing without a model.
    """

    def __init__(
        self,
        editor: ManuscriptEditor,
        preferences: Preferences,
        choices: Sequence[Choice],
        open_file: Callable[[Path], object],
        without_model: QAction,
    ) -> None:
        super().__init__(editor)
        self._editor, self._preferences, self._open_file = editor, preferences, open_file
        self._then: Callable[[], object] | None = None
        self.setObjectName("welcome")
        self.setAccessibleName(words.WELCOME)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setFixedWidth(_WIDTH)
        column = self._column = QVBoxLayout(inside)
        column.setContentsMargins(0, 40, 0, 40)
        column.setSpacing(4)
        heading = QLabel(words.WELCOME)
        heading.setObjectName("welcome-heading")
        column.addWidget(heading)
        column.addSpacing(10)
        self.buttons = [self._button(*each) for each in choices]
        for button, (_, why, _act) in zip(self.buttons, choices, strict=True):
            column.addWidget(button)
            column.addWidget(_muted(why))
            column.addSpacing(8)
        self.recent: list[QPushButton] = []
        """A button for each of the files opened last."""
        self._recent_heading = _muted(words.WELCOME_RECENT)
        column.addWidget(self._recent_heading)
        self._recent_at = column.count()
        column.addSpacing(12)
        self.without_model = QCheckBox(words.WELCOME_WITHOUT)
        self.without_model.setAccessibleDescription(words.WELCOME_WITHOUT_WHY)
        self.without_model.toggled.connect(without_model.setChecked)
        without_model.toggled.connect(self.without_model.setChecked)
        column.addWidget(self.without_model)
        column.addWidget(_muted(words.WELCOME_WITHOUT_WHY))
        column.addStretch()
        self.setWidget(inside)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        editor.area_changed.connect(self._cover)
        editor.text_replaced.connect(self.close_page)
        self.hide()

    def open_page(self, then: Callable[[], object] | None = None) -> None:
        """Show the page; ``then`` is called once when it is closed."""
        self._then = then
        self._fill_recent()
        self.setGeometry(self._editor.rect())
        self.show()
        self.raise_()
        self.buttons[0].setFocus()

    def close_page(self) -> None:
        """Hide the page; the keys go to the text."""
        if not self.isHidden():
            self.hide()
            self._editor.setFocus()
            then, self._then = self._then, None
            if then is not None:
                then()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_page()
        else:
            super().keyPressEvent(event)

    def _cover(self) -> None:
        """Cover the editor when its size changes."""
        if not self.isHidden():
            self.setGeometry(self._editor.rect())

    def _fill_recent(self) -> None:
        for button in self.recent:
            self._column.removeWidget(button)
            button.deleteLater()
        files = [Path(name) for name in self._preferences.value.recent_files[:_MOST_RECENT]]
        self.recent = [self._recent_button(path) for path in files]
        for number, button in enumerate(self.recent):
            self._column.insertWidget(self._recent_at + number, button)
        self._recent_heading.setVisible(bool(self.recent))

    def _recent_button(self, path: Path) -> QPushButton:
        button = self._button(literal(path.name), str(path.parent), lambda: self._open_file(path))
        button.setToolTip(str(path))
        return button

    def _button(self, label: str, why: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(label)
        button.setAccessibleDescription(why)
        button.clicked.connect(lambda _checked=False: act())
        button.setAutoDefault(True)  # Return presses it
        return button


def welcome_of(window: MainWindow) -> Welcome:
    """The welcome page of ``window``, which has its parts and commands already."""
    parts, start = window.parts, window.parts.tasks.start
    documents = parts.documents
    return Welcome(
        parts.editor,
        parts.preferences,
        (
            (*words.WELCOME_NEW, lambda: start(documents.new())),
            (*words.WELCOME_OPEN, lambda: start(documents.choose())),
            (*words.WELCOME_FOLDER, lambda: start(documents.choose_folder())),
            (*words.WELCOME_IMPORT, lambda: start(parts.exchange.choose_import())),
            (*words.WELCOME_SAMPLE, lambda: start(documents.open_sample())),
        ),
        lambda path: start(documents.open(path)),
        window.actions_by_name["no-model"],
    )


def _muted(sentence: str) -> QLabel:
    label = QLabel(sentence)
    label.setWordWrap(True)
    label.setProperty("muted", True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
