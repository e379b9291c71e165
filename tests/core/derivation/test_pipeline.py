"""A whole derivation, small, through llama.cpp on the starter model; stopped half-way and taken up again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from core import paths
from core.attribute import file as attribute_file
from core.attribute.selection import AttributeSelection
from core.attribute.selection import load as load_ready
from core.derivation.cache import SampleStore
from core.derivation.engine_source import LlamaSource
from core.derivation.pipeline import Derivation
from core.derivation.plan import Plan
from core.derivation.premises import load, load_pairs, load_passages, load_reference_stories
from core.derivation.stages import Stage, Step
from core.derivation.state_source import Advance, Messages, silently
from core.engine.client import EngineClient
from core.engine.protocol import SteeringVector, TextStates
from core.errors import FileProblem


class Counting(LlamaSource):
    """Counts what it is asked to generate."""

    generated = 0

    async def samples(
        self,
        prompts: Sequence[Messages],
        seeds: Sequence[int],
        n_tokens: int,
        advance: Advance = silently,
        *,
        last_layer: int | None = None,
    ) -> list[tuple[str, TextStates]]:
        self.generated += len(prompts)
        return await super().samples(prompts, seeds, n_tokens, advance, last_layer=last_layer)

    async def generate(
        self,
        prompts: Sequence[Messages],
        seeds: Sequence[int],
        n_tokens: int,
        vector: SteeringVector | None,
        lam: float,
        advance: Advance = silently,
    ) -> list[str]:
        self.generated += len(prompts)
        return await super().generate(prompts, seeds, n_tokens, vector, lam, advance)


class Stopped(Exception):
    pass


@pytest.mark.model
@pytest.mark.usefixtures("few_steered_texts")
async def test_a_derivation_can_be_stopped_and_taken_up_again(tmp_path: Path) -> None:
    starter = paths.starter_model()
    assert starter is not None
    reference = paths.resources() / "reference"
    plan = Plan(
        contrast=load(paths.resources() / "contrast").limited(derive=5, held_out=4, zones=2),
        pairs=load_pairs(reference / "pairs.jsonl")[:4],
        passages=load_passages(reference / "passages.jsonl")[::24],
        n_zone_tokens=16,
        n_tokens=16,
        samples_per_premise=1,
        layers=(8, 9, 10),
    )
    engine = EngineClient()
    try:
        source = Counting(engine, await engine.load(starter))

        def stop(step: Step, done: float, _total: int) -> None:
            if step.stage is Stage.CREATIVE_HELD_OUT and done >= 4:
                raise Stopped

        with pytest.raises(Stopped):
            await Derivation(source, plan, SampleStore(tmp_path / "s.partial", "x"), stop).run("creativity", "test")
        before = source.generated
        assert before == 14  # five creative, five boring, four held out
        reported: dict[Step, tuple[float, int]] = {}
        attribute = await Derivation(
            source, plan, SampleStore(tmp_path / "s.partial", "x"), lambda s, d, t: reported.update({s: (d, t)})
        ).run("creativity", "test")
        n_zone_texts = 2 * len(attribute.report.perplexity_ratio_by_lambda)
        assert source.generated - before == 4 + n_zone_texts  # what was done already is not done again
        assert all(done == total for done, total in reported.values())
        assert attribute.layer in (8, 9, 10)
        assert not attribute.directions[0].any()
        assert np.isfinite(attribute.directions).all()
        assert attribute.directions[1:11].any(axis=1).all()
        assert not attribute.directions[11:].any()  # layers beyond the candidates are not computed
        file = tmp_path / "x.gguf"
        attribute_file.write(file, attribute)
        ready = await load_ready(engine, starter, AttributeSelection(str(file)))
        assert ready.notice == ""  # the probe text reads as it did
        other_states = np.roll(attribute.probe.mean_state, 7) if attribute.probe else None
        assert other_states is not None and attribute.probe is not None
        object.__setattr__(attribute.probe, "mean_state", other_states)
        attribute_file.write(file, attribute)
        assert "another fine-tune" in (await load_ready(engine, starter, AttributeSelection(str(file)))).notice
    finally:
        await engine.close()


def test_the_bundled_contrast_is_as_it_should_be() -> None:
    contrast = load(paths.resources() / "contrast")
    sizes = {split: len(contrast.of(split)) for split in ("derive", "held_out", "zones")}
    assert sizes["derive"] >= 64 and sizes["held_out"] >= 20 and sizes["zones"] >= 12
    texts = [premise.text for premise in contrast.premises]
    assert len(set(texts)) == len(texts)
    assert len(contrast.creative) == len(contrast.boring) >= 4
    for creative, boring in zip(contrast.creative, contrast.boring, strict=True):
        assert creative.count("{premise}") == boring.count("{premise}") == 1
        assert abs(len(creative.split()) - len(boring.split())) <= 1
    for premise in contrast.premises[:8]:
        [lively], [dull] = contrast.prompt(premise, "creative"), contrast.prompt(premise, "boring")
        assert premise.text in lively.content and premise.text in dull.content


def test_the_reference_stories_are_alike_in_all_that_can_be_counted() -> None:
    folder = paths.resources() / "contrast"
    contrast = load(folder)
    stories = load_reference_stories(folder, contrast, "derive") + load_reference_stories(folder, contrast, "held_out")
    assert len({story.premise for story in stories}) == 96
    for story in stories:
        lengths = len(story.creative.split()), len(story.boring.split())
        assert max(lengths) - min(lengths) <= 3, story.premise
        assert min(lengths) >= 40, story.premise
        assert not set("—–\"'*_…\n") & set(story.creative + story.boring), story.premise
        assert ("“" in story.creative) == ("“" in story.boring), story.premise
    for mark in (",", ".", "“"):
        counts = [sum(getattr(story, side).count(mark) for story in stories) for side in ("creative", "boring")]
        assert min(counts) >= 0.85 * max(counts), (mark, counts)
    letters = [
        sum(len(getattr(t, side)) for t in stories) / sum(len(getattr(t, side).split()) for t in stories)
        for side in ("creative", "boring")
    ]
    assert abs(letters[0] - letters[1]) < 0.15  # characters per word


def test_a_premise_without_a_written_telling_is_one_sentence(tmp_path: Path) -> None:
    contrast = load(paths.resources() / "contrast")
    with pytest.raises(FileProblem, match="cannot be read"):
        load_reference_stories(tmp_path, contrast, "derive")
    (tmp_path / "reference_stories.jsonl").write_text('{"id": "p001", "creative": "A.", "boring": "B."}\n', "utf-8")
    with pytest.raises(FileProblem, match=r"reference_stories\.jsonl lacks 'p002'"):
        load_reference_stories(tmp_path, contrast, "derive")


def test_the_bundled_pairs_are_matched_in_length() -> None:
    pairs = load_pairs(paths.resources() / "reference" / "pairs.jsonl")
    assert len(pairs) >= 48 and len({pair.style for pair in pairs}) >= 5
    for pair in pairs:
        lengths = len(pair.better.split()), len(pair.worse.split())
        assert min(lengths) >= 0.88 * max(lengths), pair.id


def test_the_reference_passages_are_many_and_their_length_says_nothing_of_their_intent() -> None:
    passages = load_passages(paths.resources() / "reference" / "passages.jsonl")
    assert len(passages) >= 200
    assert len({passage.text for passage in passages}) == len(passages)
    assert {passage.intent for passage in passages} == {0, 1, 2, 3, 4}
    lengths = [len(passage.text.split()) for passage in passages]
    assert abs(np.corrcoef(lengths, [passage.intent for passage in passages])[0, 1]) < 0.2


@pytest.mark.parametrize("content", ["{", '{"id": 1}\n', "[]\n"])
def test_a_damaged_contrast_is_one_sentence(tmp_path: Path, content: str) -> None:
    (tmp_path / "premises.jsonl").write_text(content)
    (tmp_path / "instructions.json").write_text("{}")
    with pytest.raises(FileProblem, match="cannot be read"):
        load(tmp_path)
