"""Random work on a folder in the real window, with saves and other programs between: no text is lost or misplaced."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from core.manuscript import document
from core.manuscript.boundaries import boundary_line, is_boundary, parted
from core.manuscript.paragraphs import split
from core.manuscript.section_moves import Where
from desktop.common.questions import Reload
from desktop.editor.text_changes import text_changes
from tests.desktop.conftest import Desk

Key, Modifier = Qt.Key, Qt.KeyboardModifier
WORDS = ("the", "lamp", "hummed", "over", "a", "river", "where", "old", "men", "sold", "lanterns", "to", "children")
N_STEPS = 30


class Walk:
    """Random steps on the folder ``place``, which is open in the window of ``desk``."""

    def __init__(self, desk: Desk, place: Path, seed: int) -> None:
        self.desk, self.place, self.rng = desk, place, random.Random(seed)
        self.parts, self.editor = desk.window.parts, desk.window.parts.editor
        self.steps: list[str] = []
        self.texts: list[str] = []
        desk.questions.overwrite = True

    def make(self) -> dict[str, bytes]:
        """Write files of several kinds and open them; returns their bytes."""
        self.place.mkdir()
        wrapped = "\r\n\r\n".join(textwrap.fill(self.words(60), 60).replace("\n", "\r\n") for _ in range(6))
        files = {
            "1 one.md": f"# One\n\n{self.words(9)} *so*\n\n***\n\n<!-- status: draft -->\n{self.words(9)}  \n".encode(),
            "2 two.md": f"# Two\r\n\r\n{self.words(9)}\r\n\r\n***\r\n\r\nCaf\xe9.\r\n".encode("cp1252"),
            "3 three.md": f"{wrapped}\r\n".encode(),
            "4 empty.md": b"",
            "5 five.txt": b"no line end *here*",
        }
        for name, data in files.items():
            (self.place / name).write_bytes(data)
        self.desk.run(self.parts.documents.open(self.place))
        self.desk.window.actions_by_name["outline"].setChecked(True)
        return files

    def words(self, count: int) -> str:
        return " ".join(self.rng.choices(WORDS, k=count)).capitalize() + "."

    def go(self, *steps: Callable[[], object]) -> None:
        """Take random steps of these and save; after each every file's text is in its place."""
        for _ in range(N_STEPS):
            step = self.rng.choice(steps)
            self.steps.append(step.__name__)
            step()
            self.check()
            self.texts.append(self.editor.text())
        self.save()

    def check(self) -> None:
        text = self.editor.text()
        lines, names = text.split("\n"), [name for name, _ in parted(text)]
        assert is_boundary(lines[0]) and not is_boundary(lines[-1]), self.steps
        assert len(names) == sum(map(is_boundary, lines)), self.steps
        assert not any(is_boundary(one) and is_boundary(other) for one, other in pairwise(lines)), self.steps
        views = map(self.editor.paragraph, self.editor.paragraph_ids())
        assert [view.text for view in views if view] == [each.text for each in split(text, self.editor.syntax)]

    # -- steps

    def select(self) -> None:
        end = self.editor.document().characterCount() - 1
        start = self.rng.randrange(end + 1)
        cursor = self.editor.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(min(end, start + self.rng.choice((0, 8, end))), QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)

    def type_over(self) -> None:
        self.select()
        key, modifier = self.rng.choice(
            [
                *((key, Modifier.NoModifier) for key in (Key.Key_Delete, Key.Key_Backspace, Key.Key_Return, Key.Key_X)),
                *((key, Modifier.ControlModifier) for key in (Key.Key_I, Key.Key_B, Key.Key_X, Key.Key_V)),
            ]
        )
        QTest.keyClick(self.editor, key, modifier)

    def paste_lines_like_those_between_files(self) -> None:
        self.select()
        pasted = QMimeData()
        pasted.setText(f"a\n{boundary_line('2 two.md')}\nb\u2028c\rd")
        self.editor.insertFromMimeData(pasted)

    def undo_some(self) -> None:
        for _ in range(self.rng.randrange(1, 4)):
            self.rng.choice((self.editor.undo, self.editor.undo, self.editor.redo))()

    def move_section(self) -> None:
        outline = self.desk.window.outline
        outline.sections.refresh()
        keys = [row.key for row in outline.sections.rows]
        if keys:
            outline.drop(self.rng.choice(keys), self.rng.choice(list(Where)), self.rng.choice(keys))

    def save(self) -> None:
        self.desk.run(self.parts.documents.save())
        assert not self.parts.session.modified, (self.steps, self.parts.notice.words)
        self.desk.run(self.parts.session.check_outside())
        waiting = self.parts.session.changed_names
        for name, text in parted(self.editor.text()):
            assert name in waiting or document.load(self.place / name).text == text, (name, self.steps)

    def add_file(self) -> None:
        self.desk.questions.name = self.rng.choice(["new.md", "sub/x.txt", "2 two.md"])
        self.desk.run(self.parts.folder_files.add())

    def leave_file_out(self) -> None:
        self.desk.run(self.parts.folder_files.leave_out())

    def other_program(self) -> None:
        path = self.rng.choice([*(each for each in self.place.rglob("*") if each.is_file()), self.place / "added.md"])
        change = self.rng.choice((lambda: path.unlink(missing_ok=True), lambda: path.write_text("Theirs.\n")))
        change()
        self.desk.run(self.parts.session.check_outside())

    def reload(self) -> None:
        self.desk.questions.reload_answers = [Reload.KEEP_COPY]
        self.desk.run(self.parts.documents.reload())

    def keep_mine(self) -> None:
        self.desk.run(self.parts.session.check_outside())
        self.desk.run(self.parts.session.keep_mine())

    def restore(self) -> None:
        if self.texts:
            self.editor.change(text_changes(self.editor.text(), self.rng.choice(self.texts)))


@pytest.mark.parametrize("seed", [1, 2])
def test_after_any_edits_and_saves_undo_gives_every_file_its_bytes_again(desk: Desk, tmp_path: Path, seed: int) -> None:
    walk = Walk(desk, tmp_path / "novel", seed)
    before = walk.make()
    text = walk.editor.text()
    walk.go(
        *(walk.type_over, walk.type_over, walk.paste_lines_like_those_between_files),
        *(walk.undo_some, walk.move_section, walk.save),
    )
    while walk.editor.document().isUndoAvailable():
        walk.editor.undo()
    assert walk.editor.text() == text, walk.steps
    walk.save()
    assert {name: (walk.place / name).read_bytes() for name in before} == before, walk.steps


@pytest.mark.parametrize("seed", [1, 2])
def test_a_folder_that_other_programs_change_too_is_what_the_window_shows_once_mine_is_kept(
    desk: Desk, tmp_path: Path, seed: int
) -> None:
    walk = Walk(desk, tmp_path / "novel", seed)
    walk.make()
    walk.go(
        *(walk.type_over, walk.move_section, walk.save, walk.add_file, walk.leave_file_out, walk.restore),
        *(walk.other_program, walk.other_program, walk.reload, walk.keep_mine),
    )
    walk.keep_mine()
    walk.save()
    assert not desk.run(walk.parts.session.check_outside()) and not walk.parts.session.changed_names
    shown = parted(walk.editor.text())
    desk.run(walk.parts.documents.new())
    desk.run(walk.parts.documents.open(walk.place))
    names = [name for name, _ in shown]
    assert [each for each in parted(walk.editor.text()) if each[0] in names] == shown, walk.steps
