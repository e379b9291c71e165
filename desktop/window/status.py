"""The status line below the page: word count, the paragraph at the cursor, the model."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.common import messages
from desktop.common.theme import LIGHT, Theme
from desktop.document.session import Session
from desktop.editor.text_edit import ManuscriptEditor
from desktop.editor.word_count import WordCount
from desktop.glow.band_mark import BandBar
from desktop.glow.controller import GlowController
from desktop.glow.wording import comparison
from desktop.models.controller import Models
from desktop.window import words as window_words
from desktop.writing import words as writing_words
from desktop.writing.goals import Progress

_CALM_MS = 120


class StatusLine(QFrame):
    """Shows the state of editor, glow and model. GUI thread."""

    def __init__(
        self,
        editor: ManuscriptEditor,
        glow: GlowController,
        session: Session,
        models: Models,
        count: WordCount,
        progress: Progress,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor, self._glow, self._session, self._models = editor, glow, session, models
        self._theme = LIGHT
        self._glow_visible = True
        self.setObjectName("status")
        self.words = QPushButton()
        self.words.setProperty("figure", True)
        self.words.setToolTip(writing_words.SHOW_COUNTS)
        self.words.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.bar = BandBar()
        self.standing = _muted()
        self.reading = _muted()
        self.model_words = _muted()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 18, 6)
        row.setSpacing(10)
        for widget in (self.words, self.bar, self.standing):
            row.addWidget(widget)
        row.addStretch()
        row.addWidget(self.reading)
        row.addWidget(self.model_words)
        self._count, self._progress = count, progress
        self._later = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._later.timeout.connect(self.refresh)
        editor.paragraphs_changed.connect(self._refresh_later)
        progress.changed.connect(self._refresh_later)
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
        self.words.setText(" · ".join([writing_words.words(total), *self._progress.parts()]))
        glow = self._glow.glow_of(self._editor.current_id()) if self._glow_visible else None
        band = glow.score.band if glow is not None else None
        self.bar.setVisible(band is not None)
        self.standing.setVisible(band is not None)
        if glow is not None and band is not None:
            self.bar.show_band(band, self._theme)
            words = comparison(glow.score, self._glow.chapter_cosines(), self._glow.attribute)
            self.standing.setText(f"{words} · {messages.PROVISIONAL}" if self._glow.is_provisional else words)
        n_prose, reads = self._count.n_prose, self._glow.busy and self._glow_visible
        paused = window_words.PAUSED if self._glow.is_paused and self._glow_visible else ""
        self.reading.setText(messages.reading(n_prose - self._glow.unread, n_prose) if reads else paused)
        self.model_words.setText(self._models.words)

    def _refresh_later(self, *_: object) -> None:
        if not self._later.isActive():
            self._later.start()


def _muted() -> QLabel:
    label = QLabel()
    label.setProperty("muted", True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
