"""Varying a word: what can be varied, in which form, and what is offered in which order."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from core.engine.fake import ScriptedEngine
from core.engine.protocol import Continuation, ContinuationFigures, GenerateRequest, Priority, SteeringVector
from core.errors import UsageProblem
from core.rewrite import alternatives, vary_site
from core.rewrite.vary import Alternative, VaryOrder, vary
from core.rewrite.vary_site import VarySite, site
from tests import making

TEXT = (
    "It was a small house by the sea. Nell Garrity had walked there and put her bag on the 2 chairs. "
    "See [the old map](maps/old.md) for the way, she said. Cold wind came in."
)
WORDS = alternatives.parse(
    "adj small: cramped, tiny, airy, colossal\nverb walk: stride, trudge, amble\nverb put: set, lay\nverb go: walk\n"
    "adj cold: bitter\nnoun house: hovel, cottage, hut\nadj old: weathered\nnoun bag: coins, sack"
)


def at(words: str, text: str = TEXT) -> VarySite:
    """The site of a caret inside ``words``, or of the selection of several."""
    start = text.index(words)
    return site(text, start, start + len(words)) if " " in words else site(text, start + 1, start + 1)


def offered(words: str) -> list[str]:
    return [word for place in at(words).places for word in place.listed(WORDS.found(place.word))]


def test_the_word_at_the_caret_or_the_selection_in_whole_words() -> None:
    assert (at("small").start, at("small").end) == (9, 14)
    assert site(TEXT, 14, 14).start == 9, "the caret at the end of a word"
    within = site(TEXT, 10, 17)
    assert TEXT[within.start : within.end] == "small house"
    assert [place.word for place in at("a small house by").places] == ["small", "house"]
    [place] = at("small").places
    assert at("small").replaced(place, "tiny") == "tiny"
    assert at("a small house").replaced(at("a small house").places[0], "tiny") == "a tiny house"
    assert at("small").sentence(place, "tiny") == "It was a tiny house by the sea."
    [cold] = at("Cold").places
    assert at("Cold").sentence(cold, "bitter") == TEXT.replace("Cold", "Bitter"), (
        "a short sentence is scored with others"
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Garrity", vary_site.NAME),
        ("2", vary_site.NUMBER),
        ("the old map", vary_site.OFF_LIMITS),
        ("maps", vary_site.OFF_LIMITS),
        ("house by the sea. Nell Garrity had", vary_site.NO_WORD),
    ],
)
def test_what_is_never_varied(words: str, sentence: str) -> None:
    start = TEXT.index(words)
    with pytest.raises(UsageProblem) as refused:
        site(TEXT, start, start + len(words))
    assert str(refused.value) == sentence


def test_neither_space_nor_another_language_is_varied() -> None:
    with pytest.raises(UsageProblem, match="Put the cursor on a word"):
        site("Two  spaces", 4, 4)
    with pytest.raises(UsageProblem, match="Put the cursor on a word"):
        site("one\ntwo", 0, 7)
    with pytest.raises(UsageProblem, match="English only"):
        site("Sie ging langsam durch den kalten Regen nach Hause zu ihrer Mutter.", 5, 5)
    with pytest.raises(UsageProblem, match="Links and code"):
        site("It was at https://example.org/small that she found it, and there it was.", 25, 25)


def test_the_language_of_a_short_paragraph_is_that_of_the_text_before_it() -> None:
    before = "It was late, and nobody in the house had thought to put out the lamp."
    assert site("Cold hands, warm heart, she thought.", 6, 6, before).places
    with pytest.raises(UsageProblem, match="English only"):
        site("Kalte Hände, warmes Herz, dachte sie.", 7, 7, "Es war spät, und niemand im Haus hatte daran gedacht.")


def test_words_are_offered_in_the_form_that_the_place_calls_for() -> None:
    assert offered("walked") == ["stridden", "trudged", "ambled"], "a participle after “had”"
    assert offered("put") == ["set", "laid"], "a past"
    assert offered("small") == ["cramped", "tiny", "colossal"], "after “a”, nothing with a vowel"
    assert offered("bag") == ["sack"], "no plural for one"
    [place] = at("Cold").places
    assert place.listed(WORDS.found("Cold")) == ["bitter"] and place.as_written("bitter") == "Bitter"
    [place] = at("Cold", "Then she said to him, “Cold hands, warm heart.”").places
    assert place.word == "Cold", "the beginning of a speech"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In the mill a light was burning.", ["glow"]),
        ("It was a light bag that she had.", ["pale"]),
        ("The bag was light, and so was she.", ["pale"]),
        ("They light a fire and sit by it.", ["kindle"]),
        ("She went to light the fire.", ["kindle"]),
        ("Then she turned on the light.", ["glow"]),
    ],
)
def test_a_word_of_two_kinds_is_varied_as_the_one_that_stands_there(text: str, words: list[str]) -> None:
    known = alternatives.parse("noun light: glow\nadj light: pale\nverb light: kindle")
    [place] = at("light", text).places
    assert place.listed(known.found("light")) == words


def test_a_verb_of_the_list_that_takes_no_object_is_not_put_before_one() -> None:
    known = alternatives.parse("verb shake: rattle, tremble-")
    for text, words in (
        ("It shook the windows.", ["rattled"]),
        ("The windows shook in the wind.", ["rattled", "trembled"]),
        ("The wind shook her.", ["rattled"]),
    ):
        [place] = at("shook", text).places
        assert place.listed(known.found("shook")) == words


@pytest.mark.parametrize(
    ("own", "taken", "refused"),
    [
        ("eat", "devour", "eaten"),
        ("walked", "crept", "walk"),
        ("went", "crept", "creep"),
        ("quietly", "meekly", "meek"),
        ("ships", "boats", "boat"),
        ("standing", "waiting", "waits"),
        ("cold", "icy", "colden"),
        ("need", "crave", "craved"),
    ],
)
def test_a_word_of_the_model_must_look_like_the_same_form(own: str, taken: str, refused: str) -> None:
    text = f"It was what they could do with the word {own} in it."
    [place] = at(own, text).places
    assert place.takes(taken) and not place.takes(refused) and not place.takes(own)


class JudgingEngine(ScriptedEngine):
    """A word of ``unfit`` makes what follows it unlikely; words in the lists that are asked for are alike."""

    unfit: tuple[str, ...] = ()

    async def continuations(
        self, before: str, texts: Sequence[str], vector: SteeringVector, *, after: str = ""
    ) -> tuple[ContinuationFigures, ...]:
        found = await super().continuations(before, texts, vector, after=after)
        away = 9.0 if before.endswith("thing:") else 3.0
        return tuple(
            replace(
                each,
                nats=away,
                n_tokens=1 if "zz" not in text else 3,
                following=9.0 if text.strip() in self.unfit else 3.0,
            )
            for each, text in zip(found, texts, strict=True)
        )

    async def generate_together(
        self,
        requests: Sequence[GenerateRequest],
        vectors: Sequence[SteeringVector] = (),
        *,
        priority: Priority = Priority.ASKED,
        last_layer: int | None = None,
    ) -> AsyncGenerator[tuple[Continuation, ...], None]:
        self.requests += requests
        yield tuple(Continuation(self.script[i % len(self.script)], ended=True) for i in range(len(requests)))


async def varied(engine: ScriptedEngine, words: str, lam: float = 3.0) -> list[tuple[Alternative, ...]]:
    await engine.load(Path("scripted.gguf"))
    attribute = making.attribute()
    order = VaryOrder(at(words), attribute, lam)
    return [found async for found in vary(engine, order, WORDS)]


async def test_what_does_not_fit_is_left_out_and_the_rest_is_ranked_by_gain() -> None:
    engine = JudgingEngine([""])
    engine.unfit = ("colossal",)
    found = (await varied(engine, "small"))[-1]
    assert {each.text for each in found} <= {"cramped", "tiny"} and "cramped" in {each.text for each in found}
    assert list(found) == sorted(found, key=lambda each: each.value, reverse=True)
    assert all(each.lam is None for each in found)
    assert engine.foregrounds == 0


async def test_a_verb_that_takes_no_object_is_not_put_before_one() -> None:
    class Grammar(JudgingEngine):
        async def continuations(
            self, before: str, texts: Sequence[str], vector: SteeringVector, *, after: str = ""
        ) -> tuple[ContinuationFigures, ...]:
            found = await super().continuations(before, texts, vector, after=after)
            return tuple(
                replace(each, following=7.0 if (text, after) == (" laid", " her") else 3.0)
                for each, text in zip(found, texts, strict=True)
            )

    assert {each.text for each in (await varied(Grammar([""]), "put"))[-1]} == {"set"}


async def test_the_model_is_asked_steered_and_not_and_its_made_up_words_are_not_offered() -> None:
    engine = JudgingEngine([" windowless, zzgrimble, tiny, smaller"])
    first, both = await varied(engine, "small")
    assert [request.lam for request in engine.requests] == [0.0, 3.0] * 2
    assert both[: len(first)] == first
    assert [(each.text, each.lam) for each in both[len(first) :]] == [("windowless", 0.0)]


async def test_a_phrase_is_offered_with_one_word_changed() -> None:
    found = (await varied(JudgingEngine([""]), "a small house"))[-1]
    assert "a cramped house" in {each.text for each in found} and "a small cottage" in {each.text for each in found}


async def test_nothing_is_found_for_a_word_that_has_no_other() -> None:
    assert await varied(JudgingEngine([""]), "by") == [(), ()]
