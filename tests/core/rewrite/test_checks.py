"""Flags say what is wrong with a rewrite, and nothing where nothing is."""

from __future__ import annotations

from core.rewrite.checks import Flag, names, perplexity_flags, repetition, text_flags

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
