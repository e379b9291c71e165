"""The paper's experiment: the same premises and seeds in three arms, then judged (arXiv 2412.06060, Figure 1).

Stories, ratings and choices that the store already holds are not made again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import asdict, dataclass
from itertools import permutations
from typing import Any

from core.derivation.premises import Contrast, Premise
from core.derivation.state_source import Messages, in_batches
from core.engine.protocol import MOST_TOGETHER, Engine, GenerateRequest, ModelInfo, SteeringVector
from core.errors import UsageProblem
from core.evaluation.judges import Judge, choose, rate
from core.evaluation.results import ARMS, Arm, Choice, Rating, Story
from core.evaluation.store import EvaluationStore

Progress = Callable[[str, float, int], None]
"""``progress(title, done, total)``, called while an evaluation runs."""
PAIRS: tuple[tuple[Arm, Arm], ...] = (("baseline", "induced"), ("baseline", "creative"))
"""Pairs of arms that judges choose between; each pair is shown in both orders."""
_WRITING = {
    "baseline": "Writing, baseline",
    "induced": "Writing, steered by λ·a",
    "creative": "Writing, asked to be creative",
}


@dataclass(frozen=True, eq=False)
class Experiment:
    """What is run: the ``test`` premises of ``contrast``, ``n_tokens`` at most per story, λ of ``vector``.

    Premise ``i`` has seed ``seed + i`` in every arm.
    """

    contrast: Contrast
    vector: SteeringVector
    lam: float
    n_tokens: int
    seed: int
    temperature: float

    @property
    def premises(self) -> tuple[Premise, ...]:
        """The premises to write stories from."""
        return self.contrast.of("test")

    def settings(self, model: ModelInfo) -> Mapping[str, Any]:
        """The settings that determine the stories; the store compares them when a run is resumed."""
        return {
            "model": f"{model.fingerprint} {model.path.name}",
            "attribute": hashlib.sha256(self.vector.direction.tobytes()).hexdigest(),
            "layer": self.vector.layer,
            "lambda": self.lam,
            "recipe": asdict(self.vector.readout),
            "premises": self.contrast.digest,
            "tokens": self.n_tokens,
            "seed": self.seed,
            "temperature": self.temperature,
        }

    def prompt(self, premise: Premise, arm: Arm) -> Messages:
        """The request for a story in that arm."""
        return self.contrast.prompt(premise, "creative" if arm == "creative" else "neutral")

    def lam_of(self, arm: Arm) -> float:
        """λ of that arm; 0 for unsteered arms."""
        return self.lam if arm == "induced" else 0.0


async def write_stories(
    engine: Engine, experiment: Experiment, store: EvaluationStore, progress: Progress
) -> list[Story]:
    """All stories, arm by arm; those that the store lacks are generated now.

    A batch always holds the same premises, and an interrupted batch is generated again as a whole: results depend on
    the number of rows in a batch, so a resumed run would otherwise differ from an uninterrupted one.
    """
    known = store.stories()
    for arm in ARMS:
        done = 0
        for batch in in_batches(list(enumerate(experiment.premises)), MOST_TOGETHER):
            if not all((premise.id, arm) in known for _, premise in batch):
                stories = await _write(engine, experiment, arm, batch)
                store.add_stories(stories)
                known |= {(story.premise, story.arm): story for story in stories}
            done += len(batch)
            progress(_WRITING[arm], done, len(experiment.premises))
    return [known[premise.id, arm] for arm in ARMS for premise in experiment.premises]


async def _write(engine: Engine, experiment: Experiment, arm: Arm, batch: Sequence[tuple[int, Premise]]) -> list[Story]:
    lam = experiment.lam_of(arm)
    prompts = [experiment.prompt(premise, arm) for _, premise in batch]
    requests = [
        GenerateRequest(
            prompt,
            lam=lam,
            seed=experiment.seed + index,
            max_tokens=experiment.n_tokens,
            temperature=experiment.temperature,
            top_p=1.0,
            min_p=0.0,
        )
        for prompt, (index, _) in zip(prompts, batch, strict=True)
    ]
    texts = [""] * len(batch)
    try:
        async with aclosing(engine.generate_together(requests, [experiment.vector])) as stream:
            async for step in stream:
                texts = [each.text for each in step]
    except UsageProblem:  # found before anything is computed
        raise UsageProblem(
            f"{MOST_TOGETHER} of these premises with {experiment.n_tokens} tokens each are more than this model holds "
            "at once; lower --tokens."
        ) from None
    stories = []
    for (index, premise), prompt, raw in zip(batch, prompts, texts, strict=True):
        text = raw.strip() or "…"
        read = await engine.read_answer(text, prompt, experiment.vector, lam)
        seed = experiment.seed + index
        stories.append(Story(premise.id, arm, seed, lam, text, read.n_tokens, read.cosine, read.cosine_with_vector))
    return stories


async def ask(
    judge: Judge, stories: Sequence[Story], store: EvaluationStore, progress: Progress
) -> tuple[list[Rating], list[Choice]]:
    """Ratings of all stories and choices within all pairs; the judge is asked for those that the store lacks."""
    rated = {(rating.premise, rating.arm) for rating in store.ratings(judge.key, judge.name)}
    stage, n = f"Ratings, {judge.key}", len(rated)
    async with aclosing(rate(judge, [s for s in stories if (s.premise, s.arm) not in rated])) as ratings:
        async for rating in ratings:
            store.add_rating(rating, judge.name)
            n += 1
            progress(stage, n, len(stories))
    pairs = _both_orders(stories)
    chosen = {(each.premise, each.first, each.second) for each in store.choices(judge.key, judge.name)}
    stage, n = f"Choices, {judge.key}", len(chosen)
    missing = [(a, b) for a, b in pairs if (a.premise, a.arm, b.arm) not in chosen]
    async with aclosing(choose(judge, missing)) as choices:
        async for choice in choices:
            store.add_choice(choice, judge.name)
            n += 1
            progress(stage, n, len(pairs))
    return store.ratings(judge.key, judge.name), store.choices(judge.key, judge.name)


def _both_orders(stories: Sequence[Story]) -> list[tuple[Story, Story]]:
    by_key = {(story.premise, story.arm): story for story in stories}
    premises = dict.fromkeys(story.premise for story in stories)
    return [
        (by_key[premise, first], by_key[premise, second])
        for pair in PAIRS
        for premise in premises
        for first, second in permutations(pair)
    ]
