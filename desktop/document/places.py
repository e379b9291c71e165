"""Remembers the place in each file, so that it is opened there again."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.common.preferences import Preferences
from desktop.document.session import Session
from desktop.editor.text_edit import ManuscriptEditor


class Places(QObject):
    """Remembers the place when a file is saved, closed or replaced by another. GUI thread."""

    def __init__(
        self, editor: ManuscriptEditor, session: Session, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._editor, self._session, self._preferences = editor, session, preferences
        self._path = session.path
        self._is_leaving = self._is_new = False
        editor.text_leaving.connect(self._on_leaving)
        editor.text_replaced.connect(self._on_replaced)
        session.changed.connect(self._on_changed)

    def remember(self) -> None:
        """Remember the place in the file that is open."""
        if self._path is not None:
            preferences = self._preferences
            places = preferences.value.with_place(self._path.absolute(), self._editor.keeper.place)
            preferences.change(places=places)

    def _on_leaving(self) -> None:
        self.remember()
        self._is_leaving = True

    def _on_replaced(self) -> None:
        self._is_leaving, self._is_new = False, True

    def _on_changed(self) -> None:
        """The session has another file or another name, or has been saved or modified."""
        if self._is_leaving:  # the session already describes the new text, which is not in the editor yet
            return
        self._path = self._session.path
        if self._is_new:
            self._is_new = False
            place = self._preferences.value.place_in(self._path.absolute()) if self._path is not None else None
            if place is not None:
                self._editor.keeper.go_back(place)
        elif not self._session.modified:
            self.remember()
