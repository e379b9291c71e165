"""The ``inkglow`` command group: opens a file or folder given without a command, and makes the help texts readable."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

from typer.core import TyperGroup

_TEXT_SUFFIXES = frozenset({".md", ".markdown", ".mkd", ".mdown", ".mmd", ".txt", ".text"})
_SINGLE_LINE_END = re.compile(r"(?<!\n)\n(?!\n)")
_TYPE_WORDS = {
    "<bool>": "",
    "<path>": "FILE",
    "<list[Path]>": "FILE…",
    "<str>": "TEXT",
    "<list[str]>": "TEXT…",
    "<int>": "NUMBER",
    "<int range>": "NUMBER",
    "<float>": "NUMBER",
    "<float range>": "NUMBER",
}
"""What the help shows instead of Python's types; … means that the option may be given several times."""


class InkglowGroup(TyperGroup):
    """``inkglow FILE`` is ``inkglow open FILE``, if there is a command ``open``; a mistyped command stays an error."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # typer's own copy of click's Context
        if args and "open" in self.commands and args[0] not in self.commands and _is_document(args[0]):
            args = ["open", *args]
        return super().parse_args(ctx, args)

    def get_params(self, ctx: Any) -> list[Any]:
        """The group's options, with plain names for their types."""
        params: list[Any] = super().get_params(ctx)
        _name_types(params, ctx)
        return params

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command, with plain names for the types of its options, and a help text that wraps at any width."""
        command = super().get_command(ctx, cmd_name)
        if command is not None:
            _make_readable(command, ctx)
        return command


def _is_document(word: str) -> bool:
    path = Path(word)
    return path.suffix.lower() in _TEXT_SUFFIXES or path.exists()


def _make_readable(command: Any, ctx: Any) -> None:
    _name_types(command.get_params(ctx), ctx)
    command.help = _SINGLE_LINE_END.sub(" ", inspect.cleandoc(command.help or "")) or None
    for each in getattr(command, "commands", {}).values():
        _make_readable(each, ctx)


def _name_types(params: list[Any], ctx: Any) -> None:
    for param in params:
        if param.param_type_name == "option" and param.metavar is None and hasattr(param, "display_type"):
            shown = str(param.display_type(ctx))
            param.metavar = _TYPE_WORDS.get(shown, shown.strip("<>"))
