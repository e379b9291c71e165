"""README and docs: links lead somewhere, files that are named exist, commands have the options that are shown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from convert.__main__ import app as convert_app
from core import paths
from core.cli.main import app
from core.derivation.plan import plan_from_resources
from desktop import __main__ as _editor_commands  # noqa: F401  adds open and tour to the commands

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
DERIVED = ("model", "placement", "batch_size", "options", "download", "check")
"""Parameters of the function that derives."""
PROGRAMS = {"inkglow": app, "python -m convert": convert_app}


def anchors(page: Path) -> set[str]:
    """What the page's headings are linked by."""
    headings = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def command_lines(page: Path) -> list[tuple[str, str]]:
    """Program and the rest of the line, comments included, of every command in the page's code blocks."""
    blocks = re.findall(r"```sh\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    lines = [line.removeprefix("$ ").removeprefix(".venv/bin/") for block in blocks for line in block.splitlines()]
    return [(name, line[len(name) :]) for line in lines for name in PROGRAMS if line.startswith(f"{name} ")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\((?!http)([^)]+)\)", page.read_text("utf-8")):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_are_named_exist(page: Path) -> None:
    for name in re.findall(r"`((?:core|desktop|convert|tests|resources|tools)/[\w/.-]+)`", page.read_text("utf-8")):
        assert (ROOT / name).exists() or (ROOT / f"{name}.py").exists(), name


@pytest.mark.parametrize("page", [page for page in PAGES if command_lines(page)], ids=lambda page: page.name)
def test_commands_have_the_options_that_are_shown(page: Path) -> None:
    for program, line in command_lines(page):
        command: Any = typer.main.get_command(PROGRAMS[program])
        for word in line.split():
            if word not in getattr(command, "commands", {}):
                break
            command = command.commands[word]
        command = getattr(command, "commands", {}).get("run", command)  # evaluate without a command
        known = {option for param in command.params for option in (*param.opts, *param.secondary_opts)}
        assert set(re.findall(r"(?<!\S)--[a-z-]+", line)) <= known, line


def test_the_command_that_makes_llama_3s_release_file_is_read_as_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    [line] = [line for name, line in command_lines(ROOT / "docs" / "attributes.md") if line.startswith(" release")]
    asked: dict[str, Any] = {}
    monkeypatch.setattr("convert.__main__._derive", lambda *given: asked.update(zip(DERIVED, given, strict=True)) or [])
    monkeypatch.setattr("convert.__main__.print_what_to_commit", lambda out: asked.update(commit=out))
    done = CliRunner().invoke(convert_app, [*line.split(), "--device", "cpu"])
    assert done.exit_code == 0, done.output
    file = Path("resources/attributes/llama-3-8b-instruct.creativity.gguf")
    assert (asked["model"], asked["commit"], asked["options"].out) == ("Meta-Llama-3-8B-Instruct", file, file)
    plan = asked["options"].checked_plan()
    assert plan.digest == plan_from_resources(paths.resources()).digest  # the bundled premises, by the paper's method
