"""A model without an attribute: learning begins by itself, with a provisional glow; it can be paused and resumed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from core import paths
from core.attribute import file as attribute_file
from core.attribute.report import DerivationReport
from core.derivation import resumable, zones
from core.derivation.plan import Plan
from core.derivation.progress import Overall, planned_steps
from core.derivation.quick import N_TOKENS, SAMPLES_PER_PREMISE
from core.derivation.refining import Part
from core.engine.protocol import ModelInfo
from core.errors import EngineDied
from desktop.common import messages
from desktop.learning.learner import LearningState
from tests import making
from tests.desktop.conftest import Desk, until

SCRIPT = [
    "The rain leaned on the town like a debt. Anna carried her bag through it, hotel by hotel.",
    "She sat down. It rained.",
    "A gull fell out of the sky and stayed there, looking up, as if it had been asked to.",
    "He left.",
    "The lamp spoke back to the man.",
]


def plan(model: ModelInfo | None = None) -> Plan:
    """A plan small enough for the scripted engine."""
    whole = resumable.window_plan(model or ModelInfo(Path("x"), "x", "x", 1, 1, 1, 1, "x"))
    contrast = whole.contrast.limited(derive=6, held_out=4, zones=1)
    return Plan(contrast, whole.pairs[:6], whole.passages[::16], n_tokens=12, samples_per_premise=1)


@pytest.fixture
def unlearned(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The window on a model that has no attribute."""
    monkeypatch.setattr(desk.window.parts.models.learning, "_plan", plan)
    desk.run(desk.window.parts.models.use(Path("new-model.gguf")))
    return desk


def test_a_model_without_an_attribute_works_and_learning_begins(unlearned: Desk) -> None:
    window = unlearned.window
    assert window.notice.words == messages.learning_began("scripted", False)
    assert window.parts.models.learning.now.state is LearningState.RUNNING
    assert window.parts.models.words == "scripted · learning 0%"
    assert window.parts.glow.glow_of(unlearned.put_cursor(2)) is None
    window.rewrites.more_creative()
    assert "attribute" in window.notice.words
    assert window.parts.preferences.value.model == "new-model.gguf"


def test_a_provisional_glow_comes_first_and_the_refined_one_says_how_much_has_changed(unlearned: Desk) -> None:
    window, models = unlearned.window, unlearned.window.parts.models
    answer = next(b for b in window.notice.findChildren(QPushButton) if b.text() == "Show…")
    unlearned.engine.script = SCRIPT
    passed: list[tuple[Part | None, bool]] = []
    said: list[str] = []

    def note() -> None:
        ready, now = window.parts.model.ready, models.learning.now
        said.append(window.notice.words)
        if (state := (now.part, ready is not None and ready.attribute.provisional)) not in passed:
            passed.append(state)

    models.learning.changed.connect(note)
    window.parts.model.loaded.connect(note)

    async def learn() -> None:
        QTest.mouseClick(answer, Qt.MouseButton.LeftButton)
        dialog = window.parts.dialogs.learn
        assert dialog is not None
        await until(lambda: window.parts.glow.is_provisional)
        await until(lambda: messages.PROVISIONAL in models.words)
        assert messages.STILL_PROVISIONAL in window.inspector.legend.words.text()
        assert models.learning.now.state is LearningState.RUNNING
        await until(lambda: models.learning.now.state is LearningState.DONE)
        await until(lambda: dialog.preview.is_complete)
        await until(lambda: window.notice.words.startswith("The glow is refined now"))
        assert "100" in dialog.words.text()
        assert messages.LEARNED in dialog.words.text()

    unlearned.run(learn())
    file = models.learning.now.file
    assert file is not None and file.is_file() and file.with_suffix(".json").is_file()
    assert not resumable.partial_folder(file).exists()
    assert [part for part, _ in passed] == [Part.QUICK, Part.WHOLE, Part.WHOLE, Part.ZONES, Part.ZONES, None]
    assert [provisional for _, provisional in passed] == [False, False, True, True, False, False]
    assert messages.provisional_glow("scripted") in said
    ready = window.parts.model.ready
    assert ready is not None and not ready.attribute.provisional and ready.attribute.zones.measured
    unlearned.run(unlearned.scored())
    assert window.parts.glow.glow_of(unlearned.put_cursor(2)) is not None
    assert messages.PROVISIONAL not in models.words
    assert messages.STILL_PROVISIONAL not in window.inspector.legend.words.text()


def test_a_provisional_attribute_is_refined_at_the_next_start(unlearned: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    window, models = unlearned.window, unlearned.window.parts.models
    unlearned.engine.script = SCRIPT

    async def stop_and_come_back() -> None:
        await until(lambda: window.parts.glow.is_provisional)
        models.learning.withdraw()
        await window.parts.tasks.finish()
        n_asked = len(unlearned.engine.requests)
        await models.use(Path("new-model.gguf"))
        assert window.parts.glow.is_provisional  # at once
        assert models.learning.now.state is LearningState.RUNNING
        await until(lambda: models.learning.now.state is LearningState.DONE)
        assert not any(request.max_tokens == N_TOKENS for request in unlearned.engine.requests[n_asked:])
        await until(lambda: not window.parts.glow.is_provisional)

    unlearned.run(stop_and_come_back())


def test_a_rewrite_has_a_bracket_of_lambda_measured_before_the_rest_is_learned(unlearned: Desk) -> None:
    window, models, engine = unlearned.window, unlearned.window.parts.models, unlearned.engine
    engine.script = SCRIPT
    parts: list[Part | None] = []
    models.learning.learned.connect(lambda: parts.append(models.learning.latest))

    async def rewrite() -> None:
        await until(lambda: window.parts.glow.is_provisional)
        ready = window.parts.model.ready
        assert ready is not None and ready.attribute.zones == zones.unmeasured() and ready.attribute.default_lam == 3.0
        unlearned.put_cursor(2)
        window.rewrites.more_creative()
        assert window.parts.rewriting.state.is_running
        await until(lambda: not window.parts.rewriting.state.is_running)
        await until(lambda: models.learning.now.state is LearningState.DONE)

    unlearned.run(rewrite())
    assert parts == [Part.QUICK, Part.BRACKET, Part.WHOLE, Part.ZONES]


def test_what_was_learned_as_creativity_before_is_imagery_and_creativity_is_offered(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, models = desk.window, desk.window.parts.models
    file = resumable.place_for(ModelInfo(Path("x"), "scripted", "x", 1, 1, 1, 1, "scripted"), desk.folders.attributes)
    earlier = replace(making.attribute(), default_lam=2.5, report=DerivationReport(name="creativity", method="imagery"))
    attribute_file.write(file, earlier)
    file.with_suffix(".json").write_text("{}", "utf-8")
    window.parts.preferences.change(lams={"scripted/creativity": 1.0})  # chosen for the former creativity
    monkeypatch.setattr(models.learning, "_plan", plan)
    desk.run(models.use(Path("scripted.gguf")))
    ready = window.parts.model.ready
    assert ready is not None and ready.attribute.name == "imagery"
    assert window.card.slider.lam == 2.5
    assert window.notice.words == messages.creativity_is_imagery("scripted", False)
    answer = next(b for b in window.notice.findChildren(QPushButton) if b.text() == "Learn it…")
    desk.engine.script = SCRIPT

    async def learn() -> None:
        QTest.mouseClick(answer, Qt.MouseButton.LeftButton)
        dialog = window.parts.dialogs.learn
        assert dialog is not None
        await until(lambda: models.learning.now.seconds_left is not None)
        QTest.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
        await until(lambda: models.learning.now.state is LearningState.DONE)
        await until(lambda: dialog.preview.is_complete)

    desk.run(learn())
    ready = window.parts.model.ready
    assert ready is not None and [each.name for each in ready.available] == ["creativity", "imagery"]
    assert ready.attribute.name == "creativity"
    assert window.card.slider.lam == ready.attribute.default_lam
    assert file.is_file() and file.with_name(file.name.replace("creativity", "imagery")).is_file()
    assert file.with_name(file.name.replace("creativity.gguf", "imagery.json")).read_text("utf-8") == "{}"


def test_pausing_stops_computing_and_going_on_asks_for_nothing_twice(unlearned: Desk) -> None:
    models, engine = unlearned.window.parts.models, unlearned.engine
    assert "is learning what is creative" in unlearned.window.notice.words
    unlearned.engine.script = SCRIPT
    quick = 6 * 2 * SAMPLES_PER_PREMISE  # premises on both sides
    lone = quick + 6 * 2 + 4 * 2 + 12  # also held out on both sides, λ of the zones
    measuring = 1 + 8  # how fast the machine is, once

    async def learn() -> tuple[int, int]:
        await until(lambda: len(engine.requests) >= quick + measuring + 5)
        models.learning.pause()
        await unlearned.window.parts.tasks.finish()  # nothing computes any more
        paused_at = len(engine.requests)
        assert paused_at < lone
        assert models.learning.now.state is LearningState.PAUSED
        assert models.words.endswith("learning paused")
        models.learning.start()
        await until(lambda: models.learning.now.state is LearningState.DONE)
        await until(lambda: not unlearned.window.parts.glow.is_provisional)
        return paused_at, len(engine.requests)

    _, asked = unlearned.run(learn())
    assert asked <= lone + measuring + 8  # at most the batch that was being written is written again


def test_a_model_that_dies_leaves_it_paused_with_the_reason(unlearned: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    models = unlearned.window.parts.models

    async def die(*_: object, **__: object) -> None:
        raise EngineDied("The model’s process ended.")

    monkeypatch.setattr(unlearned.engine, "states", die)

    async def learn() -> None:
        await until(lambda: bool(models.learning.now.problem))

    unlearned.run(learn())
    assert models.learning.now.state is LearningState.PAUSED
    assert models.learning.now.problem == "The model’s process ended."


def test_another_model_is_learned_instead(unlearned: Desk) -> None:
    models = unlearned.window.parts.models

    before = models.learning.now.job
    unlearned.run(models.use(Path("other.gguf")))
    assert models.learning.now.state is LearningState.RUNNING and models.learning.now.job is not before
    models.learning.withdraw()
    unlearned.window.parts.dialogs.show_learning()
    assert unlearned.window.notice.words == messages.NOTHING_TO_LEARN


def test_the_time_left_follows_the_work_and_not_what_was_done_before() -> None:
    whole = resumable.window_plan(ModelInfo(paths.resources(), "x", "x", 1, 1, 1, 10**10, "x"))
    first = planned_steps(whole)[0]
    overall = Overall(whole)
    fraction, left = overall.update(first.step, 36, 72, now=0.0)  # left behind by an earlier run
    assert left is None
    half = sum(planned.cost for planned in planned_steps(whole)) - first.cost / 2
    fraction, left = overall.update(first.step, 40, 72, now=100.0)
    assert left == pytest.approx(100.0 / (first.cost * 4 / 72) * (half - first.cost * 4 / 72))
    assert 0 < fraction < 1
    last = planned_steps(whole)[-1]
    assert overall.update(last.step, 12, 12, now=200.0)[0] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(20, "about a minute"), (600, "about 10 minutes"), (3000, "about 50 minutes"), (9000, "about 2½ hours")],
)
def test_times_are_said_in_round_words(seconds: float, words: str) -> None:
    assert messages.duration(seconds) == words
