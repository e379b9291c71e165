"""Reading a text as the answer to a request: exactly what a steered run had at the attribute's layer."""

from __future__ import annotations

import ctypes
from collections.abc import AsyncIterator, Iterator

import llama_cpp
import numpy as np
import pytest
import pytest_asyncio

from core import paths
from core.array_types import Floats
from core.engine.client import EngineClient
from core.engine.protocol import ChatMessage, Readout, SteeringVector
from core.engine.worker.llama import LlamaModel, LoadOptions
from core.engine.worker.scoring_context import ScoringContext
from core.errors import UsageProblem

pytestmark = [pytest.mark.model, pytest.mark.asyncio(loop_scope="module")]
LAYER = 9
ASK = (ChatMessage("user", "Write the opening of a story about a lighthouse."),)
STEPS = 40


@pytest.fixture(scope="module")
def model() -> Iterator[LlamaModel]:
    path = paths.starter_model()
    assert path is not None
    loaded = LlamaModel(path, LoadOptions(), lambda _fraction: True)
    yield loaded
    loaded.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def engine() -> AsyncIterator[EngineClient]:
    client = EngineClient()
    starter = paths.starter_model()
    assert starter is not None
    await client.load(starter)
    yield client
    await client.close()


def vector(n_embd: int = 576) -> SteeringVector:
    direction = np.random.default_rng(3).normal(size=n_embd).astype(np.float32)
    return SteeringVector(LAYER, 6 * direction / np.linalg.norm(direction), Readout())


class SteeredRun(ScoringContext):
    """Greedy generation token by token through all blocks, the vector set, every token's state captured."""

    def write(self, prompt: list[int], wanted: SteeringVector, lam: float) -> tuple[list[int], Floats]:
        """The tokens written, and the states they had at the vector's layer, the vector's own part included."""
        n_layer, n_embd = self._model.n_layer, self._model.n_embd
        self._capture.arm((wanted.layer,), early_exit=False)
        token = self._step(prompt, 0)
        buffer = np.zeros((n_layer - 1, n_embd), dtype=np.float32)
        buffer[wanted.layer - 1] = lam * wanted.direction
        data = buffer.ctypes.data_as(ctypes.POINTER(ctypes.c_float))
        assert llama_cpp.llama_set_adapter_cvec(self._context, data, buffer.size, n_embd, 1, n_layer - 1) == 0
        written: list[int] = []
        states: list[Floats] = []
        while len(written) < STEPS and not self._model.ends_answer(token):
            written.append(token)
            self._capture.arm((wanted.layer,), early_exit=False)
            token = self._step([token], len(prompt) + len(written) - 1)
            states.append(self._capture.take(wanted.layer, 1, n_embd))
        return written, np.concatenate(states)

    def _step(self, tokens: list[int], start: int) -> int:
        assert llama_cpp.llama_decode(self._context, self._batch.fill(tokens, start, 0, "last")) == 0
        logits = llama_cpp.llama_get_logits_ith(self._context, -1)
        return int(np.ctypeslib.as_array(logits, shape=(self._model.n_vocab,)).argmax())


@pytest.mark.parametrize("lam", [4.0, -4.0])
async def test_it_gives_what_a_steered_run_had(model: LlamaModel, engine: EngineClient, lam: float) -> None:
    run = SteeredRun(model, lambda: False)
    prompt = model.prompt_tokens(ASK)
    tokens, steered = run.write(prompt, vector(), lam)
    run.close()
    text = b"".join(model.piece(token) for token in tokens).decode()
    assert model.tokenize(text) == tokens, "else other tokens would be read than were written"
    plain = SteeredRun(model, lambda: False)
    assert plain.write(prompt, vector(), 0.0)[0] != tokens  # the vector did steer
    plain.close()

    read = await engine.read_answer(text, ASK, vector(), lam)
    unsteered = await engine.read_answer(text, ASK, vector())
    own = lam * vector().direction
    assert read.n_tokens == len(tokens)
    assert read.cosine_with_vector == pytest.approx(mean_cosine(steered), abs=1e-3)
    assert read.cosine == pytest.approx(mean_cosine(steered - own), abs=1e-3)
    assert (read.cosine_with_vector - read.cosine) * np.sign(lam) > 0.05
    assert unsteered.cosine == unsteered.cosine_with_vector == read.cosine


def mean_cosine(states: Floats) -> float:
    direction = vector().direction
    norms = np.linalg.norm(states, axis=1) * np.linalg.norm(direction)
    return float(((states @ direction) / norms).mean())


async def test_what_cannot_be_read_is_said(engine: EngineClient) -> None:
    with pytest.raises(UsageProblem, match="no text"):
        await engine.read_answer("", ASK, vector())
    with pytest.raises(UsageProblem, match="too long"):
        await engine.read_answer("lamp " * 5000, ASK, vector())
