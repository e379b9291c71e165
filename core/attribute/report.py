"""The report of a derivation: provenance, how layer and readout were selected, and validity figures.

It is stored in the attribute file and as JSON beside it. The names of the fields are the keys of the JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, get_type_hints

from core.attribute.earlier_reports import upgraded
from core.attribute.names import Method
from core.attribute.report_json import decode, decode_value, encode
from core.engine.protocol import Readout
from core.stats.separation import Figure

Figures = Mapping[str, Figure]
"""Figures by name, such as those of the trivial baselines."""


@dataclass(frozen=True)
class PairsReport:
    """How often the better text of a pair scores above the other, with trivial baselines."""

    accuracy: Figure
    baselines: Figures


@dataclass(frozen=True)
class PromptsReport:
    """Figures of an attribute from prompts, on premises and pairs that did not make it.

    ``reference_stories`` is about LLM-written stories on the held-out premises.
    """

    auroc_held_out_premises: Figure
    auroc_baselines: Figures
    auroc_random_direction: Figure
    pairs_accuracy: Figure
    pairs_baselines: Figures
    pairs_random_direction: Figure
    correlation_with_length: float
    reference_stories: PairsReport | None = None


@dataclass(frozen=True)
class TextsReport:
    """Figures of an attribute from given texts, on the half that neither made it nor selected its layer.

    ``paired``: the texts are pairs of versions, and a figure is the share of pairs that are ordered correctly; else it
    is an AUROC. ``n_derived_from`` counts the better and the worse texts of the deriving half.
    """

    paired: bool
    n_derived_from: tuple[int, int]
    accuracy: Figure
    baselines: Figures
    correlation_with_length: float
    one_punctuation: Figure
    vivid_over_plain: Figure
    bag_of_words: Figure
    random_direction: Figure
    compared: Figures = field(default_factory=dict)
    """Other attributes of the model, by name, on the same texts with normalised punctuation."""
    shuffled_sides: Figure | None = None
    same_length: Figure | None = None
    better_is_longer: Figure | None = None
    better_is_shorter: Figure | None = None
    share_of_variance_between_passages: float | None = None


@dataclass(frozen=True)
class VectorReport:
    """Figures of an attribute from another program's vector."""

    vivid_over_plain: Figure | None = None


HeldOut = PromptsReport | TextsReport | VectorReport


@dataclass(frozen=True)
class ShortestParagraph:
    """The fewest tokens that get a score, and the agreement (rank correlation) it follows from, by number of tokens."""

    min_tokens: int
    agreement_with_rest: Mapping[str, float]


@dataclass(frozen=True)
class IntentReport:
    """Rank correlation of the score of reference passages with their intended vividness, with trivial baselines."""

    spearman: Figure
    length_partialled: float
    baselines: Figures


@dataclass(frozen=True)
class CalibrationReport:
    """What the calibration was measured on, and how the score behaves there."""

    n_passages: int
    length_starts: tuple[int, ...]
    shortest_paragraph: ShortestParagraph
    agreement_with_intent: IntentReport


@dataclass(frozen=True)
class ZoneBounds:
    """Where the zones of λ end."""

    mild: float
    vivid: float
    lam_max: float


@dataclass(frozen=True)
class StrengthGain:
    """The gain of the cosine of rewritten passages at ``lam`` over λ = 0, from the same seeds."""

    lam: float
    gain: Figure


@dataclass(frozen=True)
class StrengthReport:
    """From which λ on one way of rewriting has an effect: at ``smallest``, or at no fluent λ where it is None.

    An effect is a gain whose lower bound is at least a quarter of ``reference_deviation``, the standard deviation of
    the reference passages' cosines.
    """

    reference_deviation: float
    gains: tuple[StrengthGain, ...]
    smallest: float | None = None


@dataclass(frozen=True)
class LayerRow:
    """The figures by which one layer (0-based) and context were compared with others; the best ``criterion`` wins."""

    layer: int
    context: str
    criterion: float
    figures: Mapping[str, float]


@dataclass(frozen=True)
class MemoryPeak:
    """Peak memory in bytes: of the processes, and on each device."""

    resident: int
    devices: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class CostReport:
    """What a run through torch cost; a resumed run counts only its own work. Times are in seconds."""

    setting: str
    seconds: float
    texts_generated: int
    seconds_per_text: float
    seconds_per_premise: float
    memory: MemoryPeak


@dataclass(frozen=True)
class DerivationReport:
    """A whole report. What a file lacks, or what cannot be read in it, has its default: None or empty.

    ``split_half_cosine`` is that of attributes from two halves of the texts; ``premises`` are hashes of the premises
    used, by split; ``perplexity_ratio_by_lambda`` holds pairs of λ and ratio, none where λ was not measured,
    and few where ``coarse_zones``;
    ``imported`` says where a vector of another program came from; ``provisional``: from a few short samples only.
    ``strengths`` are by way of rewriting (*enrich*, *rewrite*).
    """

    name: str = ""
    model: str = ""
    route: str = ""
    method: Method | None = None
    few_shot: bool = False
    command: str = ""
    python: str = ""
    seconds: int = 0
    convention: str = ""
    layer: int = 0
    readout: Readout | None = None
    norm_a: float = 0.0
    mean_norm_h: float = 0.0
    dose_at_lambda_3: float = 0.0
    split_half_cosine: float = 0.0
    default_lambda: float = 0.0
    zones: ZoneBounds | None = None
    coarse_zones: bool = False
    perplexity_ratio_by_lambda: tuple[tuple[float, float], ...] = ()
    calibration: CalibrationReport | None = None
    held_out: HeldOut | None = None
    other_pairs: Mapping[str, PairsReport] = field(default_factory=dict)
    layers: tuple[LayerRow, ...] = ()
    premises: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    imported: str = ""
    provisional: bool = False
    strengths: Mapping[str, StrengthReport] = field(default_factory=dict)
    cost: CostReport | None = None

    def to_json(self) -> dict[str, Any]:
        """The report as a JSON object."""
        values: dict[str, Any] = encode(self)
        if "layers" in values:
            values["layers"] = [{**row.pop("figures", {}), **row} for row in values["layers"]]
        return values

    @classmethod
    def from_json(cls, values: Any) -> DerivationReport:
        """Read what :meth:`to_json` gave, in this or an earlier version of the program. Raises nothing."""
        values = upgraded(values) if isinstance(values, Mapping) else {}
        hints = get_type_hints(cls)
        known: dict[str, Any] = {}
        for name in (each.name for each in fields(cls) if each.name in values):
            try:
                decoded = _SPECIAL[name](values[name]) if name in _SPECIAL else decode_value(hints[name], values[name])
            except (KeyError, TypeError, ValueError, AttributeError):
                continue  # a report informs; without a part of it the attribute works as well
            known[name] = decoded
        return cls(**known)


def _held_out(values: Mapping[str, Any]) -> HeldOut:
    if "auroc_held_out_premises" in values:
        return decode(PromptsReport, values)
    return decode(TextsReport, values) if "n_derived_from" in values else decode(VectorReport, values)


def _layers(rows: list[Mapping[str, Any]]) -> tuple[LayerRow, ...]:
    own = ("layer", "context", "criterion")
    return tuple(
        decode(LayerRow, {**row, "figures": {name: value for name, value in row.items() if name not in own}})
        for row in rows
    )


_SPECIAL: Mapping[str, Callable[[Any], Any]] = {"held_out": _held_out, "layers": _layers}
