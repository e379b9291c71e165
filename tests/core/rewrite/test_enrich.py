"""Enriching: where, with what, and what is refused. The real model's part is in tests/e2e."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from core import paths
from core.engine.fake import ScriptedEngine
from core.engine.protocol import (
    Continuation,
    ContinuationFigures,
    GenerateRequest,
    Priority,
    SteeringVector,
    TokenCosine,
)
from core.errors import UsageProblem
from core.rewrite import hunks, overused, proposals
from core.rewrite.beginnings import beginnings
from core.rewrite.checks import Flag
from core.rewrite.hunks import Hunk
from core.rewrite.options import Mode, RewriteOptions
from core.rewrite.order import Finished, RewriteEvent, RewriteOrder, Variant, Writing
from core.rewrite.proposals import Proposal
from core.rewrite.run import mode_for, rewrite
from core.rewrite.sites import flattest_first, is_english, sites
from tests.core.rewrite.test_rewriter import CREATIVITY

PASSAGE = "Nell walked along the sea wall to work. She did this every morning. “It is late,” said Mr. Pask."


# -- sites


@pytest.mark.parametrize(
    ("passage", "sentences"),
    [
        (
            PASSAGE,
            ["Nell walked along the sea wall to work", "She did this every morning", "“It is late,” said Mr. Pask"],
        ),
        ("“Go home. It is late.” She went out of the door.", ["She went out of the door"]),
        ('"Go home. It is late." She went out of the door.', ["She went out of the door"]),
        ("Was it late? It was! She said so…", []),
        ("He was late. Very.", ["He was late"]),  # one word is meant so
        ("He read *the ledger of the lamps.* Then he put it away.", ["Then he put it away"]),
        ("He paid 40. She (it was late. It was cold.) went home again.", []),
        ("A heading without an end", []),
    ],
)
def test_sentences_that_may_be_continued(passage: str, sentences: list[str]) -> None:
    found = sites(passage)
    assert [site.sentence for site in found] == sentences
    assert all(passage[site.end] == "." and passage[site.start : site.end] == site.sentence for site in found)


def test_the_flattest_sentence_comes_first() -> None:
    first, second, _ = sites(PASSAGE)
    tokens = [TokenCosine(0, 38, 0.3), TokenCosine(40, 66, 0.1), TokenCosine(68, 96, 0.2)]
    assert flattest_first(sites(PASSAGE), tokens)[0] == second
    assert flattest_first((first, second), [TokenCosine(0, 38, 0.0), *tokens[1:]])[0] == first


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PASSAGE, True),
        ("Sie ging jeden Morgen an der Mauer entlang zur Arbeit und dachte an nichts.", False),
        ("Elle marchait le long du mur et ne pensait à rien de particulier ce matin.", False),
        ("Lamps.", True),
    ],
)
def test_english_is_told_from_other_languages(text: str, expected: bool) -> None:
    assert is_english(text) is expected


# -- beginnings


def heads(sentence: str, passage: str = "", seed: int = 0) -> set[str]:
    [site] = [site for site in sites(passage or f"{sentence}.") if site.sentence == sentence]
    return set(beginnings(site, passage or f"{sentence}.", 200, Random(seed)))


def test_a_body_is_named_only_where_one_person_can_be_meant() -> None:
    assert ", her hands" in heads("She walked to work")
    assert ", my hands" in heads("I walked to work") and ", my coat" in heads("I walked to work")
    assert ", their coats" in heads("They walked to work")
    assert not any("hands" in head for head in heads("She asked her mother to walk to work"))
    assert not any("hands" in head for head in heads("The letter took nine days"))
    assert not any("hands" in head for head in heads("She put her hands on the table"))  # there are hands already


def test_a_name_has_the_pronoun_of_its_passage() -> None:
    hers = "They liked Nell. Nell walked to work. She was late."
    unclear = "They liked Nell. Nell walked to work. She was late for him."
    assert ", her hands" in heads("Nell walked to work", hers)
    assert not any("hands" in head for head in heads("Nell walked to work", unclear))


def test_beginnings_repeat_no_word_of_the_passage_and_differ_from_sentence_to_sentence() -> None:
    [site] = sites("The smell was faint.")
    few = [tuple(beginnings(site, "The smell was faint.", 8, Random(seed))) for seed in range(4)]
    assert len(set(few)) > 1 and {len(each) for each in few} == {8}
    assert not any("smell" in each or "faint" in each for found in few for each in found)


# -- proposals


def test_an_addition_stands_before_the_full_stop() -> None:
    passage = "She went out. It rained."
    proposal = Proposal(sites(passage)[0], ", her boots", ", her boots wet")
    assert hunks.apply(passage, [proposal.hunk]) == "She went out, her boots wet. It rained."


def acceptable(words: str, continuation: str, stop: str = ".", overused: str = "") -> bool:
    phrases = (overused,) if overused else ()
    return proposals.is_acceptable(words, continuation, stop, PASSAGE, PASSAGE, phrases)


@pytest.mark.parametrize(
    ("words", "continuation", "stop"),
    [
        (", as if", " the stones had learned her name", "."),
        (", her", " boots ringing on the wet granite", ","),
        (", the faint", " smell of smoke in the curtains", "."),
        (", like", " a hungry moth", "."),
    ],
)
def test_good_additions_pass(words: str, continuation: str, stop: str) -> None:
    assert acceptable(words, continuation, stop)


@pytest.mark.parametrize(
    ("words", "continuation"),
    [
        (",", " and then she went home"),  # the plot going on
        (", the", " answer was a bird"),  # a main clause after a comma
        (", the", " sun began to set"),
        (", the faint", " smell of smoke"),  # a noun that hangs in the air
        (", past", "ed over the stone"),  # the rest of another word
        (", as if", " the wall had eyes"),  # a word of the passage again
        (", as if", " the gulls were walking home"),  # another form of one
        (", the", " answer to that question was hers"),
        (", the", " normal, normally quiet boats"),
        (", as if", " Harold were there"),  # a name from nowhere
        (", as if", " I were there"),  # another person
        (", the", " kettle in his hands"),
        (", like", " a moth that is dying"),  # another tense, although somebody says “is”
        (", like", " a hungry *moth*"),
        (", the", " light, the light, the light, the light"),
        (", with", " a testament to courage"),
        (",", ""),
    ],
)
def test_bad_continuations_are_refused(words: str, continuation: str) -> None:
    assert not acceptable(words, continuation, overused=" testament to ")


def test_an_unfinished_addition_is_refused() -> None:
    assert not acceptable(", like", " a hungry moth", stop=";")


def test_words_that_would_be_refused_are_not_generated() -> None:
    refused = proposals.never(", the", PASSAGE, PASSAGE, (" sea ", " part of "))
    assert {"walk*", "was", "sea", "his", "is"} <= set(refused)
    assert "she" not in refused and "part of" not in refused
    assert "was" not in proposals.never(", as if", PASSAGE, PASSAGE, ())


def test_the_users_own_phrases_are_added_to_the_bundled_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INKGLOW_HOME", str(tmp_path))
    bundled = overused.load("SmolLM2-135M-Instruct.Q4_1")
    assert " testament to " in " ".join(bundled) or bundled
    (paths.data_folder() / overused.OWN_FILE).write_text("# mine\nthe moon\n\n", "utf-8")
    assert " the moon " in overused.load("another model") and " the moon " not in bundled


# -- hunks


def test_hunks_are_applied_wherever_they_stand() -> None:
    one, two = Hunk(3, 3, ", warm", 0.1, 2.0), Hunk(8, 9, "!", 0.1, 2.0)
    assert hunks.apply("Tea. Milk.", [two, one]) == hunks.apply("Tea. Milk.", [one, two]) == "Tea, warm. Mil!."


# -- the whole


class Proposing(ScriptedEngine):
    """Every continuation ends in a full stop at once."""

    async def generate_together(
        self,
        requests: Sequence[GenerateRequest],
        vectors: Sequence[SteeringVector] = (),
        *,
        priority: Priority = Priority.ASKED,
        last_layer: int | None = None,
    ) -> AsyncGenerator[tuple[Continuation, ...], None]:
        self.requests += requests
        yield tuple(
            Continuation(self.script[i % len(self.script)] if self.script else "", ended=True, stop=".")
            for i in range(len(requests))
        )


def enriched(engine: ScriptedEngine, order: RewriteOrder) -> tuple[list[RewriteEvent], list[Variant]]:
    async def collect() -> list[RewriteEvent]:
        await engine.load(Path("x"))
        return [event async for event in rewrite(engine, order)]

    events = asyncio.run(collect())
    return events, [event.variant for event in events if isinstance(event, Finished)]


def order(passage: str = PASSAGE, **options: object) -> RewriteOrder:
    return RewriteOrder(passage, (CREATIVITY,), RewriteOptions(mode=Mode.ENRICH, **options))  # type: ignore[arg-type]


def test_where_nothing_is_found_the_passage_comes_back_as_it_is() -> None:
    _, [variant] = enriched(Proposing([" and then she went home"]), order())
    assert variant.text == PASSAGE and variant.hunks == () and variant.flags == (Flag.NOTHING_BETTER,)
    assert variant.mode is Mode.ENRICH


def test_continuations_are_steered_and_some_are_not() -> None:
    engine = Proposing()
    enriched(engine, order(lam=2.0))
    lams = {request.lam for request in engine.requests}
    assert lams == {0.0, 2.0}
    assert all(request.begun.startswith("Nell walked") for request in engine.requests)


def test_an_instruction_is_added_to_the_request() -> None:
    engine = Proposing()
    enriched(engine, order(instruction="more menace"))
    assert all(request.messages[-1].content.endswith("More menace.") for request in engine.requests)


def test_another_language_is_one_sentence() -> None:
    with pytest.raises(UsageProblem, match="English only"):
        enriched(Proposing(), order("Sie ging jeden Morgen an der Mauer entlang zur Arbeit."))


def test_the_mode_follows_the_model_unless_it_is_chosen() -> None:
    engine = ScriptedEngine()
    large = asyncio.run(engine.load(Path("x")))
    small = type(large)(**{**vars(large), "n_params": 135_000_000})
    auto = RewriteOrder(PASSAGE, (CREATIVITY,))
    assert mode_for(auto, large) is Mode.REWRITE and mode_for(auto, small) is Mode.ENRICH
    assert mode_for(order(), large) is Mode.ENRICH
    plainer = RewriteOrder(PASSAGE, (CREATIVITY,), RewriteOptions(lam=-1.0))
    assert mode_for(plainer, small) is Mode.REWRITE  # additions do not make a passage plainer
    speech = RewriteOrder("“Forty! Who lit it?”", (CREATIVITY,))
    ladder = RewriteOrder(PASSAGE, (CREATIVITY,), RewriteOptions(lam=2.0, variants=4, ladder=True))
    assert mode_for(ladder, small) is Mode.REWRITE
    assert mode_for(speech, small) is Mode.REWRITE  # nothing in it can be continued


class Specific(Proposing):
    """Every continuation is likelier after the passage than after an unrelated text."""

    async def continuations(
        self, before: str, texts: Sequence[str], vector: SteeringVector, *, after: str = ""
    ) -> tuple[ContinuationFigures, ...]:
        nats = 2.0 if before.startswith("Nell") else 4.0
        figures = await super().continuations(before, texts, vector, after=after)
        return tuple(replace(each, nats=nats) for each in figures)


GLITTER = " glittering unbelievably yonder"


def test_additions_raise_the_score_and_everything_else_stays() -> None:
    events, [variant] = enriched(Specific([GLITTER, " magnificently overflowing harbours"]), order())
    assert variant.hunks
    rest = variant.text
    for hunk in variant.hunks:
        assert hunk.start == hunk.end and PASSAGE[hunk.start] == "." and hunk.gain > 0
        rest = rest.replace(hunk.text, "", 1)
    assert rest == PASSAGE
    assert variant.cosine_before is not None and variant.cosine_after is not None
    assert variant.cosine_after > variant.cosine_before and Flag.COPIED not in variant.flags
    assert [event.text for event in events if isinstance(event, Writing)][-1] == variant.text


def test_variants_have_other_additions() -> None:
    _, (first, second) = enriched(Specific([GLITTER, " magnificently overflowing lanterns"]), order(variants=2))
    assert first.hunks and second.hunks
    assert not {hunk.text for hunk in first.hunks} & {hunk.text for hunk in second.hunks}


def test_what_is_as_likely_after_any_text_is_not_offered() -> None:
    _, [variant] = enriched(Proposing([GLITTER]), order())
    assert variant.hunks == ()
