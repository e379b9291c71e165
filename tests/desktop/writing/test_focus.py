"""Focus, typewriter scrolling, the full screen and drafting, with real keys on the real window."""

from __future__ import annotations

from statistics import median

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QTextCursor
from PySide6.QtTest import QTest

from core.attribute.calibration import Band
from desktop.common.notice import COLOURS
from desktop.common.theme import DARK, LIGHT, SEPIA, Theme, contrast
from desktop.glow.overlay import TINT_PADDING
from desktop.tour.driver import close_to
from desktop.writing.focus import Level
from desktop.writing.focus import faded as colour_of_faded_text
from desktop.writing.words import DRAFTING
from tests.desktop.conftest import Desk, turns, until

SENTENCES = "The lamp was out. Nobody had noticed it. They were all asleep."
LONG = "\n\n".join(f"Paragraph {number} has some words. And a second sentence." for number in range(1, 81))


def show(desk: Desk, text: str, level: Level = Level.OFF) -> None:
    """Open ``text`` with a focus."""
    desk.window.parts.session.new(text, "Test")
    desk.window.parts.preferences.change(focus=level.value)


def picture(desk: Desk) -> QImage:
    return desk.window.parts.editor.viewport().grab().toImage()


def box(desk: Desk, words: str) -> QRect:
    """Where words, which stand in one line, are on the page."""
    editor = desk.window.parts.editor
    found = editor.document().find(words)
    start, end = QTextCursor(found), QTextCursor(found)
    start.setPosition(found.selectionStart())
    end.setPosition(found.selectionEnd())
    return editor.cursorRect(start).united(editor.cursorRect(end)).adjusted(6, 2, -6, -2)


def strongest(image: QImage, area: QRect, is_dark: bool) -> QColor:
    """The colour in ``area`` that differs most from the page."""
    colours = {image.pixel(x, y) for x in range(area.left(), area.right()) for y in range(area.top(), area.bottom())}
    pick = max if is_dark else min
    return QColor(pick(colours, key=lambda colour: QColor(colour).lightness()))


def put(desk: Desk, position: int, anchor: int | None = None) -> None:
    cursor = desk.window.parts.editor.textCursor()
    cursor.setPosition(position if anchor is None else anchor)
    cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
    desk.window.parts.editor.setTextCursor(cursor)


def caret_share(desk: Desk) -> float:
    """The height of the page at which the top of the caret's line is."""
    editor = desk.window.parts.editor
    return editor.cursorRect().top() / editor.viewport().height()


def test_all_but_the_sentence_or_the_paragraph_at_the_cursor_is_faded(desk: Desk) -> None:
    for theme in ("light", "dark"):
        assert_fades(desk, theme)
    assert_a_selection_is_clear(desk)
    assert_fades_from_right_to_left(desk)


def assert_fades_from_right_to_left(desk: Desk) -> None:
    first, second, third = "שלום עולם.", "זה משפט שני.", "והשלישי הגיע."
    show(desk, f"{first} {second} {third}", Level.SENTENCE)
    put(desk, len(first) + 4)
    page, faded = picture(desk), colour_of_faded_text(desk.window.theme)
    assert strongest(page, box(desk, "שלום"), False) == strongest(page, box(desk, "הגיע"), False) == faded
    assert strongest(page, box(desk, "משפט"), False) == QColor(desk.window.theme.text)


def assert_fades(desk: Desk, theme: str) -> None:
    desk.window.parts.preferences.change(theme=theme)
    show(desk, f"{SENTENCES}\n\nAnother *odd* paragraph.")
    is_dark = theme == "dark"
    put(desk, SENTENCES.index("Nobody"))
    whole = picture(desk)
    full = strongest(whole, box(desk, "The lamp"), is_dark)
    faded = colour_of_faded_text(desk.window.theme)
    desk.window.parts.preferences.change(focus="sentence")
    page = picture(desk)
    assert strongest(page, box(desk, "The lamp"), is_dark) == faded != full
    assert strongest(page, box(desk, "all asleep"), is_dark) == faded
    assert strongest(page, box(desk, "Another"), is_dark) == faded
    assert strongest(page, box(desk, "*odd*"), is_dark) == faded  # with its marks, which have a colour of their own
    clear = box(desk, "Nobody had noticed it")
    assert page.copy(clear) == whole.copy(clear)
    desk.window.parts.preferences.change(focus="paragraph")
    page = picture(desk)
    assert strongest(page, box(desk, "The lamp"), is_dark) == full
    assert strongest(page, box(desk, "Another"), is_dark) == faded
    QTest.keyClick(desk.window, Qt.Key.Key_F11, Qt.KeyboardModifier.ShiftModifier)
    assert desk.window.focus.level is Level.OFF and picture(desk) == whole
    assert not desk.window.parts.editor.document().isModified()


def assert_a_selection_is_clear(desk: Desk) -> None:
    """And an empty line with the cursor fades all text."""
    desk.window.parts.preferences.change(theme="light")
    show(desk, f"{SENTENCES}\n\nAnother paragraph.\n\n\n\nThe last one.", Level.SENTENCE)
    editor = desk.window.parts.editor
    another = editor.text().index("Another")
    put(desk, 3, anchor=another + 17)
    faded = colour_of_faded_text(desk.window.theme)
    page = picture(desk)
    assert strongest(page, box(desk, "Another"), False) != faded
    assert strongest(page, box(desk, "all asleep"), False) != faded
    assert strongest(page, box(desk, "last one"), False) == faded
    put(desk, another + 19)
    assert desk.window.focus.span() == (another + 19, another + 19)
    page = picture(desk)
    assert strongest(page, box(desk, "Another"), False) == strongest(page, box(desk, "asleep"), False) == faded


class Painted(QObject):
    """Heights of what is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.heights: list[int] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.heights.append(event.rect().height())
        return False


def test_typing_within_a_sentence_paints_its_paragraph_only(desk: Desk) -> None:
    show(desk, f"{LONG}\n\n{SENTENCES}", Level.SENTENCE)
    put(desk, len(LONG) + 6)
    editor, painted = desk.window.parts.editor, Painted()
    editor.viewport().installEventFilter(painted)

    async def type_on() -> None:
        await turns()
        painted.heights.clear()
        for letter in "dim old":
            QTest.keyClicks(editor, letter)
            await turns()

    desk.run(type_on())
    assert median(painted.heights) < editor.viewport().height() / 4
    painted.heights.clear()
    QTest.keyClick(editor, Qt.Key.Key_End)
    desk.run(turns())
    assert max(painted.heights) == editor.viewport().height()


def test_the_line_of_the_cursor_stays_at_its_height(desk: Desk) -> None:
    show(desk, LONG)
    editor = desk.window.parts.editor
    QTest.keyClick(desk.window, Qt.Key.Key_F12, Qt.KeyboardModifier.ShiftModifier)
    assert desk.window.actions_by_name["typewriter"].isChecked()
    put(desk, LONG.index("Paragraph 40"))
    assert caret_share(desk) == pytest.approx(0.5, abs=0.01)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_A, Qt.Key.Key_PageDown):
        QTest.keyClick(editor, key)
        assert caret_share(desk) == pytest.approx(0.5, abs=0.01)
    QTest.keyClick(editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    for _ in range(3):  # below the last line there is room
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QTest.keyClicks(editor, "More words here")
        assert caret_share(desk) == pytest.approx(0.5, abs=0.01)
        desk.run(turns())  # a notice may be shown, which moves no text
        QTest.keyClicks(editor, ".")
        assert caret_share(desk) == pytest.approx(0.5, abs=0.01)
    assert_a_click_scrolls_nothing(desk)
    desk.window.actions_by_name["typewriter-0.33"].trigger()
    assert caret_share(desk) == pytest.approx(0.33, abs=0.01)
    desk.window.resize(1100, 600)
    QTest.keyClick(editor, Qt.Key.Key_Left)
    assert caret_share(desk) == pytest.approx(0.33, abs=0.01)
    editor.undo()
    assert caret_share(desk) == pytest.approx(0.33, abs=0.01)


def assert_a_click_scrolls_nothing(desk: Desk) -> None:
    editor = desk.window.parts.editor
    put(desk, LONG.index("Paragraph 40"))
    before, at = editor.verticalScrollBar().value(), editor.cursorRect().center()
    at.setY(60)
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert editor.verticalScrollBar().value() == before
    assert caret_share(desk) < 0.2


def test_the_full_screen_has_the_text_and_nothing_else(desk: Desk) -> None:
    window = desk.window
    window.parts.preferences.change(outline_visible=True, inspector_visible=True)
    window.notice.tell("What the colours are.", about=COLOURS)
    QTest.keyClick(window, Qt.Key.Key_F11)
    desk.run(turns())
    assert not window.notice.words
    assert window.isFullScreen() and window.actions_by_name["full"].isChecked()
    shown = (window.header, window.status_line, window.outline, window.inspector)
    assert not any(each.isVisible() for each in shown)
    assert window.menuBar().height() == 0
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert not window.parts.preferences.value.glow_visible  # the keys of the menus work
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert window.outline.isVisible()
    window.parts.editor.setFocus()
    QTest.keyClick(window.parts.editor, Qt.Key.Key_Escape)
    desk.run(turns())
    assert not window.isFullScreen() and not window.actions_by_name["full"].isChecked()
    assert all(each.isVisible() for each in shown) and window.menuBar().height() > 10


async def rewritten(desk: Desk) -> None:
    desk.window.rewrites.more_creative()
    await until(lambda: desk.window.parts.rewriting.can_accept)


def test_drafting_pauses_scoring_and_shows_no_trace_of_it(desk: Desk) -> None:
    window = desk.window
    desk.run(desk.load())
    window.parts.preferences.change(inspector_visible=True)
    paragraph = desk.put_cursor(1)
    desk.run(rewritten(desk))
    QTest.keyClick(window, Qt.Key.Key_F12)
    assert window.parts.rewriting.passage is None
    assert not any(each.isVisible() for each in (window.card, window.inspector, window.header.more_button))
    assert not window.parts.overlay.glow_visible and window.parts.glow.glow_of(paragraph) is None
    unread = window.parts.glow.unread
    QTest.keyClicks(window.parts.editor, "Some more words. ")
    window.parts.editor.settle()
    window.parts.glow._pause.timeout.emit()
    desk.run(turns())
    assert window.parts.glow.unread == unread + 1 and not window.parts.glow.busy
    desk.window.rewrites.more_creative()
    assert window.notice.words == DRAFTING and window.parts.rewriting.passage is None
    assert window.parts.preferences.value.glow_visible  # as it was before, and will be
    QTest.keyClick(window, Qt.Key.Key_F12)
    desk.run(until(lambda: window.parts.glow.glow_of(paragraph) is not None and not window.parts.glow.busy))
    assert window.inspector.isVisible() and window.parts.glow.unread == 0


@pytest.mark.parametrize("theme", [LIGHT, DARK, SEPIA], ids=lambda theme: theme.name)
def test_faded_text_can_still_be_read(theme: Theme) -> None:
    colour = colour_of_faded_text(theme).name()
    assert contrast(colour, theme.page) < contrast(theme.muted, theme.page)
    for tint in theme.tints:
        assert contrast(colour, on_page(theme, tint, theme.faded_tint_alpha).name()) >= 3


def on_page(theme: Theme, colour: str, opacity: float) -> QColor:
    """``colour`` as it looks at that opacity on the page."""
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.page))
    painter, brush = QPainter(image), QColor(colour)
    brush.setAlphaF(opacity)
    painter.fillRect(image.rect(), brush)
    painter.end()
    return image.pixelColor(0, 0)


def test_tints_are_paler_where_text_is_faded(desk: Desk) -> None:
    parts, theme = desk.window.parts, SEPIA
    editor, glow = parts.editor, parts.glow
    parts.preferences.change(theme=theme.name)

    def band_of(index: int) -> Band:
        found = glow.glow_of(editor.paragraph_ids()[index])
        assert found is not None and found.score.band is not None
        return found.score.band

    def colours(index: int) -> tuple[QColor, QColor]:
        """Of the tint, between the text and its edge, and of the bar."""
        area = editor.rect_of(editor.paragraph_ids()[index])
        assert area is not None
        bar, page = parts.overlay.bar_rect(area.toRectF(), band_of(index)).center().toPoint(), picture(desk)
        tint = page.pixelColor(round(area.right() + TINT_PADDING / 2), area.center().y())
        return tint, page.pixelColor(bar)

    desk.run(desk.load())
    tinted = [
        index
        for index, each in enumerate(editor.paragraph_ids())
        if (found := glow.glow_of(each)) is not None and found.score.band not in (None, Band.PLAIN)
    ]
    here, there = tinted[:2]
    strong = {index: (theme.tint(band_of(index)), theme.bar(band_of(index))) for index in (here, there)}
    desk.put_cursor(here, 3)
    assert colours(here) == strong[here] and colours(there) == strong[there]
    pale = {index: on_page(theme, strong[index][0].name(), theme.faded_tint_alpha) for index in (here, there)}
    for level in (Level.PARAGRAPH, Level.SENTENCE):
        parts.preferences.change(focus=level.value)
        tint, bar = colours(there)
        assert close_to(tint, pale[there]) and bar != strong[there][1]
        tint, bar = colours(here)
        assert close_to(tint, strong[here][0] if level is Level.PARAGRAPH else pale[here])
        assert bar == strong[here][1]
    parts.preferences.change(focus=Level.PARAGRAPH.value)
    desk.put_cursor(there, 3)
    assert colours(there) == strong[there] and close_to(colours(here)[0], pale[here])
    parts.preferences.change(focus=Level.OFF.value)
    assert colours(here) == strong[here] and colours(there) == strong[there]
