"""A scored text and its chapters: which paragraphs belong to each, and how their scores compare.

Nothing here ranks chapters or grades them. Pure functions, for any thread.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from core.attribute.calibration import Band
from core.manuscript.boundaries import boundary_line, boundary_name
from core.manuscript.outline import SCENE, Run, first_words, heading_title, level_of
from core.manuscript.paragraphs import Kind, LineRun, Paragraph, Syntax, scored_text
from core.manuscript.statistics import count_words
from core.score.scoring import NOT_SCORED, Score
from core.sentences import Sentence
from core.stats import bootstrap
from core.stats.separation import Figure

ENOUGH = 5
"""Paragraphs with a percentile that a chapter needs for an interval."""
DRAWS = 1000
"""Bootstrap samples of an interval."""
COLUMNS = ("file", "index", "chapter", "words", "n_tokens", "cosine", "percentile", "band", "begins")
"""Columns of the table of scores."""
WHOLE, BEFORE = Sentence("The whole text"), Sentence("Before the first chapter")
"""Titles of what has no heading."""
_FORMULA = "=+-@\t\r"
"""What begins a formula in spreadsheets."""


@dataclass(frozen=True)
class ScoredParagraph:
    """A paragraph of a text with its score.

    ``file`` is its file in a folder, ``index`` its number in that file, from 0. ``level`` and ``title`` are those of
    the section that it begins (:mod:`core.manuscript.outline`). ``begins`` has its first words, where it is prose.
    """

    file: str
    index: int
    words: int
    level: int | None
    title: str
    begins: str
    score: Score


@dataclass(frozen=True)
class Chapter:
    """The paragraphs ``first`` to ``stop`` (exclusive) of a text."""

    title: str
    first: int
    stop: int


@dataclass(frozen=True)
class ChapterFigures:
    """A chapter in figures.

    ``compared`` is the number of paragraphs that have a band. ``shares`` are the shares (0–1) of their words in each
    band, plain first. ``median`` is that of their percentiles; its interval is from a bootstrap over paragraphs, NaN
    where there are fewer than :data:`ENOUGH`.
    """

    title: str
    words: int
    compared: int
    shares: tuple[float, ...]
    median: Figure | None


def scored_text_of(
    runs: Sequence[Run], lines: Sequence[str], syntax: Syntax, scores: Sequence[Score]
) -> list[ScoredParagraph]:
    """A text as the editor holds it, ``scores`` being those of its paragraphs; boundary lines become file names."""
    found: list[ScoredParagraph] = []
    file, index = "", 0
    for run, score in zip(runs, scores, strict=True):
        if run.kind is Kind.BOUNDARY:
            file, index = boundary_name(lines[run.first]) or "", 0
            continue
        found.append(_scored(file, index, run, lines, syntax, score))
        index += 1
    return found


def scored_files(
    paragraphs: Iterable[tuple[str, Paragraph]], scores: Iterable[Score], plain: frozenset[str]
) -> list[ScoredParagraph]:
    """Paragraphs of files, each with its file's name; ``plain`` are the names of files that are plain text."""
    found: list[ScoredParagraph] = []
    for (name, paragraph), score in zip(paragraphs, scores, strict=True):
        lines = paragraph.text.split("\n")
        syntax = Syntax.PLAIN if name in plain else Syntax.MARKDOWN
        run = LineRun(paragraph.kind, 0, len(lines) - 1)
        found.append(_scored(name, paragraph.index, run, lines, syntax, score))
    return found


def _scored(file: str, index: int, run: Run, lines: Sequence[str], syntax: Syntax, score: Score) -> ScoredParagraph:
    level = level_of(run, lines, syntax)
    title = heading_title(run, lines, syntax) if level not in (None, SCENE) else ""
    raw = "\n".join(lines[run.first : run.last + 1])
    text = scored_text(raw, syntax)[0] if run.kind is Kind.PROSE else raw
    words = 0 if run.kind is Kind.COMMENT else count_words(text)
    begins = first_words([LineRun(run.kind, 0, 0)], [text]) if run.kind is Kind.PROSE else ""
    return ScoredParagraph(file, index, words, level, title, begins, score)


def chapters(paragraphs: Sequence[ScoredParagraph]) -> list[Chapter]:
    """The chapters of a text, in order; those without words are left out.

    They begin at the headings of the highest level that occurs more than once, and at higher ones; where none does, at
    the files of a folder; else the text is one chapter.
    """
    levels = Counter(each.level for each in paragraphs if each.level is not None and each.level != SCENE)
    repeated = [level for level, times in levels.items() if times > 1]
    if repeated:
        highest = min(repeated)
        starts = [(at, each.title) for at, each in enumerate(paragraphs) if each.level is not None]
        starts = [(at, title) for at, title in starts if (paragraphs[at].level or 0) <= highest]
    else:
        names = [each.file for each in paragraphs]
        starts = [(at, _file_title(name)) for at, name in enumerate(names) if at == 0 or name != names[at - 1]]
        if len(starts) < 2:
            return [Chapter(WHOLE, 0, len(paragraphs))] if any(each.words for each in paragraphs) else []
    if starts[0][0] > 0:
        starts.insert(0, (0, BEFORE))
    stops = [at for at, _ in starts[1:]] + [len(paragraphs)]
    found = [Chapter(title, at, stop) for (at, title), stop in zip(starts, stops, strict=True)]
    return [each for each in found if any(p.words and p.level is None for p in paragraphs[each.first : each.stop])]


def _file_title(name: str) -> str:
    return heading_title(LineRun(Kind.BOUNDARY, 0, 0), [boundary_line(name)], Syntax.MARKDOWN) if name else ""


def compared(paragraphs: Sequence[ScoredParagraph]) -> list[ChapterFigures]:
    """The figures of each chapter, in the order of the text."""
    return [_figures(each, paragraphs[each.first : each.stop]) for each in chapters(paragraphs)]


def _figures(chapter: Chapter, paragraphs: Sequence[ScoredParagraph]) -> ChapterFigures:
    words = [0] * len(Band)
    percentiles: list[float] = []
    for each in paragraphs:
        if each.score.band is not None and each.score.percentile is not None:
            words[each.score.band] += each.words
            percentiles.append(each.score.percentile)
    total = max(1, sum(words))
    shares = tuple(count / total for count in words)
    return ChapterFigures(
        chapter.title, sum(each.words for each in paragraphs), len(percentiles), shares, median_of(percentiles)
    )


def median_of(percentiles: Sequence[float]) -> Figure | None:
    """The median with its interval; None without any."""
    if not percentiles:
        return None
    values = np.asarray(percentiles, dtype=np.float64)
    low = high = float("nan")
    if len(values) >= ENOUGH:
        drawn = bootstrap.in_blocks(len(values), DRAWS, 0, lambda picks: np.median(values[picks], axis=1))
        low, high = bootstrap.interval(drawn)
    return Figure(float(np.median(values)), low, high, len(values))


def csv_of(paragraphs: Sequence[ScoredParagraph]) -> str:
    """The scores as a table with a line for each paragraph: RFC 4180 but for its line ends, which are ``\\n``."""
    titles = [""] * len(paragraphs)
    for chapter in chapters(paragraphs):
        titles[chapter.first : chapter.stop] = [chapter.title] * (chapter.stop - chapter.first)
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(COLUMNS)
    for each, title in zip(paragraphs, titles, strict=True):
        score = each.score
        table.writerow(
            [
                _cell(each.file),
                each.index,
                _cell(title),
                each.words,
                score.n_tokens if score != NOT_SCORED else "",
                "" if score.cosine is None else f"{score.cosine:.4f}",
                "" if score.percentile is None else f"{score.percentile:.1f}",
                "" if score.band is None else score.band.word,
                _cell(each.begins or each.title),
            ]
        )
    return written.getvalue()


def _cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return text.lstrip(_FORMULA).lstrip() if text[:1] in _FORMULA else text
