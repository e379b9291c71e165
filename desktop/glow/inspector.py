"""A panel that explains a paragraph's glow: its band, its rank in the chapter, and the phrases behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from core.manuscript.paragraphs import Kind
from core.score.phrase_effects import PhraseEffect, strongest
from core.score.phrases import Phrase
from desktop.common import messages
from desktop.common.theme import LIGHT, Theme
from desktop.common.translation import tr
from desktop.editor.text_edit import ManuscriptEditor
from desktop.glow import wording
from desktop.glow.band_mark import BandMark
from desktop.glow.controller import GlowController, ParagraphGlow
from desktop.glow.legend import Legend
from desktop.glow.phrase_finder import FoundPhrases, PhraseFinder
from desktop.glow.phrase_highlight import PhraseHighlight
from desktop.glow.phrase_list import PhraseList

_CALM_MS = 80
_DISMISS_TIP = tr("Hides the glow of this paragraph until you edit the paragraph")


class Inspector(QFrame):
    """Follows the paragraph at the cursor while it is shown. GUI thread.

    Opening it asks for the phrases of the paragraph at the cursor; for another paragraph, or after a change, the button
    asks, because that takes a pass of the model for each phrase.
    """

    closed = Signal()

    def __init__(
        self, editor: ManuscriptEditor, glow: GlowController, finder: PhraseFinder, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._glow = glow
        self._finder = finder
        self._asked: int | None = None
        """The paragraph whose phrases were asked for."""
        self._theme = LIGHT
        self.highlight = PhraseHighlight(editor, self)
        self.setProperty("card", True)
        self.setAccessibleName(tr("Why this glow"))
        self._build()
        self._later = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._later.timeout.connect(self.refresh)
        editor.current_paragraph_changed.connect(self._refresh_later)
        glow.score_changed.connect(self._refresh_later)
        finder.changed.connect(self._refresh_later)

    def _build(self) -> None:
        inside = QWidget()
        inside.setObjectName("inspector")
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(8)
        close = QToolButton()
        close.setText("×")
        close.setAccessibleName(tr("Close this panel"))
        close.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.addWidget(_heading(tr("This paragraph")), stretch=1)
        top.addWidget(close)
        column.addLayout(top)
        self.band = BandMark()
        column.addWidget(self.band)
        self.standing = _words()
        column.addWidget(self.standing)
        self.lifting = PhraseList(wording.LIFTING, wording.LIFTING_HOW, wording.lifts)
        self.lowering = PhraseList(wording.LOWERING, wording.LOWERING_HOW, wording.lowers)
        for phrases in (self.lifting, self.lowering):
            phrases.pointed_at.connect(self._point_at)
            phrases.focused.connect(self.highlight.bring_into_view)
            column.addSpacing(6)
            column.addWidget(phrases)
        self.looking = _words()
        self.looking.setProperty("muted", True)
        column.addWidget(self.looking)
        self.phrases_button = QPushButton(wording.WHICH_PHRASES)
        self.phrases_button.setToolTip(wording.WHICH_PHRASES_TIP)
        self.phrases_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the text
        self.phrases_button.clicked.connect(self._ask)
        column.addWidget(self.phrases_button, alignment=Qt.AlignmentFlag.AlignLeft)
        self.dismiss_button = QPushButton()
        self.dismiss_button.clicked.connect(self._dismiss_or_show)
        column.addSpacing(4)
        column.addWidget(self.dismiss_button, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        column.addWidget(_heading(tr("The glow")))
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
        """Update with the changes made while hidden, and ask for the phrases."""
        self._ask()

    def hideEvent(self, event: object) -> None:
        """Stop what nobody sees."""
        self._asked = None
        self._finder.stop()
        self.highlight.clear()

    @property
    def has_focus(self) -> bool:
        """Whether the keys go to something in the panel."""
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def take_focus(self) -> None:
        """Let the keys go to the first phrase, else to a button; Tab leads on."""
        lines = (*self.lifting.lines, *self.lowering.lines)
        shown = [each for each in (*lines, self.phrases_button, self.dismiss_button) if each.isVisibleTo(self)]
        if shown:
            shown[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

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
        elif self._glow.why_not:
            sentence = self._glow.why_not
        elif self._editor.kind_of(paragraph_id) is None:
            sentence = messages.NO_PARAGRAPH
        elif self._glow.is_dismissed(paragraph_id):
            sentence = messages.GLOW_DISMISSED
        else:
            sentence = messages.NO_GLOW_YET if prose else messages.NOT_PROSE
        self.standing.setText(sentence)
        self.standing.setVisible(True)
        self._show_phrases(paragraph_id, None)

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
        words = wording.comparison(glow.score, self._glow.chapter_cosines(paragraph_id), self._glow.attribute)
        _, _, standing = words.partition(" — ")
        if glow.score.band is None:
            standing = messages.why_no_glow(glow.score.non_prose, is_speech=glow.score.is_speech)
        sentence = f"{standing[:1].upper()}{standing[1:]}." if standing and not standing.endswith(".") else standing
        if glow.score.is_rough:
            sentence = f"{sentence} {messages.ROUGH_BAND}".strip()
        if glow.stale:
            sentence = messages.STALE_READING
        self.standing.setText(sentence)
        self.standing.setVisible(bool(sentence))
        self._show_phrases(paragraph_id, glow)

    def _ask(self) -> None:
        """The phrases of the paragraph at the cursor are wanted."""
        self._asked = self._editor.current_id()
        self._finder.find(self._asked)
        self.refresh()

    def _show_phrases(self, paragraph_id: int, glow: ParagraphGlow | None) -> None:
        view = self._editor.paragraph(paragraph_id)
        has_phrases = view is not None and glow is not None and not glow.stale and glow.score.band is not None
        found = self._finder.found(paragraph_id) if has_phrases else None
        has_failed = found is not None and found.failed
        if paragraph_id != self._asked or (glow is not None and glow.stale) or has_failed:
            self._asked = None
        elif has_phrases:
            self._finder.find(paragraph_id)
        if not self._finder.is_looking_at(paragraph_id):
            self._finder.stop()
        lift, lower = strongest(found.effects if found is not None else ())
        text = view.text if view is not None else ""
        for shown, effects in ((self.lifting, lift), (self.lowering, lower)):
            shown.show_phrases(_phrases(effects), text)
        looking = has_phrases and self._finder.is_looking_at(paragraph_id)
        self.looking.setText(_state_words(found, looking=looking, named=bool(lift or lower)))
        self.looking.setVisible(bool(self.looking.text()))
        self._offer_to_look(has_phrases and not looking and (found is None or has_failed), looking=looking)

    def _offer_to_look(self, offered: bool, *, looking: bool) -> None:
        """Show the button or hide it. With the focus it stays until the phrases are there, which then get the focus.

        Otherwise Qt would move the focus to the next button, which hides the glow of this paragraph.
        """
        button = self.phrases_button
        kept = looking and button.hasFocus()
        if button.property("inert") is not kept:
            button.setProperty("inert", kept)
            button.style().unpolish(button)
            button.style().polish(button)
        if button.hasFocus() and not (offered or kept):
            lines = (*self.lifting.lines, *self.lowering.lines)
            (lines[0] if lines else self._editor).setFocus()
        button.setVisible(offered or kept)

    def _point_at(self, phrase: Phrase | None) -> None:
        if phrase is None:
            self.highlight.clear()
        else:
            self.highlight.show_phrase(self._editor.current_id(), phrase)

    def _refresh_later(self, _paragraph_id: int) -> None:
        if self.isVisible() and not self._later.isActive():
            self._later.start()


def _phrases(effects: Sequence[PhraseEffect]) -> tuple[Phrase, ...]:
    return tuple(each.phrase for each in effects)


def _state_words(found: FoundPhrases | None, *, looking: bool, named: bool) -> str:
    """What to say below the phrases."""
    if looking:
        return wording.LOOKING_AT_PHRASES
    if found is None:
        return ""
    return wording.PHRASES_FAILED if found.failed else "" if named else wording.NO_PHRASES


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
