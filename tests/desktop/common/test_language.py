"""Which language the window speaks, and that sentences of ``core`` are translated too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from core import paths, settings
from core.errors import FileProblem
from core.sentences import Sentence, from_data, to_data
from desktop.common import language
from desktop.common.translation import number, worded
from tests.desktop.conftest import Desk

KNOWN = {"{name} holds {size:.1f} MB.": "{size:.1f} MB in {name}.", "a folder": "ein Ordner"}


class FewSentences(QTranslator):
    """A language of which only ``KNOWN`` is known."""

    def translate(self, context: str, text: str, comment: str | None = None, n: int = -1) -> str:
        """The translation; empty where there is none."""
        return KNOWN.get(text, "")


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    """That language, with German numbers."""
    translator = FewSentences()
    qapp.installTranslator(translator)
    before = QLocale()
    QLocale.setDefault(QLocale("de"))
    yield
    QLocale.setDefault(before)
    qapp.removeTranslator(translator)


def test_a_failure_is_worded_in_the_language_with_its_numbers(german: None) -> None:
    problem = FileProblem("{name} holds {size:.1f} MB.", name=Sentence("a folder"), size=1.25)
    assert str(problem) == "a folder holds 1.2 MB."
    assert worded(problem) == worded(str(problem)) == "1,2 MB in ein Ordner."
    assert worded("no sentence") == "no sentence"
    assert number(12345.6, ",.1f") == "12.345,6"


def test_a_sentence_passes_a_pipe() -> None:
    sentence = Sentence("{name} holds {size:.1f} MB.", name=Sentence("a folder"), size=1.25)
    passed = from_data(to_data(sentence))
    assert passed == sentence and isinstance(passed, Sentence)
    assert (passed.template, passed.values) == (sentence.template, sentence.values)
    assert from_data(to_data("plain {text}")) == "plain {text}"


def test_the_environment_decides_then_the_settings_then_the_system() -> None:
    assert language.chosen({"INKGLOW_LANGUAGE": "en"}, "de") == "en"
    assert language.chosen({"INKGLOW_LANGUAGE": "tlh"}, "de") == "de"
    assert language.chosen({}, "de") == "de"
    assert language.chosen({}, "system") in language.LANGUAGES


def test_every_language_has_its_file() -> None:
    for code in language.LANGUAGES:
        assert QTranslator().load(f"inkglow_{code}", str(paths.resources() / "translations"))


def test_another_language_is_chosen_in_the_menu_and_holds_from_the_next_start(desk: Desk) -> None:
    window = desk.window
    assert window.actions_by_name["language-system"].isChecked()
    window.actions_by_name["language-de"].trigger()
    assert window.notice.words == "Menus and dialogs change their language when Inkglow is started again."
    assert window.menuBar().actions()[0].text() == "&File"
    desk.run(window.parts.preferences.save())
    assert language.chosen({}, settings.load(desk.folders.config).language) == "de"
