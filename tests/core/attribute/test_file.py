"""The attribute file: exact round trip, llama.cpp's rules for control vectors, and damaged files."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import gguf
import numpy as np
import pytest

from core import paths
from core.array_types import Floats
from core.attribute import file as attribute_file
from core.attribute.calibration import Calibration
from core.attribute.file import Attribute, Probe
from core.attribute.names import Method
from core.attribute.report import DerivationReport, PromptsReport, TextsReport
from core.derivation.plan import PromptsMethod, plan_from_resources
from core.engine.protocol import ModelInfo
from core.errors import AttributeProblem
from tests import making

MODEL = ModelInfo(Path("m.gguf"), "m", "llama", making.N_LAYER, making.N_EMBD, 100, 1000, "scripted")


def same(one: object, other: object) -> bool:
    if isinstance(one, np.ndarray):
        return isinstance(other, np.ndarray) and one.dtype == other.dtype and np.array_equal(one, other)
    if hasattr(one, "__dataclass_fields__"):
        return all(same(getattr(one, f.name), getattr(other, f.name)) for f in fields(one))  # type: ignore[arg-type]
    return one == other


def test_everything_comes_back_exactly(tmp_path: Path) -> None:
    written = making.attribute()
    object.__setattr__(written, "probe", Probe("A lamp.", np.linspace(-1, 1, making.N_EMBD, dtype=np.float32)))
    attribute_file.write(tmp_path / "a.gguf", written)
    read = attribute_file.read(tmp_path / "a.gguf")
    for field in fields(Attribute):
        assert same(getattr(written, field.name), getattr(read, field.name)), field.name


def test_the_file_keeps_llama_cpps_rules_for_control_vectors(tmp_path: Path) -> None:
    attribute = making.attribute()
    attribute_file.write(tmp_path / "a.gguf", attribute)
    reader = gguf.GGUFReader(tmp_path / "a.gguf")
    tensors = {tensor.name: tensor for tensor in reader.tensors}
    assert set(tensors) == {f"direction.{layer}" for layer in range(1, making.N_LAYER)}  # direction.0 is refused
    for layer in range(1, making.N_LAYER):
        tensor = tensors[f"direction.{layer}"]
        assert tensor.tensor_type == gguf.GGMLQuantizationType.F32
        assert list(tensor.shape) == [making.N_EMBD]  # one dimension
        assert np.array_equal(tensor.data, attribute.directions[layer])
    assert reader.fields["general.architecture"].contents() == "controlvector"
    assert reader.fields["controlvector.layer_count"].contents() == making.N_LAYER - 1


@pytest.mark.parametrize("size", [0, 3, 24, 1000, 20_000, -1])
def test_a_cut_file_is_one_sentence(tmp_path: Path, size: int) -> None:
    attribute_file.write(tmp_path / "whole.gguf", making.attribute())
    (tmp_path / "cut.gguf").write_bytes((tmp_path / "whole.gguf").read_bytes()[:size])
    with pytest.raises(AttributeProblem, match=r"cut\.gguf") as caught:
        attribute_file.read(tmp_path / "cut.gguf")
    assert "\n" not in str(caught.value)


@pytest.mark.model
def test_a_model_is_not_an_attribute() -> None:
    starter = paths.starter_model()
    assert starter is not None
    with pytest.raises(AttributeProblem):
        attribute_file.read(starter)


def test_an_unknown_readout_is_refused(tmp_path: Path) -> None:
    attribute = making.attribute()
    object.__setattr__(attribute.readout, "version", 99)
    attribute_file.write(tmp_path / "a.gguf", attribute)
    with pytest.raises(AttributeProblem, match="newer Inkglow"):
        attribute_file.read(tmp_path / "a.gguf")


def test_a_file_of_a_newer_format_is_left_to_the_newer_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as newer:
        newer.setattr(attribute_file, "FORMAT_VERSION", attribute_file.FORMAT_VERSION + 1)
        attribute_file.write(tmp_path / "a.gguf", making.attribute())
    with pytest.raises(AttributeProblem, match="newer Inkglow"):
        attribute_file.read(tmp_path / "a.gguf")


def test_an_attribute_of_another_model_is_refused_with_the_reason() -> None:
    attribute_file.check_fits(making.attribute(), MODEL)
    for other, reason in (
        (making.attribute(n_embd=64), "30 layers of 64"),
        (making.attribute(n_layer=12), "12 layers of 576"),
        (making.attribute(fingerprint="other"), "other weights"),
    ):
        with pytest.raises(AttributeProblem, match=reason):
            attribute_file.check_fits(other, MODEL)


def test_the_starters_attributes_come_with_their_figures() -> None:
    folder = paths.resources() / "attributes"
    creativity, imagery = (
        attribute_file.read(folder / f"smollm2-135m-instruct.{name}.gguf") for name in ("creativity", "imagery")
    )
    methods: tuple[PromptsMethod, ...] = ("paper", "imagery")
    for bundled, method in zip((creativity, imagery), methods, strict=True):
        report = bundled.report
        assert (report.method, report.name) == (method, bundled.name)
        assert report.command.startswith("python -m convert derive --model starter")
        assert bundled.premises_hash == plan_from_resources(paths.resources(), method=method).digest
        assert bundled.calibration.n_passages >= 200
        assert bundled.norm == pytest.approx(report.norm_a, rel=1e-3)
        assert bundled.zones.allows(bundled.default_lam)
        held_out = report.held_out
        assert isinstance(held_out, PromptsReport) and held_out.reference_stories is not None
        stories = held_out.reference_stories
        assert stories.accuracy.low > max(figure.value for figure in stories.baselines.values())
        assert held_out.auroc_held_out_premises.n >= 20  # whatever came of it
    assert imagery.fingerprint == creativity.fingerprint
    alike = creativity.directions[9] @ imagery.directions[9]
    alike /= np.linalg.norm(creativity.directions[9]) * np.linalg.norm(imagery.directions[9])
    assert 0.5 < alike < 0.99  # one of three parts in common


def test_what_an_earlier_version_derived_as_creativity_by_three_contrasts_is_imagery(tmp_path: Path) -> None:
    file = tmp_path / "a.gguf"
    named: dict[Method | None, str] = {"imagery": "imagery", "paper": "creativity", None: "creativity"}
    for method, name in named.items():
        attribute_file.write(file, replace(making.attribute(), report=DerivationReport(method=method)))
        assert attribute_file.read(file).name == name
    attribute_file.write(file, replace(making.attribute(), name="mine", report=DerivationReport(method="imagery")))
    assert attribute_file.read(file).name == "mine"


def test_craft_comes_with_it_and_with_what_it_has_to_beat() -> None:
    folder = paths.resources() / "attributes"
    creativity, imagery, craft = (
        attribute_file.read(folder / f"smollm2-135m-instruct.{name}.gguf")
        for name in ("creativity", "imagery", "craft")
    )
    assert (craft.name, craft.fingerprint) == ("craft", creativity.fingerprint)
    held_out = craft.report.held_out
    assert isinstance(held_out, TextsReport)
    assert held_out.accuracy.n >= 400
    for rival in (held_out.bag_of_words, *held_out.baselines.values()):
        assert held_out.accuracy.low > rival.value
    for check in (held_out.one_punctuation, held_out.same_length, held_out.better_is_longer):
        assert check is not None and check.low > 0.5
    assert "--pairs professional_edits.jsonl" in craft.report.command

    def along_craft(direction: Floats) -> float:
        return float(craft.vector.direction @ direction / (craft.norm * np.linalg.norm(direction)))

    papers, sums = (along_craft(attribute.directions[craft.layer]) for attribute in (creativity, imagery))
    assert papers < -0.3  # what editors cut is what general readers call vivid (METHOD)
    assert abs(sums) < 0.15  # reference stories and few-shot samples take that away


def _changed(tmp_path: Path, before: bytes, after: bytes) -> Path:
    """An attribute file in which one thing is another."""
    file = tmp_path / "a.gguf"
    attribute_file.write(file, making.attribute(n_layer=4, n_embd=16, layer=2))
    data = file.read_bytes()
    assert data.count(before) == 1 and len(before) == len(after)
    file.write_bytes(data.replace(before, after))
    return file


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"mild": 2.0', b'"mild": NaN'),
        (b'"vivid": 5.0', b'"vivid": [1]'),
        (b'"lam_max": 8.0', b'"lam_max": 9e9'),
        (b'"min_tokens": 4', b'"min_tokens": -'),
        (b"direction.3", "direction²".encode()),
        (b"direction.3", b"direction.x"),
        (b"direction.3", b"direct\nion."),
    ],
)
def test_a_damaged_description_is_one_sentence(tmp_path: Path, before: bytes, after: bytes) -> None:
    with pytest.raises(AttributeProblem) as caught:
        attribute_file.read(_changed(tmp_path, before, after.ljust(len(before))))
    assert str(caught.value).isprintable() and str(caught.value).endswith(".")


@pytest.mark.parametrize(
    "changes",
    [
        {"mean_norms": np.zeros(4, dtype=np.float32)},
        {"mean_norms": np.ones(3, dtype=np.float32)},
        {"default_lam": float("nan")},
        {"probe": Probe("a", np.ones(5, dtype=np.float32))},
        {"calibration": Calibration(np.tile(np.linspace(1, 0, 101, dtype=np.float32), (4, 1)))},
        {"calibration": Calibration(np.full((4, 101), np.nan, dtype=np.float32))},
        {"directions": np.zeros((4, 16), dtype=np.float32)},
    ],
)
def test_figures_that_nothing_can_be_reckoned_with_are_refused(tmp_path: Path, changes: dict[str, object]) -> None:
    made = replace(making.attribute(n_layer=4, n_embd=16, layer=2), **changes)  # type: ignore[arg-type]
    attribute_file.write(tmp_path / "a.gguf", made)
    with pytest.raises(AttributeProblem, match="is damaged"):
        attribute_file.read(tmp_path / "a.gguf")
