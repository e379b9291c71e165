"""The paper's Figure 1 for any model: ratings, cosines and choices as three panels, and each alone.

Arms differ by marker, line and lightness as well as by colour (Okabe and Ito's palette), so that the figure can be read
in black and white and by colour-blind people. No text of a story and no model name is drawn. The same numbers give the
same bytes: no dates, fixed ids, matplotlib's default settings whatever the machine's are.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core.errors import FileProblem
from core.evaluation.report import statistics
from core.evaluation.report.statistics import Reading
from core.evaluation.results import ARMS, Arm, JudgeKey, Results
from core.stats.separation import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing
    from matplotlib.gridspec import SubplotSpec

    Panel = Callable[[Drawing, SubplotSpec, Results], None]

_DOTS = 160
"""Pixels per inch of the PNG."""

_SETTINGS: Mapping[str, Any] = {
    "svg.hashsalt": "inkglow",
    "svg.fonttype": "path",
    "font.size": 10.0,
    "axes.titlesize": 11.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
}


_WHOLE: Mapping[str, float] = {"left": 0.036, "right": 0.99, "bottom": 0.13, "top": 0.94, "wspace": 0.22}
_ALONE: Mapping[str, float] = {"left": 0.15, "right": 0.97, "bottom": 0.15, "top": 0.93}
"""Fixed margins, because matplotlib's automatic layouts differ slightly between runs."""


@dataclass(frozen=True)
class ArmStyle:
    """Colour, marker and line that an arm is drawn with."""

    colour: str
    marker: str
    line: str


STYLES: Mapping[Arm, ArmStyle] = {
    "baseline": ArmStyle("#8a8a8a", "o", ":"),
    "induced": ArmStyle("#0072B2", "s", "-"),
    "creative": ArmStyle("#E69F00", "^", "--"),
}
"""Mid grey, dark blue, light orange: three lightnesses, three markers, three lines."""

_MUTED = "#555555"


def draw(results: Results, folder: Path) -> list[Path]:
    """Write ``figure`` and each panel alone (``ratings``, ``cosines``, ``choices``), as SVG and PNG.

    Returns the files, the whole figure's SVG and PNG first. Raises FileProblem where one cannot be written.
    """
    import matplotlib.style  # takes most of a second to load, which a report's words need not wait for
    from matplotlib.figure import Figure as Drawing

    with matplotlib.style.context(["default", dict(_SETTINGS)], after_reset=True):
        whole = Drawing(figsize=(13, 5))
        grid = whole.add_gridspec(1, len(PANELS), width_ratios=(1.25, 1.0, 1.1), **_WHOLE)
        for place, panel in enumerate(PANELS.values()):
            panel(whole, grid[place], results)
        files = _save(whole, folder / "figure")
        for name, panel in PANELS.items():
            alone = Drawing(figsize=(5.2, 4.6))
            panel(alone, alone.add_gridspec(1, 1, **_ALONE)[0], results)
            files += _save(alone, folder / name)
    return files


def _save(drawing: Drawing, stem: Path) -> list[Path]:
    svg, png = stem.with_suffix(".svg"), stem.with_suffix(".png")
    try:
        drawing.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
        drawing.savefig(png, format="png", dpi=_DOTS, metadata={"Software": None})
    except OSError as error:
        raise FileProblem(f"{stem.name} cannot be written: {error.strerror or error}.") from None
    return [svg, png]


def _ratings(drawing: Drawing, slot: SubplotSpec, results: Results) -> None:
    """Left panel: mean rating by judge and arm, the number of ratings, and the number that could not be parsed."""
    axes = drawing.add_subplot(slot)
    axes.set_title("Rated 0–9")
    judges: tuple[JudgeKey, ...] = ("self", "frontier")
    if "human" in (asked := statistics.judges_of_ratings(results)):
        judges = (*judges, "human")
    axes.set_ylim(0, 9.4)
    axes.set_yticks(range(10))
    if not asked:
        _empty_panel(axes)
        return
    axes.grid(axis="y", color="#e4e4e4", linewidth=0.7)
    axes.set_ylabel("mean rating, 95 % interval")
    ticks: list[tuple[float, str]] = []
    for place, judge in enumerate(judges):
        left = place * (len(ARMS) + 0.8)
        axes.text(left + 1, 9.3, judge, ha="center", va="top", fontweight="bold")
        if judge not in asked:
            _not_asked(axes, left + 1, 4.5)
            continue
        for offset, arm in enumerate(ARMS):
            found = statistics.rated(results, judge, arm)
            _point(axes, left + offset, found.mean, arm, f"{found.mean.value:.1f}" if found.mean else "")
            failed = f"\n{found.failed} failed" if found.failed else ""
            ticks.append((left + offset, f"{arm}\nn {found.mean.n if found.mean else 0}{failed}"))
    _tick(axes, ticks, 8.5 if len(judges) < 3 else 7)
    axes.set_xlim(-0.7, (len(judges) - 1) * (len(ARMS) + 0.8) + len(ARMS) - 0.3)


def _cosines(drawing: Drawing, slot: SubplotSpec, results: Results) -> None:
    """Center panel: distributions of the cosines, without the vector's own contribution (above) and with it (below)."""
    grid = slot.subgridspec(2, 1, height_ratios=(1.5, 1), hspace=0.08)
    above = drawing.add_subplot(grid[0])
    below = drawing.add_subplot(grid[1], sharex=above)
    above.set_title("Mean cosine while generating")
    if not any(statistics.cosines(results, "without", arm) for arm in ARMS):
        above.set_yticks([])
        _empty_panel(above, "no stories")
        below.set_axis_off()
        return
    _distributions(above, results, "without", "without the vector’s own contribution", 1.0)
    _distributions(below, results, "with", "with it: circular for induced", 0.5)
    above.tick_params(labelbottom=False)
    below.set_xlabel("cosine with the attribute")


def _distributions(axes: Axes, results: Results, reading: Reading, label: str, strength: float) -> None:
    axes.text(0.0, 1.0, label, transform=axes.transAxes, va="top", fontsize=9, style="italic", color=_MUTED)
    for row, arm in enumerate(reversed(ARMS)):
        found = statistics.scored(results, reading, arm)
        values = np.asarray(found.values)
        style = STYLES[arm]
        if len(values) > 2 and (curve := _density(values)):
            x, y = curve
            axes.fill_between(x, row, row + 0.6 * y, color=style.colour, alpha=0.35 * strength, linewidth=0)
            axes.plot(x, row + 0.6 * y, color=style.colour, alpha=strength, linewidth=1.3, linestyle=style.line)
        heights = row - 0.12 - 0.14 * (np.arange(len(values)) % 3) / 2
        axes.plot(values, heights, linestyle="", marker="|", markersize=4, color=style.colour, alpha=0.7 * strength)
        if found.mean:
            _mean_across(axes, row, found.mean, style)
    axes.set_yticks(range(len(ARMS)), [f"{a}\nn {len(statistics.cosines(results, reading, a))}" for a in ARMS[::-1]])
    axes.tick_params(axis="y", labelsize=8.5, length=0)
    axes.set_ylim(-0.45, len(ARMS) + 0.05)
    axes.grid(axis="x", color="#e4e4e4", linewidth=0.7)


def _mean_across(axes: Axes, row: int, mean: Figure, style: ArmStyle) -> None:
    reach = [[mean.value - mean.low], [mean.high - mean.value]] if math.isfinite(mean.low) else None
    axes.errorbar(
        [mean.value], [row], xerr=reach, marker=style.marker, markersize=6, color=style.colour, ecolor="black",
        markeredgecolor="black", markeredgewidth=0.8, elinewidth=1.2, capsize=2.5, zorder=3,
    )  # fmt: skip


def _density(values: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    """Gaussian kernel density by Silverman's rule, scaled to a peak of 1; None where the values do not vary."""
    spread = float(values.std(ddof=1))
    if spread < 1e-9:
        return None
    width = 1.06 * spread * len(values) ** -0.2
    x = np.linspace(values.min() - 3 * width, values.max() + 3 * width, 200)
    y = np.exp(-0.5 * ((x[:, None] - values) / width) ** 2).sum(axis=1)
    return x, y / y.max()


def _choices(drawing: Drawing, slot: SubplotSpec, results: Results) -> None:
    """Right panel: how often each judge picked the other arm over baseline; 50 % is no preference."""
    axes = drawing.add_subplot(slot)
    axes.set_title("Picked over baseline")
    axes.set_ylim(0, 107)
    axes.set_yticks(range(0, 101, 25), [f"{percent} %" for percent in range(0, 101, 25)])
    asked = statistics.judges_of_choices(results)
    if not asked:
        _empty_panel(axes)
        return
    axes.grid(axis="y", color="#e4e4e4", linewidth=0.7)
    axes.axhline(50, color="black", linewidth=1, linestyle=(0, (6, 3)))
    axes.set_ylabel("share of pairs, ties half, 95 % interval")
    ticks: list[tuple[float, str]] = []
    judges: tuple[JudgeKey, ...] = ("self", "frontier", "human")
    for place, judge in enumerate(judges):
        left = place * 2.9
        axes.text(left + 0.65, 106.5, judge, ha="center", va="top", fontweight="bold")
        if judge not in asked:
            _not_asked(axes, left + 0.65, 50)
            continue
        for offset, arm in enumerate(statistics.COMPARED):
            found = statistics.preference(results, judge, arm)
            if not found.asked:
                continue
            share = found.share and _percent(found.share)
            _point(axes, left + 1.3 * offset, share, arm, f"{share.value:.0f} %" if share else "")
            ticks.append((left + 1.3 * offset, f"{arm}\nn {share.n if share else 0}"))
    _tick(axes, ticks, 8.5 if len(ticks) <= 4 else 8)
    axes.set_xlim(-0.7, 2 * 2.9 + 2.1)


def _percent(share: Figure) -> Figure:
    return Figure(100 * share.value, 100 * share.low, 100 * share.high, share.n)


def _point(axes: Axes, x: float, figure: Figure | None, arm: Arm, label: str) -> None:
    """Draw a mean with its interval (where there is one) and its value next to it."""
    if figure is None:
        axes.text(
            x, 0.56 * sum(axes.get_ylim()), "none\nreadable", ha="center", va="center", fontsize=8.5, color=_MUTED
        )
        return
    style = STYLES[arm]
    reach = [[figure.value - figure.low], [figure.high - figure.value]] if math.isfinite(figure.low) else None
    axes.errorbar(
        [x], [figure.value], yerr=reach, marker=style.marker, markersize=8, color=style.colour, ecolor="black",
        markeredgecolor="black", markeredgewidth=0.8, elinewidth=1.2, capsize=4, zorder=3,
    )  # fmt: skip
    axes.annotate(label, (x, figure.value), xytext=(7, 0), textcoords="offset points", va="center", fontsize=8.5)


def _tick(axes: Axes, ticks: list[tuple[float, str]], size: float) -> None:
    axes.set_xticks([x for x, _ in ticks], [label for _, label in ticks])
    axes.tick_params(axis="x", labelsize=size, length=0)


def _not_asked(axes: Axes, x: float, y: float) -> None:
    axes.text(x, y, "not asked", ha="center", va="center", fontsize=9, color=_MUTED, backgroundcolor="white")


def _empty_panel(axes: Axes, words: str = "no judge was asked") -> None:
    axes.set_xticks([])
    axes.text(0.5, 0.5, words, transform=axes.transAxes, ha="center", va="center", fontsize=11, color=_MUTED)


PANELS: Mapping[str, Panel] = {"ratings": _ratings, "cosines": _cosines, "choices": _choices}
"""The three panels by the name of their files, left to right."""
