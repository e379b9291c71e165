"""The outline panel at the left of the page: where the writer is, and what the manuscript consists of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from core.manuscript.section_moves import Move, Where, move, next_place, place, with_note
from desktop.common.notice import CURSOR, Notifier
from desktop.common.theme import Theme
from desktop.editor.text_edit import ManuscriptEditor
from desktop.glow.controller import GlowController
from desktop.outline import words
from desktop.outline.editing import change_lines, go_to_section, move_section
from desktop.outline.sections import Sections
from desktop.outline.view import OutlineView

WIDTH = 264
"""Pixels."""
_CURSOR_CALM_MS = 60


class OutlinePanel(QFrame):
    """Follows the text while it is shown. GUI thread."""

    closed = Signal()
    """The writer wants it closed."""
    moving = Signal(int, int)
    """The text between these positions is about to be moved."""

    def __init__(
        self,
        editor: ManuscriptEditor,
        glow: GlowController,
        words_of: Callable[[int], int],
        notice: Notifier,
        parent: QWidget | None = None,
    ) -> None:
        """``words_of`` gives the words of a paragraph."""
        super().__init__(parent)
        self._editor, self._notice = editor, notice
        self.sections = Sections(editor, glow, words_of, self)
        self.view = OutlineView(self._may_move)
        self.empty = QLabel()
        self.setObjectName("outline-panel")
        self.setAccessibleName(words.TITLE)
        self.setFixedWidth(WIDTH)
        self._build()
        self._cursor_later = QTimer(self, singleShot=True, interval=_CURSOR_CALM_MS)
        self._cursor_later.timeout.connect(self._follow_cursor)
        self.sections.changed.connect(self._show)
        editor.caret_moved.connect(self._follow_cursor_later)
        editor.text_replaced.connect(self._on_text_replaced)
        self.view.gone_to.connect(self.go)
        self.view.stepped.connect(self.step)
        self.view.dropped.connect(self.drop)
        self.view.left.connect(editor.setFocus)
        self.view.drawing.noted.connect(self.note)
        self.hide()

    def _build(self) -> None:
        title = QLabel(words.TITLE)
        title.setProperty("heading", True)
        close = QToolButton()
        close.setText("×")
        close.setAccessibleName(words.CLOSE)
        close.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.setContentsMargins(14, 10, 8, 4)
        top.addWidget(title, stretch=1)
        top.addWidget(close)
        self.empty.setWordWrap(True)
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setProperty("muted", True)
        self.empty.setContentsMargins(14, 4, 14, 4)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.view, stretch=1)
        column.addWidget(self.empty, stretch=1)
        self.setTabOrder(self.view, close)

    def apply(self, theme: Theme) -> None:
        """Take colours."""
        self.view.apply(theme)

    def sizeHint(self) -> QSize:
        """Its fixed width."""
        return QSize(WIDTH, 320)

    def set_shown(self, shown: bool) -> None:
        """Show the panel and follow the text, or hide it; the keys then go to the text."""
        had_focus = self.has_focus
        self.setVisible(shown)
        self.sections.set_active(shown)
        if shown:
            self._follow_cursor()
        elif had_focus:
            self._editor.setFocus()

    @property
    def has_focus(self) -> bool:
        """Whether the keys go to the outline."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def take_focus(self) -> None:
        """Let the keys go to the outline."""
        self.view.setFocus()

    # -- what the writer asks for

    def go(self, key: int) -> None:
        """Put the cursor at the beginning of that section, and the keys into the text."""
        index = self.sections.index_of(key)
        if index >= 0:
            go_to_section(self._editor, self.sections.present(), index)
            self._editor.setFocus()

    def go_on(self, *, back: bool = False) -> None:
        """Put the cursor at the beginning of the text of the next scene or chapter, or of the one before."""
        found = self.sections.present()
        now = self.sections.index_at_line(self._editor.textCursor().blockNumber())
        step = -1 if back else 1
        index = now + step
        while 0 <= index < len(found.sections) and found.sections[index].body >= found.sections[index].stop:
            index += step  # a part's heading directly above that of a chapter is no place to go to
        if 0 <= index < len(found.sections):
            go_to_section(self._editor, found, index, in_text=True)

    def step(self, key: int, up: bool) -> None:
        """Move a section one place up or down."""
        index = self.sections.index_of(key)
        found = self.sections.present()
        goal = next_place(found, index, up=up) if index >= 0 else None
        if goal is not None:
            self._move(move(found, index, goal))

    def drop(self, key: int, where: Where, other: int) -> None:
        """Move a section before, after or into another one."""
        index, target = self.sections.index_of(key), self.sections.index_of(other)
        found = self.sections.present()
        goal = place(found, index, where, target) if min(index, target) >= 0 else None
        if goal is not None:
            self._move(move(found, index, goal))

    def note(self, key: int, note: str) -> None:
        """Give a section that status note; "" removes it."""
        index = self.sections.index_of(key)
        if index < 0:
            return
        found = self.sections.present()
        if not found.has_notes(index):
            if note.strip():
                self._notice.tell(words.NO_NOTES_IN_PLAIN_TEXT, about=CURSOR)
            return
        if (edit := with_note(found, index, note)) is not None:
            change_lines(self._editor, [edit])
            self.sections.refresh()

    # -- inside

    def _may_move(self, key: int, where: Where, other: int) -> bool:
        index, target = self.sections.index_of(key), self.sections.index_of(other)
        return min(index, target) >= 0 and place(self.sections.present(), index, where, target) is not None

    def _move(self, wanted: Move) -> None:
        document = self._editor.document()
        last = document.findBlockByNumber(wanted.was + wanted.count - 1)
        self.moving.emit(document.findBlockByNumber(wanted.was).position(), last.position() + last.length())
        move_section(self._editor, wanted)
        self.sections.refresh()
        self._follow_cursor()
        index = self.sections.index_at_line(wanted.now)  # not by its key: a scene takes another break along
        self.view.choose(self.sections.present_keys()[index])

    def _show(self) -> None:
        rows = self.sections.rows
        self.view.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.empty.setText("" if rows else words.empty(self._editor.syntax))
        self.view.show_rows(rows)

    def _on_text_replaced(self) -> None:
        self.view.forget()
        self.sections.refresh()
        self._follow_cursor_later()

    def _follow_cursor_later(self) -> None:
        if self.isVisible() and not self._cursor_later.isActive():
            self._cursor_later.start()

    def _follow_cursor(self) -> None:
        if not self.isVisible():
            return
        index = self.sections.index_at_line(self._editor.textCursor().blockNumber())
        self.view.mark(self.sections.present_keys()[index] if index >= 0 else -1)
