"""The main window: panes, menus and connections. All components are passed in."""

from __future__ import annotations

import base64
from collections.abc import Coroutine
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.attribute.reliability import trust
from core.manuscript.paragraphs import Kind
from core.search.process import SearchProcess
from desktop.common import messages
from desktop.common.drops import dropped_file
from desktop.common.notice import COLOURS, CURSOR, NoticeBar
from desktop.common.on_screen import room_on_screen
from desktop.common.preferences import Preferences
from desktop.common.tasks import Tasks
from desktop.common.theme import Theme, palette, resolve, stylesheet
from desktop.common.translation import tr
from desktop.curve.controller import Curve, CurveParts
from desktop.document.file_menu import Documents
from desktop.document.folder_files import FolderFiles
from desktop.document.instruction import RememberedInstruction
from desktop.document.line_ends import LineEnds
from desktop.document.lock import OpenElsewhere
from desktop.document.outside_changes import OutsideChanges
from desktop.document.session import Session
from desktop.editor.emphasis import EmphasisCommands
from desktop.editor.highlighter import markup_named
from desktop.editor.page import PASTE_PLAIN
from desktop.editor.paragraph_look import paragraph_style_named
from desktop.editor.text_edit import ManuscriptEditor
from desktop.engine.loader import ModelLoader
from desktop.exchange.controller import Exchange
from desktop.find.bar import FindBar
from desktop.find.searching import Searching
from desktop.glow.controller import GlowController
from desktop.glow.inspector import Inspector
from desktop.glow.overlay import GlowOverlay
from desktop.glow.phrase_finder import PhraseFinder
from desktop.help.controller import Help
from desktop.models.controller import Models
from desktop.models.sharing import AttributeSharing
from desktop.notes.controller import Notes
from desktop.outline.panel import OutlinePanel
from desktop.personal.mark_signs import MarkSigns
from desktop.personal.marking import Marking
from desktop.record.dialog import RecordDialogs
from desktop.rewrite.card import RewriteCard
from desktop.rewrite.controller import RewriteController
from desktop.rewrite.varying import Varying
from desktop.settings.dialogs import SettingsDialogs
from desktop.settings.options import Kept
from desktop.spelling.menus import SpellingMenus
from desktop.versions.dialogs import VersionDialogs
from desktop.window.actions import build_menus
from desktop.window.command_palette import CommandPalette, offers
from desktop.window.context_menu import add_commands
from desktop.window.dialogs import ModelDialogs
from desktop.window.full_screen import FullScreen
from desktop.window.geometry import place
from desktop.window.header import Header
from desktop.window.menus import menus
from desktop.window.model_notices import ModelNotices
from desktop.window.outline_side import OutlineSide
from desktop.window.rewrites import Rewrites
from desktop.window.screen_reader import ScreenReader, announce
from desktop.window.settings_pages import settings_pages
from desktop.window.status import StatusLine
from desktop.window.welcome import welcome_of
from desktop.writing.focus import Focus, Level, level_named
from desktop.writing.parts import WritingParts

SIDE_WIDTH = 372
FIRST_SIZE = 1280, 800
"""Pixels; less where the screen has less."""
SMALLEST, LARGEST = 9.0, 32.0
"""Limits of the font size (points) in the View menu."""


@dataclass(frozen=True)
class Components:
    """The components that the window arranges and connects; built in :mod:`desktop.app`."""

    editor: ManuscriptEditor
    glow: GlowController
    overlay: GlowOverlay
    phrases: PhraseFinder
    rewriting: RewriteController
    session: Session
    documents: Documents
    model: ModelLoader
    models: Models
    dialogs: ModelDialogs
    sharing: AttributeSharing
    marking: Marking
    preferences: Preferences
    tasks: Tasks
    signs: MarkSigns
    notice: NoticeBar
    model_notices: ModelNotices
    record: RecordDialogs
    varying: Varying
    elsewhere: OpenElsewhere
    versions: VersionDialogs
    line_ends: LineEnds
    exchange: Exchange
    folder_files: FolderFiles
    curve: CurveParts
    spelling: SpellingMenus
    writing: WritingParts
    help: Help
    kept: tuple[Kept, ...]


@dataclass(frozen=True)
class Appearance:
    """Settings whose change restyles the whole window."""

    theme: Theme
    font_size: float
    column_width: int
    line_height: float
    font_family: str


class MainWindow(QMainWindow):
    """Belongs to the GUI thread, inside a running asyncio loop."""

    closed = Signal()
    """The window has closed."""
    active_changed = Signal(bool)
    """Whether the window has become active, or inactive."""

    def __init__(self, parts: Components) -> None:
        super().__init__()
        self._parts = parts
        self._may_close = self._closing = False
        self._appearance: Appearance | None = None
        self.find_bar = FindBar(parts.editor, Searching(parts.editor, parts.tasks, SearchProcess()))
        self.emphasis = EmphasisCommands(parts.editor, parts.notice)
        self.notice = parts.notice
        self.outside_changes = OutsideChanges(parts.session, parts.documents, parts.tasks, parts.notice)
        self.card = RewriteCard(parts.rewriting)
        self.rewrites = Rewrites(
            self.card,
            parts.rewriting,
            parts.varying,
            parts.editor,
            parts.model,
            parts.preferences,
            parts.notice,
            parts.model_notices.offer_model,
            self,
        )
        RememberedInstruction(self.card.instruction, parts.session, parts.preferences, self)
        self.settings = SettingsDialogs(parts.preferences, partial(settings_pages, self), self)
        self.commands = CommandPalette(self, parts.preferences)
        self.inspector = Inspector(parts.editor, parts.glow, parts.phrases)
        self.screen_reader = ScreenReader(
            parts.editor, parts.glow, parts.signs, parts.rewriting, parts.notice, parent=self
        )
        self.screen_reader.announced.connect(partial(announce, self))
        self.status_line = StatusLine(
            parts.editor, parts.glow, parts.session, parts.models, parts.writing.count, parts.writing.progress
        )
        self.status_line.words.clicked.connect(parts.writing.show)
        self.outline = OutlinePanel(parts.editor, parts.glow, parts.writing.count.words_of, parts.notice)
        self._side = QStackedWidget()
        self.outline_side = OutlineSide(self.outline, parts.editor, parts.preferences, parts.notice, self, self._side)
        self.curve = Curve(
            parts.curve,
            self.outline.sections,
            lambda: not parts.model.without_model,
            parts.model_notices.offer_model,
            self.rewrites.tell_drafting,
            self,
        )
        self.full_screen = FullScreen(self, lambda: (self.header, self.status_line), self.outline_side)
        self.notes = Notes(parts.editor, parts.preferences, parts.notice, lambda: self.curve.strip.room_wanted, self)
        self.actions_by_name = build_menus(self, menus(self))
        self.welcome = welcome_of(self)
        self.header = Header(
            glow=self.actions_by_name["glow"], why=self.actions_by_name["why"], more=self.actions_by_name["more"]
        )
        self.focus = Focus(parts.editor, self)
        self._arrange()
        self._connect()
        self._take_preferences()
        self._restore_geometry()
        self._sync_title()
        self._sync_rewrite()

    # -- what the program and the tour use

    @property
    def parts(self) -> Components:
        """The components of this window."""
        return self._parts

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return resolve(self._parts.preferences.value.theme, dark)

    def open_dropped(self, path: Path) -> None:
        """Use a dropped model, import a dropped attribute, or open a dropped manuscript."""
        parts = self._parts
        self._start(parts.sharing.use(path) if path.suffix.lower() == ".gguf" else parts.documents.open(path))

    # -- arranging

    def _arrange(self) -> None:
        editor = self._parts.editor
        self._side.setFixedWidth(SIDE_WIDTH)
        self._side.addWidget(_with_margins(self.card))
        self._side.addWidget(_with_margins(self.inspector))
        self._side.hide()
        page = QWidget()
        column = self._column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.header, self.notice, self.find_bar):
            column.addWidget(widget)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.outline)
        body.addWidget(editor, stretch=1)
        body.addWidget(self._side)
        column.addLayout(body, stretch=1)
        column.addWidget(self.status_line)
        self.setCentralWidget(page)
        self.setAcceptDrops(True)
        self.setMinimumSize(QSize(760, 480).boundedTo(room_on_screen(self)))
        editor.setFocus()

    def _connect(self) -> None:
        parts = self._parts
        parts.session.changed.connect(self._sync_title)
        parts.session.about_to_replace.connect(self._close_rewrite)
        parts.model.loaded.connect(self._on_model)
        parts.model.changed.connect(self._sync_no_model)
        parts.editor.caret_moved.connect(self._on_caret_moved)
        parts.editor.file_dropped.connect(self.open_dropped)
        parts.preferences.changed.connect(self._take_preferences)
        parts.rewriting.changed.connect(self._sync_rewrite)
        parts.rewriting.closed.connect(parts.editor.setFocus)
        for name in (PASTE_PLAIN, "italic", "bold", "note"):
            parts.editor.add_to_context_menu(partial(self.actions_by_name.__getitem__, name))
        parts.editor.fill_context_menu(self._add_to_context_menu)
        self.rewrites.begun.connect(self._show_rewritten)
        self.rewrites.scene.changed.connect(self._sync_rewrite)
        self.card.slider.lam_changed.connect(self._sync_rewrite)
        self.card.blend.changed.connect(self._sync_rewrite)
        self.inspector.closed.connect(lambda: self.actions_by_name["why"].setChecked(False))
        self.find_bar.closed.connect(parts.editor.setFocus)
        self.outline.moving.connect(self.rewrites.close_within)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._take_preferences)

    def _restore_geometry(self) -> None:
        place(self, *FIRST_SIZE, self._parts.preferences.value.geometry)

    # -- updates

    def _on_caret_moved(self) -> None:
        self.notice.withdraw_about(CURSOR)

    def _sync_title(self) -> None:
        session = self._parts.session
        self.setWindowTitle(f"{session.name}[*] – Inkglow")
        self.setWindowModified(session.modified)
        self.header.show_document(session.name, modified=session.modified)

    def _sync_rewrite(self) -> None:
        rewriting = self._parts.rewriting
        open_card = rewriting.passage is not None
        has_choice = rewriting.current is not None and rewriting.current.has_choice
        self._set_enabled(take=has_choice, accept=rewriting.can_accept, leave=open_card)
        self._set_enabled(bolder=rewriting.bolder is not None, skip=self.rewrites.scene.is_on)
        drafting = self._parts.preferences.value.drafting
        self._set_enabled(glow=not drafting)
        self._set_enabled(why=not (open_card or drafting or self.full_screen.is_on))  # the card has its place
        self._set_enabled(again=self.card.may_try_again, several=self.card.may_try_several)
        self._set_enabled(earlier=rewriting.has_earlier, later=rewriting.has_later)
        self._sync_side()

    def _close_rewrite(self, by_another_document: bool) -> None:
        """Close the rewrite, because the text it belongs to is being replaced."""
        if by_another_document:
            self._parts.rewriting.forget()
        else:
            self._parts.rewriting.dismiss()

    def _set_enabled(self, **states: bool) -> None:
        for name, enabled in states.items():
            self.actions_by_name[name].setEnabled(enabled)

    def _sync_side(self) -> None:
        """Show the card instead of the inspector while a passage is being rewritten."""
        open_card = self._parts.rewriting.passage is not None
        self._side.setCurrentIndex(0 if open_card else 1)
        wanted = self._parts.preferences.value
        shown = open_card or (wanted.inspector_visible and not wanted.drafting and not self.full_screen.is_on)
        self._side.setVisible(shown)
        self._set_enabled(card=shown)

    def _take_preferences(self) -> None:
        wanted, parts = self._parts.preferences.value, self._parts
        appearance = Appearance(
            self.theme, wanted.font_size, wanted.column_width, wanted.line_height, wanted.font_family
        )
        if appearance != self._appearance:  # restyling a manuscript takes time; most changes need none
            self._appearance = appearance
            self._restyle(appearance)
        glow_visible = wanted.shows_scores
        parts.overlay.set_glow_visible(glow_visible)
        parts.signs.set_visible(glow_visible)
        parts.glow.set_enabled(glow_visible)
        self.status_line.set_glow_visible(glow_visible)
        self.header.show_scoring(not wanted.drafting)
        level = level_named(wanted.focus)
        self.focus.set_level(level)
        parts.overlay.set_focus(fades_others=level is not Level.OFF, fades_current=level is Level.SENTENCE)
        self.actions_by_name[f"focus-{level.value}"].setChecked(True)
        parts.editor.keeper.line_at = wanted.typewriter_at if wanted.typewriter else None
        self.actions_by_name["typewriter"].setChecked(wanted.typewriter)
        if (height := self.actions_by_name.get(f"typewriter-{wanted.typewriter_at}")) is not None:
            height.setChecked(True)
        if (quotes := self.actions_by_name.get(f"quotes-{wanted.quotes}")) is not None:
            quotes.setChecked(True)
        self.actions_by_name["drafting"].setChecked(wanted.drafting)
        parts.rewriting.ladder = wanted.ladder
        self.actions_by_name["ladder"].setChecked(wanted.ladder)
        markup = markup_named(wanted.markup)
        parts.editor.show_markup(markup)
        self.actions_by_name[f"markup-{markup.value}"].setChecked(True)
        paragraphs = paragraph_style_named(wanted.paragraphs)
        parts.editor.set_paragraph_style(paragraphs)
        self.actions_by_name[f"paragraphs-{paragraphs.value}"].setChecked(True)
        self.inspector.refresh()
        self.actions_by_name["glow"].setChecked(wanted.glow_visible)
        self.actions_by_name["why"].setChecked(wanted.inspector_visible)
        self.actions_by_name["outline"].setChecked(wanted.outline_visible)
        self.actions_by_name["notes"].setChecked(wanted.notes_beside)
        self.actions_by_name["curve"].setChecked(wanted.curve_visible)
        self.actions_by_name["record"].setChecked(wanted.record)
        self.actions_by_name["autosave"].setChecked(wanted.autosave)
        self.actions_by_name["spelling"].setChecked(wanted.spelling)
        if (chosen := self.actions_by_name.get(f"theme-{wanted.theme}")) is not None:
            chosen.setChecked(True)
        if (language := self.actions_by_name.get(f"language-{wanted.language}")) is not None:
            language.setChecked(True)
        self._sync_rewrite()

    def _restyle(self, appearance: Appearance) -> None:
        application = QApplication.instance()
        with self._parts.editor.keeper.keeping():
            if isinstance(application, QApplication):
                _style(application, appearance.theme)
            self._parts.editor.apply(
                appearance.theme,
                appearance.font_size,
                appearance.column_width,
                appearance.line_height,
                appearance.font_family,
            )
        self.card.apply(appearance.theme, appearance.font_size, appearance.font_family)
        self.inspector.apply(appearance.theme)
        self.outline.apply(appearance.theme)
        self.curve.strip.apply(appearance.theme)
        self.notes.apply(appearance.theme)
        self.status_line.apply(appearance.theme)

    def _on_model(self) -> None:
        ready = self._parts.model.ready
        if ready is not None:
            shown = ready.attribute
            self.inspector.legend.show_trust(trust(shown.report), shown.name, provisional=shown.provisional)

    def _sync_no_model(self) -> None:
        self.actions_by_name["no-model"].setChecked(self._parts.model.without_model)

    def _show_rewritten(self) -> None:
        self._column.activate()  # the card has been laid out, and the page has its width
        self._parts.editor.show_rewritten()

    def _add_to_context_menu(self, menu: QMenu) -> None:
        if not self._parts.model.without_model:
            add_commands(menu, self.menuBar(), self.actions_by_name)

    # -- what the menus do

    def _start(self, work: Coroutine[Any, Any, Any]) -> None:
        self._parts.tasks.start(work)

    def show_glow(self, shown: bool) -> None:
        """Show or hide every trace of scoring; without a model, say that there is nothing to show."""
        parts = self._parts
        if shown and not parts.preferences.value.glow_visible and parts.model.without_model:
            parts.model_notices.offer_model()
        parts.preferences.change(glow_visible=shown)

    def show_why(self, shown: bool) -> None:
        """Show or hide the explanation of a paragraph's glow."""
        self._parts.preferences.change(inspector_visible=shown)

    def show_welcome(self) -> None:
        """Show the welcome page over the text."""
        self.welcome.open_page()

    def show_keys(self) -> None:
        """Show the keys of all commands."""
        rows = [(offer.place, offer.label, offer.action.shortcuts()) for offer in offers(self)]
        palette = self.actions_by_name["commands"].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self._parts.help.show_keys(self, rows, palette)

    def zoom(self, points: float) -> None:
        """Larger or smaller text."""
        size = self._parts.preferences.value.font_size + points
        self._parts.preferences.change(font_size=min(LARGEST, max(SMALLEST, size)))

    def choose_language(self, code: str) -> None:
        """Have menus and dialogs in another language from the next start on, and say so."""
        self._parts.preferences.change(language=code)
        self.notice.tell(tr("Menus and dialogs change their language when Inkglow is started again."))

    def next_focus(self) -> None:
        """Fade nothing, all but the sentence at the cursor, all but its paragraph, and so on."""
        self._parts.preferences.change(focus=self.focus.level.following.value)

    def draft(self, wanted: bool) -> None:
        """Write without scores, marks and rewrites, or with them again; remembered."""
        if wanted:
            self._parts.rewriting.dismiss()
        self._parts.preferences.change(drafting=wanted)

    def leave(self) -> None:
        """The Esc key: close the find bar if it has the focus, else stop or dismiss the rewrite."""
        if self.find_bar.isVisible() and self.find_bar.isAncestorOf(QApplication.focusWidget() or self):
            self.find_bar.close_bar()
        else:
            self.card.leave()

    def switch_to_card(self) -> None:
        """Let the keys go to the card or to the reasons for a glow; back to the text if they go there already."""
        panel = self.card if self._parts.rewriting.passage is not None else self.inspector
        if panel.has_focus:
            self._parts.editor.setFocus()
        else:
            panel.take_focus()

    def words_for_card(self) -> str:
        """The menu label for what :meth:`switch_to_card` would do now."""
        if self.card.has_focus or self.inspector.has_focus:
            return tr("Back to the te&xt")
        if self._parts.rewriting.passage is None and self.inspector.isVisible():
            return tr("Reasons for the gl&ow")
        return tr("Additions and &options") if self.card.text.shows_additions else tr("Strength and &options")

    def dismiss_glow(self) -> None:
        """Hide the glow of the paragraph at the cursor until it is edited, or show it again if it is hidden."""
        glow, editor = self._parts.glow, self._parts.editor
        paragraph_id = editor.current_id()
        if self._parts.preferences.value.drafting:
            self.rewrites.tell_drafting()
        elif not glow.is_enabled:
            self.notice.tell(messages.GLOW_OFF)
        elif self._parts.model.without_model:
            self._parts.model_notices.offer_model()
        elif glow.is_dismissed(paragraph_id):
            glow.show_again(paragraph_id)
        elif editor.kind_of(paragraph_id) is Kind.PROSE:
            glow.dismiss(paragraph_id)
        else:
            self.notice.tell(messages.NOTHING_TO_DISMISS, about=CURSOR)

    def words_for_dismissing(self) -> str:
        """The menu label for what :meth:`dismiss_glow` would do now."""
        is_dismissed = self._parts.glow.is_dismissed(self._parts.editor.current_id())
        return tr("Show its glow agai&n") if is_dismissed else tr("&No glow here until edited")

    # -- Qt's hooks

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept a model or a manuscript anywhere on the window."""
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open it."""
        if (path := dropped_file(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.open_dropped(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where nothing else has a use for it, ends the full screen."""
        if event.key() == Qt.Key.Key_Escape and self.full_screen.is_on:
            self.full_screen.show(False)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Check the file when the window becomes active, because another program may have changed it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.full_screen.sync()
            self.curve.cover(self.full_screen.is_on)
            if self.full_screen.is_on:
                self.notice.withdraw_about(COLOURS)
            self.actions_by_name["full"].setChecked(self.full_screen.is_on)
            self._sync_rewrite()
        if event.type() == QEvent.Type.ActivationChange:
            self.active_changed.emit(self.isActiveWindow())
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._parts.tasks.start_where_possible(self.outside_changes.check)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only after the document may be closed."""
        if self._may_close:
            event.accept()
            self.closed.emit()
            return
        event.ignore()
        if not self._closing:
            self._closing = True
            self._start(self._close())

    async def _close(self) -> None:
        try:
            if not self._parts.exchange.may_close() or not await self._parts.documents.may_close():
                return
        finally:
            self._closing = False
        geometry = base64.b64encode(self.saveGeometry().data()).decode()
        self._parts.preferences.change(geometry=geometry)
        self._may_close = True
        self.close()


def _style(application: QApplication, theme: Theme) -> None:
    """Style all windows; nothing where they have this style already, since each widget is restyled (a zoom: 25 ms)."""
    if application.styleSheet() != (wanted := stylesheet(theme)):
        application.setPalette(palette(theme))
        application.setStyleSheet(wanted)


def _with_margins(panel: QFrame) -> QWidget:
    """Put margins around a card next to the page."""
    holder = QWidget()
    holder.setObjectName("side")
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 14, 14, 10)
    box.addWidget(panel)
    return holder
