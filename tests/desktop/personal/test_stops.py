"""Learning an attribute of one's own that stops before its end: paused, crashed, undecided, another model."""

from __future__ import annotations

import asyncio
import stat
import threading
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton

from core.derivation.cache import Sample, SampleStore
from core.engine.fake import ScriptedEngine
from core.engine.protocol import ChatMessage, Priority, TextStates
from core.errors import EngineDied
from core.personal import marks
from core.personal.marks import Marks
from core.personal.own_attribute import trial_folder, undecided
from desktop import app
from desktop.common.notice import LEARNING
from desktop.learning.learner import LearningState
from desktop.personal import words as own_words
from desktop.personal.dialog import OwnAttributeDialog
from desktop.window.window import MainWindow
from tests.desktop.conftest import Desk, click, until
from tests.desktop.personal.own import learned, names_in_menu, opened, own_of, short, state


def test_it_can_be_paused_and_gone_on_with(ready: Desk) -> None:
    own = own_of(ready)

    async def make() -> None:
        dialog = await opened(ready)
        await click(dialog.start_button)
        await until(lambda: own.now.fraction > 0.1)
        await click(dialog.pause_button)
        await ready.window.parts.tasks.finish()  # nothing computes any more
        assert state(ready) is LearningState.PAUSED and own.now.fraction < 1
        assert ready.window.parts.models.words.endswith("learning paused")
        await click(dialog.start_button)
        await until(lambda: state(ready) is LearningState.DONE)

    ready.run(make())


def test_what_is_paused_can_be_thrown_away(ready: Desk) -> None:
    async def make() -> None:
        dialog = await opened(ready)
        await click(dialog.start_button)
        await until(lambda: own_of(ready).now.fraction > 0)
        await click(dialog.pause_button)
        assert dialog.focusWidget() is not dialog.discard_button
        await click(dialog.discard_button)
        await until(lambda: any(each.startswith("discard") for each in ready.questions.asked))
        assert state(ready) is LearningState.PAUSED  # asked, and answered no
        ready.questions.discard = True
        await click(dialog.discard_button)
        await until(lambda: state(ready) is LearningState.OFFERED)

    ready.run(make())
    assert list(trial_folder(ready.folders.attributes).iterdir()) == []


def test_what_was_not_decided_on_is_found_again(ready: Desk) -> None:
    own = own_of(ready)

    async def make() -> None:
        dialog = await learned(ready)
        await click(dialog.close_button)
        await until(lambda: ready.window.parts.dialogs.own is None)
        await ready.window.parts.models.use(Path("scripted.gguf"))  # forgets all that is not on disk
        assert state(ready) is LearningState.NOTHING
        dialog = await opened(ready)
        await until(lambda: state(ready) is LearningState.DONE)
        assert "These are its results" in dialog.words.text()
        await click(dialog.keep_button)
        await until(lambda: "is kept" in ready.window.notice.words)

    ready.run(make())
    assert undecided(ready.folders.attributes, "scripted") is None
    assert own.now.state is not LearningState.DONE
    assert "my voice" in names_in_menu(ready)


class Stuck(ScriptedEngine):
    """Reads some texts, and then no more: what a crash leaves is what it had read."""

    states_read: list[str]

    def __init__(self, most: int | None = None) -> None:
        super().__init__(["The lamp hummed a tune that only moths had learned."])
        self.most = most
        self.states_read = []

    async def states(
        self,
        text: str,
        messages: tuple[ChatMessage, ...] = (),
        *,
        context: str = "bare",
        priority: Priority = Priority.REST,
        last_layer: int | None = None,
    ) -> TextStates:
        if self.most is not None and len(self.states_read) >= self.most:
            await asyncio.Event().wait()
        self.states_read.append(text)
        return await super().states(text, messages, context=context, priority=priority, last_layer=last_layer)


async def started_again(desk: Desk, engine: Stuck) -> MainWindow:
    """Another window on the same folders, as the next start of the program has."""
    window = app.build(
        engine,
        desk.folders,
        own_plan=short,
        library=desk.library,
        downloader=desk.downloader,
        questions=desk.questions,
    )
    window.show()
    await window.parts.models.load_first(Path("scripted.gguf"), "")
    return window


async def closed(window: MainWindow, engine: Stuck) -> None:
    await app.close(window, engine)
    window.hide()
    window.deleteLater()


async def crashed_half_way(desk: Desk) -> tuple[MainWindow, Stuck]:
    """A program that was learning “the knife”, and that did nothing more from one moment to the next."""
    engine = Stuck(most=10)  # one to measure the machine by, one side of the deriving half, and some of the other
    window = await started_again(desk, engine)
    window.actions_by_name["own"].trigger()
    dialog = window.parts.dialogs.own
    assert dialog is not None
    dialog.material.name.setText("the knife")
    await click(dialog.start_button)
    await until(lambda: engine.most == len(engine.states_read))
    folder = next(trial_folder(desk.folders.attributes).glob("*.partial"))
    assert len(list(folder.glob("*.npz"))) == 6
    window.hide()
    return window, engine


def test_what_a_crash_interrupts_is_offered_at_the_next_start_and_goes_on(ready: Desk) -> None:
    threads: set[threading.Thread] = set()
    read_sample = SampleStore.get

    def get(store: SampleStore, *key: str) -> Sample | None:
        threads.add(threading.current_thread())
        return read_sample(store, *key)

    async def work() -> None:
        crashed, before = await crashed_half_way(ready)
        [kept] = trial_folder(ready.folders.attributes).glob("*.begun")
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
        marks.save(ready.folders.data, Marks())  # what was begun does not need them any more
        engine = Stuck()
        window = await started_again(ready, engine)
        own = window.parts.models.own
        assert window.notice.words == own_words.own_unfinished("the knife")
        assert window.parts.models.words.endswith("learning paused")
        await click(next(b for b in window.notice.findChildren(QPushButton) if b.text() == "Resume"))
        await until(lambda: own.now.state is LearningState.DONE)
        assert own.now.attribute is not None and own.now.attribute.name == "the knife"
        assert not set(before.states_read[1:7]) & set(engine.states_read), "what had been read was read again"
        await closed(window, engine)
        await closed(crashed, before)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SampleStore, "get", get)
        ready.run(work())
    assert threads and threading.main_thread() not in threads


def shows(dialog: OwnAttributeDialog, words: str) -> bool:
    return dialog.words.text() == words


def is_offered(window: MainWindow) -> bool:
    return window.parts.models.own.now.state is LearningState.OFFERED


def test_what_a_crash_interrupts_can_be_discarded_and_is_not_offered_again(ready: Desk) -> None:
    ready.questions.discard = True

    async def work() -> None:
        crashed = await crashed_half_way(ready)
        for offered in (True, False):
            engine = Stuck()
            window = await started_again(ready, engine)
            assert (window.notice.words == own_words.own_unfinished("the knife")) is offered
            if offered:
                await click(next(b for b in window.notice.findChildren(QPushButton) if b.text() == "Show"))
                dialog = window.parts.dialogs.own
                assert dialog is not None
                await until(partial(shows, dialog, own_words.own_unfinished("the knife")))
                await click(dialog.discard_button)
                await until(partial(is_offered, window))
                assert list(trial_folder(ready.folders.attributes).iterdir()) == []
            await closed(window, engine)
        await closed(*crashed)

    ready.run(work())


def test_the_bar_goes_on_while_the_model_is_busy_with_one_text(ready: Desk) -> None:
    async def work() -> None:
        window, engine = await crashed_half_way(ready)
        own, shown = window.parts.models.own, set[float]()
        reported = own.now.fraction
        own.changed.connect(lambda: shown.add(own.now.fraction))
        await until(lambda: bool(shown))
        assert min(shown) > reported
        await closed(window, engine)

    ready.run(work())


def test_a_second_click_on_start_does_not_forget_what_the_first_began(ready: Desk) -> None:
    own = own_of(ready)

    async def click_twice() -> None:
        dialog = await opened(ready)
        await until(dialog.start_button.isEnabled)
        for _ in range(2):
            QTest.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
        await until(lambda: own.now.fraction > 0)
        await click(dialog.pause_button)
        await until(lambda: state(ready) is LearningState.PAUSED)
        assert len(list(trial_folder(ready.folders.attributes).glob("*.begun"))) == 1

    ready.run(click_twice())


def test_the_offer_to_resume_waits_until_what_is_said_first_has_been_read(ready: Desk) -> None:
    notice = ready.window.notice
    notice.tell("Your unsaved text is back; save it to keep it.")
    notice.tell_later(own_words.own_unfinished("the knife"), ("Resume", lambda: None), about=LEARNING)
    assert notice.words.startswith("Your unsaved text is back")

    async def read() -> None:
        close = notice.findChild(QToolButton)
        assert isinstance(close, QToolButton)
        QTest.mouseClick(close, Qt.MouseButton.LeftButton)
        await until(lambda: notice.words == own_words.own_unfinished("the knife"))

    ready.run(read())


def test_a_model_that_dies_leaves_it_paused_with_the_reason(ready: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def die(*_: object, **__: object) -> None:
        raise EngineDied("The model’s process ended.")

    monkeypatch.setattr(ready.engine, "states", die)

    async def make() -> None:
        dialog = await opened(ready)
        await click(dialog.start_button)
        await until(lambda: "process ended" in dialog.problem.text())
        assert dialog.start_button.text() == "Resume"

    ready.run(make())


def test_another_model_puts_it_off_and_needs_its_own_attribute_first(ready: Desk) -> None:
    own = own_of(ready)

    async def make() -> None:
        dialog = await opened(ready)
        await click(dialog.start_button)
        await until(lambda: own.now.fraction > 0)
        (ready.folders.attributes / "scripted.creativity.gguf").unlink()
        await ready.window.parts.models.use(Path("other.gguf"))
        assert state(ready) is LearningState.NOTHING
        assert not dialog.start_button.isEnabled()
        dialog.close()
        ready.window.actions_by_name["own"].trigger()
        assert ready.window.notice.words == own_words.OWN_LATER
        assert ready.window.parts.dialogs.own is None

    ready.run(make())
