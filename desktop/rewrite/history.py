"""The attempts at passages whose card is closed: no attempt is lost, and no seed is used twice."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from desktop.rewrite.attempt import Attempt

_REMEMBERED_PASSAGES = 100


@dataclass(frozen=True)
class Kept:
    """What is kept of a passage's rewrites."""

    attempts: tuple[Attempt, ...] = ()
    next_seed: int = 0


class History:
    """The attempts at the last hundred passages, by the passage's text. GUI thread."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Kept] = OrderedDict()

    def put(self, passage: str, kept: Kept) -> None:
        """Keep the attempts at ``passage``, as the last one."""
        self._kept[passage] = kept
        self._kept.move_to_end(passage)
        while len(self._kept) > _REMEMBERED_PASSAGES:
            self._kept.popitem(last=False)

    def take(self, passage: str) -> Kept:
        """The attempts at ``passage``, which are no longer kept here."""
        return self._kept.pop(passage, Kept())

    def clear(self) -> None:
        """Forget all of them."""
        self._kept.clear()
