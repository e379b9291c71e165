"""Sentences and labels about several attempts at a passage; those about one are in :mod:`desktop.common.messages`."""

from __future__ import annotations

from desktop.common.formats import decimal, joined
from desktop.common.translation import tr
from desktop.rewrite.attempt import Attempt

STOPPED_SHORT = tr("stopped")
NO_SCENE = tr("Put the cursor in a scene with some prose to rewrite it paragraph by paragraph.")


def none_livelier(n: int, first: int) -> str:
    """None of ``n`` new attempts, which are numbered from ``first`` on, is livelier than the passage."""
    if n == 1:
        return tr("It was not livelier than your passage, so it is not shown; {first} shows it.").format(first=first)
    return tr("None was livelier than your passage, so none is shown; {first} to {last} show them.").format(
        first=first, last=first + n - 1
    )


WITHOUT_CUTS = tr("without the cuts")


def bands_below(words: str) -> str:
    """For which text the second band is, above the list that shows it."""
    return tr("Bands below: {words}").format(words=words)


def additions_taken(attempt: Attempt, key: str) -> str:
    """How many of the changes of a passage are taken, and by which key the first one is."""
    of, taken = len(attempt.additions), len(attempt.taken)
    if not attempt.is_enriched:
        return tr("{taken} of {of} changes taken.").format(taken=taken, of=of)
    n_cuts = of - len(attempt.insertions)
    if taken:
        return _taken(of - n_cuts, n_cuts).format(taken=taken, of=of) if of > 1 else tr("Taken.")
    counted = joined([each for each in (_additions(of - n_cuts), _cuts(n_cuts)) if each])
    if of > 1:
        return tr("{counted} found: click one, or press {key}, to take it.").format(counted=counted, key=key)
    return tr("{counted} found: click it, or press {key}, to take it.").format(counted=counted, key=key)


def _taken(n_added: int, n_cut: int) -> str:
    if n_added and n_cut:
        return tr("{taken} of {of} changes taken.")
    return tr("{taken} of {of} additions taken.") if n_added else tr("{taken} of {of} cuts taken.")


def _additions(n: int) -> str:
    return "" if not n else tr("1 addition") if n == 1 else tr("{n} additions").format(n=n)


def _cuts(n: int) -> str:
    return "" if not n else tr("1 cut") if n == 1 else tr("{n} cuts").format(n=n)


def cut_tip(*, taken: bool) -> str:
    """What a click on a cut does."""
    return tr("Click to keep this") if taken else tr("Click to leave this out")


def cut_described(text: str, *, number: int, of: int, taken: bool) -> str:
    """A cut for screen readers; additions are described by :func:`desktop.common.messages.addition_described`."""
    said = tr("Cut {number} of {of}, taken: {text}") if taken else tr("Cut {number} of {of}, not taken: {text}")
    return said.format(number=number, of=of, text=text.strip(" ,;"))


def try_bolder(lam: float) -> str:
    """The button that tries again with more strength."""
    return tr("Try bolder ({strength})").format(strength=signed(lam))


def remarks(n: int) -> str:
    """How many sentences there are to say about an attempt."""
    return "" if not n else tr("1 remark") if n == 1 else tr("{n} remarks").format(n=n)


def attempt_described(number: int, strength: str, outcome: str, tip: str) -> str:
    """A row of the list of attempts for screen readers."""
    said = tr("Attempt {number}, strength {strength}, {outcome}.").format(
        number=number, strength=strength, outcome=outcome.replace("→", tr("becomes"))
    )
    return f"{said} {tip}".strip()


def strength_in_row(lam: float, zone: str) -> str:
    """“3.0 – mild”, in the list of attempts."""
    name = zone if lam else tr("none", "strength")
    return f"{signed(lam)} – {name}"


def signed(lam: float) -> str:
    """λ to one decimal, with a minus sign."""
    return decimal(lam).replace("-", "−")


def scene_place(at: int, of: int) -> str:
    """Which paragraph of a scene the card is at."""
    return tr("Scene: {at} of {of}").format(at=at, of=of)


def scene_ended(n_changed: int, of: int) -> str:
    """The review of a scene has come to its end."""
    if of == 1:
        if n_changed:
            return tr("That was the end of the scene: of its 1 paragraph, 1 was changed.")
        return tr("That was the end of the scene: of its 1 paragraph, none was changed.")
    if not n_changed:
        said = tr("That was the end of the scene: of its {of} paragraphs, none was changed.")
    elif n_changed == 1:
        said = tr("That was the end of the scene: of its {of} paragraphs, 1 was changed.")
    else:
        said = tr("That was the end of the scene: of its {of} paragraphs, {n} were changed.")
    return said.format(of=of, n=n_changed)
