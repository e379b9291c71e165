"""Control vectors of other programs: whose numbering, what fits, and an attribute made of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import gguf
import numpy as np
import pytest

from core import learning, paths
from core.attribute import gguf_file
from core.attribute.contrast import load, load_pairs, load_passages
from core.attribute.foreign import Convention, read_foreign
from core.attribute.llama_source import LlamaSource
from core.attribute.plan import Plan
from core.attribute.workload import stages
from core.engine.client import EngineClient
from core.engine.protocol import Floats
from core.errors import AttributeProblem, UsageProblem
from core.loading import Wanted
from core.loading import load as load_ready


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


def test_the_convention_can_be_told(tmp_path: Path) -> None:
    file = write_vector(tmp_path / "a.gguf", {k: row(k) for k in range(1, 30)})
    told = read_foreign(file, Convention.SAME)
    assert told.rows[7][0] == 7 and "as told" in told.convention
    assert told.digest != read_foreign(file).digest


def test_what_is_no_control_vector_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(AttributeProblem, match="a model or some other GGUF"):
        read_foreign(write_vector(tmp_path / "m.gguf", {1: row(1)}, "llama"))
    with pytest.raises(AttributeProblem, match="nothing but zeros"):
        read_foreign(write_vector(tmp_path / "z.gguf", {1: row(0), 2: row(0)}))
    (tmp_path / "t.gguf").write_text("not a GGUF")
    with pytest.raises(AttributeProblem, match=r"t\.gguf"):
        read_foreign(tmp_path / "t.gguf")


def test_opened_as_an_attribute_it_says_how_to_make_one_of_it(tmp_path: Path) -> None:
    file = write_vector(tmp_path / "happy.gguf", {1: row(1)})
    with pytest.raises(AttributeProblem, match=r"--vector happy\.gguf"):
        gguf_file.read(file)


@pytest.mark.model
@pytest.mark.usefixtures("few_steered_texts")
async def test_a_foreign_vector_becomes_an_attribute_that_scores_and_steers(tmp_path: Path) -> None:
    starter = paths.starter_model()
    assert starter is not None
    ours = gguf_file.read(paths.resources() / "attributes" / "smollm2-135m-instruct.creativity.gguf")
    rows = {layer + 1: ours.directions[layer] for layer in range(1, ours.directions.shape[0])}
    file = write_vector(tmp_path / "theirs.gguf", {1: row(0, 576), **rows})
    resources = paths.resources()
    plan = Plan(
        contrast=load(resources / "contrast").limited(zones=1),
        pairs=load_pairs(resources / "reference" / "pairs.jsonl")[:4],
        passages=load_passages(resources / "reference" / "passages.jsonl")[::8],
        directions=read_foreign(file),
    )
    engine = EngineClient()
    try:
        source = LlamaSource(engine, await engine.load(starter))
        heard: set[str] = set()
        out = tmp_path / "starter.theirs.gguf"
        made = await learning.derive_to(
            out, source, plan, scope="", method="test", name="theirs", progress=lambda stage, *_: heard.add(stage)
        )
        assert made.layer == 9  # three tenths of the way
        assert np.array_equal(made.directions[1:], ours.directions[1:])
        assert heard <= {stage.name for stage in stages(plan)}
        assert "llama.cpp's generator" in made.report["imported"]
        ready = await load_ready(engine, starter, Wanted(str(out)))
        assert ready.notice == "" and ready.attribute.name == "theirs"
        text = "The lamp had been burning all night, and nobody in the house had lit it. " * 3
        score = await engine.score(text, ready.attribute.vector)
        assert score.cosine is not None
        narrow = read_foreign(write_vector(tmp_path / "narrow.gguf", {1: row(1), 2: row(2)}))
        wide = replace(plan, directions=narrow)
        with pytest.raises(AttributeProblem, match="another shape"):
            await learning.derive_to(
                tmp_path / "w.gguf", source, wide, scope="", method="test", progress=lambda *_: None
            )
        few = read_foreign(write_vector(tmp_path / "few.gguf", {k: rows[k] for k in range(5, 9)}))
        absent = replace(plan, directions=few, layers=(20,))
        with pytest.raises(UsageProblem, match="layers 5 to 8"):
            await learning.derive_to(
                tmp_path / "e.gguf", source, absent, scope="", method="test", progress=lambda *_: None
            )
    finally:
        await engine.close()
