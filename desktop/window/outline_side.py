"""The outline's place at the left of the page: shown where the writer wants it and the window has room for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop.common.notice import CURSOR, Notifier
from desktop.common.preferences import Preferences
from desktop.editor.text_edit import ManuscriptEditor
from desktop.outline import words
from desktop.outline.panel import WIDTH, OutlinePanel

LEAST_PAGE = 440
"""Pixels of the page that the outline leaves free; where there are fewer, it folds away."""
_SIDE_CHANGES = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)


class OutlineSide(QObject):
    """Shows and hides the outline. GUI thread."""

    def __init__(
        self,
        panel: OutlinePanel,
        editor: ManuscriptEditor,
        preferences: Preferences,
        notice: Notifier,
        window: QMainWindow,
        side: QWidget,
    ) -> None:
        """``side`` is the panel at the right of the page, which has precedence."""
        super().__init__(window)
        self._panel, self._editor, self._preferences, self._notice = panel, editor, preferences, notice
        self._window, self._side = window, side
        self._covered = False
        window.installEventFilter(self)
        side.installEventFilter(self)
        preferences.changed.connect(self.sync)
        panel.closed.connect(self._close)
        self.sync()

    def show(self, wanted: bool) -> None:
        """Show the outline, with the keys in it, or hide it; remembered."""
        if wanted is self._preferences.value.outline_visible:
            return
        self._preferences.change(outline_visible=wanted)
        if wanted:
            self.cover(False)
            self._enter()

    def enter(self) -> None:
        """Let the keys go to the outline, which is shown if necessary; back to the text if they go there already."""
        if self._panel.has_focus:
            self._editor.setFocus()
        else:
            self._preferences.change(outline_visible=True)
            self.cover(False)
            self._enter()

    def cover(self, covered: bool) -> None:
        """Hide the outline for as long as the text fills the screen, until it is asked for."""
        self._covered = covered
        self.sync()

    def sync(self) -> None:
        """Show the outline if it is wanted and there is room."""
        shown = self._preferences.value.outline_visible and self._has_room() and not self._covered
        if shown is self._panel.isHidden():
            self._panel.set_shown(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window has another size, or the panel at the right has come or gone."""
        is_resize = isinstance(event, QResizeEvent)  # quicker than to ask for the type, at every key
        if is_resize if watched is self._window else event.type() in _SIDE_CHANGES:
            self.sync()
        return False

    def _enter(self) -> None:
        if self._panel.isHidden():
            self._notice.tell(words.FOLDED, about=CURSOR)
        else:
            self._panel.take_focus()

    def _close(self) -> None:
        self._preferences.change(outline_visible=False)

    def _has_room(self) -> bool:
        side = 0 if self._side.isHidden() else self._side.width()
        return self._window.width() - side - WIDTH >= LEAST_PAGE
