"""Import and export in a child process (:mod:`desktop.exchange.worker`)."""

from __future__ import annotations

import logging
import subprocess
from pathlib import Path

from core import child_process
from core.errors import FileProblem, os_reason
from core.exchange.exporting import Export, ExportOrder
from core.exchange.importing import Imported
from core.exchange.job import Job
from desktop.exchange import wire

LONGEST_S = 1800.0
OPTION = "--exchange-worker"
"""With it the frozen program is the child."""
_log = logging.getLogger(__name__)


def export(order: ExportOrder, job: Job) -> Export:
    """Make an export in a child process. Raises FileProblem; Superseded where ``job`` was cancelled. Blocks."""
    made = _done(order, job, order.name)
    assert isinstance(made, Export)
    return made


def import_file(path: Path, job: Job) -> Imported:
    """Import a file in a child process. Raises FileProblem; Superseded where ``job`` was cancelled. Blocks."""
    made = _done(path, job, path.name)
    assert isinstance(made, Imported)
    return made


def _done(order: wire.Order, job: Job, name: str) -> wire.Made:
    command = child_process.command("desktop.exchange.worker", OPTION)
    try:
        status, out, messages = job.run(
            command, wire.order_bytes(order), LONGEST_S, child_process.environment(), with_children=True
        )
    except subprocess.TimeoutExpired:
        raise FileProblem(
            "{name} took longer than {minutes:.0f} minutes, so it was stopped.", name=name, minutes=LONGEST_S / 60
        ) from None
    except OSError as error:
        raise FileProblem(
            "The process that does this could not be started: {reason}.", reason=os_reason(error)
        ) from None
    if status or not out:
        kind = messages.strip().rpartition("\n")[2].partition(":")[0]  # what follows may quote the text
        _log.error("the process for import and export ended with status %s: %s", status, kind[:80])
        raise FileProblem("The process that worked on {name} ended unexpectedly. Your text is as it was.", name=name)
    return wire.made_from(out)
