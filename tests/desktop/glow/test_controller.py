"""The glow's bookkeeping: what is asked of the engine, in which order, and what becomes of late answers."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.engine.fake import ScriptedEngine
from core.engine.protocol import EngineStatus, PassageScore, Priority, SteeringVector
from core.errors import EngineDied, EngineProblem
from core.score.cache import ScoreStore
from core.score.scoring import Score
from desktop.editor.text_edit import ManuscriptEditor
from desktop.glow.controller import GlowController, ShownAttribute
from tests import making
from tests.desktop.conftest import Run, turns, until

PARAGRAPHS = [f"Paragraph number {n} says something or other at length." for n in range(60)]


class Slow(ScriptedEngine):
    """Answers each score only when its gate is opened; can be made to fail."""

    def __init__(self) -> None:
        super().__init__()
        self.gates: list[asyncio.Future[None]] = []
        self.free = False
        self.priorities: dict[str, Priority] = {}
        self.vectors: dict[str, SteeringVector] = {}

    async def score(
        self,
        text: str,
        vector: SteeringVector,
        *,
        revision: int = 0,
        fresh: bool = False,
        priority: Priority = Priority.ASKED,
    ) -> PassageScore:
        self.priorities[text] = priority
        self.vectors[text] = vector
        if self.free:
            return await super().score(text, vector)
        gate = asyncio.get_running_loop().create_future()
        self.gates.append(gate)
        self.scored.append(text)
        await gate
        self.scored.pop()
        return await super().score(text, vector)


def shown(key: str = "k") -> ShownAttribute:
    attribute = making.attribute()
    return ShownAttribute(key, attribute.vector, attribute.calibration, key)


@pytest.fixture
def engine() -> Slow:
    return Slow()


@pytest.fixture
def desk(qapp: QApplication, run: Run, engine: Slow) -> Iterator[tuple[ManuscriptEditor, GlowController]]:
    editor = ManuscriptEditor()
    editor.resize(700, 500)
    editor.set_text("\n\n".join(PARAGRAPHS))
    editor.show()

    async def build() -> GlowController:
        await engine.load(Path("x"))
        return GlowController(engine, editor, shown(), pause_ms=50)

    glow = run(build())
    yield editor, glow
    run(glow.close())
    editor.close()
    editor.deleteLater()


def test_what_is_in_view_is_asked_first(desk: tuple[ManuscriptEditor, GlowController], engine: Slow, run: Run) -> None:
    editor, glow = desk
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.ensureCursorVisible()

    async def look() -> None:
        await until(lambda: bool(engine.gates))  # the top was in view when this one was asked for
        visible = [view.text for each in editor.visible_ids() if (view := editor.paragraph(each))]
        assert PARAGRAPHS[0] not in visible and PARAGRAPHS[-1] in visible
        engine.free = True
        engine.gates[0].set_result(None)
        await until(lambda: not glow.busy and len(engine.scored) >= 60)
        assert set(engine.scored[1 : 1 + len(visible)]) == set(visible)
        assert sorted(engine.scored) == sorted(PARAGRAPHS)

    run(look())


def test_an_answer_that_comes_too_late_is_dropped(
    desk: tuple[ManuscriptEditor, GlowController], engine: Slow, run: Run
) -> None:
    editor, glow = desk

    async def look() -> None:
        await until(lambda: bool(engine.gates))
        first = editor.paragraph_ids()[0]
        assert engine.scored == [PARAGRAPHS[0]]
        QTest.keyClicks(editor, "Suddenly, ")
        engine.free = True
        engine.gates[0].set_result(None)
        await until(lambda: glow.glow_of(first) is not None)
        assert f"Suddenly, {PARAGRAPHS[0]}" in engine.scored
        now = glow.glow_of(first)
        assert now is not None and now.score.n_tokens == len(PARAGRAPHS[0].split()) + 1

    run(look())


def test_a_text_seen_before_is_not_asked_again(
    desk: tuple[ManuscriptEditor, GlowController], engine: Slow, run: Run
) -> None:
    editor, glow = desk
    engine.free = True

    async def look() -> None:
        await until(lambda: bool(engine.gates))
        engine.gates[0].set_result(None)
        await until(lambda: len(engine.scored) == 60 and not glow.busy)
        first = editor.paragraph_ids()[0]
        QTest.keyClicks(editor, "x")
        await until(lambda: len(engine.scored) == 61 and not glow.busy)
        editor.undo()
        await until(lambda: (g := glow.glow_of(first)) is not None and not g.stale)
        assert len(engine.scored) == 61

    run(look())


def test_the_next_session_finds_the_scores_of_the_last(qapp: QApplication, run: Run, tmp_path: Path) -> None:
    async def session() -> tuple[int, Score]:
        engine = Slow()
        engine.free = True
        await engine.load(Path("x"))
        editor = ManuscriptEditor()
        editor.set_text("\n\n".join(PARAGRAPHS[:5]))
        store = ScoreStore(tmp_path / "scores.sqlite")
        glow = GlowController(engine, editor, shown(), store=store, pause_ms=50)
        first = editor.paragraph_ids()[0]
        await until(lambda: glow.glow_of(first) is not None and not glow.busy)
        found = glow.glow_of(first)
        assert found is not None
        await glow.close()
        editor.deleteLater()
        return len(engine.scored), found.score

    asked, score = run(session())
    asked_again, same = run(session())
    assert (asked, asked_again) == (5, 0)
    assert same.cosine == score.cosine
    assert [(t.start, t.end) for t in same.tokens] == [(t.start, t.end) for t in score.tokens]


def test_a_dead_engine_is_waited_for_and_one_that_cannot_is_not(
    desk: tuple[ManuscriptEditor, GlowController], engine: Slow, run: Run
) -> None:
    _, glow = desk

    async def look() -> None:
        await until(lambda: bool(engine.gates))
        engine.gates[0].set_exception(EngineDied("gone"))
        await turns()
        assert glow.busy and len(engine.gates) == 1
        engine.announce(EngineStatus.READY, "")
        await until(lambda: len(engine.gates) == 2)
        engine.gates[1].set_exception(EngineProblem("not this one"))
        await until(lambda: len(engine.gates) == 3)
        engine.free = True
        engine.gates[2].set_result(None)
        await until(lambda: not glow.busy)
        assert sum(glow.glow_of(each) is None for each in desk[0].paragraph_ids()) == 1

    run(look())


def test_what_was_typed_does_not_wait_for_what_is_being_read(
    desk: tuple[ManuscriptEditor, GlowController], engine: Slow, run: Run
) -> None:
    editor, glow = desk

    async def look() -> None:
        await until(lambda: bool(engine.gates))
        assert engine.priorities == {PARAGRAPHS[0]: Priority.VISIBLE}
        QTest.keyClicks(editor, "Suddenly, ")
        await until(lambda: len(engine.gates) == 2)  # the first has not been answered
        assert engine.priorities[f"Suddenly, {PARAGRAPHS[0]}"] is Priority.TYPED
        engine.free = True
        for gate in engine.gates:
            gate.set_result(None)
        await until(lambda: not glow.busy)
        assert engine.priorities[PARAGRAPHS[-1]] is Priority.REST

    run(look())


def test_a_score_of_the_attribute_before_is_neither_shown_nor_kept_as_the_new_ones(
    qapp: QApplication, run: Run, engine: Slow, tmp_path: Path
) -> None:
    editor = ManuscriptEditor()
    editor.set_text(PARAGRAPHS[0])
    store = ScoreStore(tmp_path / "scores.sqlite")

    async def look() -> None:
        await engine.load(Path("x"))
        glow = GlowController(engine, editor, shown("one"), store=store, pause_ms=50)
        only = editor.paragraph_ids()[0]
        await until(lambda: bool(engine.gates))
        by_the_first = engine.vectors[PARAGRAPHS[0]]
        glow.set_attribute(shown("two"))
        assert glow.attribute == "two"
        engine.gates[0].set_result(None)
        await until(lambda: len(engine.gates) == 2)
        assert glow.glow_of(only) is None
        assert engine.vectors[PARAGRAPHS[0]] is not by_the_first
        engine.gates[1].set_result(None)
        await until(lambda: glow.glow_of(only) is not None and not glow.busy)
        await glow.close()

    run(look())
    assert len(engine.scored) == 2  # each attribute has a score of its own, on disk too
    editor.deleteLater()


def test_paragraphs_keep_their_glow_when_the_engine_is_given_up(
    desk: tuple[ManuscriptEditor, GlowController], engine: Slow, run: Run
) -> None:
    editor, glow = desk

    async def look() -> None:
        await until(lambda: bool(engine.gates))
        engine.free = True
        engine.gates[0].set_result(None)
        await until(lambda: not glow.busy)
        engine.free = False
        first = editor.paragraph_ids()[0]
        QTest.keyClicks(editor, "Suddenly, ")
        await until(lambda: len(engine.gates) == 2)
        engine.gates[1].set_exception(EngineDied("gone"))
        engine.announce(EngineStatus.FAILED, "gone")
        await until(lambda: glow.busy)
        faded = glow.glow_of(first)
        assert faded is not None and faded.stale
        engine.free = True
        engine.announce(EngineStatus.READY, "")
        await until(lambda: (now := glow.glow_of(first)) is not None and not now.stale)

    run(look())


def test_closing_while_the_engine_is_waited_for_comes_to_an_end(qapp: QApplication, run: Run, engine: Slow) -> None:
    editor = ManuscriptEditor()
    editor.set_text("\n\n".join(PARAGRAPHS))

    async def look() -> None:
        await engine.load(Path("x"))
        glow = GlowController(engine, editor, shown(), pause_ms=50)
        await until(lambda: bool(engine.gates))
        engine.gates[0].set_exception(EngineDied("closed"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        engine.announce(EngineStatus.OFF, "")  # in the same turn as the cancellation, which it would swallow
        await glow.close()

    run(look())
    editor.deleteLater()
