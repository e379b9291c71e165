"""The record in the window: kept when a rewrite is accepted, goes with the document, shown, switched off, deleted."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.manuscript import journal
from core.manuscript.journal import Journal
from core.record import store
from core.record.entries import Entry
from core.record.report import DocumentReport
from desktop.record.dialog import RecordDialog
from desktop.rewrite.attempt import RewriteState
from tests.desktop.conftest import TEXT, Desk, click, until

REWRITE = "The lamp, unlit, hummed a tune that only moths had ever learned by heart."


async def accept(desk: Desk, index: int = 1) -> None:
    """Rewrite a paragraph and accept the first rewrite, also where none is livelier."""
    rewriting = desk.window.parts.rewriting
    desk.put_cursor(index)
    desk.window.rewrites.more_creative()
    await until(lambda: rewriting.state is RewriteState.DONE)
    if rewriting.index < 0:
        rewriting.show(0)
    assert rewriting.can_accept
    desk.window.actions_by_name["accept"].trigger()
    await written(desk)


async def written(desk: Desk) -> None:
    """Wait until the record has been written."""
    await until(lambda: not desk.window.parts.tasks._running)


def records(desk: Desk) -> list[Path]:
    return sorted(desk.folders.record.glob("*")) if desk.folders.record.exists() else []


def kept(desk: Desk) -> tuple[Entry, ...]:
    """The entries of the only record."""
    [file] = records(desk)
    return store.read(file)


def report(desk: Desk) -> DocumentReport:
    made: DocumentReport = desk.run(desk.window.parts.record.recorder.report())
    return made


def test_an_accepted_rewrite_is_kept_with_what_made_it_and_undo_leaves_nothing_of_it(desk: Desk) -> None:
    desk.run(desk.load())
    lam = desk.window.card.options.lam
    desk.run(accept(desk))
    [entry] = kept(desk)
    assert (entry.source.model, entry.source.fingerprint, entry.mode) == ("scripted", "scripted", "rewrite")
    assert entry.lams[0] == (entry.source.attribute, lam) and entry.text == entry.written == REWRITE
    assert entry.before.startswith("The first paragraph")
    assert records(desk)[0].stat().st_mode & 0o077 == 0 or os.name != "posix"
    found = report(desk)
    assert found.n_from_model == found.passages[0].n_taken > 8
    desk.window.parts.editor.undo()
    assert desk.window.parts.editor.text() == TEXT
    found = report(desk)
    assert (found.n_from_model, found.passages[0].n_left) == (0, 0)


def test_a_rewrite_that_was_not_accepted_leaves_no_record(desk: Desk) -> None:
    desk.run(desk.load())

    async def work() -> None:
        desk.put_cursor(1)
        desk.window.rewrites.more_creative()
        await until(lambda: desk.window.parts.rewriting.can_accept)
        desk.window.leave()
        await written(desk)

    desk.run(work())
    assert records(desk) == []


def test_the_switch_in_the_menu_stops_the_record(desk: Desk) -> None:
    switch = desk.window.actions_by_name["record"]
    assert switch.isChecked()
    switch.trigger()
    desk.run(desk.load())
    desk.run(accept(desk))
    assert records(desk) == []
    switch.trigger()
    desk.run(accept(desk, 2))
    assert len(kept(desk)) == 1


def test_the_record_goes_with_the_document_when_it_is_named_and_named_again(desk: Desk, tmp_path: Path) -> None:
    desk.run(desk.load())
    desk.run(accept(desk))
    first, second = tmp_path / "first.md", tmp_path / "second.md"

    def save_as(path: Path) -> None:
        desk.questions.path = path
        assert desk.run(desk.window.parts.documents.save_as())
        desk.run(written(desk))

    save_as(first)
    assert records(desk) == [store.file_for(first, desk.folders.record)]
    save_as(second)
    assert store.read(store.file_for(first, desk.folders.record)) == store.read(
        store.file_for(second, desk.folders.record)
    )
    desk.run(accept(desk, 2))
    assert [len(store.read(store.file_for(path, desk.folders.record))) for path in (first, second)] == [1, 2]
    assert len(report(desk).passages) == 2


def test_a_file_renamed_outside_keeps_its_record_and_another_file_gets_none(desk: Desk, tmp_path: Path) -> None:
    desk.run(desk.load())
    desk.run(accept(desk))
    desk.questions.path = file = tmp_path / "before.md"
    desk.run(desk.window.parts.documents.save_as())
    desk.run(written(desk))
    file.rename(tmp_path / "after.md")
    (tmp_path / "other.md").write_text(TEXT)
    for name, n in (("other.md", 0), ("after.md", 1)):
        desk.run(desk.window.parts.documents.open(tmp_path / name))
        desk.run(written(desk))
        assert len(report(desk).passages) == n, name


def test_what_was_recorded_of_an_untitled_text_is_dropped_with_it_and_recovered_with_it(desk: Desk) -> None:
    desk.run(desk.load())
    desk.run(accept(desk))
    [file] = records(desk)
    text = desk.window.parts.editor.text()
    # the same, as a program that crashed left it
    other = Journal(desk.folders.journals)
    other.write(text, None)
    other.release()
    store.carry(file, store.file_for_unsaved(other.name, desk.folders.record), None, keep=True)

    async def discard() -> None:
        desk.window.parts.session.new(TEXT, "Another")
        await written(desk)

    desk.run(discard())
    assert file not in records(desk) and report(desk).passages == ()
    desk.window.parts.editor.document().setModified(False)
    [(orphan, unsaved)] = journal.orphans(desk.folders.journals)
    desk.run(desk.window.parts.documents.recover(unsaved, orphan))
    desk.run(written(desk))
    assert report(desk).n_from_model > 8


def test_a_record_that_cannot_be_written_is_said_and_the_text_stays(desk: Desk) -> None:
    desk.folders.record.write_text("a file where the folder should be")
    desk.run(desk.load())
    desk.run(accept(desk))
    assert REWRITE in desk.window.parts.editor.text()
    assert "record" in desk.window.notice.words and "Your text is unchanged" in desk.window.notice.words


async def opened(desk: Desk) -> RecordDialog:
    """The dialog, opened from the menu, with its report."""
    desk.window.actions_by_name["written"].trigger()
    dialog = desk.window.parts.record.dialog
    assert dialog is not None
    await until(lambda: dialog.report is not None)
    return dialog


def test_the_dialog_shows_copies_and_saves_the_report(desk: Desk, tmp_path: Path) -> None:
    desk.run(desk.load())
    desk.run(accept(desk))

    async def work() -> None:
        dialog = await opened(desk)
        assert dialog.report is not None
        shown = dialog.text.toPlainText()
        assert "scripted" in shown and "written anew" in shown and "hummed a tune" in shown
        assert "1 passage was taken from a model" in dialog.summary.text()
        await click(dialog.copy)
        copied = QApplication.clipboard().text()
        assert f"{dialog.report.n_from_model} words were written by a language model" in copied
        desk.questions.path = tmp_path / "report.md"
        await click(dialog.save)
        await until((tmp_path / "report.md").exists)
        assert copied in (tmp_path / "report.md").read_text("utf-8")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert desk.window.parts.record.dialog is None

    desk.run(work())


def test_the_record_is_deleted_only_after_a_yes(desk: Desk) -> None:
    desk.run(desk.load())
    desk.run(accept(desk))

    async def work() -> None:
        dialog = await opened(desk)
        await click(dialog.delete)
        await until(lambda: "delete record of Test" in desk.questions.asked)
        await written(desk)
        assert len(kept(desk)) == 1
        desk.questions.discard = True
        await click(dialog.delete)
        await until(lambda: not records(desk) and not dialog.delete.isEnabled())
        assert "Nothing is recorded" in dialog.summary.text()

    desk.run(work())
    assert REWRITE in desk.window.parts.editor.text()


def test_an_open_dialog_follows_what_is_accepted_next(desk: Desk) -> None:
    desk.run(desk.load())

    async def work() -> None:
        dialog = await opened(desk)
        assert not dialog.save.isEnabled()
        await accept(desk)
        await until(dialog.save.isEnabled)

    desk.run(work())
