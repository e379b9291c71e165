"""Goes through the paragraphs of a scene, one rewrite after the other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from core.rewrite.fragments import is_too_little
from core.rewrite.options import RewriteOptions
from desktop.editor.text_edit import ManuscriptEditor, Passage
from desktop.rewrite.controller import RewriteController


class SceneReview(QObject):
    """The queue of a scene's paragraphs. Each is requested when the writer comes to it. GUI thread.

    Accepting a rewrite or :meth:`skip` goes on to the next paragraph; closing the card ends the review, and so does a
    rewrite of another passage. Paragraphs are known by their ids, so the text may be edited meanwhile; one that is gone
    is passed over.
    """

    changed = Signal()
    """The place in the queue."""
    begun = Signal()
    """The next paragraph is being rewritten."""
    ended = Signal(int, int)
    """The last paragraph was done: how many were changed, and of how many."""

    def __init__(
        self,
        rewriting: RewriteController,
        editor: ManuscriptEditor,
        options: Callable[[], RewriteOptions],
        parent: QObject | None = None,
    ) -> None:
        """``options`` gives the card's options of the moment."""
        super().__init__(parent)
        self._rewriting, self._editor, self._options = rewriting, editor, options
        self._ids: tuple[int, ...] = ()
        self._at = 0
        self._n_accepted = 0
        self._goes_on = self._is_moving = False
        rewriting.accepted.connect(self._on_accepted)
        rewriting.closed.connect(self._on_closed)
        rewriting.changed.connect(self._on_changed)

    @property
    def is_on(self) -> bool:
        """Whether a scene is being reviewed."""
        return bool(self._ids)

    @property
    def place(self) -> tuple[int, int]:
        """The paragraph it is at, counted from 1, and how many there are; zeros where no scene is reviewed."""
        return (self._at + 1, len(self._ids)) if self._ids else (0, 0)

    def start(self) -> bool:
        """Begin with the first paragraph of the scene around the cursor. False where the scene has no prose."""
        self._ids = tuple(each for each in self._editor.scene_ids() if self._passage(each) is not None)
        self._at, self._n_accepted = -1, 0
        found = bool(self._ids)
        self._next()
        return found

    def skip(self) -> None:
        """Leave this paragraph as it is, and go on to the next."""
        if self._ids:
            self._next()

    def _passage(self, paragraph_id: int) -> Passage | None:
        passage = self._editor.passage_of(paragraph_id)
        return None if passage is None or is_too_little(passage.text) else passage

    def _next(self) -> None:
        """Go on to the next paragraph that is still there; end after the last one."""
        for at in range(self._at + 1, len(self._ids)):
            passage = self._passage(self._ids[at])
            if passage is not None:
                self._at = at
                cursor = self._editor.textCursor()
                cursor.setPosition(passage.start)
                self._editor.setTextCursor(cursor)
                self._is_moving = True  # what is closed for it still has the paragraph before
                self._rewriting.begin(passage, self._options())
                self._is_moving = False
                self.begun.emit()
                self.changed.emit()
                return
        n, accepted = len(self._ids), self._n_accepted
        self._end()
        if n:
            self._rewriting.dismiss()
            self.ended.emit(accepted, n)

    def _end(self) -> None:
        self._ids = ()
        self.changed.emit()

    def _on_accepted(self) -> None:
        if self._ids:
            self._n_accepted += 1
            self._goes_on = True

    def _on_closed(self) -> None:
        goes_on, self._goes_on = self._goes_on, False
        if not self._ids:
            return
        if goes_on:
            self._next()
        else:
            self._end()

    def _on_changed(self) -> None:
        passage = self._rewriting.passage
        if self._ids and not self._is_moving and passage is not None and passage.paragraph_id != self._ids[self._at]:
            self._end()
