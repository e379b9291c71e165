"""What a model needs is counted with its contexts, and what is short is said in numbers."""

from __future__ import annotations

import pytest

from core.models.memory import (
    LOGIT_ROWS,
    SCORE_BATCH,
    SCORE_TOKENS,
    WRITE_TOKENS,
    Fit,
    Machine,
    Need,
    gigabytes,
    need,
    this_machine,
)
from core.models.summary import KvShape

GB = 1_000_000_000
LLAMA_8B = need(4_920_000_000, KvShape(32, 8, 128), 4096, 128_256)


def test_weights_caches_and_buffers_are_counted() -> None:
    assert LLAMA_8B.weights == 4_920_000_000
    assert LLAMA_8B.kv == 2 * 32 * 8 * 128 * (WRITE_TOKENS + SCORE_TOKENS) * 2
    assert LLAMA_8B.buffers > 4096 * 4 * SCORE_BATCH + 128_256 * 4 * LOGIT_ROWS
    assert LLAMA_8B.total == LLAMA_8B.weights + LLAMA_8B.kv + LLAMA_8B.buffers
    assert gigabytes(LLAMA_8B.total) == "5.9 GB"


def test_a_cache_grows_with_the_heads_and_the_bytes_of_a_value() -> None:
    assert KvShape(2, 4, 8).n_bytes(10) == 2 * 2 * 4 * 8 * 10 * 2
    assert KvShape(2, 4, 8).n_bytes(10, bytes_per_value=4) == 2 * KvShape(2, 4, 8).n_bytes(10)


def test_something_is_left_to_everything_else() -> None:
    assert Machine(16 * GB, 8 * GB).usable == 8 * GB - 600_000_000
    assert Machine(16 * GB, 100).usable == 0


def test_a_model_that_fits_says_how_much_of_what_is_there() -> None:
    fit = Fit(LLAMA_8B, Machine(16 * GB, 10 * GB))
    assert fit.fits and fit.short_by == 0
    assert fit.sentence == "It needs about 5.9 GB of memory; 9.4 GB are free for it."


def test_it_fits_to_the_byte() -> None:
    just = Machine(16 * GB, LLAMA_8B.total + 600_000_000)
    assert Fit(LLAMA_8B, just).fits
    assert Fit(LLAMA_8B, Machine(just.total, just.available - 1)).short_by == 1


def test_what_closing_programs_would_help_is_said() -> None:
    fit = Fit(LLAMA_8B, Machine(16 * GB, 4 * GB))
    assert not fit.fits
    assert fit.sentence == (
        "It needs about 5.9 GB of memory, and 3.4 GB are free for it: 2.5 GB short. Closing other programs would help."
    )


def test_what_smaller_file_would_fit_is_said() -> None:
    fit = Fit(LLAMA_8B, Machine(6 * GB, 5 * GB))
    assert fit.largest_weights == 5 * GB - 600_000_000 - LLAMA_8B.kv - LLAMA_8B.buffers
    assert fit.sentence.endswith(f"A file of the same kind of up to {gigabytes(fit.largest_weights)} would fit.")
    assert Fit(Need(fit.largest_weights, LLAMA_8B.kv, LLAMA_8B.buffers), fit.machine).fits


def test_where_not_even_the_contexts_fit_a_smaller_model_is_named() -> None:
    fit = Fit(LLAMA_8B, Machine(2 * GB, GB))
    assert fit.largest_weights == 0
    assert fit.sentence.endswith("short. A smaller model would fit.")


def test_this_machine_has_memory() -> None:
    machine = this_machine()
    assert 0 < machine.available <= machine.total


@pytest.mark.parametrize(
    ("n_bytes", "said"), [(0, "0 MB"), (98_000_000, "98 MB"), (999_000_000, "999 MB"), (10**9, "1.0 GB")]
)
def test_sizes_are_said_in_decimal_units(n_bytes: int, said: str) -> None:
    assert gigabytes(n_bytes) == said
