"""``python -m tests.benchmarks.steering``: compare ways to steer, on one protocol.

Plain reference passages are continued from their first half under the neutral request of the readout. All ways and
strengths are rows of one batch, from the same seed, and every change goes through the same callback of llama.cpp that
the program uses. Each continuation, cut after its last whole sentence, is then read unsteered in its place: the change
of its mean cosine against λ = 0 (*effect*) by the attribute, by its direction of a later layer and by another
attribute; its surprisal (*fluency*: perplexity over that of λ = 0); and the surprisal of the passage's real next
sentence after it (*sense*).

One half of the passages selects each way's strength, the other half is reported with paired bootstrap intervals.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from core import paths
from core.array_types import Floats
from core.attribute import file as attribute_file
from core.attribute import selection
from core.attribute.file import Attribute
from core.derivation.premises import Passage, load_passages
from core.engine.protocol import MOST_ROWS, GenerateRequest
from core.engine.reading_context import neutral_context
from core.engine.worker.decoder import CachedText, Decoder, LogitValues, Row
from core.engine.worker.hidden_states import LayerCapture
from core.engine.worker.llama import LlamaModel, LoadOptions
from core.engine.worker.sampler import Sampler
from tests.benchmarks.steering_report import WAYS, Outcome, Values, Way, families, print_tables, report

LATER = 4
"""The second reading is so many layers later, or fewer where the file has no direction there."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


class SteeringHook(LayerCapture):
    """Steers each row of a batch in a way of its own, at one layer; other layers get what is given, unchanged."""

    def __init__(self, layer_direction: Floats) -> None:
        super().__init__()
        self._unit = layer_direction / np.linalg.norm(layer_direction)
        self.rows: Sequence[Way] = ()
        self.reference: Values = np.zeros(1)
        """Projections on the direction of the states of vivid reference passages."""

    def steered(self, states: Floats, added: Floats) -> Floats:
        """``states`` as each row's way changes them."""
        found = states + added
        for i, way in enumerate(self.rows):
            if way.kind in ("constant", "Gaussian over depth") or not added[i].any():
                continue
            state, along = states[i], float(states[i] @ self._unit)
            if way.kind == "norm restored":
                found[i] *= np.linalg.norm(state) / np.linalg.norm(found[i])
            elif way.kind == "below median" and along >= np.quantile(self.reference, 0.5):
                found[i] = state
            elif way.kind == "raised to target":
                found[i] = state + max(0.0, np.quantile(self.reference, way.strength) - along) * self._unit
            elif way.kind == "capped":
                room = max(0.0, np.quantile(self.reference, 0.95) - along)
                found[i] = state + min(float(np.linalg.norm(added[i])), room) * self._unit
        return np.ascontiguousarray(found, dtype=np.float32)


@dataclass(frozen=True)
class Item:
    """A passage to continue: its first half, and the sentence that really follows it."""

    begun: str
    following: str


def items_from(passages: Sequence[Passage], n: int, skip: int = 0) -> list[Item]:
    """``n`` plain passages without speech, after ``skip``, with 15 words or more before a sentence in their middle."""
    found = []
    for passage in passages:
        sentences = _SENTENCE.split(passage.text)
        half = len(sentences) // 2
        begun = " ".join(sentences[:half])
        plain = passage.intent <= 2 and not re.search('[“”"]', passage.text)
        if plain and len(begun.split()) >= 15 and 4 <= len(sentences[half].split()) <= 25:
            found.append(Item(begun, sentences[half]))
    return found[skip : skip + n]


class Comparison:
    """Generates and reads the continuations of one item in all ways."""

    def __init__(self, model: LlamaModel, creativity: Attribute, imagery: Attribute, n_tokens: int) -> None:
        self._model = model
        self._attributes = {"creativity": creativity, "imagery": imagery}
        self._n_tokens = n_tokens
        layer = creativity.layer
        later = max(each for each in range(layer, layer + LATER + 1) if creativity.directions[each].any())
        self._readings = (
            (layer, creativity.directions[layer]),
            (later, creativity.directions[later]),
            (imagery.layer, imagery.directions[imagery.layer]),
        )
        self.hook = SteeringHook(creativity.directions[layer])
        self._decoder = Decoder(model, lambda: False, lambda: False, self.hook)
        self._begun = CachedText(self._decoder, 0)

    def close(self) -> None:
        """Free the context."""
        self._decoder.close()

    def calibrate(self, texts: Sequence[str]) -> None:
        """Take the reference for targets and caps from ``texts``, read as the answer to the neutral request."""
        layer, direction = self._readings[0]
        unit = direction / np.linalg.norm(direction)
        along: list[float] = []
        for text in texts:
            self._read(self._model.prompt_tokens(neutral_context()))
            _, states = self._decoded([self._model.tokenize(text)], self._begun_length)
            along += [float(value) for value in states[layer][0] @ unit]
        self.hook.reference = np.array(along)

    def outcomes(self, item: Item, seed: int, ways: Sequence[Way]) -> list[Outcome]:
        """One continuation per way, from one seed."""
        self._read(self._model.prompt_tokens(neutral_context(), item.begun))
        first = _log_probabilities(self._decoder.logits(-1))
        texts = [self._whole_sentences(tokens) for tokens in self._generated(seed, ways)]
        following = self._model.tokenize(f" {item.following}")
        read, states = self._decoded([[*tokens, *following] for tokens in texts], self._begun_length)
        found = []
        for i, tokens in enumerate(texts):
            nats = np.concatenate([[-first[tokens[0]]], read[i]])
            n = len(tokens)
            own, later, other = (_mean_cosine(states[layer][i][:n], direction) for layer, direction in self._readings)
            text = b"".join(map(self._model.piece, tokens)).decode("utf-8", "replace")
            found.append(Outcome(text, n, own, later, other, float(nats[:n].mean()), float(nats[n:].mean())))
        return found

    def seconds_per_step(self, ways: Sequence[Way], rounds: int) -> dict[str, float]:
        """Processor time of a step of four rows over that of an unsteered one, by way: the median of ``rounds``."""
        prompt = self._model.prompt_tokens(neutral_context())
        self._read(prompt)
        token = self._model.tokenize(" the")[0]
        found: dict[str, list[float]] = {way.name: [] for way in ways}
        for _ in range(rounds):
            times = {}
            for way in (Way("constant", 0.0), *ways):
                self._fork(4)
                self.hook.rows = [way] * 4
                added = self._added([way] * 4) if way.strength else None
                began = time.process_time()
                for step in range(6):
                    rows = [Row(token, len(prompt) + step, 1 + i) for i in range(4)]
                    self._decoder.decode(rows, added=added)
                times[way.name] = time.process_time() - began
                self._forget(4)
            for way in ways:
                found[way.name].append(times[way.name] / times["constant 0"])
        return {name: statistics.median(values) for name, values in found.items()}

    @property
    def _begun_length(self) -> int:
        return len(self._begun)

    def _read(self, tokens: list[int]) -> None:
        self.hook.rows = ()
        for _ in self._begun.read(tokens):
            pass

    def _fork(self, n: int) -> None:
        for sequence in range(1, n + 1):
            self._decoder.copy(0, sequence)

    def _forget(self, n: int) -> None:
        for sequence in range(1, n + 1):
            self._decoder.remove(sequence)

    def _generated(self, seed: int, ways: Sequence[Way]) -> list[list[int]]:
        """Tokens of each way's continuation, all in one batch."""
        samplers = [Sampler(GenerateRequest((), seed=seed), self._model.n_vocab) for _ in ways]
        tokens: list[list[int]] = [[] for _ in ways]
        start = self._begun_length
        self._fork(len(ways))
        active = list(range(len(ways)))
        rows_of = dict.fromkeys(active, -1)
        while active:
            drawn = {i: samplers[i].draw(self._decoder.context, rows_of[i]) for i in active}
            active = [i for i in active if not self._model.ends_answer(drawn[i]) or not tokens[i]]
            for i in active:
                tokens[i].append(drawn[i])
            active = [i for i in active if len(tokens[i]) < self._n_tokens]
            if active:
                self.hook.rows = [ways[i] for i in active]
                rows = [Row(tokens[i][-1], start + len(tokens[i]) - 1, 1 + i) for i in active]
                self._decoder.decode(rows, added=self._added([ways[i] for i in active]))
                rows_of = {i: row for row, i in enumerate(active)}
        self._forget(len(ways))
        for sampler in samplers:
            sampler.__exit__(None, None, None)
        self.hook.rows = ()
        return tokens

    def _added(self, ways: Sequence[Way]) -> dict[int, Floats]:
        """What each row adds to each layer; of a way that raises to a target, a mark that it does."""
        n_embd = self._model.n_embd
        added: dict[int, Floats] = {}
        for i, way in enumerate(ways):
            for layer, vector in self._vectors(way):
                added.setdefault(layer, np.zeros((len(ways), n_embd), dtype=np.float32))[i] = vector
        return added

    def _vectors(self, way: Way) -> Iterator[tuple[int, Floats]]:
        attribute = self._attributes[way.attribute]
        layer = attribute.layer
        if not way.strength:
            return
        if way.kind == "Gaussian over depth":
            yield from _spread(attribute, way.strength)
        else:
            yield layer, np.float32(way.strength) * attribute.directions[layer]

    def _decoded(self, texts: Sequence[Sequence[int]], start: int) -> tuple[list[Values], dict[int, list[Floats]]]:
        """Unsteered: per text the surprisal of every token but the first; and per layer the states of each text."""
        layers = tuple({layer for layer, _ in self._readings})
        rows = [(seq, i) for seq, text in enumerate(texts) for i in range(len(text))]
        nats: list[list[float]] = [[] for _ in texts]
        states: dict[int, list[Floats]] = {layer: [] for layer in layers}
        self._fork(len(texts))
        for at in range(0, len(rows), MOST_ROWS):
            chunk = rows[at : at + MOST_ROWS]
            self.hook.arm(layers, early_exit=False)
            self._decoder.decode([Row(texts[seq][i], start + i, 1 + seq) for seq, i in chunk])
            for layer in layers:
                states[layer].append(self.hook.take(layer, len(chunk), self._model.n_embd))
            for row, (seq, i) in enumerate(chunk):
                if i + 1 < len(texts[seq]):
                    nats[seq].append(-float(_log_probabilities(self._decoder.logits(row))[texts[seq][i + 1]]))
        self.hook.arm(())
        self._forget(len(texts))
        ends = np.cumsum([len(text) for text in texts])[:-1]
        by_text = {layer: np.split(np.concatenate(found), ends) for layer, found in states.items()}
        return [np.array(each) for each in nats], by_text

    def _whole_sentences(self, tokens: list[int]) -> list[int]:
        """``tokens`` up to the last one that ends a sentence; all of them where none after the eighth does."""
        ends = [i + 1 for i, token in enumerate(tokens) if self._model.piece(token).rstrip()[-1:] in (b".", b"!", b"?")]
        return tokens[: ends[-1]] if ends and ends[-1] >= 8 else tokens


def _spread(attribute: Attribute, lam: float) -> Iterator[tuple[int, Floats]]:
    """The dose of λ at the attribute's layer, spread over the layers around it by a Gaussian (σ = 2 layers)."""
    layers = [
        layer for layer in range(attribute.layer - 4, attribute.layer + 5) if 1 <= layer < len(attribute.directions) - 1
    ]
    weights = np.exp([-((layer - attribute.layer) ** 2) / 8 for layer in layers])
    for layer, weight in zip(layers, weights / weights.sum(), strict=True):
        dose = attribute.dose(lam) * weight * attribute.mean_norms[layer]
        direction = attribute.directions[layer]
        yield layer, np.asarray(dose * direction / np.linalg.norm(direction), dtype=np.float32)


def _mean_cosine(states: Floats, direction: Floats) -> float:
    unit = direction / np.linalg.norm(direction)
    return float(((states @ unit) / np.linalg.norm(states, axis=1)).mean())


def _log_probabilities(logits: LogitValues) -> LogitValues:
    shifted = logits - logits.max()
    return np.asarray(shifted - np.log(np.exp(shifted).sum()))


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--passages", type=int, default=24)
    parser.add_argument("--skip", type=int, default=0, help="leave out so many passages first")
    parser.add_argument("--tokens", type=int, default=60)
    parser.add_argument("--families", nargs="+", choices=families(), default=families(), help="ways beside λ = 0")
    parser.add_argument("--threads", type=int, default=0)
    given = parser.parse_args()
    folder = paths.resources() / "attributes"
    creativity, imagery = (
        attribute_file.read(folder / f"smollm2-135m-instruct.{name}.gguf") for name in ("creativity", "imagery")
    )
    model = LlamaModel(selection.default_model(), LoadOptions(given.threads or None), lambda _fraction: True)
    passages = load_passages(paths.resources() / "reference" / "passages.jsonl")
    comparison = Comparison(model, creativity, imagery, given.tokens)
    comparison.calibrate([passage.text for passage in passages if passage.intent == 4][:12])
    ways = [way for way in WAYS if not way.strength or way.family in given.families]
    outcomes: dict[Way, list[Outcome]] = {way: [] for way in ways}
    given.out.parent.mkdir(parents=True, exist_ok=True)
    for number, item in enumerate(items_from(passages, given.passages, given.skip), given.skip):
        for way, outcome in zip(ways, comparison.outcomes(item, number, ways), strict=True):
            outcomes[way].append(outcome)
        texts = {way.name: [asdict(each) for each in found] for way, found in outcomes.items()}
        given.out.with_suffix(".texts.json").write_text(json.dumps(texts, indent=1, ensure_ascii=False), "utf-8")
    strongest = {way.family: way for way in ways if way.strength}
    speed = comparison.seconds_per_step(list(strongest.values()), 5)
    comparison.close()
    model.close()
    result = {**report(outcomes), "seconds_per_step_over_unsteered": speed}
    given.out.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    print_tables(result)


if __name__ == "__main__":
    main()
