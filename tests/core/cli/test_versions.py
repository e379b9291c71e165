"""``inkglow versions``: listed, as JSON, and written to a new file."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core import paths
from core.cli.main import app
from core.manuscript.boundaries import joined
from core.versions.store import FILE_NAME, VersionStore
from core.versions.version import Cause, key_of

NOW = datetime(2026, 11, 26, 14, 5).astimezone()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that is gone, with two versions."""
    file, store = tmp_path / "novel.md", VersionStore(paths.data_folder() / FILE_NAME)
    store.keep(key_of(file), "One \ud800.\n", Cause.OPENED, NOW)
    store.keep(key_of(file), "One two.\n", Cause.NAMED, NOW + timedelta(minutes=5), "Draft 1")
    store.close()
    return file


def versions(*arguments: object, status: int = 0) -> str:
    done = CliRunner().invoke(app, ["versions", *map(str, arguments)])
    assert done.exit_code == status, done.output
    return done.output


def test_they_are_listed_newest_first(file: Path, tmp_path: Path) -> None:
    lines = versions(file).splitlines()
    assert lines[1].split() == ["2", "2026-11-26", "14:10", "2", "named", "Draft", "1"]
    assert lines[2].split() == ["1", "2026-11-26", "14:05", "1", "opened"]
    found = json.loads(versions(file, "--json"))
    assert [(each["number"], each["cause"], each["words"], each["name"]) for each in found] == [
        (2, "named", 2, "Draft 1"),
        (1, "opened", 1, ""),
    ]
    assert datetime.fromisoformat(found[1]["at"]) == NOW
    assert "no versions of other.md" in versions(tmp_path / "other.md")


def test_one_is_written_to_a_new_file_and_none_over_another(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    versions(file, "--restore", 1, "--out", out)
    assert out.read_bytes().decode("utf-8", "surrogatepass") == "One \ud800.\n"
    assert "exists already" in versions(file, "--restore", 2, "--out", out, status=1)
    assert "no version 3" in versions(file, "--restore", 3, "--out", tmp_path / "new.md", status=1)
    assert "given together" in versions(file, "--restore", 1, status=1)


def test_a_manuscript_of_files_comes_back_as_files(tmp_path: Path) -> None:
    store = VersionStore(paths.data_folder() / FILE_NAME)
    parts = [("one.md", "# One\n"), ("part/two.md", "Two.")]
    version = store.keep(key_of(tmp_path / "novel"), joined(parts), Cause.CLOSED, NOW)
    assert version is not None and version.words == 2
    versions(tmp_path / "novel", "--restore", version.number, "--out", tmp_path / "out")
    assert [(tmp_path / "out" / name).read_text() for name, _ in parts] == [text for _, text in parts]
