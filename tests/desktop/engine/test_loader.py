"""Loading models in the window: one at a time, the latest wins; a process that was given up can be started again."""

from __future__ import annotations

import asyncio
from pathlib import Path

import psutil
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from core import paths, settings
from core.engine.client import EngineClient
from core.engine.protocol import EngineStatus, ModelInfo
from core.errors import EngineDied
from desktop import app
from desktop.common import messages
from tests.desktop.conftest import Desk, Run, ScriptedQuestions, until

LONG = "\n\n".join(f"Paragraph {n} of a long text, which is still being read." for n in range(300))


def model_processes() -> list[int]:
    """Children of this process that hold a model."""
    return [each.pid for each in psutil.Process().children() if "core.engine.worker" in each.cmdline()]


@pytest.mark.model
def test_two_clicks_on_use_load_once_and_nothing_outlives_the_window(run: Run, tmp_path: Path) -> None:
    starter = paths.starter_model()
    assert starter is not None
    engine = EngineClient()

    async def session() -> None:
        window = app.build(engine, app.folders_in(tmp_path), questions=ScriptedQuestions(load=True))
        window.parts.preferences.change(spelling=False)  # its library may be absent here, which would be said
        window.show()
        models, tasks = window.parts.models, window.parts.tasks
        for _ in range(2):
            tasks.start(models.use(starter))
        await until(lambda: models.loader.ready is not None)
        assert model_processes() == [engine.worker_pid]
        assert window.notice.words == ""
        window.parts.session.new(LONG, "Long")
        await until(lambda: window.parts.glow.busy)
        tasks.start(models.use(starter))
        await until(lambda: models.loader.ready is None)
        await app.close(window, engine)  # while it loads
        assert model_processes() == []
        window.hide()
        window.deleteLater()

    run(session())


def test_the_model_asked_for_last_is_the_one_in_use(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    loader = desk.window.parts.model
    gates = {name: asyncio.Event() for name in ("first.gguf", "second.gguf")}
    load = desk.engine.load

    async def slow(model: Path) -> ModelInfo:
        await gates[model.name].wait()
        return await load(model)

    monkeypatch.setattr(desk.engine, "load", slow)

    async def twice() -> tuple[bool, bool]:
        both = [asyncio.ensure_future(loader.load(Path(name), str(desk.attribute_file))) for name in gates]
        await asyncio.sleep(0)
        gates["second.gguf"].set()
        await until(lambda: loader.ready is not None)
        gates["first.gguf"].set()
        first, second = await asyncio.gather(*both)
        return first, second

    assert desk.run(twice()) == (False, True)
    assert loader.ready is not None and loader.ready.model.path.name == "second.gguf"
    assert desk.window.notice.words == ""


def test_a_process_that_was_given_up_can_be_started_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    window, loader = desk.window, desk.window.parts.model
    desk.run(desk.load())
    paragraph_id = desk.put_cursor(1)
    desk.engine.announce(EngineStatus.FAILED, "gone")
    assert window.notice.words == messages.MODEL_STOPPED_NOTICE
    assert messages.MODEL_STOPPED in window.status_line.model_words.text()
    assert window.parts.glow.glow_of(paragraph_id) is not None

    async def dies(*_args: object, **_options: object) -> None:
        raise EngineDied("gone")

    with monkeypatch.context() as patched:
        patched.setattr(desk.engine, "score", dies)
        QTest.keyClicks(window.parts.editor, "More. ")
        window.notice.hide()
        window.rewrites.more_creative()
        assert window.notice.words == messages.MODEL_STOPPED_NOTICE
        assert window.parts.rewriting.passage is None

    async def restart() -> None:
        restart_button(desk).click()
        await until(lambda: not loader.has_stopped)
        await until(lambda: (now := window.parts.glow.glow_of(paragraph_id)) is not None and not now.stale)

    desk.run(restart())
    assert window.notice.words == ""
    assert loader.ready is not None


def restart_button(desk: Desk) -> QPushButton:
    buttons = desk.window.notice.findChildren(QPushButton)
    [button] = [each for each in buttons if each.text() == messages.RESTART_MODEL]
    return button


def test_a_process_that_does_not_answer_is_said_and_can_be_replaced(desk: Desk) -> None:
    desk.run(desk.load())
    window = desk.window
    desk.engine.announce(EngineStatus.SILENT, "")
    assert "has not answered" in window.notice.words
    assert "does not answer" in window.status_line.model_words.text()

    async def replace() -> None:
        restart_button(desk).click()
        await until(lambda: desk.engine.renewals == 1)

    desk.run(replace())
    desk.engine.announce(EngineStatus.SILENT, "")
    desk.engine.announce(EngineStatus.READY, "")  # it answers again by itself
    assert window.notice.words == ""
    assert window.status_line.model_words.text().startswith("scripted")
    desk.engine.announce(EngineStatus.SILENT, "")
    desk.run(window.parts.model.unload())
    assert not window.parts.model.is_silent and "answered" not in window.notice.words


def test_a_process_that_ends_while_the_model_has_no_attribute_is_said_too(desk: Desk, tmp_path: Path) -> None:
    window, loader = desk.window, desk.window.parts.model

    async def session() -> None:
        await loader.load(tmp_path / "bare.gguf")
        assert loader.ready is None and loader.model is not None
        await window.parts.models.learning.close()  # its attribute is being learned
        desk.engine.announce(EngineStatus.RESTARTING, "is being restarted")
        desk.engine.announce(EngineStatus.READY, "was restarted")
        assert loader.words == "was restarted"
        desk.engine.announce(EngineStatus.FAILED, "gone")
        assert loader.has_stopped
        assert window.notice.words == messages.MODEL_STOPPED_NOTICE
        assert restart_button(desk).isEnabled()

    desk.run(session())


@pytest.mark.model
def test_quitting_while_a_text_is_read_ends_the_program_and_keeps_the_settings(run: Run, tmp_path: Path) -> None:
    engine = EngineClient()

    async def session() -> None:
        window = app.build(engine, app.folders_in(tmp_path))
        window.show()
        await window.parts.models.load_first(None, "")
        window.parts.session.new(LONG, "Long")
        await until(lambda: bool(window.parts.glow.chapter_cosines()))
        assert window.parts.glow.busy
        window.parts.preferences.change(theme="sepia")
        await app.close(window, engine)
        window.hide()
        window.deleteLater()

    run(session())
    assert model_processes() == []
    assert settings.load(tmp_path).theme == "sepia"


def test_a_click_while_the_model_loads_is_carried_out_when_it_is_ready(desk: Desk) -> None:
    window = desk.window
    desk.put_cursor(1)
    window.rewrites.more_creative()
    assert window.notice.words == messages.why_no_model("")

    async def ready() -> None:
        await desk.load()
        await until(lambda: window.parts.rewriting.current is not None)

    desk.run(ready())
    assert window.notice.words == ""
    window.parts.rewriting.dismiss()
    desk.run(desk.load())
    assert window.parts.rewriting.passage is None  # once


def test_a_model_that_was_given_up_is_not_called_ready_later(desk: Desk) -> None:
    desk.run(desk.load())
    loader = desk.window.parts.model
    desk.engine.announce(EngineStatus.READY, "The model was restarted; nothing was lost.")
    desk.engine.announce(EngineStatus.FAILED, "gone")
    assert not loader._later.isActive()
    assert loader.words == messages.MODEL_STOPPED
