"""What a command reads of a folder: each file as it is alone, in the order of the manuscript."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from core.attribute import file as attribute_file
from core.cli import output, score
from core.cli.reading import read_manuscript, read_paragraphs
from core.engine.fake import ScriptedEngine
from core.errors import FileProblem
from core.score.scoring import NOT_SCORED
from tests import making


@pytest.fixture
def novel(tmp_path: Path) -> Path:
    """A folder with a Markdown file and one of plain text whose lines are paragraphs."""
    (tmp_path / "b.md").write_bytes(b"# Two\r\n\r\nLast.\r\n")
    (tmp_path / "a.txt").write_text("First.\nSecond.\n")
    (tmp_path / "c.md").write_bytes(b"\0\1")
    return tmp_path


def test_files_are_read_in_order_with_their_own_indexes_and_offsets(novel: Path) -> None:
    manuscript = read_manuscript(novel)
    assert [(name, each.index, each.text) for name, each in manuscript.paragraphs] == [
        ("a.txt", 0, "First."),
        ("a.txt", 1, "Second."),
        ("b.md", 0, "# Two"),
        ("b.md", 1, "Last."),
    ]
    assert [each for name, each in manuscript.paragraphs if name == "b.md"] == read_paragraphs(novel / "b.md")
    assert "c.md" in manuscript.notice


def test_a_file_has_no_name_before_its_paragraphs(novel: Path) -> None:
    manuscript = read_manuscript(novel / "b.md")
    assert [(name, each.text) for name, each in manuscript.paragraphs] == [("", "# Two"), ("", "Last.")]


def test_a_folder_of_empty_files_has_nothing_to_score(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("\n\n")
    with pytest.raises(FileProblem, match="nothing to score"):
        read_manuscript(tmp_path)


def test_each_score_of_a_folder_names_its_file(novel: Path, capsys: pytest.CaptureFixture[str]) -> None:
    attribute_file.write(novel / "attribute.gguf", making.attribute())
    wanted = score._Wanted(as_json=True, tokens=False, phrases=False)

    def scores(path: Path) -> list[dict[str, object]]:
        attribute = [str(novel / "attribute.gguf")]
        asyncio.run(score._score(ScriptedEngine(), path, Path("scripted.gguf"), attribute, wanted))  # type: ignore[arg-type]
        found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
        return found

    alone = [{"file": name, **each} for name in ("a.txt", "b.md") for each in scores(novel / name)]
    assert scores(novel) == alone


def test_the_table_names_each_file_once_before_its_paragraphs(novel: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = read_manuscript(novel).paragraphs
    output.score_table(
        "novel", [name for name, _ in found], [(each, NOT_SCORED) for _, each in found], "creativity", "starter"
    )
    lines = [line.split() for line in capsys.readouterr().out.split("\n")]
    first = [words[-1] for words in lines if words and words[-1] in ("a.txt", "b.md", "First.", "Last.")]
    assert first == ["a.txt", "First.", "b.md", "Last."]
