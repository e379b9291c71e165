"""What the window and the child process say to each other: one line of JSON, and after it a text or a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from core.errors import FileProblem
from core.exchange.comparison import Difference
from core.exchange.exporting import Export, ExportOptions, ExportOrder
from core.exchange.formats import Format
from core.exchange.importing import Imported
from core.manuscript.paragraphs import Syntax
from core.sentences import from_data, to_data

Order = ExportOrder | Path
"""What is asked for: an export, or the import of a file."""
Made = Export | Imported
"""What comes back."""


def order_bytes(order: Order) -> bytes:
    """An order as bytes."""
    if isinstance(order, Path):
        return _joined({"import": str(order)}, b"")
    options = order.options
    head = {
        "export": order.wanted.value,
        "syntax": order.syntax.value,
        "name": order.name,
        "title": options.title,
        "author": options.author,
        "plain": options.plain,
    }
    return _joined(head, order.text.encode("utf-8", "surrogatepass"))


def order_from(data: bytes) -> Order:
    """The order that :func:`order_bytes` wrote."""
    head, body = _parted(data)
    if "import" in head:
        return Path(head["import"])
    return ExportOrder(
        body.decode("utf-8", "surrogatepass"),
        Syntax(head["syntax"]),
        head["name"],
        Format(head["export"]),
        ExportOptions(head["title"], head["author"], head["plain"]),
    )


def made_bytes(made: Made | FileProblem) -> bytes:
    """What was made, or why it was not."""
    if isinstance(made, FileProblem):
        return _joined({"problem": to_data(made.sentence)}, b"")
    if isinstance(made, Imported):
        return _joined({"n_words": made.n_words, "notes": _data(made.notes)}, made.text.encode("utf-8"))
    found = made.differences
    head = {
        "differences": None if found is None else [(each.number, to_data(each.what)) for each in found],
        "n_blocks": made.n_blocks,
        "n_words": made.n_words,
        "notes": _data(made.notes),
    }
    return _joined(head, made.data)


def made_from(data: bytes) -> Made:
    """What :func:`made_bytes` wrote. Raises the FileProblem where it was one."""
    head, body = _parted(data)
    if "problem" in head:
        raise FileProblem(from_data(head["problem"]))
    if "differences" not in head:
        return Imported(body.decode("utf-8"), head["n_words"], _sentences(head["notes"]))
    found = head["differences"]
    differences = None if found is None else tuple(Difference(number, from_data(what)) for number, what in found)
    return Export(body, differences, head["n_blocks"], head["n_words"], _sentences(head["notes"]))


def _data(notes: tuple[str, ...]) -> list[Any]:
    return [to_data(each) for each in notes]


def _sentences(data: list[Any]) -> tuple[str, ...]:
    return tuple(from_data(each) for each in data)


def _joined(head: dict[str, Any], body: bytes) -> bytes:
    return json.dumps(head).encode("ascii") + b"\n" + body


def _parted(data: bytes) -> tuple[dict[str, Any], bytes]:
    line, _, body = data.partition(b"\n")
    head: dict[str, Any] = json.loads(line)
    return head, body
