"""How long learning takes, as counted work times measured speeds, over llama.cpp's time to prefill 10,000 tokens.

::

    python -m tests.benchmarks.learning --out build/learning.json [--model FILE.gguf]

The real derivation runs on a source that only counts what it is asked for, for a model of 32 blocks and more than 2.5
billion parameters; so the counts follow the code. A token is 4.5 characters. The speeds are measured on the model
given, by default the starter, for which they only show how the counting works; ``make bench-8b`` takes them at
Llama-3-8B's size.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import llama_cpp
import numpy as np
from rich.console import Console
from rich.table import Table

from core import paths
from core.derivation.engine_source import LlamaSource
from core.derivation.refining import Part, learn
from core.derivation.resumable import window_plan
from core.derivation.stages import Stage, Step
from core.derivation.state_source import Advance, Messages, SourceInfo, silently
from core.engine.fake import ScriptedEngine
from core.engine.protocol import (
    ChatMessage,
    GenerateRequest,
    ModelInfo,
    PassageScore,
    SteeringVector,
    TextStates,
    TokenCosine,
)
from core.engine.reading_context import neutral_context
from core.engine.worker.generation_context import GenerationContext
from core.engine.worker.llama import Batch, LlamaModel, LoadOptions
from core.engine.worker.scoring_context import ScoringContext
from core.engine.worker.state_sums import StateSums

N_LAYER, N_EMBD = 32, 32
MODEL = ModelInfo(Path("x"), "counted", "llama", N_LAYER, N_EMBD, 128_256, 8_030_261_248, "0" * 64)
CHARACTERS_PER_TOKEN = 4.5
TEMPLATE_TOKENS = 12
"""What a chat template adds to a request."""
SMALL_BATCH, LARGE_BATCH = 8, 32
GLOW_TOKENS = 128
"""The first paragraph that is scored."""
PREFILLED = 10_000


@dataclass
class Work:
    """Tokens by kind; ``read`` in tokens through all blocks, so a token read up to block 8 of 32 counts 9/32."""

    prompt: float = 0.0
    few: float = 0.0
    """Generated in batches of few texts."""
    many: float = 0.0
    """Generated in batches of many texts."""
    read: float = 0.0
    measured: float = 0.0
    """Read with their likelihood."""

    def over(self, rates: Work) -> float:
        """The time at ``rates``, each relative to the time of a prefilled token."""
        return float(sum(getattr(self, kind) * getattr(rates, kind) for kind in self.__dataclass_fields__))


class CountingSource:
    """A :class:`core.derivation.state_source.StateSource` that counts its work by stage; its answers mean nothing."""

    def __init__(self) -> None:
        self._sizes = LlamaSource(ScriptedEngine(), MODEL)
        self.batch_size = self._sizes.batch_size
        self.info = SourceInfo(MODEL.name, N_LAYER, N_EMBD, MODEL.fingerprint, "counted")
        self.by_stage: defaultdict[Stage, Work] = defaultdict(Work)
        self.stage = Stage.QUICK_SAMPLES
        self._before: tuple[Messages, str] | None = None
        self._draw = np.random.default_rng(0)

    def progress(self, step: Step, _done: float, _total: int) -> None:
        """Take note of the stage."""
        self.stage = step.stage

    def most_together(self, n_tokens: int) -> int:
        return self._sizes.most_together(n_tokens)

    async def generate(
        self,
        prompts: Sequence[Messages],
        seeds: Sequence[int],
        n_tokens: int,
        vector: SteeringVector | None,
        lam: float,
        advance: Advance = silently,
    ) -> list[str]:
        work = self.by_stage[self.stage]
        work.prompt += sum(_tokens(*prompt) for prompt in set(prompts))
        if len(prompts) > (SMALL_BATCH + LARGE_BATCH) / 2:
            work.many += len(prompts) * n_tokens
        else:
            work.few += len(prompts) * n_tokens
        return ["lamp " * round(n_tokens * CHARACTERS_PER_TOKEN / 5) + str(self._draw.integers(10**6)) for _ in prompts]

    async def samples(
        self,
        prompts: Sequence[Messages],
        seeds: Sequence[int],
        n_tokens: int,
        advance: Advance = silently,
        *,
        last_layer: int | None = None,
    ) -> list[tuple[str, TextStates]]:
        texts = await self.generate(prompts, seeds, n_tokens, None, 0.0, advance)
        return [(text, self._states(text)) for text in texts]

    async def states(
        self,
        texts: Sequence[str],
        prompts: Sequence[Messages],
        context: str,
        advance: Advance = silently,
        *,
        last_layer: int | None = None,
    ) -> list[TextStates]:
        last = N_LAYER - 1 if last_layer is None else last_layer
        for text, prompt in zip(texts, prompts, strict=True):
            before = prompt or (neutral_context() if context == "neutral" else ())
            self._read(text, before, last)
        return [self._states(text) for text in texts]

    async def token_cosines(
        self, texts: Sequence[str], vector: SteeringVector, advance: Advance = silently
    ) -> list[PassageScore]:
        for text in texts:
            self._read(text, neutral_context() if vector.readout.context == "neutral" else (), vector.layer)
        return [self._score(text) for text in texts]

    async def surprisal(
        self, texts: Sequence[str], prompts: Sequence[Messages], advance: Advance = silently
    ) -> list[float]:
        work = self.by_stage[self.stage]
        work.measured += sum(_tokens(text, *prompt) for text, prompt in zip(texts, prompts, strict=True))
        return [3.0] * len(texts)

    def _read(self, text: str, before: Messages, last: int) -> None:
        n = _tokens(text) + (0 if self._before == (before, str(last)) else _tokens(*before))
        self._before = before, str(last)
        self.by_stage[self.stage].read += n * (last + 1) / N_LAYER

    def _states(self, text: str) -> TextStates:
        mean = self._draw.normal(size=(N_LAYER, N_EMBD)).astype(np.float32)
        norm = np.linalg.norm(mean, axis=1).astype(np.float32)
        return TextStates(max(1, round(_tokens(text))), mean, mean / norm[:, None], norm)

    def _score(self, text: str) -> PassageScore:
        n = max(1, round(len(text) / CHARACTERS_PER_TOKEN))
        ends = np.linspace(0, len(text), n + 1).round().astype(int)
        cosines = self._draw.normal(size=n)
        tokens = tuple(TokenCosine(int(a), int(b), float(c)) for a, b, c in zip(ends, ends[1:], cosines, strict=False))
        return PassageScore(n, float(cosines.mean()), tokens)


def counted() -> dict[Part, dict[Stage, Work]]:
    """The work of each part of learning, by stage, as the window plans it for a large model."""

    async def run() -> dict[Part, dict[Stage, Work]]:
        plan = window_plan(MODEL)
        found: dict[Part, dict[Stage, Work]] = {}
        with tempfile.TemporaryDirectory() as folder:
            for part in (Part.QUICK, Part.WHOLE, Part.ZONES):
                source = CountingSource()
                file = Path(folder) / "x.gguf"
                await learn(part, file, source, plan, scope="", command="counted", progress=source.progress)
                found[part] = dict(source.by_stage)
        return found

    return asyncio.run(run())


def measured_rates(model: LlamaModel, scoring: ScoringContext, writing: GenerationContext) -> Work:
    """Time per token of each kind of work, relative to a token of llama.cpp's own prefill; each the best of three."""
    draw = np.random.default_rng(2)

    def some(n: int) -> list[int]:
        return [int(token) for token in draw.integers(300, min(40_000, model.n_vocab), size=n)]

    layer = max(1, round(0.35 * model.n_layer) - 1)
    texts = [(ChatMessage("user", "".join(map(chr, draw.integers(97, 123, size=60)))),) for _ in range(LARGE_BATCH)]

    def prefill() -> float:
        return _prefill_seconds(model, model.with_one_bos(some(511))) / 512

    def prompt() -> float:
        messages = (ChatMessage("user", "".join(map(chr, draw.integers(97, 123, size=400)))),)
        n = len(model.prompt_tokens(messages))
        began = time.perf_counter()
        for _ in writing.generate(GenerateRequest(messages, max_tokens=1), ()):
            pass
        return (time.perf_counter() - began) / n

    def generated(n_texts: int) -> float:
        requests = [GenerateRequest(text, max_tokens=4, min_p=0.0, top_p=1.0) for text in texts[:n_texts]]
        sums = StateSums(n_texts, layer + 1, model.n_embd)
        stamps = [
            time.perf_counter() for step in writing.generate_together(requests, (), sums=sums) if step is not None
        ]
        return (stamps[-1] - stamps[0]) / (len(stamps) - 1) / n_texts

    def read() -> float:
        tokens = some(128)
        began = time.perf_counter()
        scoring.states_after(model.with_one_bos([]), tokens, layer)
        return (time.perf_counter() - began) / len(tokens) * model.n_layer / (layer + 1)

    def measured() -> float:
        tokens = some(96)
        began = time.perf_counter()
        for _ in writing.token_surprisal([], tokens):
            pass
        return (time.perf_counter() - began) / len(tokens)

    one = min(prefill() for _ in range(3))
    work = Work(
        prompt=min(prompt() for _ in range(3)),
        few=min(generated(SMALL_BATCH) for _ in range(3)),
        many=min(generated(LARGE_BATCH) for _ in range(3)),
        read=min(read() for _ in range(3)),
        measured=min(measured() for _ in range(3)),
    )
    return Work(*(getattr(work, kind) / one for kind in Work.__dataclass_fields__))


def _prefill_seconds(model: LlamaModel, tokens: list[int]) -> float:
    """Time of llama.cpp's own prefill: one batch, logits of the last token."""
    params = llama_cpp.llama_context_default_params()
    params.n_ctx, params.n_batch, params.n_ubatch = 1024, 1024, 512
    params.n_threads = params.n_threads_batch = model.n_threads
    context = llama_cpp.llama_init_from_model(model.handle, params)
    batch = Batch(len(tokens))
    began = time.perf_counter()
    status = llama_cpp.llama_decode(context, batch.fill(tokens, 0, 0, "last"))
    seconds = time.perf_counter() - began
    batch.close()
    llama_cpp.llama_free(context)
    if status != 0:
        raise RuntimeError(f"llama.cpp status {status}")
    return seconds


def ratios(work: dict[Part, dict[Stage, Work]], rates: Work) -> dict[str, float]:
    """Time to the first glow, and of all of learning, over that of prefilling 10,000 tokens."""
    parts = {part: sum(each.over(rates) for each in stages.values()) for part, stages in work.items()}
    glow = Work(read=GLOW_TOKENS * 0.35).over(rates)
    return {
        "first_glow_over_prefill_10k": round((parts[Part.QUICK] + glow) / PREFILLED, 3),
        "full_over_prefill_10k": round(sum(parts.values()) / PREFILLED, 2),
    }


def _tokens(*texts: str | ChatMessage) -> float:
    lengths = [len(text) if isinstance(text, str) else len(text.content) for text in texts]
    return sum(lengths) / CHARACTERS_PER_TOKEN + TEMPLATE_TOKENS * any(isinstance(each, ChatMessage) for each in texts)


def main() -> None:
    """Count, measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--model", type=Path)
    given = parser.parse_args()
    path = given.model or paths.starter_model()
    assert path is not None
    model = LlamaModel(path, LoadOptions(), lambda _fraction: True)
    rates = measured_rates(
        model, ScoringContext(model, lambda: False), GenerationContext(model, lambda: False, lambda: False)
    )
    work = counted()
    table = Table("part", "stage", "prefilled tokens", "share", box=None, header_style="bold")
    total = sum(each.over(rates) for stages in work.values() for each in stages.values())
    for part, stages in work.items():
        for stage, each in stages.items():
            cost = each.over(rates)
            table.add_row(part.value, stage.value, f"{cost:,.0f}", f"{cost / total:.0%}")
    figures = {**ratios(work, rates), "rates": {kind: round(value, 3) for kind, value in vars(rates).items()}}
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    Console().print(table)
    Console().print(figures)


if __name__ == "__main__":
    main()
