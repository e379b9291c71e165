"""A paragraph's phrases, and the paragraph without one of them."""

from __future__ import annotations

import pytest

from core.score.phrases import phrases, without


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The lamp, a drowned moon, swung over the table.", ["The lamp", "a drowned moon", "swung over the table"]),
        ("“It’s late,” he said. “Go home.”", ["It’s late", "he said", "Go home"]),
        ("“Forty,” Pask agreed.", ["Forty", "Pask agreed"]),
        ("She (his sister) left, however.", ["She", "his sister", "left, however"]),
        (
            "He had a face as white as bone—like a shut door—and walked to the harbour.",
            ["He had a face as white as bone", "like a shut door", "and walked to the harbour"],
        ),
        (
            "Mr. Hall came out of the upper room at last and ran down all the stairs in his shirt.",
            ["Mr. Hall came out of the upper room", "at last", "and ran down all the stairs in his shirt"],
        ),
        ("Nothing.", ["Nothing"]),
        ("* * *", []),
        ("", []),
    ],
)
def test_phrases_end_at_punctuation_and_in_long_clauses_where_one_begins(text: str, parts: list[str]) -> None:
    assert [phrase.of(text) for phrase in phrases(text)] == parts


@pytest.mark.parametrize(
    ("text", "phrase", "rest"),
    [
        ("The lamp, a drowned moon, swung low.", "a drowned moon", "The lamp, swung low."),
        ("The lamp, a drowned moon, swung low.", "The lamp", "A drowned moon, swung low."),
        ("Tea. Rain stitched the roof. It was late.", "Rain stitched the roof", "Tea. It was late."),
        ("Tea. It was late.", "It was late", "Tea."),
        ("“It’s late,” he said. He went.", "It’s late", "He said. He went."),
        ("“It’s late,” he said. He went.", "he said", "“It’s late.” He went."),
        ("He said, “No, thank you,” and meant it.", "and meant it", "He said, “No, thank you.”"),
        ("She (his sister) left early.", "his sister", "She left early."),
        ("One. *Nothing at all!* Two here.", "Nothing at all", "One. Two here."),
        ("A face—like a shut door—and a hat.", "like a shut door", "A face—and a hat."),
        ("A 🦊 came, red as rust, to us.", "red as rust", "A 🦊 came, to us."),
    ],
)
def test_without_a_phrase_no_stray_punctuation_is_left(text: str, phrase: str, rest: str) -> None:
    [found] = [each for each in phrases(text) if each.of(text) == phrase]
    assert without(text, found) == rest


def test_what_stands_before_a_phrase_stays_so_that_it_is_read_once() -> None:
    text = "The tide came in, muttering, and laid its lace on the rocks. “Look,” she said, “how it (the sea) comes.”"
    for phrase in phrases(text):
        before = text[: phrase.start].rstrip(" ,—“(")
        assert without(text, phrase).startswith(before)
