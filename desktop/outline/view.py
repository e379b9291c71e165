"""The tree of sections: keys, mouse and dragging. What is asked for is reported; the panel does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QMenu, QTreeView, QWidget

from core.manuscript.section_moves import Where
from desktop.common.theme import Theme
from desktop.outline import words
from desktop.outline.figures import Row
from desktop.outline.model import SECTION_MIME, OutlineModel, row_at
from desktop.outline.row_drawing import RowDrawing

_INDENT = 14
_OPENS_AFTER_MS = 700
"""How long a section is dragged over a closed one until that opens."""

MayMove = Callable[[int, Where, int], bool]
"""Whether a section can go before, after or into another one, by their keys."""


class OutlineView(QTreeView):
    """A tree of sections, all open at first. GUI thread."""

    gone_to = Signal(int)
    """The writer wants to go to the section of that key."""
    stepped = Signal(int, bool)
    """The section of that key is to change places with its neighbour: up if true."""
    dropped = Signal(int, object, int)
    """The section of the first key is to go to a place (a :class:`Where`) beside the one of the second."""
    left = Signal()
    """The writer wants to be in the text again."""

    def __init__(self, may_move: MayMove, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_move = may_move
        self._closed: set[int] = set()
        self.sections = OutlineModel(self)
        self.drawing = RowDrawing(self)
        self.setModel(self.sections)
        self.setItemDelegate(self.drawing)
        self.setObjectName("outline")
        self.setAccessibleName(words.TITLE)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(_INDENT)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)  # F2 is handled here, as on every system
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setAutoExpandDelay(_OPENS_AFTER_MS)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.header().setStretchLastSection(True)
        self.collapsed.connect(self._on_collapsed)
        self.expanded.connect(self._on_expanded)

    # -- what is shown

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these sections; what the writer has closed stays closed, and the one chosen stays chosen."""
        chosen = self.chosen
        two_lines = any(row.note or row.band is not None for row in rows)
        if self.drawing.set_two_lines(two_lines):
            self.scheduleDelayedItemsLayout()
            self.viewport().update()
        if self.sections.show(rows):
            self.blockSignals(True)
            for index, key in self.sections.all_indexes():
                self.setExpanded(index, key not in self._closed)
            self.blockSignals(False)
            if chosen is not None:
                self.choose(chosen)
            self.viewport().update()

    def forget(self) -> None:
        """Another text: nothing is closed."""
        self._closed.clear()

    def apply(self, theme: Theme) -> None:
        """Take colours."""
        self.drawing.apply(theme)
        self.viewport().update()

    def mark(self, key: int) -> None:
        """The cursor is in that section; it is chosen too while the keys go elsewhere."""
        self.sections.mark(key)
        if not self.hasFocus() and self.state() != QAbstractItemView.State.EditingState:
            self.choose(key)

    @property
    def chosen(self) -> int | None:
        """The key of the row that the keys act on."""
        index = self.currentIndex()
        return row_at(index).key if index.isValid() else None

    def choose(self, key: int) -> None:
        """Let the keys act on that section, and show it."""
        index = self.sections.index_of(key)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)
        elif not index.isValid():
            self.setCurrentIndex(QModelIndex())

    def edit_note(self) -> None:
        """Open the field for the status note of the section chosen."""
        if self.currentIndex().isValid():
            self.edit(self.currentIndex())

    # -- Qt's hooks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes there, Alt with an arrow moves, F2 opens the note, Esc leads back to the text."""
        key, chosen = event.key(), self.chosen
        alone = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # Return in the field for the note arrives here too
        elif key == Qt.Key.Key_Escape and alone:
            self.left.emit()
        elif chosen is None:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and alone:
            self.gone_to.emit(chosen)
        elif key == Qt.Key.Key_F2 and alone:
            self.edit_note()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(chosen, key == Qt.Key.Key_Up)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click goes there; one on the arrow only opens or closes."""
        dragged = self.state() == QAbstractItemView.State.DraggingState
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        on_row = index.isValid() and self.visualRect(index).contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and on_row and not dragged:
            self.gone_to.emit(row_at(index).key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """One section is always chosen: that of the cursor, or else the first."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.sections.rows:
            self.setCurrentIndex(self.sections.index(0, 0))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a section."""
        index = (
            self.currentIndex() if event.reason() is QContextMenuEvent.Reason.Keyboard else self.indexAt(event.pos())
        )
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        row = row_at(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, keys, run in (
            (words.GO, "Return", lambda: self.gone_to.emit(row.key)),
            (words.UP, "Alt+Up", lambda: self.stepped.emit(row.key, True)),
            (words.DOWN, "Alt+Down", lambda: self.stepped.emit(row.key, False)),
            (words.NOTE, "F2", self.edit_note),
        ):
            action = QAction(f"{name}\t{keys}", menu)
            action.triggered.connect(lambda _checked=False, run=run: run())
            menu.addAction(action)
        if row.note:
            menu.addAction(words.NO_NOTE, lambda: self.drawing.noted.emit(row.key, ""))
        point = (
            self.visualRect(index).bottomLeft() if event.reason() is QContextMenuEvent.Reason.Keyboard else event.pos()
        )
        menu.popup(self.viewport().mapToGlobal(point))

    # -- dragging

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Drag the row; Qt's own would remove it afterwards, but here rows follow the text."""
        index = self.currentIndex()
        if not index.isValid():
            return
        drag = QDrag(self)
        drag.setMimeData(self.sections.mimeData([index]))
        drag.setPixmap(self.viewport().grab(self.visualRect(index)))
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take sections only; a file that is dragged belongs to the window."""
        if event.mimeData().hasFormat(SECTION_MIME):
            super().dragEnterEvent(event)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Accept the places that the section can take."""
        if not event.mimeData().hasFormat(SECTION_MIME):
            event.ignore()
            return
        super().dragMoveEvent(event)
        if self._target(event) is None:
            event.ignore()
        else:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Report where it was dropped; the text is changed, and the rows follow the text."""
        target = self._target(event)
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        if target is None:
            event.ignore()
            return
        event.acceptProposedAction()
        self.dropped.emit(*target)

    def _target(self, event: QDropEvent) -> tuple[int, Where, int] | None:
        """The section that is dragged, and the place below the pointer; None where it cannot go."""
        if not event.mimeData().hasFormat(SECTION_MIME) or not self.sections.rows:
            return None
        key = int(event.mimeData().data(SECTION_MIME).data())
        where, other = self._beside(self.indexAt(event.position().toPoint()))
        return (key, where, other) if self._may_move(key, where, other) else None

    def _beside(self, index: QModelIndex) -> tuple[Where, int]:
        """The place that Qt's drop indicator shows at a row; below all rows it is the end."""
        positions, found = QAbstractItemView.DropIndicatorPosition, self.dropIndicatorPosition()
        if not index.isValid():
            return Where.AFTER, row_at(self.sections.index(self.sections.rowCount() - 1, 0)).key
        if found == positions.OnItem:
            return Where.INTO, row_at(index).key
        if found == positions.AboveItem:
            return Where.BEFORE, row_at(index).key
        if self.isExpanded(index) and self.sections.hasChildren(index):
            return Where.BEFORE, row_at(self.sections.index(0, 0, index)).key
        return Where.AFTER, row_at(index).key

    # -- inside

    def _on_collapsed(self, index: QModelIndex) -> None:
        self._closed.add(row_at(index).key)

    def _on_expanded(self, index: QModelIndex) -> None:
        self._closed.discard(row_at(index).key)
