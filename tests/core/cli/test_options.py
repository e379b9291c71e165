"""The options that several commands have are the same in each, and explained in each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import typer

from convert.__main__ import app as convert_app
from core.cli.main import app
from desktop import __main__ as _editor_commands  # noqa: F401  adds open and tour to the commands

EDITOR = "open"
"""The editor remembers its model and attribute, and says so in its help."""


def options(command: Any, *names: str) -> Iterator[tuple[str, str, Any]]:
    """Command, option and declaration, of each option of ``command`` and of the commands below it."""
    for param in command.params:
        if param.param_type_name == "option" and not param.hidden:
            yield " ".join(names), param.opts[0], param
    for name, below in getattr(command, "commands", {}).items():
        if not below.hidden:
            yield from options(below, *names, name)


@pytest.mark.parametrize("option", ["--model", "--gpu-layers", "--threads", "--fresh"])
def test_a_shared_option_has_one_help_and_one_default(option: str) -> None:
    found = [
        (param.help, param.default)
        for command, name, param in options(typer.main.get_command(app))
        if name == option and command != EDITOR
    ]
    assert len(found) > 1 and len(set(found)) == 1 and found[0][0]


@pytest.mark.parametrize("option", ["--out", "--layers", "--seed", "--premises", "--tokens", "--pairs", "--report-on"])
def test_both_ways_to_derive_have_the_same_options(option: str) -> None:
    through_llama, through_torch = (
        next(param for command, name, param in options(typer.main.get_command(each)) if (command, name) == wanted)
        for each, wanted in ((app, ("derive", option)), (convert_app, ("derive", option)))
    )
    for attribute in ("help", "default", "required"):
        assert getattr(through_llama, attribute) == getattr(through_torch, attribute)


def test_every_attribute_option_says_which_attribute_is_used_without_it() -> None:
    helps = {
        command: param.help for command, name, param in options(typer.main.get_command(app)) if name == "--attribute"
    }
    assert {command for command, words in helps.items() if "ithout it: creativity" in words} == {
        "tour",
        "score",
        "vary",
        "evaluate run",
        "evaluate validity",
    }
    assert "Without it: the last one" in helps[EDITOR]
