"""On battery only what is typed and in view is scored; the rest follows on mains."""

from __future__ import annotations

from types import SimpleNamespace

import psutil
import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from core import power
from desktop.glow.power import PowerSaving
from desktop.window import words
from tests.desktop.conftest import Desk, until

PARAGRAPHS = [f"Paragraph number {n} says something or other, at a length that gets a score." for n in range(80)]


def in_view(desk: Desk) -> set[str]:
    editor = desk.window.parts.editor
    return {view.text for each in editor.visible_ids() if (view := editor.paragraph(each))}


def test_on_battery_only_what_is_in_view_or_typed_is_scored(desk: Desk) -> None:
    window, editor, glow, scored = desk.window, desk.window.parts.editor, desk.window.parts.glow, desk.engine.scored
    reading = window.status_line.reading

    async def on_battery() -> None:
        scored.clear()
        glow.save_power(True)
        editor.set_text("\n\n".join(PARAGRAPHS))
        await until(lambda: reading.text() == words.PAUSED and in_view(desk) <= set(scored))
        assert set(scored) == in_view(desk) and len(scored) < 40
        editor.moveCursor(QTextCursor.MoveOperation.End)
        editor.ensureCursorVisible()
        await until(lambda: PARAGRAPHS[-1] in scored and in_view(desk) <= set(scored))
        QTest.keyClicks(editor, "Typed.")
        await until(lambda: f"{PARAGRAPHS[-1]}Typed." in scored and glow.is_paused)
        assert len(scored) < 80
        known = len(scored)
        text = editor.text()
        editor.set_text("")
        editor.set_text(text)  # opened again: what was scored before is shown, in view or not
        await until(lambda: glow.is_paused and glow.glow_of(editor.paragraph_ids()[-1]) is not None)
        assert len(scored) == known

    async def on_mains() -> None:
        glow.save_power(False)
        await until(lambda: all(glow.glow_of(each) is not None for each in editor.paragraph_ids()))
        await until(lambda: reading.text() == "")

    desk.run(desk.load())
    desk.run(on_battery())
    desk.run(on_mains())


def test_the_battery_is_looked_at_from_time_to_time(desk: Desk) -> None:
    states, told = [False, True, True, False], list[bool]()

    async def look() -> None:
        saving = PowerSaving(told.append, desk.window.parts.tasks, lambda: states[min(len(told), 3)], every_ms=1)
        saving.start()
        await until(lambda: len(told) >= 4)
        saving.stop()

    desk.run(look())
    assert told[:4] == states


@pytest.mark.parametrize(
    ("found", "expected"),
    [(None, False), (SimpleNamespace(power_plugged=False), True), (SimpleNamespace(power_plugged=True), False)],
    ids=["no battery", "on battery", "plugged in"],
)
def test_where_the_power_comes_from(monkeypatch: pytest.MonkeyPatch, found: object, expected: bool) -> None:
    monkeypatch.setattr(psutil, "sensors_battery", lambda: found, raising=False)
    assert power.on_battery() is expected


def test_a_system_that_does_not_know_is_not_on_battery(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(psutil, "sensors_battery", raising=False)
    assert power.on_battery() is False
