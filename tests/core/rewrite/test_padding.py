"""Padding: what is found, and what is offered as a cut."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from core.engine.fake import ScriptedEngine
from core.engine.protocol import ContinuationFigures, SteeringVector
from core.rewrite import hunks, padding
from core.rewrite.checks import Flag
from core.rewrite.options import Mode, RewriteOptions
from core.rewrite.order import RewriteOrder, Variant
from tests.core.rewrite.test_rewriter import CREATIVITY, written

PASSAGE = "It was very cold, and she was quite tired when she came home in order to see him. “I am very glad,” he said."


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        (PASSAGE, ["very ", "quite ", "in order "]),
        ("He really liked the sea, and he was rather small.", ["really ", "rather "]),
        ("A very tall man came. He was a very old man and an extremely odd one.", ["very "]),  # not “a old man”
        ("It was not very cold, it wasn’t quite dark, and this was the very last of them.", []),
        ("She had just left, and quite a few stayed rather than go, very much as before.", []),
        ("Very slowly he went. Just then it rained, in order that he saw it.", []),
        ("“It is quite late, and very dark,” she said. He was *very* late.", []),
    ],
)
def test_padding_in_the_narration_is_found_and_what_carries_meaning_is_not(passage: str, words: list[str]) -> None:
    assert [passage[each.start : each.end] for each in padding.found(passage)] == words


class ReadingEngine(ScriptedEngine):
    """What follows is as likely without “very”, less so without “quite”; without “in order” the text is unlikelier."""

    async def continuations(
        self, before: str, texts: Sequence[str], vector: SteeringVector, *, after: str = ""
    ) -> tuple[ContinuationFigures, ...]:
        worse = "quite" in texts[-1]
        unlikely = "in order" in texts[-1]
        without = ContinuationFigures(1, 0.1, 9.0 if unlikely else 2.0, 3.5 if worse else 3.0)
        return (without, *(ContinuationFigures(2, 0.1, 4.0, 3.0) for _ in texts[1:]))


def test_a_cut_is_offered_where_the_model_reads_on_as_well_and_the_text_still_has_the_word() -> None:
    engine = ReadingEngine()
    variant = Variant(PASSAGE, 3.0, 0, 0.0, 0.1, (Flag.NOTHING_BETTER,), hunks=())
    order = RewriteOrder(PASSAGE, (CREATIVITY,))
    found = asyncio.run(padding.with_cuts(engine, order, variant))
    assert found.text == PASSAGE and found.hunks is not None
    [cut] = found.hunks
    assert (PASSAGE[cut.start : cut.end], cut.text, cut.is_cut) == ("very ", "", True)
    assert cut.nats == 0.0 and cut.gain != 0.0
    assert hunks.apply(PASSAGE, [cut]).startswith("It was cold, and she was quite")


def test_a_passage_full_of_padding_gets_three_cuts_and_no_more_is_read() -> None:
    passage = "It was very cold and very wet and very dark and very late and very quiet."
    engine = ReadingEngine()
    variant = Variant(passage, 3.0, 0, 0.0, 0.1, hunks=())
    found = asyncio.run(padding.with_cuts(engine, RewriteOrder(passage, (CREATIVITY,)), variant))
    assert len(found.hunks or ()) == len(engine.scored) == padding.MOST_CUTS


def test_cuts_come_with_every_enriched_variant_and_with_no_rewrite() -> None:
    engine = ReadingEngine([" and so on it went"])
    for mode, cuts in ((Mode.ENRICH, 1), (Mode.REWRITE, 0)):
        _, (variant,) = written(engine, RewriteOrder(PASSAGE, (CREATIVITY,), RewriteOptions(lam=1.0, mode=mode)))
        assert sum(hunk.is_cut for hunk in variant.hunks or ()) == cuts
