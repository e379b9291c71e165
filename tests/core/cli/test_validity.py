"""``inkglow evaluate validity`` on the starter model: figures of known texts, and sentences for what cannot be done."""

from __future__ import annotations

import asyncio
import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import scipy  # its parts are loaded when they are used
import typer
from typer.testing import CliRunner, Result

from core import paths
from core.attribute import selection
from core.cli.validity import validity_command
from core.derivation.premises import INTENTS
from core.engine.client import EngineClient

REFERENCE = paths.resources() / "reference"
EDITS = Path(__file__).resolve().parents[4] / "shared" / "data" / "professional_edits.jsonl"


def evaluate(*words: str | Path) -> Result:
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command()(validity_command)
    return CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "120"})


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def write_passages(file: Path, n: int) -> list[dict[str, Any]]:
    """The ``n`` shortest reference passages, their intents as ratings by two people."""
    rows = sorted(lines(REFERENCE / "passages.jsonl"), key=lambda row: len(row["text"]))[:n]
    with file.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["id", "passage", "rating", "half"])
        for i, row in enumerate(rows):
            for rater in (0, 1):
                table.writerow([row["id"], row["text"], INTENTS.index(row["intent"]) + rater, "ab"[i % 2]])
        table.writerow(["short", "Oh.", 4, "a"])
        table.writerow(["unrated", "Nobody rated this one, long as it is.", "", "b"])
    return rows


@pytest.mark.model
def test_ratings_of_reference_passages(tmp_path: Path) -> None:
    file, out = tmp_path / "r.csv", tmp_path / "r.json"
    rows = write_passages(file, 12)
    result = evaluate("--ratings", file, "--text", "passage", "--rating", "rating", "--group", "half", "--json", out)
    assert result.exit_code == 0, result.output
    report = json.loads(out.read_text("utf-8"))
    assert {"n", "spearman", "interval", "length_partialled", "groups", "baselines"} <= report.keys()
    assert (report["n"], report["n_ratings"]) == (12, 24)
    assert report["left_out"] == {"rows without a rating": 1, "texts of fewer than 4 tokens": 1}
    cosines = asyncio.run(scores([row["text"] for row in rows]))
    intents = [INTENTS.index(row["intent"]) for row in rows]
    assert report["spearman"] == pytest.approx(scipy.stats.spearmanr(cosines, intents).statistic, abs=1e-3)
    assert {name: found["n"] for name, found in report["groups"].items()} == {"a": 6, "b": 6}
    assert {"length", "shorter", "gzip", "MTLD", "mean surprisal", "mean entropy", "asking the model"} <= set(
        report["baselines"]
    )
    assert all(len(found["interval"] or [0, 0]) == 2 for found in report["baselines"].values())
    sweep = report["layer_sweep"]
    assert report["layer"] == sweep["in_use"]["layer"] and len(sweep["layers"]) == 29
    assert report["readout"]["context"] == "neutral" and report["attribute"] == "creativity"
    assert [row["n"] for row in report["calibration_curve"]] == [3, 3, 2, 2, 2]
    assert report["variance_shares"]["score"]["both"] is not None
    assert report["sentence"] in result.stdout
    assert "12 texts, 24 ratings; those of one text are averaged." in result.stdout


async def scores(texts: list[str]) -> list[float]:
    engine = EngineClient()
    try:
        vector = (await selection.load(engine)).attribute.vector
        found = [await engine.score(text, vector, fresh=True) for text in texts]
        return [float(np.float64(each.cosine or np.nan)) for each in found]
    finally:
        await engine.close()


@pytest.mark.model
def test_pairs_with_craft_and_without_the_slow_ones(tmp_path: Path) -> None:
    file, out = tmp_path / "p.jsonl", tmp_path / "p.json"
    rows = sorted(lines(REFERENCE / "pairs.jsonl"), key=lambda row: len(row["vivid"]))[:8]
    file.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    result = evaluate("--pairs", file, "--attribute", "craft", "--no-asking", "--no-sweep", "--json", out)
    assert result.exit_code == 0, result.output
    report = json.loads(out.read_text("utf-8"))
    assert {"n", "accuracy", "interval", "length_partialled", "groups", "baselines"} <= report.keys()
    assert report["n"] == 8 and report["layer"] == 19 and report["layer_sweep"] is None
    assert "asking the model" not in report["baselines"]
    assert {"length", "mean surprisal", "concreteness"} < set(report["confounds"]["score"])
    assert result.stdout.count("explained by") == 2  # the shares of length and group, and those of the confounds
    assert report["baselines"]["length"]["accuracy"] + report["baselines"]["shorter"]["accuracy"] == pytest.approx(1)


@pytest.mark.model
@pytest.mark.skipif(not EDITS.exists(), reason="../shared/data is not here")
@pytest.mark.slow
def test_the_starter_models_creativity_runs_against_professional_edits(tmp_path: Path) -> None:
    file, out = tmp_path / "edits.jsonl", tmp_path / "edits.json"
    rows = sorted(lines(EDITS), key=lambda row: len(row["before"] + row["after"]))[:8]
    file.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    result = evaluate("--pairs", file, "--no-asking", "--no-sweep", "--json", out)
    assert result.exit_code == 0, result.output
    assert json.loads(out.read_text("utf-8"))["accuracy"] < 0.5


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Give either --ratings"),
        (["--ratings", "r.csv", "--pairs", "p.jsonl"], "Give either --ratings"),
        (["--ratings", "r.csv", "--text", "passage"], "two columns"),
        (
            ["--ratings", "r.csv", "--text", "story", "--rating", "rating"],
            "no column story; it has id, passage, rating",
        ),
        (["--ratings", "nowhere.csv", "--text", "a", "--rating", "b"], "no file nowhere.csv"),
        (["--pairs", "p.jsonl", "--better", "a"], "both --better and --worse"),
        (["--ratings", "r.csv", "--text", "passage", "--rating", "rating", "--json", "no/where.json"], "no folder no"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write_passages(tmp_path / "r.csv", 8)
    result = evaluate(*words)
    assert result.exit_code == 1
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
