"""The steps of a self-test, each of which returns what it found or raises an InkglowError."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from core.array_types import Floats
from core.attribute.calibration import Band
from core.attribute.file import Attribute
from core.attribute.selection import installed_for
from core.derivation.plan import Plan
from core.derivation.stability import candidate_layers
from core.derivation.stages import Step as DerivationStep
from core.engine.protocol import ChatMessage, Continuation, Engine, GenerateRequest, ModelInfo, Readout, SteeringVector
from core.engine.reading_context import neutral_context
from core.errors import EngineProblem
from core.manuscript import document
from core.manuscript.paragraphs import Kind, Paragraph
from core.manuscript.paragraphs_as_read import paragraphs_as_read
from core.models.library import need_of
from core.models.memory import Fit, Gpu
from core.models.memory import this_machine as memory_of_this_machine
from core.models.summary import inspect
from core.rewrite.options import RewriteOptions
from core.rewrite.order import Finished, RewriteOrder, Variant
from core.rewrite.run import rewrite
from core.score.scoring import Score, score_paragraphs
from core.selftest import quick
from core.stats.separation import auroc

QUESTION = "What colour is fresh snow? Answer with one word."
ANSWER_TOKENS, WRITTEN_TOKENS = 24, 32
CLOSE = 2e-3
"""Most difference of a cosine from the early exit and one from a pass through all layers, in other batches."""
_SHOWN = 80
"""Characters of an answer that are reported."""


@dataclass(frozen=True)
class Found:
    """The result of a step: whether all is well, the main thing in a sentence, and figures."""

    passed: bool
    sentence: str
    figures: Mapping[str, object] = field(default_factory=dict)


class Steps:
    """The steps, in the order of their methods; later ones use what earlier ones found."""

    def __init__(
        self,
        engine: Engine,
        model: Path,
        plan: Plan,
        chapter: Path,
        folder: Path,
        gpus: tuple[Gpu, ...],
        doing: Callable[[str], None],
    ) -> None:
        self._engine = engine
        self._path = model
        self._plan = plan
        self._chapter = chapter
        self._folder = folder
        self._gpus = gpus
        self._doing = doing
        self._model: ModelInfo | None = None
        self._attribute: Attribute | None = None

    async def memory(self) -> Found:
        """Whether the model fits, from its header alone."""
        summary = await asyncio.to_thread(inspect, self._path)
        fit = Fit(need_of(summary), memory_of_this_machine(self._gpus), summary.n_layer)
        figures = {
            "quantisation": summary.quantisation,
            "architecture": summary.architecture,
            "tokenizer": summary.tokenizer,
            "has_template": summary.has_template,
            "weights_bytes": summary.n_bytes,
            "needed_bytes": fit.need.total,
            "free_bytes": fit.machine.usable,
            "gpu_layers": fit.gpu_layers,
        }
        return Found(fit.fits, fit.sentence, figures)

    async def load(self) -> Found:
        """Load the model."""
        began = time.monotonic()
        self._model = model = await self._engine.load(self._path)
        seconds = time.monotonic() - began
        names = [each.name for each in await asyncio.to_thread(installed_for, model.fingerprint)]
        figures = {
            "name": model.name,
            "architecture": model.architecture,
            "n_layer": model.n_layer,
            "n_embd": model.n_embd,
            "n_vocab": model.n_vocab,
            "n_params": model.n_params,
            "fingerprint": model.fingerprint,
            "notice": model.notice,
            "installed_attributes": names,
        }
        what = f"{model.n_params / 1e9:.2f} billion weights in {model.n_layer} blocks of width {model.n_embd}"
        return Found(True, " ".join(filter(None, (f"Loaded in {seconds:.1f} s: {what}.", model.notice))), figures)

    async def template(self) -> Found:
        """Ask something whose answer is one word: with a wrong template a model does not end its answer."""
        answer, _ = await self._answer(QUESTION, ANSWER_TOKENS)
        written, per_second = await self._answer(neutral_context()[0].content, WRITTEN_TOKENS)
        figures = {
            "question": QUESTION,
            "answer": answer.text[:_SHOWN],
            "ended": answer.ended,
            "written": written.text,
            "generated_tokens_per_s": round(per_second, 2),
        }
        said = " ".join(answer.text[:_SHOWN].split())
        if answer.ended and said:
            words = f"Asked for a word, the model answered “{said}” and ended its answer"
        else:
            words = f"Asked for a word, the model did not end its answer within {ANSWER_TOKENS} tokens: “{said}”"
        return Found(bool(answer.ended and said), f"{words}. It writes {per_second:.1f} tokens a second.", figures)

    async def _answer(self, question: str, n_tokens: int) -> tuple[Continuation, float]:
        """The likeliest answer, and tokens per second after the first one."""
        request = GenerateRequest((ChatMessage("user", question),), temperature=0.0, max_tokens=n_tokens)
        answers, stamps = [Continuation("")], [time.monotonic()]
        async with aclosing(self._engine.generate_together((request,))) as stream:
            async for so_far in stream:
                answers.extend(so_far)
                stamps.append(time.monotonic())
        first, last = stamps[min(1, len(stamps) - 1)], stamps[-1]
        return answers[-1], (len(stamps) - 2) / (last - first) if len(stamps) > 2 and last > first else 0.0

    async def layers(self) -> Found:
        """Read a passage at all layers, and at some candidates by the early exit: both must agree."""
        model, text = self._loaded(), max(self._prose(), key=lambda each: len(each.text)).text
        began = time.monotonic()
        states = await self._engine.states(text, context="neutral")
        full = states.n_tokens / max(1e-6, time.monotonic() - began)
        if not np.isfinite(states.mean).all() or not (states.mean_norm > 0).all():
            raise EngineProblem("The model's states are not finite at every layer; its file may be damaged.")
        candidates = candidate_layers(model.n_layer)
        draw = np.random.default_rng(0)
        largest, early = 0.0, 0.0
        for layer in sorted({candidates[0], candidates[len(candidates) // 2], candidates[-1]}):
            direction = draw.normal(size=model.n_embd).astype(np.float32)
            vector = SteeringVector(layer, direction, Readout(context="neutral", min_tokens=1))
            began = time.monotonic()
            cosine = (await self._engine.score(text, vector, fresh=True)).cosine
            early = states.n_tokens / max(1e-6, time.monotonic() - began)
            expected = float(states.mean_unit[layer] @ direction) / float(np.linalg.norm(direction))
            largest = max(largest, abs(expected - cosine) if cosine is not None else 1.0)
        figures = {
            "candidate_layers": list(candidates),
            "mean_norms": [round(float(norm), 3) for norm in states.mean_norm],
            "largest_difference": largest,
            "n_tokens": states.n_tokens,
            "all_layers_tokens_per_s": round(full, 1),
            "early_exit_tokens_per_s": round(early, 1),
            "early_exit_layer": candidates[-1],
        }
        passed = largest <= CLOSE
        agree = "agree" if passed else "do NOT agree"
        return Found(
            passed,
            f"All {model.n_layer} layers can be read; the early exit and a whole pass {agree} (difference of cosines "
            f"{largest:.1g}). {full:.0f} tokens a second are read through all layers, {early:.0f} up to layer "
            f"{candidates[-1]}.",
            figures,
        )

    async def attribute(self) -> Found:
        """Learn a quick attribute."""
        model = self._loaded()
        began = time.monotonic()

        def progress(step: DerivationStep, done: float, total: int) -> None:
            self._doing(f"{step.title}: {done:.0f} of {total}")

        self._attribute = made = await quick.learn(self._engine, model, self._plan, self._folder, progress)
        seconds = time.monotonic() - began
        figures: dict[str, object] = {
            "layer": made.layer,
            "context": made.readout.context,
            "min_tokens": made.readout.min_tokens,
            "split_half_cosine": made.report.split_half_cosine,
            "norm": made.norm,
            "mean_norm_of_states": float(made.mean_norms[made.layer]),
            "default_lambda": made.default_lam,
            "mild": made.zones.mild,
            "vivid": made.zones.vivid,
            "largest_lambda": made.zones.lam_max,
        }
        known = {each.name: each.attribute for each in await asyncio.to_thread(installed_for, model.fingerprint)}
        beside = known.get(made.name)
        if beside is not None:
            figures["cosine_with_installed"] = _cosine(made.directions[made.layer], beside.directions[made.layer])
        more = f" With the installed one it has a cosine of {figures['cosine_with_installed']:.2f}." if beside else ""
        return Found(
            True,
            f"Learned in {_duration(seconds)} at layer {made.layer} of {model.n_layer}; two halves of its samples have "
            f"a cosine of {made.report.split_half_cosine:.2f}.{more}",
            figures,
        )

    async def glow(self) -> Found:
        """Score the sample chapter by that attribute."""
        made = self._made()
        began = time.monotonic()
        scored: list[tuple[Paragraph, Score]] = []
        paragraphs = self._paragraphs()
        async for pair in score_paragraphs(self._engine, paragraphs, made.vector, made.calibration):
            scored.append(pair)
            self._doing(f"Scoring the sample chapter: {len(scored)} of {len(paragraphs)}")
        seconds = time.monotonic() - began
        cosines = {paragraph.index: score.cosine for paragraph, score in scored if score.cosine is not None}
        bands = Counter(score.band for _, score in scored if score.band is not None)
        n_tokens = sum(score.n_tokens for _, score in scored)
        vivid, plain = ([cosines[i] for i in self._labels(side) if i in cosines] for side in ("vivid", "plain"))
        figures: dict[str, object] = {
            "n_scored": len(cosines),
            "tokens_per_s": round(n_tokens / max(1e-6, seconds), 1),
            "bands": {band.word: bands[band] for band in Band},
            "cosines": {str(index): round(cosine, 5) for index, cosine in cosines.items()},
        }
        said = f"{len(cosines)} paragraphs were scored in {_duration(seconds)}."
        if vivid and plain:
            figures["vivid_over_plain"] = above = round(auroc(vivid, plain), 3)
            figures["n_vivid"], figures["n_plain"] = len(vivid), len(plain)
            said += (
                f" Of all pairs of one of the {len(vivid)} written to be vivid and one of the {len(plain)} written to "
                f"be plain, the vivid one scores higher in {above:.0%} (by chance in 50 %)."
            )
        return Found(bool(cosines), said, figures)

    async def rewrites(self, n: int) -> Found:
        """Rewrite plain paragraphs of the sample chapter at the attribute's own strength."""
        made, by_index = self._made(), {each.index: each for each in self._prose()}
        chosen = [by_index[index] for index in self._labels("plain") if index in by_index][:n]
        results: list[dict[str, object]] = []
        usable = higher = 0
        seconds: list[float] = []
        for number, paragraph in enumerate(chosen):
            self._doing(f"Rewriting a paragraph of the sample chapter: {number + 1} of {len(chosen)}")
            began = time.monotonic()
            variant = await self._rewritten(paragraph, made)
            seconds.append(time.monotonic() - began)
            is_usable = bool(variant.text) and variant.text != paragraph.text
            before, after = variant.cosine_before, variant.cosine_after
            usable += is_usable
            higher += is_usable and before is not None and after is not None and after > before
            results.append(
                {
                    "paragraph": paragraph.index,
                    "mode": variant.mode.value,
                    "lam": variant.lam,
                    "cosine_before": before,
                    "cosine_after": after,
                    "flags": [str(flag) for flag in variant.flags],
                    "seconds": round(seconds[-1], 1),
                    "text": variant.text,
                }
            )
        if not chosen:
            return Found(True, "Nothing was rewritten.", {"variants": results})
        mean = sum(seconds) / len(seconds)
        return Found(
            usable > 0,
            f"{usable} of {len(chosen)} rewrites changed the paragraph and are usable, {higher} of these score higher; "
            f"{_duration(mean)} each, at λ = {made.default_lam:g}.",
            {"n_usable": usable, "n_higher": higher, "variants": results},
        )

    async def _rewritten(self, paragraph: Paragraph, attribute: Attribute) -> Variant:
        order = RewriteOrder(paragraph.text, (attribute,), RewriteOptions(lam=attribute.default_lam))
        variants: list[Variant] = []
        async with aclosing(rewrite(self._engine, order)) as events:
            async for event in events:
                if isinstance(event, Finished):
                    variants.append(event.variant)
        return variants[0]

    def _loaded(self) -> ModelInfo:
        if self._model is None:
            raise EngineProblem("No model is loaded.")
        return self._model

    def _made(self) -> Attribute:
        if self._attribute is None:
            raise EngineProblem("There is no attribute.")
        return self._attribute

    def _paragraphs(self) -> list[Paragraph]:
        loaded = document.load(self._chapter)
        return paragraphs_as_read(loaded)

    def _prose(self) -> list[Paragraph]:
        return [each for each in self._paragraphs() if each.kind is Kind.PROSE]

    def _labels(self, side: str) -> Sequence[int]:
        """Indices of the chapter's paragraphs that were written to be ``vivid`` or ``plain``."""
        labels: dict[str, list[int]] = json.loads(self._chapter.with_suffix(".json").read_text("utf-8"))
        return labels[side]


def _cosine(one: Floats, other: Floats) -> float:
    return float(one @ other / (np.linalg.norm(one) * np.linalg.norm(other)))


def _duration(seconds: float) -> str:
    """``8.2 s`` or ``3 min 20 s``."""
    if seconds < 90:
        return f"{seconds:.1f} s"
    return f"{int(seconds // 60)} min {int(seconds % 60)} s"
