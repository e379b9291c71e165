"""Control vectors of other programs: whose numbering, what fits, and an attribute made of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import gguf
import numpy as np
import pytest

from core import paths
from core.array_types import Floats
from core.attribute import file as attribute_file
from core.attribute.selection import AttributeSelection
from core.attribute.selection import load as load_ready
from core.derivation import resumable
from core.derivation.engine_source import LlamaSource
from core.derivation.plan import Plan
from core.derivation.premises import load, load_pairs, load_passages
from core.derivation.progress import planned_steps
from core.derivation.vector_files import Convention, read_foreign
from core.engine.client import EngineClient
from core.errors import AttributeProblem, UsageProblem


def write_vector(path: Path, rows: Mapping[int, Floats], architecture: str = "controlvector") -> Path:
    """A control vector as other programs write it: nothing but directions."""
    writer = gguf.GGUFWriter(path, architecture)
    writer.add_string("controlvector.model_hint", "llama")
    writer.add_uint32("controlvector.layer_count", len(rows))
    for number, row in rows.items():
        writer.add_tensor(f"direction.{number}", row.astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def row(number: int, width: int = 8) -> Floats:
    return np.full(width, number, dtype=np.float32)


def test_a_complete_file_is_taken_for_llama_cpps_and_one_with_gaps_for_repengs(tmp_path: Path) -> None:
    complete = read_foreign(write_vector(tmp_path / "a.gguf", {k: row(k) for k in range(1, 30)}))
    assert complete.rows[7][0] == 8 and set(complete.rows) == set(range(1, 29))
    assert "assumed" in complete.convention and "llama.cpp's generator" in complete.convention
    gaps = read_foreign(write_vector(tmp_path / "b.gguf", {k: row(k) for k in range(5, 20)}))
    assert gaps.rows[7][0] == 7 and "repeng" in gaps.convention


def test_the_convention_can_be_given(tmp_path: Path) -> None:
    file = write_vector(tmp_path / "a.gguf", {k: row(k) for k in range(1, 30)})
    given = read_foreign(file, Convention.SAME)
    assert given.rows[7][0] == 7 and "as given" in given.convention
    assert given.digest != read_foreign(file).digest


def test_what_is_no_control_vector_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(AttributeProblem, match="a model or some other GGUF"):
        read_foreign(write_vector(tmp_path / "m.gguf", {1: row(1)}, "llama"))
    with pytest.raises(AttributeProblem, match="only zeros"):
        read_foreign(write_vector(tmp_path / "z.gguf", {1: row(0), 2: row(0)}))
    (tmp_path / "t.gguf").write_text("not a GGUF")
    with pytest.raises(AttributeProblem, match=r"t\.gguf"):
        read_foreign(tmp_path / "t.gguf")


def test_opened_as_an_attribute_it_says_how_to_make_one_of_it(tmp_path: Path) -> None:
    file = write_vector(tmp_path / "happy.gguf", {1: row(1)})
    with pytest.raises(AttributeProblem, match=r"--vector happy\.gguf"):
        attribute_file.read(file)


@pytest.mark.model
@pytest.mark.usefixtures("few_steered_texts")
async def test_a_foreign_vector_becomes_an_attribute_that_scores_and_steers(tmp_path: Path) -> None:
    starter = paths.starter_model()
    assert starter is not None
    ours = attribute_file.read(paths.resources() / "attributes" / "smollm2-135m-instruct.creativity.gguf")
    rows = {layer + 1: ours.directions[layer] for layer in range(1, ours.directions.shape[0])}
    file = write_vector(tmp_path / "theirs.gguf", {1: row(0, 576), **rows})
    resources = paths.resources()
    plan = Plan(
        contrast=load(resources / "contrast").limited(zones=1),
        pairs=load_pairs(resources / "reference" / "pairs.jsonl")[:4],
        passages=load_passages(resources / "reference" / "passages.jsonl")[::16],
        directions=read_foreign(file),
    )
    engine = EngineClient()
    try:
        source = LlamaSource(engine, await engine.load(starter))
        heard: set[str] = set()
        out = tmp_path / "starter.theirs.gguf"
        made = await resumable.derive_to(
            out, source, plan, scope="", command="test", name="theirs", progress=lambda step, *_: heard.add(step)
        )
        assert made.layer == 9  # three tenths of the way
        assert np.array_equal(made.directions[1:], ours.directions[1:])
        assert heard <= {planned.step for planned in planned_steps(plan)}
        assert "llama.cpp's generator" in made.report.imported
        ready = await load_ready(engine, starter, AttributeSelection(str(out)))
        assert ready.notice == "" and ready.attribute.name == "theirs"
        text = "The lamp had been burning all night, and nobody in the house had lit it. " * 3
        score = await engine.score(text, ready.attribute.vector)
        assert score.cosine is not None
        narrow = read_foreign(write_vector(tmp_path / "narrow.gguf", {1: row(1), 2: row(2)}))
        wide = replace(plan, directions=narrow)
        with pytest.raises(AttributeProblem, match="another shape"):
            await resumable.derive_to(
                tmp_path / "w.gguf", source, wide, scope="", command="test", progress=lambda *_: None
            )
        few = read_foreign(write_vector(tmp_path / "few.gguf", {k: rows[k] for k in range(5, 9)}))
        absent = replace(plan, directions=few, layers=(20,))
        with pytest.raises(UsageProblem, match="layers 5 to 8"):
            await resumable.derive_to(
                tmp_path / "e.gguf", source, absent, scope="", command="test", progress=lambda *_: None
            )
    finally:
        await engine.close()
