"""The sections are counted as the text changes, and only where it does."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from core.engine.fake import ScriptedEngine
from core.manuscript.boundaries import boundary_line
from core.manuscript.outline import outline
from core.manuscript.paragraphs import Syntax
from core.manuscript.statistics import count_words
from desktop.editor.text_edit import ManuscriptEditor
from desktop.glow.controller import GlowController
from desktop.outline.figures import Row
from desktop.outline.model import OutlineModel
from desktop.outline.sections import Sections
from tests.desktop.conftest import Run


class Counted:
    """Words of paragraphs, and how often they were asked for."""

    def __init__(self, editor: ManuscriptEditor) -> None:
        self._editor = editor
        self.asked = 0

    def words_of(self, paragraph_id: int) -> int:
        self.asked += 1
        view = self._editor.paragraph(paragraph_id)
        return 0 if view is None else count_words(view.text)


@pytest.fixture
def counted(run: Run) -> Iterator[tuple[ManuscriptEditor, Sections, Counted]]:
    editor = ManuscriptEditor()
    counts = Counted(editor)

    async def build() -> Sections:
        return Sections(editor, GlowController(ScriptedEngine([]), editor), counts.words_of, editor)

    sections = run(build())
    sections.set_active(True)
    yield editor, sections, counts
    editor.deleteLater()


def expected(editor: ManuscriptEditor) -> list[Row]:
    """The rows of the whole text, found anew."""
    tracked = editor.tracked
    found = outline(tracked.paragraphs, tracked.lines, tracked.syntax)
    rows = []
    for index, section in enumerate(found.sections):
        texts = [tracked.raw_text(each) for each in tracked.paragraphs[section.start : section.end]]
        words = sum(map(count_words, texts))
        rows.append(Row(0, section.parent, found.title(index), words, None, False, found.note(index)))
    return rows


def rows_of(sections: Sections) -> list[Row]:
    while not sections.is_settled:
        QApplication.processEvents()
    return [Row(0, row.parent, row.title, row.words, None, False, row.note) for row in sections.rows]


LINES = (
    *("", "", "Prose of a few words.", "More of it,", "# One", "## Two", "### Three", "***", "---", "```", "> # no"),
    *("<!-- status: draft -->", "<!-- c -->", "Under", "===", boundary_line("a.md"), boundary_line("b.md"), "Part 2"),
)


@pytest.mark.parametrize("syntax", Syntax)
def test_after_any_edits_the_rows_are_those_of_the_text(
    counted: tuple[ManuscriptEditor, Sections, Counted], syntax: Syntax
) -> None:
    editor, sections, _ = counted
    draw = random.Random(15)
    editor.set_text("\n".join(draw.choices(LINES, k=60)), syntax)
    sections.refresh()
    model = OutlineModel()
    for number in range(150):
        document = editor.document()
        first = draw.randrange(document.blockCount())
        last = min(document.blockCount() - 1, first + draw.choice((0, 0, 0, 1, 5)))
        cursor = QTextCursor(document.findBlockByNumber(first))
        end = document.findBlockByNumber(last)
        cursor.setPosition(end.position() + end.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        if draw.random() < 0.2:
            editor.undo()
        else:
            cursor.insertText("\n".join(draw.choices(LINES, k=draw.choice((0, 1, 1, 2, 4)))))
        if number % 3 == 0:
            sections.refresh()
            assert rows_of(sections) == expected(editor)
            model.show(sections.rows)
            assert shown_in(model) == tuple(sections.rows)


def shown_in(model: OutlineModel) -> tuple[Row, ...]:
    """The rows of a model's items, in order of the tree."""
    found = []
    pending = [model.item(row) for row in reversed(range(model.rowCount()))]
    while pending:
        item = pending.pop()
        found.append(item.data(256 + 1))
        pending += [item.child(row) for row in reversed(range(item.rowCount()))]
    return tuple(found)


def test_typing_counts_one_scene_of_a_thousand_and_leaves_the_items(
    counted: tuple[ManuscriptEditor, Sections, Counted],
) -> None:
    editor, sections, counts = counted
    chapter = "\n\n* * *\n\n".join(["The lamp was lit.\n\nAnd then it went out."] * 10)
    editor.set_text("\n\n".join(f"# Chapter {number}\n\n{chapter}" for number in range(100)) + "\n")
    sections.refresh()
    assert len(rows_of(sections)) == 1100
    model = OutlineModel()
    model.show(sections.rows)
    touched: list[str] = []
    for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset, model.layoutChanged):
        signal.connect(lambda *_: touched.append("tree"))
    model.dataChanged.connect(lambda *_: touched.append("row"))
    counts.asked = 0
    cursor = QTextCursor(editor.document().findBlockByNumber(editor.document().blockCount() // 2))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    cursor.insertText(" Again")
    assert counts.asked == 0  # not while typing
    sections.refresh()
    assert rows_of(sections) == expected(editor)
    assert 0 < counts.asked <= 5
    model.show(sections.rows)
    assert set(touched) == {"row"} and len(touched) <= 2 * 5


def test_nothing_is_counted_while_the_outline_is_hidden(counted: tuple[ManuscriptEditor, Sections, Counted]) -> None:
    editor, sections, counts = counted
    sections.set_active(False)
    counts.asked = 0
    editor.set_text("# One\n\nText.\n\n# Two\n")
    assert counts.asked == 0 and sections.is_settled
    assert [sections.index_at_line(line) for line in range(5)] == [0, 0, 0, 0, 1]
    sections.set_active(True)
    assert rows_of(sections) == expected(editor)
