"""The page widget: one centred column of plain text, with margins and with drawing below the text.

Everything here belongs to the GUI thread and is independent of paragraphs and scores.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QDropEvent,
    QFontMetricsF,
    QGuiApplication,
    QHelpEvent,
    QInputMethodEvent,
    QInputMethodQueryEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextBlockFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QTextEdit, QToolTip, QWidget

from core.manuscript.boundaries import without_boundaries
from desktop.common.drops import dropped_file
from desktop.common.text_offsets import to_document
from desktop.common.theme import LIGHT, Theme
from desktop.common.typography import line_format, page_font
from desktop.editor.passages import selected_text
from desktop.editor.place import PlaceKeeper
from desktop.editor.return_key import insert_line_end, is_line_end

SIDE_MARGIN = 64
"""Pixels left and right of the column, inside the viewport: room for the margin bar and the tint's soft edge."""
TOP_MARGIN, BOTTOM_MARGIN = 56, 180
FONT_SIZE, COLUMN_WIDTH, LINE_HEIGHT = 13.5, 66, 1.55
_SAMPLE = "The rain had stopped before anyone thought to look, and the lamps along the quay came on one by one. "
_FORWARDED = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease)
_OF_AREA = QResizeEvent, QMoveEvent, QShowEvent
_SPECIAL = (QWheelEvent, QMouseEvent, QInputMethodQueryEvent, *_OF_AREA)
_PLACES_ASKED_FOR = (
    Qt.InputMethodQuery.ImCursorRectangle,
    Qt.InputMethodQuery.ImAnchorRectangle,
    Qt.InputMethodQuery.ImInputItemClipRectangle,
)
_WRITING_MODIFIERS = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
"""With these a key that has a character types it, and is no command."""
_EDITING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace, Qt.Key.Key_Delete)

_EDITING = "edit-undo", "edit-redo", "edit-cut", "edit-copy"
"""Names of Qt's actions in the context menu."""
PASTE_PLAIN = "paste-plain"
"""Name of the action that the context menu shows below “Paste”."""

Underlay = Callable[[QPainter, QRect], None]
"""Paints below the text: a painter on the viewport, and the rectangle that needs painting."""
TextPainter = Callable[[QPainter, QRect], Sequence[QRect]]
"""Paints text in a way of its own, and returns the rectangles whose text is to be painted as always."""
KeyFilter = Callable[[QKeyEvent], bool]
"""Whether a key press was handled, so that the page does nothing."""
Hint = Callable[[QPoint], tuple[str, QRect] | None]
"""Words for the tooltip at a viewport position, and the rectangle they hold for."""


class Page(QTextEdit):
    """A QTextEdit for prose: accepts and returns plain text only."""

    file_dropped = Signal(object)
    """The Path of a manuscript or a model that was dropped here."""
    typed = Signal(str)
    """One character was typed, by a key or an input method; it stands before the cursor."""
    visible_changed = Signal()
    """Scrolled or resized (at most every 40 ms)."""
    area_changed = Signal()
    """The page is shown, or it or its column has moved or has another size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._first_line = QFontMetricsF(self.font()).height()
        self._column_width = COLUMN_WIDTH
        self._line_height = LINE_HEIGHT
        self._underlays: list[Underlay] = []
        self.text_painter: TextPainter | None = None
        """Paints part of the text in a way of its own; update the viewport after a change."""
        self._hints: list[Hint] = []
        self._key_filters: list[KeyFilter] = []
        self._pressed_in_margin = self._forwarding = self._typing = self._shown_first = self._undoing = False
        self._context: list[Callable[[], QAction]] = []
        self.paste_formatted: Callable[[QMimeData], bool] | None = None
        """Inserts what is pasted in a way of its own; returns False where it is to be inserted as plain text."""
        self.before_letter: Callable[[], None] | None = None
        """Called before text is pasted or a letter is typed, also one that an input method begins to compose."""
        self.copy_formatted: Callable[[str], str | None] | None = None
        """The HTML for a copied text; None where plain text is enough."""
        self._copying = False
        """Whether the writer copies; with X11, every selection made with the mouse is offered to other programs too."""
        self._fills: list[Callable[[QMenu], None]] = []
        self._marked: dict[str, Sequence[QTextEdit.ExtraSelection]] = {}
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(2)
        self._visible_timer = QTimer(self, singleShot=True, interval=40)
        self._visible_timer.timeout.connect(self.visible_changed)
        self.verticalScrollBar().valueChanged.connect(self._later_visible)
        self.keeper = PlaceKeeper(self)
        """Keeps the place on screen through changes of the layout, and scrolls to places."""

    # -- appearance

    def apply(
        self, theme: Theme, font_size: float, column_width: int, line_height: float, font_family: str = ""
    ) -> None:
        """Take colours, font size (points), column width (characters) and line height (in font sizes, as in CSS).

        ``font_family`` is the typeface, empty for the bundled one.
        """
        self._theme = theme
        colours = self.palette()
        for role, colour in (
            (QPalette.ColorRole.Base, theme.page),
            (QPalette.ColorRole.Window, theme.page),
            (QPalette.ColorRole.Text, theme.text),
            (QPalette.ColorRole.Highlight, theme.selection),
            (QPalette.ColorRole.HighlightedText, theme.text),
            (QPalette.ColorRole.PlaceholderText, theme.muted),
        ):
            colours.setColor(role, QColor(colour))
        self.setPalette(colours)
        self.viewport().setPalette(colours)  # under a style sheet it does not inherit later changes
        with self.keeper.keeping():
            font = page_font(font_size, font_family)
            other_face = font.family() != self.font().family()  # lines are counted in heights of the typeface
            self.setFont(font)
            self._first_line = QFontMetricsF(self.font()).height()
            self.document().setDefaultFont(font)
            self._column_width = column_width
            self._place_column()
            if line_height != self._line_height or other_face:
                self._line_height = line_height
                self._set_block_formats()
        self.viewport().update()

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        return self._theme

    def finish_layout(self) -> None:
        """Lay the rest of the text out now if Qt has not finished; call this before any edit.

        If a text is edited while Qt lays it out step by step, Qt treats the rest as already laid out: the rest would
        be missing from the page until the next change of width.
        """
        self._finish_layout()

    def _finish_layout(self) -> None:
        self.document().documentLayout().documentSize()

    def first_line_pixels(self) -> float:
        """Height of a paragraph's first line, without the space between lines."""
        return self._first_line

    def block_format(self) -> QTextBlockFormat:
        """The format of every block: the line height."""
        return line_format(self.font(), self._line_height)

    def add_underlay(self, paint: Underlay) -> None:
        """Call ``paint`` at every paint, before the text is drawn and after underlays added earlier."""
        self._underlays.append(paint)
        self.viewport().update()

    def remove_underlay(self, paint: Underlay) -> None:
        """Stop calling ``paint``; does nothing if it was not added."""
        if paint in self._underlays:
            self._underlays.remove(paint)
            self.viewport().update()

    def add_to_context_menu(self, action: Callable[[], QAction]) -> None:
        """Show the action that ``action`` returns in the context menu, after Qt's own entries."""
        self._context.append(action)

    def fill_context_menu(self, fill: Callable[[QMenu], None]) -> None:
        """Call ``fill`` with the context menu, after all else was added, each time before it is shown."""
        self._fills.append(fill)

    def mark_places(self, owner: str, selections: Sequence[QTextEdit.ExtraSelection]) -> None:
        """Mark places of the text, instead of those that ``owner`` has marked before."""
        if selections or self._marked.get(owner):
            self._marked[owner] = selections
            self.setExtraSelections([each for marked in self._marked.values() for each in marked])

    def forget_marked_places(self) -> None:
        """Mark no places any more, because the text is about to be replaced: Qt would look for them in the new one."""
        self._marked.clear()
        self.setExtraSelections([])

    def add_key_filter(self, takes: KeyFilter) -> None:
        """Ask ``takes`` at each key press that types no character whether it has taken the key for itself."""
        self._key_filters.append(takes)

    def add_hint(self, hint: Hint) -> None:
        """Add ``hint`` to the tooltips; its words come below those of hints added earlier."""
        self._hints.append(hint)

    # -- Qt's hooks

    def event(self, event: QEvent) -> bool:
        """Handle wheel and mouse in the margins as in the text, and say where the caret is."""
        if not isinstance(event, _SPECIAL):  # seven of these for each key
            return super().event(event)
        if isinstance(event, QWheelEvent):
            return QApplication.sendEvent(self.verticalScrollBar(), event)
        if isinstance(event, QMouseEvent) and event.type() in _FORWARDED:
            if event.type() == QEvent.Type.MouseButtonPress and not self._forwarding:
                self._pressed_in_margin = not self.viewport().geometry().contains(event.position().toPoint())
            if self._pressed_in_margin and not self._forwarding:  # what the viewport ignores comes back here
                return self._forward(event)
        handled = super().event(event)
        if isinstance(event, _OF_AREA):
            self.area_changed.emit()
        elif isinstance(event, QInputMethodQueryEvent):
            self._place_for_input_method(event)
        return handled

    def _place_for_input_method(self, asked: QInputMethodQueryEvent) -> None:
        """Count places from this widget's corner, so that lists of characters open beside the caret.

        Qt counts from the column's corner, which is elsewhere by the margin beside the column.
        """
        for query in _PLACES_ASKED_FOR:
            if isinstance(found := asked.value(query), QRectF):
                asked.setValue(query, found.translated(self.viewport().pos().toPointF()))

    def _forward(self, event: QMouseEvent) -> bool:
        """Let the viewport handle what happened in the margin."""
        position = self.viewport().mapFrom(self, event.position())
        moved = QMouseEvent(
            event.type(), position, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
        )
        self._forwarding = True
        try:
            return QApplication.sendEvent(self.viewport(), moved)
        finally:
            self._forwarding = False

    def viewportEvent(self, event: QEvent) -> bool:
        """Show tooltips."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._hints:
            answers = [answer for hint in self._hints if (answer := hint(event.pos())) is not None]
            if answers:
                words = "\n".join(words for words, _ in answers)
                QToolTip.showText(event.globalPos(), words, self.viewport(), answers[0][1])
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return, with Shift too, always inserts a line end; every other key is Qt's."""
        self._finish_layout()
        text = event.text()
        is_character = len(text) == 1 and text.isprintable()
        if not is_character or event.modifiers() not in _WRITING_MODIFIERS:
            with self._takes_in(text, shown_first=is_character or event.key() in _EDITING_KEYS):
                self._press(event)
            return
        if self.before_letter is not None:
            self.before_letter()
        document = self.document()
        revision = document.revision()  # as ``_takes_in``, without its cost for each letter
        self._typing = self._shown_first = True
        try:
            super().keyPressEvent(event)
            if self._typing and document.revision() != revision:
                self.typed.emit(text)
        finally:
            self._typing = self._shown_first = False

    def _press(self, event: QKeyEvent) -> None:
        """A key that types no character."""
        if is_line_end(event):
            insert_line_end(self)
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.text() and sys.platform != "darwin":
            event.ignore()  # a menu's letter that no menu has; on macOS Alt types characters
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's menu, and what was added to it; a click outside of the selection moves the cursor there."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            clicked, cursor = self.cursorForPosition(event.pos()), self.textCursor()
            is_inside = cursor.selectionStart() <= clicked.position() <= cursor.selectionEnd()
            if not (cursor.hasSelection() and is_inside):
                self.setTextCursor(clicked)
        menu = self.context_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def context_menu(self) -> QMenu:
        """Qt's menu, whose commands do the same as the page's own, and what was added to it."""
        menu = self.createStandardContextMenu()
        own = {action.objectName(): action for action in menu.actions()}
        for name, act in zip(_EDITING, (self.undo, self.redo, self.cut, self.copy), strict=True):
            if (action := own.get(name)) is not None:
                action.triggered.disconnect()
                action.triggered.connect(act)
        following = menu.actions()[menu.actions().index(own["edit-paste"]) + 1] if "edit-paste" in own else None
        menu.addSeparator()
        for each in self._context:
            action = each()
            if action.objectName() == PASTE_PLAIN and following is not None:
                menu.insertAction(following, action)
            else:
                menu.addAction(action)
        for fill in self._fills:
            fill(menu)
        return menu

    def undo(self) -> None:
        """Undo the last change; the text does not scroll if the change is in view."""
        self.finish_layout()
        with self.keeper.not_following_caret(), self._goes_back():
            self._take_back()

    def redo(self) -> None:
        """Redo, as :meth:`undo`."""
        self.finish_layout()
        with self.keeper.not_following_caret(), self._goes_back():
            self._make_again()

    def _take_back(self) -> None:
        super().undo()

    def _make_again(self) -> None:
        super().redo()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Finish the layout before composed input changes the text."""
        self._finish_layout()
        if self.before_letter is not None and (event.preeditString() or event.commitString()):
            self.before_letter()
        with self._takes_in("" if event.preeditString() else event.commitString(), shown_first=True):
            super().inputMethodEvent(event)

    @property
    def is_typing(self) -> bool:
        """Whether the text is being changed by a key or an input method, not by pasting, undo or a command."""
        return self._typing

    @property
    def is_undoing(self) -> bool:
        """Whether the text is being changed by undo or redo."""
        return self._undoing

    @contextmanager
    def _goes_back(self) -> Iterator[None]:
        self._typing, self._undoing = False, True
        try:
            yield
        finally:
            self._undoing = False

    @contextmanager
    def _takes_in(self, text: str, *, shown_first: bool) -> Iterator[None]:
        """Within the ``with`` block, what is typed changes the text; ``text`` is what that is said to be.

        ``shown_first``: whoever follows the text is told of the change after it has been painted.
        """
        revision = self.document().revision()
        self._typing, self._shown_first = True, shown_first
        try:
            yield
            if self._typing and len(text) == 1 and text.isprintable() and self.document().revision() != revision:
                self.typed.emit(text)
        finally:
            self._typing = self._shown_first = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Underlays first, then the text on top."""
        if self._underlays:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for paint in self._underlays:
                paint(painter, event.rect())
            painter.end()
        if self.text_painter is None:
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        as_always = self.text_painter(painter, event.rect())
        painter.end()
        for area in as_always:
            super().paintEvent(QPaintEvent(area))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Centre the column before Qt lays the text out, because the layout uses the viewport's size at that time."""
        with self.keeper.resizing(event.oldSize().height()):
            if not self._place_column():  # otherwise Qt has already called this for the present viewport
                same = self.document().pageSize().width() == self.viewport().width()
                super().resizeEvent(QResizeEvent(event.size(), event.size()) if same else event)  # same: keep layout
        self._later_visible()
        self.area_changed.emit()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Keep the text in place when bars above the page are shown or hidden."""
        super().moveEvent(event)
        self.keeper.moved()

    def showEvent(self, event: QShowEvent) -> None:
        """Start keeping the place on screen."""
        super().showEvent(event)
        self.keeper.shown()

    def copy(self) -> None:
        """Copy what is selected."""
        self._copying = True
        try:
            super().copy()
        finally:
            self._copying = False

    def cut(self) -> None:
        """Cut what is selected."""
        self.finish_layout()
        self._typing = False
        self._copying = True
        try:
            super().cut()
        finally:
            self._copying = False

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Accept only text, and files that the program can open."""
        return source.hasText() or source.hasHtml() or dropped_file(source) is not None

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste and drop: formatted where ``paste_formatted`` does that, else as plain text."""
        if self.before_letter is not None:
            self.before_letter()
        if self.paste_formatted is None or not self.paste_formatted(source):
            self.insert_text(source.text(), self.textCursor())

    def paste_plain(self) -> None:
        """Paste the clipboard's plain text."""
        if self.before_letter is not None:
            self.before_letter()
        self.insert_text(QGuiApplication.clipboard().text(), self.textCursor())

    def insert_text(self, text: str, at: QTextCursor) -> None:
        """Put ``text``, with line ends of any kind, in the place of what ``at`` selects, as one undo step."""
        self.finish_layout()
        self._typing = False
        at.insertText(to_document(text.replace("\r\n", "\n").replace("\r", "\n")))
        self.ensureCursorVisible()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a dropped file instead of inserting its path."""
        path = dropped_file(event.mimeData())
        if path is None:
            super().dropEvent(event)
            return
        event.acceptProposedAction()
        self.file_dropped.emit(path)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy as plain text, exactly; without the boundary lines between files. As HTML too where there is a way."""
        data = QMimeData()
        text = without_boundaries(selected_text(self.textCursor()))
        data.setText(text)
        if self._copying and self.copy_formatted is not None and (html := self.copy_formatted(text)) is not None:
            data.setHtml(html)
        return data

    # -- inside

    def _set_frame_format(self) -> None:
        frame = self.document().rootFrame()
        frame_format = frame.frameFormat()
        frame_format.setLeftMargin(SIDE_MARGIN)
        frame_format.setRightMargin(SIDE_MARGIN)
        frame_format.setTopMargin(TOP_MARGIN)
        frame_format.setBottomMargin(BOTTOM_MARGIN)
        frame.setFrameFormat(frame_format)

    def _set_block_formats(self) -> None:
        """Give all blocks their format, because the line height has changed."""
        raise NotImplementedError

    def _place_column(self) -> bool:
        """Centre the column; returns whether that has resized the viewport, which makes Qt lay the text out again."""
        before = self.viewport().size()
        characters = QFontMetricsF(self.font()).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        wanted = round(self._column_width * characters) + 2 * SIDE_MARGIN
        bar = self.verticalScrollBar().sizeHint().width()
        left = max(0, (self.width() - wanted) // 2)
        right = max(0, self.width() - wanted - left - bar)
        margins = self.viewportMargins()
        if (margins.left(), margins.right()) != (left, right):
            self.setViewportMargins(left, 0, right, 0)
            self.area_changed.emit()
        return self.viewport().size() != before and self.viewport().isVisible()

    def _later_visible(self) -> None:
        if not self._visible_timer.isActive():
            self._visible_timer.start()
