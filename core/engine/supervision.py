"""When a child process that has died is started again, and when one that gives no sign of life is given up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Patience:
    """How long the client of the child process waits for what. Times in seconds, the others in rounds of ``round_s``.

    While requests are pending the child is asked for a sign of life in each round. Rounds are counted rather than
    seconds, so that the time in which the computer sleeps does not count.
    """

    round_s: float = 2.0
    silent: int = 5
    """After so many rounds without a sign the writer is told."""
    starting: int = 15
    """The same for a process that has only been started: Python and its libraries may come from a slow disk."""
    lost: int = 25
    """After so many more the process is killed, and another one is started."""
    delays_s: tuple[float, ...] = (0.0, 1.0, 4.0)
    """Wait before each new start after a death; when these are used up, nothing is started until the writer asks."""
    settled_s: float = 60.0
    """A process that has been ready for so long counts as sound: if it dies, the first of the delays is used again."""


class Restarts:
    """Counts deaths of the child in a row. Belongs to the event loop's thread."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self.forget()

    def forget(self) -> None:
        """Begin anew, with another model or because the writer asks."""
        self._deaths = 0
        self._ready_since: float | None = None

    def ready(self, now: float) -> None:
        """The child is ready at the time ``now``, in seconds."""
        self._ready_since = now

    def delay_after_death(self, now: float) -> float | None:
        """Count a death at the time ``now``: seconds until the next start; None where there is to be none."""
        if self._ready_since is not None and now - self._ready_since >= self._patience.settled_s:
            self._deaths = 0
        self._ready_since = None
        self._deaths += 1
        delays = self._patience.delays_s
        return delays[self._deaths - 1] if self._deaths <= len(delays) else None


class SilenceWatch:
    """Notices that the child gives no sign of life while it is needed. Belongs to the event loop's thread."""

    def __init__(
        self,
        patience: Patience,
        is_needed: Callable[[], bool],
        ping: Callable[[], None],
        on_silence: Callable[[bool], None],
        on_lost: Callable[[], None],
    ) -> None:
        """``on_silence`` is called with True when the silence has lasted, and with False when it has ended.

        ``on_lost`` is called when there is nothing more to hope for.
        """
        self._patience = patience
        self._is_needed = is_needed
        self._ping = ping
        self._on_silence = on_silence
        self._on_lost = on_lost
        self._round: asyncio.TimerHandle | None = None
        self._missed = 0
        self._has_spoken = False
        self.is_silent = False
        """Whether the silence has lasted."""

    def begin(self) -> None:
        """Another child is being started."""
        self.stop()
        self._missed = 0
        self._has_spoken = self.is_silent = False
        self.watch()

    def watch(self) -> None:
        """Something is asked of the child; goes on until it is needed no more."""
        if self._round is None:
            self._round = asyncio.get_running_loop().call_later(self._patience.round_s, self._next_round)

    def stop(self) -> None:
        """Watch no more."""
        if self._round is not None:
            self._round.cancel()
            self._round = None

    def heard(self) -> None:
        """The child has sent something."""
        self._missed = 0
        self._has_spoken = True
        if self.is_silent:
            self.is_silent = False
            self._on_silence(False)

    def _next_round(self) -> None:
        self._round = None
        if not self._is_needed():
            return
        self._missed += 1
        if self._missed == 1:
            self._ping()
        patience = self._patience
        rounds = patience.silent if self._has_spoken else patience.starting
        if self._missed > rounds + patience.lost:
            self._on_lost()
            return
        if not self.is_silent and self._missed > rounds:
            self.is_silent = True
            self._on_silence(True)
        self.watch()
