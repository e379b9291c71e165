"""Sentences about the writer's own attribute and the marked passages. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping

from core.attribute.report import DerivationReport, TextsReport
from core.stats.separation import Figure

NOTHING_TO_MARK = "Put the cursor in a paragraph of some length, or select one, to mark it."
NOT_MARKED = "This passage is not marked."
MARK_SIGNS = {
    "same": "You marked this passage as {side}.",
    "part": "You marked a part of this passage as {side}.",
    "earlier": "You marked this passage as {side} before you changed it.",
}
OWN_LATER = (
    "Inkglow has to learn what is creative for this model first, because an attribute of your own is compared with it."
)
OWN_WHAT = (
    "Inkglow can learn what sets some of your passages apart from others, and show it in the glow or steer a rewrite "
    "by it. It learns from half of the passages; the other half tests whether it learned anything."
)
OWN_MARKED = "Passages that I have marked in the Passage menu"
OWN_VERSIONS = "Passages that I have revised, from two versions of a file"
OWN_CHOOSE_BOTH = "Choose two files: the text before your revision and the text after it."
OWN_COMPARING = "Comparing the two versions…"
OWN_REST = "You can go on writing meanwhile, and pause learning at any time."
OWN_LUCK = "Guessing could give the same result by chance."
OWN_BETTER = "On your prose that is better than any of these. Take it as a guide, not as a grade."
OWN_DECIDE = "If you keep it, it appears in the menu and among the attributes that a rewrite can blend in."


def marked(alive: int, flat: int, missing: tuple[int, int]) -> str:
    """How many passages are marked, and how many more are needed before Inkglow can learn from them."""
    counts = f"{alive} alive, {flat} flat"
    needed = " and ".join(f"{n} more {side}" for n, side in zip(missing, ("alive", "flat"), strict=True) if n)
    if not needed:
        return f"{counts}: enough for Inkglow to learn from (Model ▸ Make an attribute of your own)."
    return f"{counts}: {needed} {'passage' if sum(missing) == 1 else 'passages'} and Inkglow can learn from them."


def marks_so_far(alive: int, flat: int, missing: tuple[int, int]) -> str:
    """The same, in the dialog that learns from them."""
    return marked(alive, flat, missing) if any(missing) else f"{alive} alive, {flat} flat."


def revised(found: int, fewest: int, most: int) -> str:
    """How many revised passages two versions of a file have."""
    if found < fewest:
        words = "No revised passage" if not found else f"{found} revised passage{'s' if found > 1 else ''}"
        return f"{words} found; at least {fewest} are needed."
    return f"{found} revised passages found{f'; {most} of them are used' if found > most else ''}."


def own_learned(name: str) -> str:
    """An attribute of the writer's own is learned; the writer has not decided yet whether to keep it."""
    return f"“{name}” is learned. Look at its results before you decide whether to keep it."


def own_learning(name: str) -> str:
    """While it is being learned."""
    return f"Inkglow is learning “{name}” from your passages. {OWN_REST}"


def own_unfinished(name: str) -> str:
    """An attribute of the writer's own was being learned when the program was closed or the model changed."""
    return f"Learning “{name}” was interrupted. What is finished is kept, and learning can be resumed."


def own_result(name: str) -> str:
    """Above its figures."""
    return f"“{name}” is learned. These are its results:"


def own_kept(name: str) -> str:
    """An attribute of the writer's own was kept and is now listed with the others."""
    return f"“{name}” is kept: choose it in Model ▸ Attribute shown, or blend it into a rewrite."


def own_figures(report: DerivationReport) -> tuple[str, ...]:
    """Results on the half that was held out, compared with other attributes and word counts; conclusions last."""
    held = report.held_out
    if not isinstance(held, TextsReport):
        return ()
    own, compared, words = held.one_punctuation, held.compared, held.bag_of_words
    if held.paired:
        task = f"{own.n} revised passages that it was not learned from, it picked your revised version"
    else:
        task = f"{own.n} marked passages that it was not learned from, it scored alive ones above flat ones"
    rivals = {**compared, "counting words": words}
    others = ", ".join(f"{name} in {_of_100(figure.value)}" for name, figure in rivals.items())
    return (
        f"On {task} in {_of_100(own.value)} of 100 cases.",
        f"On the same passages: {others}, guessing in 50.",
        f"With only {own.n} passages, its true figure may be anything from {_of_100(own.low)} to {_of_100(own.high)}.",
        *_own_verdict(own, rivals),
    )


def _own_verdict(own: Figure, rivals: Mapping[str, Figure]) -> tuple[str, ...]:
    name, best = max(rivals.items(), key=lambda each: each[1].value)
    luck = (OWN_LUCK,) if own.low <= 0.5 else ()
    if own.value <= best.value:
        return (*luck, f"That is no better than {name}.")
    if own.low <= best.high:
        return (*luck, f"That is not clearly better than {name}: the difference may be chance.")
    return luck or (OWN_BETTER,)


def _of_100(value: float) -> str:
    return f"{100 * value:.0f}"
