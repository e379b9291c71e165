"""Flags say what is wrong with a rewrite, and nothing where nothing is."""

from __future__ import annotations

import pytest

from core.rewrite.checks import Flag, content_kept, leak_flags, names, perplexity_flags, repetition, text_flags
from core.rewrite.prompt import EXAMPLES

PASSAGE = "In the morning Marta walked to the harbour with *no* umbrella. It rained, and old Tomas waved to her."
GOOD = "By morning the harbour had drowned its own reflection. Marta went with *no* umbrella; Tomas waved like a flag."


def test_a_fair_rewrite_has_no_flags() -> None:
    assert text_flags(PASSAGE, GOOD) == []


def test_a_copy_is_flagged() -> None:
    assert Flag.COPIED in text_flags(PASSAGE, PASSAGE.replace("rained", "poured"))


def test_a_loop_is_flagged() -> None:
    looping = "Marta and Tomas slammed *the* door shut again. " * 6
    assert Flag.REPETITIVE in text_flags(PASSAGE, looping)


def test_lost_names_and_lost_emphasis_are_flagged() -> None:
    flags = text_flags(PASSAGE, GOOD.replace("Tomas", "somebody").replace("*", ""))
    assert Flag.NAMES_LOST in flags and Flag.EMPHASIS_LOST in flags


def test_length_is_flagged_both_ways() -> None:
    assert Flag.LONGER in text_flags(PASSAGE, GOOD + " " + " ".join(f"word{i}x" for i in "abcdefgh") + GOOD * 2)
    assert Flag.SHORTER in text_flags(PASSAGE, "Marta, *Tomas*, rain.")


def test_sentence_openers_are_not_names_but_a_name_moved_to_the_front_still_counts() -> None:
    assert names("The boat left. Then she saw Marta’s hat, and I laughed.") == {"Marta"}
    assert Flag.NAMES_LOST not in text_flags("She saw Marta there.", "Marta was there, a smudge of hat.")


def test_perplexity_flags_follow_the_zones() -> None:
    assert perplexity_flags(1.2) == []
    assert perplexity_flags(2.0) == [Flag.UNUSUAL]
    assert perplexity_flags(5.0) == [Flag.GARBLED]


def test_repetition_is_the_share_of_repeated_runs() -> None:
    assert repetition("a b c d e f") == 0.0
    assert repetition("a b c a b c a b c") == 4 / 7


SPEECH = "“It is 40 miles,” said Marta. She was cold, and the road was long, and the harbour lay behind her."


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("“It is 40 miles,” said Marta. She is cold, the road is long, and the harbour is behind her.", Flag.TENSE),
        ("“It is 40 miles,” said Marta. I was cold on the long road, and the harbour lay behind me.", Flag.PERSON),
        (
            "“It is far,” said Marta. She was cold, and the road was long, with the harbour behind her.",
            Flag.NUMBERS_LOST,
        ),
        ("Forty, 40 miles lay before Marta. She was cold on the long road from the harbour.", Flag.DIALOGUE_LOST),
        ("“It is 40 miles, said Marta. She was cold, and the road was long, harbour behind her.", Flag.DIALOGUE_LOST),
        (
            "“It is 40,” said Marta, and dragons sang of glittering palaces under seven emerald moons.",
            Flag.CONTENT_LOST,
        ),
    ],
)
def test_what_a_passage_says_and_how_it_is_told_is_checked(text: str, flag: Flag) -> None:
    assert flag in text_flags(SPEECH, text)
    good = "“It is 40 miles,” said Marta. Cold sat on her; the road was long as a debt, the harbour behind her."
    assert flag not in text_flags(SPEECH, good)


def test_a_word_of_the_examples_is_a_leak_unless_the_passage_or_a_neighbour_has_it() -> None:
    examples = [text for pair in EXAMPLES for text in pair]
    leaked = "She stood in the kitchen, where apples sat in their bowl."
    assert leak_flags(leaked, "She stood in the room.", examples) == [Flag.LEAKED]
    assert leak_flags(leaked, "She stood in the kitchen by a bowl of apples.", examples) == []
    assert leak_flags("She sat on a chair and thought of her mother.", "Marta rested.", examples) == []


def test_forms_of_a_word_count_as_kept() -> None:
    assert content_kept("Marta walked to the harbours slowly.", "Slow, Marta was walking to a harbour.") == 1.0
    assert content_kept("Marta walked to the harbour.", "Marta ran.") == pytest.approx(1 / 3)
