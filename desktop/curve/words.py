"""Words of the curve, its table and its files."""

from __future__ import annotations

import math
from collections.abc import Sequence

from core.attribute.calibration import Band
from core.score.chapters import ENOUGH
from core.stats.separation import Figure
from desktop.common.core_words import band_word
from desktop.common.formats import grouped
from desktop.common.translation import tr

TITLE = tr("Curve")
CHAPTERS_TITLE = tr("Chapters compared")
HEADINGS = (tr("Chapter"), tr("Words"), tr("Plain"), tr("Quiet"), tr("Steady"), tr("Lively"), tr("Vivid"), tr("Median"))
SAVE = tr("&Save scores or curve…")
NOTHING_SCORED = tr("Nothing is scored yet.")
NO_TEXT = tr("There is no text yet.")
NONE = "–"
HOW = tr(
    "Each band holds about a fifth of published fiction; shares are of the words that are scored. The median is that "
    "of the paragraphs’ percentiles, with its 95 % interval: chapters whose intervals overlap may well be alike. "
    "Chapters with fewer than {enough} scored paragraphs have no interval. None of this is a grade."
).format(enough=ENOUGH)
_NO_CALIBRATION = tr(
    "This attribute’s bands are those of its own reference passages, not of published fiction. Shares are of the words "
    "that are scored. The median is that of the paragraphs’ percentiles, with its 95 % interval. None of this is a "
    "grade."
)
TOO_NARROW = tr("The window is too narrow for the curve. It comes back when there is room beside the page.")


def how(published: bool) -> str:
    """How to read the table."""
    return HOW if published else _NO_CALIBRATION


def unread(count: int) -> str:
    """How many paragraphs are missing from the figures."""
    if count == 1:
        return tr("1 paragraph is still to be scored.")
    return tr("{n} paragraphs are still to be scored.").format(n=grouped(count))


def share(value: float) -> str:
    """A share (0–1)."""
    return f"{100 * value:.0f} %"


def median(figure: Figure | None) -> str:
    """A median with its interval."""
    if figure is None:
        return NONE
    if math.isnan(figure.low):
        return f"{figure.value:.0f}"
    return f"{figure.value:.0f}  ({figure.low:.0f}–{figure.high:.0f})"


def no_other(band: Band) -> str:
    """There is no passage of that band."""
    return tr("No {band} passage has been found in this text.").format(band=band_word(band))


def wrapped(band: Band) -> str:
    """The search went on at the beginning."""
    return tr("No {band} passage below; this is the first one from the beginning.").format(band=band_word(band))


def only_here(band: Band) -> str:
    """The passage at the cursor is the only one."""
    return tr("This is the only {band} passage.").format(band=band_word(band))


def place(chapter: str, band: Band | None, n: int) -> str:
    """What is at one place of the strip, where ``n`` paragraphs are drawn together."""
    what = tr("not scored") if band is None else band_word(band)
    if n > 1:
        what = tr("{band} on average ({n} paragraphs)").format(band=what, n=grouped(n))
    return f"{chapter}\n{what}" if chapter else what


def described(counts: Sequence[int], n_prose: int, chapter: str) -> str:
    """The curve for screen readers: how many paragraphs each band has, and what is in view."""
    scored = sum(counts)
    if not scored:
        words = NOTHING_SCORED
    else:
        each = ", ".join(f"{grouped(count)} {band_word(band)}" for band, count in zip(Band, counts, strict=True))
        words = tr("{scored} of {all} paragraphs are scored: {each}.").format(
            scored=grouped(scored), all=grouped(n_prose), each=each
        )
    return " ".join([words, tr("In view: {chapter}.").format(chapter=chapter)]) if chapter else words


def saved(name: str) -> str:
    """A file was written."""
    return tr("{name} was saved.").format(name=name)
