"""Windows and macOS, as far as Linux can tell: descriptions parse, paths exist, the program takes their ways.

No package for them was ever built or run.
"""

from __future__ import annotations

import ast
import json
import os
import plistlib
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from tools.package import __main__ as steps
from tools.package import tree
from tools.package.common import ROOT, TREE, version

PACKAGING = ROOT / "packaging"
MADE = ("build", "dist")
"""Folders that packaging makes."""


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_the_program_starts_and_takes_a_text_with_the_other_systems_branches(
    platform: str, own_user_folder: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.package.other_system", platform],
        cwd=ROOT,
        env={**os.environ, "INKGLOW_HOME": str(own_user_folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert found["typed"] and found["display"] and not found["missing"]
    assert found["modules"] > 400
    if platform == "win32":
        assert found["child"] == "inkglow.exe", "a program without a console has no pipes for its children"
        assert found["locks"] > 0, "documents are locked by Windows' own means"
    else:
        assert found["child"] == "inkglow"
        assert found["pandoc"]


def test_the_description_for_pyinstaller_parses_and_names_files_that_exist() -> None:
    source = (PACKAGING / "inkglow.spec").read_text("utf-8")
    tree_of = ast.parse(source)
    names = [node.id for node in ast.walk(tree_of) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
    assert {"Analysis", "PYZ", "EXE", "COLLECT", "BUNDLE"} <= set(names)
    for parts in re.findall(r'ROOT((?: / "[^"]+")+)', source):
        place = ROOT.joinpath(*re.findall(r'"([^"]+)"', parts))
        assert place.relative_to(ROOT).parts[0] in MADE or place.exists(), place


def test_modules_that_the_description_names_exist() -> None:
    source = (PACKAGING / "inkglow.spec").read_text("utf-8")
    hidden = source.partition("hidden = [")[2].partition("]")[0]
    own = re.findall(r'"((?:core|desktop)\.[\w.]+)"', hidden)
    assert own
    for name in own:
        assert (ROOT / Path(*name.split("."))).with_suffix(".py").exists(), name


def test_the_installer_for_windows_names_files_that_exist() -> None:
    script = (PACKAGING / "windows" / "inkglow.iss").read_text("utf-8")
    sections = re.findall(r"^\[(\w+)\]$", script, re.MULTILINE)
    assert {"Setup", "Files", "Icons", "Registry", "Run"} <= set(sections)
    (frozen,) = re.findall(r'^#define Tree "(.+)"$', script, re.MULTILINE)
    assert (PACKAGING / "windows" / frozen.replace("\\", "/")).resolve() == TREE
    for given in re.findall(r"(?:Source: \"|File=)(\.\.[^\"\n]+)", script):
        place = (PACKAGING / "windows" / given.replace("\\", "/")).resolve()
        assert place.relative_to(ROOT).parts[0] in MADE or place.exists(), given
    spec = (PACKAGING / "inkglow.spec").read_text("utf-8")
    for program in set(re.findall(r"\{app\}\\([\w-]+)\.exe", script)):
        assert f'name="{program}"' in spec, program


@pytest.mark.parametrize("script", ["windows/build.ps1", "macos/build.sh"])
def test_the_scripts_call_steps_that_exist(script: str) -> None:
    text = (PACKAGING / script).read_text("utf-8")
    called = re.findall(r"^(?:Step|python3\.11 -m tools\.package) (.+)$", text, re.MULTILINE)
    assert {each.split()[0] for each in called} == {"environment", "tree", "sbom"}
    for arguments in called:
        steps.parser().parse_args(arguments.split())
    if script.endswith(".sh"):
        subprocess.run(["sh", "-n", PACKAGING / script], check=True)


def test_the_permissions_that_macos_is_asked_for_are_those_that_ctypes_and_qt_need() -> None:
    with (PACKAGING / "macos" / "entitlements.plist").open("rb") as file:
        assert plistlib.load(file) == {
            "com.apple.security.cs.allow-unsigned-executable-memory": True,
            "com.apple.security.cs.disable-library-validation": True,
        }


def test_the_matrix_builds_each_system_by_a_command_that_exists() -> None:
    definition = yaml.safe_load((PACKAGING / "ci.yml").read_text("utf-8"))
    matrix = definition["jobs"]["package"]["strategy"]["matrix"]["include"]
    assert {job["os"].split("-")[0] for job in matrix} == {"ubuntu", "windows", "macos"}
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for job in matrix:
        for command in (job["build"], job["test"].removeprefix("sudo ")):
            if command.startswith("make "):
                assert f"\n{command.split()[1]}:" in makefile
            elif command.startswith(("sh ", "powershell ")):
                assert (ROOT / command.split()[-1]).exists()
            else:
                assert (ROOT / command.split()[0]).parent == TREE
    assert "INKGLOW_WHEELS" in definition["jobs"]["package"]["env"]


def test_windows_shows_the_version_among_the_programs_properties() -> None:
    described = tree.windows_version("1.2.3")
    ast.parse(described)
    assert "filevers=(1, 2, 3, 0)" in described and "'ProductVersion', '1.2.3'" in described
    assert len(version().split(".")) == 3
