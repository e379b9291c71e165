"""The command line in-process: what it opens, what its help explains, what it says while it works."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from core.attribute.calibration import Band
from core.cli.activity import activity
from core.cli.main import app
from core.cli.output import score_json, variant_json
from core.manuscript.paragraphs import Syntax, split
from core.rewrite.checks import Flag
from core.rewrite.order import Variant
from core.score.scoring import Score
from desktop import __main__ as program
from desktop.app import Start
from desktop.common import qt_environment
from desktop.common.one_window import OneWindow


def said(*arguments: str) -> tuple[int, str, str]:
    """Exit status, stdout and stderr, as wide as a line of help may be."""
    result = CliRunner().invoke(app, arguments, env={"COLUMNS": "400", "DISPLAY": "", "WAYLAND_DISPLAY": ""})
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What the editor would be opened with; the window itself is other tests' business."""
    calls: list[tuple[Any, ...]] = []
    monkeypatch.setattr(program, "_open", lambda *given, new_window: calls.append((*given, new_window)))
    return calls


def test_a_file_without_a_command_is_opened(tmp_path: Path, opened: list[tuple[Any, ...]]) -> None:
    chapter, notes = tmp_path / "chapter.md", tmp_path / "notes"
    notes.write_text("No ending, but it is there.", "utf-8")
    assert said(str(chapter))[0] == said(str(notes), "--attribute", "craft")[0] == 0
    assert said("open", str(chapter))[0] == said()[0] == 0
    assert said("open", "--new-window")[0] == 0
    own = (None, None, "", True)
    asked = [(chapter, None, ""), (notes, None, "craft"), (chapter, None, ""), (None, None, "")]
    assert opened == [*((*each, False) for each in asked), own]


def test_the_editor_opens_without_a_model_where_that_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    starts: list[Start] = []
    monkeypatch.setattr(qt_environment, "why_no_window", lambda: "")

    def run(start: Start, one: OneWindow) -> int:
        starts.append(start)
        return 0

    monkeypatch.setattr("desktop.app.run", run)
    chapter = tmp_path / "chapter.md"
    assert said("open", str(chapter), "--model", "none")[0] == said("open", "--model", "some.gguf")[0] == 0
    assert starts == [Start(chapter, without_model=True), Start(model=Path("some.gguf"))]


def test_a_mistyped_command_is_still_an_error_and_a_command_is_no_file(
    tmp_path: Path, opened: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "models").write_text("a file called like a command", "utf-8")
    status, _, complaint = said("scor", "chapter.md")
    assert status == 2 and "No such command" in complaint
    assert said("models", "--help")[0] == 0
    assert opened == []


def test_the_version_is_printed() -> None:
    assert said("--version") == (0, f"inkglow {version('inkglow')}\n", "")


def commands(command: Any, *names: str) -> Iterator[tuple[str, ...]]:
    yield names
    for name, each in getattr(command, "commands", {}).items():
        yield from commands(each, *names, name)


@pytest.mark.parametrize("names", list(commands(typer.main.get_command(app))), ids=" ".join)
def test_help_names_files_and_numbers_and_no_types(names: tuple[str, ...]) -> None:
    status, words, _ = said(*names, "--help")
    assert status == 0
    kinds = {found for line in words.splitlines() if " --" in line for found in re.findall(r"<[^>]*>", line)}
    assert {kind for kind in kinds if re.search("list|Path|path|bool|int|float|str", kind)} == set()


def test_the_help_of_score_explains_bands_and_every_field() -> None:
    _, words, _ = said("score", "--help")
    [paragraph] = split("A lamp burned in the window of the house.", Syntax.PLAIN)
    fields = score_json(paragraph, Score(9, 0.1, 50.0, Band.STEADY, ()), tokens=True)
    for word in (*fields, *(band.word for band in Band)):
        assert re.search(rf"\b{word}\b", words), word
    assert "20th, 40th, 60th and 80th percentile" in words


def test_the_help_of_rewrite_explains_every_field_and_flag() -> None:
    _, words, _ = said("rewrite", "--help")
    for word in (*variant_json(Variant("", 1.0, 0, None, None)), *map(str, Flag)):
        assert re.search(rf"(?<![\w-]){word}(?![\w-])", words), word


def test_long_steps_are_printed_where_there_is_no_terminal() -> None:
    out = io.StringIO()

    async def work(patience_s: float) -> None:
        with activity(Console(file=out), patience_s) as doing:
            doing.now("Loading the model…")
            doing.now("Reading the passage…")
            await asyncio.sleep(0)
            while patience_s == 0 and not out.getvalue():
                await asyncio.sleep(0)

    asyncio.run(work(3600))
    assert out.getvalue() == ""
    asyncio.run(work(0))
    assert out.getvalue() == "Reading the passage…\n"


def test_a_terminal_shows_each_step_and_keeps_none(capsys: pytest.CaptureFixture[str]) -> None:
    screen = io.StringIO()

    async def work() -> None:
        with activity(Console(file=screen, force_terminal=True, width=80)) as doing:
            for sentence in ("Loading the model…", "Reading the passage…", "Writing…"):
                doing.now(sentence)
            print("the result")

    asyncio.run(work())
    shown = screen.getvalue()
    assert [shown.index(each) for each in ("Loading", "Reading", "Writing")] == sorted(
        shown.index(each) for each in ("Loading", "Reading", "Writing")
    )
    assert shown.rstrip().endswith("\x1b[2K")  # the line is erased
    assert capsys.readouterr().out == "the result\n"
