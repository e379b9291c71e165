"""What fits on graphics cards is counted with caches and buffers, and what is short of memory there is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.models.memory import Fit, Gpu, Machine, Need, layers_that_fit, need
from core.models.summary import KvShape

GB = 1_000_000_000
N_LAYER = 32
LLAMA_8B = need(4_920_000_000, KvShape(N_LAYER, 8, 128), 4096, 128_256)


def fit(*free: float, ram: float = 10.0, unified: bool = False) -> Fit:
    gpus = tuple(Gpu("A card", int(each * GB), 24 * GB, unified) for each in free)
    return Fit(LLAMA_8B, Machine(16 * GB, int(ram * GB), gpus), N_LAYER)


@pytest.mark.parametrize(("free", "layers"), [(24.0, N_LAYER + 1), (6.5, N_LAYER + 1), (3.5, 15), (0.5, 0), (0.0, 0)])
def test_as_many_layers_as_fit(free: float, layers: int) -> None:
    assert fit(free).gpu_layers == layers


def test_everything_fits_to_the_byte() -> None:
    just = LLAMA_8B.total + 500_000_000

    def layers(free: int) -> int:
        return layers_that_fit([free], LLAMA_8B.weights, N_LAYER, LLAMA_8B.kv, LLAMA_8B.buffers)

    assert layers(just) == N_LAYER + 1
    assert layers(just - 1) == N_LAYER - 1


def test_no_card_no_layers() -> None:
    assert layers_that_fit([], LLAMA_8B.weights, N_LAYER, LLAMA_8B.kv, LLAMA_8B.buffers) == 0


def test_two_cards_share_a_model_and_each_has_buffers() -> None:
    one, two = fit(4.0), fit(4.0, 4.0)
    assert one.gpu_layers < N_LAYER < two.gpu_layers
    assert two.sentence.startswith("It fits on the graphics cards (8.0 GB free).")


@given(st.lists(st.integers(0, 30 * GB), max_size=3), st.integers(1, 10 * GB), st.integers(1, 100))
def test_what_is_put_there_has_room(free: list[int], weights: int, n_layer: int) -> None:
    needed = Need(weights, 300_000_000, 250_000_000)
    layers = layers_that_fit(free, weights, n_layer, needed.kv, needed.buffers)
    assert 0 <= layers <= n_layer + 1
    share = min(1.0, layers / n_layer) * (weights + needed.kv)
    assert share <= sum(max(0, each - needed.buffers) for each in free) + n_layer


def test_what_lies_on_a_card_is_not_needed_in_memory() -> None:
    whole, part, none = fit(24.0, ram=2.0), fit(3.5, ram=2.0), fit(0.5, ram=2.0)
    assert whole.fits and whole.in_memory == LLAMA_8B.buffers
    assert part.short_by and part.short_by < none.short_by
    assert none.in_memory == LLAMA_8B.total


def test_memory_shared_with_the_machine_is_needed_all_the_same() -> None:
    assert fit(24.0, unified=True).in_memory == LLAMA_8B.total


def test_the_file_that_would_fit_does_fit() -> None:
    short = fit(3.5, ram=2.5)
    assert not short.fits
    smaller = Fit(Need(short.largest_weights, LLAMA_8B.kv, LLAMA_8B.buffers), short.machine, N_LAYER)
    assert smaller.fits


def test_the_sentences() -> None:
    assert fit(24.0).sentence == (
        "It fits on the graphics card (24.0 GB free). It needs about 220 MB of memory; 9.4 GB are free for it."
    )
    assert fit(3.5).sentence.startswith(
        "15 of its 32 blocks fit on the graphics card (3.5 GB free, 2.9 GB short for all). It needs about "
    )
    assert fit(0.5).sentence.startswith("Nothing of it fits on the graphics card (500 MB free, 5.7 GB short for all).")
    assert fit().sentence == Fit(LLAMA_8B, Machine(16 * GB, 10 * GB)).sentence
