"""The text of the rewrite card while it is written."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.common.diff import Change, Segment
from desktop.rewrite.variant_text import VariantText


def test_the_end_stays_in_view_when_the_card_leaves_less_room(qtbot: QtBot) -> None:
    text = VariantText()
    qtbot.addWidget(text)
    text.resize(300, 400)
    text.show()
    bar = text.verticalScrollBar()
    text.stream("The lamp hummed in the dark of the hallway until the moths came down. " * 30)
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() == bar.maximum())
    text.resize(300, 200)
    assert bar.value() == bar.maximum()
    text.stream("The lamp hummed in the dark of the hallway until the moths came down. " * 40)
    before = bar.maximum()
    qtbot.waitUntil(lambda: bar.maximum() > before)
    assert bar.value() == bar.maximum()


def test_a_new_text_does_not_come_after_the_changes_shown_before(qtbot: QtBot) -> None:
    text = VariantText()
    qtbot.addWidget(text)
    text.show_changes((Segment(Change.KEPT, "The lamp "), Segment(Change.ADDED, "hummed.")))
    text.stream("")
    assert text.text() == ""
    text.show_changes((Segment(Change.KEPT, "The lamp "), Segment(Change.ADDED, "hummed.")))
    text.stream("Moths came ")
    qtbot.waitUntil(lambda: text.text() == "Moths came")
    text.stream("Moths came down ")
    qtbot.waitUntil(lambda: text.text() == "Moths came down")
