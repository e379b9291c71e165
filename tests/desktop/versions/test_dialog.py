"""File ▸ Versions…: what is shown, compared and restored."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.manuscript.boundaries import BOUNDARY, joined
from core.manuscript.order_list import ORDER_FILE
from core.versions.store import VersionStore
from core.versions.version import Cause, key_of
from desktop.versions import words
from desktop.versions.dialog import VersionsDialog
from tests.desktop.conftest import Desk, click, turns, until

DAY = timedelta(days=1)
OLD = "# A chapter\n\nThe lamp was lit before dusk.\n\nNobody came.\n\nThe end.\n"
NEW = "# A chapter\n\nThe lamp was broken before dusk.\n\nNobody came.\n\nNot the end.\n"


@pytest.fixture
def store(desk: Desk) -> VersionStore:
    return desk.window.parts.versions.parts.store


@pytest.fixture
def file(desk: Desk, store: VersionStore, tmp_path: Path) -> Path:
    """A file that is open, with a version of yesterday."""
    path = tmp_path / "novel.md"
    path.write_text(NEW)
    store.keep(key_of(path), OLD, Cause.CLOSED, datetime.now().astimezone() - DAY)
    desk.run(desk.window.parts.session.open(path))
    return path


async def opened(desk: Desk) -> VersionsDialog:
    desk.window.actions_by_name["versions"].trigger()
    dialog = desk.window.parts.versions.dialog
    assert dialog is not None
    await ready(dialog)
    return dialog


async def ready(dialog: VersionsDialog) -> None:
    """Wait until the lists are there and a version is compared."""
    await until(lambda: dialog.listed is not None and not dialog.busy)


async def compared(desk: Desk, dialog: VersionsDialog) -> None:
    """Wait until the version is compared with the text as it is now."""
    session = desk.window.parts.session
    await until(lambda: not dialog.busy and dialog.compared is not None and dialog.compared.stamp == session.stamp)


def undo(desk: Desk) -> None:
    QTest.keyClick(desk.window.parts.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_one_passage_is_restored_by_one_undo_step_and_then_all(desk: Desk, store: VersionStore, file: Path) -> None:
    editor = desk.window.parts.editor

    async def work() -> None:
        dialog = await opened(desk)
        assert dialog.which.currentText().startswith("novel.md (open)")
        assert dialog.list.item(0).text().startswith("Yesterday ") and "12 words" in dialog.list.item(0).text()
        assert dialog.summary.text() == words.compared(2, 2)
        assert dialog.text.index == 0 and "litbroken" in dialog.text.toPlainText()
        await click(dialog.later)
        assert dialog.text.index == 1 and not dialog.later.isEnabled()
        await click(dialog.restore_passage)
        await until(lambda: "The end." in editor.text())
        assert editor.text() == NEW.replace("Not the end.", "The end.")
        undo(desk)
        assert editor.text() == NEW
        await compared(desk, dialog)
        assert dialog.summary.text() == words.compared(2, 2)
        for button, index in ((dialog.later, 1), (dialog.earlier, 0)):
            await click(button)
            assert dialog.text.index == index
        await click(dialog.restore_all)
        await until(lambda: editor.text() == OLD)
        assert desk.window.parts.session.modified
        await until(lambda: dialog.summary.text() == words.SAME and not dialog.restore_all.isEnabled())
        undo(desk)
        assert editor.text() == NEW
        await desk.window.parts.tasks.finish()

    desk.run(work())
    assert desk.versions(file)[0] == (Cause.BEFORE_RESTORE, NEW)  # once, because it did not change in between
    assert len(store.versions(key_of(file))) == 2


def test_a_version_is_restored_also_where_the_dialog_is_closed_at_once(desk: Desk, file: Path) -> None:
    parts = desk.window.parts

    async def work() -> None:
        dialog = await opened(desk)
        dialog.restore_all.click()
        dialog.reject()
        await parts.tasks.finish()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        await turns()
        await parts.tasks.finish()

    desk.run(work())
    assert parts.editor.text() == OLD
    assert desk.window.notice.words == ""


def test_a_text_that_has_changed_meanwhile_is_compared_again_first(desk: Desk, file: Path) -> None:
    editor = desk.window.parts.editor

    async def work() -> None:
        dialog = await opened(desk)
        QTest.keyClicks(editor, "Typed. ")
        await click(dialog.restore_all)
        await until(lambda: dialog.note.text() == words.CHANGED_MEANWHILE)
        assert editor.text() == f"Typed. {NEW}"
        await compared(desk, dialog)
        assert dialog.summary.text() == words.compared(3, 3)

    desk.run(work())


def test_versions_of_a_file_that_is_gone_are_opened_as_a_new_text(
    desk: Desk, store: VersionStore, file: Path, tmp_path: Path
) -> None:
    gone = tmp_path / "draft.md"
    now = datetime.now().astimezone()
    store.keep(key_of(gone), "A draft.\n", Cause.CLOSED, now - 40 * DAY)
    (tmp_path / "scan.txt").write_bytes(bytes(range(256)))
    store.keep_file(tmp_path / "scan.txt", Cause.REPLACED, now - 50 * DAY)
    desk.questions.path = tmp_path / "out.txt"

    async def work() -> None:
        dialog = await opened(desk)
        labels = [dialog.which.itemText(n) for n in range(dialog.which.count())]
        assert [label.split("  –")[0] for label in labels] == [
            "novel.md (open)",
            "draft.md (no longer there)",
            "scan.txt",
        ]
        dialog.refresh(dialog.which.itemData(2))
        await until(lambda: "not a text" in dialog.summary.text())
        await click(dialog.save_copy)
        await until((tmp_path / "out.txt").exists)
        dialog.refresh(dialog.which.itemData(1))
        await until(lambda: dialog.text.toPlainText() == "A draft.\n")
        assert not dialog.restore_all.isEnabled() and not dialog.restore_passage.isEnabled()
        await click(dialog.open_copy)
        await until(lambda: desk.window.parts.editor.text() == "A draft.\n")
        await until(lambda: dialog.which.itemText(0).startswith("draft ("))  # the open text has no versions yet
        assert desk.window.parts.session.path is None
        assert desk.window.parts.session.name.startswith("draft (")

    desk.run(work())
    assert (tmp_path / "out.txt").read_bytes() == bytes(range(256))


def test_restoring_says_which_files_of_a_folder_the_version_lacks(
    desk: Desk, store: VersionStore, tmp_path: Path
) -> None:
    novel, editor = tmp_path / "novel", desk.window.parts.editor
    novel.mkdir()
    for name in ("1.md", "2.md"):
        (novel / name).write_text(f"# {name}\n\nThe lamp was lit.\n")
    desk.run(desk.window.parts.documents.open(novel))
    old = joined([("1.md", "The lamp was broken.\n")])
    store.keep(key_of(novel), old, Cause.CLOSED, datetime.now().astimezone() - DAY)

    async def work() -> None:
        dialog = await opened(desk)
        await click(dialog.restore_all)
        await until(lambda: editor.text() == old)
        assert "no 2.md: once you save, it is left out of the manuscript and stays in the folder" in dialog.note.text()
        await desk.window.parts.documents.save()

    desk.run(work())
    assert (novel / "2.md").read_text() == "# 2.md\n\nThe lamp was lit.\n"
    assert "# not in the manuscript: 2.md" in (novel / ORDER_FILE).read_text().splitlines()


def test_a_version_of_a_folder_is_restored_into_its_files(desk: Desk, store: VersionStore, tmp_path: Path) -> None:
    folder, editor = tmp_path / "novel", desk.window.parts.editor
    folder.mkdir()
    for name in ("1.md", "2.md"):
        (folder / name).write_text(f"# {name}\n\nThe lamp was lit.\n")
    desk.run(desk.window.parts.documents.open(folder))
    old = editor.text().replace("lit", "broken", 1)
    store.keep(key_of(folder), old, Cause.CLOSED, datetime.now().astimezone() - DAY)
    desk.questions.path = tmp_path / "all.md"

    async def work() -> None:
        dialog = await opened(desk)
        assert "12 words" in dialog.list.item(0).text() and dialog.which.currentText().startswith("novel (open)")
        await click(dialog.save_copy)
        await until((tmp_path / "all.md").exists)
        await click(dialog.restore_all)
        await until(lambda: editor.text() == old)
        await desk.window.parts.documents.save()
        await compared(desk, dialog)
        assert BOUNDARY not in dialog.text.toPlainText()
        await click(dialog.open_copy)
        await until(lambda: desk.window.parts.session.path is None)

    desk.run(work())
    assert (folder / "1.md").read_text() == "# 1.md\n\nThe lamp was broken.\n"
    assert (folder / "2.md").read_text() == "# 2.md\n\nThe lamp was lit.\n"
    expected = "# 1.md\n\nThe lamp was broken.\n\n# 2.md\n\nThe lamp was lit.\n"
    assert (tmp_path / "all.md").read_text() == editor.text() == expected


def test_another_order_of_files_is_restored_only_as_a_whole(desk: Desk, store: VersionStore, tmp_path: Path) -> None:
    parts = [("1.md", "One.\n"), ("2.md", "Two.\n")]
    (tmp_path / "novel").mkdir()
    for name, text in parts:
        (tmp_path / "novel" / name).write_text(text)
    old = joined([(name, text.replace("One", "A")) for name, text in reversed(parts)])
    store.keep(key_of(tmp_path / "novel"), old, Cause.CLOSED, datetime.now().astimezone() - DAY)
    desk.run(desk.window.parts.documents.open(tmp_path / "novel"))

    async def work() -> None:
        dialog = await opened(desk)
        assert not dialog.restore_passage.isEnabled() and dialog.restore_passage.toolTip() == words.INSEPARABLE
        await click(dialog.restore_all)
        await until(lambda: desk.window.parts.editor.text() == old)
        await desk.window.parts.tasks.finish()

    desk.run(work())


def test_versions_are_named_deleted_and_thinned_out(desk: Desk, store: VersionStore, file: Path) -> None:
    now = datetime.now().astimezone()
    for n in range(3):
        store.keep(key_of(file), f"Text {n}.", Cause.INTERVAL, now - 3 * DAY + timedelta(seconds=n))

    async def work() -> None:
        dialog = await opened(desk)
        assert dialog.list.count() == 4 and words.size(store.size()) == dialog.room.text()
        desk.questions.name = "Draft 1"
        dialog.list.setCurrentRow(3)
        await click(dialog.name)
        await until(lambda: "“Draft 1”" in dialog.list.item(3).text())
        dialog.list.setCurrentRow(0)
        await click(dialog.delete)
        await until(lambda: "delete version" in desk.questions.asked)  # the writer goes back
        desk.questions.discard = True
        await click(dialog.delete)
        await until(lambda: dialog.list.count() == 3)
        await click(dialog.thin)
        await until(lambda: dialog.list.count() == 2)
        await until(lambda: dialog.note.text() == words.thinned(1))

    desk.run(work())
    assert [text for _, text in desk.versions(file)] == ["Text 2.", "Text 0."]
    assert desk.questions.asked == ["version name", "delete version", "delete version", "thin out"]


def test_without_versions_the_dialog_says_how_they_are_made(desk: Desk) -> None:
    async def work() -> None:
        dialog = await opened(desk)
        assert dialog.summary.text() == words.EMPTY and dialog.list.count() == 0
        dialog.keep.click()
        assert desk.window.parts.preferences.value.versions is False
        dialog.close()
        assert desk.window.parts.versions.dialog is None

    desk.run(work())


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-11-26 09:05", "Today 9:05"),
        ("2026-11-25 23:59", "Yesterday 23:59"),
        ("2026-11-24 18:02", "Tuesday 24 November 18:02"),
        ("2025-01-03 08:00", "3 January 2025 8:00"),
    ],
)
def test_times_are_said_as_people_say_them(at: str, said: str) -> None:
    now = datetime(2026, 11, 26, 14, 5)
    assert words.moment(datetime.fromisoformat(at), now) == said
