"""The window: panes, menus, and what is connected to what. Everything in it is handed in."""

from __future__ import annotations

import base64
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop import messages
from desktop.actions import Command, Entry, Submenu, build_menus
from desktop.documents import Documents
from desktop.editor.find import FindBar
from desktop.editor.glow import GlowController
from desktop.editor.overlay import GlowOverlay
from desktop.editor.text_edit import ManuscriptEditor
from desktop.model import ModelLoader
from desktop.models import Models, offer
from desktop.panels.header import Header
from desktop.panels.inspector import Inspector
from desktop.panels.notice import Answer, NoticeBar
from desktop.panels.status import StatusLine
from desktop.preferences import Preferences
from desktop.rewrite.card import ACCEPT_KEY, AGAIN_KEY, EARLIER_KEY, LATER_KEY, LEAVE_KEY, RewriteCard
from desktop.rewrite.controller import RewriteController
from desktop.session import Session
from desktop.tasks import Tasks
from desktop.theme import Theme, palette, resolve, stylesheet

SIDE_WIDTH = 372
SMALLEST, LARGEST = 9.0, 32.0
"""Font sizes (points) that the view menu reaches."""
THEMES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"), ("sepia", "Sepia"))


@dataclass(frozen=True)
class Parts:
    """What the window arranges and connects; built in :mod:`desktop.app`."""

    editor: ManuscriptEditor
    glow: GlowController
    overlay: GlowOverlay
    rewriting: RewriteController
    session: Session
    documents: Documents
    model: ModelLoader
    models: Models
    preferences: Preferences
    tasks: Tasks


@dataclass(frozen=True)
class Look:
    """What takes a restyling of everything to change."""

    theme: Theme
    font_size: float
    column_width: int
    line_height: float


class MainWindow(QMainWindow):
    """Belongs to the GUI thread, inside a running asyncio loop."""

    closed = Signal()
    """The window has closed for good."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._may_close = False
        self._look: Look | None = None
        self.find_bar = FindBar(parts.editor)
        self.notice = NoticeBar()
        self.card = RewriteCard(parts.rewriting)
        self.inspector = Inspector(parts.editor, parts.glow)
        self.actions_by_name = build_menus(self, self._menus())
        self.header = Header(
            glow=self.actions_by_name["glow"], why=self.actions_by_name["why"], more=self.actions_by_name["more"]
        )
        self.status_line = StatusLine(parts.editor, parts.glow, parts.session, parts.models)
        self._arrange()
        self._connect()
        self._take_preferences()
        self._restore_geometry()
        self._sync_title()
        self._sync_rewrite()

    # -- what the program and the tour use

    @property
    def parts(self) -> Parts:
        """What this window arranges."""
        return self._parts

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return resolve(self._parts.preferences.value.theme, dark)

    def tell(self, sentence: str, *answers: Answer) -> None:
        """Say something without interrupting."""
        self.notice.tell(sentence, *answers)

    def more_creative(self) -> None:
        """Rewrite the selection or the paragraph at the cursor; one more attempt where its card is open already."""
        parts = self._parts
        if parts.rewriting.steering is None:
            self.tell(messages.why_no_model(parts.model.reason))
            return
        passage = parts.editor.passage()
        if passage is None:
            self.tell(messages.NOTHING_TO_REWRITE)
            return
        here = parts.rewriting.passage
        if here is not None and passage.text == parts.rewriting.base_text and not parts.rewriting.state.is_running:
            self.try_again()
        else:
            parts.rewriting.begin(passage, self.card.lam, self.card.beside)

    def try_again(self) -> None:
        """One more attempt at the same passage."""
        self._parts.rewriting.try_again(self.card.lam, self.card.beside)

    # -- arranging

    def _arrange(self) -> None:
        editor = self._parts.editor
        self._side = QStackedWidget()
        self._side.setFixedWidth(SIDE_WIDTH)
        self._side.addWidget(_with_margins(self.card))
        self._side.addWidget(_with_margins(self.inspector))
        self._side.hide()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.header, self.notice, self.find_bar):
            column.addWidget(widget)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(editor, stretch=1)
        body.addWidget(self._side)
        column.addLayout(body, stretch=1)
        column.addWidget(self.status_line)
        self.setCentralWidget(page)
        self.setMinimumSize(QSize(760, 480))
        self.resize(1280, 800)
        editor.setFocus()

    def _menus(self) -> dict[str, list[Entry]]:
        keys = QKeySequence.StandardKey
        editor = self._parts.editor
        files, models = self._parts.documents, self._parts.models
        return {
            "&File": [
                Command("new", "&New", lambda: self._start(files.new()), (keys.New,)),
                Command("open", "&Open…", lambda: self._start(files.choose()), (keys.Open,)),
                Submenu("Open &recent", fill=files.fill_recent),
                Command("sample", "Open the &sample chapter", lambda: self._start(files.open_sample())),
                None,
                Command("save", "&Save", lambda: self._start(files.save()), (keys.Save,)),
                Command("save-as", "Save &as…", lambda: self._start(files.save_as()), (keys.SaveAs, "Ctrl+Shift+S")),
                None,
                Command("quit", "&Quit", self.close, (keys.Quit, "Ctrl+Q")),
            ],
            "&Edit": [
                Command("undo", "&Undo", editor.undo, (keys.Undo,)),
                Command("redo", "&Redo", editor.redo, (keys.Redo,)),
                None,
                Command("cut", "Cu&t", editor.cut, (keys.Cut,)),
                Command("copy", "&Copy", editor.copy, (keys.Copy,)),
                Command("paste", "&Paste", editor.paste, (keys.Paste,)),
                Command("select-all", "Select &all", editor.selectAll, (keys.SelectAll,)),
                None,
                self.find_bar.find_action,
                self.find_bar.replace_action,
            ],
            "&View": [
                Command("glow", "&Glow", self._show_glow, ("F8",), checkable=True, tip="Show or hide it"),
                Command("why", "&Why this glow", self._show_why, ("F9",), checkable=True, tip="The words behind it"),
                None,
                Command("larger", "&Larger text", lambda: self._zoom(1.0), (keys.ZoomIn, "Ctrl+=")),
                Command("smaller", "&Smaller text", lambda: self._zoom(-1.0), (keys.ZoomOut,)),
                Submenu("&Theme", tuple(self._theme_command(name, words) for name, words in THEMES)),
                None,
                Command("full", "&Full screen", self._full_screen, ("F11",), checkable=True),
            ],
            "&Passage": [
                Command("more", "&More creative", self.more_creative, ("Ctrl+Return", "Ctrl+Enter")),
                None,
                Command("accept", "&Accept the rewrite", self.card.accept, (ACCEPT_KEY,)),
                Command("again", "&Try again", self.try_again, (AGAIN_KEY,)),
                Command("earlier", "&Earlier attempt", lambda: self.card.step(-1), (EARLIER_KEY,)),
                Command("later", "&Later attempt", lambda: self.card.step(1), (LATER_KEY,)),
                Command("leave", "&Stop or dismiss", self._leave, (LEAVE_KEY,)),
                None,
                Command("dismiss-glow", "&No glow here until edited", self._dismiss_glow, ("Ctrl+Shift+G",)),
            ],
            "&Model": [
                Command("model", "Use a model &file…", lambda: self._start(models.choose_file())),
                Submenu("&Glow shows", fill=models.fill_attributes),
                Command("learn", "&Learn what is creative…", models.show_learning),
            ],
        }

    def _theme_command(self, name: str, words: str) -> Command:
        return Command(f"theme-{name}", words, lambda: self._parts.preferences.change(theme=name), group="theme")

    def _connect(self) -> None:
        parts = self._parts
        parts.session.changed.connect(self._sync_title)
        parts.session.told.connect(self.tell)
        parts.model.told.connect(self.tell)
        parts.model.loaded.connect(self._on_model)
        parts.model.attribute_missing.connect(lambda _: self.tell(*offer(parts.models)))
        parts.models.set_window(self)
        parts.preferences.changed.connect(self._take_preferences)
        parts.rewriting.changed.connect(self._sync_rewrite)
        parts.rewriting.closed.connect(parts.editor.setFocus)
        self.card.again_wanted.connect(self.try_again)
        self.card.slider.lam_changed.connect(self._remember_lam)
        self.inspector.closed.connect(lambda: self.actions_by_name["why"].setChecked(False))
        self.find_bar.closed.connect(parts.editor.setFocus)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._take_preferences)

    def _restore_geometry(self) -> None:
        if geometry := self._parts.preferences.value.geometry:
            self.restoreGeometry(QByteArray(base64.b64decode(geometry.encode())))

    # -- keeping things true

    def _sync_title(self) -> None:
        session = self._parts.session
        self.setWindowTitle(f"{session.name}[*] – Inkglow")
        self.setWindowModified(session.modified)
        self.header.show_document(session.name, modified=session.modified)

    def _sync_rewrite(self) -> None:
        rewriting = self._parts.rewriting
        open_card = rewriting.passage is not None
        running = rewriting.state.is_running
        can_accept = rewriting.current is not None and not rewriting.edited_meanwhile
        self._set_enabled(accept=open_card and can_accept, again=open_card and not running, leave=open_card)
        self._set_enabled(
            earlier=not running and rewriting.index > 0,
            later=not running and 0 <= rewriting.index < len(rewriting.attempts) - 1,
        )
        self._sync_side()

    def _set_enabled(self, **states: bool) -> None:
        for name, enabled in states.items():
            self.actions_by_name[name].setEnabled(enabled)

    def _sync_side(self) -> None:
        """The card takes the place of the inspector while a passage is being rewritten."""
        open_card = self._parts.rewriting.passage is not None
        self._side.setCurrentIndex(0 if open_card else 1)
        self._side.setVisible(open_card or self._parts.preferences.value.inspector_visible)

    def _take_preferences(self) -> None:
        wanted, parts = self._parts.preferences.value, self._parts
        look = Look(self.theme, wanted.font_size, wanted.column_width, wanted.line_height)
        if look != self._look:  # styling a whole manuscript anew takes time; most changes are of other things
            self._look = look
            self._take_look(look)
        parts.overlay.set_glow_visible(wanted.glow_visible)
        parts.glow.set_enabled(wanted.glow_visible)
        self.status_line.set_glow_visible(wanted.glow_visible)
        self.actions_by_name["glow"].setChecked(wanted.glow_visible)
        self.actions_by_name["why"].setChecked(wanted.inspector_visible)
        if (chosen := self.actions_by_name.get(f"theme-{wanted.theme}")) is not None:
            chosen.setChecked(True)
        self._sync_side()

    def _take_look(self, look: Look) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette(look.theme))
            application.setStyleSheet(stylesheet(look.theme))
        self._parts.editor.apply(look.theme, look.font_size, look.column_width, look.line_height)
        self.card.apply(look.theme, look.font_size)
        self.inspector.apply(look.theme)
        self.status_line.apply(look.theme)

    def _on_model(self) -> None:
        ready = self._parts.model.ready
        if ready is not None:
            self.card.slider.set_zones(ready.attribute.zones)
            remembered = self._parts.preferences.value.lam
            self.card.slider.set_lam(ready.attribute.default_lam if remembered is None else remembered)

    def _remember_lam(self, lam: float) -> None:
        if self.card.isVisible():
            self._parts.preferences.change(lam=lam)

    # -- what the menus do

    def _start(self, work: Coroutine[Any, Any, Any]) -> None:
        self._parts.tasks.start(work)

    def _show_glow(self, shown: bool) -> None:
        self._parts.preferences.change(glow_visible=shown)

    def _show_why(self, shown: bool) -> None:
        self._parts.preferences.change(inspector_visible=shown)

    def _zoom(self, points: float) -> None:
        size = self._parts.preferences.value.font_size + points
        self._parts.preferences.change(font_size=min(LARGEST, max(SMALLEST, size)))

    def _full_screen(self, wanted: bool) -> None:
        self.setWindowState(
            self.windowState() | Qt.WindowState.WindowFullScreen
            if wanted
            else self.windowState() & ~Qt.WindowState.WindowFullScreen
        )

    def _leave(self) -> None:
        if self.find_bar.isVisible() and self.find_bar.isAncestorOf(QApplication.focusWidget() or self):
            self.find_bar.close_bar()
        else:
            self.card.leave()

    def _dismiss_glow(self) -> None:
        self._parts.glow.dismiss(self._parts.editor.current_id())

    # -- Qt's hooks

    def changeEvent(self, event: QEvent) -> None:
        """Back from another program: it may have changed the file."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._start(self._look_outside())

    async def _look_outside(self) -> None:
        session = self._parts.session
        if await session.look_outside():
            self.tell(messages.outside_change(session.name), ("Reload", lambda: self._start(session.reload())))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only once the document may go."""
        if self._may_close:
            event.accept()
            self.closed.emit()
            return
        event.ignore()
        self._start(self._close())

    async def _close(self) -> None:
        if not await self._parts.documents.may_close():
            return
        geometry = base64.b64encode(self.saveGeometry().data()).decode()
        self._parts.preferences.change(geometry=geometry)
        self._may_close = True
        self.close()


def _with_margins(panel: QFrame) -> QWidget:
    """Air around a card beside the page."""
    holder = QWidget()
    holder.setObjectName("side")
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 14, 14, 10)
    box.addWidget(panel)
    return holder
