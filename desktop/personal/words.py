"""Sentences about the writer's own attribute and the marked passages. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping

from core.attribute.report import DerivationReport, TextsReport
from core.personal.marks import Fit, Side
from core.stats.separation import Figure
from desktop.common.attribute_names import attribute_name
from desktop.common.translation import tr

NOTHING_TO_MARK = tr("Put the cursor in a paragraph of some length, or select one, to mark it.")
NOT_MARKED = tr("This passage is not marked.")
_SIDES = {Side.ALIVE: tr("alive"), Side.FLAT: tr("flat")}
_MARK_SIGNS = {
    Fit.SAME: tr("You marked this passage as {side}."),
    Fit.PART: tr("You marked a part of this passage as {side}."),
    Fit.EARLIER: tr("You marked this passage as {side} before you changed it."),
}
OWN_LATER = tr(
    "Inkglow has to learn what is creative for this model first, because an attribute of your own is compared with it."
)
OWN_WHAT = tr(
    "Inkglow can learn what sets some of your passages apart from others, and show it in the glow or steer a rewrite "
    "by it. It learns from half of the passages; the other half tests whether it learned anything."
)
OWN_MARKED = tr("Passages that I have marked in the Passage menu")
OWN_VERSIONS = tr("Passages that I have revised, from two versions of a file")
OWN_CHOOSE_BOTH = tr("Choose two files: the text before your revision and the text after it.")
OWN_COMPARING = tr("Comparing the two versions…")
OWN_REST = tr("You can go on writing meanwhile, and pause learning at any time.")
OWN_LUCK = tr("Guessing could give the same result by chance.")
OWN_BETTER = tr("On your prose that is better than any of these. Take it as a guide, not as a grade.")
OWN_DECIDE = tr("If you keep it, it appears in the menu and among the attributes that a rewrite can blend in.")


def mark_sign(side: Side, fit: Fit) -> str:
    """What a sign of a marked passage stands for."""
    return _MARK_SIGNS[fit].format(side=_SIDES[side])


def marked(alive: int, flat: int, missing: tuple[int, int]) -> str:
    """How many passages are marked, and how many more are needed before Inkglow can learn from them."""
    if all(missing):
        said = tr(
            "{alive} alive, {flat} flat: {more_alive} more alive and {more_flat} more flat passages and Inkglow can "
            "learn from them."
        )
    elif missing[0]:
        said = (
            tr("{alive} alive, {flat} flat: 1 more alive passage and Inkglow can learn from them.")
            if missing[0] == 1
            else tr("{alive} alive, {flat} flat: {more_alive} more alive passages and Inkglow can learn from them.")
        )
    elif missing[1]:
        said = (
            tr("{alive} alive, {flat} flat: 1 more flat passage and Inkglow can learn from them.")
            if missing[1] == 1
            else tr("{alive} alive, {flat} flat: {more_flat} more flat passages and Inkglow can learn from them.")
        )
    else:
        said = tr(
            "{alive} alive, {flat} flat: enough for Inkglow to learn from (Model ▸ Make an attribute of your own)."
        )
    return said.format(alive=alive, flat=flat, more_alive=missing[0], more_flat=missing[1])


def marks_so_far(alive: int, flat: int, missing: tuple[int, int]) -> str:
    """The same, in the dialog that learns from them."""
    if any(missing):
        return marked(alive, flat, missing)
    return tr("{alive} alive, {flat} flat.").format(alive=alive, flat=flat)


def revised(found: int, fewest: int, most: int) -> str:
    """How many revised passages two versions of a file have."""
    if found < fewest:
        few = tr("1 revised passage found; at least {fewest} are needed.")
        if not found:
            few = tr("No revised passage found; at least {fewest} are needed.")
        elif found > 1:
            few = tr("{found} revised passages found; at least {fewest} are needed.")
        return few.format(found=found, fewest=fewest)
    if found > most:
        return tr("{found} revised passages found; {most} of them are used.").format(found=found, most=most)
    return tr("{found} revised passages found.").format(found=found)


def own_learned(name: str) -> str:
    """An attribute of the writer's own is learned; the writer has not decided yet whether to keep it."""
    return tr("“{name}” is learned. Look at its results before you decide whether to keep it.").format(name=name)


def own_learning(name: str) -> str:
    """While it is being learned."""
    return " ".join([tr("Inkglow is learning “{name}” from your passages.").format(name=name), OWN_REST])


def own_unfinished(name: str) -> str:
    """An attribute of the writer's own was being learned when the program was closed or the model changed."""
    return tr("Learning “{name}” was interrupted. What is finished is kept, and learning can be resumed.").format(
        name=name
    )


def own_result(name: str) -> str:
    """Above its figures."""
    return tr("“{name}” is learned. These are its results:").format(name=name)


def own_kept(name: str) -> str:
    """An attribute of the writer's own was kept and is now listed with the others."""
    return tr("“{name}” is kept: choose it in Model ▸ Attribute shown, or blend it into a rewrite.").format(name=name)


def own_figures(report: DerivationReport) -> tuple[str, ...]:
    """Results on the half that was held out, compared with other attributes and word counts; conclusions last."""
    held = report.held_out
    if not isinstance(held, TextsReport):
        return ()
    own, compared, words = held.one_punctuation, held.compared, held.bag_of_words
    if held.paired:
        task = tr(
            "On {n} revised passages that it was not learned from, it picked your revised version in {figure} of 100 "
            "cases."
        )
    else:
        task = tr(
            "On {n} marked passages that it was not learned from, it scored alive ones above flat ones in {figure} of "
            "100 cases."
        )
    rivals = {**compared, tr("counting words"): words}
    others = ", ".join(
        tr("{name} in {figure}").format(name=attribute_name(name), figure=_of_100(figure.value))
        for name, figure in rivals.items()
    )
    return (
        task.format(n=own.n, figure=_of_100(own.value)),
        tr("On the same passages: {others}, guessing in 50.").format(others=others),
        tr("With only {n} passages, its true figure may be anything from {low} to {high}.").format(
            n=own.n, low=_of_100(own.low), high=_of_100(own.high)
        ),
        *_own_verdict(own, rivals),
    )


def _own_verdict(own: Figure, rivals: Mapping[str, Figure]) -> tuple[str, ...]:
    name, best = max(rivals.items(), key=lambda each: each[1].value)
    luck = (OWN_LUCK,) if own.low <= 0.5 else ()
    if own.value <= best.value:
        return (*luck, tr("That is no better than {name}.").format(name=attribute_name(name)))
    if own.low <= best.high:
        return (
            *luck,
            tr("That is not clearly better than {name}: the difference may be chance.").format(
                name=attribute_name(name)
            ),
        )
    return luck or (OWN_BETTER,)


def _of_100(value: float) -> str:
    return f"{100 * value:.0f}"
