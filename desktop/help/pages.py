"""The pages of the help as Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from PySide6.QtGui import QKeySequence

from desktop.common.translation import tr
from desktop.help import words

_ELSEWHERE = re.compile(r"\[([^\]]+)\]\((?!https?:|#)[^)]*\)")
"""A link to a file of the source code, which an installed program does not have."""
_INSTALLING = re.compile(r"^## Installing$.*?(?=^## )", re.MULTILINE | re.DOTALL)

Row = tuple[str, str, Sequence[QKeySequence]]
"""A command: the menu that it is in, its label, and its keys."""


def usage(resources: Path) -> str:
    """The handbook, without what is done already; a sentence where it is missing. Reads a file."""
    try:
        text = (resources / "help" / tr("usage.md", "file of the handbook in this language")).read_text("utf-8")
    except (OSError, ValueError):
        return f"# {words.USAGE_TITLE}\n\n{words.NO_PAGE}\n"
    return _ELSEWHERE.sub(r"\1", _INSTALLING.sub("", text))


def keys(rows: Sequence[Row], palette: str) -> str:
    """The commands that have keys, by menu; ``palette`` is the key of the command palette."""
    native = QKeySequence.SequenceFormat.NativeText
    alt = QKeySequence("Alt+F").toString(native).removesuffix("F").removesuffix("+")
    lines = [f"# {words.KEYS_TITLE}", "", words.KEYS_FIRST.format(keys=f"`{palette}`", alt=f"`{alt}`")]
    for menu, commands in groupby(rows, key=lambda row: row[0].partition(" ▸ ")[0]):
        having = [row for row in commands if row[2]]
        if having:
            lines += ["", f"## {menu}", "", "| {} | {} |".format(*words.KEYS_WHERE), "|---|---|"]
        for place, label, sequences in having:
            said = ", ".join(f"`{_escaped(each.toString(native))}`" for each in sequences)
            inner = place.partition(" ▸ ")[2]
            lines.append(f"| {said} | {_escaped(f'{inner}: ' if inner else '')}{_escaped(label.rstrip('…'))} |")
    return "\n".join(lines) + "\n"


def _escaped(label: str) -> str:
    return label.replace("|", r"\|").replace("*", r"\*")
