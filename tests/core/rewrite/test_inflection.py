"""Forms of the words that are offered: every form of every verb and noun of the list is a word."""

from __future__ import annotations

import pytest

from core.rewrite import alternatives
from core.rewrite.inflection import Form, noun_forms, verb_forms


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("walk", "walk walks walked walked walking"),
        ("plod", "plod plods plodded plodded plodding"),
        ("trudge", "trudge trudges trudged trudged trudging"),
        ("stride", "stride strides strode stridden striding"),
        ("lie", "lie lies lay lain lying"),
        ("flee", "flee flees fled fled fleeing"),
        ("scurry", "scurry scurries scurried scurried scurrying"),
        ("squat", "squat squats squatted squatted squatting"),
        ("linger", "linger lingers lingered lingered lingering"),
        ("begin", "begin begins began begun beginning"),
        ("swivel", "swivel swivels swivelled swivelled swivelling"),
        ("hiss", "hiss hisses hissed hissed hissing"),
    ],
)
def test_a_verb_has_its_forms(base: str, forms: str) -> None:
    wanted = dict(zip((Form.BASE, Form.THIRD, Form.PAST, Form.PARTICIPLE, Form.ING), forms.split(), strict=True))
    assert verb_forms(base) == wanted


def test_a_phrase_is_inflected_at_its_verb_or_its_noun() -> None:
    assert verb_forms("make out")[Form.PAST] == "made out"
    assert verb_forms("tuck away")[Form.ING] == "tucking away"
    assert noun_forms("oil lamp")[Form.PLURAL] == "oil lamps"


def test_plurals() -> None:
    for one, several in (("knife", "knives"), ("torch", "torches"), ("alley", "alleys"), ("dinghy", "dinghies")):
        assert noun_forms(one) == {Form.BASE: one, Form.PLURAL: several}
    assert noun_forms("coins") == {Form.PLURAL: "coins"}
    assert noun_forms("mattress")[Form.PLURAL] == "mattresses"


def test_the_list_offers_words_in_the_form_of_the_writers() -> None:
    words = alternatives.load()
    assert {"strode", "stridden"} <= {each.text for each in words.found("Walked")}
    assert {each.text for each in words.found("ships")} >= {"vessels", "schooners"}
    assert "icy" in {each.text for each in words.found("cold")}
    assert words.found("colder") == words.found("xyzzy") == ()
    assert len(words.by_word) > 500


def test_a_line_that_is_none_adds_nothing_and_an_own_list_is_read_too() -> None:
    words = alternatives.parse("# verb a: b\nverb\nverb : x\nverse sing: hum\nadj Blue: azure,, Sapphire \n")
    assert dict(words.by_word).keys() == {"blue"}
    assert [each.text for each in words.found("blue")] == ["azure", "sapphire"]
