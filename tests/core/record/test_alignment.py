"""Which words of the present text still come from the model, after edits of every kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from core.manuscript.paragraphs import Syntax
from core.record import alignment
from core.record.alignment import PresentText
from core.record.entries import Entry, Source
from core.record.report import DocumentReport, report

AT = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
BEFORE = "It was a small building with two rooms. She put her bag on the table and sat down by the door."
ADDITION = ", its wooden beams creaking with the rhythm of a ship’s wheel"
ENRICHED = BEFORE.replace("two rooms", f"two rooms{ADDITION}")
REWRITTEN = "Two rooms leaned together like drunks. She dropped her bag among the crumbs and let the door hold her up."
OTHERS = (
    "A paragraph of the writer’s own, with two rooms in it, and a table by the door for a bag.",
    "Another one, in which the wheel of a ship is mentioned once, and the beams of a lighthouse twice.",
)
N_ADDITION = 11
WORDS = ("the", "lamp", "of", "hall", "and", "she", "kept", "burning", "table", "small", "door")


def entry(before: str = BEFORE, written: str = ENRICHED, text: str = "", mode: str = "enrich") -> Entry:
    source = Source("SmolLM2", "f00d", "creativity")
    return Entry(AT, source, mode, (("creativity", 3.0),), 7, before, written, text or written)


def left(present: str, *entries: Entry) -> int:
    return made(present, *entries).n_from_model


def made(present: str, *entries: Entry) -> DocumentReport:
    return report("novel.md", present, Syntax.MARKDOWN, entries, AT)


def novel(*passages: str) -> str:
    """``passages`` between paragraphs of the writer's own."""
    return "# One\n\n" + "\n\n".join((OTHERS[0], *passages, OTHERS[1])) + "\n"


def test_all_words_of_an_untouched_addition_are_left_and_none_of_the_writers_own_count() -> None:
    found = made(novel(ENRICHED), entry())
    assert found.n_from_model == N_ADDITION == found.passages[0].n_taken == found.passages[0].n_left
    assert found.passages[0].paragraph == 2
    assert found.passages[0].excerpt == "its wooden beams creaking with the rhythm of a ship’s wheel"


def test_a_rewrite_counts_the_words_that_the_passage_did_not_have() -> None:
    found = made(novel(REWRITTEN), entry(written=REWRITTEN, mode="rewrite"))
    assert found.n_from_model == found.passages[0].n_taken
    assert 11 <= found.n_from_model <= 17  # “leaned together like drunks”, “dropped”, “among the crumbs” …


def test_what_was_undone_or_deleted_is_not_left() -> None:
    for each in (entry(), entry(written=REWRITTEN, mode="rewrite")):
        assert left(novel(BEFORE), each) == 0
        assert left(novel(), each) == 0
        assert left("", each) == 0
    assert made(novel(BEFORE), entry()).passages[0].paragraph is None


def test_later_edits_take_only_the_words_that_they_changed() -> None:
    shortened = ENRICHED.replace(" with the rhythm of a ship’s wheel", "")
    assert left(novel(shortened), entry()) == 4
    reworded = ENRICHED.replace("wooden beams", "old rafters").replace("sat down", "collapsed")
    assert left(novel(reworded), entry()) == N_ADDITION - 2


def test_a_passage_is_found_after_it_was_moved_split_and_joined() -> None:
    first, second = ENRICHED.split(". ")
    assert left(f"{OTHERS[1]}\n\n{OTHERS[0]}\n\n{ENRICHED}", entry()) == N_ADDITION
    assert left(novel(f"{first}.", OTHERS[0], second), entry()) == N_ADDITION
    assert left(novel(f"{OTHERS[1]} {ENRICHED} {OTHERS[0]}"), entry()) == N_ADDITION
    assert left(novel(f"{second} {first}."), entry()) == N_ADDITION


def test_typography_and_emphasis_are_no_edits() -> None:
    assert left(novel(ENRICHED.replace("’", "'").replace("wooden", "*wooden*")), entry()) == N_ADDITION


def test_changes_by_hand_before_accepting_are_the_writers() -> None:
    by_hand = ENRICHED.replace("a ship’s wheel", "my grandmother’s chair")
    found = made(novel(by_hand), entry(text=by_hand))
    assert found.n_from_model == found.passages[0].n_taken == N_ADDITION - 3


def test_a_word_counts_once_where_a_passage_was_rewritten_again() -> None:
    again = ENRICHED.replace("by the door", "by the door, where the paint had blistered like toast")
    second = entry(before=ENRICHED, written=again)
    found = made(novel(again), entry(), second)
    assert [each.n_left for each in found.passages] == [N_ADDITION, 7]
    assert found.n_from_model == N_ADDITION + 7
    assert made(novel(ENRICHED), entry(), second).n_from_model == N_ADDITION


def test_the_same_passage_twice_in_the_text_counts_once() -> None:
    assert left(novel(ENRICHED, ENRICHED), entry()) == N_ADDITION


def test_one_varied_word_is_found_and_a_common_word_elsewhere_is_not() -> None:
    varied = entry(written=BEFORE.replace("small", "crooked"), mode="vary")
    assert left(novel(BEFORE.replace("small", "crooked")), varied) == 1
    assert left(novel(BEFORE), varied) == 0
    assert left("The crooked man went up the road.", varied) == 0


@given(st.lists(st.sampled_from(WORDS), max_size=30), st.data())
def test_all_is_left_of_an_untouched_text_and_nothing_of_one_undone(words: list[str], data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.sampled_from([*words, "silver", "weathered"]), max_size=30))
    each = replace(entry(), before=" ".join(words), written=" ".join(kept), text=" ".join(kept))
    n_taken = len(alignment.from_model(each))
    assert len(alignment.still_there(each, PresentText([each.text]))) == n_taken
    assert not alignment.still_there(each, PresentText([each.before]))
