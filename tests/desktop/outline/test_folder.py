"""The files of a folder in the outline: moved as wholes, and sections moved between them."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.manuscript.order_list import ORDER_FILE
from core.manuscript.section_moves import Where
from desktop.outline import words
from desktop.outline.panel import OutlinePanel
from tests.desktop.conftest import Desk

ONE = "# The Quay\n\nRopes.\n\n***\n\nRain.  \n"
TWO = "The lamp.\r\n\r\n***\r\n\r\nThe dark.\r\n"
THREE = "Plain text."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "Novel"
    path.mkdir()
    for name, text in (("1 one.md", ONE), ("2 two.md", TWO), ("3 three.txt", THREE)):
        (path / name).write_bytes(text.encode())
    return path


def opened(desk: Desk, folder: Path) -> OutlinePanel:
    desk.run(desk.window.parts.documents.open(folder))
    desk.window.actions_by_name["outline"].setChecked(True)
    return desk.window.outline


def titles(panel: OutlinePanel) -> list[str]:
    panel.sections.refresh()
    return [row.title for row in panel.sections.rows]


def key(panel: OutlinePanel, title: str) -> int:
    return next(row.key for row in panel.sections.rows if row.title.endswith(title))


def test_a_file_is_moved_without_being_touched_and_the_order_is_kept(desk: Desk, folder: Path) -> None:
    panel, editor = opened(desk, folder), desk.window.parts.editor
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    text = editor.text()
    assert titles(panel) == [
        *("1 one", "The Quay", "Scene 1 – Ropes.", "Scene 2 – Rain."),
        *("2 two", "Scene 1 – The lamp.", "Scene 2 – The dark.", "3 three"),
    ]
    panel.step(key(panel, "3 three"), True)
    panel.drop(key(panel, "1 one"), Where.AFTER, key(panel, "2 two"))
    assert [title for title in titles(panel) if title[0].isdigit()] == ["3 three", "2 two", "1 one"]
    desk.run(desk.window.parts.documents.save())
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    order = after.pop(ORDER_FILE).decode()
    assert after == before
    assert [line for line in order.splitlines() if line[:1].isdigit()] == ["3 three.txt", "2 two.md", "1 one.md"]
    editor.undo()
    editor.undo()
    assert editor.text() == text


def test_a_scene_goes_to_another_file_in_one_undo_step(desk: Desk, folder: Path) -> None:
    panel, editor = opened(desk, folder), desk.window.parts.editor
    text = editor.text()
    panel.drop(key(panel, "Rain."), Where.BEFORE, key(panel, "The dark."))
    assert editor.textCursor().block().text() == "Rain.  "
    desk.run(desk.window.parts.documents.save())
    assert (folder / "1 one.md").read_bytes() == b"# The Quay\n\nRopes.\n"
    assert (folder / "2 two.md").read_bytes() == TWO.replace(
        "The dark.", "Rain.  \r\n\r\n***\r\n\r\nThe dark."
    ).encode()
    assert (folder / "3 three.txt").read_bytes() == THREE.encode() and not (folder / ORDER_FILE).exists()
    editor.undo()
    assert editor.text() == text
    desk.run(desk.window.parts.documents.save())
    assert (folder / "1 one.md").read_bytes() == ONE.encode() and (folder / "2 two.md").read_bytes() == TWO.encode()


def test_a_note_belongs_to_a_markdown_file_only(desk: Desk, folder: Path) -> None:
    panel, editor = opened(desk, folder), desk.window.parts.editor
    panel.note(key(panel, "2 two"), "draft")
    assert [row.note for row in panel.sections.rows if row.title == "2 two"] == ["draft"]
    desk.run(desk.window.parts.documents.save())
    assert (folder / "2 two.md").read_bytes() == b"<!-- status: draft -->\r\n" + TWO.encode()
    panel.note(key(panel, "3 three"), "draft")
    assert desk.window.notice.words == words.NO_NOTES_IN_PLAIN_TEXT and editor.text().endswith(f"\n{THREE}")
