"""The ``inkglow`` command itself: opens a file that is named without a command, and helps in words of its own."""

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
"""What a person is told instead of Python's types; … may be given several times."""


class InkglowGroup(TyperGroup):
    """``inkglow FILE`` is ``inkglow open FILE``, where there is an ``open``; a mistyped command stays an error."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # typer's own copy of click's Context
        if args and "open" in self.commands and args[0] not in self.commands and _is_text_file(args[0]):
            args = ["open", *args]
        return super().parse_args(ctx, args)

    def get_params(self, ctx: Any) -> list[Any]:
        """Its own options, with plain words for their kinds."""
        params: list[Any] = super().get_params(ctx)
        _name_types(params, ctx)
        return params

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command, with plain words for the kinds of its options, and lines that the terminal breaks."""
        command = super().get_command(ctx, cmd_name)
        if command is not None:
            _make_readable(command, ctx)
        return command


def _is_text_file(word: str) -> bool:
    path = Path(word)
    return path.suffix.lower() in _TEXT_SUFFIXES or path.is_file()


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
