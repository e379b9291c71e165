"""The card next to the text. It shows a rewrite while it is written and its result; the controller acts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.attribute.calibration import Zones
from core.rewrite.options import LONGEST_INSTRUCTION, RewriteOptions
from desktop.common import messages
from desktop.common.diff import word_diff
from desktop.common.labels import key_words
from desktop.common.theme import LIGHT, Theme
from desktop.common.translation import tr
from desktop.rewrite.additions_text import AdditionsText
from desktop.rewrite.attempt import Attempt
from desktop.rewrite.attempt_list import AttemptList, finished_row, growing_row
from desktop.rewrite.attempt_rows import BandRow, NotesRow
from desktop.rewrite.blend_rows import BlendRows
from desktop.rewrite.card_parts import CardScroll, KeyButton, rule, wrapped_label
from desktop.rewrite.controller import RewriteController
from desktop.rewrite.heading_row import HeadingRow
from desktop.rewrite.lambda_slider import LambdaSlider
from desktop.rewrite.mode_choice import ModeChoice
from desktop.rewrite.orders import SEVERAL
from desktop.rewrite.view_row import ViewRow

ACCEPT_KEY, AGAIN_KEY, LEAVE_KEY = "Alt+Return", "Ctrl+R", "Esc"
SEVERAL_KEY = "Ctrl+Shift+R"
EARLIER_KEY, LATER_KEY = "Alt+PgUp", "Alt+PgDown"
CARD_KEY = "F6"
TAKE_KEY = "Ctrl+T"
BOLDER_KEY = "Ctrl+Shift+B"
SKIP_KEY = "Ctrl+Shift+N"
_QUOTED = 300
"""Characters of the passage quoted in the heading's tip; the heading itself has one line."""
_AIR = 16
"""Pixels between the card's edge and what is in it."""
_SCROLL_BAR = 10
"""Width of the scroll bar, taken from that space, in pixels."""
_NO_ZONES = Zones(2.0, 5.0, 8.0)
"""Placeholder zones of the slider; replaced by the attribute's own before the slider is first shown."""


class RewriteCard(QFrame):
    """Shows one :class:`RewriteController`. The keys on its buttons belong to the window's actions."""

    again_wanted = Signal()
    several_wanted = Signal()
    skip_wanted = Signal()

    def __init__(self, controller: RewriteController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._theme = LIGHT
        self._font_size = 12.0
        self._began_with_changes = False
        self.setProperty("card", True)
        self.setAccessibleName(tr("Rewrite"))
        self._build()
        controller.changed.connect(self.refresh)
        controller.streamed.connect(self._on_streamed)
        self.refresh()

    # -- what the window uses

    @property
    def options(self) -> RewriteOptions:
        """The options for the next attempt."""
        blended = self.blend.lams
        instruction = " ".join(self.instruction.text().split())  # pasted text may have line ends
        return RewriteOptions(
            lam=self.slider.lam, blend=blended if any(blended) else (), instruction=instruction, mode=self.modes.mode
        )

    @property
    def may_try_again(self) -> bool:
        """Whether another attempt with the card's options can be requested."""
        steering = self._controller.steering
        usable = steering is not None and not steering.problem(self.options)
        return self._controller.passage is not None and usable and not self._controller.state.is_running

    @property
    def may_try_several(self) -> bool:
        """Whether several attempts can be requested at once."""
        return self.may_try_again and not self._controller.edited_meanwhile

    def apply(self, theme: Theme, font_size: float, font_family: str = "") -> None:
        """Take colours, and the page's font size (points) and typeface."""
        self._theme, self._font_size = theme, font_size
        self.text.apply(theme, font_size, font_family)
        self.slider.set_theme(theme)
        self.blend.set_theme(theme)
        self._sync_text()
        self._sync_bands()

    def accept(self) -> None:
        """The Accept key: accept the attempt shown, if :attr:`RewriteController.can_accept`."""
        self._controller.accept()

    def leave(self) -> None:
        """The Esc key: stop while the model writes, else dismiss."""
        if self._controller.state.is_running:
            self._controller.stop()
        else:
            self._controller.dismiss()

    def step(self, by: int) -> None:
        """Show an earlier (−1) or later (1) attempt."""
        self._controller.step(by)

    def take_addition(self) -> None:
        """The Take key: take the addition in the frame, and move the frame to the next one that is not taken."""
        current = self._controller.current
        if current is not None and self._has_choice(current):
            self.changes_button.setChecked(True)  # what is taken is seen
            self.text.take_and_move_on()

    def try_bolder(self) -> None:
        """The Bolder key: choose the next higher strength, and try again with it."""
        lam = self._controller.bolder
        if lam is not None:
            self.slider.set_lam(lam)
            self.again_wanted.emit()

    @property
    def has_focus(self) -> bool:
        """Whether the keys go to something in the card."""
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def take_focus(self) -> None:
        """Let the keys go to the additions if there are any to choose, else to the strength; Tab leads on."""
        if self.text.shows_additions:
            self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self.slider.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._scroll.ensureWidgetVisible(self.slider)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 9, where nothing in the card has another use for them: show that attempt."""
        number = event.key() - Qt.Key.Key_0
        if not 1 <= number <= 9 or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        was_in_text = self.text.hasFocus()
        self._controller.show(number - 1)
        if was_in_text:
            self.take_focus()  # in a text that can be edited, the next number would be written

    # -- building

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 8, 1, 12)
        outer.setSpacing(8)
        outer.addLayout(self._heading_row())
        outer.addWidget(self._scrolled(), stretch=1)
        outer.addLayout(self._button_rows())
        self._sync_lam()

    def _scrolled(self) -> CardScroll:
        """Everything except the heading and the buttons; it scrolls if the window is too low for all of it."""
        column = QVBoxLayout()
        column.setContentsMargins(_AIR, 0, _AIR - _SCROLL_BAR, 0)
        column.setSpacing(6)
        column.addWidget(self._banner_frame())
        self.text = AdditionsText()
        self.text.chosen.connect(self._controller.take)
        self.text.edited.connect(self._controller.edit)
        self._controller.live.read.connect(self.text.tint)
        column.addWidget(self.text, stretch=1)
        self.bands = BandRow()
        column.addLayout(self.bands)
        self.attempts = AttemptList()
        self.attempts.chosen.connect(self._controller.show)
        column.addWidget(self.attempts)
        self.notes = NotesRow(key_words(TAKE_KEY), key_words(BOLDER_KEY))
        self.notes.taken.connect(self._controller.take)
        self.notes.bolder_button.clicked.connect(self.try_bolder)
        column.addWidget(self.notes)
        column.addLayout(self._view_row())
        column.addWidget(rule())
        self.lam_label = wrapped_label()
        self.slider = LambdaSlider(_NO_ZONES)
        self.slider.lam_changed.connect(self._sync_lam)
        column.addWidget(self.lam_label)
        column.addWidget(self.slider)
        column.addWidget(self._instruction_line())
        self.modes = ModeChoice()
        self.modes.changed.connect(self._sync_lam)
        self._controller.forgotten.connect(self.modes.forget)
        self.blend = BlendRows(beside=self.modes)
        self.blend.changed.connect(self._sync_lam)
        column.addWidget(self.blend)
        self._scroll = CardScroll(column, self.text, (self.banner, self.blend.rows))
        return self._scroll

    def _instruction_line(self) -> QLineEdit:
        self.instruction = QLineEdit()
        self.instruction.setStyleSheet("padding: 1px 8px;")  # lines of the rewrite count more in a low window
        self.instruction.setMaxLength(LONGEST_INSTRUCTION)
        self.instruction.setPlaceholderText(tr("Instruction, e.g. keep it terse"))
        self.instruction.setAccessibleName(tr("Instruction for the model"))
        self.instruction.setToolTip(
            tr("Optional; applies to every rewrite in this document, and is remembered with it")
        )
        self.instruction.returnPressed.connect(self._again_by_return)
        self._controller.forgotten.connect(self.instruction.clear)
        return self.instruction

    def _heading_row(self) -> HeadingRow:
        row = HeadingRow(SKIP_KEY)
        row.setContentsMargins(_AIR, 0, _AIR // 2, 0)
        self.heading, self.scene_label, self.skip_button = row.quotation, row.scene_label, row.skip_button
        self.show_scene = row.show_scene
        row.skipped.connect(self.skip_wanted)
        row.dismissed.connect(self._controller.dismiss)
        return row

    def _banner_frame(self) -> QFrame:
        self.banner = QFrame()
        self.banner.setObjectName("banner")
        self._banner_words = wrapped_label()
        self.replace_anyway = QPushButton(tr("Replace anyway"))
        self.replace_anyway.clicked.connect(lambda: self._controller.accept(replace_edited=True))
        column = QVBoxLayout(self.banner)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(self._banner_words)
        column.addWidget(self.replace_anyway, alignment=Qt.AlignmentFlag.AlignLeft)
        return self.banner

    def _view_row(self) -> ViewRow:
        row = ViewRow(EARLIER_KEY, LATER_KEY)
        self.text_button, self.changes_button = row.text_button, row.changes_button
        self.earlier, self.count, self.later = row.earlier, row.place_label, row.later
        row.view_chosen.connect(self._sync_text)
        row.stepped.connect(self.step)
        return row

    def _button_rows(self) -> QVBoxLayout:
        self.accept_button = KeyButton(tr("Accept"), ACCEPT_KEY)
        self.accept_button.setProperty("primary", True)
        self.accept_button.clicked.connect(self.accept)
        self.again_button = KeyButton(tr("Try again"), AGAIN_KEY)
        self.again_button.clicked.connect(self.again_wanted)
        self.several = QPushButton(messages.SEVERAL_SHORT.format(n=SEVERAL))
        self.several.setAccessibleName(messages.SEVERAL_MORE)
        self.several.setToolTip(f"{messages.SEVERAL_MORE} ({key_words(SEVERAL_KEY)})")
        self.several.clicked.connect(self.several_wanted)
        self.leave_button = KeyButton("", LEAVE_KEY)
        self.leave_button.clicked.connect(self.leave)
        rows = QVBoxLayout()
        rows.setContentsMargins(_AIR, 0, _AIR, 0)
        rows.setSpacing(8)
        for wide, narrow in ((self.accept_button, self.leave_button), (self.again_button, self.several)):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(wide, stretch=3)
            row.addWidget(narrow, stretch=2)
            rows.addLayout(row)
        return rows

    def _again_by_return(self) -> None:
        self.again_button.click()  # nothing where it is disabled

    # -- showing

    def refresh(self) -> None:
        """Show the controller's present state."""
        controller, state = self._controller, self._controller.state
        if controller.steering is not None:
            self.blend.show_attributes(controller.steering.blend)  # first: the combined strength depends on these
            self.slider.set_zones(controller.steering.zones, controller.steering.name)
        self.heading.show_words(self._heading_words())
        self._sync_banner()
        self._sync_text()
        self._sync_bands()
        self.notes.show_attempt(controller.current, controller.sentence, controller.bolder)
        self._sync_attempts()
        current = controller.current or Attempt("", RewriteOptions())
        words = messages.additions_counted(len(current.taken), len(current.additions))
        self.accept_button.show_words(tr("Accept") if current.edited_by_hand else words)
        self._allow(self.accept_button, controller.can_accept)
        self._sync_lam()
        self.leave_button.show_words(tr("Stop") if state.is_running else tr("Dismiss", "a rewrite"))

    def _heading_words(self) -> str:
        passage = self._controller.passage
        if passage is None:
            return ""
        words = " ".join(passage.text.split())
        quoted = words if len(words) <= _QUOTED else words[:_QUOTED].rsplit(" ", 1)[0] + " …"
        return tr("In place of “{quoted}”").format(quoted=quoted)

    def _sync_banner(self) -> None:
        edited = self._controller.edited_meanwhile
        self.banner.setVisible(edited)
        if edited:
            gone, current = not self._controller.base_text.strip(), self._controller.current
            kept = current is not None and current.has_choice and current.is_enriched
            changed = messages.ADDITIONS_OF_EARLIER_TEXT if kept else messages.EDITED_MEANWHILE
            self._banner_words.setText(messages.GONE_MEANWHILE if gone else changed)
            self.replace_anyway.setText(tr("Insert anyway") if gone else tr("Replace anyway"))
            self.replace_anyway.setEnabled(current is not None and current.can_be_accepted)

    def _sync_text(self) -> None:
        controller, current = self._controller, self._controller.current
        self.changes_button.setEnabled(current is not None)
        self._choose_view()
        if controller.state.is_running:
            self._on_streamed(controller.partial)
        elif current is None:
            self.text.show_text("", editable=False)
        elif self.changes_button.isChecked() and self._has_choice(current):
            self.text.show_additions(current.passage, current.additions, current.taken)
        elif self.changes_button.isChecked():
            self.text.show_changes(word_diff(controller.base_text, current.text))
        else:
            self.text.show_text(current.text, editable=True)

    def _has_choice(self, attempt: Attempt) -> bool:
        """Whether changes can be taken and left; those of a rewrite belong to the words that it was made from."""
        return attempt.has_choice and (attempt.is_enriched or attempt.passage == self._controller.base_text)

    def _choose_view(self) -> None:
        """Begin with the changes where there are additions to choose, and with the text of a passage written anew."""
        controller, current = self._controller, self._controller.current
        has_additions = current is not None and current.is_enriched
        running = controller.state.is_running
        changes = controller.enriching if running else has_additions
        if running or (current is not None and changes is not self._began_with_changes):
            self._began_with_changes = changes
            (self.changes_button if changes else self.text_button).setChecked(True)

    def _sync_bands(self) -> None:
        self.bands.show_attempt(self._controller.current or Attempt("", RewriteOptions()), self._theme)

    def _sync_attempts(self) -> None:
        controller = self._controller
        done, growing = len(controller.attempts), controller.growing
        whole = done + len(growing)
        shown = (done + controller.growing_shown if growing else controller.index) + 1
        self._sync_rows(shown - 1)
        words = messages.earlier_attempts(done)
        if shown:
            words = tr("{at} of {all}", "attempts").format(at=shown, all=whole)
        self.count.setText(words if whole else "")
        self._allow(self.earlier, controller.has_earlier)
        self._allow(self.later, controller.has_later)

    def _sync_rows(self, shown: int) -> None:
        controller = self._controller
        rows = [finished_row(each, self.slider.words_in_row) for each in controller.attempts]
        rows += [growing_row(each, self.slider.words_in_row) for each in controller.growing]
        self.attempts.show_rows(rows, shown)
        self.bands.show_beside_rows(len(rows) > 1)

    def _sync_lam(self) -> None:
        steering, current = self._controller.steering, self._controller.current
        several = steering is not None and steering.blend
        words = self.slider.words(of_what=bool(several))
        mode = self._controller.mode(self.options)
        if current is not None and (current.options.lams != self.options.lams or current.mode not in (None, mode)):
            lam = current.options.lam
            words = messages.for_next_attempt(words, lam if lam != self.options.lam else None)
        self.modes.show_mode(mode, small_model=self._controller.model_is_small)
        problem = steering.problem(self.options) if steering is not None else ""
        if steering is not None and mode in steering.without_effect and self.slider.lam > 0:
            words = f"{words}. {messages.STRENGTH_CHANGES_LITTLE}"
        self.lam_label.setText(problem or words)
        self.lam_label.setToolTip(self.slider.toolTip())
        self._allow(self.again_button, self.may_try_again)
        self._allow(self.several, self.may_try_several)

    def _allow(self, button: QAbstractButton, allowed: bool) -> None:
        """Enable or disable a button. One with the focus keeps it while the model writes, but looks and acts disabled.

        Otherwise Qt would move the focus to the next button, Stop, and another press of the key would stop the model.
        """
        kept = not allowed and self._controller.state.is_running and self.window().focusWidget() is button
        button.setEnabled(allowed or kept)
        if button.property("inert") is not kept:
            button.setProperty("inert", kept)
            button.style().unpolish(button)
            button.style().polish(button)

    def _on_streamed(self, text: str) -> None:
        self._sync_rows(len(self._controller.attempts) + self._controller.growing_shown)
        passage = self._controller.passage
        if self._controller.enriching and passage is not None:
            self.text.show_found(passage.text, text)
        else:
            self.text.stream(text)
