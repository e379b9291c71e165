"""The curve: the scores over a whole text as a picture that can be printed in black and white.

The same numbers give the same bytes: no dates, fixed ids, matplotlib's default settings whatever the machine's are.
"""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from core.attribute.calibration import Band
from core.errors import UsageProblem
from core.files import write_atomically
from core.score.chapters import Chapter, ScoredParagraph, chapters

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FORMATS = {".svg": "svg", ".png": "png"}
"""Formats of the picture, by the ending of the file's name."""
_DOTS: Final = 160
"""Pixels per inch of the PNG."""
_LEAST_REACH, _SHARE = 400, 40
"""Words that the line's mean reaches to either side: this share of the text, but not less than so many."""
_POINTS: Final = 400
"""Points of the line."""
_FEW: Final = 300
"""Paragraphs up to which their points are larger."""
_MOST_NAMES, _LONGEST_NAME = 24, 22
"""Chapters that are named, and characters of a name."""
_SETTINGS: Mapping[str, Any] = {
    "svg.hashsalt": "inkglow",
    "svg.fonttype": "path",
    "font.size": 10.0,
    "axes.titlelocation": "left",
    "axes.titlesize": 11.5,
    "axes.titleweight": "bold",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "text.parse_math": False,
}


def format_of(path: Path) -> str:
    """The format that a file's name asks for. Raises UsageProblem."""
    wanted = FORMATS.get(path.suffix.lower())
    if wanted is None:
        raise UsageProblem("The curve is drawn as .png or .svg; {name} is neither.", name=path.name)
    return wanted


def draw(paragraphs: Sequence[ScoredParagraph], path: Path, title: str, compared_with: str) -> None:
    """Write the curve to ``path``; ``compared_with`` says what percentiles are among. Any thread, one at a time.

    Raises UsageProblem where the name's ending is no format of pictures, FileProblem where it cannot be written.
    """
    wanted = format_of(path)
    import matplotlib.style  # takes a second to load, for what few calls want
    from matplotlib.figure import Figure as Drawing

    written = io.BytesIO()
    with matplotlib.style.context(["default", dict(_SETTINGS)], after_reset=True), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing", category=UserWarning)  # drawn as a box
        drawing = Drawing(figsize=(11, 4.6))
        axes = drawing.add_axes((0.065, 0.3, 0.86, 0.6))
        _fill(axes, paragraphs, title, compared_with)
        metadata = {"Date": None, "Creator": None} if wanted == "svg" else {"Software": None}
        drawing.savefig(written, format=wanted, dpi=_DOTS, metadata=metadata)
    write_atomically(path, written.getvalue())


def reach_of(n_words: int) -> int:
    """Words that the line's mean reaches to either side, in a text of that many words; a round number."""
    return round(max(_LEAST_REACH, n_words // _SHARE), -2)


def smoothed(
    at: Sequence[float], values: Sequence[float], weights: Sequence[float], places: NDArray[np.float64], reach: float
) -> NDArray[np.float64]:
    """Mean of the ``values`` at ``at`` around each place, weighted, nearer ones counting more; NaN where none is near.

    What is ``reach`` away or farther counts nothing, what is nearer counts the more the nearer it is, linearly.
    """
    x, y, w = (np.asarray(each, dtype=np.float64) for each in (at, values, weights))
    near = np.clip(1 - np.abs(places[:, None] - x[None]) / reach, 0, None) * w[None]
    total = near.sum(axis=1)
    found: NDArray[np.float64] = np.where(total > 0, near @ y / np.where(total > 0, total, 1), np.nan)
    return found


def _fill(axes: Axes, paragraphs: Sequence[ScoredParagraph], title: str, compared_with: str) -> None:
    ends = [0, *accumulate(each.words for each in paragraphs)]
    n_words = max(1, ends[-1])
    shown = [(i, each.score) for i, each in enumerate(paragraphs) if each.score.percentile is not None]
    at = [(ends[i] + ends[i + 1]) / 2 for i, _ in shown]
    values = [score.percentile or 0.0 for _, score in shown]
    axes.set_title(title)
    axes.set_xlim(0, n_words)
    axes.set_ylim(0, 100)
    axes.set_yticks(range(0, 101, 20))
    axes.set_ylabel(f"percentile in {compared_with}")
    axes.grid(axis="y", color="#dddddd", linewidth=0.7)
    for band in Band:
        axes.text(1.008, 0.2 * band + 0.1, band.word, transform=axes.transAxes, va="center", color="#555555")
    size = 4.0 if len(shown) < _FEW else 2.2
    axes.plot(at, values, linestyle="", marker="o", markersize=size, markeredgewidth=0, color="#9a9a9a", clip_on=False)
    reach = reach_of(n_words)
    places = np.linspace(0, n_words, _POINTS)
    if shown:
        line = smoothed(at, values, [score.n_tokens for _, score in shown], places, reach)
        axes.plot(places, line, color="black", linewidth=1.6)
    _mark_chapters(axes, chapters(paragraphs), ends)
    words = (
        f"{ends[-1]:,} words. Points: paragraphs. Line: their mean within {reach:,} words, nearer and longer ones "
        "counting more. A comparison, not a grade."
    )
    axes.figure.text(0.065, 0.03, words, fontsize=8.5, color="#555555")


def _mark_chapters(axes: Axes, found: Sequence[Chapter], ends: Sequence[int]) -> None:
    step = max(1, math.ceil(len(found) / _MOST_NAMES))
    for chapter in found[1:]:
        axes.axvline(ends[chapter.first], color="#bbbbbb", linewidth=0.8, linestyle=(0, (2, 2)))
    named = found[::step] if len(found) > 1 else []
    names = [
        each.title if len(each.title) <= _LONGEST_NAME else f"{each.title[: _LONGEST_NAME - 1]}…" for each in named
    ]
    if named:
        axes.set_xticks([ends[each.first] for each in named], names, rotation=35, ha="right", fontsize=8)
    else:
        axes.set_xlabel("words")
        axes.xaxis.set_major_formatter("{x:,.0f}")
