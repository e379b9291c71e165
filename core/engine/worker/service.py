"""Answers each kind of request of the child process, in steps. Engine thread only."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, astuple, fields
from pathlib import Path
from typing import Any

import numpy as np

from core.array_types import Floats
from core.engine import wire
from core.engine.protocol import ChatMessage, GenerateRequest, Priority, Readout, SteeringVector
from core.engine.reading_context import neutral_context
from core.engine.worker import gpus
from core.engine.worker.continuations import Figures
from core.engine.worker.generation_context import GenerationContext
from core.engine.worker.llama import AbortCheck, LlamaModel, LoadOptions
from core.engine.worker.scoring_context import Aborted, ScoringContext
from core.engine.worker.state_sums import StateSums
from core.errors import EngineProblem, ModelProblem, UsageProblem
from core.models.summary import inspect
from core.sentences import joined_sentences, to_data

Steps = Generator[wire.Message | None, None, None]
_PROGRESS_STEP = 0.02


class ModelService:
    """Holds the model and its two contexts, and answers requests step by step.

    Each answer is an iterator: None after a step without a result to send, and Done as the last item. Between steps
    other requests may be answered. Raises :class:`core.errors.InkglowError`.
    """

    def __init__(
        self,
        gives_way: AbortCheck,
        interrupted: AbortCheck,
        cancelled: AbortCheck,
        report: Callable[[wire.Message], None],
    ) -> None:
        """Three checks that are polled while llama.cpp computes, and ``report`` for progress within a step.

        ``gives_way`` stops a prompt piece, which is read again later; ``interrupted`` stops reading states for good;
        ``cancelled`` stops everything.
        """
        self._report = report
        self._gives_way = gives_way
        self._interrupted = interrupted
        self._cancelled = cancelled
        self._model: LlamaModel | None = None
        self._scoring: ScoringContext | None = None
        self._writing: GenerationContext | None = None

    def answer(self, request: wire.Message) -> Steps:
        """Execute ``request``."""
        try:
            match request:
                case wire.LoadModel():
                    yield from self._load(request)
                case wire.ScoreText():
                    yield self._score(request)
                case wire.GenerateText():
                    yield from self._generate(request)
                case wire.MeasureSurprisal():
                    yield from self._surprisal(request)
                case wire.MeasureContinuations():
                    yield from self._measure_continuations(request)
                case wire.ReadStates():
                    yield self._states(request)
                case wire.ReadAnswer():
                    yield self._read_answer(request)
                case _:
                    raise EngineProblem(
                        "The model's process does not know this kind of request ({kind}).", kind=request.kind
                    )
        except Aborted:
            yield wire.Cancelled(request.id)

    def _load(self, request: wire.LoadModel) -> Steps:
        if self._model is not None:
            raise EngineProblem("This process has a model already.")
        path = Path(request.path)
        layers = request.n_gpu_layers
        if layers is None:
            cards = gpus.read_gpus()
            layers = gpus.automatic_layers(inspect(path), cards) if cards else 0

        def open_with(n_gpu_layers: int) -> tuple[LlamaModel, ScoringContext, GenerationContext]:
            return self._open(request, LoadOptions(request.n_threads, n_gpu_layers))

        opened, notice = gpus.with_cpu_fallback(open_with, layers)
        self._model, self._scoring, self._writing = opened
        info = self._model.info
        notices = to_data(joined_sentences((info.notice, notice)))
        yield wire.Done(request.id, {**asdict(info), "path": request.path, "notice": notices})

    def _open(
        self, request: wire.LoadModel, options: LoadOptions
    ) -> tuple[LlamaModel, ScoringContext, GenerationContext]:
        """The model and its two contexts, tested on one token; frees everything where that fails."""
        said = -1.0

        def on_progress(fraction: float) -> bool:
            nonlocal said
            if fraction - said >= _PROGRESS_STEP:
                said = fraction
                self._report(wire.Progress(request.id, fraction))
            return not self._cancelled()

        with ExitStack() as undone:
            model = LlamaModel(Path(request.path), options, on_progress)
            undone.callback(model.close)
            scoring = ScoringContext(model, self._interrupted)
            undone.callback(scoring.close)
            writing = GenerationContext(model, self._gives_way, self._cancelled)
            undone.callback(writing.close)
            probe = model.with_one_bos(model.tokenize("a"))
            try:
                scoring.layer_states(probe, min(1, model.n_layer - 1))
            except EngineProblem as error:
                raise ModelProblem(
                    "Models of the architecture {architecture} are not supported.", architecture=model.info.architecture
                ) from error
            undone.pop_all()
        return model, scoring, writing

    def _loaded(self) -> tuple[LlamaModel, ScoringContext, GenerationContext]:
        if self._model is None or self._scoring is None or self._writing is None:
            raise EngineProblem("No model is loaded.")
        return self._model, self._scoring, self._writing

    def _score(self, request: wire.ScoreText) -> wire.Done:
        model, scoring, _ = self._loaded()
        scoring.use_threads(_threads(model, request.priority))
        readout = Readout(context="neutral" if request.context == "neutral" else "bare", min_tokens=request.min_tokens)
        vector = self._checked(SteeringVector(request.layer, request.direction, readout))
        tokens = model.tokenize(request.text)
        spans = np.array(model.token_spans(request.text, tokens), dtype=np.float32).reshape(-1, 2)

        def done(cosine: float | None, cosines: Floats) -> wire.Done:
            return wire.Done(request.id, {"cosine": cosine}, (spans, cosines), request.revision, request.attribute)

        if len(tokens) < max(1, readout.min_tokens):
            return done(None, np.empty(0, dtype=np.float32))
        unit = vector.direction / np.linalg.norm(vector.direction)
        cosines: list[Floats] = []
        for prefix, window in self._windows(readout.context, tokens):
            states = scoring.layer_states([*prefix, *window], vector.layer, fresh=request.fresh)[len(prefix) :]
            cosines.append((states @ unit) / np.linalg.norm(states, axis=1))
        values = np.concatenate(cosines)
        return done(float(values.mean()), values)

    def _checked(self, vector: SteeringVector) -> SteeringVector:
        model, _, _ = self._loaded()
        if vector.direction.shape != (model.n_embd,) or not 1 <= vector.layer < model.n_layer:
            raise UsageProblem("This attribute was made for a model of another shape.")
        return vector

    def _checked_layer(self, layer: int) -> int:
        model, _, _ = self._loaded()
        if not 0 <= layer < model.n_layer:
            raise UsageProblem("This model has fewer layers.")
        return layer

    def _windows(self, context: str, tokens: list[int]) -> Iterator[tuple[list[int], list[int]]]:
        """The text's tokens in windows that fit the scoring context, each with the tokens to read before it."""
        model, scoring, _ = self._loaded()
        prefix = model.prompt_tokens(neutral_context()) if context == "neutral" else model.with_one_bos([])
        room = scoring.window - len(prefix)
        for start in range(0, len(tokens), room):
            yield prefix, tokens[start : start + room]

    def _generate(self, request: wire.GenerateText) -> Steps:
        model, _, writing = self._loaded()
        requests = [_generate_request(values) for values in request.requests]
        vectors = [
            self._checked(SteeringVector(layer, row, Readout()))
            for layer, row in zip(request.layers, request.directions, strict=True)
        ]
        sums = None
        if request.last_layer is not None:
            sums = StateSums(len(requests), self._checked_layer(request.last_layer) + 1, model.n_embd)
        interruptible = request.priority == Priority.LEARNING
        for so_far in writing.generate_together(requests, vectors, interruptible=interruptible, sums=sums):
            yield (
                None
                if so_far is None
                else wire.Partial(
                    request.id,
                    [each.text for each in so_far],
                    [each.ended for each in so_far],
                    [each.stop for each in so_far],
                )
            )
        yield wire.Done(request.id, arrays=() if sums is None else sums.means())

    def _surprisal(self, request: wire.MeasureSurprisal) -> Steps:
        model, _, writing = self._loaded()
        messages = _messages(request.messages)
        prefix = model.prompt_tokens(messages) if messages else []
        tokens = model.tokenize(request.text)
        room = writing.window - len(model.with_one_bos(prefix))
        if room < 1:
            raise UsageProblem("The text before the passage is too long for this model.")
        totals = np.zeros(2)
        for start in range(0, len(tokens), room):
            window = tokens[start : start + room]
            for measured in writing.token_surprisal(prefix, window):
                if measured is not None:
                    totals += measured.sum(axis=0)
                yield None
        nats, entropy = totals / max(1, len(tokens))
        yield wire.Done(request.id, {"nats": float(nats), "entropy": float(entropy), "n_tokens": len(tokens)})

    def _measure_continuations(self, request: wire.MeasureContinuations) -> Steps:
        model, _, writing = self._loaded()
        vector = self._checked(SteeringVector(request.layer, request.direction, Readout()))
        prefix = model.prompt_tokens(neutral_context()) if request.context == "neutral" else model.with_one_bos([])
        texts = [model.tokenize(text) for text in request.texts]
        figures: list[Figures] = []
        for measured in writing.continuations(
            [*prefix, *model.tokenize(request.before)], texts, model.tokenize(request.after), vector
        ):
            figures = figures if measured is None else measured
            yield None
        rows = np.array([astuple(each) for each in figures], dtype=np.float32).reshape(
            len(figures), len(fields(Figures))
        )
        yield wire.Done(request.id, arrays=(rows,))

    def _states(self, request: wire.ReadStates) -> wire.Done:
        model, scoring, _ = self._loaded()
        scoring.use_threads(_threads(model, request.priority))
        tokens = model.tokenize(request.text)
        messages = _messages(request.messages) or (neutral_context() if request.context == "neutral" else ())
        prefix = model.prompt_tokens(messages) if messages else model.with_one_bos([])
        room = scoring.window - len(prefix)
        if not tokens or room < 1:
            raise UsageProblem("There is no text to read." if not tokens else "The text before it is too long.")
        last = model.n_layer - 1 if request.last_layer is None else request.last_layer
        self._checked_layer(last)
        windows = [tokens[start : start + room] for start in range(0, len(tokens), room)]
        summaries = [_summary(scoring.states_after(prefix, window, last), model.n_layer) for window in windows]
        shares = [len(window) / len(tokens) for window in windows]
        means = tuple(
            np.asarray(sum(share * each[i] for share, each in zip(shares, summaries, strict=True)), dtype=np.float32)
            for i in range(3)
        )
        return wire.Done(request.id, {"n_tokens": len(tokens)}, means)

    def _read_answer(self, request: wire.ReadAnswer) -> wire.Done:
        model, scoring, _ = self._loaded()
        scoring.use_threads(_threads(model, request.priority))
        vector = self._checked(SteeringVector(request.layer, request.direction, Readout()))
        tokens = model.tokenize(request.text)
        prefix = model.prompt_tokens(_messages(request.messages))
        if not tokens:
            raise UsageProblem("There is no text to read.")
        if len(prefix) + len(tokens) > scoring.window:
            raise UsageProblem("The text and the request before it are too long for this model to read in one go.")
        states = scoring.layer_states([*prefix, *tokens], vector.layer, fresh=True)[len(prefix) :]
        with_vector = states + np.float32(request.lam) * vector.direction
        means = [_mean_cosine(rows, vector.direction) for rows in (states, with_vector)]
        values: dict[str, object] = {"n_tokens": len(tokens), "cosine": means[0], "cosine_with_vector": means[1]}
        return wire.Done(request.id, values, attribute=request.attribute)


def _threads(model: LlamaModel, priority: int) -> int:
    """Half of the model's threads for REST, which leaves cores to the window and other programs; else all."""
    return max(1, model.n_threads // 2) if priority == Priority.REST else model.n_threads


def _summary(layers: Sequence[Floats], n_layer: int) -> tuple[Floats, Floats, Floats]:
    """Per layer: mean state, mean unit state, mean norm; zeros for the layers up to ``n_layer`` that were not read."""
    mean = np.zeros((n_layer, layers[0].shape[1]), dtype=np.float32)
    mean_unit, mean_norm = np.zeros_like(mean), np.zeros(n_layer, dtype=np.float32)
    for layer, rows in enumerate(layers):
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        mean[layer], mean_unit[layer], mean_norm[layer] = rows.mean(axis=0), (rows / norms).mean(axis=0), norms.mean()
    return mean, mean_unit, mean_norm


def _mean_cosine(states: Floats, direction: Floats) -> float:
    unit = direction / np.linalg.norm(direction)
    return float(((states @ unit) / np.linalg.norm(states, axis=1)).mean())


def _messages(turns: Sequence[Sequence[str]]) -> tuple[ChatMessage, ...]:
    return tuple(ChatMessage(role, content) for role, content in turns)  # type: ignore[arg-type]


def _generate_request(values: dict[str, Any]) -> GenerateRequest:
    messages = tuple(ChatMessage(turn["role"], turn["content"]) for turn in values["messages"])
    tuples = {name: tuple(values[name]) for name in ("stop", "blend", "never")}
    return GenerateRequest(**{**values, **tuples, "messages": messages})
