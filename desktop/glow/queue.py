"""The queue of paragraphs that need a score, and their order. Pure bookkeeping over paragraph ids; GUI thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.engine.protocol import Priority


class ScoringQueue:
    """Paragraphs whose score is missing or older than their text.

    A paragraph that is being typed in is held until typing pauses; from then on it counts as just typed. Those that are
    put off are scored only while they are in view.
    """

    def __init__(self) -> None:
        self._pending: dict[int, None] = {}
        self._typed: dict[int, None] = {}
        self._held: set[int] = set()
        self._put_off: set[int] = set()

    def __len__(self) -> int:
        return len(self._pending)

    def __contains__(self, paragraph_id: int) -> bool:
        return paragraph_id in self._pending

    def add(self, paragraph_id: int) -> None:
        """The paragraph needs a score."""
        self._pending[paragraph_id] = None
        self._put_off.discard(paragraph_id)

    def hold(self, paragraph_id: int) -> None:
        """The paragraph is being typed in."""
        self._held.add(paragraph_id)
        self._typed.pop(paragraph_id, None)
        self._typed[paragraph_id] = None

    def release(self) -> None:
        """Typing has paused."""
        self._held.clear()

    def remove(self, paragraph_id: int) -> None:
        """The paragraph has been scored, cannot be scored, or no longer exists."""
        self._pending.pop(paragraph_id, None)
        self._typed.pop(paragraph_id, None)
        self._held.discard(paragraph_id)
        self._put_off.discard(paragraph_id)

    def put_off(self, paragraph_id: int) -> None:
        """Score the paragraph only while it is in view, until :meth:`resume` or until its text changes."""
        if paragraph_id in self._pending:
            self._put_off.add(paragraph_id)

    def resume(self) -> None:
        """Nothing is put off any more."""
        self._put_off.clear()

    def has_ready(self, visible: Iterable[int] = ()) -> bool:
        """Whether anything can be scored now; ``visible`` is needed only where something may be put off."""
        if len(self._pending) > len(self._held) + len(self._put_off):
            return True
        return any(each in self._put_off and self._is_ready(each) for each in visible)

    def just_typed(self, visible: Iterable[int]) -> Iterator[tuple[int, Priority]]:
        """Paragraphs just typed and not held: those in view first, and the latest first."""
        in_view = set(visible)
        latest = [each for each in reversed(self._typed) if self._is_ready(each)]
        ordered = [each for each in latest if each in in_view] + [each for each in latest if each not in in_view]
        return ((each, Priority.TYPED) for each in ordered)

    def others(self, visible: Iterable[int]) -> Iterator[tuple[int, Priority]]:
        """All other paragraphs: those in view, then the rest in order."""
        for each in visible:
            if self._is_ready(each) and each not in self._typed:
                yield each, Priority.VISIBLE
        for each in self._pending:
            if self._is_ready(each) and each not in self._typed and each not in self._put_off:
                yield each, Priority.REST

    def _is_ready(self, paragraph_id: int) -> bool:
        return paragraph_id in self._pending and paragraph_id not in self._held
