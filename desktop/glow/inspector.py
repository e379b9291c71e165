"""A panel that explains a paragraph's glow: its band, its rank in the chapter, and the words behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from core.manuscript.paragraphs import Kind
from desktop.common import messages
from desktop.common.theme import LIGHT, Theme
from desktop.editor.text_edit import ManuscriptEditor
from desktop.glow.band_mark import BandMark
from desktop.glow.controller import GlowController, ParagraphGlow
from desktop.glow.legend import Legend
from desktop.glow.wording import comparison, lifting_words

_CALM_MS = 80
_DISMISS_TIP = "Hides the glow of this paragraph until you edit the paragraph"


class Inspector(QFrame):
    """Follows the paragraph at the cursor while it is shown. GUI thread."""

    closed = Signal()

    def __init__(self, editor: ManuscriptEditor, glow: GlowController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._glow = glow
        self._theme = LIGHT
        self.setProperty("card", True)
        self.setAccessibleName("Why this glow")
        self._build()
        self._later = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._later.timeout.connect(self.refresh)
        editor.current_paragraph_changed.connect(self._refresh_later)
        glow.score_changed.connect(self._refresh_later)

    def _build(self) -> None:
        inside = QWidget()
        inside.setObjectName("inspector")
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(8)
        close = QToolButton()
        close.setText("×")
        close.setAccessibleName("Close this panel")
        close.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.addWidget(_heading("This paragraph"), stretch=1)
        top.addWidget(close)
        column.addLayout(top)
        self.band = BandMark()
        column.addWidget(self.band)
        self.standing = _words()
        column.addWidget(self.standing)
        self.lifted_heading, self.lifted = _heading("Words that lift it"), _words()
        self.lowered_heading, self.lowered = _heading("Words that lower it"), _words()
        column.addSpacing(6)
        for widget in (self.lifted_heading, self.lifted):
            column.addWidget(widget)
        column.addSpacing(6)
        for widget in (self.lowered_heading, self.lowered):
            column.addWidget(widget)
        self.dismiss_button = QPushButton()
        self.dismiss_button.clicked.connect(self._dismiss_or_show)
        column.addSpacing(4)
        column.addWidget(self.dismiss_button, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        column.addWidget(_heading("The glow"))
        self.legend = Legend()
        column.addWidget(self.legend)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(scroll)

    def apply(self, theme: Theme) -> None:
        """Take colours."""
        self._theme = theme
        self.legend.apply(theme)
        self.refresh()

    def showEvent(self, event: object) -> None:
        """Update with the changes made while hidden."""
        self.refresh()

    @property
    def is_behind(self) -> bool:
        """Whether an update is pending."""
        return self._later.isActive()

    def refresh(self) -> None:
        """Show the paragraph at the cursor in its present state."""
        self._later.stop()
        if not self.isVisible():
            return
        paragraph_id = self._editor.current_id()
        glow = self._glow.glow_of(paragraph_id)
        prose = self._editor.kind_of(paragraph_id) is Kind.PROSE
        self._offer_to_dismiss(glow, dismissed=self._glow.is_enabled and self._glow.is_dismissed(paragraph_id))
        if glow is None:
            self._show_nothing(paragraph_id, prose=prose)
        else:
            self._show(paragraph_id, glow)

    def _show_nothing(self, paragraph_id: int, *, prose: bool) -> None:
        self.band.show_band(None, self._theme)
        if not self._glow.is_enabled:
            sentence = messages.GLOW_OFF
        elif self._editor.kind_of(paragraph_id) is None:
            sentence = messages.NO_PARAGRAPH
        elif self._glow.is_dismissed(paragraph_id):
            sentence = messages.GLOW_DISMISSED
        else:
            sentence = messages.NO_GLOW_YET if prose else messages.NOT_PROSE
        self.standing.setText(sentence)
        self.standing.setVisible(True)
        self._show_word_lists((), ())

    def _offer_to_dismiss(self, glow: ParagraphGlow | None, *, dismissed: bool) -> None:
        self.dismiss_button.setText(messages.SHOW_GLOW_AGAIN if dismissed else messages.DISMISS_GLOW)
        self.dismiss_button.setToolTip("" if dismissed else _DISMISS_TIP)
        self.dismiss_button.setVisible(dismissed or (glow is not None and glow.score.band is not None))

    def _dismiss_or_show(self) -> None:
        paragraph_id = self._editor.current_id()
        if self._glow.is_dismissed(paragraph_id):
            self._glow.show_again(paragraph_id)
        else:
            self._glow.dismiss(paragraph_id)

    def _show(self, paragraph_id: int, glow: ParagraphGlow) -> None:
        self.band.show_band(glow.score.band, self._theme)
        words = comparison(glow.score, self._glow.chapter_cosines(paragraph_id), self._glow.attribute)
        _, _, standing = words.partition(" — ")
        if glow.score.band is None:
            standing = messages.why_no_glow(glow.score.non_prose)
        sentence = f"{standing[:1].upper()}{standing[1:]}." if standing and not standing.endswith(".") else standing
        if glow.stale:
            sentence = messages.STALE_READING
        self.standing.setText(sentence)
        self.standing.setVisible(bool(sentence))
        view = self._editor.paragraph(paragraph_id)
        if glow.stale or view is None or glow.score.band is None:
            self._show_word_lists((), ())
        else:
            self._show_word_lists(*lifting_words(glow.score, view.text))

    def _show_word_lists(self, lifted: tuple[str, ...], lowered: tuple[str, ...]) -> None:
        for heading, label, words in (
            (self.lifted_heading, self.lifted, lifted),
            (self.lowered_heading, self.lowered, lowered),
        ):
            label.setText(" · ".join(words))
            heading.setVisible(bool(words))
            label.setVisible(bool(words))

    def _refresh_later(self, _paragraph_id: int) -> None:
        if self.isVisible() and not self._later.isActive():
            self._later.start()


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("heading", True)
    return label


def _words() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    return label
