"""Disks that fail: full, read-only, gone, slow, with damaged databases; and what a power cut leaves of a save.

``python -m tests.faults.disks [--runs N] [--seed S] [--only SEED]``. Of four seeds one records a piece of work and
looks at every disk that a power cut may leave (:mod:`tests.faults.power_loss`), where strace is installed. The others
write in the real window (:mod:`tests.faults.disk_window`).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from tests.faults import power_checks, power_loss, report
from tests.faults.report import Lost
from tests.faults.watched import Watched

_LONGEST_S = 150.0
_OF = 4
"""One seed of so many is a power cut."""


class Disks:
    """The window on a failing disk, and the power cuts; with counts of what was tried."""

    def __init__(self) -> None:
        self._window = Watched("tests.faults.disk_window", _LONGEST_S)
        self._records = power_loss.can_record()
        self.tried: Counter[str] = Counter()

    def attempt(self, seed: int) -> None:
        """Try what ``seed`` says. Raises Lost."""
        if seed % _OF == 0 and self._records:
            self.tried["disk after a power cut"] += power_checks.attempt(seed // _OF)
            return
        reply = self._window.ask(seed)
        self.tried.update(str(each) for each in reply["tried"])
        if reply["problem"]:
            raise Lost(str(reply["problem"]))

    def close(self) -> None:
        """End the window's process."""
        self._window.close()


@contextmanager
def disks() -> Iterator[Disks]:
    """All of it, ended afterwards."""
    made = Disks()
    try:
        yield made
    finally:
        made.close()


def main() -> int:
    """The command line."""
    with disks() as made:
        status = report.main("disks", "disks that fail", made.attempt, runs=400)
        for name, count in sorted(made.tried.items()):
            print(f"    {name}: {count}")
    return status


if __name__ == "__main__":
    sys.exit(main())
