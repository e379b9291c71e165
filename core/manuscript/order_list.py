"""The small list file that keeps the order of the files of a folder.

One path a line, relative to the folder, with ``/``. Lines that begin with ``#`` are comments and are kept; one of them,
``# not in the manuscript: PATH``, leaves a file of the folder out. A path that begins with ``#`` or a space is written
with ``./`` before it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.files import write_atomically

ORDER_FILE = "inkglow-order.txt"
_HEAD = "# The order of the files in this folder, as Inkglow shows them: one file a line."
_LEFT_OUT = "# not in the manuscript: "
_DIGITS = re.compile(r"(\d+)")


def read(folder: Path) -> OrderList:
    """The list of a folder; an empty one where there is no list file or it cannot be read. Blocks."""
    try:
        text = (folder / ORDER_FILE).read_bytes().decode("utf-8-sig", "surrogateescape")
    except OSError:
        return OrderList()
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    return OrderList(tuple(lines), "\r\n" if "\r\n" in text else "\n")


def write(folder: Path, order: OrderList) -> None:
    """Write the list file of a folder. Blocks. Raises FileProblem."""
    text = "".join(f"{line}{order.newline}" for line in order.lines)
    write_atomically(folder / ORDER_FILE, text.encode("utf-8", "surrogateescape"))


def natural_key(name: str) -> tuple[object, ...]:
    """Sorts paths as people do: *2* before *10*, small letters with capitals; files and folders together."""
    *folders, last = name.split("/")
    stem, dot, ending = last.rpartition(".")
    parts = [*folders, stem if dot else ending]
    return (tuple(map(_natural, parts)), ending, name)


def _natural(part: str) -> tuple[tuple[int, int, str], ...]:
    pieces = _DIGITS.split(part.casefold())
    return tuple((0, int(each), "") if number % 2 else (1, 0, each) for number, each in enumerate(pieces) if each)


@dataclass(frozen=True)
class OrderList:
    """The lines of a list file, without line ends; none where there is no file. ``newline`` is their line end."""

    lines: tuple[str, ...] = ()
    newline: str = "\n"

    @property
    def names(self) -> tuple[str, ...]:
        """The paths listed, in order, each once."""
        return tuple(dict.fromkeys(name for line in self.lines if (name := _name(line))))

    @property
    def left_out(self) -> frozenset[str]:
        """The paths that are not in the manuscript."""
        return frozenset(line[len(_LEFT_OUT) :].strip() for line in self.lines if line.startswith(_LEFT_OUT))

    def arranged(self, found: Iterable[str]) -> list[str]:
        """The files ``found``: first those listed, in their order, then the others in natural order."""
        rest = set(found) - self.left_out
        first = [name for name in self.names if name in rest]
        return [*first, *sorted(rest.difference(first), key=natural_key)]

    def changed(self, names: Sequence[str], left_out: Collection[str], kept: Collection[str]) -> OrderList:
        """The list for the order ``names``, without the files ``left_out``; comments stay before their path.

        Paths in ``kept`` are neither in the manuscript now nor left out of it, because they could not be read: they
        keep their places.
        """
        comments, before = self._comments()
        head = comments.pop(self.names[0], []) if self.names else comments.pop("", [])
        order = list(names)
        for name, previous in before.items():
            if name in kept and name not in order:
                order.insert(order.index(previous) + 1 if previous in order else 0, name)
        lines = head or [_HEAD]
        for name in order:
            lines += [*comments.get(name, ()), _written(name)]
        lines += comments.get("", ())
        lines += [f"{_LEFT_OUT}{name}" for name in sorted(left_out, key=natural_key)]
        return OrderList(tuple(lines), self.newline)

    def _comments(self) -> tuple[dict[str, list[str]], dict[str, str]]:
        """The other lines before each path ("" for those after the last), and the path listed before each."""
        comments: dict[str, list[str]] = {}
        before: dict[str, str] = {}
        waiting: list[str] = []
        previous = ""
        for line in self.lines:
            if name := _name(line):
                comments.setdefault(name, []).extend(waiting)
                before.setdefault(name, previous)
                waiting, previous = [], name
            elif not line.startswith(_LEFT_OUT):
                waiting.append(line)
        while waiting and not waiting[-1].strip():
            waiting.pop()
        return comments | ({"": waiting} if waiting else {}), before


def _name(line: str) -> str:
    """The path on a line; empty for a comment or a blank line."""
    if line.startswith("./"):
        return line[2:]
    bare = line.strip()
    return "" if bare.startswith("#") else bare


def _written(name: str) -> str:
    return f"./{name}" if name.startswith(("#", "./")) or name != name.strip() else name
