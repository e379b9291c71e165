"""The command palette: every command of the menus, found by typing a few letters of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHeaderView,
    QLineEdit,
    QMainWindow,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop.common.fuzzy import fuzzy_score
from desktop.common.labels import wrapping_label
from desktop.common.preferences import Preferences
from desktop.window.words import COMMANDS_LINE, HOW, NAME, NO_COMMAND, NO_KEYS, NOT_NOW, REASONS

MOST_RECENT = 8
_WIDTH, _HEIGHT, _TOP = 620, 420, 56
_IN_LABEL, _RECENT = 6.0, 2.0
"""What a match counts in addition if all its letters are in the label, and if the command was used lately."""
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_KEYS = (*_MOVES, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
_ELSEWHERE = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""Why the line loses the keys for a while: its own menu is open, or another program is used."""


@dataclass(frozen=True)
class Offer:
    """A command of the menus as it is now. ``place`` is the menu that it is in; ``key`` is what it is remembered by."""

    action: QAction
    label: str
    place: str
    keys: str
    key: str

    @property
    def reason(self) -> str:
        """Why it cannot run now; empty where it can."""
        return "" if self.action.isEnabled() else REASONS.get(self.action.objectName(), NOT_NOW)


def offers(window: QMainWindow) -> list[Offer]:
    """Every command of the menu bar, in the order of the menus, updated as if each menu were opened."""
    found: list[Offer] = []
    for action in window.menuBar().actions():
        if isinstance(menu := action.menu(), QMenu) and action.isVisible():
            _collect(menu, _words(action), found)
    return found


def matching(known: Sequence[Offer], typed: str, recent: Sequence[str]) -> list[Offer]:
    """Those that match what was typed, best first; without any letters all, those used lately first."""
    order = {key: number for number, key in enumerate(recent)}
    if not typed.strip():
        return sorted(known, key=lambda offer: order.get(offer.key, len(order)))
    scored: list[tuple[float, Offer]] = []
    for offer in known:
        in_label = fuzzy_score(typed, offer.label)
        score = fuzzy_score(typed, f"{offer.place} {offer.label}") if in_label is None else in_label + _IN_LABEL
        if score is not None:
            scored.append((score + (_RECENT if offer.key in order else 0.0), offer))
    scored.sort(key=lambda each: -each[0])
    return [offer for _, offer in scored]


class CommandPalette(QFrame):
    """Lists the commands of ``window``'s menus with their keys, above its page. GUI thread.

    The keys go back to where they were before a command runs, because many commands depend on that.
    """

    def __init__(self, window: QMainWindow, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._preferences = window, preferences
        self._offers: list[Offer] = []
        self._shown: list[Offer] = []
        self._before: QWidget | None = None
        self.setProperty("card", True)
        self.setAccessibleName(NAME)
        self.line = QLineEdit()
        self.line.setPlaceholderText(COMMANDS_LINE)
        self.line.setAccessibleName(NAME)
        self.line.setClearButtonEnabled(True)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._fill)
        self.list = QTreeWidget()
        self.list.setAccessibleName(NAME)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is typed goes to the line all the time
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHeaderHidden(True)
        self.list.setColumnCount(2)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.currentItemChanged.connect(lambda *_: self._explain())
        self.list.itemClicked.connect(lambda *_: self.run_current())
        self.words = wrapping_label("muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 12, 12, 10)
        for widget in (self.line, self.list, self.words):
            box.addWidget(widget)
        self.hide()

    def open_palette(self) -> None:
        """Show every command as it is now, with nothing typed; close it where it is open."""
        if self.isVisible():
            self.close_palette()
            return
        self._before = QApplication.focusWidget()
        self._offers = offers(self._window)
        self.line.clear()
        self._fill()
        room = self._window.rect()
        width, height = min(_WIDTH, room.width() - 40), min(_HEIGHT, room.height() - 2 * _TOP)
        self.setGeometry((room.width() - width) // 2, _TOP, width, height)
        self.show()
        self.raise_()
        self.line.setFocus()

    def close_palette(self) -> None:
        """Hide it; the keys go to where they went before."""
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus()

    @property
    def shown(self) -> Sequence[Offer]:
        """The commands in the list, in order."""
        return self._shown

    @property
    def current(self) -> Offer | None:
        """The command that Return runs."""
        item = self.list.currentItem()
        offer = None if item is None else self._shown[self.list.indexOfTopLevelItem(item)]
        return offer if offer is not None and isValid(offer.action) else None

    def run_current(self) -> None:
        """Run the chosen command; where it cannot run, the palette stays and says why."""
        offer = self.current
        if offer is None or offer.reason:
            return
        self._remember(offer.key)
        self.close_palette()
        offer.action.trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys move in the list while one types; Return runs; Esc closes, whatever it does in the window."""
        if isinstance(event, QKeyEvent) and event.key() in _KEYS:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._press(event)
                return True
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and event.reason() not in _ELSEWHERE:
            self.hide()
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES:
            QApplication.sendEvent(self.list, event)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_palette()
        else:
            self.run_current()

    def _remember(self, key: str) -> None:
        others = (each for each in self._preferences.value.recent_commands if each != key)
        self._preferences.change(recent_commands=(key, *others)[:MOST_RECENT])

    def _fill(self) -> None:
        self._offers = [offer for offer in self._offers if isValid(offer.action)]  # menus may be filled again meanwhile
        self._shown = matching(self._offers, self.line.text(), self._preferences.value.recent_commands)
        self.list.clear()
        self.list.addTopLevelItems([self._item(offer) for offer in self._shown])
        if (first := self.list.topLevelItem(0)) is not None:
            self.list.setCurrentItem(first)
        self._explain()

    def _item(self, offer: Offer) -> QTreeWidgetItem:
        mark = "✓ " if offer.action.isChecked() else ""
        item = QTreeWidgetItem([f"{mark}{offer.label}  –  {offer.place}", offer.keys])
        if not offer.keys:
            item.setData(1, Qt.ItemDataRole.AccessibleTextRole, NO_KEYS)
        if offer.reason:
            muted = self.palette().brush(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
            for column in (0, 1):
                item.setForeground(column, muted)
        return item

    def _explain(self) -> None:
        """Say what the chosen command does, or why it cannot run; a screen reader reads it with the line."""
        offer = self.current
        if offer is None:
            self.words.setText("" if self._shown else NO_COMMAND)
            return
        tip = offer.action.toolTip()
        self.words.setText(offer.reason or (tip if tip != offer.label else HOW))
        self.line.setAccessibleDescription(f"{offer.label}. {offer.keys} {self.words.text()}")


def _collect(menu: QMenu, place: str, found: list[Offer]) -> None:
    menu.aboutToShow.emit()  # labels, what is available, and the entries of menus that are filled when they open
    for action in menu.actions():
        if isinstance(inner := action.menu(), QMenu):
            _collect(inner, f"{place} ▸ {_words(action)}", found)
        elif action.isSeparator() or not action.isVisible() or not (action.isEnabled() or action.objectName()):
            continue  # an entry without a name that cannot be chosen is a remark, such as “none”
        else:
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            label = _words(action)
            found.append(Offer(action, label, place, keys, action.objectName() or f"{place} ▸ {label}"))


def _words(action: QAction) -> str:
    """The label without the sign of its access key; ``&&`` stands for an ampersand."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").partition("\t")[0]
