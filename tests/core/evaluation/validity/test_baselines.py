"""MTLD against values worked out by hand, as in its paper."""

from __future__ import annotations

import numpy as np
import pytest

from core.engine.fake import ScriptedEngine
from core.engine.protocol import Readout, SteeringVector
from core.errors import EngineDied, EngineProblem, UsageProblem
from core.evaluation.validity.baselines import ASKED, ENTROPY, SURPRISAL, mtld, partial_factor, score, tabulate


def test_mtld_of_its_papers_example() -> None:
    """“of the people by the people”: the ratio falls to 4/6 at the sixth word, a factor; “for the people” is no part.

    Backwards: “people the for people the” falls to 3/5, a factor; “by people the of” is no part of another.
    """
    assert mtld("Of the people, by the people; for the people") == pytest.approx((9 / 1 + 9 / 1) / 2)


def test_mtld_counts_what_is_left_as_a_part() -> None:
    """Forwards “a b a” has 2/3: a factor; backwards the same; “a b c a” has 3/4: a part of (1 − 0.75) / 0.28."""
    assert mtld("a b a") == pytest.approx(3.0)
    part = 0.25 / 0.28
    assert mtld("a b c a") == pytest.approx(4 / part)
    assert partial_factor(0.887) == pytest.approx(0.404, abs=1e-3)  # the paper's example, whence 340 / 4.404 = 77.203


def test_mtld_without_a_repetition_is_finite_and_above_any_with_one() -> None:
    unique = " ".join(f"w{chr(97 + i)}" for i in range(20))
    assert np.isfinite(mtld(unique))
    assert mtld(unique) >= mtld(unique.replace("wt", "wa"))
    assert mtld("") == 0.0 and mtld("one") == pytest.approx(0.28)


def silent(stage: str, done: float, total: int) -> None:
    assert 0 < done <= total


async def test_what_cannot_be_asked_is_no_answer_and_short_texts_have_no_row() -> None:
    engine = ScriptedEngine()

    async def ask(text: str) -> int | None:
        if text.startswith("long"):
            raise UsageProblem("too long")
        if text.startswith("broken"):
            raise EngineProblem("no")
        return 7 if text.startswith("fine") else None

    vector = SteeringVector(9, np.ones(576, dtype=np.float32), Readout(min_tokens=1))
    texts = ["fine words", "", "long words", "broken words", "mute words"]
    scored = await score(engine, texts, vector, silent)
    table = await tabulate(engine, scored, silent, ask=ask)
    assert table.texts == ("fine words", "long words", "broken words", "mute words")
    assert table.baselines[ASKED].tolist()[:1] == [7.0]
    assert np.isnan(table.baselines[ASKED][1:]).all()
    assert table.baselines[SURPRISAL].tolist() == [3.0] * 4 and table.baselines[ENTROPY].tolist() == [2.0] * 4
    assert table.n_words.tolist() == [2.0] * 4
    assert table.by_layer is None

    async def dead(_text: str) -> int | None:
        raise EngineDied("gone")

    with pytest.raises(EngineDied):
        await tabulate(engine, scored, silent, ask=dead)
