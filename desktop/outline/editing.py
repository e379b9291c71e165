"""Edits of whole lines in the editor, and going to a section. Each edit is one undo step. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor, QTextDocument

from core.manuscript.outline import FILE, SCENE, Outline
from core.manuscript.paragraphs import Kind
from core.manuscript.section_moves import LineEdit, Move
from desktop.editor.text_changes import TextChange
from desktop.editor.text_edit import ManuscriptEditor


def change_lines(editor: ManuscriptEditor, edits: Sequence[LineEdit]) -> None:
    """Make edits that do not overlap, in order, as one undo step; cursor and place on screen stay with their text."""
    editor.change([_as_change(editor.document(), edit) for edit in edits])


def move_section(editor: ManuscriptEditor, move: Move) -> None:
    """Move a section. The cursor goes with it: to where it was in its text, or else to the text's beginning."""
    cursor = editor.textCursor()
    line = cursor.blockNumber() - move.was
    inside = 0 <= line < move.count
    column = cursor.positionInBlock() if inside else 0
    change_lines(editor, move.edits)
    block = editor.document().findBlockByNumber(move.now + (line if inside else 0))
    _put_cursor(editor, block.position() + min(column, max(0, block.length() - 1)))


def go_to_section(editor: ManuscriptEditor, outline: Outline, index: int, *, in_text: bool = False) -> None:
    """Put the cursor at the end of a heading, and show it; of a scene or a file, at the beginning of its text.

    ``in_text``: at the beginning of the text in any case.
    """
    section, runs = outline.sections[index], outline.runs
    document = editor.document()
    if in_text or section.level in (FILE, SCENE):
        text = section.body
        while text + 1 < section.stop and runs[text].kind is Kind.COMMENT:
            text += 1
        line = runs[text].first if text < len(runs) and text < section.end else runs[section.start].last + 1
        block = document.findBlockByNumber(min(line, document.blockCount() - 1))
        _put_cursor(editor, block.position())
    else:
        block = document.findBlockByNumber(runs[section.start].first)
        _put_cursor(editor, block.position() + block.length() - 1)


def _put_cursor(editor: ManuscriptEditor, position: int) -> None:
    cursor = QTextCursor(editor.document())
    cursor.setPosition(position)
    editor.keeper.select(cursor)


def _as_change(document: QTextDocument, edit: LineEdit) -> TextChange:
    """The edit by UTF-16 positions. At the end of the text the line end before the lines goes, or comes, with them."""
    n_lines = document.blockCount()
    stop = edit.first + edit.count
    if stop < n_lines:
        start, end = _start(document, edit.first), _start(document, stop)
        return TextChange(start, end, "".join(f"{line}\n" for line in edit.lines))
    end = document.characterCount() - 1
    if edit.first == 0:
        return TextChange(0, end, "\n".join(edit.lines))
    before = _start(document, edit.first) - 1 if edit.first < n_lines else end
    return TextChange(before, end, "".join(f"\n{line}" for line in edit.lines))


def _start(document: QTextDocument, line: int) -> int:
    return document.findBlockByNumber(line).position()
