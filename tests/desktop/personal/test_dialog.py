"""An attribute of the writer's own: from marks or two versions to figures, and kept only when the writer says so."""

from __future__ import annotations

import asyncio
import stat
import threading
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton

from core.attribute import file as attribute_file
from core.attribute.report import DerivationReport, TextsReport
from core.attribute.selection import InstalledAttribute
from core.derivation.cache import Sample, SampleStore
from core.derivation.plan import Plan, TextContrast
from core.engine.fake import ScriptedEngine
from core.engine.protocol import ChatMessage, Priority, TextStates
from core.errors import EngineDied
from core.personal import marks
from core.personal.marks import Marks
from core.personal.own_attribute import plan_for, trial_folder, undecided
from core.stats.separation import Figure
from desktop import app
from desktop.common import messages
from desktop.common.notice import LEARNING
from desktop.learning.learner import LearningState
from desktop.personal.controller import OwnAttributes
from desktop.personal.dialog import OwnAttributeDialog
from desktop.window.window import MainWindow
from tests import making
from tests.desktop.conftest import Desk, click, until

THINGS = (
    ("lamp", "whale", "orchard"),
    ("railway", "violin", "glacier"),
    ("harbour", "thimble", "comet"),
    ("anvil", "fern", "quarry"),
    ("bellows", "tide", "sextant"),
    ("plaster", "ribbon", "mill"),
    ("ember", "saddle", "parapet"),
    ("kettle", "meadow", "dredger"),
    ("mirror", "pylon", "heron"),
    ("cellar", "trumpet", "moth"),
    ("ledger", "juniper", "kiln"),
    ("ferry", "walnut", "sundial"),
)
FLAT = tuple(f"There was a {a}. It was near the {b} and we saw a {c} too." for a, b, c in THINGS)
ALIVE = tuple(f"Unlit, {a} by {a}, the {b}s leaned together until one {c} sang." for a, b, c in THINGS)


def short(texts: TextContrast, installed: tuple[InstalledAttribute, ...]) -> Plan:
    """A plan small enough for the scripted engine."""
    whole = plan_for(texts, installed)
    return Plan(
        whole.contrast.limited(zones=2),
        whole.pairs[:6],
        whole.passages[:40],
        texts=texts,
        layers=(8, 9),
        compare_with=whole.compare_with,
    )


@pytest.fixture
def ready(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The window on a model with its *creativity*, and enough marked passages on disk."""
    own = desk.window.parts.models.own
    monkeypatch.setattr(own, "_plan", short)
    desk.folders.attributes.mkdir()
    attribute_file.write(desk.folders.attributes / "scripted.creativity.gguf", making.attribute())
    marks.save(desk.folders.data, Marks(ALIVE, FLAT))
    desk.run(desk.window.parts.models.use(Path("scripted.gguf")))
    assert desk.window.parts.model.ready is not None
    desk.run(desk.scored())
    return desk


def own_of(desk: Desk) -> OwnAttributes:
    return desk.window.parts.models.own


async def opened(desk: Desk) -> OwnAttributeDialog:
    desk.window.actions_by_name["own"].trigger()
    dialog = desk.window.parts.dialogs.own
    assert dialog is not None
    await desk.window.parts.tasks.finish()  # it shows what there is
    return dialog


def state(desk: Desk) -> LearningState:
    return own_of(desk).now.state


def names_in_menu(desk: Desk) -> list[str]:
    menu = QMenu()
    desk.window.parts.models.fill_attributes(menu)
    return [action.text() for action in menu.actions()]


async def learned(desk: Desk) -> OwnAttributeDialog:
    dialog = await opened(desk)
    await click(dialog.start_button)
    await until(lambda: state(desk) is LearningState.DONE)
    return dialog


def test_marks_become_an_attribute_with_figures_that_is_kept_and_shown(ready: Desk) -> None:
    window = ready.window

    async def make() -> None:
        dialog = await opened(ready)
        assert dialog.material.marks.text() == "12 alive, 12 flat."
        await until(lambda: dialog.time.text().startswith("On this machine it takes about"))
        while_learning: set[tuple[bool, bool, bool]] = set()

        def look() -> None:
            if state(ready) is LearningState.RUNNING and own_of(ready).now.fraction > 0:
                shown = dialog.bar.isVisible(), dialog.material.isVisible()
                while_learning.add((*shown, "learning" in window.parts.models.words))

        own_of(ready).changed.connect(look)
        await click(dialog.start_button)
        await until(lambda: state(ready) is LearningState.DONE)
        assert while_learning == {(True, False, True)}
        words = dialog.words.text()
        assert "12 marked passages that it was not learned from" in words
        assert "creativity in" in words and "counting words in" in words and "guessing in 50" in words
        assert "That is no better than" in words  # the scripted engine scores alike by every attribute
        assert messages.own_learned("my voice") == window.notice.words
        assert names_in_menu(ready) == [messages.attribute_words("creativity")]
        await click(dialog.keep_button)
        await until(lambda: "is kept" in window.notice.words)
        assert dialog.material.isVisible()

    ready.run(make())
    now = window.parts.model.ready
    assert now is not None and now.attribute.name == "creativity"
    assert [each.name for each in now.blend] == ["my voice"]
    assert names_in_menu(ready)[1] == "my voice"
    kept = ready.folders.attributes / "scripted.scripted.my-voice.gguf"
    assert kept.is_file() and kept.with_suffix(".json").is_file()
    assert list(trial_folder(ready.folders.attributes).iterdir()) == []
    held_out = attribute_file.read(kept).report.held_out
    assert isinstance(held_out, TextsReport) and set(held_out.compared) == {"creativity"}

    async def show() -> None:
        answer = next(b for b in window.notice.findChildren(QPushButton) if b.text() == "Show it")
        await click(answer)
        await until(
            lambda: window.parts.model.ready is not None and window.parts.model.ready.attribute.name != "creativity"
        )

    ready.run(show())


def test_thrown_away_it_leaves_nothing(ready: Desk) -> None:
    ready.questions.discard = True

    async def throw() -> None:
        dialog = await learned(ready)
        await click(dialog.discard_button)
        await until(lambda: state(ready) is LearningState.OFFERED)
        assert dialog.material.isVisible()

    ready.run(throw())
    assert [file.name for file in ready.folders.attributes.glob("**/*.*")] == ["scripted.creativity.gguf"]


def test_two_versions_of_a_file_are_compared_and_learned_from(ready: Desk, tmp_path: Path) -> None:
    before, after = tmp_path / "draft.md", tmp_path / "revised.txt"
    same = "A paragraph that nobody has touched since the first draft."
    before.write_text("\n\n".join(["# One", *FLAT, same]), "utf-8")
    revised = [text.replace("There was a", "Nobody owned the").replace("we saw", "out came") for text in FLAT]
    after.write_text("\n\n".join(["One", *revised[:11], same]), "utf-8")
    ready.questions.versions = (before, after)

    async def make() -> None:
        dialog = await opened(ready)
        await click(dialog.material.before_button)
        await until(lambda: dialog.material.before.text().startswith("draft.md"))
        assert dialog.material.versions.isChecked()
        assert dialog.material.found.text() == messages.OWN_CHOOSE_BOTH
        assert not dialog.start_button.isEnabled()
        await click(dialog.material.after_button)
        await until(lambda: dialog.material.found.text() == "11 revised passages found.")
        dialog.material.name.setText("the knife")
        await click(dialog.start_button)
        await until(lambda: state(ready) is LearningState.DONE)
        assert "revised passages that it was not learned from" in dialog.words.text()

    ready.run(make())
    assert ready.questions.asked == ["earlier version", "later version"]
    attribute = own_of(ready).now.attribute
    assert attribute is not None and attribute.name == "the knife"
    held_out = attribute.report.held_out
    assert isinstance(held_out, TextsReport) and held_out.accuracy.n in (5, 6)


def test_a_version_that_cannot_be_read_is_one_sentence_in_the_dialog(ready: Desk, tmp_path: Path) -> None:
    there = tmp_path / "draft.md"
    there.write_text("A draft.", "utf-8")
    ready.questions.versions = (there, tmp_path / "gone.md")

    async def choose() -> None:
        dialog = await opened(ready)
        await click(dialog.material.before_button)
        await until(lambda: dialog.material.before.text() != "")
        await click(dialog.material.after_button)
        await until(lambda: "There is no file" in dialog.problem.text())
        await until(lambda: dialog.material.found.text() == messages.OWN_CHOOSE_BOTH)
        assert not dialog.start_button.isEnabled()

    ready.run(choose())


def test_too_few_passages_say_how_many_more_it_takes(ready: Desk) -> None:
    marks.save(ready.folders.data, Marks(ALIVE[:10], FLAT[:9]))

    async def look() -> None:
        dialog = await opened(ready)
        await until(lambda: dialog.material.marks.text().startswith("10 alive, 9 flat: 1 more flat passage and"))
        assert not dialog.start_button.isEnabled()
        editor = ready.window.parts.editor
        ready.window.parts.session.new("He went home and had his dinner, and then it was late.", "Test")
        editor.selectAll()
        ready.window.actions_by_name["mark-flat"].trigger()
        await until(dialog.start_button.isEnabled)
        assert dialog.material.marks.text() == "10 alive, 10 flat."

    ready.run(look())


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
    ) -> TextStates:
        if self.most is not None and len(self.states_read) >= self.most:
            await asyncio.Event().wait()
        self.states_read.append(text)
        return await super().states(text, messages, context=context, priority=priority)


async def started_again(desk: Desk, engine: Stuck) -> MainWindow:
    """Another window on the same folders, as the next start of the program has."""
    window = app.build(engine, desk.folders, own_plan=short, library=desk.library, downloader=desk.downloader)
    window.parts.documents.ask_with(desk.questions)
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
        assert window.notice.words == messages.own_unfinished("the knife")
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
            assert (window.notice.words == messages.own_unfinished("the knife")) is offered
            if offered:
                await click(next(b for b in window.notice.findChildren(QPushButton) if b.text() == "Show"))
                dialog = window.parts.dialogs.own
                assert dialog is not None
                await until(partial(shows, dialog, messages.own_unfinished("the knife")))
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
    notice.tell_later(messages.own_unfinished("the knife"), ("Resume", lambda: None), about=LEARNING)
    assert notice.words.startswith("Your unsaved text is back")

    async def read() -> None:
        close = notice.findChild(QToolButton)
        assert isinstance(close, QToolButton)
        QTest.mouseClick(close, Qt.MouseButton.LeftButton)
        await until(lambda: notice.words == messages.own_unfinished("the knife"))

    ready.run(read())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("  ", "Give it a name"),
        ("Craft", "reserved name"),
        ("creativity", "reserved name"),
        ("a/b", "A name is up to 40"),
        ("…", "A name is up to 40"),
    ],
)
def test_names_that_cannot_be_had_are_refused(ready: Desk, name: str, words: str) -> None:
    async def make() -> None:
        dialog = await opened(ready)
        dialog.material.name.setText(name)
        await click(dialog.start_button)
        await until(lambda: words in dialog.problem.text())
        assert state(ready) is LearningState.OFFERED

    ready.run(make())


@pytest.mark.parametrize("agreed", [False, True])
def test_one_of_ones_own_is_replaced_only_when_agreed_to(ready: Desk, agreed: bool) -> None:
    ready.questions.replace = agreed
    file = ready.folders.attributes / "older.my-voice.gguf"

    async def make() -> None:
        dialog = await learned(ready)
        await click(dialog.keep_button)
        await until(lambda: "my voice" in names_in_menu(ready))
        (ready.folders.attributes / "scripted.scripted.my-voice.gguf").rename(file)
        await ready.window.parts.model.refresh_attributes()
        dialog.material.name.setText("My Voice")
        await click(dialog.start_button)
        await until(lambda: ready.questions.asked == ["replace my voice"])
        if agreed:
            await until(lambda: state(ready) is not LearningState.OFFERED)
            await click(dialog.keep_button)
            await until(lambda: "My Voice" in names_in_menu(ready))
        else:
            await asyncio.sleep(0.05)
            assert state(ready) is LearningState.OFFERED

    ready.run(make())
    for each in ready.folders.attributes.glob("*my-voice.gguf"):  # never beside one learned from the same texts
        held_out = attribute_file.read(each).report.held_out
        assert isinstance(held_out, TextsReport) and set(held_out.compared) == {"creativity"}
    assert names_in_menu(ready)[1:] == (["My Voice"] if agreed else ["my voice"])
    assert file.is_file()


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
        assert ready.window.notice.words == messages.OWN_LATER
        assert ready.window.parts.dialogs.own is None

    ready.run(make())


def test_passages_are_marked_counted_and_unmarked_from_the_menu(desk: Desk) -> None:
    window, marking = desk.window, desk.window.parts.marking
    unmark = window.actions_by_name["unmark"]
    passage_menu = next(a.menu() for a in window.menuBar().actions() if a.text() == "&Passage")
    assert isinstance(passage_menu, QMenu)

    async def mark() -> None:
        desk.put_cursor(1)
        window.actions_by_name["mark-alive"].trigger()
        await until(lambda: window.notice.words == messages.marked(1, 0, (9, 10)))
        desk.put_cursor(2)
        passage_menu.aboutToShow.emit()
        assert not unmark.isEnabled()
        window.actions_by_name["mark-flat"].trigger()
        await until(lambda: window.notice.words.startswith("1 alive, 1 flat: 9 more alive and 9 more flat passages"))
        window.actions_by_name["mark-alive"].trigger()
        await until(lambda: window.notice.words.startswith("2 alive, 0 flat"))
        passage_menu.aboutToShow.emit()
        assert unmark.isEnabled()
        unmark.trigger()
        await until(lambda: window.notice.words.startswith("1 alive, 0 flat"))
        await marking.unmark()
        assert window.notice.words == messages.NOT_MARKED
        for index in (0, 3):  # a heading, and a paragraph that is too short
            desk.put_cursor(index)
            window.actions_by_name["mark-flat"].trigger()
            await until(lambda: window.notice.words == messages.NOTHING_TO_MARK)
            window.notice.hide()
        window.parts.editor.selectAll()
        window.actions_by_name["mark-flat"].trigger()
        await until(lambda: window.notice.words.startswith("0 alive, 3 flat"))

    desk.run(mark())
    assert marks.load(desk.folders.data) == marking.marks
    assert marking.marks.flat[2] == "A quoted paragraph that goes on for a while as well."


def report(own: tuple[float, float, float], general: tuple[float, float], words: float) -> DerivationReport:
    held = TextsReport(
        paired=True,
        n_derived_from=(40, 40),
        accuracy=Figure(*own, 40),
        baselines={},
        correlation_with_length=0.0,
        one_punctuation=Figure(*own, 40),
        vivid_over_plain=Figure(0.5, 0.4, 0.6, 40),
        bag_of_words=Figure(words, 0.0, words, 40),
        random_direction=Figure(0.5, 0.4, 0.6, 40),
        compared={"creativity": Figure(general[0], 0.0, general[1], 40)},
    )
    return DerivationReport(method="pairs", held_out=held)


@pytest.mark.parametrize(
    ("own", "general", "words", "verdicts"),
    [
        ((0.95, 0.85, 0.99), (0.6, 0.7), 0.7, (messages.OWN_BETTER,)),
        (
            (0.80, 0.66, 0.90),
            (0.6, 0.7),
            0.5,
            ("That is not clearly better than creativity: the difference may be chance.",),
        ),
        ((0.70, 0.55, 0.80), (0.7, 0.8), 0.5, ("That is no better than creativity.",)),
        ((0.70, 0.55, 0.80), (0.6, 0.7), 0.8, ("That is no better than counting words.",)),
        ((0.55, 0.35, 0.75), (0.6, 0.7), 0.5, (messages.OWN_LUCK, "That is no better than creativity.")),
        ((0.60, 0.45, 0.75), (0.2, 0.3), 0.3, (messages.OWN_LUCK,)),
    ],
)
def test_figures_say_plainly_what_they_do_not_show(
    own: tuple[float, float, float], general: tuple[float, float], words: float, verdicts: tuple[str, ...]
) -> None:
    said = messages.own_figures(report(own, general, words))
    assert said[3:] == verdicts
    assert said[0].startswith("On 40 revised passages")
