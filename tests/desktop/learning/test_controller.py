"""A model without an attribute: it is offered to learn one, learning can be paused, and its end is a glow."""

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
from core.derivation import resumable
from core.derivation.plan import Plan
from core.derivation.progress import Overall, planned_steps
from core.engine.protocol import ModelInfo
from core.errors import EngineDied
from desktop.common import messages
from desktop.learning.learner import LearningState
from tests import making
from tests.desktop.conftest import Desk, until


def plan(model: ModelInfo | None = None) -> Plan:
    """A plan small enough for the scripted engine."""
    whole = resumable.window_plan(model or ModelInfo(Path("x"), "x", "x", 1, 1, 1, 1, "x"))
    contrast = whole.contrast.limited(derive=6, held_out=4, zones=2)
    return Plan(contrast, whole.pairs[:6], whole.passages[:40], n_tokens=12, samples_per_premise=1)


@pytest.fixture
def unlearned(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The window on a model that has no attribute."""
    monkeypatch.setattr(desk.window.parts.models.learning, "_plan", plan)
    desk.run(desk.window.parts.models.use(Path("new-model.gguf")))
    return desk


def test_a_model_without_an_attribute_works_and_learning_is_offered(unlearned: Desk) -> None:
    window = unlearned.window
    assert window.notice.words == messages.no_attribute("scripted", False)
    assert window.status_line.model_words.text() == "scripted"
    assert window.parts.glow.glow_of(unlearned.put_cursor(2)) is None
    window.rewrites.more_creative()
    assert "attribute" in window.notice.words
    assert window.parts.preferences.value.model == "new-model.gguf"


def test_learning_ends_with_figures_a_preview_and_a_glow(unlearned: Desk) -> None:
    window, models = unlearned.window, unlearned.window.parts.models
    answer = next(b for b in window.notice.findChildren(QPushButton) if b.text() == "Learn it…")
    unlearned.engine.script = [
        "The rain leaned on the town like a debt. Anna carried her bag through it, hotel by hotel."
    ]

    async def learn() -> None:
        QTest.mouseClick(answer, Qt.MouseButton.LeftButton)
        dialog = window.parts.dialogs.learn
        assert dialog is not None
        await until(lambda: models.learning.now.seconds_left is not None)
        assert dialog.time.text().startswith("On this machine it takes about")
        passed: set[LearningState] = set()

        def note() -> None:
            if models.learning.now.fraction > 0:
                passed.add(models.learning.now.state)

        models.learning.changed.connect(note)
        QTest.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
        await until(lambda: models.learning.now.state is LearningState.DONE)
        assert LearningState.RUNNING in passed
        await until(lambda: dialog.preview.is_complete)
        assert "100" in dialog.words.text()
        assert messages.LEARNED in dialog.words.text()

    unlearned.run(learn())
    file = models.learning.now.file
    assert file is not None and file.is_file() and file.with_suffix(".json").is_file()
    assert not resumable.partial_folder(file).exists()
    assert window.parts.model.ready is not None
    unlearned.run(unlearned.scored())
    assert window.parts.glow.glow_of(unlearned.put_cursor(2)) is not None


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
    desk.engine.script = ["The rain leaned on the town like a debt. Anna carried her bag through it, hotel by hotel."]

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
    assert "has to learn" in unlearned.window.notice.words
    lone = 6 * 2 + 4 * 2 + 12 * 2  # premises on both sides, held out on both sides, λ × zone premises
    measuring = 1 + 4  # how fast the machine is, once

    async def learn() -> tuple[int, int]:
        models.learning.start()
        await until(lambda: len(engine.requests) >= 9)
        models.learning.pause()
        await unlearned.window.parts.tasks.finish()  # nothing computes any more
        paused_at = len(engine.requests)
        assert paused_at < lone
        assert models.learning.now.state is LearningState.PAUSED
        assert models.words.endswith("learning paused")
        models.learning.start()
        await until(lambda: models.learning.now.state is LearningState.DONE)
        await until(lambda: unlearned.window.parts.model.ready is not None)
        assert not unlearned.window.notice.words  # nothing is left to be learned
        return paused_at, len(engine.requests)

    _, asked = unlearned.run(learn())
    assert asked <= lone + measuring + 4  # at most the batch that was being written is written again


def test_a_model_that_dies_leaves_it_paused_with_the_reason(unlearned: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    models = unlearned.window.parts.models

    async def die(*_: object, **__: object) -> None:
        raise EngineDied("The model’s process ended.")

    monkeypatch.setattr(unlearned.engine, "states", die)

    async def learn() -> None:
        models.learning.start()
        await until(lambda: bool(models.learning.now.problem))

    unlearned.run(learn())
    assert models.learning.now.state is LearningState.PAUSED
    assert models.learning.now.problem == "The model’s process ended."


def test_another_model_withdraws_the_offer(unlearned: Desk) -> None:
    models = unlearned.window.parts.models

    async def change() -> None:
        models.learning.start()
        await models.use(Path("other.gguf"))

    unlearned.run(change())
    assert models.learning.now.state is LearningState.OFFERED
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
