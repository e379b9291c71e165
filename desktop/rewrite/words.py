"""Sentences and labels about several attempts at a passage; those about one are in :mod:`desktop.common.messages`."""

from __future__ import annotations

from desktop.rewrite.attempt import Attempt

STOPPED_SHORT = "stopped"
NO_SCENE = "Put the cursor in a scene with some prose to rewrite it paragraph by paragraph."


def none_livelier(n: int, first: int) -> str:
    """None of ``n`` new attempts, which are numbered from ``first`` on, is livelier than the passage."""
    if n == 1:
        return f"It was not livelier than your passage, so it is not shown; {first} shows it."
    return f"None was livelier than your passage, so none is shown; {first} to {first + n - 1} show them."


WITHOUT_CUTS = "without the cuts"


def bands_below(words: str) -> str:
    """For which text the second band is, above the list that shows it."""
    return f"Bands below: {words}"


def additions_taken(attempt: Attempt, key: str) -> str:
    """How many of the changes of a passage are taken, and by which key the first one is."""
    of, taken = len(attempt.additions), len(attempt.taken)
    if not attempt.is_enriched:
        return f"{taken} of {of} changes taken."
    n_cuts = of - len(attempt.insertions)
    if taken:
        return f"{taken} of {of} {_changes(of - n_cuts, n_cuts)} taken." if of > 1 else "Taken."
    counted = " and ".join(
        f"{n} {word}{'s' if n > 1 else ''}" for n, word in ((of - n_cuts, "addition"), (n_cuts, "cut")) if n
    )
    return f"{counted} found: click {'one' if of > 1 else 'it'}, or press {key}, to take it."


def _changes(n_added: int, n_cut: int) -> str:
    return "changes" if n_added and n_cut else "additions" if n_added else "cuts"


def cut_tip(*, taken: bool) -> str:
    """What a click on a cut does."""
    return "Click to keep this" if taken else "Click to leave this out"


def as_cut(described: str) -> str:
    """The words for screen readers about a cut."""
    return described.replace("Addition", "Cut", 1)


def try_bolder(lam: float) -> str:
    """The button that tries again with more strength."""
    return f"Try bolder ({signed(lam)})"


def remarks(n: int) -> str:
    """How many sentences there are to say about an attempt."""
    return "" if not n else "1 remark" if n == 1 else f"{n} remarks"


def attempt_described(number: int, strength: str, outcome: str, tip: str) -> str:
    """A row of the list of attempts for screen readers."""
    return f"Attempt {number}, strength {strength}, {outcome.replace('→', 'becomes')}. {tip}".strip()


def strength_in_row(lam: float, zone: str) -> str:
    """“3.0 – mild”, in the list of attempts."""
    return f"{signed(lam)} – {zone if lam else 'none'}"


def signed(lam: float) -> str:
    """λ to one decimal, with a minus sign."""
    return f"{lam:.1f}".replace("-", "−")


def scene_place(at: int, of: int) -> str:
    """Which paragraph of a scene the card is at."""
    return f"Scene: {at} of {of}"


def scene_ended(n_changed: int, of: int) -> str:
    """The review of a scene has come to its end."""
    changed = (
        "none was changed" if not n_changed else "1 was changed" if n_changed == 1 else f"{n_changed} were changed"
    )
    return f"That was the end of the scene: of its {of} paragraph{'s' if of > 1 else ''}, {changed}."
