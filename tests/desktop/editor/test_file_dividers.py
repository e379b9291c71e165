"""Whatever a writer does with the keys, every file of a folder is still there, and undo restores the text."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.manuscript.boundaries import BOUNDARY, boundary_line, joined, parted
from core.manuscript.paragraphs import Kind, Syntax
from desktop.common.text_offsets import to_utf16
from desktop.common.theme import DARK
from desktop.editor.paragraph_look import ParagraphStyle
from desktop.editor.text_changes import TextChange, text_changes
from desktop.editor.text_edit import ManuscriptEditor

Key = Qt.Key
Modifier = Qt.KeyboardModifier
FILES = [
    ("1.md", "One 🕯 begins.\n\nOne ends."),
    ("2.md", "Two begins.\n\nTwo ends.\n"),
    ("3.md", ""),
    ("4.md", "Four."),
]


@pytest.fixture
def editor(qtbot: QtBot) -> ManuscriptEditor:
    """An editor with the text of a folder."""
    made = ManuscriptEditor()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.set_text(joined(FILES), Syntax.MARKDOWN)
    return made


def place(editor: ManuscriptEditor, words: str, *, end: bool = False) -> int:
    """Where words begin or end in the document."""
    text = editor.text()
    return to_utf16(text, text.index(words) + (len(words) if end else 0))


def put(editor: ManuscriptEditor, at: int, anchor: int | None = None) -> None:
    """Put the cursor somewhere, with a selection if an anchor is given."""
    cursor = editor.textCursor()
    cursor.setPosition(at if anchor is None else anchor)
    cursor.setPosition(at, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def press(editor: ManuscriptEditor, key: Key, modifier: Modifier = Modifier.NoModifier) -> None:
    QTest.keyClick(editor, key, modifier)


def texts(editor: ManuscriptEditor) -> list[str]:
    """The text of each file; all must be there, in order, and nothing else."""
    parts = parted(editor.text())
    assert joined(parts) == editor.text()
    assert [name for name, _ in parts] == [name for name, _ in FILES]
    return [text for _, text in parts]


WHOLE = [text for _, text in FILES]


@pytest.mark.parametrize("modifier", [Modifier.NoModifier, Modifier.ControlModifier, Modifier.ShiftModifier])
def test_backspace_at_the_beginning_of_a_file_and_delete_at_its_end_do_nothing(
    editor: ManuscriptEditor, modifier: Modifier
) -> None:
    put(editor, place(editor, "Two begins"))
    press(editor, Key.Key_Backspace, modifier)
    put(editor, place(editor, "One ends.", end=True))
    if modifier is not Modifier.ShiftModifier:  # Shift+Delete cuts
        press(editor, Key.Key_Delete, modifier)
    assert texts(editor) == WHOLE
    assert not editor.document().isUndoAvailable() and not editor.document().isModified()


def test_what_is_deleted_across_files_leaves_each_what_is_on_its_side(editor: ManuscriptEditor) -> None:
    before = editor.text()
    put(editor, place(editor, "ends.\n"), place(editor, "egins."))
    begin = place(editor, "🕯")
    put(editor, place(editor, "our."), begin)
    press(editor, Key.Key_Delete)
    assert texts(editor) == ["One ", "", "", "our."]
    assert editor.textCursor().position() == begin
    press(editor, Key.Key_X)
    assert texts(editor) == ["One x", "", "", "our."]
    editor.undo()
    assert texts(editor) == ["One ", "", "", "our."]
    editor.undo()
    assert editor.text() == before
    editor.redo()
    editor.redo()
    assert texts(editor) == ["One x", "", "", "our."]


def type_x(editor: ManuscriptEditor) -> None:
    press(editor, Key.Key_X)


def press_return(editor: ManuscriptEditor) -> None:
    press(editor, Key.Key_Return)


def paste(editor: ManuscriptEditor) -> None:
    QGuiApplication.clipboard().setText(f"x\n{boundary_line('5.md')}")
    editor.paste()


def compose(editor: ManuscriptEditor) -> None:
    event = QInputMethodEvent()
    event.setCommitString("x")
    editor.inputMethodEvent(event)


def replace_all(editor: ManuscriptEditor) -> None:
    cursor = editor.textCursor()
    cursor.beginEditBlock()
    cursor.insertText("x")
    cursor.setPosition(place(editor, "1.md", end=True) + 1)
    cursor.insertText("y")
    cursor.endEditBlock()


@pytest.mark.parametrize(
    ("edit", "put_in"),
    [(type_x, "x"), (press_return, "\n"), (paste, "x\n5.md"), (compose, "x")],
    ids=["type", "return", "paste", "input method"],
)
@pytest.mark.parametrize("whole", [False, True], ids=["part", "all"])
def test_what_replaces_a_selection_across_files_goes_to_the_first(
    editor: ManuscriptEditor, edit: Callable[[ManuscriptEditor], None], put_in: str, whole: bool
) -> None:
    before = editor.text()
    if whole:
        editor.selectAll()
    else:
        put(editor, place(editor, "Two ends"), place(editor, "begins."))
    edit(editor)
    assert texts(editor) == ([put_in, "", "", ""] if whole else [f"One 🕯 {put_in}", "Two ends.\n", "", "Four."])
    caret = editor.textCursor()
    assert not caret.hasSelection() and caret.blockNumber() == 1 + put_in.count("\n") and caret.atBlockEnd()
    editor.undo()
    assert editor.text() == before
    editor.redo()
    assert texts(editor)[0].endswith(put_in)


def test_an_edit_that_does_something_elsewhere_too_is_repaired(editor: ManuscriptEditor) -> None:
    before = editor.text()
    put(editor, place(editor, "Two ends"), place(editor, "One ends"))
    replace_all(editor)
    assert texts(editor) == ["yOne 🕯 begins.\n\nx", "Two ends.\n", "", "Four."]
    editor.undo()
    assert editor.text() == before


def test_cutting_and_pasting_across_files_takes_no_boundary_along(editor: ManuscriptEditor) -> None:
    put(editor, place(editor, "Two begins.", end=True), place(editor, "One ends"))
    editor.cut()
    assert QGuiApplication.clipboard().text() == "One ends.\nTwo begins."
    assert texts(editor) == ["One 🕯 begins.\n\n", "\n\nTwo ends.\n", "", "Four."]
    put(editor, place(editor, "Four.", end=True))
    editor.paste()
    assert texts(editor)[3] == "Four.One ends.\nTwo begins."


def test_text_dropped_in_another_file_leaves_the_boundaries_that_were_selected(editor: ManuscriptEditor) -> None:
    before = editor.text()
    put(editor, place(editor, "Two begins.", end=True), place(editor, "One ends"))
    data = editor.createMimeDataFromSelection()
    at = editor.textCursor()
    at.setPosition(place(editor, "Four."))
    at.beginEditBlock()  # as Qt moves what is dragged within a text
    editor.textCursor().removeSelectedText()
    at.insertText(data.text())
    at.endEditBlock()
    assert texts(editor) == ["One 🕯 begins.\n\n", "\n\nTwo ends.\n", "", "One ends.\nTwo begins.Four."]
    editor.undo()
    assert editor.text() == before


@pytest.mark.parametrize(
    ("start", "key", "lands"),
    [
        ("Two begins", Key.Key_Left, "One ends."),
        ("Two begins", Key.Key_Up, "One ends."),
        ("One ends.", Key.Key_Right, "Two begins"),
        ("One ends.", Key.Key_Down, "Two begins"),
    ],
)
def test_cursor_keys_pass_over_the_boundary(editor: ManuscriptEditor, start: str, key: Key, lands: str) -> None:
    put(editor, place(editor, start, end=start.endswith(".")))
    press(editor, key)
    cursor = editor.textCursor()
    assert cursor.block().text().startswith(lands[:8]) and not cursor.hasSelection()
    if key in (Key.Key_Left, Key.Key_Right):
        assert cursor.position() == place(editor, lands, end=lands.endswith("."))
        press(editor, Key.Key_Right if key is Key.Key_Left else Key.Key_Left)
        assert editor.textCursor().position() == place(editor, start, end=start.endswith("."))


def test_a_selection_grows_over_the_boundary(editor: ManuscriptEditor) -> None:
    put(editor, place(editor, "ends."))
    for _ in range(3):
        press(editor, Key.Key_Down, Modifier.ShiftModifier)
    cursor = editor.textCursor()
    assert cursor.anchor() == place(editor, "ends.") and cursor.block().text().startswith("Two ends")


def test_the_cursor_never_stands_on_a_boundary(editor: ManuscriptEditor) -> None:
    assert editor.textCursor().blockNumber() == 1
    press(editor, Key.Key_Home, Modifier.ControlModifier)
    assert editor.textCursor().blockNumber() == 1
    press(editor, Key.Key_Up)
    assert editor.textCursor().blockNumber() == 1
    put(editor, place(editor, "One ends."), place(editor, "Two begins") - len(boundary_line("2.md")) - 1)
    press(editor, Key.Key_Delete)  # all of the line above a boundary
    assert editor.textCursor().block().text() == "" and texts(editor)[0] == "One 🕯 begins.\n"
    name = editor.document().find("2.md")
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=editor.cursorRect(name).center() + QPoint(1, 0))
    assert editor.textCursor().block().text().startswith("Two begins")


def test_a_passage_is_in_one_file_and_its_context_has_no_boundary(editor: ManuscriptEditor) -> None:
    editor.selectAll()
    passage = editor.passage()
    assert passage is not None
    assert (passage.text, passage.after) == ("One 🕯 begins.\n\nOne ends.", "Two begins.")
    put(editor, place(editor, "Two begins") + 2)
    passage = editor.passage()
    assert passage is not None
    assert (passage.before, passage.text, passage.after) == ("One ends.", "Two begins.", "Two ends.")


def test_boundaries_are_paragraphs_of_their_own_without_text(editor: ManuscriptEditor) -> None:
    views = [editor.paragraph(each) for each in editor.paragraph_ids()]
    assert [view.text for view in views if view is not None and view.kind is Kind.BOUNDARY] == [""] * 4
    assert len(editor.scene_ids()) == 2


def test_files_are_moved_only_by_the_program_and_as_one_undo_step(editor: ManuscriptEditor) -> None:
    before = editor.text()
    after = joined([FILES[3], *FILES[:3]])
    editor.change(text_changes(before, after))
    assert editor.text() == after
    editor.undo()
    assert editor.text() == before
    editor.redo()
    assert editor.text() == after
    press(editor, Key.Key_X)
    assert sorted(name for name, _ in parted(editor.text())) == [name for name, _ in FILES]


def test_a_file_whose_last_line_is_moved_away_keeps_an_empty_one(editor: ManuscriptEditor) -> None:
    before = editor.text()
    line = editor.document().find("Four.").block()
    start = place(editor, "Two begins")
    editor.change([TextChange(start, start, "Four.\n"), TextChange(line.position() - 1, line.position() + 5, "")])
    assert texts(editor) == [*WHOLE[:1], "Four.\nTwo begins.\n\nTwo ends.\n", "", ""]
    editor.undo()
    assert editor.text() == before
    empty = editor.document().find("3.md").block().next().position()
    editor.change([TextChange(empty, empty + 1, "")])
    assert texts(editor) == WHOLE
    editor.undo()
    assert editor.text() == before


def test_an_empty_file_has_a_whole_line_and_the_first_paragraph_no_indent(editor: ManuscriptEditor) -> None:
    for style in ParagraphStyle:
        editor.set_paragraph_style(style)
        editor.set_text(joined(FILES), Syntax.MARKDOWN)
        heights = [
            editor.document().find(name).block().next().blockFormat().lineHeight() for name in ("1.md", "3.md", "4.md")
        ]
        assert heights[0] == heights[1] == heights[2]
        editor.grab()  # paragraphs are placed when they are painted
        line = editor.document().find("Two begins").block().layout().lineAt(0)
        assert line.x() == editor.document().find("2.md").block().layout().lineAt(0).x()


def test_a_text_of_one_file_is_edited_as_ever(editor: ManuscriptEditor) -> None:
    editor.set_text(f"One.\n{BOUNDARY}odd\nTwo.", Syntax.MARKDOWN)
    editor.selectAll()
    press(editor, Key.Key_X)
    assert editor.text() == "x"


def test_a_divider_is_drawn_beside_the_name(editor: ManuscriptEditor) -> None:
    for theme in (editor.theme, DARK):
        editor.apply(theme, 13.5, 66, 1.55)
        image = editor.grab().toImage()
        name = editor.document().find("2.md")
        at = editor.viewport().mapTo(editor, editor.cursorRect(name).center())
        column = range(at.y() - 12, at.y() + 13)
        assert any(image.pixelColor(editor.width() // 2, y) == QColor(theme.border) for y in column)


EDITS: tuple[Callable[[ManuscriptEditor], None], ...] = (
    type_x,
    press_return,
    paste,
    compose,
    lambda editor: editor.cut(),
    lambda editor: press(editor, Key.Key_Backspace),
    lambda editor: press(editor, Key.Key_Delete),
    lambda editor: press(editor, Key.Key_Backspace, Modifier.ControlModifier),
    lambda editor: press(editor, Key.Key_Delete, Modifier.ControlModifier),
    lambda editor: press(editor, Key.Key_Up, Modifier.ShiftModifier),
)


def random_edit(editor: ManuscriptEditor, chance: random.Random) -> None:
    text = editor.text()
    at = chance.randint(0, len(text))
    anchor = chance.choice([at, at, chance.randint(0, len(text)), min(len(text), at + 5)])
    put(editor, to_utf16(text, at), to_utf16(text, anchor))
    chance.choice(EDITS)(editor)


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_every_file_is_there_once_and_undo_restores_all(editor: ManuscriptEditor, seed: int) -> None:
    before, chance = editor.text(), random.Random(seed)
    for _ in range(50):
        random_edit(editor, chance)
        texts(editor)
        assert not editor.textCursor().block().text().startswith(BOUNDARY)
        if chance.random() < 0.2:
            editor.undo()
            texts(editor)
        assert editor.text().split("\n") == blocks(editor)  # what is tracked is what is shown
    after, n_undone = editor.text(), 0
    while editor.document().isUndoAvailable():
        editor.undo()
        n_undone += 1
    assert editor.text() == before
    for _ in range(n_undone):
        editor.redo()
    assert editor.text() == after


def blocks(editor: ManuscriptEditor) -> list[str]:
    block, found = editor.document().firstBlock(), []
    while block.isValid():
        found.append(block.text())
        block = block.next()
    return found
