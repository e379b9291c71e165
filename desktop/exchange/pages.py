"""A manuscript laid out on pages: for PDF, printing and the preview.

Each chapter is a document of its own, because chapters begin on new pages; so a long text can be laid out in steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
)

from core.exchange.content import Block, BlockKind, Mark, Run, chapter_level
from core.exchange.exporting import Ready
from core.exchange.manuscript_format import header_words, page_header, uses_letter_paper
from core.exchange.pdf_text import NOTES_TITLE
from desktop.common.typography import line_format, page_font

POINTS = 12.0
_HEADER_POINTS = 10.0
_LINE_HEIGHT = 1.6
_INDENT_POINTS = 24.0
_BLOCKS_AT_ONCE = 25
_CODE_FONT = "monospace"


def page_layout() -> QPageLayout:
    """The usual paper of the country, upright; the margins belong to the pages themselves."""
    paper = QPageSize(QPageSize.PageSizeId.Letter if uses_letter_paper() else QPageSize.PageSizeId.A4)
    return QPageLayout(paper, QPageLayout.Orientation.Portrait, QMarginsF())


_Line = tuple[QTextLayout, int]
"""A paragraph's layout, and the number of a line in it."""


@dataclass(frozen=True)
class _Chapter:
    document: QTextDocument
    first_page: int
    pages: tuple[tuple[_Line, ...], ...]
    """The lines of each page: drawn one by one, because Qt's own drawing adds an invisible line of the page before."""


class Pages:
    """Pages of one text for one paint device. Belongs to one thread; needs a QGuiApplication.

    Call :meth:`lay_out` to the end before the pages are painted or counted.
    """

    def __init__(self, ready: Ready, device: QPagedPaintDevice) -> None:
        self._ready = ready
        self._device = device
        resolution = device.logicalDpiY()
        self.size = QSizeF(device.pageLayout().fullRectPixels(resolution).size())
        self._margin = float(resolution)
        self._inch = _layout_dpi()
        self._point = self._inch / 72
        self._device_point = resolution / 72
        self._chapters: list[_Chapter] = []
        # Qt's layout scales margins above, below and around to the device, those beside a paragraph it does not
        self._font = _font(POINTS)
        self._lines = line_format(self._font, _LINE_HEIGHT)
        self._header = header_words(ready.content.title, ready.content.author)
        self._notes: list[tuple[Block, ...]] = []

    @property
    def count(self) -> int:
        """Number of pages laid out so far."""
        return sum(len(chapter.pages) for chapter in self._chapters)

    def lay_out(self) -> Iterator[None]:
        """Lay out the text in steps of some milliseconds; only the end of a long chapter takes longer."""
        if self._ready.title_page:
            self._add(self._title_page())
            yield
        for blocks in _chapters(self._ready.content.blocks):
            document = self._new()
            yield from self._fill(document, blocks)
            self._add(document)
            yield
        if self._notes:
            self._add(self._endnotes())
            yield

    def paint(self, painter: QPainter, page: int) -> None:
        """Paint one page, counted from 0, with its header."""
        chapter = next(each for each in self._chapters if page < each.first_page + len(each.pages))
        inside = page - chapter.first_page
        painter.save()
        painter.setPen(Qt.GlobalColor.black)
        painter.translate(0, -inside * self.size.height())
        for layout, number in chapter.pages[inside]:
            layout.lineAt(number).draw(painter, layout.position())
        painter.restore()
        self._paint_header(painter, page)

    def _paint_header(self, painter: QPainter, page: int) -> None:
        words = page_header(self._header, page, title_page=bool(self._ready.title_page))
        room = QRectF(self._margin, self._margin / 2, self.size.width() - 2 * self._margin, self._margin / 3)
        painter.save()
        font = QFont(self._font)
        font.setPixelSize(round(_HEADER_POINTS * self._device_point))  # points would be those of the screen there
        painter.setFont(font)
        painter.setPen(Qt.GlobalColor.black)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, words)
        painter.restore()

    # -- building

    def _add(self, document: QTextDocument) -> None:
        document.setPageSize(self.size)
        pages: list[list[_Line]] = [[] for _ in range(document.pageCount())]
        block = document.begin()
        while block.isValid():
            layout = block.layout()
            for number in range(layout.lineCount()):
                top = layout.position().y() + layout.lineAt(number).y()
                pages[int(top // self.size.height())].append((layout, number))
            block = block.next()
        self._chapters.append(_Chapter(document, self.count, tuple(map(tuple, pages))))

    def _new(self, top: float = 1.0) -> QTextDocument:
        """An empty document; ``top`` is its upper margin in inches."""
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.documentLayout().setPaintDevice(self._device)
        document.setDefaultFont(self._font)
        frame = document.rootFrame().frameFormat()
        frame.setMargin(self._inch)
        frame.setTopMargin(top * self._inch)
        document.rootFrame().setFrameFormat(frame)
        return document

    def _title_page(self) -> QTextDocument:
        document = self._new(top=3.5)
        cursor = QTextCursor(document)
        for number, line in enumerate(self._ready.title_page):
            place = self._format(centred=True)
            _begin(cursor, place, first=number == 0)
            letters = QTextCharFormat()
            if number == 0:
                letters.setFontPointSize(POINTS * 1.5)
            cursor.insertText(line, letters)
        return document

    def _fill(self, document: QTextDocument, blocks: Sequence[Block]) -> Iterator[None]:
        before: Block | None = None
        for start in range(0, len(blocks), _BLOCKS_AT_ONCE):
            cursor = QTextCursor(document)
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.beginEditBlock()
            for number, each in enumerate(blocks[start : start + _BLOCKS_AT_ONCE], start):
                self._write(cursor, each, before, first=number == 0)
                before = each
            cursor.endEditBlock()
            yield

    def _write(self, cursor: QTextCursor, each: Block, before: Block | None, *, first: bool) -> None:
        heading = each.kind is BlockKind.HEADING
        centred = heading or each.kind is BlockKind.BREAK
        indented = each.kind is BlockKind.PROSE and before is not None and before.kind is BlockKind.PROSE
        place = self._format(centred=centred, indented=indented)
        if each.kind is BlockKind.QUOTE:
            place.setLeftMargin(_INDENT_POINTS * self._device_point)
            place.setRightMargin(_INDENT_POINTS * self._device_point)
        if heading:
            line = POINTS * self._point
            place.setTopMargin(2 * line)
            place.setBottomMargin(2 * line if first else line)
            place.setHeadingLevel(each.level)
        _begin(cursor, place, first=first)
        if each.kind is BlockKind.BREAK:
            cursor.insertText("* * *", QTextCharFormat())
        for run in each.runs:
            self._insert(cursor, run, heading=heading)

    def _insert(self, cursor: QTextCursor, run: Run, *, heading: bool) -> None:
        letters = _letters(run)
        if heading:
            letters.setFontPointSize(POINTS * 1.2)
        if run.note:
            self._notes.append(run.note)
            letters.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            cursor.insertText(str(len(self._notes)), letters)
        else:
            cursor.insertText(run.text.replace("\n", "\u2028"), letters)

    def _endnotes(self) -> QTextDocument:
        document = self._new()
        cursor = QTextCursor(document)
        _begin(cursor, self._format(centred=True), first=True)
        cursor.insertText(NOTES_TITLE, QTextCharFormat())
        for number, note in enumerate(self._notes, 1):  # grows, because notes can have notes
            for position, each in enumerate(note):
                _begin(cursor, self._format(), first=False)
                if position == 0:
                    cursor.insertText(f"{number}. ", QTextCharFormat())
                for run in each.runs:
                    self._insert(cursor, run, heading=False)
        return document

    def _format(self, *, centred: bool = False, indented: bool = False) -> QTextBlockFormat:
        place = QTextBlockFormat(self._lines)
        if centred:
            place.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        if indented:
            place.setTextIndent(_INDENT_POINTS * self._device_point)
        return place


def _font(points: float) -> QFont:
    """The page's typeface without ligatures: a PDF could not be searched for their letters, nor read back."""
    font = page_font(points)
    for feature in ("liga", "clig", "dlig"):
        font.setFeature(QFont.Tag(feature), 0)
    return font


def _layout_dpi() -> float:
    """Units to the inch in which margins and indents are given; Qt's layout scales them to the paint device."""
    return QGuiApplication.primaryScreen().logicalDotsPerInchY()


def _begin(cursor: QTextCursor, place: QTextBlockFormat, *, first: bool) -> None:
    """Begin a paragraph; a new document has its first one already."""
    if first:
        cursor.setBlockFormat(place)
    else:
        cursor.insertBlock(place, QTextCharFormat())


def _letters(run: Run) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFontItalic(Mark.ITALIC in run.marks)
    if Mark.BOLD in run.marks:
        letters.setFontWeight(QFont.Weight.Bold)
    letters.setFontStrikeOut(Mark.STRUCK in run.marks)
    if Mark.CODE in run.marks:
        letters.setFontFamilies([_CODE_FONT])
    return letters


def _chapters(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """The blocks of each chapter; what stands before the first is one too."""
    level = chapter_level(blocks)
    start = 0
    for number, each in enumerate(blocks):
        if number > start and each.kind is BlockKind.HEADING and each.level <= level:
            before = blocks[number - 1]
            if before.kind is BlockKind.HEADING and before.level < each.level:
                continue  # a part's title shares the page with its first chapter
            yield blocks[start:number]
            start = number
    yield blocks[start:]
