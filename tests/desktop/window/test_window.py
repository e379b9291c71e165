"""The window on the scripted engine: what keys and menus do."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from core import settings
from core.errors import FileProblem
from core.manuscript import journal
from core.settings import lam_key
from core.versions.version import Cause
from desktop import app
from desktop.app import open_first_document
from desktop.common import messages
from desktop.common.questions import Unsaved
from desktop.document.words import OF_NEWER_RELEASE
from desktop.rewrite.attempt import RewriteState
from tests.desktop.conftest import TEXT, Desk, turns, until


def test_without_a_model_everything_else_works(desk: Desk, tmp_path: Path) -> None:
    window, file = desk.window, tmp_path / "saved.md"
    desk.questions.path = file
    QTest.keyClicks(window.parts.editor, "Typed. ")
    window.rewrites.more_creative()
    assert window.notice.words == messages.why_no_model("")
    QTest.keyClicks(window.parts.editor, "x")  # it holds until there is a model
    assert window.notice.words == messages.why_no_model("")

    async def save() -> None:
        window.actions_by_name["save"].trigger()
        await until(lambda: not window.parts.session.modified)

    desk.run(save())
    assert file.read_text("utf-8") == "Typed. x" + TEXT


def test_a_model_that_cannot_be_loaded_is_one_sentence(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "bad.gguf").write_bytes(b"nonsense")
    desk.run(desk.window.parts.model.load(Path("scripted.gguf"), str(tmp_path / "bad.gguf")))
    assert "bad.gguf" in desk.window.notice.words
    assert desk.window.notice.words.endswith("Everything else works without it.")
    assert desk.window.status_line.model_words.text() == messages.NO_MODEL


def test_a_model_that_cannot_be_used_leaves_the_one_before_in_use(desk: Desk, tmp_path: Path) -> None:
    desk.run(desk.load())
    (tmp_path / "bad.gguf").write_bytes(b"nonsense")
    assert desk.run(desk.window.parts.model.load(Path("other.gguf"), str(tmp_path / "bad.gguf"))) is False
    assert "bad.gguf" in desk.window.notice.words
    assert desk.window.notice.words.endswith("scripted stays in use.")
    assert desk.window.parts.model.ready is not None
    assert desk.window.status_line.model_words.text() == "scripted"
    desk.run(desk.scored())
    assert desk.window.parts.glow.glow_of(desk.put_cursor(2)) is not None


def test_the_model_used_last_is_used_again_and_missed_where_it_is_gone(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path | None] = []

    async def load(model: Path | None, attribute: Path | None) -> bool:
        asked.append(model)
        return True

    monkeypatch.setattr(desk.window.parts.model, "load", load)
    mine = tmp_path / "mine.gguf"
    mine.touch()
    desk.run(desk.window.parts.models.use(mine))
    desk.run(desk.window.parts.models.load_first(None, ""))
    desk.run(desk.window.parts.models.load_first(Path("asked-for.gguf"), ""))
    mine.unlink()
    desk.run(desk.window.parts.models.load_first(None, ""))
    desk.run(desk.window.parts.models.load_first(None, ""))
    assert asked == [mine, mine, Path("asked-for.gguf"), None, None]
    assert "mine.gguf" in desk.window.notice.words
    assert desk.window.parts.preferences.value.model == ""


def test_every_prose_paragraph_gets_its_glow(desk: Desk) -> None:
    desk.run(desk.load())
    editor, glow = desk.window.parts.editor, desk.window.parts.glow
    found = [glow.glow_of(each) for each in editor.paragraph_ids()]
    assert found[0] is None
    bands = [each.score.band if each else None for each in found]
    assert bands[2] is not None and bands[1] is not None and bands[2] > bands[1]
    assert bands[3] is None  # too short
    assert bands[4] is not None


def test_typing_fades_the_glow_and_a_pause_renews_it(desk: Desk) -> None:
    desk.run(desk.load())
    editor, glow = desk.window.parts.editor, desk.window.parts.glow
    paragraph_id = desk.put_cursor(1)
    before = len(desk.engine.scored)
    QTest.keyClicks(editor, "Incandescent hippopotamuses. ")
    editor.settle()
    stale = glow.glow_of(paragraph_id)
    assert stale is not None and stale.stale

    async def wait() -> None:
        await until(lambda: (now := glow.glow_of(paragraph_id)) is not None and not now.stale)

    desk.run(wait())
    after = glow.glow_of(paragraph_id)
    assert after is not None and after.score.cosine != stale.score.cosine
    assert desk.engine.scored[before:] == [f"Incandescent hippopotamuses. {TEXT.split(chr(10))[2]}"]


def test_one_key_hides_the_glow_and_stops_the_scoring(desk: Desk) -> None:
    desk.run(desk.load())
    window = desk.window
    window.actions_by_name["glow"].trigger()
    assert not window.parts.overlay.glow_visible
    assert not window.status_line.standing.isVisible()
    before = len(desk.engine.scored)
    desk.put_cursor(1)
    QTest.keyClicks(window.parts.editor, "More words here. ")
    window.parts.editor.settle()
    desk.window.parts.glow._typing_paused()  # as when nothing was typed for a while
    desk.run(turns())
    assert not desk.window.parts.glow.busy
    assert len(desk.engine.scored) == before
    window.actions_by_name["glow"].trigger()
    desk.run(desk.scored())
    assert len(desk.engine.scored) == before + 1


def test_a_dismissed_glow_stays_away_until_the_paragraph_is_edited(desk: Desk) -> None:
    desk.run(desk.load())
    paragraph_id = desk.put_cursor(1)
    desk.window.actions_by_name["dismiss-glow"].trigger()
    assert desk.window.parts.glow.glow_of(paragraph_id) is None
    QTest.keyClicks(desk.window.parts.editor, "x")
    desk.window.parts.editor.settle()
    assert desk.window.parts.glow.glow_of(paragraph_id) is not None


def test_a_rewrite_is_accepted_as_one_undo_step(desk: Desk) -> None:
    window, editor = desk.window, desk.window.parts.editor
    desk.run(desk.load())
    desk.put_cursor(1)
    window.card.slider.set_lam(3.0)

    async def rewrite() -> None:
        QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert window.parts.rewriting.state.is_running
        await until(lambda: not window.parts.rewriting.state.is_running)

    desk.run(rewrite())
    assert editor.text() == TEXT
    assert window.card.isVisible()
    assert desk.engine.requests[-1].lam == 3.0
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    rewritten = TEXT.replace(TEXT.split("\n")[2], desk.engine.script[0])
    assert editor.text() == rewritten
    assert not window.card.isVisible()
    editor.undo()
    assert editor.text() == TEXT
    editor.redo()
    assert editor.text() == rewritten


def test_an_edit_meanwhile_is_said_and_blocks_accepting(desk: Desk) -> None:
    window, editor = desk.window, desk.window.parts.editor
    desk.run(desk.load())
    desk.put_cursor(1)

    async def rewrite() -> None:
        window.rewrites.more_creative()
        await until(lambda: not window.parts.rewriting.state.is_running)

    desk.run(rewrite())
    QTest.keyClicks(editor, "Edited. ")
    assert window.card.banner.isVisible()
    assert not window.card.accept_button.isEnabled()
    before = editor.text()
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert editor.text() == before
    window.card.replace_anyway.click()
    assert "Edited." not in editor.text()
    assert desk.engine.script[0] in editor.text()


def test_stop_keeps_what_was_written_and_leaves_the_document_alone(desk: Desk) -> None:
    window, editor = desk.window, desk.window.parts.editor
    desk.run(desk.load())
    desk.put_cursor(1)
    gate = asyncio.Event()
    desk.engine._gate = gate

    async def stop() -> None:
        window.rewrites.more_creative()
        for _ in range(6):
            gate.set()
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        gate.clear()
        await until(lambda: bool(window.parts.rewriting.partial))
        window.actions_by_name["leave"].trigger()

    desk.run(stop())
    assert window.parts.rewriting.state is RewriteState.STOPPED
    assert editor.text() == TEXT
    kept = window.parts.rewriting.current
    assert kept is not None and desk.engine.script[0].startswith(kept.text)
    window.actions_by_name["leave"].trigger()
    assert not window.card.isVisible()


def test_attempts_are_kept_and_can_be_leafed_through(desk: Desk) -> None:
    desk.engine.script = [
        "The lamp hummed to itself in the dark of the hallway until the moths came down.",
        "Somebody had taught the lamp a tune, and it would not leave off humming it at night.",
    ]
    desk.run(desk.load())
    desk.put_cursor(1)
    window, rewriting = desk.window, desk.window.parts.rewriting

    async def twice() -> None:
        window.rewrites.more_creative()
        await until(lambda: not rewriting.state.is_running)
        window.actions_by_name["again"].trigger()
        await until(lambda: not rewriting.state.is_running)

    desk.run(twice())
    assert [attempt.text for attempt in rewriting.attempts] == desk.engine.script
    assert window.card.count.text() == "2 of 2"
    window.actions_by_name["earlier"].trigger()
    assert rewriting.current is not None and rewriting.current.text == desk.engine.script[0]
    window.actions_by_name["leave"].trigger()
    assert rewriting.passage is None

    async def once_more() -> None:
        window.rewrites.more_creative()
        assert len(rewriting.attempts) == 2

    desk.run(once_more())


def test_a_heading_cannot_be_rewritten_and_the_window_says_so(desk: Desk) -> None:
    desk.run(desk.load())
    desk.put_cursor(0)
    desk.window.rewrites.more_creative()
    assert desk.window.notice.words == messages.NOTHING_TO_REWRITE
    assert not desk.window.card.isVisible()
    desk.put_cursor(1)
    assert desk.window.notice.words == ""


def test_closing_with_changes_asks_first(desk: Desk, tmp_path: Path) -> None:
    window = desk.window
    QTest.keyClicks(window.parts.editor, "x")

    async def close() -> None:
        window.close()
        await desk.window.parts.tasks.finish()

    desk.run(close())
    assert window.isVisible()
    assert desk.questions.asked == ["unsaved"]
    desk.questions.unsaved_answer, desk.questions.path = Unsaved.SAVE, tmp_path / "kept.md"

    async def close_for_good() -> None:
        window.close()
        await until(lambda: not window.isVisible())

    desk.run(close_for_good())
    assert (tmp_path / "kept.md").read_text("utf-8") == "x" + TEXT


def test_settings_that_cannot_be_written_at_the_end_do_not_keep_a_text_that_was_given_up(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(folder: Path, values: settings.Settings) -> None:
        raise FileProblem("The disk is full.")

    async def end() -> None:
        QTest.keyClicks(desk.window.parts.editor, "Given up. ")
        await desk.window.parts.session.unsaved.update()
        assert journal.files(desk.folders.journals)
        await app.close(desk.window, desk.engine)

    monkeypatch.setattr(settings, "save", full)
    desk.run(end())
    assert journal.files(desk.folders.journals) == []


def test_what_a_newer_release_keeps_is_left_alone_and_said(desk: Desk) -> None:
    kept = desk.folders.journals / "0123.journal"
    settings_file = desk.folders.config / settings.FILE_NAME
    kept.write_text(f"inkglow journal {journal.FORMAT + 1}\nwho knows\n")
    desk.run(desk.window.parts.preferences.save())
    settings_file.write_text(f"format = {settings.FORMAT + 1}\nwings = 2\n")
    before = kept.read_bytes(), settings_file.read_bytes()
    said = [OF_NEWER_RELEASE]

    async def start() -> None:
        await open_first_document(desk.window, desk.folders, None)
        assert desk.window.notice.words == OF_NEWER_RELEASE
        desk.window.parts.tasks.failed.connect(said.append)
        for size in (15.0, 16.0):
            desk.window.parts.preferences.change(font_size=size)
            desk.window.parts.tasks.start(desk.window.parts.preferences.save())
            await desk.window.parts.tasks.finish()

    desk.run(start())
    assert len(said) == 2 and "newer Inkglow" in said[1]
    assert (kept.read_bytes(), settings_file.read_bytes()) == before


def test_what_a_crash_left_comes_back(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "novel.md").write_text("What was saved.\n")
    for name in (".novel.md.ab_d1234.tmp", ".novel.md.mine.tmp", ".other.md.abcd1234.tmp"):
        (tmp_path / name).touch()
    lost = journal.Journal(desk.folders.journals)
    lost.write("What the power cut took.\n", tmp_path / "novel.md")
    lost.release()
    desk.run(open_first_document(desk.window, desk.folders, None))
    left = {each.name for each in tmp_path.glob(".*.tmp")}
    assert left == {".novel.md.mine.tmp", ".other.md.abcd1234.tmp"}  # what the save left that was interrupted is gone
    session = desk.window.parts.session
    assert desk.window.parts.editor.text() == "What the power cut took.\n"
    assert session.modified and session.path == tmp_path / "novel.md"
    assert desk.window.notice.words == messages.RECOVERED
    assert (tmp_path / "novel.md").read_text() == "What was saved.\n"


def test_after_a_crash_just_after_a_save_nothing_is_unsaved(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "novel.md").write_text("What was saved.\n")
    left = journal.Journal(desk.folders.journals)
    left.write("What was saved.\n", tmp_path / "novel.md")
    left.release()

    async def start() -> None:
        await open_first_document(desk.window, desk.folders, None)
        await desk.window.parts.tasks.finish()

    desk.run(start())
    session = desk.window.parts.session
    assert not session.modified and session.path == tmp_path / "novel.md"
    assert desk.window.notice.words == ""
    assert journal.files(desk.folders.journals) == []


def test_typing_reaches_the_journal_before_any_save(desk: Desk) -> None:
    QTest.keyClicks(desk.window.parts.editor, "Unsaved. ")

    async def wait() -> None:
        await until(lambda: bool(journal.files(desk.folders.journals)))

    desk.run(wait())
    desk.window.parts.session.unsaved.journal.release()
    [(_, entry)] = journal.orphans(desk.folders.journals)
    assert entry.text == "Unsaved. " + TEXT


def test_a_change_from_outside_is_not_overwritten_unasked(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "novel.md"
    file.write_text("mine\n")
    window, session = desk.window, desk.window.parts.session
    desk.run(session.open(file))
    QTest.keyClicks(window.parts.editor, "really ")
    file.write_text("theirs\n")
    desk.run(window.outside_changes.check())
    assert "Another program has changed novel.md" in window.notice.words
    assert desk.run(session.save()) is False
    assert file.read_text() == "theirs\n"
    desk.questions.overwrite = True
    assert desk.run(session.save()) is True
    assert file.read_text() == "really mine\n"
    assert desk.versions(file)[0] == (Cause.REPLACED, "theirs\n")


def test_a_file_that_cannot_be_opened_leaves_the_document(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "image.png").write_bytes(b"\x89PNG\x00\x00")
    desk.questions.path = tmp_path / "image.png"

    async def try_it() -> None:
        desk.window.actions_by_name["open"].trigger()
        await until(lambda: bool(desk.window.notice.words))

    desk.run(try_it())
    assert "not a text file" in desk.window.notice.words
    assert desk.window.parts.editor.text() == TEXT


def test_looks_and_lambda_are_remembered(desk: Desk) -> None:
    desk.run(desk.load())
    window = desk.window
    window.actions_by_name["theme-dark"].trigger()
    window.actions_by_name["larger"].trigger()
    assert window.theme.is_dark
    assert window.parts.editor.font().pointSizeF() == pytest.approx(14.5)
    desk.put_cursor(1)

    async def choose() -> None:
        window.rewrites.more_creative()
        window.card.slider.set_lam(4.5)
        await window.parts.preferences.save()

    desk.run(choose())
    kept = settings.load(desk.folders.config)
    assert (kept.theme, kept.font_size, kept.lams) == ("dark", 14.5, {lam_key("scripted", "creativity"): 4.5})


def test_looks_never_touch_undo_or_the_modified_flag(desk: Desk) -> None:
    for name in ("larger", "theme-sepia", "glow", "why"):
        desk.window.parts.session.new(TEXT, "Test")
        QTest.keyClicks(desk.window.parts.editor, "x")
        desk.window.parts.editor.document().setModified(False)
        desk.window.actions_by_name[name].trigger()
        assert not desk.window.parts.session.modified, name
        assert desk.window.parts.editor.document().isUndoAvailable(), name


@pytest.mark.parametrize("name", ["dark", "sepia", "light"])
def test_a_theme_colours_page_and_margins(desk: Desk, name: str) -> None:
    window = desk.window
    window.actions_by_name["theme-dark" if name != "dark" else "theme-light"].trigger()
    window.actions_by_name[f"theme-{name}"].trigger()

    async def look() -> tuple[str, str]:
        QApplication.sendPostedEvents()  # which style and lay out
        image = window.parts.editor.grab().toImage()
        return image.pixelColor(3, 3).name(), image.pixelColor(image.width() // 2, image.height() - 3).name()

    assert desk.run(look()) == (window.theme.page, window.theme.page)


def test_a_click_on_a_notice_leaves_the_keys_in_the_text(desk: Desk) -> None:
    window, editor = desk.window, desk.window.parts.editor

    async def answer() -> None:
        editor.setFocus()
        window.notice.tell("A question?", ("Answer", lambda: None))
        [button] = [each for each in window.notice.findChildren(QPushButton) if each.text() == "Answer"]
        await until(button.isVisible)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    desk.run(answer())
    assert window.focusWidget() is editor
    assert window.notice.words == ""


def test_alt_and_a_letter_without_a_menu_types_nothing(desk: Desk) -> None:
    before = desk.window.parts.editor.text()
    QTest.keyClick(desk.window.parts.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.AltModifier)
    assert desk.window.parts.editor.text() == before


def test_ctrl_y_redoes(desk: Desk) -> None:
    assert "Ctrl+Y" in {each.toString() for each in desk.window.actions_by_name["redo"].shortcuts()}


def test_tab_leads_from_find_to_replace(desk: Desk) -> None:
    bar = desk.window.find_bar
    desk.window.actions_by_name["replace"].trigger()
    QTest.keyClick(bar.focusWidget() or bar, Qt.Key.Key_Tab)
    assert bar.focusWidget() is bar._replacement


def test_why_is_off_while_the_card_has_its_place(desk: Desk) -> None:
    desk.run(desk.load())
    desk.put_cursor(1)

    async def rewrite() -> None:
        desk.window.rewrites.more_creative()
        assert not desk.window.actions_by_name["why"].isEnabled()
        await until(lambda: not desk.window.parts.rewriting.state.is_running)

    desk.run(rewrite())
    desk.window.parts.rewriting.dismiss()
    assert desk.window.actions_by_name["why"].isEnabled()


def test_recent_files_leave_out_the_open_one(desk: Desk, tmp_path: Path) -> None:
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text("Text.\n")
        desk.run(desk.window.parts.documents.open(tmp_path / name))
    menu = QMenu()
    desk.window.parts.documents.fill_recent(menu)
    assert [action.text().split()[0] for action in menu.actions()] == ["one.md"]
