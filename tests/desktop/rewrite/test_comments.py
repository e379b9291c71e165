"""A writer's comments inside a paragraph: never sent to the model, never counted, kept by a rewrite."""

from __future__ import annotations

import pytest

from core.manuscript.paragraphs import Syntax
from desktop.editor.highlighter import Markup
from desktop.editor.text_edit import ManuscriptEditor
from tests.desktop.conftest import Desk, until

SECRET = "is the brass one meant"
TEXT = f"""Before <!-- {SECRET} --> it all, nobody had come along the quay for as long as anyone could tell.

The lamp <!-- {SECRET} --> was lit by somebody who had come along the quay before it was dark. <!-- so? -->

<!-- {SECRET} -->
After it all <!-- {SECRET} --> nobody came."""
WRITTEN = "Phosphorescing magnificently, the lamp illuminated somebody wandering catastrophically along quaysides."


def test_the_model_never_sees_them_and_a_rewrite_keeps_them(desk: Desk) -> None:
    editor = desk.window.parts.editor
    editor.set_text(TEXT)
    desk.engine.script = [WRITTEN]
    desk.run(desk.load())
    assert all("<!--" not in each and SECRET not in each for each in desk.engine.scored)
    assert len(desk.engine.scored) >= 2 and desk.window.status_line.word_count == 37

    async def rewrite() -> None:
        desk.put_cursor(1)
        desk.window.rewrites.more_creative()
        await until(lambda: not desk.window.parts.rewriting.state.is_running)
        assert desk.window.parts.rewriting.can_accept
        desk.window.card.accept()

    desk.run(rewrite())
    assert desk.engine.requests and all(SECRET not in repr(each) for each in desk.engine.requests)
    assert editor.text() == TEXT.replace(
        TEXT.split("\n\n")[1],
        f"Phosphorescing magnificently, the lamp <!-- {SECRET} --> illuminated somebody wandering catastrophically "
        "along quaysides. <!-- so? -->",
    )
    editor.undo()
    assert editor.text() == TEXT


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (f"Before <!-- {SECRET}", "had come", "it all, nobody had come"),
        ("had come", f"lamp <!-- {SECRET[:5]}", None),
        (SECRET[:5], "meant", "whole"),
    ],
)
def test_a_selection_takes_no_part_of_a_comment(desk: Desk, first: str, last: str, text: str | None) -> None:
    editor = desk.window.parts.editor
    editor.set_text(TEXT)
    cursor, end = editor.document().find(first), editor.document().find(last)
    cursor.setPosition(cursor.selectionStart() + (len("Before <!-- ") if first.startswith("Before") else 0))
    cursor.setPosition(end.selectionEnd(), cursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    passage = editor.passage()
    assert passage is not None and "<!--" not in passage.text and SECRET[:5] not in passage.text
    if text == "whole":
        assert passage.whole
    elif text:
        assert passage.text == text


def test_in_plain_text_they_are_text(desk: Desk) -> None:
    editor = desk.window.parts.editor
    editor.set_text(TEXT, Syntax.PLAIN)
    desk.put_cursor(1)
    passage = editor.passage()
    assert passage is not None and passage.text == TEXT.split("\n\n")[1]
    anchor = editor.anchor(passage)
    editor.replace(anchor, "Other.")
    anchor.release()
    assert editor.text() == TEXT.replace(passage.text, "Other.")


def test_they_are_faded_or_hidden_with_the_marks(desk: Desk) -> None:
    editor: ManuscriptEditor = desk.window.parts.editor
    editor.set_text("Rain.\n\nThe *lamp <!-- *which* --> was* lit.")

    def size_at(words: str) -> float:
        block = editor.document().findBlockByNumber(2)
        at = block.text().index(words)
        formats = [each for each in block.layout().formats() if each.start <= at < each.start + each.length]
        return formats[-1].format.fontPointSize()

    assert editor.document().findBlockByNumber(2).layout().formats()
    editor.show_markup(Markup.HIDDEN)
    assert 0 < size_at("which") < 1
    cursor = editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    editor.setTextCursor(cursor)
    assert size_at("which") == 0 or size_at("which") > 5
