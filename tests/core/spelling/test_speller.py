"""Words checked by the real Enchant, with a dictionary of the test's own."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.errors import FileProblem
from core.spelling.choices import DOCUMENTS_NAME, MOST_DOCUMENTS, WORDS_NAME, DocumentChoices, SpellingChoices
from core.spelling.speller import EnchantDictionaries, Lack, NoSpelling, Speller, is_name_in
from tests.core.spelling.word_list import WordList

OWN: frozenset[str] = frozenset()


def never(_: str) -> bool:
    return False


@pytest.fixture
def speller(tmp_path: Path) -> Speller:
    made = Speller(WordList(tmp_path, "the lamp old burned was it don't in 'tis lit pilot well said"))
    made.use("en")
    return made


def found(speller: Speller, text: str, own: frozenset[str] = OWN) -> list[str]:
    return [each.word for each in speller.unknown(text, own, never)]


def test_words_that_are_in_no_dictionary_are_found_at_their_place(speller: Speller) -> None:
    text = "The *old* lmap don’t; *bur*ned wuz ’tis `lmap` Пример co-pilot xo-pilot"
    assert found(speller, text) == ["lmap", "wuz"]
    [first, _] = speller.unknown(text, OWN, never)
    assert text[first.start : first.end] == "lmap" and not first.is_name


def test_own_words_count_in_every_form(speller: Speller) -> None:
    assert found(speller, "Ylva Ylva's ylva zog Zog", frozenset({"Ylva", "zog"})) == ["ylva"]


def test_suggestions_have_the_apostrophes_of_the_text(speller: Speller) -> None:
    assert "lamp" in speller.suggest("lmap", typographic=False)
    assert "don’t" in speller.suggest("dont", typographic=True)


def test_a_word_that_is_often_capitalised_is_a_name(speller: Speller) -> None:
    lines = [
        "Ylva lit the lamp.",
        "Then Ylva’s lamp burned, Ylva said.",
        "Alot was. Alot. Alot.",
        "Teh lamp, Teh, Teh teh.",
    ]
    assert is_name_in("Ylva", lines)
    assert not is_name_in("Alot", lines), "only where sentences begin"
    assert not is_name_in("Teh", lines), "in small letters too"
    assert not is_name_in("Ylva", lines[:1])
    assert speller.names(lines, OWN) == [("Alot", 3), ("Ylva", 3)]
    assert speller.names(lines, frozenset({"Ylva"})) == [("Alot", 3)]
    [ylva] = speller.unknown("Ylva lit", OWN, lambda word: is_name_in(word, lines))
    assert ylva.is_name


def test_what_is_missing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoSpelling) as no_dictionary:
        Speller(WordList(tmp_path, "")).use("fr_FR")
    assert (no_dictionary.value.lack, no_dictionary.value.language) == (Lack.DICTIONARY, "fr_FR")
    monkeypatch.setitem(sys.modules, "enchant", None)
    with pytest.raises(NoSpelling) as no_library:
        Speller(EnchantDictionaries()).use("en_US")
    assert no_library.value.lack is Lack.LIBRARY


@pytest.fixture
def choices(tmp_path: Path) -> Iterator[SpellingChoices]:
    yield SpellingChoices(tmp_path)


def test_own_words_are_kept_one_a_line_with_what_others_added(choices: SpellingChoices, tmp_path: Path) -> None:
    assert choices.words() == frozenset()
    assert choices.add(["Ylva’s", " zog "]) == {"Ylva's", "zog"}
    file = tmp_path / WORDS_NAME
    assert file.read_text("utf-8") == "Ylva's\nzog\n" and stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_bytes(b"Anna\nzog\n\xff broken\n")
    assert choices.remove({"zog"}) == {"Anna"}
    assert file.read_bytes() == b"Anna\n\xff broken\n"


def test_a_list_that_cannot_be_read_is_not_written_over(choices: SpellingChoices, tmp_path: Path) -> None:
    (tmp_path / WORDS_NAME).mkdir()
    with pytest.raises(FileProblem):
        choices.add(["word"])


def test_choices_for_documents(choices: SpellingChoices, tmp_path: Path) -> None:
    chosen = DocumentChoices("de_DE", frozenset({"zog"}))
    choices.keep("/novel.md", chosen)
    assert choices.document("/novel.md") == chosen and choices.document("/other.md") == DocumentChoices()
    choices.keep("/novel.md", DocumentChoices())
    assert choices.document("/novel.md") == DocumentChoices()
    file = tmp_path / DOCUMENTS_NAME
    for content in ("[1]", '{"/novel.md": {"language": 3, "ignored": [1, "x"]}}'):
        file.write_text(content)
        assert choices.document("/novel.md").language == ""
    file.write_text("{broken")
    choices.keep("/novel.md", chosen)
    assert choices.document("/novel.md") == chosen and file.with_suffix(".damaged").read_text() == "{broken"


def test_choices_of_a_newer_release_are_left_alone_and_those_of_an_earlier_kept(
    choices: SpellingChoices, tmp_path: Path
) -> None:
    file = tmp_path / DOCUMENTS_NAME
    file.write_text('{"/novel.md": {"language": "de", "ignored": []}}')
    choices.keep("/other.md", DocumentChoices("fr"))
    assert choices.document("/novel.md").language == "de" and choices.document("/other.md").language == "fr"
    file.write_text('{"format": 2, "/novel.md": ["who knows"]}')
    for work in (lambda: choices.document("/novel.md"), lambda: choices.keep("/novel.md", DocumentChoices("de"))):
        with pytest.raises(FileProblem, match="newer Inkglow"):
            work()
    assert file.read_text() == '{"format": 2, "/novel.md": ["who knows"]}'


def test_the_oldest_documents_are_forgotten(choices: SpellingChoices, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.spelling.choices.MOST_DOCUMENTS", 2)
    for name in ("one", "two", "one", "three"):
        choices.keep(name, DocumentChoices("de"))
    kept: list[Any] = [choices.document(name).language for name in ("one", "two", "three")]
    assert kept == ["de", "", "de"] and MOST_DOCUMENTS > 2
