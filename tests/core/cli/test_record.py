"""``inkglow record``: the report on a file as a table, as JSON and as Markdown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core import paths
from core.cli.main import app
from core.record import store
from tests.core.record.test_alignment import BEFORE, ENRICHED, N_ADDITION, entry, novel


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A text with one addition that is still there, and one that was deleted."""
    file = tmp_path / "novel.md"
    file.write_text(novel(ENRICHED), "utf-8")
    record = store.file_for(file, paths.data_folder() / store.FOLDER_NAME)
    store.append(record, entry(), file)
    store.append(record, entry(before="It rained.", written="It rained, like gravel on a drum."), file)
    return file


def record(*arguments: object, status: int = 0) -> str:
    done = CliRunner().invoke(app, ["record", *map(str, arguments)])
    assert done.exit_code == status, done.output
    return done.output


def test_the_table_says_what_came_from_the_model_and_what_is_left(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    said = " ".join(record(file).split())
    assert "2 passages were taken from a model, on 26 November 2026." in said
    assert f"has {N_ADDITION} words of 1 of them" in said
    assert "SmolLM2" in said and "creativity 3" in said
    assert file.read_text("utf-8") == novel(ENRICHED)


def test_a_passage_that_was_only_cut_has_no_words_of_the_model(tmp_path: Path) -> None:
    file = tmp_path / "short.md"
    file.write_text("It rained all the night.", "utf-8")
    record_file = store.file_for(file, paths.data_folder() / store.FOLDER_NAME)
    store.append(record_file, entry(before="It rained quite hard.", written="It rained hard."), file)
    assert "shortened" in record(file, "--markdown", "-")
    assert json.loads(record(file, "--json", "-"))["passages"][0]["n_words_taken"] == 0


def test_json_and_markdown_are_printed_or_written(file: Path, tmp_path: Path) -> None:
    found = json.loads(record(file, "--json", "-"))
    assert (found["n_passages"], found["n_passages_left"], found["n_words_from_model"]) == (2, 1, N_ADDITION)
    assert [each["n_words_left"] for each in found["passages"]] == [N_ADDITION, 0]
    assert found["passages"][0]["lams"] == {"creativity": 3.0} and found["passages"][0]["seed"] == 7
    out = tmp_path / "report.md"
    assert record(file, "--markdown", out) == ""
    assert f"{N_ADDITION} words were written by a language model" in out.read_text("utf-8")
    assert "cannot be written over novel.md" in record(file, "--json", file, status=1)


def test_a_file_without_a_record_and_one_that_was_deleted(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text(BEFORE, "utf-8")
    assert "Nothing in the record" in record(other)
    assert json.loads(record(other, "--json", "-"))["passages"] == []
    assert record(file, "--delete") == ""
    assert "Nothing in the record" in record(file)
    assert "There is no file" in record(tmp_path / "missing.md", status=1)
