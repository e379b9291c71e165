"""What a screen reader is told of what others see: the glow and marks at the cursor, notices, the end of a rewrite."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from desktop.common.notice import NoticeBar
from desktop.editor.text_edit import ManuscriptEditor, ParagraphChanges
from desktop.glow.controller import GlowController
from desktop.glow.wording import spoken
from desktop.personal.mark_signs import MarkSigns
from desktop.rewrite.controller import RewriteController
from desktop.window import words

_CALM_MS = 150
"""After the cursor has moved: who holds an arrow key hears only of the paragraph in the end."""


class ScreenReader(QObject):
    """Describes the paragraph at the cursor to screen readers, and announces what happens elsewhere. GUI thread.

    The glow is announced when the cursor comes to another paragraph, and not while one types in it; the description of
    the page has it at any time.
    """

    announced = Signal(str)
    """What a screen reader is to say."""

    def __init__(
        self,
        editor: ManuscriptEditor,
        glow: GlowController,
        signs: MarkSigns,
        rewriting: RewriteController,
        notice: NoticeBar,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor, self._glow, self._signs, self._rewriting = editor, glow, signs, rewriting
        self._has_come = self._was_running = False
        self._later = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._later.timeout.connect(self._describe)
        editor.current_paragraph_changed.connect(self._on_another)
        editor.paragraphs_changed.connect(self._on_typed)
        glow.score_changed.connect(self._on_score)
        signs.changed.connect(self._later.start)
        rewriting.changed.connect(self._on_rewriting)
        notice.told.connect(self.announced)

    def _on_another(self, _paragraph_id: int) -> None:
        self._has_come = True
        self._later.start()

    def _on_typed(self, changes: ParagraphChanges) -> None:
        if self._editor.current_id() in changes.changed:
            self._has_come = False

    def _on_score(self, paragraph_id: int) -> None:
        if paragraph_id == self._editor.current_id():
            self._later.start()

    def _describe(self) -> None:
        """Describe the paragraph at the cursor, and announce it where the cursor has just come to it."""
        paragraph_id = self._editor.current_id()
        glow = self._glow.glow_of(paragraph_id)
        said = [spoken(glow.score, self._glow.chapter_cosines(), self._glow.attribute)] if glow is not None else []
        if glow is not None and glow.stale:
            said.append(words.GLOW_IS_STALE)
        description = " ".join([*said, *self._signs.words_of(paragraph_id)])
        if description != self._editor.accessibleDescription():
            self._editor.setAccessibleDescription(description)
        if self._has_come and description and self._editor.hasFocus():
            self._has_come = False
            self.announced.emit(description)

    def _on_rewriting(self) -> None:
        was_running, self._was_running = self._was_running, self._rewriting.state.is_running
        if was_running and not self._was_running and self._rewriting.passage is not None:
            ready = words.REWRITE_READY if self._rewriting.current is not None else ""
            if said := " ".join(filter(None, (ready, self._rewriting.sentence))):
                self.announced.emit(said)


def announce(source: QObject, said: str) -> None:
    """Let the screen reader that runs say ``said`` when it has finished what it is saying; nothing without one."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(source, said))
