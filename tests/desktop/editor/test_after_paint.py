"""What is typed is painted first; whoever follows the text is told after it, of everything and in order."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPaintEvent, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.manuscript.boundaries import boundary_line
from core.manuscript.paragraphs import Syntax
from desktop.editor.highlighter import Markup
from desktop.editor.paragraph_look import ParagraphStyle
from desktop.editor.text_edit import ManuscriptEditor
from desktop.editor.tracking import ParagraphChanges

Key = Qt.Key
LONG = "words and more words that fill a line or two of the page, so that there is a second line to compare with. "
TEXT = (
    f"# Title\n\nFirst {LONG}\n\nSecond {LONG}\n\n***\n\nThird *{LONG}*\n\n\nFourth {LONG}\nfifth {LONG}\n\n> quoted\n"
)


class Watched(ManuscriptEditor):
    """Notes what happens in which order."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.told: list[tuple[bool, str]] = []
        """Whether something was typed, and how the text begins, whenever paragraphs are told of."""
        super().__init__()
        self.paragraphs_changed.connect(self._on_paragraphs)
        self.edited.connect(self._on_edit_told)
        self.caret_moved.connect(self._on_caret)

    def _on_paragraphs(self, _: ParagraphChanges) -> None:
        self.seen.append("paragraphs")
        self.told.append((self.is_typing, self.text()[:3]))

    def _on_edit_told(self) -> None:
        self.seen.append("edited")

    def _on_caret(self) -> None:
        self.seen.append("caret")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.seen.append("painted")


class Follower:
    """Knows the text of each paragraph from what it is told, as those who count words or score do."""

    def __init__(self, editor: ManuscriptEditor) -> None:
        self.editor = editor
        self.texts = present(editor)
        self.current = editor.current_id()
        editor.paragraphs_changed.connect(self.take)
        editor.current_paragraph_changed.connect(self.follow)

    def take(self, changes: ParagraphChanges) -> None:
        tracker = self.editor.tracked
        for each in changes.removed:
            self.texts.pop(each, None)
        for each in changes.changed:
            tracked = tracker.get(each)
            assert tracked is not None, "told of a paragraph that is gone"
            self.texts[each] = tracker.raw_text(tracked)

    def follow(self, paragraph_id: int) -> None:
        self.current = paragraph_id


def present(editor: ManuscriptEditor) -> dict[int, str]:
    return {each.id: editor.tracked.raw_text(each) for each in editor.tracked.paragraphs}


def places(editor: ManuscriptEditor) -> list[tuple[int, QRect, bool]]:
    rect = editor.viewport().rect()
    return [(each.id, area.toRect(), editor.is_right_to_left(each)) for each, area in editor.paragraphs_in(rect)]


def lines(editor: ManuscriptEditor) -> list[tuple[int, int, int]]:
    """Where the lines of the blocks in view are, as they were painted last."""
    found = []
    first, last = editor.visible_span()
    block = editor.document().findBlock(first)
    while block.isValid() and block.position() <= last:
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            found.append((block.blockNumber(), round(line.x()), round(line.y())))
        block = block.next()
    return found


def turn() -> None:
    """Let Qt do what is due: paints, timers."""
    QCoreApplication.processEvents()


@pytest.fixture
def editor(qtbot: QtBot) -> Iterator[Watched]:
    editor = Watched()
    qtbot.addWidget(editor)
    editor.resize(800, 500)
    editor.show()
    qtbot.waitExposed(editor)
    editor.set_text(TEXT)
    turn()
    editor.seen.clear()
    editor.told.clear()
    yield editor
    QGuiApplication.clipboard().clear()  # what was cut would be destroyed when Python has ended


@pytest.mark.parametrize("key", [Key.Key_E, Key.Key_Return, Key.Key_Delete])
def test_a_key_is_painted_before_others_are_told(qtbot: QtBot, editor: Watched, key: Key) -> None:
    editor.moveCursor(QTextCursor.MoveOperation.Down)
    editor.moveCursor(QTextCursor.MoveOperation.Down)
    editor.moveCursor(QTextCursor.MoveOperation.Right)
    editor.seen.clear()
    QTest.keyClick(editor, key)
    assert editor.seen == [] and editor.text() != TEXT
    qtbot.waitUntil(lambda: "edited" in editor.seen)
    assert editor.seen[0] == "painted"
    told = [each for each in editor.seen if each != "painted"]
    assert told == ["paragraphs", "edited", *(["caret"] if key is not Key.Key_Delete else [])]


def test_keys_that_only_move_and_commands_are_told_at_once(editor: Watched) -> None:
    QTest.keyClick(editor, Key.Key_Right)
    assert editor.seen == ["caret"]
    editor.seen.clear()
    editor.insert_text("pasted", editor.textCursor())
    assert editor.seen[:1] == ["paragraphs"] and {"edited", "caret"} <= set(editor.seen)


def test_what_was_typed_is_told_of_before_a_command_changes_the_text(editor: Watched) -> None:
    QTest.keyClicks(editor, "ab")
    assert editor.told == []
    editor.undo()
    assert editor.told == [(True, "ab#"), (False, "# T")]
    QTest.keyClick(editor, Key.Key_E)
    editor.set_text("another")
    assert editor.told[2] == (True, "e# ")


def test_where_nothing_is_painted_others_are_told_all_the_same(qtbot: QtBot, editor: Watched) -> None:
    editor.viewport().setUpdatesEnabled(False)
    QTest.keyClicks(editor, "ab")
    assert editor.seen == []
    qtbot.waitUntil(lambda: "edited" in editor.seen)
    assert "painted" not in editor.seen
    editor.viewport().setUpdatesEnabled(True)
    editor.hide()
    editor.seen.clear()
    QTest.keyClick(editor, Key.Key_E)
    assert "paragraphs" in editor.seen


def test_hidden_marks_are_shown_as_soon_as_a_paragraph_is_divided(editor: Watched) -> None:
    editor.show_markup(Markup.HIDDEN)
    QTest.keyClick(editor, Key.Key_Right)
    QTest.keyClick(editor, Key.Key_Return)
    assert "paragraphs" in editor.seen


KEYS = (Key.Key_Return, Key.Key_Backspace, Key.Key_Delete, Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_PageDown)
PIECES = ("a", " ", "#", "*", ">", "-", ".", "ש", "<!-- a -->", "words and words and words and words and words ", "```")


@pytest.mark.parametrize("style", ParagraphStyle)
@pytest.mark.parametrize("seed", range(2))
def test_after_any_keys_followers_and_remembered_places_are_right(
    editor: Watched, style: ParagraphStyle, seed: int
) -> None:
    draw = random.Random(f"{style} {seed}")
    editor.set_paragraph_style(style)
    editor.show_markup(draw.choice(list(Markup)))
    editor.hide_comments(draw.random() < 0.5)
    text = f"{boundary_line('one.md')}\n{TEXT}{boundary_line('two.md')}\n{TEXT}" if draw.random() < 0.3 else TEXT + TEXT
    editor.set_text(text, draw.choice([Syntax.MARKDOWN, Syntax.MARKDOWN, Syntax.PLAIN]))
    follower = Follower(editor)
    for _ in range(60):
        for _ in range(draw.randrange(1, 5)):
            act(editor, draw)
        if draw.random() < 0.6:
            turn()
        if draw.random() < 0.5:
            editor.settle()
            assert follower.texts == present(editor) and follower.current == editor.current_id()
            assert editor.text() == "\n".join(follower_lines(editor))
        if draw.random() < 0.5:
            found = places(editor)
            editor.viewport().repaint()
            painted = lines(editor)
            editor._view.forget()
            assert places(editor) == found
            editor.viewport().repaint()
            assert lines(editor) == painted


def follower_lines(editor: ManuscriptEditor) -> list[str]:
    """The document's own lines."""
    found = []
    block = editor.document().firstBlock()
    while block.isValid():
        found.append(block.text())
        block = block.next()
    return found


def act(editor: ManuscriptEditor, draw: random.Random) -> None:
    """One thing that a writer does."""
    match draw.randrange(8):
        case 0:
            QTest.keyClick(
                editor,
                draw.choice(KEYS),
                draw.choice([Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier]),
            )
        case 1:
            editor.undo()
        case 2:
            editor.redo()
        case 3:
            editor.insert_text(draw.choice(["one\n\ntwo", "\n", "***\n", "more"]), editor.textCursor())
        case 4:
            cursor = editor.textCursor()
            cursor.setPosition(draw.randrange(editor.document().characterCount()))
            editor.setTextCursor(cursor)
        case _:
            for character in draw.choice(PIECES):
                QCoreApplication.sendEvent(editor, key_event(character))


def key_event(character: str) -> QEvent:
    """The press of a key that types ``character``."""
    return QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
