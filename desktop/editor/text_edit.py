"""The manuscript's editor: a page that tracks its paragraphs.

Everything here belongs to the GUI thread. Positions are UTF-16 units of the document; texts are Python strings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QWidget

from core.manuscript.paragraphs import Kind, Syntax, scored_text
from desktop.common.text_offsets import from_document, to_document
from desktop.common.theme import LIGHT, Theme
from desktop.common.translation import tr
from desktop.editor import hidden_lines
from desktop.editor.after_paint import AfterPaint
from desktop.editor.file_dividers import FileDividers
from desktop.editor.highlighter import MarkdownHighlighter, Markup
from desktop.editor.in_view import ParagraphsInView
from desktop.editor.outline_path import passage_outline
from desktop.editor.page import COLUMN_WIDTH, FONT_SIZE, LINE_HEIGHT, SIDE_MARGIN, Page
from desktop.editor.paragraph_look import ParagraphLook, ParagraphStyle
from desktop.editor.passages import Passage, PassageAnchor
from desktop.editor.picking import bounds, pick, pick_paragraph, sentence_span
from desktop.editor.text_changes import TextChange
from desktop.editor.tracking import ParagraphChanges, ParagraphTracker, Tracked

__all__ = ["ManuscriptEditor", "ParagraphChanges", "ParagraphView", "Passage", "PassageAnchor"]


@dataclass(frozen=True)
class ParagraphView:
    """One paragraph: ``text`` is the text to score (no block-quote markers), positions are UTF-16."""

    id: int
    revision: int
    kind: Kind
    text: str
    start: int
    end: int


class ManuscriptEditor(Page):
    """A page that tracks its paragraphs, and a passage while it is being rewritten."""

    paragraphs_changed = Signal(object)
    """ParagraphChanges, after every edit that touched a paragraph; of what is typed, after its paint."""
    current_paragraph_changed = Signal(int)
    """Id of the paragraph at the cursor, −1 between paragraphs; while typing, after the paint."""
    edited = Signal()
    """The document's text or formats have changed; while typing, after the paint."""
    caret_moved = Signal()
    """The cursor has moved; while typing, after the paint."""
    text_moved = Signal(int)
    """All from this height of the viewport on, in pixels, has another place."""
    text_leaving = Signal()
    """The whole text is about to be replaced by another."""
    text_replaced = Signal()
    """Another text is there, shown from its beginning."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tracker = ParagraphTracker()
        self._current = -1
        self._loading = self._selecting = False
        self._edits = 0
        self._pending_changes = ParagraphChanges()
        self._edit_pending = self._move_pending = False
        self._is_simple = False
        """Whether what is being typed changes the text of one line and nothing else."""
        self._after_paint = AfterPaint(self._tell, self)
        self._rewritten: PassageAnchor | None = None
        self._view = ParagraphsInView(self, self._tracker, self._area)
        self._view.moved.connect(self.text_moved)
        self.setAccessibleName(tr("Manuscript"))
        self.document().contentsChange.connect(self._on_contents_change)  # before the highlighter, which asks us
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self._highlighter = MarkdownHighlighter(self.document(), self._tracker.at_line, self._tracker.lines_of)
        self._dividers = FileDividers(self, lambda: self._tracker.lines, self.paragraphs_in)
        self._look = ParagraphLook(self, self._tracker, self._view)
        # after the highlighter, which emits contentsChanged within contentsChange
        self.document().contentsChange.connect(self._on_change_reported)
        self.document().contentsChanged.connect(self._on_edited)
        self.apply(LIGHT, FONT_SIZE, COLUMN_WIDTH, LINE_HEIGHT)
        self.set_text("", Syntax.MARKDOWN)

    def apply(
        self, theme: Theme, font_size: float, column_width: int, line_height: float, font_family: str = ""
    ) -> None:
        """As :meth:`Page.apply`, and style the Markdown."""
        with self.keeper.keeping():
            super().apply(theme, font_size, column_width, line_height, font_family)
            self._highlighter.style(theme, self.font())
            self._restyle()

    @property
    def markup(self) -> Markup:
        """How the marks of Markdown are shown."""
        return self._highlighter.markup

    def show_markup(self, markup: Markup) -> None:
        """Show the marks of Markdown, faded or not, or hide them but in the paragraph with the cursor."""
        if markup is not self._highlighter.markup:
            self._highlighter.markup = markup
            self._highlighter.revealed = self._current
            with self.keeper.keeping():
                self._restyle()

    def hide_comments(self, hidden: bool) -> None:
        """Hide lines that are nothing but comments, except where the cursor is."""
        self._look.hide_comments(hidden)

    def set_paragraph_style(self, style: ParagraphStyle) -> None:
        """Set paragraphs apart in that way."""
        self._look.set_style(style)

    def highlight_passage(self, anchor: PassageAnchor | None) -> None:
        """Outline the passage being rewritten; None removes the outline."""
        self._rewritten = anchor
        self.remove_underlay(self._paint_outline)
        if anchor is not None:
            self.add_underlay(self._paint_outline)

    def show_rewritten(self) -> None:
        """Scroll so that the passage being rewritten is in view."""
        if self._rewritten is not None:
            self.keeper.bring_into_view(*self._rewritten.span)

    # -- delayed signals

    def settle(self) -> None:
        """Tell others now of what was typed, without waiting for the paint. Whoever keeps figures of the text calls it
        before they are read.
        """
        self._after_paint.do_now()

    @property
    def edits(self) -> int:
        """How often the document has changed, in text or formats."""
        return self._edits

    @property
    def text_edits(self) -> int:
        """How often the text has been edited; formats alone, and another text in its place, do not count."""
        return self._look.text_edits

    def finish_layout(self) -> None:
        """As :meth:`Page.finish_layout`; others are told of earlier edits before the next one."""
        self.settle()
        super().finish_layout()

    # -- text

    def set_text(self, text: str, syntax: Syntax = Syntax.MARKDOWN) -> None:
        """Replace the whole text with ``text`` (line ends ``\\n``): unmodified, no undo, cursor at the start."""
        self.settle()
        self.text_leaving.emit()
        document = self.document()
        self.keeper.forget()  # before clear(), in which Qt keeps pointers to cursors that are freed meanwhile
        self.forget_marked_places()
        self._loading = True
        document.setUndoRedoEnabled(False)
        size = document.pageSize()
        document.setPageSize(QSizeF(0, 0))  # or all of the text would be laid out at once, instead of in steps
        try:
            document.clear()
            document.setDefaultFont(self.font())
            self._set_frame_format()
            cursor = QTextCursor(document)
            cursor.setBlockFormat(self._look.block_format())
            self._highlighter.set_markdown(syntax is Syntax.MARKDOWN)
            changes = self._tracker.reset(text.split("\n"), syntax)  # the text is highlighted as it is inserted
            first = self._tracker.at_line(0)
            self._highlighter.revealed = -1 if first is None else first.id
            cursor.beginEditBlock()
            cursor.insertText(to_document(text))
            self._look.dress(cursor)
            cursor.endEditBlock()
        finally:
            self.moveCursor(QTextCursor.MoveOperation.Start)
            document.setPageSize(size)
            document.setUndoRedoEnabled(True)
            self._loading = False
        document.setModified(False)
        self._view.forget()
        self.paragraphs_changed.emit(changes)
        self._dividers.pass_over()
        self._follow_cursor()
        self._later_visible()
        self.text_replaced.emit()

    def text(self) -> str:
        """The whole text, character for character, line ends ``\\n``."""
        return "\n".join(self._tracker.lines)

    @property
    def longest_line(self) -> int:
        """Characters of the longest line."""
        return max(map(len, self._tracker.lines))

    @property
    def syntax(self) -> Syntax:
        """The syntax that the text is read as."""
        return self._tracker.syntax

    def read_as(self, syntax: Syntax) -> None:
        """Read the same text in another syntax; the document, its undo and its modified flag stay as they are."""
        self.settle()
        self._highlighter.set_markdown(syntax is Syntax.MARKDOWN)
        changes = self._tracker.reset(list(self._tracker.lines), syntax)
        with self.keeper.keeping():
            self._restyle()
        self._look.look_at_comments()
        self.paragraphs_changed.emit(changes)
        self._follow_cursor()

    @property
    def tracked(self) -> ParagraphTracker:
        """The lines and paragraphs as tracked; to be read only."""
        return self._tracker

    # -- paragraphs

    def paragraph(self, paragraph_id: int) -> ParagraphView | None:
        """The paragraph of that id in its present state; None if it no longer exists."""
        tracked = self._tracker.get(paragraph_id)
        if tracked is None:
            return None
        start, end = bounds(self.document(), tracked)
        raw = self._tracker.raw_text(tracked)
        text = scored_text(raw, self._tracker.syntax)[0] if tracked.kind is Kind.PROSE else raw
        return ParagraphView(tracked.id, tracked.revision, tracked.kind, text, start, end)

    def paragraph_ids(self) -> tuple[int, ...]:
        """Ids of all paragraphs, in order."""
        return tuple(tracked.id for tracked in self._tracker.paragraphs)

    def visible_ids(self) -> tuple[int, ...]:
        """Ids of the paragraphs in view, in order."""
        return tuple(tracked.id for tracked, _ in self.paragraphs_in(self.viewport().rect()))

    def paragraph_at(self, position: int) -> int | None:
        """Id of the paragraph at a document position; None between paragraphs."""
        tracked = self._tracker.at_line(self.document().findBlock(position).blockNumber())
        return None if tracked is None else tracked.id

    def current_id(self) -> int:
        """Id of the paragraph at the cursor; −1 between paragraphs."""
        tracked = self._tracker.at_line(self.textCursor().blockNumber())
        return -1 if tracked is None else tracked.id

    def kind_of(self, paragraph_id: int) -> Kind | None:
        """The kind of a paragraph, without building a view of it."""
        tracked = self._tracker.get(paragraph_id)
        return None if tracked is None else tracked.kind

    def chapter_ids(self, paragraph_id: int) -> tuple[int, ...]:
        """Ids of the paragraphs in the chapter around that one; of all where the text has no chapters."""
        return tuple(tracked.id for tracked in self._tracker.chapter_of(self._tracker.get(paragraph_id)))

    def scene_ids(self) -> tuple[int, ...]:
        """Ids of the paragraphs of the scene around the cursor."""
        return tuple(tracked.id for tracked in self._tracker.scene_at(self.textCursor().blockNumber()))

    def paragraphs_in(self, rect: QRect) -> list[tuple[Tracked, QRectF]]:
        """Paragraphs that meet ``rect`` (viewport pixels) with the rectangle each covers there, in order."""
        return self._view.paragraphs_in(rect)

    def rect_of(self, paragraph_id: int) -> QRect | None:
        """Where the paragraph is in the viewport (it may be out of view)."""
        tracked = self._tracker.get(paragraph_id)
        if tracked is None:
            return None
        return self._area(tracked).translated(0, -self.verticalScrollBar().value()).toAlignedRect()

    @property
    def places_version(self) -> int:
        """Another number whenever a paragraph in view has another place or direction, or may have."""
        return self._view.version

    def is_right_to_left(self, paragraph: Tracked) -> bool:
        """Whether the paragraph begins at the right side, as Hebrew and Arabic do; its first letters decide."""
        return self._view.is_right_to_left(paragraph)

    def visible_span(self) -> tuple[int, int]:
        """First and last document position in view."""
        corner = self.viewport().rect().bottomRight()
        return self.cursorForPosition(QPoint(0, 0)).position(), self.cursorForPosition(corner).position()

    def paintEvent(self, event: QPaintEvent) -> None:
        """As :class:`Page`; what was typed is told of afterwards."""
        super().paintEvent(event)
        self._after_paint.painted()

    # -- passages

    def passage(self) -> Passage | None:
        """The passage to rewrite: the selection without outer blanks, else the prose paragraph at the cursor."""
        return pick(self.document(), self._tracker, self.textCursor())

    def select_sentence(self) -> bool:
        """Select the sentence at the cursor; False, and nothing is selected, where there is no prose."""
        cursor = self.textCursor()
        tracked = self._tracker.at_line(cursor.blockNumber())
        if tracked is None or tracked.kind is not Kind.PROSE:
            return False
        start, end = sentence_span(self.document(), tracked, cursor.position())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        return True

    def passage_of(self, paragraph_id: int) -> Passage | None:
        """The whole of a paragraph as the passage to rewrite; None where it is no prose, or no longer there."""
        return pick_paragraph(self.document(), self._tracker, self._tracker.get(paragraph_id))

    def anchor(self, passage: Passage) -> PassageAnchor:
        """Follow ``passage`` through further edits; call ``release`` on the anchor when done."""
        return PassageAnchor(self.document(), passage, self)

    def replace(self, anchor: PassageAnchor, text: str) -> None:
        """Put ``text`` where the passage is now, as one undo step, and the cursor after it.

        The passage begins where it began on screen, where that is in view.
        """
        self.finish_layout()
        start, end = anchor.span
        text = to_document(anchor.as_in_document(text))
        cursor = self.textCursor()
        with self.keeper.keeping(start):
            # undo restores the cursor to this position, which Qt records when the edit block begins
            cursor.setPosition(min(max(start, cursor.position()), end))
            cursor.beginEditBlock()
            cursor.setPosition(start)
            cursor.insertText(text)
            after = cursor.position()
            cursor.setPosition(after + end - start, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()  # last, because Qt would merge later typing with an insertion into one step
            cursor.endEditBlock()
            cursor.setPosition(after)
            self.setTextCursor(cursor)
        self.keeper.show_caret()

    def change(self, changes: Sequence[TextChange]) -> None:
        """Make ``changes`` as one undo step; the cursor, and the place on screen, stay with their text.

        They may move, add and remove the boundary lines of a folder, which no other edit can.
        """
        self.finish_layout()
        edit = self.textCursor()  # undo restores the cursor to here: Qt records it when the edit block begins
        with self.keeper.keeping(), self._dividers.changing():
            edit.beginEditBlock()
            for change in reversed(changes):  # a change does not shift positions before it
                edit.setPosition(change.start)
                edit.setPosition(change.end, QTextCursor.MoveMode.KeepAnchor)
                edit.insertText(to_document(change.new))
            edit.endEditBlock()

    def begin_paragraph(self) -> None:
        """Put a line end and a blank line at the cursor, which then is behind them, as one undo step."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.insertBlock(self._look.separator_format())  # at once: every change lays out what follows again
        cursor.insertBlock(self._look.block_format())
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def part_line(self, *, above: bool, below: bool) -> None:
        """Put a blank line above or below the empty line at the cursor, or both, as one undo step."""
        self.settle()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        if above:  # the text first: where it changes first, undo puts the cursor
            cursor.insertBlock(self._look.block_format())
            QTextCursor(cursor.block().previous()).setBlockFormat(self._look.separator_format())
        place = cursor.position()
        if below:
            cursor.insertBlock(self._look.separator_format())
        cursor.endEditBlock()
        cursor.setPosition(place)
        self.setTextCursor(cursor)

    # -- Qt's hooks

    def _press(self, event: QKeyEvent) -> None:
        """As :meth:`Page._press`; a key that would delete into a hidden line shows that line instead."""
        self.settle()
        self._is_simple = False
        if any(takes(event) for takes in self._key_filters) or self._dividers.holds_back(event):
            return
        if (there := hidden_lines.reached(self.textCursor(), event)) is not None:
            self.setTextCursor(there)
        else:
            super()._press(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let hidden marks stay hidden until the button is released: the text must not move below the mouse."""
        self.settle()
        self._selecting = self.keeper.mouse_is_down = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Show the hidden marks of the paragraph at the cursor."""
        super().mouseReleaseEvent(event)
        self._selecting = self.keeper.mouse_is_down = False
        self._reveal_marks()

    def undo(self) -> None:
        """As :meth:`Page.undo`; boundary lines are what they were."""
        with self._dividers.paused():
            super().undo()

    def redo(self) -> None:
        """As :meth:`undo`."""
        with self._dividers.paused():
            super().redo()

    # -- inside

    def _restyle(self) -> None:
        """Highlight every line, and lay the text out once afterwards.

        Qt would otherwise process all lines again for each line whose format changes: minutes for a novel.
        """
        document = self.document()
        size = document.pageSize()
        document.setPageSize(QSizeF(0, 0))  # nothing is laid out for a page without size
        self._highlighter.rehighlight()
        document.setPageSize(size)

    def _set_block_formats(self) -> None:
        self._look.format_all()

    def _take_back(self) -> None:
        self._look.take_back(super()._take_back)

    def _make_again(self) -> None:
        self._look.make_again(super()._make_again, super()._take_back)

    def _paint_outline(self, painter: QPainter, rect: QRect) -> None:
        if self._rewritten is not None:
            painter.setPen(QColor(self.theme.passage))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(passage_outline(self, *self._rewritten.outline))

    def _area(self, tracked: Tracked) -> QRectF:
        """The rectangle that the paragraph covers in the document, as wide as the column."""
        document = self.document()
        area = hidden_lines.area_of(document.findBlockByNumber(tracked.first))
        if tracked.last > tracked.first:
            area = area.united(hidden_lines.area_of(document.findBlockByNumber(tracked.last)))
        width = document.pageSize().width() - 2 * SIDE_MARGIN  # a first line that is indented makes the block narrower
        return QRectF(SIDE_MARGIN, area.top(), width, area.height())

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        self._edits += 1
        self._is_simple = False
        if self._loading:
            return
        document, n_lines = self.document(), len(self._tracker.lines)
        block, n_blocks = document.findBlock(position), document.blockCount()
        first, last, count = block.blockNumber(), block.blockNumber(), 1
        if n_blocks != n_lines or position + added >= block.position() + block.length():  # more than within one line
            last_block = block if added == 0 else document.findBlock(position + added)
            last = last_block.blockNumber() if last_block.isValid() else n_blocks - 1
            count = last - first + 1 - (n_blocks - n_lines)
        if first < 0 or count < 0 or first + count > n_lines:
            first, last, count = 0, n_blocks - 1, n_lines
            block = document.firstBlock()
        lines = _texts(block, last - first + 1)
        before = self._tracker.lines[first : first + count]
        self._dividers.edited(first, count, lines, (position, position + added))
        regroupings = self._tracker.regroupings
        changes = self._tracker.replace(first, count, lines)
        self._look.on_edit(first, before, lines, changes)
        if not changes:
            return
        rekinded = set(changes.rekinded)
        if self._tracker.regroupings != regroupings:
            self._view.regrouped()
        for paragraph_id in changes.changed:
            tracked = self._tracker.get(paragraph_id)
            if tracked is not None and (paragraph_id in rekinded or self._highlighter.reaches_on(tracked)):
                self._rehighlight(tracked, first, last)
        self._pending_changes = self._pending_changes.then(changes)
        if self._may_wait() and not (rekinded and self._highlighter.markup is Markup.HIDDEN):
            self._after_paint.ask()
            same_paragraphs = self._tracker.regroupings == regroupings
            self._is_simple = same_paragraphs and not self._look.is_waiting and not self._dividers.present
        else:
            self._tell_changes()
            self._follow_cursor()

    def _on_change_reported(self) -> None:
        if self._is_simple:
            return
        self._dividers.change_reported()
        self._look.change_reported()

    def _on_edited(self) -> None:
        if self._is_simple:
            self._edit_pending = True
            return
        self._dividers.edit_complete()
        self._look.edit_complete()
        if self._may_wait():
            self._edit_pending = True
            self._after_paint.ask()
        else:
            self.edited.emit()

    def _on_cursor_moved(self) -> None:
        if self._is_simple and self._shown_first:  # the cursor has moved with what was typed, in its line
            self._is_simple = False
            self._move_pending = True
            return
        self._dividers.pass_over()
        if not self._loading:
            self._look.on_cursor(self.textCursor().block())
        if self._may_wait():
            self._move_pending = True
            self._after_paint.ask()
            return
        if not self._loading:
            self._follow_cursor()
            self._reveal_marks()
        self.caret_moved.emit()

    # -- inside: delayed signals

    def _may_wait(self) -> bool:
        """Whether others may be told later of what happens now: a key is being handled, and a paint will follow."""
        return self._typing and self._shown_first and self.isVisible()

    def _tell(self) -> None:
        """Tell of what was typed since the last time."""
        is_typing, self._typing = self._typing, True
        try:
            self._tell_changes()
        finally:
            self._typing = is_typing
        self._follow_cursor()
        if self._edit_pending:
            self._edit_pending = False
            self.edited.emit()
        if self._move_pending:
            self._move_pending = False
            self._reveal_marks()
            self.caret_moved.emit()

    def _tell_changes(self) -> None:
        changes, self._pending_changes = self._pending_changes, ParagraphChanges()
        if changes:
            self.paragraphs_changed.emit(changes)

    def _rehighlight(self, tracked: Tracked, first: int, last: int) -> None:
        """Highlight the paragraph's lines outside ``first`` to ``last``; Qt highlights those itself."""
        block = self.document().findBlockByNumber(tracked.first)
        for line in range(tracked.first, tracked.last + 1):
            if not first <= line <= last:
                self._highlighter.rehighlightBlock(block)
            block = block.next()

    def _follow_cursor(self) -> None:
        if self._loading:
            return
        current = self.current_id()
        if current != self._current:
            self._current = current
            self.current_paragraph_changed.emit(current)

    def _reveal_marks(self) -> None:
        """Where marks are hidden, show those of the paragraph at the cursor; not while the mouse is down, see there."""
        before = self._highlighter.revealed
        if self._highlighter.markup is not Markup.HIDDEN or before == self._current or self._selecting:
            return
        self._highlighter.revealed = self._current
        self.finish_layout()
        with self.keeper.keeping():
            for paragraph_id in (before, self._current):
                if (tracked := self._tracker.get(paragraph_id)) is not None:
                    self._rehighlight(tracked, 1, 0)


def _texts(block: QTextBlock, count: int) -> list[str]:
    texts: list[str] = []
    for _ in range(count):
        texts.append(from_document(block.text()))
        block = block.next()
    return texts
