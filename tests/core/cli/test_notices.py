"""What a command says about the model and its attribute before it answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.attribute.selection import InstalledAttribute, LoadedModel
from core.cli import output
from core.engine.protocol import ModelInfo
from tests import making

MODEL = ModelInfo(Path("novel model.gguf"), "scripted", "llama", making.N_LAYER, making.N_EMBD, 100, 1000, "scripted")


def loaded(shown: str, *available: str) -> LoadedModel:
    attributes = {name: replace(making.attribute(), name=name) for name in (shown, *available)}
    installed = tuple(InstalledAttribute(Path(f"{name}.gguf"), attributes[name]) for name in available)
    return LoadedModel(MODEL, attributes[shown], available=installed)


def test_imagery_in_place_of_creativity_is_said_with_the_command_that_makes_creativity(
    capsys: pytest.CaptureFixture[str],
) -> None:
    output.notices(loaded("imagery", "craft", "imagery"))
    said = capsys.readouterr()
    assert not said.out
    assert "is called imagery now" in said.err
    assert "`inkglow derive 'novel model.gguf' --out 'novel model.creativity.gguf'`" in said.err


@pytest.mark.parametrize(
    ("shown", "available"),
    [
        ("creativity", ("creativity", "imagery")),
        ("imagery", ("creativity", "imagery")),
        ("craft", ("craft", "imagery")),
    ],
)
def test_nothing_is_said_where_nothing_changed(
    shown: str, available: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    output.notices(loaded(shown, *available))
    said = capsys.readouterr()
    assert not said.out and not said.err
