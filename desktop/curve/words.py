"""Words of the curve, its table and its files."""

from __future__ import annotations

import math
from collections.abc import Sequence

from core.attribute.calibration import Band
from core.score.chapters import ENOUGH
from core.stats.separation import Figure

TITLE = "Curve"
CHAPTERS_TITLE = "Chapters compared"
HEADINGS = ("Chapter", "Words", "Plain", "Quiet", "Steady", "Lively", "Vivid", "Median")
SAVE = "&Save scores or curve…"
NOTHING_SCORED = "Nothing is scored yet."
NO_TEXT = "There is no text yet."
NONE = "–"
HOW = (
    "Each band holds about a fifth of published fiction; shares are of the words that are scored. The median is that "
    "of the paragraphs’ percentiles, with its 95 % interval: chapters whose intervals overlap may well be alike. "
    f"Chapters with fewer than {ENOUGH} scored paragraphs have no interval. None of this is a grade."
)
_NO_CALIBRATION = (
    "This attribute’s bands are those of its own reference passages, not of published fiction. Shares are of the words "
    "that are scored. The median is that of the paragraphs’ percentiles, with its 95 % interval. None of this is a "
    "grade."
)
TOO_NARROW = "The window is too narrow for the curve. It comes back when there is room beside the page."


def how(published: bool) -> str:
    """How to read the table."""
    return HOW if published else _NO_CALIBRATION


def unread(count: int) -> str:
    """How many paragraphs are missing from the figures."""
    return f"{count:,} paragraph{' is' if count == 1 else 's are'} still to be scored."


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
    return f"No {band.word} passage has been found in this text."


def wrapped(band: Band) -> str:
    """The search went on at the beginning."""
    return f"No {band.word} passage below; this is the first one from the beginning."


def only_here(band: Band) -> str:
    """The passage at the cursor is the only one."""
    return f"This is the only {band.word} passage."


def place(chapter: str, band: Band | None, n: int) -> str:
    """What is at one place of the strip, where ``n`` paragraphs are drawn together."""
    what = "not scored" if band is None else band.word
    if n > 1:
        what += f" on average ({n:,} paragraphs)"
    return f"{chapter}\n{what}" if chapter else what


def described(counts: Sequence[int], n_prose: int, chapter: str) -> str:
    """The curve for screen readers: how many paragraphs each band has, and what is in view."""
    scored = sum(counts)
    if not scored:
        words = NOTHING_SCORED
    else:
        each = ", ".join(f"{count:,} {band.word}" for band, count in zip(Band, counts, strict=True))
        words = f"{scored:,} of {n_prose:,} paragraphs are scored: {each}."
    return f"{words} In view: {chapter}." if chapter else words


def saved(name: str) -> str:
    """A file was written."""
    return f"{name} was saved."
