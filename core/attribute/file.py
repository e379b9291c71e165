"""Read and write an attribute as a llama.cpp control-vector GGUF, with our own keys under ``inkglow.``.

llama.cpp's rules for such a file (its ``common/common.cpp``): ``general.architecture = controlvector``, 1-D F32 tensors
``direction.N`` with N ≥ 1; it refuses a file with a ``direction.0`` or a tensor of another type. It reads none of the
metadata, so it does not check whether a vector belongs to a model; :func:`check_fits` does.
"""

from __future__ import annotations

import contextlib
import json
import math
import re
import tempfile
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import gguf
import numpy as np

from core.array_types import Floats
from core.attribute.calibration import Calibration, Zones
from core.attribute.names import CREATIVITY, IMAGERY
from core.attribute.published import published_fiction
from core.attribute.report import DerivationReport
from core.engine.protocol import READOUT_VERSION, ModelInfo, Readout, SteeringVector
from core.errors import AttributeProblem, ModelProblem, os_reason
from core.json_text import parse
from core.models.header import GgufHeader, read_header
from core.sentences import Sentence
from core.shown import shown

ARCHITECTURE = "controlvector"
CONVENTION = "direction.l = output of decoder block l, 0-based (llama.cpp l_out-l)"
FORMAT_VERSION = 1
LARGEST_FILE = 256 * 1024 * 1024
"""Bytes of an attribute file: that of a model of 400 billion parameters has 8 million."""
_DIRECTION = re.compile(r"direction\.(0|[1-9][0-9]{0,5})")
_LARGEST_NUMBER = 1e6
"""λ, and figures about it, are no larger."""
_MOST_TOKENS = 100_000


@dataclass(frozen=True, eq=False)
class Probe:
    """A text and its mean state at the attribute's layer, recorded at derivation for the fine-tune check."""

    text: str
    mean_state: Floats


@dataclass(frozen=True, eq=False)
class Attribute:
    """A direction in a model's hidden states, with everything needed to score and steer by it.

    ``directions`` has shape ``(n_layer, n_embd)``, float32, *raw* mean differences; row ``l`` belongs to the output of
    block ``l`` (0-based). Row 0 is never stored (llama.cpp refuses ``direction.0``) and reads back as zeros.
    ``mean_norms`` is the mean ‖h_l‖ per layer. ``command`` is the command line that
    made it.
    """

    name: str
    directions: Floats
    layer: int
    default_lam: float
    readout: Readout
    fingerprint: str
    calibration: Calibration
    zones: Zones
    model_name: str = ""
    architecture: str = "llama"
    """The model's, as GGUF names it: the file's ``controlvector.model_hint``."""
    command: str = ""
    premises_hash: str = ""
    mean_norms: Floats = field(default_factory=lambda: np.empty(0, dtype=np.float32))
    probe: Probe | None = None
    report: DerivationReport = field(default_factory=DerivationReport)
    provisional: bool = False
    """Whether it comes from a few short samples, until the whole derivation replaces it."""

    @cached_property
    def vector(self) -> SteeringVector:
        """The layer's direction and readout, as the engine takes them."""
        return SteeringVector(self.layer, self.directions[self.layer], self.readout)

    @property
    def norm(self) -> float:
        """‖a‖ at the attribute's layer."""
        return float(np.linalg.norm(self.directions[self.layer]))

    def usual_lam(self, mode: str) -> float:
        """λ at which a rewrite in ``mode`` (*enrich*, *rewrite*) starts: the smallest measured to have an effect.

        The default λ where nothing was measured or no fluent λ has an effect.
        """
        measured = self.report.strengths.get(mode)
        return measured.smallest if measured is not None and measured.smallest is not None else self.default_lam

    def lacks_effect(self, mode: str) -> bool:
        """Whether no fluent λ was found to raise the score of rewrites in ``mode`` over λ = 0."""
        measured = self.report.strengths.get(mode)
        return measured is not None and measured.smallest is None

    def dose(self, lam: float) -> float:
        """λ‖a‖ / mean‖h_l‖ at the attribute's layer. Not comparable between models."""
        return lam * self.norm / float(self.mean_norms[self.layer])


def write(path: Path, attribute: Attribute) -> None:
    """Write ``attribute`` to ``path``, atomically. Raises AttributeProblem if it cannot be written."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as temporary:
            pass
        try:
            _write_to(Path(temporary.name), attribute)
            Path(temporary.name).chmod(0o644)
            Path(temporary.name).replace(path)
        finally:
            with contextlib.suppress(OSError):
                Path(temporary.name).unlink(missing_ok=True)
    except OSError as error:
        raise AttributeProblem(
            "{name} could not be written: {reason}.", name=path.name, reason=os_reason(error)
        ) from None


def _write_to(path: Path, attribute: Attribute) -> None:
    n_layer, _ = attribute.directions.shape
    writer = gguf.GGUFWriter(path, ARCHITECTURE)
    writer.add_string("controlvector.model_hint", attribute.architecture)
    writer.add_uint32("controlvector.layer_count", n_layer - 1)
    writer.add_name(f"{attribute.name} for {attribute.model_name}")
    writer.add_uint32("inkglow.format", FORMAT_VERSION)
    for key in ("name", "model_name", "fingerprint", "premises_hash"):
        writer.add_string(f"inkglow.{key}", getattr(attribute, key))
    writer.add_string("inkglow.method", attribute.command)
    writer.add_string("inkglow.convention", CONVENTION)
    writer.add_uint32("inkglow.layer", attribute.layer)
    writer.add_float64("inkglow.default_lambda", attribute.default_lam)
    writer.add_string("inkglow.recipe", json.dumps(asdict(attribute.readout)))
    writer.add_string("inkglow.zones", json.dumps(asdict(attribute.zones)))
    writer.add_array("inkglow.calibration.quantiles", attribute.calibration.quantiles.ravel().tolist())
    writer.add_array("inkglow.calibration.length_starts", list(attribute.calibration.length_starts))
    writer.add_uint32("inkglow.calibration.n_passages", attribute.calibration.n_passages)
    if attribute.mean_norms.size:
        writer.add_array("inkglow.mean_norms", attribute.mean_norms.tolist())
    if attribute.probe is not None:
        writer.add_string("inkglow.probe.text", attribute.probe.text)
        writer.add_array("inkglow.probe.mean_state", attribute.probe.mean_state.tolist())
    if attribute.provisional:
        writer.add_bool("inkglow.provisional", True)
    writer.add_string("inkglow.report", json.dumps(attribute.report.to_json(), ensure_ascii=False))
    for layer in range(1, n_layer):
        writer.add_tensor(f"direction.{layer}", np.ascontiguousarray(attribute.directions[layer], dtype=np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def read(path: Path) -> Attribute:
    """Read an attribute file. Raises AttributeProblem with one sentence that says what is wrong with it."""
    try:
        header = read_header(path)
        too_large = path.stat().st_size > LARGEST_FILE
    except OSError as error:
        raise AttributeProblem("{name} cannot be read: {reason}.", name=path.name, reason=os_reason(error)) from None
    except ModelProblem as error:
        raise AttributeProblem(_of_attribute(error.sentence)) from None
    if header.text("general.architecture") != ARCHITECTURE:
        raise AttributeProblem("{name} is not an attribute: it is a model or some other GGUF.", name=path.name)
    if "inkglow.format" not in header.metadata:
        raise AttributeProblem(
            "{name} is a control vector of another program and lacks what scoring needs; `inkglow derive "
            "MODEL.gguf --vector {name} --out X.gguf` makes an attribute from it.",
            name=path.name,
        )
    if header.integer("inkglow.format") > FORMAT_VERSION:
        raise AttributeProblem("{name} was made by a newer Inkglow; please update this one.", name=path.name)
    if too_large:
        raise AttributeProblem("{name} is too large to be an attribute.", name=path.name)
    directions = _directions(header)
    try:
        return _from_metadata(header, directions)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise AttributeProblem(
            "{name} is damaged: its description cannot be read ({error}).", name=path.name, error=shown(str(error))
        ) from None


_OF_ATTRIBUTES = {
    "{name} is not a GGUF model file.": Sentence("{name} is not a GGUF attribute file."),
    "There is no model file {name} in {parent}.": Sentence("There is no attribute file {name} in {parent}."),
}


def _of_attribute(said: Sentence) -> Sentence:
    """What is said of a model file, said of an attribute file."""
    other = _OF_ATTRIBUTES.get(said.template)
    return said if other is None else Sentence(other.template, **said.values)


def _directions(header: GgufHeader) -> Floats:
    """Rows of ``direction.1 …``, none missing; row 0 is zeros. Raises AttributeProblem."""
    rows = direction_rows(header)
    if sorted(rows) != list(range(1, len(rows) + 1)):
        raise AttributeProblem("{name} lacks the directions of some layers.", name=header.path.name)
    return np.stack([np.zeros_like(rows[1]), *(rows[layer] for layer in sorted(rows))])


def direction_rows(header: GgufHeader) -> dict[int, Floats]:
    """The tensors ``direction.k`` by ``k``, checked against llama.cpp's rules and for finite values.

    Raises AttributeProblem if there are none or one is invalid.
    """
    name = header.path.name
    rows: dict[int, Floats] = {}
    for tensor in header.tensors.values():
        found = _DIRECTION.fullmatch(tensor.name)
        if found is None:
            raise AttributeProblem(
                "{name} holds a tensor {tensor} that no control vector has.", name=name, tensor=shown(tensor.name)
            )
        if int(found[1]) == 0:
            raise AttributeProblem("{name} holds a direction for layer 0, which llama.cpp refuses.", name=name)
        if tensor.type != gguf.GGMLQuantizationType.F32 or len(tensor.shape) != 1:
            raise AttributeProblem(
                "{name} holds a direction that is not a plain F32 vector, which llama.cpp refuses.", name=name
            )
        try:
            rows[int(found[1])] = header.read_f32(tensor.name)
        except KeyError:
            raise AttributeProblem("{name} is too large to be an attribute.", name=name) from None
    if not rows:
        raise AttributeProblem("{name} holds no directions.", name=name)
    if len({row.size for row in rows.values()}) != 1:
        raise AttributeProblem("{name} holds directions of different sizes.", name=name)
    if not all(np.isfinite(row).all() for row in rows.values()):
        raise AttributeProblem("{name} holds values that are not numbers.", name=name)
    return rows


def _from_metadata(header: GgufHeader, directions: Floats) -> Attribute:
    values = header.metadata
    readout = _readout(parse(header.text("inkglow.recipe")))
    if readout.version != READOUT_VERSION or readout.context not in ("bare", "neutral"):
        raise AttributeProblem(
            "{name} was made for a newer Inkglow: how it reads texts is unknown here.", name=header.path.name
        )
    layer = header.integer("inkglow.layer")
    if not 1 <= layer < len(directions) or not directions[layer].any():
        raise ValueError(f"layer {layer}")
    starts = tuple(map(int, _floats(values["inkglow.calibration.length_starts"])))
    quantiles = _floats(values["inkglow.calibration.quantiles"]).reshape(len(starts), -1)
    if quantiles.shape[1] < 2 or (np.diff(quantiles) < 0).any() or list(starts) != sorted(set(starts)):
        raise ValueError("a calibration that does not rise")
    zones = parse(header.text("inkglow.zones"))
    measured = tuple((_number(lam), _number(ratio, math.inf)) for lam, ratio in zones["measured"])
    bounds = [_number(zones[name]) for name in ("mild", "vivid", "lam_max")]
    mean_norms = _floats(values.get("inkglow.mean_norms", ()))
    if mean_norms.size and (mean_norms.size != len(directions) or not mean_norms[layer] > 0):
        raise ValueError("mean norms")
    probe = None
    if "inkglow.probe.text" in values:
        state = _floats(values["inkglow.probe.mean_state"])
        if state.shape != directions[layer].shape:
            raise ValueError("the state of a text")
        probe = Probe(header.text("inkglow.probe.text"), state)
    report = DerivationReport.from_json(parse(header.text("inkglow.report")))
    return Attribute(
        name=_name(header.text("inkglow.name"), report),
        directions=directions,
        layer=layer,
        default_lam=_number(values["inkglow.default_lambda"]),
        readout=readout,
        fingerprint=header.text("inkglow.fingerprint"),
        calibration=Calibration(
            quantiles,
            starts,
            header.integer("inkglow.calibration.n_passages"),
            published_fiction(report.method),
        ),
        zones=Zones(bounds[0], bounds[1], bounds[2], measured),
        model_name=shown(header.text("inkglow.model_name")),
        architecture=header.text("controlvector.model_hint"),
        command=header.text("inkglow.method"),
        premises_hash=header.text("inkglow.premises_hash"),
        mean_norms=mean_norms,
        probe=probe,
        report=report,
        provisional=values.get("inkglow.provisional") is True,
    )


def _name(name: str, report: DerivationReport) -> str:
    """``name``, but *imagery* for what an earlier version derived by that method and called *creativity*."""
    return IMAGERY if name == CREATIVITY and report.method == "imagery" else shown(name)


def _readout(values: Any) -> Readout:
    readout = Readout(**values)
    if type(readout.min_tokens) is not int or not 0 <= readout.min_tokens <= _MOST_TOKENS:
        raise ValueError("how it reads texts")
    return readout


def _array(value: Any) -> tuple[Any, ...]:
    if not isinstance(value, tuple):
        raise ValueError("a list is missing")
    return value


def _floats(value: Any) -> Floats:
    """The numbers of a list. Raises ValueError where one is none, or infinite."""
    numbers = np.array(_array(value), dtype=np.float64)
    if not (np.abs(numbers) < np.finfo(np.float32).max).all():
        raise ValueError("a number is missing")
    return numbers.astype(np.float32)


def _number(value: Any, largest: float = _LARGEST_NUMBER) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("a number is missing")
    if not math.isfinite(value) or abs(value) > largest:
        raise ValueError("a number too large")
    return float(value)


def check_fits(attribute: Attribute, model: ModelInfo) -> None:
    """Raise AttributeProblem, naming what differs, if ``attribute`` was not made for ``model``."""
    n_layer, n_embd = attribute.directions.shape
    made_for = attribute.model_name or "another model"
    if n_embd != model.n_embd or n_layer != model.n_layer:
        raise AttributeProblem(
            "This attribute was made for {made_for} ({n_layer} layers of {n_embd}); {name} has {here_layer} layers "
            "of {here_embd}.",
            made_for=made_for,
            n_layer=n_layer,
            n_embd=n_embd,
            name=model.name,
            here_layer=model.n_layer,
            here_embd=model.n_embd,
        )
    if attribute.fingerprint != model.fingerprint:
        raise AttributeProblem(
            "This attribute was made for {made_for}, which has the shape of {name} but other weights.",
            made_for=made_for,
            name=model.name,
        )
