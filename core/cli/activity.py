"""What a long command is doing, for whoever waits for it: on stderr, or above the text that a terminal shows."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

PATIENCE_S = 15.0
"""Seconds between two lines where stderr is not a terminal; what takes less is not told there."""


class Activity:
    """One line: what is being done now. On a terminal at once and with the time; elsewhere only what takes long."""

    def __init__(self, console: Console, bar: Progress | None, patience_s: float) -> None:
        self._console = console
        self._bar = bar
        self._task = bar.add_task("", total=None, visible=False) if bar is not None else None
        self._patience_s = patience_s
        self._later: asyncio.TimerHandle | None = None
        self._sentence = ""

    def now(self, sentence: str) -> None:
        """Doing ``sentence`` from now on; needs a running loop. The same one again changes nothing."""
        if sentence == self._sentence:
            return
        self._sentence = sentence
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=sentence, visible=True)
            self._bar.refresh()
            return
        if self._later is None:
            self._later = asyncio.get_running_loop().call_later(self._patience_s, self._tell)

    def stop(self) -> None:
        """Nothing takes long any more."""
        if self._later is not None:
            self._later.cancel()

    def _tell(self) -> None:
        self._later = None
        self._console.print(self._sentence, highlight=False, markup=False, soft_wrap=True)


@contextmanager
def activity(console: Console | None = None, patience_s: float = PATIENCE_S) -> Iterator[Activity]:
    """Tells on ``console`` (stderr) what is being done; on a terminal nothing of it stays."""
    console = console or Console(stderr=True)
    if not console.is_terminal:
        telling = Activity(console, None, patience_s)
        try:
            yield telling
        finally:
            telling.stop()
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        yield Activity(console, bar, patience_s)
