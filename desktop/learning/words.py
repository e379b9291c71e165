"""Names the stages of learning for the window: in general, and of an attribute of the writer's own. Pure functions."""

from __future__ import annotations

from core.derivation.stages import Stage, Step
from desktop.common.translation import tr

_TITLES = {
    Stage.MEASURE_SPEED: tr("Measuring the speed of this machine"),
    Stage.QUICK_SAMPLES: tr("Generating short samples"),
    Stage.CREATIVE_SAMPLES: tr("Generating creative samples"),
    Stage.BORING_SAMPLES: tr("Generating boring samples"),
    Stage.CREATIVE_FEW_SHOT: tr("Generating few-shot samples, creative"),
    Stage.BORING_FEW_SHOT: tr("Generating few-shot samples, boring"),
    Stage.CREATIVE_STORIES: tr("Reading reference stories, creative"),
    Stage.BORING_STORIES: tr("Reading reference stories, boring"),
    Stage.CREATIVE_HELD_OUT: tr("Held-out premises, creative"),
    Stage.BORING_HELD_OUT: tr("Held-out premises, boring"),
    Stage.CHECK_SAMPLES: tr("Checking, {detail}"),
    Stage.CHECK_PROSE: tr("Checking with published prose"),
    Stage.CHECK_PAIRS: tr("Checking pairs, {detail}"),
    Stage.CHECK_PASSAGES: tr("Checking passages, {detail}"),
    Stage.REPORT_SAMPLES: tr("Report"),
    Stage.REPORT_PAIRS: tr("Report, pairs"),
    Stage.REPORT_STORIES: tr("Report, held-out reference stories"),
    Stage.READ_BETTER: tr("Reading the better texts"),
    Stage.READ_WORSE: tr("Reading the worse texts"),
    Stage.REPORT_BETTER: tr("Report, better texts"),
    Stage.REPORT_WORSE: tr("Report, worse texts"),
    Stage.REPORT_PLAIN_BETTER: tr("Report, one punctuation, better texts"),
    Stage.REPORT_PLAIN_WORSE: tr("Report, one punctuation, worse texts"),
    Stage.REPORT_VIVID_PAIRS: tr("Report, vivid and plain pairs"),
    Stage.COMPARE_BETTER: tr("Comparing with {detail}, better texts"),
    Stage.COMPARE_WORSE: tr("Comparing with {detail}, worse texts"),
    Stage.READ_SAMPLE_PASSAGES: tr("Reading sample passages"),
    Stage.CALIBRATE: tr("Calibrating on reference passages"),
    Stage.MEASURE_ZONES: tr("Measuring how strong λ may be"),
    Stage.MEASURE_STRENGTH: tr("Measuring from which λ on it has an effect, {detail}"),
    Stage.REPORT_OTHER_PAIRS: tr("Reporting on others’ pairs, {detail}"),
}
_BETTER = {True: tr("your revised version"), False: tr("the passages you marked alive")}
_WORSE = {True: tr("your earlier version"), False: tr("the passages you marked flat")}
_READING = tr("Reading {texts}")
_CHECKING = tr("Checking with the other half of {texts}")
_CHECKING_PLAIN = tr("Checking without differences of punctuation, {texts}")
_COMPARING = tr("Comparing with {detail}, {texts}")
_OWN_TITLES = {
    Stage.READ_BETTER: (_READING, _BETTER),
    Stage.READ_WORSE: (_READING, _WORSE),
    Stage.REPORT_BETTER: (_CHECKING, _BETTER),
    Stage.REPORT_WORSE: (_CHECKING, _WORSE),
    Stage.REPORT_PLAIN_BETTER: (_CHECKING_PLAIN, _BETTER),
    Stage.REPORT_PLAIN_WORSE: (_CHECKING_PLAIN, _WORSE),
    Stage.COMPARE_BETTER: (_COMPARING, _BETTER),
    Stage.COMPARE_WORSE: (_COMPARING, _WORSE),
}


def stage_title(step: Step) -> str:
    """A derivation step in the language of the window, as :attr:`core.derivation.stages.Step.title` has it."""
    title = _TITLES[step.stage].format(detail=step.detail)
    if step.of < 2:
        return title
    return tr("{title}, {number} of {of}").format(title=title, number=step.number + 1, of=step.of)


def own_stage(step: Step, *, of_versions: bool) -> str:
    """A derivation step in the writer's terms: ``of_versions`` means two versions of a file, else marked passages."""
    if step.stage is Stage.REPORT_VIVID_PAIRS:
        return tr("Checking with vivid and plain passages that come with Inkglow")
    if step.stage not in _OWN_TITLES:
        return stage_title(step)
    title, texts = _OWN_TITLES[step.stage]
    return title.format(texts=texts[of_versions], detail=step.detail)
