"""The curve beside the page: what it shows, going there, the next passage of a band, chapters, files."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from core.attribute.calibration import Band
from core.settings import load
from desktop.common import messages
from desktop.curve import words
from desktop.curve.strip import CurveStrip
from desktop.glow.controller import ParagraphGlow
from tests.desktop.conftest import Desk, click, turns, until

PROSE = "Ropes and gulls, and nobody at all on the long quay, where the lamps had been lit far too early. " * 3
PERCENTILES = [5.0, 95.0, 50.0, 30.0, 90.0, 15.0]


def novel(n: int = 6) -> str:
    return "# The book\n\n" + "\n\n".join(f"## Chapter {each}\n\n{PROSE.strip()}" for each in range(n))


def opened(desk: Desk, n: int = 6) -> CurveStrip:
    desk.window.resize(1280, 800)
    desk.window.parts.editor.set_text(novel(n))
    desk.run(turns())
    strip = desk.window.curve.strip
    desk.run(until(strip.isVisible))
    strip.refresh()
    return strip


def scored(desk: Desk, percentiles: list[float]) -> None:
    """Give the paragraphs of prose these scores, as the model would."""
    glow, editor = desk.window.parts.glow, desk.window.parts.editor
    desk.run(desk.load())
    prose = [each for each in editor.paragraph_ids() if glow.glow_of(each) is not None]
    for paragraph_id, percentile in zip(prose, percentiles, strict=True):
        known = glow.glow_of(paragraph_id)
        assert known is not None
        score = replace(known.score, percentile=percentile, band=Band.at(percentile), cosine=percentile / 100)
        glow._glow[paragraph_id] = ParagraphGlow(score, stale=False)
        glow.score_changed.emit(paragraph_id)


def band_at(strip: CurveStrip, share: float) -> str:
    return strip.words_at(int(share * strip.height())).split("\n")[-1]


def line(desk: Desk) -> str:
    return desk.window.parts.editor.textCursor().block().text()


def test_it_shows_bands_chapters_and_what_is_in_view_and_follows_the_text(desk: Desk) -> None:
    strip, editor = opened(desk), desk.window.parts.editor
    assert {row.percentile for row in strip.rows} == {None}
    scored(desk, PERCENTILES)
    strip.refresh()
    assert [band_at(strip, (each + 0.5) / 6) for each in range(6)] == [
        "plain",
        "vivid",
        "steady",
        "quiet",
        "vivid",
        "plain",
    ]
    assert [title for _, title in strip.marks] == ["The book", *(f"Chapter {each}" for each in range(6))]
    assert strip.words_at(strip.height() - 2) == "Chapter 5\nplain"
    assert strip.view[0] == 0 and 0 < strip.view[1] <= strip.height()
    assert (
        strip.accessibleDescription()
    ) == "6 of 6 paragraphs are scored: 2 plain, 1 quiet, 1 steady, 0 lively, 2 vivid. In view: The book."
    picture = strip.grab().toImage()
    step = strip.height() / 6
    rows = [int((each + 0.6) * step) for each in range(6)]
    drawn = [picture.pixelColor(15, y) != picture.pixelColor(18, y) for y in rows]
    assert drawn == [False, True, False, False, True, False]
    cursor = editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    cursor.insertText("\n\n" + PROSE * 6)
    desk.run(until(lambda: "Chapter 5" in strip.words_at(int(0.6 * strip.height()))))


def test_a_key_press_finds_no_row_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    strip = opened(desk, 200)
    found: list[object] = []
    monkeypatch.setattr(strip, "_find_all", lambda: found.append("all"))
    desk.put_cursor(8)
    QTest.keyClicks(desk.window.parts.editor, "a word")
    strip.refresh()
    assert found == []
    QTest.keyClick(desk.window.parts.editor, Qt.Key.Key_Return)
    QTest.keyClick(desk.window.parts.editor, Qt.Key.Key_Return)
    strip.refresh()
    assert found == ["all"]


def test_a_click_and_a_drag_go_there_and_the_keys_stay_with_the_text(desk: Desk) -> None:
    strip, editor = opened(desk), desk.window.parts.editor
    far = QPoint(10, int(strip.height() * 3.6 / 6))
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=far)
    assert editor.textCursor().blockNumber() == 2 + 4 * 3 + 2 and editor.textCursor().positionInBlock() > 20
    QTest.mouseMove(strip, QPoint(10, 2))
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=QPoint(10, 2))
    assert editor.hasFocus()
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(10, 0))
    assert editor.textCursor().blockNumber() == 0


def test_it_is_hidden_with_the_glow_and_where_there_is_no_room_and_remembered(desk: Desk) -> None:
    strip, editor = opened(desk), desk.window.parts.editor
    width = editor.viewport().width()
    QTest.keyClick(editor, Qt.Key.Key_F8)
    assert not strip.isVisible()
    QTest.keyClick(editor, Qt.Key.Key_F8)
    assert strip.isVisible()
    desk.window.parts.preferences.change(drafting=True)
    assert not strip.isVisible()
    desk.window.parts.preferences.change(drafting=False)
    desk.window.actions_by_name["full"].trigger()
    desk.run(until(lambda: not strip.isVisible()))
    desk.window.actions_by_name["full"].trigger()
    desk.run(until(strip.isVisible))
    QTest.keyClick(editor, Qt.Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    assert not strip.isVisible() and editor.viewport().width() == width
    desk.window.parts.preferences.change(column_width=110)
    desk.window.resize(760, 600)
    QTest.keyClick(editor, Qt.Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    assert not strip.isVisible() and desk.window.notice.words == words.TOO_NARROW
    desk.window.parts.preferences.change(curve_visible=False)
    desk.run(desk.window.parts.preferences.save())
    assert not load(desk.folders.config).curve_visible


def test_keys_go_to_the_next_plain_and_the_next_vivid_passage(desk: Desk) -> None:
    opened(desk)
    shift, ctrl = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    editor = desk.window.parts.editor
    scored(desk, PERCENTILES)

    def chapter() -> str:
        return editor.document().findBlockByNumber(editor.textCursor().blockNumber() - 2).text()[-1]

    visited = []
    for modifier in (ctrl, ctrl, ctrl, shift, shift, shift):
        QTest.keyClick(editor, Qt.Key.Key_F8, modifier)
        visited.append(chapter())
    assert visited == ["1", "4", "1", "5", "0", "5"]
    assert desk.window.notice.words != words.wrapped(Band.PLAIN)
    QTest.keyClick(editor, Qt.Key.Key_F8, shift)
    assert desk.window.notice.words == words.wrapped(Band.PLAIN)
    scored(desk, [50.0] * 6)
    QTest.keyClick(editor, Qt.Key.Key_F8, ctrl)
    assert desk.window.notice.words == words.no_other(Band.VIVID)
    QTest.keyClick(editor, Qt.Key.Key_F8)
    QTest.keyClick(editor, Qt.Key.Key_F8, ctrl)
    assert desk.window.notice.words == messages.GLOW_OFF


def test_chapters_are_compared_and_saved_as_a_table_and_a_picture(desk: Desk, tmp_path: Path) -> None:
    opened(desk)
    scored(desk, PERCENTILES)

    async def compare() -> None:
        desk.window.actions_by_name["chapters"].trigger()

    desk.run(compare())
    desk.run(until(lambda: desk.window.curve.dialog is not None and desk.window.curve.dialog.isVisible()))
    dialog = desk.window.curve.dialog
    assert dialog is not None and dialog.table.rowCount() == 6
    row = [dialog.table.item(1, column) for column in range(8)]
    assert [cell.text() for cell in row if cell is not None] == ["Chapter 1", "62", *["0 %"] * 4, "100 %", "95"]
    median = dialog.table.item(1, 7)
    assert median is not None
    median.setText("51 (10–67)")
    needed = dialog.table.fontMetrics().horizontalAdvance(median.text())
    assert dialog.table.columnWidth(7) >= needed + 12, "the figures of two columns touch"
    for name in ("scores.csv", "curve.svg"):
        desk.questions.path = tmp_path / name
        desk.run(click(dialog.save))
        desk.run(until((tmp_path / name).exists))
    assert desk.questions.asked[-1] == "scores to Test scores.csv"
    desk.run(until(lambda: desk.window.notice.words == words.saved("curve.svg")))
    with (tmp_path / "scores.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [each for each in csv.DictReader(file) if each["band"]]
    assert [each["chapter"] for each in rows] == [f"Chapter {each}" for each in range(6)]
    assert [float(each["percentile"]) for each in rows] == PERCENTILES
    assert "</svg>" in (tmp_path / "curve.svg").read_text("utf-8")
    dialog.reject()
    assert desk.window.curve.dialog is None


def test_it_is_whole_again_after_edits_while_it_was_hidden(desk: Desk) -> None:
    strip, editor = opened(desk), desk.window.parts.editor
    desk.window.parts.preferences.change(curve_visible=False)
    editor.set_text("# Another\n\nOne.\n\nTwo.\n")
    desk.window.parts.preferences.change(curve_visible=True)
    desk.run(until(strip.isVisible))
    strip.refresh()
    assert strip._weights.keys() == set(editor.paragraph_ids())


def test_rows_that_are_being_found_are_of_the_text_as_it_was_told(desk: Desk) -> None:
    strip, editor = opened(desk), desk.window.parts.editor
    strip._find_all()
    editor.selectAll()
    editor.insertPlainText("One paragraph is left.")  # the strip is told after the next paint
    strip._find_some()
    strip.refresh()
    assert strip._ids == list(editor.paragraph_ids())
