"""Names the stages of learning an attribute of the writer's own, for the window. Pure functions."""

from __future__ import annotations

from core.derivation.stages import Stage, Step
from desktop.common.translation import tr

_BETTER = {True: tr("your revised version"), False: tr("the passages you marked alive")}
_WORSE = {True: tr("your earlier version"), False: tr("the passages you marked flat")}
_TITLES = {
    Stage.READ_BETTER: (tr("Reading {texts}"), _BETTER),
    Stage.READ_WORSE: (tr("Reading {texts}"), _WORSE),
    Stage.REPORT_BETTER: (tr("Checking with the other half of {texts}"), _BETTER),
    Stage.REPORT_WORSE: (tr("Checking with the other half of {texts}"), _WORSE),
    Stage.REPORT_PLAIN_BETTER: (tr("Checking without differences of punctuation, {texts}"), _BETTER),
    Stage.REPORT_PLAIN_WORSE: (tr("Checking without differences of punctuation, {texts}"), _WORSE),
    Stage.COMPARE_BETTER: (tr("Comparing with {detail}, {texts}"), _BETTER),
    Stage.COMPARE_WORSE: (tr("Comparing with {detail}, {texts}"), _WORSE),
}


def own_stage(step: Step, *, of_versions: bool) -> str:
    """A derivation step in the writer's terms: ``of_versions`` means two versions of a file, else marked passages."""
    if step.stage is Stage.REPORT_VIVID_PAIRS:
        return tr("Checking with vivid and plain passages that come with Inkglow")
    if step.stage not in _TITLES:
        return step.title
    title, texts = _TITLES[step.stage]
    return title.format(texts=texts[of_versions], detail=step.detail)
