"""The bundled run on the starter model: large enough, complete, and what docs/evaluation.md says of it."""

from __future__ import annotations

import math
from pathlib import Path

from core import paths
from core.attribute import file as attribute_file
from core.derivation.premises import text_hash
from core.evaluation import premises, results
from core.evaluation.report import statistics
from core.evaluation.results import ARMS
from core.stats.separation import Figure

PAGE = Path(__file__).resolve().parents[3] / "docs" / "evaluation.md"
FILE = paths.resources() / "evaluation" / "smollm2-135m-instruct.results.json"


def row(start: str) -> list[str]:
    """The cells of the page's one table row that starts so."""
    [line] = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith(f"| {start}")]
    return [cell.strip() for cell in line.strip("|").split("|")][1:]


def span(figure: Figure | None) -> str:
    assert figure is not None
    return f"{figure.value:.3f} ({figure.low:.3f}–{figure.high:.3f})"


def mean_rating(figure: Figure | None) -> str:
    """Ratings that are all the same have no interval."""
    assert figure is not None
    interval = "all of them" if math.isnan(figure.low) else f"{figure.low:.2f}–{figure.high:.2f}"
    return f"{figure.value:.2f} ({interval})"


def percent(figure: Figure | None) -> str:
    assert figure is not None
    return f"{100 * figure.value:.0f} % ({100 * figure.low:.0f}–{100 * figure.high:.0f}, n = {figure.n})"


def test_it_is_a_whole_run_on_premises_that_made_no_attribute() -> None:
    found = results.load(FILE)
    assert len(found.premises) >= 64
    assert all(set(found.of(arm)) == set(found.premises) for arm in ARMS)
    attribute = attribute_file.read(paths.resources() / "attributes" / "smollm2-135m-instruct.creativity.gguf")
    own = {text_hash(text) for text in premises.read(None).texts}
    assert {text_hash(text) for text in found.premises.values()} <= own
    assert (found.setup.fingerprint, found.setup.layer) == (attribute.fingerprint, attribute.layer)
    seeds = [{premise: story.seed for premise, story in found.of(arm).items()} for arm in ARMS]
    assert seeds[0] == seeds[1] == seeds[2]
    assert len(found.ratings) == 3 * len(found.premises) and len(found.choices) == 4 * len(found.premises)


def test_the_page_says_what_it_shows() -> None:
    found = results.load(FILE)
    scored = {
        reading: [span(statistics.scored(found, reading, arm).mean) for arm in ARMS] for reading in ("without", "with")
    }
    assert row("mean cosine while generating") == scored["without"]
    assert row("the same with it") == scored["with"]
    assert row("rated 0–9 by itself") == [mean_rating(statistics.rated(found, "self", arm).mean) for arm in ARMS]
    picked = [percent(statistics.preference(found, "self", arm).share) for arm in ("induced", "creative")]
    assert row("picked over baseline by itself") == ["", *picked]
