"""The blind comparison: driven by keys, kept after every choice, gone on with, and silent about which text is which."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTextEdit, QWidget

from core.evaluation import results as results_file
from core.evaluation.blind import people
from core.evaluation.blind.session import choices_path
from core.evaluation.results import ARMS, Results
from desktop.comparison.controller import Comparing, Stage
from desktop.comparison.dialog import BlindDialog
from tests.core.evaluation.making import results
from tests.desktop.conftest import Desk, click, until

KEYS = Qt.Key


@pytest.fixture
def file(tmp_path: Path, desk: Desk) -> Path:
    """Results of 16 premises, which the person will point at."""
    path = tmp_path / "results.json"
    results_file.save(path, results())
    desk.questions.path = path
    return path


def comparing(desk: Desk) -> Comparing:
    return desk.window.parts.dialogs.comparing


async def opened(desk: Desk) -> BlindDialog:
    desk.window.actions_by_name["compare"].trigger()
    dialog = desk.window.parts.dialogs.blind
    assert dialog is not None
    await until(dialog.isVisible)
    return dialog


async def begun(desk: Desk, name: str = "Ada") -> BlindDialog:
    dialog = await opened(desk)
    if comparing(desk).path is None:
        await click(dialog.start.file_button)
    await until(lambda: comparing(desk).can_begin)
    dialog.start.name.setText(name)
    await click(dialog.start.start_button)
    await until(lambda: comparing(desk).stage is not Stage.OFFERED)
    QApplication.sendPostedEvents()  # the page is laid out
    return dialog


async def press(desk: Desk, dialog: BlindDialog, *keys: Qt.Key) -> None:
    """Keys as a keyboard sends them, to whatever has the focus; each choice is kept before the next key."""
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or dialog, key)
        await desk.window.parts.tasks.finish()


def kept(file: Path, name: str = "Ada") -> list[str | None]:
    path = choices_path(file, results().id, name)
    return [choice.picked for choice in people.read(path).choices] if path.exists() else []


def everything_said(dialog: QWidget) -> str:
    parts: list[str] = [dialog.windowTitle()]
    for widget in (dialog, *dialog.findChildren(QWidget)):
        parts += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.whatsThis()]
        parts += [widget.statusTip(), widget.objectName()]
        if isinstance(widget, (QLabel, QPushButton, QLineEdit)):
            parts.append(widget.text())
        elif isinstance(widget, QTextEdit):
            parts.append(widget.toPlainText())
    return "\n".join(parts)


def test_every_key_chooses_and_is_kept_at_once(desk: Desk, file: Path) -> None:
    async def compare() -> None:
        dialog = await begun(desk)
        assert desk.questions.asked == ["results"]
        wanted: list[str] = []
        for key, picked in (
            (KEYS.Key_Left, "first"),
            (KEYS.Key_1, "first"),
            (KEYS.Key_Right, "second"),
            (KEYS.Key_2, "second"),
            (KEYS.Key_Space, "tie"),
            (KEYS.Key_0, "tie"),
        ):
            await press(desk, dialog, key)
            wanted.append(picked)
            assert kept(file) == wanted
        for picked, button in dialog.pairs.buttons.items():
            await click(button)
            await desk.window.parts.tasks.finish()
            wanted.append(picked)
            assert kept(file) == wanted
            await press(desk, dialog, KEYS.Key_Space)  # the button just clicked does not take the space bar
            wanted.append("tie")
            assert kept(file) == wanted
        assert dialog.pairs.progress.text().startswith(f"{len(wanted) + 1} of 18, about")

    desk.run(compare())


def test_the_texts_and_their_order_are_those_drawn_for_the_person(desk: Desk, file: Path) -> None:
    made = results()

    async def compare() -> None:
        dialog = await begun(desk)
        for each in people.comparisons(made, "Ada"):
            assert dialog.pairs.premise.toPlainText() == made.premises[each.premise]
            assert [text.toPlainText() for text in dialog.pairs.texts] == [
                made.of(arm)[each.premise].text for arm in (each.first, each.second)
            ]
            await press(desk, dialog, KEYS.Key_0)

    desk.run(compare())
    choices = people.read(choices_path(file, made.id, "Ada")).choices
    assert [(c.premise, c.first, c.second) for c in choices] == [
        (c.premise, c.first, c.second) for c in people.comparisons(made, "Ada")
    ]


def test_stopping_keeps_everything_and_the_session_resumes_there(desk: Desk, file: Path) -> None:
    async def compare() -> None:
        dialog = await begun(desk)
        await press(desk, dialog, KEYS.Key_Left, KEYS.Key_Right)
        texts = [text.toPlainText() for text in dialog.pairs.texts]
        await press(desk, dialog, KEYS.Key_Escape)
        await until(lambda: desk.window.parts.dialogs.blind is None)
        assert "Stopped after 2 of 18 pairs" in desk.window.notice.words
        again = await begun(desk, "ada")
        assert again is not dialog and desk.questions.asked == ["results"]  # the file is remembered
        assert again.start.name.text() == "ada"
        assert [text.toPlainText() for text in again.pairs.texts] == texts
        assert again.pairs.progress.text().startswith("3 of 18")
        await press(desk, again, KEYS.Key_0)

    desk.run(compare())
    assert kept(file) == ["first", "second", "tie"]
    settings = desk.window.parts.preferences.value
    assert (settings.rater, settings.compared) == ("ada", str(file))


def test_going_back_shows_what_was_chosen_and_changes_it(desk: Desk, file: Path) -> None:
    async def compare() -> None:
        dialog = await begun(desk)
        page = dialog.pairs
        await press(desk, dialog, KEYS.Key_Backspace)  # there is nothing to go back to
        assert not page.back_button.isEnabled() and comparing(desk).pair.at == 1
        first = page.texts[0].toPlainText()
        await press(desk, dialog, KEYS.Key_Left, KEYS.Key_Space, KEYS.Key_Backspace, KEYS.Key_Backspace)
        assert page.texts[0].toPlainText() == first
        assert page.buttons["first"].isChecked() and not page.buttons["second"].isChecked()
        assert "chosen before" in page.progress.text() and kept(file) == ["first", "tie"]
        await press(desk, dialog, KEYS.Key_Right)
        assert page.progress.text().startswith("3 of 18") and kept(file) == ["second", "tie"]
        assert not any(button.isChecked() for button in page.buttons.values())

    desk.run(compare())


def test_a_focused_button_is_pressed_by_the_space_bar(desk: Desk, file: Path) -> None:
    async def compare() -> None:
        dialog = await begun(desk)
        dialog.pairs.buttons["second"].setFocus()
        await press(desk, dialog, KEYS.Key_Space)
        assert kept(file) == ["second"]
        assert dialog.pairs.texts[0].hasFocus()  # the next pair can be scrolled at once

    desk.run(compare())


def test_the_end_names_the_file_and_reveals_only_on_request(desk: Desk, file: Path) -> None:
    async def compare() -> None:
        dialog = await begun(desk)
        for _ in range(18):
            await press(desk, dialog, KEYS.Key_Left)
        assert comparing(desk).stage is Stage.OVER and dialog.end.isVisible()
        said = everything_said(dialog)
        assert choices_path(file, results().id, "Ada").name in said and "18 pairs" in said
        assert "2 pairs were shown twice" in dialog.end.consistency.text() and "none" in dialog.end.consistency.text()
        assert not mentions_arms(without_the_question(said))
        await press(desk, dialog, KEYS.Key_Backspace)
        assert comparing(desk).stage is Stage.COMPARING
        await press(desk, dialog, KEYS.Key_Right)
        assert comparing(desk).stage is Stage.OVER
        await click(dialog.end.reveal_button)
        assert dialog.end.preferred.isVisible() and "Of 16 different pairs" in dialog.end.preferred.text()
        await press(desk, dialog, KEYS.Key_Backspace)  # whoever knows cannot go back
        assert comparing(desk).stage is Stage.OVER

    desk.run(compare())


def mentions_arms(said: str) -> bool:
    words = (*ARMS, "steer", "λ", "vector", "plain ", "prompt", "self")
    return any(re.search(rf"\b{re.escape(word)}" if word.isalpha() else re.escape(word), said, re.I) for word in words)


def without_the_question(said: str) -> str:
    """*creative* is an arm and what everybody is asked about."""
    return re.sub(r"more creative", "", said)


def test_nothing_says_which_text_is_from_where(desk: Desk, file: Path) -> None:
    async def compare() -> None:
        dialog = await begun(desk)
        for _ in range(18):
            said = without_the_question(everything_said(dialog))
            assert "A tale" in said and not mentions_arms(said), said
            left, right = dialog.pairs.texts
            assert left.size() == right.size() and left.font() == right.font()
            assert left.palette() == right.palette()
            await press(desk, dialog, KEYS.Key_0)

    desk.run(compare())


def test_both_texts_start_at_their_beginning_and_scroll_by_themselves(desk: Desk, tmp_path: Path) -> None:
    made = results()
    long = Results(made.setup, made.premises, tuple(_long(story) for story in made.stories))
    file = tmp_path / "long.json"
    results_file.save(file, long)
    desk.questions.path = file

    async def compare() -> None:
        dialog = await begun(desk)
        left, right = (text.verticalScrollBar() for text in dialog.pairs.texts)
        assert left.maximum() > 0 and (left.value(), right.value()) == (0, 0)
        await press(desk, dialog, KEYS.Key_PageDown)
        assert left.value() > 0 and right.value() == 0
        await press(desk, dialog, KEYS.Key_0)
        await until(lambda: left.value() == 0)

    desk.run(compare())


def _long(story: results_file.Story) -> results_file.Story:
    return replace(story, text=" ".join([story.text] * 60))


@pytest.mark.parametrize("content", ["{", "[]", '{"format": 99}', ""])
def test_a_damaged_file_is_one_sentence(desk: Desk, file: Path, content: str) -> None:
    file.write_text(content, "utf-8")

    async def choose() -> None:
        dialog = await opened(desk)
        await click(dialog.start.file_button)
        await until(lambda: bool(dialog.start.problem.text()))
        assert re.fullmatch(r"results\.json [^\n]+\.", dialog.start.problem.text())
        assert dialog.start.problem.isVisible() and not dialog.start.start_button.isEnabled()

    desk.run(choose())
    assert desk.window.parts.preferences.value.compared == ""


def test_results_without_pairs_are_one_sentence(desk: Desk, file: Path) -> None:
    results_file.save(file, results(4, ("baseline",)))

    async def choose() -> None:
        dialog = await opened(desk)
        await click(dialog.start.file_button)
        await until(lambda: "no two texts of one premise" in dialog.start.problem.text())

    desk.run(choose())


def test_a_name_is_needed_and_damaged_choices_are_not_written_over(desk: Desk, file: Path) -> None:
    path = choices_path(file, results().id, "Ada")
    path.write_text(json.dumps({"format": "something else"}), "utf-8")

    async def choose() -> None:
        dialog = await opened(desk)
        await click(dialog.start.file_button)
        await until(lambda: comparing(desk).can_begin)
        await click(dialog.start.start_button)
        await until(lambda: "Give a name" in dialog.start.problem.text())
        dialog.start.name.setText("Ada")
        await click(dialog.start.start_button)
        await until(lambda: "not a file of choices" in dialog.start.problem.text())

    desk.run(choose())
    assert "something else" in path.read_text("utf-8")


def test_a_choice_that_cannot_be_kept_does_not_count(desk: Desk, file: Path) -> None:
    async def compare() -> None:
        dialog = await begun(desk)
        hidden = file.parent.rename(file.parent.with_name("gone"))
        await press(desk, dialog, KEYS.Key_Left)
        assert "could not be saved" in dialog.pairs.problem.text() and comparing(desk).pair.at == 1
        hidden.rename(file.parent)
        await press(desk, dialog, KEYS.Key_Left)
        assert not dialog.pairs.problem.isVisible() and comparing(desk).pair.at == 2

    desk.run(compare())
    assert kept(file) == ["first"]


def test_the_time_left_follows_the_persons_own_pace(desk: Desk, file: Path) -> None:
    seconds = iter(float(600 * n) for n in range(100))

    async def compare() -> None:
        dialog = await opened(desk)
        await click(dialog.start.file_button)
        await until(lambda: comparing(desk).can_begin)
        comparing(desk)._clock = lambda: next(seconds)
        dialog.start.name.setText("Ada")
        await click(dialog.start.start_button)
        await until(lambda: comparing(desk).stage is Stage.COMPARING)
        guessed = comparing(desk).seconds_left
        await press(desk, dialog, KEYS.Key_0, KEYS.Key_0, KEYS.Key_0)
        assert comparing(desk).seconds_left == pytest.approx(15 * 600, rel=0.05) and guessed < 600

    desk.run(compare())


def test_it_needs_no_model(desk: Desk, file: Path) -> None:
    desk.run(begun(desk))
    assert comparing(desk).stage is Stage.COMPARING
    assert desk.window.parts.model.ready is None and desk.engine.model is None


def test_a_choice_is_written_beside_the_windows_thread(desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, writers = threading.Event(), []
    write = people.write

    def slow(path: Path, sheet: people.Sheet) -> None:
        writers.append(threading.current_thread())
        assert gate.wait(20)
        write(path, sheet)

    async def compare() -> None:
        dialog = await begun(desk)
        monkeypatch.setattr(people, "write", slow)
        first = dialog.pairs.texts[0].toPlainText()
        for key in (KEYS.Key_Left, KEYS.Key_Right, KEYS.Key_Backspace):  # the later two are about a pair not seen yet
            QTest.keyClick(QApplication.focusWidget() or dialog, key)
            await asyncio.sleep(0)
        await until(lambda: bool(writers))
        assert dialog.pairs.texts[0].toPlainText() == first
        dialog.close()
        assert "Stopped after 1 of 18 pairs" in desk.window.notice.words
        gate.set()
        await desk.window.parts.tasks.finish()

    try:
        desk.run(compare())
    finally:
        gate.set()
    assert writers and threading.main_thread() not in writers
    assert kept(file) == ["first"]
