"""Two versions of a text: which paragraphs were revised, and which were not."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.derivation.pairs import normalised
from core.manuscript.paragraphs import Syntax, split
from core.personal.revisions import BARELY_RELATED, in_order, pairs_from_versions, similarities

LAMP = "The lamp stood on the table and gave a yellow light to the room."
LAMP_REVISED = "The lamp on the table gave the room a thin, yellow, grudging light."
RAIN = "It was raining when the train came in, and nobody was waiting."
RAIN_REVISED = "Rain met the train as it came in. Nobody else was waiting."
CAT = "Her cat slept through the whole of the war, or so she told us."


def pairs(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    versions = (split("\n\n".join(version), Syntax.MARKDOWN) for version in (before, after))
    return list(pairs_from_versions(*versions))


def test_revised_paragraphs_are_paired_newer_first_and_the_rest_left_out() -> None:
    found = pairs(["# One", LAMP, CAT, RAIN], ["# Two", LAMP_REVISED, CAT, RAIN_REVISED])
    assert found == [(LAMP_REVISED, LAMP), (RAIN_REVISED, RAIN)]


def test_added_cut_and_rewritten_paragraphs_are_no_pairs() -> None:
    assert pairs([CAT, RAIN], [CAT, "A new one about ships and whales.", RAIN]) == []
    assert pairs([CAT, LAMP, RAIN], [CAT, RAIN]) == []
    assert pairs([CAT, LAMP, RAIN], [CAT, "Whales sang beneath every hull that winter.", RAIN]) == []


def test_a_paragraph_beside_new_ones_finds_its_own_version() -> None:
    new = "Ships lay at anchor."
    assert pairs([CAT, LAMP, RAIN], [new, CAT, new, LAMP_REVISED, new + " Again.", RAIN]) == [(LAMP_REVISED, LAMP)]
    assert pairs([LAMP, RAIN], [new, RAIN_REVISED]) == [(RAIN_REVISED, RAIN)]


def test_typography_and_line_breaks_are_no_revision() -> None:
    plain = 'She said "no" -- and then, after a while, she said it again...'
    set_properly = "She said “no”—and then, after a while,\nshe said it again…"
    assert pairs([plain, LAMP], [set_properly, LAMP]) == []
    assert pairs([plain, LAMP], [set_properly, LAMP_REVISED]) == [(LAMP_REVISED, LAMP)]


def test_moved_paragraphs_are_no_revision() -> None:
    assert pairs([CAT, LAMP, RAIN], [RAIN, LAMP_REVISED, CAT]) in ([(LAMP_REVISED, LAMP)], [])
    assert pairs([LAMP, CAT], [CAT, LAMP]) == []


TEXTS = st.lists(st.sampled_from([LAMP, LAMP_REVISED, RAIN, RAIN_REVISED, CAT, "No more.", "# Chapter"]), max_size=9)


@given(TEXTS, TEXTS)
def test_pairs_are_of_the_two_versions_in_order_and_truly_differ(before: list[str], after: list[str]) -> None:
    found = pairs(before, after)
    for new, old in found:
        assert new in after and old in before
        assert normalised(new) != normalised(old)
        assert similarities([old], [new])[0, 0] >= BARELY_RELATED
    for version, side in ((after, 0), (before, 1)):
        rest = iter(version)
        assert all(pair[side] in rest for pair in found)  # in the order of the text, each at most once
    assert pairs(before, before) == []


@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 10_000))
def test_the_order_is_kept_and_nothing_better_is_left_out(rows: int, columns: int, seed: int) -> None:
    similar = np.random.default_rng(seed).random((rows, columns)).astype(np.float32)
    found = in_order(similar)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(found))
    worth = np.where(similar >= BARELY_RELATED, similar, 0)

    def most(row: int, column: int) -> float:
        if not row or not column:
            return 0.0
        taken = most(row - 1, column - 1) + float(worth[row - 1, column - 1])
        return max(taken, most(row - 1, column), most(row, column - 1))

    assert abs(sum(float(similar[pair]) for pair in found) - most(rows, columns)) < 1e-5
    assert all(similar[pair] >= BARELY_RELATED for pair in found)


def test_a_whole_novel_revised_in_every_paragraph_takes_seconds() -> None:
    draw = random.Random(1)
    vocabulary = [f"{draw.choice('bcdfglmnprst')}{draw.choice('aeiou')}word{i}" for i in range(8000)]
    before = [" ".join(draw.choices(vocabulary, k=70)) + "." for _ in range(1450)]  # about 100,000 words
    after = [text.replace(text.split()[3], "altogether").replace(text.split()[40], "otherwise") for text in before]
    began = time.process_time()
    found = pairs(before, after)
    assert time.process_time() - began < 15  # seconds of work, however busy the machine is; about one
    assert found == list(zip(after, before, strict=True))
