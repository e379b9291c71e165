"""What the status line says of goals: nothing where there is none. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.common.preferences import Preferences
from desktop.writing import words
from desktop.writing.tally import Tally


class Progress(QObject):
    """The words written so far towards the goals that the writer has set."""

    changed = Signal()

    def __init__(self, tally: Tally, preferences: Preferences) -> None:
        super().__init__(tally)
        self._tally, self._preferences = tally, preferences
        tally.changed.connect(self.changed)
        preferences.changed.connect(self.changed)

    def parts(self) -> list[str]:
        """A few words for each goal."""
        wanted, tally = self._preferences.value, self._tally
        found: list[str] = []
        if wanted.daily_goal:
            found.append(words.today_of(tally.today.written, wanted.daily_goal))
        if wanted.session_goal:
            found.append(words.session_of(tally.session.written, wanted.session_goal))
        return found
