"""The page: a plain-text editor in one centred column, which knows its paragraphs.

Everything here belongs to the GUI thread. Positions are UTF-16 units of the document; texts are Python strings.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QToolTip, QWidget

from core.manuscript.paragraphs import Kind, Syntax, scored_text
from desktop.editor.highlighter import MarkdownHighlighter
from desktop.editor.outline_path import passage_outline
from desktop.editor.passages import Passage, PassageAnchor, selected_text
from desktop.editor.picking import bounds, pick
from desktop.editor.tracking import ParagraphChanges, ParagraphTracker, Tracked
from desktop.text_offsets import from_document, to_document
from desktop.theme import LIGHT, Theme
from desktop.typography import line_format, page_font

__all__ = ["ManuscriptEditor", "ParagraphChanges", "ParagraphView", "Passage", "PassageAnchor"]

SIDE_MARGIN = 64
"""Pixels left and right of the column, inside the viewport: room for the margin bar and the tint's soft edge."""
TOP_MARGIN, BOTTOM_MARGIN = 56, 180
_SAMPLE = "The rain had stopped before anyone thought to look, and the lamps along the quay came on one by one. "
_FORWARDED = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease)

Underlay = Callable[[QPainter, QRect], None]
"""Paints below the text: a painter on the viewport, and the rectangle that needs painting."""
Hint = Callable[[QPoint], tuple[str, QRect] | None]
"""Words for the tooltip at a viewport position, and the rectangle they hold for."""


@dataclass(frozen=True)
class ParagraphView:
    """One paragraph as it stands: ``text`` is what is scored (no block-quote markers), positions are UTF-16."""

    id: int
    revision: int
    kind: Kind
    text: str
    start: int
    end: int


class ManuscriptEditor(QTextEdit):
    """A QTextEdit for manuscripts."""

    paragraphs_changed = Signal(object)
    """ParagraphChanges, after every edit that touched a paragraph."""
    current_paragraph_changed = Signal(int)
    """Id of the paragraph at the cursor, −1 between paragraphs."""
    visible_changed = Signal()
    """Scrolled or resized (at most every 40 ms)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tracker = ParagraphTracker()
        self._theme = LIGHT
        self._column_width = 66
        self._line_height = 1.55
        self._current = -1
        self._loading = False
        self._underlays: list[Underlay] = []
        self._hint: Hint | None = None
        self._rewritten: PassageAnchor | None = None
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(2)
        self.setAccessibleName("Manuscript")
        self._visible_timer = QTimer(self, singleShot=True, interval=40)
        self._visible_timer.timeout.connect(self.visible_changed)
        self.verticalScrollBar().valueChanged.connect(self._later_visible)
        self.document().contentsChange.connect(self._on_contents_change)  # before the highlighter, which asks us
        self.cursorPositionChanged.connect(self._follow_cursor)
        self._highlighter = MarkdownHighlighter(self.document(), self._kind_of_line)
        self.apply(LIGHT, 13.5, self._column_width, self._line_height)
        self.set_text("", Syntax.MARKDOWN)

    # -- appearance

    def apply(self, theme: Theme, font_size: float, column_width: int, line_height: float) -> None:
        """Take colours, font size (points), column width (characters) and line height (in font sizes, as in CSS).

        A new line height is a block format, which Qt can set outside undo only by forgetting the undo history.
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
        self.viewport().setPalette(colours)  # under a style sheet it does not inherit a later change
        font = page_font(font_size)
        self.setFont(font)
        self.document().setDefaultFont(font)
        self._column_width = column_width
        self._place_column()
        self._highlighter.style(theme, font)
        if line_height != self._line_height:
            self._line_height = line_height
            self._set_formats()
        self._highlighter.rehighlight()
        self.viewport().update()

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        return self._theme

    def add_underlay(self, paint: Underlay) -> None:
        """Have ``paint`` called below the text at every paint."""
        self._underlays.append(paint)

    def set_hint(self, hint: Hint | None) -> None:
        """Have ``hint`` asked for tooltips."""
        self._hint = hint

    def highlight_passage(self, anchor: PassageAnchor | None) -> None:
        """Outline the passage being rewritten, quietly; None takes the outline away."""
        self._rewritten = anchor
        self.viewport().update()

    # -- text

    def set_text(self, text: str, syntax: Syntax = Syntax.MARKDOWN) -> None:
        """Replace everything by ``text`` (line ends ``\\n``): unmodified, no undo, cursor at the start."""
        document = self.document()
        self._loading = True
        self._highlighter.setDocument(None)
        document.setUndoRedoEnabled(False)
        try:
            document.clear()
            document.setDefaultFont(self.font())
            self._set_frame_format()
            cursor = QTextCursor(document)
            cursor.setBlockFormat(self.block_format())
            cursor.insertText(to_document(text))
        finally:
            document.setUndoRedoEnabled(True)
            self._loading = False
        document.setModified(False)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._highlighter.set_markdown(syntax is Syntax.MARKDOWN)
        changes = self._tracker.reset(text.split("\n"), syntax)
        self._highlighter.setDocument(document)
        self.paragraphs_changed.emit(changes)
        self._follow_cursor()
        self._later_visible()

    def text(self) -> str:
        """The whole text, character for character, line ends ``\\n``."""
        return "\n".join(self._tracker.lines)

    @property
    def syntax(self) -> Syntax:
        """How the text is read."""
        return self._tracker.syntax

    def read_as(self, syntax: Syntax) -> None:
        """Read the same text by other rules; the document, its undo and its modified flag stay as they are."""
        self._highlighter.set_markdown(syntax is Syntax.MARKDOWN)
        changes = self._tracker.reset(list(self._tracker.lines), syntax)
        self._highlighter.rehighlight()
        self.paragraphs_changed.emit(changes)
        self._follow_cursor()

    # -- paragraphs

    def paragraph(self, paragraph_id: int) -> ParagraphView | None:
        """The paragraph of that id as it stands; None where it is gone."""
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
        """What the paragraph is, without building a view of it."""
        tracked = self._tracker.get(paragraph_id)
        return None if tracked is None else tracked.kind

    def chapter_ids(self, paragraph_id: int) -> tuple[int, ...]:
        """Ids of the paragraphs in the chapter around that one; of all where the text has no chapters."""
        return tuple(tracked.id for tracked in self._tracker.chapter_of(self._tracker.get(paragraph_id)))

    def paragraphs_in(self, rect: QRect) -> list[tuple[Tracked, QRectF]]:
        """Paragraphs that meet ``rect`` (viewport pixels) with the rectangle each covers there, in order."""
        result: list[tuple[Tracked, QRectF]] = []
        paragraphs = self._tracker.paragraphs
        top_line = self.cursorForPosition(QPoint(0, rect.top())).blockNumber()
        for index in range(max(0, self._tracker.index_at_line(top_line)), len(paragraphs)):
            area = self._area(paragraphs[index])
            if area.top() > rect.bottom():
                break
            if area.bottom() >= rect.top():
                result.append((paragraphs[index], area))
        return result

    def rect_of(self, paragraph_id: int) -> QRect | None:
        """Where the paragraph is in the viewport (it may be out of view)."""
        tracked = self._tracker.get(paragraph_id)
        return None if tracked is None else self._area(tracked).toAlignedRect()

    def visible_span(self) -> tuple[int, int]:
        """First and last document position in view."""
        corner = self.viewport().rect().bottomRight()
        return self.cursorForPosition(QPoint(0, 0)).position(), self.cursorForPosition(corner).position()

    def first_line_pixels(self) -> float:
        """Height of a paragraph's first line, without the space between lines."""
        return QFontMetricsF(self.font()).height()

    def block_format(self) -> QTextBlockFormat:
        """What every block has: the line height."""
        return line_format(self.font(), self._line_height)

    # -- passages

    def passage(self) -> Passage | None:
        """What a rewrite would work on: the selection without outer blanks, else the prose paragraph at the cursor."""
        return pick(self.document(), self._tracker, self.textCursor())

    def anchor(self, passage: Passage) -> PassageAnchor:
        """Follow ``passage`` through further edits; call ``release`` on the anchor when done."""
        return PassageAnchor(self.document(), passage, self)

    def replace(self, anchor: PassageAnchor, text: str) -> None:
        """Put ``text`` where the passage is now, as one undo step, and the cursor after it."""
        start, end = anchor.span
        text = to_document(text)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.setPosition(start)
        cursor.insertText(text)
        after = cursor.position()
        cursor.setPosition(after + end - start, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()  # last, because Qt would merge later typing with an insertion into one undo step
        cursor.endEditBlock()
        cursor.setPosition(after)
        self.setTextCursor(cursor)

    # -- Qt's hooks

    def event(self, event: QEvent) -> bool:
        """The page beside the column belongs to it: wheel and mouse there work as in the text."""
        if event.type() == QEvent.Type.Wheel:
            return QApplication.sendEvent(self.verticalScrollBar(), event)
        if isinstance(event, QMouseEvent) and event.type() in _FORWARDED:
            position = self.viewport().mapFrom(self, event.position())
            moved = QMouseEvent(
                event.type(), position, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
            )
            return QApplication.sendEvent(self.viewport(), moved)
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Answer tooltips."""
        if event.type() == QEvent.Type.ToolTip and self._hint is not None and isinstance(event, QHelpEvent):
            answer = self._hint(event.pos())
            if answer is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), answer[0], self.viewport(), answer[1])
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift+Return is a line end like any other, not a soft break that would vanish on saving."""
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Underlays first, then the text on top."""
        if self._underlays or self._rewritten is not None:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for paint in self._underlays:
                paint(painter, event.rect())
            if self._rewritten is not None:
                painter.setPen(QColor(self._theme.passage))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPath(passage_outline(self, *self._rewritten.span))
            painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column centred; before Qt lays the text out, which goes by the viewport as it is then."""
        self._place_column()
        super().resizeEvent(event)
        self._later_visible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Only text is taken."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste and drop as plain text."""
        text = source.text().replace("\r\n", "\n").replace("\r", "\n")
        self.textCursor().insertText(to_document(text))
        self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy as plain text, exactly."""
        data = QMimeData()
        data.setText(selected_text(self.textCursor()))
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

    def _set_formats(self) -> None:
        document = self.document()
        modified = document.isModified()
        document.setUndoRedoEnabled(False)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(self.block_format())
        document.setUndoRedoEnabled(True)
        document.setModified(modified)

    def _place_column(self) -> None:
        characters = QFontMetricsF(self.font()).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        wanted = round(self._column_width * characters) + 2 * SIDE_MARGIN
        bar = self.verticalScrollBar().sizeHint().width()
        left = max(0, (self.width() - wanted) // 2)
        right = max(0, self.width() - wanted - left - bar)
        margins = self.viewportMargins()
        if (margins.left(), margins.right()) != (left, right):
            self.setViewportMargins(left, 0, right, 0)

    def _later_visible(self) -> None:
        if not self._visible_timer.isActive():
            self._visible_timer.start()

    def _kind_of_line(self, line: int) -> Kind | None:
        tracked = self._tracker.at_line(line)
        return None if tracked is None else tracked.kind

    def _area(self, tracked: Tracked) -> QRectF:
        """The rectangle that the paragraph covers in the viewport."""
        document, layout = self.document(), self.document().documentLayout()
        area = layout.blockBoundingRect(document.findBlockByNumber(tracked.first))
        if tracked.last > tracked.first:
            area = area.united(layout.blockBoundingRect(document.findBlockByNumber(tracked.last)))
        return area.translated(0, -self.verticalScrollBar().value())

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        if self._loading:
            return
        document = self.document()
        block = document.findBlock(position)
        last_block = block if added == 0 else document.findBlock(position + added)
        first = block.blockNumber()
        last = last_block.blockNumber() if last_block.isValid() else document.blockCount() - 1
        count = last - first + 1 - (document.blockCount() - len(self._tracker.lines))
        if first < 0 or count < 0 or first + count > len(self._tracker.lines):
            first, last, count = 0, document.blockCount() - 1, len(self._tracker.lines)
            block = document.firstBlock()
        changes = self._tracker.replace(first, count, _texts(block, last - first + 1))
        if not changes:
            return
        for paragraph_id in changes.rekinded:
            self._rehighlight(paragraph_id, first, last)
        self.paragraphs_changed.emit(changes)
        self._follow_cursor()

    def _rehighlight(self, paragraph_id: int, first: int, last: int) -> None:
        """Lines outside ``first`` to ``last`` (which Qt highlights itself) may look different now."""
        tracked = self._tracker.get(paragraph_id)
        if tracked is None:
            return
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


def _texts(block: QTextBlock, count: int) -> list[str]:
    texts: list[str] = []
    for _ in range(count):
        texts.append(from_document(block.text()))
        block = block.next()
    return texts
