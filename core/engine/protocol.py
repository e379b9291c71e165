"""The protocol of a language model: the requests that an engine answers, and their results.

Everything here is a frozen dataclass or a Protocol; nothing imports llama.cpp. ``EngineClient`` (the child process) and
``ScriptedEngine`` (a deterministic engine for tests) both satisfy :class:`Engine`.

Layers are 0-based decoder blocks: layer ``l`` is the output of block ``l``, llama.cpp's tensor ``l_out-l``.
Text offsets are code points, ``end`` exclusive.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from enum import Enum, IntEnum
from functools import cached_property
from pathlib import Path
from typing import Literal, Protocol

from core.array_types import Floats

READOUT_VERSION = 1


@dataclass(frozen=True)
class Readout:
    """How a passage's states are read; part of the attribute file and of every cache key (CONTRACTS, Readout).

    ``context`` is the text before the passage: ``bare`` (exactly one BOS, nothing else) or ``neutral`` (the
    passage is the assistant's answer to a neutral request in the model's chat template). Pooling is always the mean,
    over the passage's own tokens, of the per-token cosine. Passages of fewer than ``min_tokens`` tokens get no score.
    """

    context: Literal["bare", "neutral"] = "bare"
    min_tokens: int = 8
    version: int = READOUT_VERSION


@dataclass(frozen=True)
class ModelInfo:
    """Description of a loaded model."""

    path: Path
    name: str
    """The file's name, since ``general.name`` is often the name of a training run."""
    architecture: str
    n_layer: int
    n_embd: int
    n_vocab: int
    n_params: int
    fingerprint: str
    """The same for every quantisation; see :mod:`core.models.fingerprint`."""
    notice: str = ""
    """Sentences for people about how the model was loaded; may be empty."""
    n_ctx: int = 4096
    """The most tokens that texts written in one batch may have together, their prompts included."""
    n_gpu_layers: int = 0
    """How many of its layers are on graphics cards; ``n_layer + 1`` are all. 0: the processor computes alone."""


@dataclass(frozen=True, eq=False)
class SteeringVector:
    """A direction to score against or to steer along: shape ``(n_embd,)``, float32, raw difference.

    Every request that needs a vector carries it. The engine stores none, so that no score or rewrite can use another
    attribute than the requested one.
    """

    layer: int
    direction: Floats
    readout: Readout

    @cached_property
    def id(self) -> str:
        """Hash of direction, layer and readout; replies repeat it."""
        what = f"{self.layer} {sorted(asdict(self.readout).items())} ".encode() + self.direction.tobytes()
        return hashlib.sha256(what).hexdigest()[:32]


@dataclass(frozen=True)
class TokenCosine:
    """One token of a scored text: code-point range in that text and cosine with the attribute."""

    start: int
    end: int
    cosine: float


@dataclass(frozen=True)
class PassageScore:
    """Raw score of one text. ``cosine`` is None where the text has fewer tokens than the readout's minimum."""

    n_tokens: int
    cosine: float | None
    tokens: tuple[TokenCosine, ...]


@dataclass(frozen=True)
class ChatMessage:
    """One turn of a conversation, as in chat templates."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True)
class GenerateRequest:
    """One continuation of a conversation.

    ``begun`` is a given start of the assistant's answer; the result does not include it. ``lam`` is the multiple of the
    raw attribute added at its layer to every *generated* token; the prompt is read unsteered. ``blend`` are the
    multiples of the other attributes of a blend, in their order; missing ones count as 0. ``never``
    are words in small letters: a token that is one of them is not drawn, nor one that begins with one ending in “*”.
    """

    messages: tuple[ChatMessage, ...]
    begun: str = ""
    lam: float = 0.0
    blend: tuple[float, ...] = ()
    seed: int = 0
    max_tokens: int = 256
    temperature: float = 0.8
    top_p: float = 0.95
    min_p: float = 0.05
    repeat_penalty: float = 1.0
    stop: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


class Priority(IntEnum):
    """Priority of a request, most urgent first (CONTRACTS, Order).

    At most one TYPED score runs between two steps of an ASKED request. VISIBLE and REST wait until there is no ASKED
    request, LEARNING until no other request waits. Results computed for the first four are never discarded.
    """

    ASKED = 0
    """Requested by a click; the user waits for it."""
    TYPED = 1
    """The score of a paragraph that was just typed."""
    VISIBLE = 2
    """Scores of paragraphs in view."""
    REST = 3
    """Scores of the rest of the manuscript: computed by half of the threads."""
    LEARNING = 4
    """Work of hours in the background; interrupted by ASKED or TYPED requests, and then repeated."""


MOST_TOGETHER = 4
"""Most continuations in a batch: kernels compute four rows at a time, so four cost little more than three."""


MOST_ROWS = 32
"""Most continuations in a batch at all: for short ones, of which the best are kept."""


@dataclass(frozen=True)
class Continuation:
    """The text of one continuation so far; ``ended`` is True once the model or a stop string ended it.

    ``stop`` is the stop string that ended it, which ``text`` does not include. ``states`` are those of its generated
    tokens, unsteered or as they were under λ·a; only where they were asked for, and only at the end.
    """

    text: str
    ended: bool = False
    stop: str = ""
    states: TextStates | None = None


@dataclass(frozen=True)
class ContinuationFigures:
    """Figures of one continuation of a text, under the unsteered model.

    ``cosine`` with the attribute and ``nats`` (surprisal) are means over its ``n_tokens`` tokens. ``following`` is the
    mean surprisal, in nats, of the text that follows it; 0 where nothing does. ``ending`` is the surprisal of its last
    token.
    """

    n_tokens: int
    cosine: float
    nats: float
    following: float
    ending: float = 0.0


@dataclass(frozen=True)
class TextStates:
    """Summary of one text's hidden states at every layer, enough to score it against *any* attribute later.

    ``mean`` and ``mean_unit`` have shape ``(n_layer, n_embd)``: the mean over the text's tokens of the states, and of
    the states divided by their norms (so that ``mean_unit[l] · a/‖a‖`` is the mean per-token cosine). ``mean_norm`` has
    shape ``(n_layer,)``.
    """

    n_tokens: int
    mean: Floats
    mean_unit: Floats
    mean_norm: Floats


@dataclass(frozen=True)
class AnswerCosines:
    """Means of the per-token cosines with the attribute, of a text read as the answer to a request.

    ``cosine`` is computed from the unsteered states, ``cosine_with_vector`` from the same states with λ·a added. For a
    text that was generated under λ these are the states of its run at the attribute's layer: λ·a is added to that
    layer's output, so it changes the input of later layers only.
    """

    n_tokens: int
    cosine: float
    cosine_with_vector: float


@dataclass(frozen=True)
class TokenSurprisal:
    """Surprisal and entropy of a text under the unsteered model, as means over its ``n_tokens`` tokens.

    ``nats`` is the surprisal: the negative log-likelihood of each token. ``entropy``, also in nats, is that of the
    predicted distribution: the surprisal to expect of a token sampled from the model.
    """

    nats: float
    entropy: float
    n_tokens: int


class EngineStatus(Enum):
    """State of the engine, for the status bar."""

    OFF = "off"
    LOADING = "loading"
    READY = "ready"
    RESTARTING = "restarting"
    SILENT = "silent"
    """The process lives but does not answer; it is ended and replaced if that lasts, or by :meth:`Engine.renew`."""
    FAILED = "failed"


StatusListener = Callable[[EngineStatus, str], None]


class Engine(Protocol):
    """A language model that scores, generates and returns its hidden states.

    Every method belongs to the asyncio event loop's thread and never blocks it. Cancelling the task that awaits a
    method stops the computation itself. Expected failures are raised as :class:`core.errors.InkglowError`; EngineDied
    where the model's process ended: the same request can be sent again once the process has restarted.
    """

    @property
    def model(self) -> ModelInfo | None:
        """The loaded model, if any."""
        ...

    async def load(self, model: Path) -> ModelInfo:
        """Load a GGUF, replacing the one before.

        Raises ModelProblem, or Superseded where another load (or close()) replaced this one.
        """
        ...

    async def unload(self) -> None:
        """Use no model: its process ends and its memory is free; requests in progress fail, a load is superseded."""
        ...

    def renew(self) -> None:
        """Replace the process where it does not answer (SILENT); what is pending is repeated by the new one."""
        ...

    def foreground(self) -> AbstractContextManager[None]:
        """While it is held, requests of VISIBLE, REST and LEARNING wait: hold it for the duration of a rewrite."""
        ...

    async def score(
        self,
        text: str,
        vector: SteeringVector,
        *,
        revision: int = 0,
        fresh: bool = False,
        priority: Priority = Priority.ASKED,
    ) -> PassageScore:
        """Score ``text`` against ``vector``, unsteered.

        ``fresh`` forbids reuse of the previous text's prefix (bit-reproducible). Raises UsageProblem for a vector of
        another model's shape.
        """
        ...

    def generate(self, request: GenerateRequest, vectors: Sequence[SteeringVector] = ()) -> AsyncGenerator[str, None]:
        """Stream a continuation; each item is the *whole* text generated so far."""
        ...

    def generate_together(
        self,
        requests: Sequence[GenerateRequest],
        vectors: Sequence[SteeringVector] = (),
        *,
        priority: Priority = Priority.ASKED,
        last_layer: int | None = None,
    ) -> AsyncGenerator[tuple[Continuation, ...], None]:
        """Stream up to MOST_ROWS continuations in one batch, in the order of ``requests``; each may have its own λ.

        ``vectors``: the one that ``lam`` multiplies, then those of ``blend``. Conversations may differ; what they begin
        with in common is read once. With ``last_layer`` the last item has the states of the generated tokens up to that
        layer. Raises UsageProblem for too many requests or a λ without a vector.
        """
        ...

    async def continuations(
        self, before: str, texts: Sequence[str], vector: SteeringVector, *, after: str = ""
    ) -> tuple[ContinuationFigures, ...]:
        """Measure each of ``texts`` as the continuation of ``before``, read as ``vector.readout`` says, unsteered.

        ``after`` is what would follow them. Raises UsageProblem for an empty text or one that is too long.
        """
        ...

    async def surprisal(
        self, text: str, messages: tuple[ChatMessage, ...] = (), *, priority: Priority = Priority.ASKED
    ) -> float:
        """Mean negative log-likelihood (nats per token) of ``text`` under the unsteered model, after ``messages``."""
        ...

    async def token_surprisal(
        self, text: str, messages: tuple[ChatMessage, ...] = (), *, priority: Priority = Priority.ASKED
    ) -> TokenSurprisal:
        """Mean surprisal and entropy of ``text`` under the unsteered model, after ``messages``.

        A text longer than the model's window is read in windows, each after ``messages``.
        """
        ...

    async def states(
        self,
        text: str,
        messages: tuple[ChatMessage, ...] = (),
        *,
        context: str = "bare",
        priority: Priority = Priority.ASKED,
        last_layer: int | None = None,
    ) -> TextStates:
        """Summarise the states of ``text`` at every layer: bare, or as the answer to ``messages``.

        Layers after ``last_layer`` are not computed; their rows are zeros. A text longer than the window is read in
        windows, as for its score. Raises UsageProblem for a layer that the model lacks.
        """
        ...

    async def read_answer(
        self, text: str, messages: tuple[ChatMessage, ...], vector: SteeringVector, lam: float = 0.0
    ) -> AnswerCosines:
        """Cosines of ``text``, read unsteered as the answer to ``messages``, without and with λ times ``vector``.

        Raises UsageProblem for a text without tokens or too long to read at once.
        """
        ...

    def subscribe(self, listener: StatusListener) -> None:
        """Call ``listener(status, sentence)`` whenever the status changes."""
        ...

    async def close(self) -> None:
        """Stop the engine and release the model, also while it is being loaded. Later loads fail."""
        ...
