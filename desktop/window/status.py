"""The status line below the page: word count, the paragraph at the cursor, the model."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from core.manuscript.paragraphs import Kind
from core.manuscript.statistics import count_words
from desktop.common import messages
from desktop.common.theme import LIGHT, Theme
from desktop.document.session import Session
from desktop.editor.text_edit import ManuscriptEditor, ParagraphChanges
from desktop.glow.band_mark import BandBar
from desktop.glow.controller import GlowController
from desktop.glow.wording import comparison
from desktop.models.controller import Models

_CALM_MS = 120


class WordCount:
    """Words per paragraph; only changed paragraphs are counted again, when a figure is asked for."""

    def __init__(self, editor: ManuscriptEditor) -> None:
        self._editor = editor
        self._words: dict[int, int] = {}
        self._prose: set[int] = set()
        self._changed: set[int] = set()
        self._total = 0

    @property
    def total(self) -> int:
        """Words of the whole text."""
        self._count()
        return self._total

    @property
    def n_prose(self) -> int:
        """How many paragraphs are prose."""
        self._count()
        return len(self._prose)

    def words_of(self, paragraph_id: int) -> int:
        """Words of one paragraph; 0 for one that is not there."""
        self._count()
        return self._words.get(paragraph_id, 0)

    def update(self, changes: ParagraphChanges) -> None:
        """Note which paragraphs have changed."""
        self._changed.update(changes.changed, changes.removed)

    def _count(self) -> None:
        """Count what has changed since the last time."""
        if not self._changed:
            return
        changed, self._changed = self._changed, set()
        for paragraph_id in changed:
            view = self._editor.paragraph(paragraph_id)
            self._total -= self._words.pop(paragraph_id, 0)
            self._prose.discard(paragraph_id)
            if view is not None and view.kind is not Kind.COMMENT:
                self._words[paragraph_id] = words = count_words(view.text)
                self._total += words
            if view is not None and view.kind is Kind.PROSE:
                self._prose.add(paragraph_id)


class StatusLine(QFrame):
    """Shows the state of editor, glow and model. GUI thread."""

    def __init__(
        self,
        editor: ManuscriptEditor,
        glow: GlowController,
        session: Session,
        models: Models,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor, self._glow, self._session, self._models = editor, glow, session, models
        self._theme = LIGHT
        self._glow_visible = True
        self.setObjectName("status")
        self.words = _muted()
        self.bar = BandBar()
        self.standing = _muted()
        self.reading = _muted()
        self.model_words = _muted()
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 5, 18, 6)
        row.setSpacing(10)
        for widget in (self.words, self.bar, self.standing):
            row.addWidget(widget)
        row.addStretch()
        row.addWidget(self.reading)
        row.addWidget(self.model_words)
        self._count = WordCount(editor)
        self._count.update(ParagraphChanges(editor.paragraph_ids()))
        self._later = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._later.timeout.connect(self.refresh)
        editor.paragraphs_changed.connect(self._on_paragraphs_changed)
        editor.current_paragraph_changed.connect(self._refresh_later)
        glow.score_changed.connect(self._refresh_later)
        glow.busy_changed.connect(self._refresh_later)
        models.loader.changed.connect(self.refresh)
        models.learning.changed.connect(self._refresh_later)
        models.own.changed.connect(self._refresh_later)
        self.refresh()

    @property
    def word_count(self) -> int:
        """Words of the whole document."""
        return self._count.total

    def words_of(self, paragraph_id: int) -> int:
        """Words of one paragraph."""
        return self._count.words_of(paragraph_id)

    def apply(self, theme: Theme) -> None:
        """Take colours."""
        self._theme = theme
        self.refresh()

    def set_glow_visible(self, visible: bool) -> None:
        """Show or hide the words about the paragraph at the cursor."""
        self._glow_visible = visible
        self.refresh()

    def refresh(self) -> None:
        """Show the present state."""
        total = self._count.total
        self.words.setText(f"{total:,} word{'' if total == 1 else 's'}")
        glow = self._glow.glow_of(self._editor.current_id()) if self._glow_visible else None
        band = glow.score.band if glow is not None else None
        self.bar.setVisible(band is not None)
        self.standing.setVisible(band is not None)
        if glow is not None and band is not None:
            self.bar.show_band(band, self._theme)
            words = comparison(glow.score, self._glow.chapter_cosines(), self._glow.attribute)
            self.standing.setText(f"{words} · {messages.PROVISIONAL}" if self._glow.is_provisional else words)
        n_prose, reads = self._count.n_prose, self._glow.busy and self._glow_visible
        self.reading.setText(messages.reading(n_prose - self._glow.unread, n_prose) if reads else "")
        self.model_words.setText(self._models.words)

    def _on_paragraphs_changed(self, changes: ParagraphChanges) -> None:
        self._count.update(changes)
        self._refresh_later()

    def _refresh_later(self, *_: object) -> None:
        if not self._later.isActive():
            self._later.start()


def _muted() -> QLabel:
    label = QLabel()
    label.setProperty("muted", True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
