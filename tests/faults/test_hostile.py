"""The short form of ``make faults-hostile``: some hostile files of every kind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.hostile import Openers, in_window, openers
from tests.faults.hostile_worker import FAMILIES, family_of

QUICK = 6
"""Files of each kind that take milliseconds; of the others one."""
SLOW = frozenset({"chat_template", "imported", "text_file", "looked_at", "pasted"})


@pytest.fixture(scope="module")
def opened() -> Iterator[Openers]:
    """One process for all of them."""
    with openers() as made:
        yield made


@pytest.mark.parametrize("seed", [839, 559], ids=["window", "llama.cpp"])
def test_the_window_and_the_models_process_survive_hostile_files(opened: Openers, seed: int) -> None:
    opened.attempt(seed)


@pytest.mark.parametrize("family", sorted({each.__name__ for each in FAMILIES}))
def test_hostile_files_end_in_a_sentence_or_in_a_result(opened: Openers, family: str) -> None:
    seeds = [seed for seed in range(1000, 1400) if not in_window(seed) and family_of(seed).__name__ == family]
    for seed in seeds[: 1 if family in SLOW else QUICK]:
        opened.attempt(seed)
