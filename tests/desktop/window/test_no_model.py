"""Model ▸ None: no model at all, remembered; everything that needs none works, and the rest says why it does not."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from core import settings
from core.manuscript.paragraphs import Kind
from desktop.common import messages
from tests.desktop.conftest import TEXT, Desk, until

NEED_A_MODEL = ("more", "sentence", "scene", "vary", "dismiss-glow")


async def trigger(desk: Desk, name: str) -> None:
    """Choose a command that runs as a task, and wait for it."""
    desk.window.actions_by_name[name].trigger()
    await desk.window.parts.tasks.finish()


def choose_none(desk: Desk) -> None:
    """Choose it in the menu."""
    desk.run(trigger(desk, "no-model"))
    assert desk.window.parts.model.words == messages.NO_MODEL


def test_without_a_model_nothing_is_scored_and_each_command_says_so(desk: Desk) -> None:
    window = desk.window
    desk.run(desk.load())
    window.parts.preferences.change(inspector_visible=True)
    first = desk.put_cursor(1)
    assert window.parts.glow.glow_of(first) is not None
    choose_none(desk)
    assert desk.engine.model is None
    assert window.actions_by_name["no-model"].isChecked()
    assert all(window.parts.glow.glow_of(each) is None for each in window.parts.editor.paragraph_ids())
    assert window.status_line.model_words.text() == messages.NO_MODEL
    desk.run(until(lambda: window.inspector.standing.text() == messages.NO_MODEL_CHOSEN))
    for name in NEED_A_MODEL:
        window.notice.end()
        assert window.actions_by_name[name].isEnabled()
        window.actions_by_name[name].trigger()
        assert window.notice.words == messages.NO_MODEL_CHOSEN, name
    window.notice.end()
    QTest.keyClick(window, Qt.Key.Key_F8)  # hides what there is of the glow: nothing to say
    assert window.notice.words == ""
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert window.notice.words == messages.NO_MODEL_CHOSEN
    for name in ("own", "import"):
        window.notice.end()
        desk.run(trigger(desk, name))
        assert window.notice.words.startswith(messages.NO_MODEL_CHOSEN), name
    menu = QMenu()
    window.parts.models.fill_attributes(menu)
    assert [each.text() for each in menu.actions()] == ["No model is in use"]


def test_it_is_remembered_and_the_model_used_last_comes_back(desk: Desk, tmp_path: Path) -> None:
    window, models = desk.window, desk.window.parts.models
    mine = tmp_path / "mine.gguf"
    mine.touch()
    desk.run(desk.load())
    desk.run(models.use(mine))
    choose_none(desk)
    desk.run(window.parts.preferences.save())
    saved = settings.load(desk.folders.config)
    assert saved.no_model and saved.model == str(mine)
    desk.run(models.load_first(None, ""))  # as at the next start
    assert desk.engine.model is None
    desk.run(models.load_first(mine, ""))  # --model, for this time
    assert desk.engine.model is not None and window.parts.preferences.value.no_model
    desk.run(models.load_first(None, "", without_model=True))  # --model none
    assert desk.engine.model is None
    window.rewrites.more_creative()
    [button] = [each for each in window.notice.findChildren(QPushButton) if each.text() == messages.USE_MODEL_AGAIN]

    async def click() -> None:
        button.click()
        await until(lambda: not window.parts.preferences.value.no_model)

    desk.run(click())
    assert desk.engine.model is not None and desk.engine.model.path == mine
    assert not window.actions_by_name["no-model"].isChecked()
    choose_none(desk)
    desk.run(models.use(mine))  # from the dialog about models
    assert not window.parts.preferences.value.no_model and desk.engine.model is not None


def test_a_model_that_cannot_be_loaded_leaves_none(desk: Desk, tmp_path: Path) -> None:
    choose_none(desk)
    (tmp_path / "bad.gguf").write_bytes(b"nonsense")
    assert desk.run(desk.window.parts.model.load(Path("scripted.gguf"), str(tmp_path / "bad.gguf"))) is False
    assert desk.window.actions_by_name["no-model"].isChecked() and "bad.gguf" in desk.window.notice.words


def test_the_editor_works_without_a_model(desk: Desk, tmp_path: Path) -> None:
    window, editor, file = desk.window, desk.window.parts.editor, tmp_path / "saved.md"
    desk.questions.path = file
    choose_none(desk)
    desk.put_cursor(1)
    QTest.keyClicks(editor, "Typed. ")
    assert editor.kind_of(editor.current_id()) is Kind.PROSE
    window.actions_by_name["replace"].trigger()
    QTest.keyClicks(window.find_bar._needle, "paragraph")
    QTest.keyClicks(window.find_bar._replacement, "passage")

    async def replace_and_save() -> None:
        await until(lambda: window.find_bar.count_text == "1 of 3")
        window.find_bar.replace_all()
        window.actions_by_name["save"].trigger()
        await until(lambda: not window.parts.session.modified)

    desk.run(replace_and_save())
    changed = TEXT.replace("The first", "Typed. The first", 1).replace("paragraph", "passage")
    assert file.read_text("utf-8") == changed
    editor.undo()
    editor.undo()
    assert editor.text() == TEXT
    desk.run(window.parts.session.open(file))
    assert editor.text() == changed and window.status_line.word_count > 30
    assert desk.engine.scored == [] and desk.engine.requests == []
