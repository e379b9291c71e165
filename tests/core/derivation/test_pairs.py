"""Texts on two sides: what is read from files, how they are halved, what is taken off them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.derivation.pairs import folds, from_groups, from_pairs, halves, load_text_pairs, normalised
from core.errors import FileProblem, UsageProblem
from core.stats import bag_of_words

PAIRS = [(f"After {i} now.", f"Before {i} then.") for i in range(25)]


def test_halves_share_no_passage_and_lose_none() -> None:
    shared_source = [*PAIRS, ("Another edit of three.", "Before 3 then.")]
    contrast = from_pairs(shared_source)
    first, second = halves(contrast)
    assert sorted(first.worse + second.worse) == sorted(contrast.worse)
    assert not set(first.worse) & set(second.worse)
    assert abs(len(first.better) - len(second.better)) <= 2
    for half in (first, second):
        assert all(pair in shared_source for pair in zip(half.better, half.worse, strict=True))
    backwards_first, _ = halves(from_pairs(shared_source[::-1]))
    assert set(backwards_first.worse) == set(first.worse)  # the order in the file decides nothing


def test_versions_of_too_few_passages_are_refused_instead_of_leaving_a_half_empty() -> None:
    with pytest.raises(UsageProblem, match="at least 10 different passages, not of 1"):
        from_pairs([(f"After {i} now.", "One passage.") for i in range(20)])
    with pytest.raises(UsageProblem, match="at least 10 passages of each kind"):
        from_groups(["One passage."] * 20, [f"Flat {i}" for i in range(20)])


def test_groups_are_halved_side_by_side() -> None:
    contrast = from_groups([f"Alive {i}" for i in range(12)], [f"Flat {i}" for i in range(20)])
    first, second = halves(contrast)
    assert (len(first.better), len(first.worse)) == (6, 10)
    assert not set(first.better + first.worse) & set(second.better + second.worse)


def test_folds_are_disjoint_and_cover_everything() -> None:
    contrast = from_pairs(PAIRS)
    parts = folds(contrast, 5)
    assert sorted(i for part, _ in parts for i in part) == list(range(25))
    assert all(better == worse for better, worse in parts)


def test_too_few_or_equal_texts_are_refused() -> None:
    with pytest.raises(UsageProblem, match="at least 10 pairs of different texts, not 9"):
        from_pairs([*PAIRS[:9], ("Same.", "Same."), ("", "Before.")])
    with pytest.raises(UsageProblem, match="at least 10 passages of each kind"):
        from_groups(["a"] * 20, ["b"] * 9)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“No,” she said—then, ‘why?’", "\"No,\" she said - then, 'why?'"),
        ("One – two -- three  …", "One - two - three ..."),
        ("a half-open door\nand well-worn steps", "a half-open door and well-worn steps"),
    ],
)
def test_punctuation_comes_in_one_style(text: str, plain: str) -> None:
    assert normalised(text) == plain


@given(st.text(max_size=200))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalised(text)
    assert normalised(once) == once


def test_pairs_go_by_any_known_names(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    rows = [{"before": "b", "after": "a"}, {"worse": "w", "better": "v"}]
    file.write_text("\n".join(map(json.dumps, rows)) + "\n\n", "utf-8")
    assert load_text_pairs(file) == (("a", "b"), ("v", "w"))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "holds no pairs"),
        (b'{"before": "b", "after": "a"}\n{"before": 3, "after": "a"}\n', "Line 2 of pairs.jsonl has no pair of texts"),
        (b"[1]\n", "Line 1 of pairs.jsonl has no pair"),
        (b"before,after\n", "Line 1 of pairs.jsonl is not JSON"),
        (b"\xff\xfe", "not UTF-8"),
    ],
)
def test_a_file_of_something_else_is_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "pairs.jsonl"
    file.write_bytes(content)
    with pytest.raises(FileProblem, match=sentence):
        load_text_pairs(file)
    with pytest.raises(FileProblem, match="cannot be read"):
        load_text_pairs(tmp_path / "nowhere.jsonl")


def test_a_bag_of_words_learns_which_words_were_cut_and_nothing_from_noise() -> None:
    flourish = ["a tapestry of light", "the whisper of dusk", "a testament to hope"]
    worse = [f"He saw {flourish[i % 3]} beyond door {i % 7}." for i in range(60)]
    better = [f"He saw it beyond door {i % 7}." for i in range(60)]
    weights = bag_of_words.train(better[:30], worse[:30])
    assert all(
        bag_of_words.score(weights, up) > bag_of_words.score(weights, down)
        for up, down in zip(better[30:], worse[30:], strict=True)
    )
    assert weights["tapestry"] < 0 < weights["it"]
    assert all(abs(weight) < 1e-9 for weight in bag_of_words.train(better, better).values())
