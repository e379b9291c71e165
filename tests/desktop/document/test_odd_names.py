"""Files with names that make trouble elsewhere are opened, saved and recovered like any other."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from core.manuscript import journal
from tests.desktop.conftest import Desk, until

NAMES = (
    "two  spaces & 100%.md",
    "Cafe\u0301 – 小説 🖋️.md",  # NFD
    "n" * 251 + ".txt",
    os.fsdecode(b"caf\xe9.md"),  # Latin-1: no Unicode
)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_opened_saved_and_recovered(desk: Desk, tmp_path: Path, name: str) -> None:
    if sys.platform != "linux" and "\udce9" in name:
        pytest.skip("names are Unicode there")
    parts, file = desk.window.parts, tmp_path / name
    file.write_text("One.\n", "utf-8")

    async def edit() -> None:
        await parts.documents.open(file)
        QTest.keyClicks(parts.editor, "Two. ")
        await parts.documents.save()
        QTest.keyClicks(parts.editor, "Three. ")
        await parts.session.unsaved.update()
        parts.preferences.change(font_size=15.0)
        await parts.preferences.save()
        await parts.tasks.finish()

    desk.run(edit())
    [left] = journal.files(desk.folders.journals)
    entry = journal.read(left)
    assert desk.window.notice.words == ""
    assert file.read_text("utf-8") == "Two. One.\n" and sorted(tmp_path.glob("*.tmp")) == []
    assert entry is not None and (entry.path, entry.text) == (file, "Two. Three. One.\n")

    async def recover() -> None:
        parts.session.new()
        await parts.documents.recover(entry, left)
        await until(lambda: parts.session.modified)
        await parts.documents.save()

    desk.run(recover())
    assert file.read_text("utf-8") == "Two. Three. One.\n" and parts.session.path == file
