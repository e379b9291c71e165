"""Two rows of the card about the attempt shown: its bands, and what there is to say about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from desktop.common import messages
from desktop.common.theme import Theme
from desktop.common.translation import tr
from desktop.glow.band_mark import BandMark
from desktop.rewrite.attempt import Attempt
from desktop.rewrite.card_parts import FLAT, wrapped_label
from desktop.rewrite.words import WITHOUT_CUTS, additions_taken, bands_below, try_bolder


class BandRow(QHBoxLayout):
    """The band of the passage, that of the attempt, and for which text the second one is. GUI thread."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.after = BandMark(), BandMark()
        self.words = QLabel()
        self.words.setProperty("muted", True)
        self._said = ""
        self._arrow = QLabel("→")
        self._arrow.setAccessibleName(tr("becomes"))
        self.setSpacing(10)
        for widget in (self.before, self._arrow, self.after, self.words):
            self.addWidget(widget)
        self.addStretch()

    def show_attempt(self, attempt: Attempt, theme: Theme) -> None:
        """Show the bands of ``attempt``."""
        judged = attempt.variant is not None and (attempt.band_before is not None or attempt.band_after is not None)
        missing = tr("too short to say") if attempt.variant is not None else "–"
        self.before.show_band(attempt.band_before, theme, missing=missing)
        self.after.show_band(attempt.band_after, theme, missing=missing)
        for widget in (self.before, self.after, self._arrow):
            widget.setEnabled(judged)
        of_additions = ""
        if judged and attempt.taken != attempt.judged:
            taken, of = len(attempt.taken & attempt.judged), len(attempt.judged)
            of_additions = messages.band_of_additions(taken, of) or WITHOUT_CUTS
        self._said = tr("before your changes") if attempt.edited_by_hand else of_additions
        self.words.setText(self._said)

    def show_beside_rows(self, rows: bool) -> None:
        """Leave the bands to the list of attempts where that is shown; what the second one is for stays."""
        for widget in (self.before, self._arrow, self.after):
            widget.setVisible(not rows)
        self.words.setText(bands_below(self._said) if rows and self._said else self._said)
        self.words.setVisible(bool(self._said))


class NotesRow(QWidget):
    """Sentences about the attempt, and buttons: take all of its additions, none, or try bolder. GUI thread."""

    taken = Signal(object)
    """A frozenset of the indices of the additions to take."""

    def __init__(self, take_key: str, bolder_key: str) -> None:
        """The keys that take an addition and try bolder, in words."""
        super().__init__()
        self._take_key = take_key
        self._n = 0
        self.label = wrapped_label(muted=True)
        self.all_button, self.none_button = QToolButton(), QToolButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.label, stretch=1)
        for button, words, tip in (
            (self.all_button, tr("All", "additions"), tr("Take all additions (A)")),
            (self.none_button, tr("None", "additions"), tr("Take no addition (N)")),
        ):
            button.setText(words)
            button.setStyleSheet(FLAT)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            row.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        self.bolder_button = QPushButton()
        self.bolder_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.bolder_button.setToolTip(tr("More strength, where nothing was livelier ({key})").format(key=bolder_key))
        row.addWidget(self.bolder_button, alignment=Qt.AlignmentFlag.AlignTop)
        self.all_button.clicked.connect(lambda: self.taken.emit(frozenset(range(self._n))))
        self.none_button.clicked.connect(lambda: self.taken.emit(frozenset()))

    def show_attempt(self, attempt: Attempt | None, sentence: str, bolder: float | None) -> None:
        """Show ``sentence`` and what ``attempt`` has to say; hidden where that is nothing.

        ``bolder`` is a higher λ that is proposed, if any.
        """
        sentences = [sentence] if sentence else []
        has_choice = (
            attempt is not None and attempt.has_choice and (attempt.is_enriched or attempt.taken != attempt.judged)
        )
        if attempt is not None:
            self._n = len(attempt.additions)
            if has_choice:
                sentences.append(additions_taken(attempt, self._take_key))
            if attempt.variant is not None:
                sentences += messages.flag_sentences(attempt.variant.flags)
        self.label.setText(" ".join(sentences))
        for button in (self.all_button, self.none_button):
            button.setVisible(has_choice and self._n > 1)
        self.bolder_button.setVisible(bolder is not None)
        if bolder is not None:
            self.bolder_button.setText(try_bolder(bolder))
        self.setVisible(bool(sentences))
