"""The child process: does one import or export, because a novel's would hold up the window for seconds.

Started by :mod:`desktop.exchange.background`; reads an order from stdin and writes what was made to stdout.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from core import child_process
from core.errors import FileProblem
from core.exchange import exporting, importing
from core.exchange.exporting import Ready
from core.exchange.importing import Imported
from core.exchange.job import Job
from desktop.exchange import wire


def main() -> None:
    """Do what stdin orders."""
    child_process.end_with_parent()
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints is no part of the reply
    order = wire.order_from(sys.stdin.buffer.read())
    made: wire.Made | FileProblem
    try:
        made = _import(order) if isinstance(order, Path) else exporting.export(order, Job(), _pdf)
    except FileProblem as problem:
        made = problem
    with out:
        out.write(wire.made_bytes(made))


def _import(path: Path) -> Imported:
    return importing.import_file(path, Job())


def _pdf(ready: Ready, job: Job) -> bytes:
    from PySide6.QtGui import QGuiApplication

    from desktop.exchange.pdf import make_pdf

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication(["inkglow"])
    try:
        return make_pdf(ready, job)
    finally:
        application.shutdown()


if __name__ == "__main__":
    main()
