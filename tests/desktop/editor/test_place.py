"""The place in the text is kept: the line being read stays where it is on screen, whatever is done to the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.manuscript.paragraphs import Syntax
from tests.desktop.conftest import Desk, until

PARAGRAPHS = [
    f"Paragraph {n} begins here. " + "It goes on about a lamp, a window and the rain for a while. " * (1 + n * 7 % 5)
    for n in range(120)
]
LONG = "\n\n".join(
    f"## Chapter {n}\n\n{text.strip()}" if n % 10 == 0 else text.strip() for n, text in enumerate(PARAGRAPHS)
)


@pytest.fixture
def small(desk: Desk) -> Desk:
    """A small window on a long text, as large as it will be before anything is measured."""
    desk.window.resize(820, 560)
    desk.window.parts.session.new(LONG, "Long")
    desk.run(settle(desk))
    return desk


async def settle(desk: Desk) -> None:
    """Wait until the window's layout and the whole text's are done."""
    editor = desk.window.parts.editor
    bar = editor.verticalScrollBar()

    def is_done() -> bool:
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        height = editor.document().documentLayout().documentSize().height()
        return bar.maximum() == max(0, round(height) - editor.viewport().height())

    await until(is_done)
    assert lines_left_out(desk) == 0


def lines_left_out(desk: Desk) -> int:
    """How many lines of the file are nowhere on the page."""
    document = desk.window.parts.editor.document()
    blocks = [document.findBlockByNumber(number) for number in range(document.blockCount())]
    return sum(block.layout().lineCount() == 0 for block in blocks)


def put_caret(desk: Desk, words: str) -> None:
    """Put the caret on the line of ``words``, a little above the middle of the page."""
    editor = desk.window.parts.editor
    cursor = QTextCursor(editor.document())
    cursor.setPosition(LONG.index(words) + len(words))
    editor.setTextCursor(cursor)
    bar = editor.verticalScrollBar()
    bar.setValue(bar.value() + editor.cursorRect().top() - editor.viewport().height() * 2 // 5)


def height_on_screen(desk: Desk, position: int | None = None) -> int:
    """Where the caret's line, or that of ``position``, is in the window (pixels)."""
    editor = desk.window.parts.editor
    cursor = editor.textCursor()
    if position is not None:
        cursor.setPosition(position)
    return editor.viewport().mapTo(desk.window, editor.cursorRect(cursor).topLeft()).y()


def scroll_to_first_line(desk: Desk, words: str) -> int:
    """Scroll so that the line of ``words`` is the first in view; returns its position."""
    editor = desk.window.parts.editor
    cursor = QTextCursor(editor.document())
    cursor.setPosition(LONG.index(words))
    bar = editor.verticalScrollBar()
    bar.setValue(bar.value() + editor.cursorRect(cursor).top() - 5)
    return cursor.position()


def trigger(name: str) -> Callable[[Desk], None]:
    return lambda desk: desk.window.actions_by_name[name].trigger()


def press_larger(desk: Desk) -> None:
    QTest.keyClick(desk.window.parts.editor, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)


CHANGES: dict[str, Callable[[Desk], None]] = {
    "zoom in": trigger("larger"),
    "zoom by key": press_larger,
    "zoom out": trigger("smaller"),
    "theme": trigger("theme-dark"),
    "panel": trigger("why"),
    "narrower column": lambda desk: desk.window.parts.preferences.change(column_width=40),
    "line height": lambda desk: desk.window.parts.preferences.change(line_height=2.0),
    "notice": lambda desk: desk.window.notice.tell("Something has happened. Your text is safe."),
    "find bar": trigger("find"),
    "smaller window": lambda desk: desk.window.resize(770, 520),
    "wider window": lambda desk: desk.window.resize(1200, 600),
    "other rules": lambda desk: desk.window.parts.editor.read_as(Syntax.PLAIN),
}


def undoing(desk: Desk) -> Callable[[], None]:
    """Call what it returns to have the window as it is now, whatever is changed meanwhile."""
    window, preferences = desk.window, desk.window.parts.preferences
    kept, size = asdict(preferences.value), window.size()

    def undo() -> None:
        preferences.change(**kept)
        window.notice.hide()
        window.find_bar.close_bar()
        window.resize(size)
        window.parts.session.new(LONG, "Long")
        desk.run(settle(desk))

    return undo


def test_the_carets_line_stays(small: Desk) -> None:
    undo = undoing(small)
    for change, do in CHANGES.items():
        put_caret(small, "Paragraph 70 begins")
        before = height_on_screen(small)
        do(small)
        small.run(settle(small))
        assert abs(height_on_screen(small) - before) <= 1, change
        undo()


def test_the_first_line_stays_where_the_caret_is_out_of_view(small: Desk) -> None:
    undo = undoing(small)
    for change, do in CHANGES.items():
        first = scroll_to_first_line(small, "Paragraph 43 begins")
        before = height_on_screen(small, first)
        do(small)
        small.run(settle(small))
        assert abs(height_on_screen(small, first) - before) <= 1, change
        undo()


def test_changes_taken_back_leave_the_page_as_it_was(small: Desk) -> None:
    put_caret(small, "Paragraph 70 begins")
    bar = small.window.parts.editor.verticalScrollBar()
    before = bar.value()
    for _ in range(6):
        for name in ("larger", "why", "smaller", "why"):
            small.window.actions_by_name[name].trigger()
            small.run(settle(small))
    assert bar.value() == before


def test_a_page_that_was_scrolled_after_a_change_stays_there_at_the_next(small: Desk) -> None:
    put_caret(small, "Paragraph 70 begins")
    small.window.actions_by_name["larger"].trigger()
    small.run(settle(small))
    first = scroll_to_first_line(small, "Paragraph 20 begins")
    before = height_on_screen(small, first)
    small.window.actions_by_name["larger"].trigger()
    small.run(settle(small))
    assert abs(height_on_screen(small, first) - before) <= 1


def test_the_carets_line_is_never_pushed_out_of_a_smaller_window(small: Desk) -> None:
    put_caret(small, "Paragraph 70 begins")
    editor = small.window.parts.editor
    bar = editor.verticalScrollBar()
    bar.setValue(bar.value() + editor.cursorRect().bottom() - editor.viewport().height() + 4)
    before = bar.value()
    small.window.resize(820, 490)
    small.run(settle(small))
    assert is_in_view(small)
    small.window.resize(820, 560)
    small.run(settle(small))
    assert bar.value() == before


# -- rewriting, undo, finding


def start_of(desk: Desk, words: str) -> int:
    return desk.window.parts.editor.text().index(words)


def is_in_view(desk: Desk, position: int | None = None) -> bool:
    viewport = desk.window.parts.editor.viewport()
    y = height_on_screen(desk, position) - viewport.mapTo(desk.window, QPoint(0, 0)).y()
    return 0 <= y <= viewport.height() - 20


def rewrite_here(desk: Desk) -> None:
    rewriting = desk.window.parts.rewriting

    async def rewrite() -> None:
        QTest.keyClick(desk.window.parts.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert rewriting.state.is_running
        await until(lambda: not rewriting.state.is_running)
        await settle(desk)

    desk.run(rewrite())
    assert desk.window.card.isVisible()


def test_a_rewrite_accepted_undone_and_redone_stays_where_it_is(small: Desk) -> None:
    editor, passage = small.window.parts.editor, "Paragraph 73 begins"
    small.run(small.load())
    put_caret(small, passage)
    start = start_of(small, passage)
    rewrite_here(small)
    before = height_on_screen(small, start)
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    small.run(settle(small))
    assert editor.text() != LONG and not small.window.card.isVisible()
    assert abs(height_on_screen(small, start) - before) <= 1
    assert is_in_view(small)
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    small.run(settle(small))
    assert editor.text() == LONG
    assert start <= editor.textCursor().position() <= start + len(passage)
    assert abs(height_on_screen(small, start) - before) <= 1
    small.window.actions_by_name["redo"].trigger()
    small.run(settle(small))
    rewritten = small.engine.script[0]
    assert editor.textCursor().position() == start + len(rewritten)
    assert abs(height_on_screen(small, start) - before) <= 1


def test_undo_out_of_view_comes_to_the_change(small: Desk) -> None:
    editor = small.window.parts.editor
    put_caret(small, "Paragraph 50 begins")
    QTest.keyClicks(editor, " indeed")
    scroll_to_first_line(small, "Paragraph 100 begins")
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == LONG
    share = editor.cursorRect().top() / editor.viewport().height()
    assert 0.2 < share < 0.5


def test_more_creative_shows_its_passage_beside_the_card(small: Desk) -> None:
    editor = small.window.parts.editor
    small.run(small.load())
    put_caret(small, "Paragraph 73 begins")
    view = editor.paragraph(editor.current_id())
    assert view is not None
    scroll_to_first_line(small, "Paragraph 10 begins")
    rewrite_here(small)
    assert is_in_view(small, view.start) and is_in_view(small, view.end)


def test_more_creative_near_the_lower_edge_shows_the_whole_passage(small: Desk) -> None:
    editor = small.window.parts.editor
    small.run(small.load())
    put_caret(small, "Paragraph 73 begins")
    view = editor.paragraph(editor.current_id())
    assert view is not None
    bar = editor.verticalScrollBar()
    bar.setValue(bar.value() + editor.cursorRect().bottom() - editor.viewport().height() + 4)
    assert is_in_view(small, view.start) and not is_in_view(small, view.end)
    rewrite_here(small)
    assert is_in_view(small, view.start) and is_in_view(small, view.end)


def find(desk: Desk, words: str) -> None:
    desk.window.actions_by_name["find"].trigger()
    desk.run(settle(desk))
    field = desk.window.find_bar.focusProxy()
    assert field is not None

    async def type_it() -> None:
        QTest.keyClicks(field, words)
        await until(lambda: not desk.window.find_bar.is_searching)

    desk.run(type_it())
    find_next(desk)


def find_next(desk: Desk) -> None:
    field = desk.window.find_bar.focusProxy()
    assert field is not None

    async def press() -> None:
        QTest.keyClick(field, Qt.Key.Key_Return)
        await until(lambda: not desk.window.find_bar.is_searching)

    desk.run(press())


def hit_share(desk: Desk) -> float:
    editor = desk.window.parts.editor
    return editor.cursorRect().top() / editor.viewport().height()


@pytest.mark.parametrize("number", [3, 44, 90, 117])
def test_what_is_found_is_put_above_the_middle(small: Desk, number: int) -> None:
    find(small, f"Paragraph {number} begins")
    assert small.window.parts.editor.textCursor().selectedText() == f"Paragraph {number} begins"
    assert 0.2 < hit_share(small) < 0.6
    find_next(small)  # the only one there is: found again
    assert 0.2 < hit_share(small) < 0.6


def test_what_is_found_in_view_is_not_moved_and_none_is_at_an_edge(small: Desk) -> None:
    editor = small.window.parts.editor
    bar, height = editor.verticalScrollBar(), editor.viewport().height()
    find(small, "a window and")
    moved = 0
    for _ in range(40):
        before = bar.value()
        find_next(small)
        assert 0.1 * height < editor.cursorRect().top() < 0.75 * height
        moved += bar.value() != before
    assert 0 < moved < 20


def test_replacing_all_and_taking_it_back_leaves_the_caret_near_its_place(small: Desk) -> None:
    editor = small.window.parts.editor
    put_caret(small, "Paragraph 70 begins")
    before = editor.textCursor().position()
    find(small, "lamp")
    small.window.find_bar.replace_all()
    assert "lamp" not in editor.text()
    small.window.find_bar.close_bar()
    editor.undo()
    assert editor.text() == LONG
    assert editor.textCursor().position() >= before


# -- nothing is left out


@pytest.mark.parametrize("edit", ["type", "paste", "undo", "replace", "compose"])
def test_an_edit_while_the_text_is_laid_out_anew_leaves_nothing_out(small: Desk, edit: str) -> None:
    editor, window = small.window.parts.editor, small.window
    small.window.parts.session.new("\n\n".join([LONG] * 12), "Longer")
    QTest.keyClicks(editor, "xq")
    if edit == "replace":
        find(small, "xq")
    small.run(settle(small))
    window.actions_by_name["why"].trigger()
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    assert lines_left_out(small) > 0  # Qt lays a long text out bit by bit
    if edit == "type":
        QTest.keyClicks(editor, "y")
    elif edit == "paste":
        pasted = QMimeData()
        pasted.setText("pasted")
        editor.insertFromMimeData(pasted)
    elif edit == "undo":
        window.actions_by_name["undo"].trigger()
    elif edit == "compose":
        composed = QInputMethodEvent()
        composed.setCommitString("é")
        QApplication.sendEvent(editor, composed)
    else:
        window.find_bar.replace_all()
    small.run(settle(small))
    bottom = QTextCursor(editor.document())
    bottom.movePosition(QTextCursor.MoveOperation.End)
    assert editor.cursorRect(bottom).top() > 50_000


@pytest.mark.parametrize("change", ["open", "larger", "theme-dark"])
def test_styled_lines_are_laid_out_together_not_each_for_itself(small: Desk, change: str) -> None:
    layouts = 0

    def count(_: object) -> None:
        nonlocal layouts
        layouts += 1

    async def do() -> None:
        text = "\n\n".join(f"This is *paragraph* {n}, with emphasis." for n in range(300))
        if change != "open":
            small.window.parts.session.new(text, "Emphatic")
            await settle(small)
        small.window.parts.editor.document().documentLayout().update.connect(count)
        if change == "open":
            small.window.parts.session.new(text, "Emphatic")
        else:
            small.window.actions_by_name[change].trigger()
        await settle(small)

    small.run(do())
    assert 0 < layouts < 60
