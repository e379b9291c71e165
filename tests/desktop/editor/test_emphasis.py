"""Emphasis on the page: styled while typing, marks shown, faded or hidden, set by keys, and pasted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QFontInfo, QGuiApplication, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.manuscript.paragraphs import Syntax
from desktop.editor.emphasis import ONLY_IN_MARKDOWN, EmphasisCommands
from desktop.editor.highlighter import Markup
from desktop.editor.pasting import AT_ONCE
from desktop.editor.text_edit import ManuscriptEditor
from tests.desktop.conftest import Desk, until

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@dataclass
class Told:
    sentences: list[str] = field(default_factory=list)

    def tell(self, sentence: str, *answers: Any, about: str = "") -> None:
        self.sentences.append(sentence)

    tell_later = tell

    def withdraw_about(self, about: str) -> None:
        pass


@pytest.fixture
def editor(qtbot: QtBot) -> ManuscriptEditor:
    editor = ManuscriptEditor()
    qtbot.addWidget(editor)
    editor.resize(800, 500)
    editor.show()
    return editor


@pytest.fixture
def keys(editor: ManuscriptEditor) -> EmphasisCommands:
    return EmphasisCommands(editor, Told())


def formats(editor: ManuscriptEditor, line: int) -> list[tuple[str, QTextCharFormat]]:
    """The styled pieces of a line and how they are drawn, in order."""
    block = editor.document().findBlockByNumber(line)
    units = block.text().encode("utf-16-le")
    return [
        (units[2 * each.start : 2 * (each.start + each.length)].decode("utf-16-le"), QTextCharFormat(each.format))
        for each in sorted(block.layout().formats(), key=lambda each: each.start)
    ]


def piece(editor: ManuscriptEditor, line: int, text: str) -> QTextCharFormat:
    return next(style for found, style in formats(editor, line) if found == text)


def select(editor: ManuscriptEditor, text: str) -> None:
    start = editor.text().index(text)
    cursor = editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(text), QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def put_caret(editor: ManuscriptEditor, position: int) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(position)
    editor.setTextCursor(cursor)


# -- styled while typing


def test_emphasis_is_styled_as_it_is_typed(editor: ManuscriptEditor) -> None:
    QTest.keyClicks(editor, "a *b* **c** ***d*** `e` ~~f~~ ")
    editor.insertPlainText("😀 _g_")
    assert piece(editor, 0, "b").fontItalic() and piece(editor, 0, "b").fontWeight() < 600
    assert piece(editor, 0, "c").fontWeight() == 700 and not piece(editor, 0, "c").fontItalic()
    assert piece(editor, 0, "d").fontWeight() == 700 and piece(editor, 0, "d").fontItalic()
    assert piece(editor, 0, "e").fontFamilies()[0].endswith("Mono")
    assert piece(editor, 0, "f").fontStrikeOut()
    assert piece(editor, 0, "g").fontItalic()
    QTest.keyClick(editor, Key.Key_Backspace)
    assert [text for text, _ in formats(editor, 0) if "g" in text] == []
    assert editor.document().isModified() and editor.text() == "a *b* **c** ***d*** `e` ~~f~~ 😀 _g"


def test_italics_are_the_typefaces_own(editor: ManuscriptEditor) -> None:
    editor.set_text("a *b*")
    font = editor.font()
    font.setItalic(True)
    assert QFontInfo(font).family() == "Source Serif Pro"
    assert QFontInfo(font).style() is font.Style.StyleItalic


def test_marks_beside_spaces_and_escaped_ones_are_no_emphasis(editor: ManuscriptEditor) -> None:
    editor.set_text("5 * 3 * 2, file_name_here and \\*this\\*")
    assert {text for text, _ in formats(editor, 0)} == {"\\"}


def test_emphasis_reaches_over_the_lines_of_a_paragraph_and_goes_with_its_mark(editor: ManuscriptEditor) -> None:
    editor.set_text("one *two\nthree\nfour* five\n\nsix")
    assert piece(editor, 1, "three").fontItalic()
    assert piece(editor, 2, "four").fontItalic()
    put_caret(editor, 4)
    QTest.keyClick(editor, Key.Key_Delete)
    assert formats(editor, 1) == formats(editor, 2) == []
    editor.undo()
    assert piece(editor, 1, "three").fontItalic()


def test_a_key_press_styles_its_paragraph_only(editor: ManuscriptEditor, monkeypatch: pytest.MonkeyPatch) -> None:
    editor.set_text("a *b*\n\nc *d*\n\n" + "\n".join(f"line *{n}*" for n in range(9)))
    put_caret(editor, 3)
    highlighter = editor._highlighter
    styled: list[int] = []
    plain = highlighter.highlightBlock

    def noted(text: str) -> None:
        styled.append(highlighter.currentBlock().blockNumber())
        plain(text)

    monkeypatch.setattr(highlighter, "highlightBlock", noted)
    QTest.keyClicks(editor, "xy")
    assert set(styled) == {0}


# -- marks


def test_marks_are_faded_shown_or_hidden_but_where_the_cursor_is(editor: ManuscriptEditor) -> None:
    editor.set_text("a *b*\n\nc **d**\n\n# Title")
    muted = editor.theme.muted
    assert piece(editor, 0, "*").foreground().color().name() == muted
    assert piece(editor, 4, "# ").foreground().color().name() == muted
    editor.show_markup(Markup.SHOWN)
    assert "*" not in [text for text, _ in formats(editor, 0)]
    editor.show_markup(Markup.HIDDEN)
    assert piece(editor, 0, "*").foreground().color().name() == muted  # the cursor is in it
    assert piece(editor, 2, "**").foreground().color().alpha() == 0
    assert piece(editor, 4, "# ").foreground().color().alpha() == 0
    QTest.keyClick(editor, Key.Key_Down)
    QTest.keyClick(editor, Key.Key_Down)
    assert piece(editor, 0, "*").foreground().color().alpha() == 0
    assert piece(editor, 2, "**").foreground().color().name() == muted
    assert not editor.document().isModified() and not editor.document().isUndoAvailable()


def test_hidden_marks_are_copied_found_and_passed_by_the_cursor(editor: ManuscriptEditor) -> None:
    editor.set_text("first\n\na **b** c")
    editor.show_markup(Markup.HIDDEN)
    line = editor.document().findBlockByNumber(2)
    width = line.layout().lineAt(0).naturalTextWidth()
    editor.show_markup(Markup.FADED)
    assert width < line.layout().lineAt(0).naturalTextWidth() - 10
    editor.show_markup(Markup.HIDDEN)
    editor.selectAll()
    editor.copy()
    assert QGuiApplication.clipboard().text() == "first\n\na **b** c"
    put_caret(editor, 7)
    places = []
    for _ in range(9):
        places.append(editor.textCursor().position())
        QTest.keyClick(editor, Key.Key_Right)
    assert places == list(range(7, 16))


def test_hidden_marks_stay_hidden_while_the_mouse_selects(editor: ManuscriptEditor) -> None:
    editor.set_text("first\n\na **b** c")
    editor.show_markup(Markup.HIDDEN)
    cursor = QTextCursor(editor.document())
    cursor.setPosition(8)
    place = editor.cursorRect(cursor).center()
    QTest.mousePress(editor.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert editor.textCursor().blockNumber() == 2
    assert piece(editor, 2, "**").foreground().color().alpha() == 0
    QTest.mouseRelease(editor.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert piece(editor, 2, "**").foreground().color().name() == editor.theme.muted


# -- keys


def test_keys_set_the_selection_as_one_step(editor: ManuscriptEditor, keys: EmphasisCommands) -> None:
    editor.set_text("One two. 😀 Three four.\n\n> quoted words\n\n***\n\nLast one.")
    select(editor, "two")
    keys.italic()
    assert editor.text().startswith("One *two*. ")
    assert editor.textCursor().selectedText() == "two"
    keys.bold()
    assert editor.text().startswith("One ***two***. ")
    keys.italic()
    assert editor.text().startswith("One **two**. ")
    for _ in range(3):
        editor.undo()
    assert editor.text().startswith("One two. ") and not editor.document().isUndoAvailable()


def test_each_paragraph_of_a_selection_has_marks_of_its_own(editor: ManuscriptEditor, keys: EmphasisCommands) -> None:
    text = "One two. 😀 Three\n\n> quoted words\n> go on\n\n***\n\nLast one."
    editor.set_text(text)
    cursor = editor.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(editor.document().characterCount() - 6, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    keys.italic()
    assert editor.text() == "One *two. 😀 Three*\n\n> *quoted words\n> go on*\n\n***\n\n*Last* one."
    keys.italic()
    assert editor.text() == text
    editor.undo()
    editor.undo()
    assert editor.text() == text and not editor.document().isUndoAvailable()


def test_a_word_is_set_without_a_selection_and_typing_goes_on_after_it(
    editor: ManuscriptEditor, keys: EmphasisCommands
) -> None:
    editor.set_text("one don’t three")
    put_caret(editor, 6)
    keys.bold()
    assert editor.text() == "one **don’t** three"
    keys.bold()
    assert editor.text() == "one don’t three"
    editor.moveCursor(QTextCursor.MoveOperation.End)
    keys.italic()
    keys.italic()
    assert editor.text() == "one don’t three"  # at its end too, twice is nothing
    QTest.keyClicks(editor, " ")
    keys.italic()
    QTest.keyClicks(editor, "new")
    keys.italic()
    QTest.keyClicks(editor, " end")
    assert editor.text() == "one don’t three *new* end"
    QTest.keyClicks(editor, " ")
    keys.bold()
    keys.bold()
    assert editor.text() == "one don’t three *new* end "  # marks around nothing are taken away


def test_plain_text_has_no_emphasis(editor: ManuscriptEditor) -> None:
    told = Told()
    editor.set_text("one two", Syntax.PLAIN)
    EmphasisCommands(editor, told).italic()
    assert editor.text() == "one two" and told.sentences == [ONLY_IN_MARKDOWN]


# -- in the window


def put_on_clipboard(html: str, text: str) -> None:
    data = QMimeData()
    data.setHtml(html)
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


def test_pasting_and_the_menu(desk: Desk) -> None:
    window, editor = desk.window, desk.window.parts.editor
    menu = window.actions_by_name
    window.parts.session.new("", "New")
    put_on_clipboard("<h1>T</h1><p>a <i>b</i></p>", "T\na b")
    QTest.keyClick(editor, Key.Key_V, Modifier.ControlModifier)
    assert editor.text() == "# T\n\na *b*"
    editor.undo()
    assert editor.text() == ""
    menu["paste-plain"].trigger()
    assert editor.text() == "T\na b"
    put_on_clipboard("<h2>Here</h2>", "Here")
    menu["paste"].trigger()
    assert editor.text() == "T\na bHere"  # no heading within a line
    editor.read_as(Syntax.PLAIN)
    put_on_clipboard("<p>a <i>b</i></p>", "a b")
    menu["paste"].trigger()
    assert editor.text() == "T\na bHerea b"
    editor.read_as(Syntax.MARKDOWN)

    async def paste_much() -> None:
        editor.set_text("start  end")
        put_caret(editor, 6)
        put_on_clipboard("<p><i>word</i> and</p>" * (AT_ONCE // 20) + "<p>last</p>", "plain")
        menu["paste"].trigger()
        QTest.keyClicks(editor, "x")  # typed while it is read
        await until(lambda: "last" in editor.text())
        assert editor.text().startswith("start x*word* and\n\n*word*") and editor.text().endswith("\n\nlast end")
        menu["paste"].trigger()
        editor.set_text("another text")
        await window.parts.tasks.finish()
        assert editor.text() == "another text"

    desk.run(paste_much())
    editor.set_text("one *two* three")
    editor.selectAll()
    menu["copy"].trigger()
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text() == "one *two* three" and "one <i>two</i> three" in copied.html()
    menu["paste"].trigger()
    assert editor.text() == "one *two* three"  # from here to here, character for character
    menu["markup-hidden"].trigger()
    assert editor.markup is Markup.HIDDEN and window.parts.preferences.value.markup == "hidden"
    menu["paragraphs-indent"].trigger()
    assert window.parts.preferences.value.paragraphs == "indent" and menu["paragraphs-indent"].isChecked()
    editor.set_text("one\n\ntwo")
    assert not editor.document().findBlockByNumber(1).isVisible()
    editor.set_text("one two")
    put_caret(editor, 1)
    menu["italic"].trigger()
    assert editor.text() == "*one* two"


def test_the_context_menu_has_the_commands(desk: Desk) -> None:
    editor = desk.window.parts.editor
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.RightButton, pos=QPoint(300, 120))
    menu = editor.context_menu()
    names = [action.objectName() for action in menu.actions()]
    assert [name for name in names if name in ("italic", "bold", "vary")] == ["italic", "bold", "vary"]
    assert names.index("edit-paste") + 1 == names.index("paste-plain")
