"""The scores of a text as a table for spreadsheets, and as a picture of the curve."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from core.attribute.selection import LoadedModel
from core.cli.output import notice
from core.cli.reading import Manuscript
from core.errors import FileProblem
from core.manuscript.paragraphs import Paragraph
from core.score.chapters import ScoredParagraph, csv_of, scored_files
from core.score.curve import draw, format_of
from core.score.scoring import Score

Scores = Sequence[tuple[Paragraph, Score]]


def check_plot(path: Path) -> None:
    """Say now, not after a long time of scoring, that the curve cannot be written. Raises InkglowError."""
    format_of(path)
    if not path.absolute().parent.is_dir():
        raise FileProblem(f"There is no folder {path.parent} for {path.name}.")


def print_csv(manuscript: Manuscript, scores: Scores) -> None:
    """Print the table on stdout."""
    sys.stdout.write(csv_of(_scored(manuscript, scores)))


def write_plot(manuscript: Manuscript, scores: Scores, path: Path, file: Path, ready: LoadedModel) -> None:
    """Draw the curve, and say on stderr where it is. Raises FileProblem."""
    published = ready.attribute.calibration.published is not None
    against = "published fiction" if published else "reference passages"
    draw(
        _scored(manuscript, scores), path, f"{file.name or file}: {ready.attribute.name} by {ready.model.name}", against
    )
    notice(f"The curve is in {path}.")


def _scored(manuscript: Manuscript, scores: Scores) -> list[ScoredParagraph]:
    return scored_files(manuscript.paragraphs, (score for _, score in scores), manuscript.plain)
