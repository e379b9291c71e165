"""An attribute of the writer's own: from marks or two versions to figures, and kept only when the writer says so."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu, QPushButton

from core.attribute import file as attribute_file
from core.attribute.report import DerivationReport, TextsReport
from core.personal import marks
from core.personal.marks import Marks
from core.personal.own_attribute import trial_folder
from core.stats.separation import Figure
from desktop.common import messages
from desktop.learning.learner import LearningState
from desktop.personal import words as own_words
from tests.desktop.conftest import Desk, click, until
from tests.desktop.personal.own import ALIVE, FLAT, learned, names_in_menu, opened, own_of, state


def test_marks_become_an_attribute_with_figures_that_is_kept_and_shown(ready: Desk) -> None:
    window = ready.window

    async def make() -> None:
        dialog = await opened(ready)
        assert dialog.material.marks.text() == "12 alive, 12 flat."
        await until(lambda: dialog.time.text().startswith("On this machine it takes about"))
        while_learning: set[tuple[bool, bool, bool]] = set()

        def look() -> None:
            if state(ready) is LearningState.RUNNING and own_of(ready).now.fraction > 0:
                shown = dialog.bar.isVisible(), dialog.material.isVisible()
                while_learning.add((*shown, "learning" in window.parts.models.words))

        own_of(ready).changed.connect(look)
        await click(dialog.start_button)
        await until(lambda: state(ready) is LearningState.DONE)
        assert while_learning == {(True, False, True)}
        words = dialog.words.text()
        assert "12 marked passages that it was not learned from" in words
        assert "creativity in" in words and "counting words in" in words and "guessing in 50" in words
        assert "That is no better than" in words  # the scripted engine scores alike by every attribute
        assert own_words.own_learned("my voice") == window.notice.words
        assert names_in_menu(ready) == [messages.attribute_words("creativity")]
        await click(dialog.keep_button)
        await until(lambda: "is kept" in window.notice.words)
        assert dialog.material.isVisible()

    ready.run(make())
    now = window.parts.model.ready
    assert now is not None and now.attribute.name == "creativity"
    assert [each.name for each in now.blend] == ["my voice"]
    assert names_in_menu(ready)[1] == "my voice"
    kept = ready.folders.attributes / "scripted.scripted.my-voice.gguf"
    assert kept.is_file() and kept.with_suffix(".json").is_file()
    assert list(trial_folder(ready.folders.attributes).iterdir()) == []
    held_out = attribute_file.read(kept).report.held_out
    assert isinstance(held_out, TextsReport) and set(held_out.compared) == {"creativity"}

    async def show() -> None:
        answer = next(b for b in window.notice.findChildren(QPushButton) if b.text() == "Show it")
        await click(answer)
        await until(
            lambda: window.parts.model.ready is not None and window.parts.model.ready.attribute.name != "creativity"
        )

    ready.run(show())


def test_thrown_away_it_leaves_nothing(ready: Desk) -> None:
    ready.questions.discard = True

    async def throw() -> None:
        dialog = await learned(ready)
        await click(dialog.discard_button)
        await until(lambda: state(ready) is LearningState.OFFERED)
        assert dialog.material.isVisible()

    ready.run(throw())
    assert [file.name for file in ready.folders.attributes.glob("**/*.*")] == ["scripted.creativity.gguf"]


def test_two_versions_of_a_file_are_compared_and_learned_from(ready: Desk, tmp_path: Path) -> None:
    before, after = tmp_path / "draft.md", tmp_path / "revised.txt"
    same = "A paragraph that nobody has touched since the first draft."
    before.write_text("\n\n".join(["# One", *FLAT, same]), "utf-8")
    revised = [text.replace("There was a", "Nobody owned the").replace("we saw", "out came") for text in FLAT]
    after.write_text("\n\n".join(["One", *revised[:11], same]), "utf-8")
    ready.questions.versions = (before, after)

    async def make() -> None:
        dialog = await opened(ready)
        await click(dialog.material.before_button)
        await until(lambda: dialog.material.before.text().startswith("draft.md"))
        assert dialog.material.versions.isChecked()
        assert dialog.material.found.text() == own_words.OWN_CHOOSE_BOTH
        assert not dialog.start_button.isEnabled()
        await click(dialog.material.after_button)
        await until(lambda: dialog.material.found.text() == "11 revised passages found.")
        dialog.material.name.setText("the knife")
        await click(dialog.start_button)
        await until(lambda: state(ready) is LearningState.DONE)
        assert "revised passages that it was not learned from" in dialog.words.text()

    ready.run(make())
    assert ready.questions.asked == ["earlier version", "later version"]
    attribute = own_of(ready).now.attribute
    assert attribute is not None and attribute.name == "the knife"
    held_out = attribute.report.held_out
    assert isinstance(held_out, TextsReport) and held_out.accuracy.n in (5, 6)


def test_a_version_that_cannot_be_read_is_one_sentence_in_the_dialog(ready: Desk, tmp_path: Path) -> None:
    there = tmp_path / "draft.md"
    there.write_text("A draft.", "utf-8")
    ready.questions.versions = (there, tmp_path / "gone.md")

    async def choose() -> None:
        dialog = await opened(ready)
        await click(dialog.material.before_button)
        await until(lambda: dialog.material.before.text() != "")
        await click(dialog.material.after_button)
        await until(lambda: "There is no file" in dialog.problem.text())
        await until(lambda: dialog.material.found.text() == own_words.OWN_CHOOSE_BOTH)
        assert not dialog.start_button.isEnabled()

    ready.run(choose())


def test_too_few_passages_say_how_many_more_it_takes(ready: Desk) -> None:
    marks.save(ready.folders.data, Marks(ALIVE[:10], FLAT[:9]))

    async def look() -> None:
        dialog = await opened(ready)
        await until(lambda: dialog.material.marks.text().startswith("10 alive, 9 flat: 1 more flat passage and"))
        assert not dialog.start_button.isEnabled()
        editor = ready.window.parts.editor
        ready.window.parts.session.new("He went home and had his dinner, and then it was late.", "Test")
        editor.selectAll()
        ready.window.actions_by_name["mark-flat"].trigger()
        await until(dialog.start_button.isEnabled)
        assert dialog.material.marks.text() == "10 alive, 10 flat."

    ready.run(look())


def test_names_that_cannot_be_had_are_refused(ready: Desk) -> None:
    refused = (
        ("  ", "Give it a name"),
        ("Craft", "reserved name"),
        ("a/b", "A name is up to 40"),
        ("creativity", "reserved name"),
        ("…", "A name is up to 40"),
    )

    async def make() -> None:
        dialog = await opened(ready)
        for name, words in refused:  # two of a kind never follow each other, so that each sentence is a new one
            dialog.material.name.setText(name)
            await click(dialog.start_button)
            await until(lambda words=words: words in dialog.problem.text())  # type: ignore[misc]
            assert state(ready) is LearningState.OFFERED

    ready.run(make())


@pytest.mark.parametrize("agreed", [False, True])
def test_one_of_ones_own_is_replaced_only_when_agreed_to(ready: Desk, agreed: bool) -> None:
    ready.questions.replace = agreed
    file = ready.folders.attributes / "older.my-voice.gguf"

    async def make() -> None:
        dialog = await learned(ready)
        await click(dialog.keep_button)
        await until(lambda: "my voice" in names_in_menu(ready))
        (ready.folders.attributes / "scripted.scripted.my-voice.gguf").rename(file)
        await ready.window.parts.model.refresh_attributes()
        dialog.material.name.setText("My Voice")
        await click(dialog.start_button)
        await until(lambda: ready.questions.asked == ["replace my voice"])
        if agreed:
            await until(lambda: state(ready) is not LearningState.OFFERED)
            await click(dialog.keep_button)
            await until(lambda: "My Voice" in names_in_menu(ready))
        else:
            await asyncio.sleep(0.05)
            assert state(ready) is LearningState.OFFERED

    ready.run(make())
    for each in ready.folders.attributes.glob("*my-voice.gguf"):  # never beside one learned from the same texts
        held_out = attribute_file.read(each).report.held_out
        assert isinstance(held_out, TextsReport) and set(held_out.compared) == {"creativity"}
    assert names_in_menu(ready)[1:] == (["My Voice"] if agreed else ["my voice"])
    assert file.is_file()


def test_passages_are_marked_counted_and_unmarked_from_the_menu(desk: Desk) -> None:
    window, marking = desk.window, desk.window.parts.marking
    unmark = window.actions_by_name["unmark"]
    passage_menu = next(a.menu() for a in window.menuBar().actions() if a.text() == "&Passage")
    assert isinstance(passage_menu, QMenu)

    async def mark() -> None:
        desk.put_cursor(1)
        window.actions_by_name["mark-alive"].trigger()
        await until(lambda: window.notice.words == own_words.marked(1, 0, (9, 10)))
        desk.put_cursor(2)
        passage_menu.aboutToShow.emit()
        assert not unmark.isEnabled()
        window.actions_by_name["mark-flat"].trigger()
        await until(lambda: window.notice.words.startswith("1 alive, 1 flat: 9 more alive and 9 more flat passages"))
        window.actions_by_name["mark-alive"].trigger()
        await until(lambda: window.notice.words.startswith("2 alive, 0 flat"))
        passage_menu.aboutToShow.emit()
        assert unmark.isEnabled()
        unmark.trigger()
        await until(lambda: window.notice.words.startswith("1 alive, 0 flat"))
        await marking.unmark()
        assert window.notice.words == own_words.NOT_MARKED
        for index in (0, 3):  # a heading, and a paragraph that is too short
            desk.put_cursor(index)
            window.actions_by_name["mark-flat"].trigger()
            await until(lambda: window.notice.words == own_words.NOTHING_TO_MARK)
            window.notice.hide()
        window.parts.editor.selectAll()
        window.actions_by_name["mark-flat"].trigger()
        await until(lambda: window.notice.words.startswith("0 alive, 3 flat"))

    desk.run(mark())
    assert marks.load(desk.folders.data) == marking.marks
    assert marking.marks.flat[2] == "A quoted paragraph that goes on for a while as well."


def report(own: tuple[float, float, float], general: tuple[float, float], words: float) -> DerivationReport:
    held = TextsReport(
        paired=True,
        n_derived_from=(40, 40),
        accuracy=Figure(*own, 40),
        baselines={},
        correlation_with_length=0.0,
        one_punctuation=Figure(*own, 40),
        vivid_over_plain=Figure(0.5, 0.4, 0.6, 40),
        bag_of_words=Figure(words, 0.0, words, 40),
        random_direction=Figure(0.5, 0.4, 0.6, 40),
        compared={"creativity": Figure(general[0], 0.0, general[1], 40)},
    )
    return DerivationReport(method="pairs", held_out=held)


@pytest.mark.parametrize(
    ("own", "general", "words", "verdicts"),
    [
        ((0.95, 0.85, 0.99), (0.6, 0.7), 0.7, (own_words.OWN_BETTER,)),
        (
            (0.80, 0.66, 0.90),
            (0.6, 0.7),
            0.5,
            ("That is not clearly better than creativity: the difference may be chance.",),
        ),
        ((0.70, 0.55, 0.80), (0.7, 0.8), 0.5, ("That is no better than creativity.",)),
        ((0.70, 0.55, 0.80), (0.6, 0.7), 0.8, ("That is no better than counting words.",)),
        ((0.55, 0.35, 0.75), (0.6, 0.7), 0.5, (own_words.OWN_LUCK, "That is no better than creativity.")),
        ((0.60, 0.45, 0.75), (0.2, 0.3), 0.3, (own_words.OWN_LUCK,)),
    ],
)
def test_figures_say_plainly_what_they_do_not_show(
    own: tuple[float, float, float], general: tuple[float, float], words: float, verdicts: tuple[str, ...]
) -> None:
    said = own_words.own_figures(report(own, general, words))
    assert said[3:] == verdicts
    assert said[0].startswith("On 40 revised passages")
