"""``inkglow vary``: places that are none, before any model is loaded; the model test is below."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core.cli.main import app
from core.rewrite import vary_site

TEXT = "# One\n\nIt was a small building with two rooms and a yard, and Nell had\nlooked at it from the road.\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "novel.md"
    file.write_text(TEXT, "utf-8")
    return file


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        ("12", "--at needs a line and a column"),
        ("0:1", "--at needs a line and a column"),
        ("9:1", "novel.md has no place 9:1"),
        ("1:4", "There is no prose at 1:4"),
        ("3:60", vary_site.NAME),
    ],
)
def test_a_place_that_cannot_be_varied_is_one_sentence(file: Path, at: str, sentence: str) -> None:
    done = CliRunner().invoke(app, ["vary", str(file), "--at", at])
    assert done.exit_code == 1 and sentence in done.output


@pytest.mark.model
def test_the_starter_model_ranks_words_that_fit(file: Path) -> None:
    done = CliRunner().invoke(app, ["vary", str(file), "--at", "4:2", "--json", "--gpu-layers", "0"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert {"gazed", "stared"} <= {each["text"] for each in found}
    gains = [each["gain"] for each in found]
    assert gains[0] > 0 and len(found) <= 8
    assert file.read_text("utf-8") == TEXT
