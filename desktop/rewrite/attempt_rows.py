"""Two rows of the card about the attempt shown: its bands, and what there is to say about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from desktop.common import messages
from desktop.common.theme import Theme
from desktop.glow.band_mark import BandMark
from desktop.rewrite.attempt import Attempt
from desktop.rewrite.card_parts import FLAT, wrapped_label


class BandRow(QHBoxLayout):
    """The band of the passage, that of the attempt, and for which text the second one is. GUI thread."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.after = BandMark(), BandMark()
        self.words = QLabel()
        self.words.setProperty("muted", True)
        self._arrow = QLabel("→")
        self._arrow.setAccessibleName("becomes")
        self.setSpacing(10)
        for widget in (self.before, self._arrow, self.after, self.words):
            self.addWidget(widget)
        self.addStretch()

    def show_attempt(self, attempt: Attempt, theme: Theme) -> None:
        """Show the bands of ``attempt``."""
        judged = attempt.variant is not None and (attempt.band_before is not None or attempt.band_after is not None)
        missing = "too short to say" if attempt.variant is not None else "–"
        self.before.show_band(attempt.band_before, theme, missing=missing)
        self.after.show_band(attempt.band_after, theme, missing=missing)
        for widget in (self.before, self.after, self._arrow):
            widget.setEnabled(judged)
        of_additions = messages.band_of_additions(len(attempt.taken), len(attempt.additions)) if judged else ""
        self.words.setText("with your changes" if attempt.edited_by_hand else of_additions)


class NotesRow(QWidget):
    """Sentences about the attempt, and two buttons that take all of its additions or none. GUI thread."""

    taken = Signal(object)
    """A frozenset of the indices of the additions to take."""

    def __init__(self, take_key: str) -> None:
        """``take_key`` is the key that takes an addition, in words."""
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
            (self.all_button, "All", "Take all additions (A)"),
            (self.none_button, "None", "Take no addition (N)"),
        ):
            button.setText(words)
            button.setStyleSheet(FLAT)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            row.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        self.all_button.clicked.connect(lambda: self.taken.emit(frozenset(range(self._n))))
        self.none_button.clicked.connect(lambda: self.taken.emit(frozenset()))

    def show_attempt(self, attempt: Attempt | None, sentence: str) -> None:
        """Show ``sentence`` and what ``attempt`` has to say; hidden where that is nothing."""
        sentences = [sentence] if sentence else []
        has_choice = attempt is not None and attempt.has_choice
        if attempt is not None:
            self._n = len(attempt.additions)
            if has_choice:
                sentences.append(messages.additions_taken(len(attempt.taken), self._n, self._take_key))
            if attempt.variant is not None:
                sentences += messages.flag_sentences(attempt.variant.flags)
        self.label.setText(" ".join(sentences))
        for button in (self.all_button, self.none_button):
            button.setVisible(has_choice and self._n > 1)
        self.setVisible(bool(sentences))
