"""The notice bar: the newest is shown, and none that waits for an answer is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.common.notice import NoticeBar


@pytest.fixture
def bar(qapp: QApplication) -> Iterator[NoticeBar]:
    made = NoticeBar()
    yield made
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def buttons(bar: NoticeBar) -> list[str]:
    return [each.text() for each in bar._buttons]


def press(bar: NoticeBar, words: str) -> None:
    next(each for each in bar.findChildren(QPushButton) if each.text() == words and each in bar._buttons).click()


def test_a_notice_with_answers_comes_back_after_one_shown_over_it(bar: NoticeBar) -> None:
    answered: list[str] = []
    bar.tell("Unsaved text was found.", ("Recover", lambda: answered.append("recover")), about="a journal")
    bar.tell("Marked.")
    assert (bar.words, buttons(bar)) == ("Marked.", [])
    bar.tell("Marked again.")
    bar.end()
    assert (bar.words, buttons(bar)) == ("Unsaved text was found.", ["Recover"])
    press(bar, "Recover")
    assert answered == ["recover"] and bar.words == ""


def test_what_an_answer_says_is_not_hidden_by_the_notice_before(bar: NoticeBar) -> None:
    bar.tell("The file has changed.", ("Reload", lambda: bar.tell("It was read again.")), about="document")
    press(bar, "Reload")
    assert bar.words == "It was read again."
    bar.end()
    assert bar.words == ""


def test_what_is_over_goes_wherever_it_waits(bar: NoticeBar) -> None:
    bar.tell("The file has changed.", ("Reload", lambda: None), about="document")
    bar.tell("Unsaved text was found.", ("Recover", lambda: None), about="a journal")
    bar.withdraw_about("document")
    assert bar.words == "Unsaved text was found."
    bar.withdraw_about("a journal")
    assert bar.words == ""


def test_the_newest_about_one_thing_takes_the_place_of_the_one_before(bar: NoticeBar) -> None:
    bar.tell("It has changed.", ("Reload", lambda: None), about="document")
    bar.tell("It could not be saved.", about="document")
    bar.withdraw_about("document")
    assert bar.words == ""
