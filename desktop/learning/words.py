"""Names the stages of learning an attribute of the writer's own, for the window. Pure functions."""

from __future__ import annotations

from core.derivation.stages import Stage, Step
from desktop.common.translation import tr, worded

_BETTER = {True: tr("your revised version"), False: tr("the passages you marked alive")}
_WORSE = {True: tr("your earlier version"), False: tr("the passages you marked flat")}
_READING = tr("Reading {texts}")
_CHECKING = tr("Checking with the other half of {texts}")
_CHECKING_PLAIN = tr("Checking without differences of punctuation, {texts}")
_COMPARING = tr("Comparing with {detail}, {texts}")
_TITLES = {
    Stage.READ_BETTER: (_READING, _BETTER),
    Stage.READ_WORSE: (_READING, _WORSE),
    Stage.REPORT_BETTER: (_CHECKING, _BETTER),
    Stage.REPORT_WORSE: (_CHECKING, _WORSE),
    Stage.REPORT_PLAIN_BETTER: (_CHECKING_PLAIN, _BETTER),
    Stage.REPORT_PLAIN_WORSE: (_CHECKING_PLAIN, _WORSE),
    Stage.COMPARE_BETTER: (_COMPARING, _BETTER),
    Stage.COMPARE_WORSE: (_COMPARING, _WORSE),
}


def own_stage(step: Step, *, of_versions: bool) -> str:
    """A derivation step in the writer's terms: ``of_versions`` means two versions of a file, else marked passages."""
    if step.stage is Stage.REPORT_VIVID_PAIRS:
        return tr("Checking with vivid and plain passages that come with Inkglow")
    if step.stage not in _TITLES:
        return worded(step.title)
    title, texts = _TITLES[step.stage]
    return title.format(texts=texts[of_versions], detail=step.detail)
