"""Remembers the instruction for rewrites of each file."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from desktop.common.preferences import Preferences
from desktop.document.session import Session


class RememberedInstruction(QObject):
    """Puts the open file's instruction into the card's line, and stores what the writer types there. GUI thread.

    That of an untitled document is stored as soon as it has a file; an empty line is forgotten.
    """

    def __init__(
        self, line: QLineEdit, session: Session, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._line, self._session, self._preferences = line, session, preferences
        self._path = session.path
        self._is_new = False
        session.about_to_replace.connect(self._on_replacing)
        session.changed.connect(self._on_changed)
        line.textEdited.connect(self._store)

    def _on_replacing(self, by_another_document: bool) -> None:
        self._is_new = self._is_new or by_another_document

    def _on_changed(self) -> None:
        path = self._session.path
        if self._is_new:
            self._is_new = False
            known = self._preferences.value
            self._line.setText(known.instruction_in(path.absolute()) if path is not None else "")
        elif path != self._path:
            self._store()
        self._path = path

    def _store(self) -> None:
        path, preferences = self._session.path, self._preferences
        if path is not None:
            instructions = preferences.value.with_instruction(path.absolute(), self._line.text())
            preferences.change(instructions=instructions)
