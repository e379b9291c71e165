"""The settings dialog on the real window: each choice is applied at once, and the menus show the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLabel, QPushButton, QSpinBox, QWidget

from core.settings import Settings
from desktop.common.theme import SEPIA, serif_family
from desktop.common.typography import page_families
from desktop.settings import words
from desktop.settings.dialog import SettingsDialog
from desktop.settings.options import Act
from tests.desktop.conftest import Desk, until

NOT_OFFERED = {
    *("outline_visible", "lams", "model", "attribute", "last_file", "recent_files", "rater", "compared"),
    *("geometry", "seen_sample", "places", "instructions", "author", "export_format", "dismissed_copies", "left_lines"),
    *("spelling_lack", "recent_commands"),
}
"""What is remembered without being chosen here: the last file, places, what was said once."""


@pytest.fixture
def dialog(desk: Desk) -> Iterator[SettingsDialog]:
    async def show() -> SettingsDialog:
        desk.window.actions_by_name["settings"].trigger()
        found = desk.window.settings.dialog
        assert found is not None and found.isVisible()
        return found

    shown: SettingsDialog = desk.run(show())
    yield shown
    if desk.window.settings.dialog is not None:
        desk.window.settings.dialog.reject()


def control(dialog: SettingsDialog, setting: str) -> Any:
    """The control of a setting, whose page is shown."""
    for number, rows in enumerate(dialog.rows):
        for row in rows:
            if not isinstance(row.option, Act) and row.option.setting == setting:
                dialog.list.setCurrentRow(number)
                return row.control
    raise AssertionError(setting)


def choose(box: QComboBox, words: str) -> None:
    """Choose by the keys, as a writer does."""
    box.setFocus()
    index = box.findText(words)
    assert index >= 0, words
    while box.currentIndex() != index:
        QTest.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < index else Qt.Key.Key_Up)


def test_everything_that_is_stored_is_offered_or_known_not_to_be(dialog: SettingsDialog) -> None:
    offered = [row.option.setting for rows in dialog.rows for row in rows if not isinstance(row.option, Act)]
    assert len(offered) == len(set(offered))
    later = {each.name for each in fields(Settings)} - set(offered) - NOT_OFFERED
    assert later == set(), "offer it in desktop/window/settings_pages.py, or name it above"
    assert all(row.option.why for rows in dialog.rows for row in rows), "each is explained"


def test_the_pages_stand_below_each_other(desk: Desk, dialog: SettingsDialog) -> None:
    def lie_apart() -> bool:
        rects = [dialog.list.visualItemRect(dialog.list.item(row)) for row in range(dialog.list.count())]
        return all(not above.intersects(below) for above, below in pairwise(rects))

    async def look() -> None:
        await until(lie_apart)
        assert dialog.list.sizeHintForRow(0) <= dialog.list.visualItemRect(dialog.list.item(0)).height()

    desk.run(look())


def test_what_is_chosen_is_seen_on_the_page_and_in_the_menus_at_once(desk: Desk, dialog: SettingsDialog) -> None:
    window, editor = desk.window, desk.window.parts.editor

    async def choose_all() -> None:
        choose(control(dialog, "theme"), "Sepia")
        assert editor.theme is SEPIA and window.actions_by_name["theme-sepia"].isChecked()
        size: QDoubleSpinBox = control(dialog, "font_size")
        QTest.keyClick(size, Qt.Key.Key_Up)
        assert editor.font().pointSizeF() == 14.0
        assert size.lineEdit().textMargins().left() >= 6, "the number touches the field's border"
        width: QSpinBox = control(dialog, "column_width")
        before = editor.viewport().width()
        for _ in range(10):
            QTest.keyClick(width, Qt.Key.Key_Down)
        assert editor.viewport().width() < before
        choose(control(dialog, "markup"), "Hidden except at the cursor")
        assert window.actions_by_name["markup-hidden"].isChecked()
        glow: QCheckBox = control(dialog, "glow_visible")
        QTest.keyClick(glow, Qt.Key.Key_Space)
        assert not window.parts.overlay.glow_visible and not window.actions_by_name["glow"].isChecked()
        window.actions_by_name["glow"].trigger()
        assert glow.isChecked(), "the menu's choice is shown in the dialog"
        window.zoom(1.0)
        assert size.value() == 15.0

    desk.run(choose_all())
    assert window.parts.preferences.value.column_width == 56


def test_a_switch_does_what_its_command_does(desk: Desk, dialog: SettingsDialog) -> None:
    rewriting = desk.window.parts.rewriting

    async def draft() -> None:
        await desk.load()
        desk.put_cursor(1)
        desk.window.rewrites.more_creative()
        await until(lambda: not rewriting.state.is_running)
        drafting: QCheckBox = control(dialog, "drafting")
        QTest.keyClick(drafting, Qt.Key.Key_Space)
        assert rewriting.passage is None, "the rewrite is dismissed"
        assert desk.window.actions_by_name["drafting"].isChecked()

    desk.run(draft())


def test_the_page_can_have_another_typeface_and_the_bundled_one_again(desk: Desk, dialog: SettingsDialog) -> None:
    editor, other = desk.window.parts.editor, page_families()[0]

    async def choose_face() -> None:
        faces: QComboBox = control(dialog, "font_family")
        assert faces.itemText(0).startswith(serif_family())
        spacing = editor.document().firstBlock().blockFormat().lineHeight()
        choose(faces, other)
        assert QFontInfo(editor.font()).family() == QFontInfo(desk.window.card.text.font()).family() == other
        assert editor.document().firstBlock().blockFormat().lineHeight() != spacing, "lines stay as far apart"
        assert not editor.document().isModified()
        choose(faces, faces.itemText(0))
        assert QFontInfo(editor.font()).family() == serif_family()
        assert editor.document().firstBlock().blockFormat().lineHeight() == spacing
        desk.window.parts.preferences.change(font_family="No such face")
        assert QFontInfo(editor.font()).family() == serif_family()

    desk.run(choose_face())


def test_a_page_is_reset_alone(desk: Desk, dialog: SettingsDialog) -> None:
    preferences = desk.window.parts.preferences

    async def reset() -> None:
        preferences.change(font_size=20.0, line_height=2.0, autosave=True, recent_files=("/novel.md",))
        dialog.list.setCurrentRow(0)
        dialog.reset.click()

    desk.run(reset())
    value = preferences.value
    assert (value.font_size, value.line_height, value.theme) == (13.5, 1.55, "system")
    assert value.autosave and value.recent_files == ("/novel.md",)


def test_a_setting_is_found_by_its_words(desk: Desk, dialog: SettingsDialog) -> None:
    def shown() -> set[str]:
        page = dialog.stack.currentWidget()
        assert page is not None
        rows = [row for rows in dialog.rows for row in rows]
        return {row.option.label for row in rows if page.isAncestorOf(row) and row.isVisible()}

    async def search() -> None:
        dialog.line.setFocus()
        QTest.keyClicks(dialog.line, "quot")
        assert shown() == {words.QUOTES[0]}
        assert [dialog.list.item(row).isHidden() for row in range(3)] == [True, False, True]
        QTest.keyClicks(dialog.line, "xyz")
        assert shown() == set() and isinstance(dialog.stack.currentWidget(), QLabel)
        dialog.line.clear()
        assert words.SPELLING[0] in shown()

    desk.run(search())


def test_the_model_and_the_folders_are_reached_from_here(desk: Desk, dialog: SettingsDialog) -> None:
    def button(label: str) -> tuple[QWidget, str]:
        row = next(row for rows in dialog.rows for row in rows if row.option.label == label)
        return row.control, row.option.why

    async def press() -> None:
        choosing, _ = button(words.MODELS[0])
        assert isinstance(choosing, QPushButton)
        choosing.click()
        await until(lambda: desk.window.parts.dialogs.choice is not None)
        none: QCheckBox = control(dialog, "no_model")
        QTest.keyClick(none, Qt.Key.Key_Space)
        await until(lambda: desk.window.parts.model.without_model)
        assert none.isChecked() and desk.window.parts.preferences.value.no_model
        dialog.reset.click()
        await until(lambda: not desk.window.parts.preferences.value.no_model and not none.isChecked())

    desk.run(press())
    _, why = button(words.KEPT_LOG)
    assert str(desk.folders.log) in why
