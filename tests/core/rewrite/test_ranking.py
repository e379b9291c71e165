"""Which variant is offered first."""

from __future__ import annotations

from core.rewrite.checks import Flag
from core.rewrite.order import Variant
from core.rewrite.ranking import gain, is_livelier, offered_order


def variant(after: float | None, *flags: Flag) -> Variant:
    return Variant("A text.", 1.0, 0, 0.1, after, tuple(flags))


def test_clean_variants_come_first_by_their_gain_and_those_that_are_not_livelier_last() -> None:
    flagged, less, most, twice, none = (
        variant(0.4, Flag.TENSE),
        variant(0.2),
        variant(0.3),
        variant(0.5, Flag.TENSE, Flag.PERSON),
        variant(0.05, Flag.NOT_LIVELIER),
    )
    assert offered_order([none, flagged, less, twice, most]) == [4, 2, 1, 3, 0]
    assert [is_livelier(each) for each in (none, flagged, less)] == [False, True, True]


def test_what_strays_from_the_passage_comes_after_what_keeps_to_it() -> None:
    strayed, odd = variant(0.5, Flag.CONTENT_LOST), variant(0.2, Flag.TENSE, Flag.PERSON)
    assert offered_order([strayed, odd, variant(0.05)]) == [1, 0, 2]


def test_of_variants_to_be_plainer_the_plainest_comes_first() -> None:
    assert offered_order([variant(0.3), variant(0.0), variant(0.2)], plainer=True) == [1, 2, 0]


def test_a_variant_too_short_for_a_score_counts_as_livelier() -> None:
    assert gain(variant(None)) is None and is_livelier(variant(None))
    assert offered_order([variant(0.05), variant(None)]) == [1, 0]
