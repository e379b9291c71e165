"""Open files that are made to do harm: each must end in a sentence or in a usual result, soon and in bounded memory.

``python -m tests.faults.hostile [--runs N] [--seed S] [--only SEED]``. Each seed makes one file: a model or an
attribute with false lengths, a chat template that never ends, a text, page, RTF or packed file too deep or too long,
one of the program's own files with garbage in it. It is opened by the program's own readers, in a process that this one
watches; some in the real window, and models in the process of llama.cpp.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from tests.faults import report
from tests.faults.report import Lost
from tests.faults.watched import Watched

MOST_MB = 1024.0
"""Megabytes that this process's memory may grow by while it opens one file. pandoc has a limit of its own (2 GB)."""
_LONGEST_S, _LONGEST_WINDOW_S = 320.0, 320.0
_OF = 40
"""One seed of so many opens files in the real window, or loads a model in the real process of llama.cpp."""


class Openers:
    """The processes that open files, and what came of them."""

    def __init__(self) -> None:
        self._readers = Watched("tests.faults.hostile_worker", _LONGEST_S)
        self._window = Watched("tests.faults.hostile_window", _LONGEST_WINDOW_S)
        self.families: Counter[str] = Counter()
        self.sentences: Counter[str] = Counter()

    def attempt(self, seed: int) -> None:
        """Have the file of ``seed`` made and opened. Raises Lost."""
        reply = (self._window if in_window(seed) else self._readers).ask(seed)
        family = str(reply["family"])
        self.families[family] += 1
        self.sentences[family] += bool(reply["said"])
        if reply["problem"]:
            raise Lost(f"{family}: {reply['problem']}")
        if reply["megabytes"] > MOST_MB:
            raise Lost(f"{family}: took {reply['megabytes']:.0f} MB; said {reply['said']!r}")

    def close(self) -> None:
        """End the processes."""
        self._readers.close()
        self._window.close()


def in_window(seed: int) -> bool:
    """Whether the files of ``seed`` are opened in the window, or in the process of llama.cpp."""
    return seed % _OF == _OF - 1


@contextmanager
def openers() -> Iterator[Openers]:
    """The process that opens files, ended afterwards."""
    made = Openers()
    try:
        yield made
    finally:
        made.close()


def main() -> int:
    """The command line."""
    with openers() as opened:
        status = report.main("hostile", "files that are made to do harm", opened.attempt, runs=3000)
        for family, count in opened.families.most_common():
            print(f"    {family}: {count} files, {opened.sentences[family]} answered with a sentence")
    return status


if __name__ == "__main__":
    sys.exit(main())
