"""Show on stderr what a long command is doing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

PATIENCE_S = 15.0
"""If stderr is not a terminal, a line is printed only for what takes longer than this, in seconds."""


class Activity:
    """One line that says what is being done: on a terminal at once with the time, elsewhere only if it takes long."""

    def __init__(self, console: Console, bar: Progress | None, patience_s: float) -> None:
        self._console = console
        self._bar = bar
        self._task = bar.add_task("", total=None, visible=False) if bar is not None else None
        self._patience_s = patience_s
        self._later: asyncio.TimerHandle | None = None
        self._sentence = ""

    def now(self, sentence: str) -> None:
        """Show ``sentence``; needs a running event loop. The same sentence again changes nothing."""
        if sentence == self._sentence:
            return
        self._sentence = sentence
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=sentence, visible=True)
            self._bar.refresh()
            return
        if self._later is None:
            self._later = asyncio.get_running_loop().call_later(self._patience_s, self._print)

    def stop(self) -> None:
        """Cancel the line that is still to be printed."""
        if self._later is not None:
            self._later.cancel()

    def _print(self) -> None:
        self._later = None
        self._console.print(self._sentence, highlight=False, markup=False, soft_wrap=True)


@contextmanager
def activity(console: Console | None = None, patience_s: float = PATIENCE_S) -> Iterator[Activity]:
    """An :class:`Activity` on ``console`` (stderr); on a terminal its line is removed at the end."""
    console = console or Console(stderr=True)
    if not console.is_terminal:
        shown = Activity(console, None, patience_s)
        try:
            yield shown
        finally:
            shown.stop()
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        yield Activity(console, bar, patience_s)
