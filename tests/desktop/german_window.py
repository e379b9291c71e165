"""Opens the window in German and prints what it says, as JSON. Run by test_german.py, in a process of its own.

Sentences are translated as their modules are imported: the application is made before this module is imported.
"""

from __future__ import annotations

import asyncio
import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollArea,
    QWidget,
)

from core.engine.fake import ScriptedEngine
from desktop.common.gui_thread_gc import collected_on_this_thread
from tests.desktop.conftest import Desk, TestLoop, desk_with, turns, until
from tests.desktop.window.test_menus import assert_letters_differ

TRANSLATIONS = Path(__file__).parents[2] / "resources" / "translations" / "inkglow_de.ts"


def left_in_english() -> set[str]:
    """The sentences whose translation differs from them."""
    messages = ElementTree.parse(TRANSLATIONS).getroot().iter("message")
    pairs = [(each.findtext("source") or "", each.findtext("translation") or "") for each in messages]
    said = {translation for _, translation in pairs}
    return {source for source, translation in pairs if source != translation and source not in said}


def texts(top: QWidget) -> Iterator[str]:
    """Everything that a window says: labels, buttons, entries, tool tips, names for screen readers."""
    for widget in (top, *top.findChildren(QWidget)):
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        elif isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        elif isinstance(widget, QGroupBox):
            yield widget.title()
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(index) for index in range(widget.count()))
    for action in top.findChildren(QAction):
        yield from (action.text(), action.toolTip())


def cut(top: QWidget) -> Iterator[str]:
    """What has too little room: buttons narrower than their words, columns wider than the area that they are in."""
    for button in top.findChildren(QAbstractButton):
        if button.isVisible() and button.width() < button.minimumSizeHint().width():
            yield button.text()
    for area in top.findChildren(QScrollArea):
        column = area.widget()
        if area.isVisible() and column is not None and column.minimumSizeHint().width() > area.viewport().width():
            yield f"a column in {area.window().windowTitle()}"


def check_letters(desk: Desk) -> int:
    """The number of letters in all menus, no two the same in one."""
    bar = desk.window.menuBar()
    found = assert_letters_differ("the menu bar", bar.actions())
    pending = [menu for action in bar.actions() if isinstance(menu := action.menu(), QMenu)]
    while pending:
        menu = pending.pop()
        menu.aboutToShow.emit()
        found += assert_letters_differ(menu.title(), menu.actions())
        pending += [inner for action in menu.actions() if isinstance(inner := action.menu(), QMenu)]
    return found


async def look(desk: Desk) -> dict[str, Any]:
    """Open what the window has, and collect what is said."""
    window = desk.window
    parts = window.parts
    await desk.load()
    desk.put_cursor(1)
    for name in ("outline", "why"):
        window.actions_by_name[name].setChecked(True)
    await turns(20)
    desk.questions.path = Path("/no/such/place/Kapitel.md")
    await parts.documents.choose()
    notice = window.notice.words
    window.rewrites.more_creative()
    await until(lambda: not parts.rewriting.state.is_running)
    card = [text for text in texts(window.card) if text]
    dialogs = (
        *(window.settings.show, window.commands.open_palette, window.find_bar.open_replace, window.show_keys),
        *(parts.dialogs.show_models, parts.dialogs.show_own, parts.dialogs.show_learning),
        *(parts.dialogs.show_comparison, parts.versions.show, parts.record.show, parts.writing.show),
        *(lambda: parts.help.show_report(window), lambda: parts.help.show_about(window)),
    )
    for show in dialogs:
        show()
    await turns(20)
    letters = check_letters(desk)
    said = {text for top in QApplication.topLevelWidgets() for text in texts(top) if text}
    settings = window.settings.dialog
    assert settings is not None
    found = {
        "menus": [action.text() for action in window.menuBar().actions()],
        "letters": letters,
        "notice": notice,
        "card": card,
        "settings": [text for text in texts(settings) if text],
        "standing": window.status_line.standing.text(),
        "in English": sorted(said & left_in_english()),
        "cut": sorted(words for top in QApplication.topLevelWidgets() for words in cut(top)),
    }
    for top in QApplication.topLevelWidgets():
        if top is not window:
            top.close()
    return found


def main(folder: Path) -> None:
    """Print it; what the window writes goes to ``folder``."""
    loop = TestLoop(QApplication.instance())

    def run(work: Any, seconds: float = 60) -> Any:
        asyncio.set_event_loop(loop)
        return loop.run_until_complete(asyncio.wait_for(work, seconds))

    engine = ScriptedEngine(["The lamp, unlit, hummed a tune that only moths had ever learned by heart."])
    with collected_on_this_thread():
        desks = desk_with(engine, run, folder)
        desk = next(desks)
        found = run(look(desk))
        next(desks, None)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    loop.close()
    print(json.dumps(found, ensure_ascii=False))
