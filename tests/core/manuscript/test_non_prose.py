"""What is told from prose by its form, and that prose and dialogue never are."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import pytest

from core import paths
from core.manuscript.non_prose import NonProse, non_prose
from core.manuscript.paragraphs import Kind, Syntax, split

PUBLISHED = Path(__file__).parents[4] / "shared" / "data" / "published_prose.jsonl"

NOT_PROSE = {
    NonProse.HEADING: [
        *("CHAPTER 32. Cetology.", "CHAPTER I.", "CHAPTER I", "Chapter One", "Chapter one", "Chapter 1 Loomings"),
        *("Chapter Twenty-One: The Fog", "Chapter 3: the fog comes in", "Chapter 3 — The Fog", "CHAPTER XXI\nThe Fog"),
        *("PART II", "Part Two", "BOOK THE FIRST", "Book the Second—the Golden Thread", "VOLUME I", "STAVE ONE."),
        *("Act III, Scene 2", "SCENE II. A room in the castle.", "PROLOGUE", "Epilogue", "Contents", "THE END", "XII"),
        *("IV.", "I. The Bridge", "II. IN WHICH SHE LEAVES", "The Lamplighter’s Ledger", "MOBY-DICK; or, THE WHALE."),
        "*** START OF THE PROJECT ***",
    ],
    NonProse.WORDLESS: ["* * *", "***", "—", "…", "⁂"],
    NonProse.NUMBER: ["12", "- 12 -", "Page 12", "p. 7", "Page 3 of 40"],
    NonProse.CONTENTS: [
        "Loomings ........ 1",
        "The Carpet-Bag . . . . . 12",
        "CHAPTER 1. Loomings.\nCHAPTER 2. The Carpet-Bag.\nCHAPTER 3. The Spouter-Inn.",
        "ETYMOLOGY.\nEXTRACTS.\nCHAPTER 1. Loomings.\nCHAPTER 2. The Carpet-Bag.",
    ],
    NonProse.LIST: [
        *("- milk\n- eggs\n- bread", "• milk", "1. Buy milk", "1) milk\n2) eggs", "* milk and bread", "- milk"),
        "1. Milk, from the farm by the\n   harbour.\n2. Eggs.",
    ],
    NonProse.TABLE: ["name\tage\tcity\nann\t3\tRome", "| a | b |\n| 1 | 2 |"],
    NonProse.CODE: [
        *("def f(x):\n    return x + 1", "x = {'a': 1, 'b': 2};", "<div>hello</div>", 'print("hello")'),
        "for (int i = 0; i < n; i++) {",
    ],
    NonProse.ADDRESS: [
        *("https://www.example.org/files/2701", "www.example.com", "Visit https://example.org for more"),
        "someone@example.com",
    ],
    NonProse.DETAILS: [
        *("Author: Herman Melville", "Title: Moby Dick; Or, The Whale", "Release date: July 1, 2001 [eBook #2701]"),
        *(
            "Language: English",
            "Genre: weird fiction",
            "Rating: mature",
            "Word count: 80,000",
            "ISBN 978-3-16-148410-0",
            "Copyright © 2020 by Jane Doe",
        ),
        *("To: Ann\nFrom: Bob\nSubject: Lamps", "Title: Lamps\nAuthor: N. Garrity\nGenre: fantasy"),
    ],
    NonProse.LETTER: [
        *("Dear Sir,", "My dear Watson,", "Yours sincerely, John Smith", "Yours truly,\nHerman Melville", "Sincerely,"),
        *("Your affectionate friend,\nH. W.", "With love, Nell", "London, 5th May 1897", "—Herman Melville"),
        "St. Petersburgh, Dec. 11th, 17—.",
    ],
    NonProse.NOTE: ["[Illustration: The whale.]", "<!-- cut this -->"],
}

PROSE = [
    *("“Forty,” Pask agreed.", "“NO!”", "No.", "I ran.", "He was dead.", "Silence.", "Nothing", "O God!", "Mr. Pask"),
    *("Chapter One was the hardest to write, and she said so.", "Part two of the plan was simple.", "Mix the flour."),
    *("“Dear Sir,” he read aloud, “your letter came on 5th May.”", "It was May 5.", "He arrived on June 12."),
    *("Dear God, he thought, not again.", "“Yours, I think,” she said.", "Love, he thought, was a stove."),
    *("Yours was the better horse, and you knew it.", "Your brother, the priest, was seen on the quay."),
    *("In 1984 the river froze.", "1984 was the year the river froze.", "—You are late, said Pask.", "– Yes."),
    *(
        "- He did not look at the clock, said Nell.",
        "Act three of the farce began at dawn.",
        "Book two seats, she said.",
    ),
    *("Words: he had none left that night.", "Summary: justice was all they knew."),
    *("- You are late.\n- By that clock, said Pask.", "IT WAS THE LAST OF THE LAMPS\nthat Nell had to clean that day."),
    *("潮水退出了海湾，像一个客人离开糟糕的宴会", "الفانوس الأخير", "टीले पर एक दीपक जल रहा था"),
    *("Letter after letter came.", "Nell said: you are late.", "“Title?” he asked.", "Part of her wanted to go."),
    *(
        "THE BELL RANG!",
        "I had a dog. I had a cat.",
        "Section by section they took the wall down.",
        "Last night, the sea.",
    ),
    *("My dear boy, you are four minutes early, and the clock has stopped.", "He had one rule: never look down."),
    *("Act two. She left.", "And then he paused… I", "Dearest Nell, I write to you from the tower, where it rains."),
    "She wrote to me at nell@harrow.org on the first of the month, and I answered her the same evening, by the stove.",
]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in NOT_PROSE.items() for text in texts])
def test_what_is_not_prose_is_told_by_its_form(kind: NonProse, text: str) -> None:
    assert non_prose(text) is kind


@pytest.mark.parametrize("text", PROSE)
def test_prose_and_dialogue_are_not_taken_for_anything_else(text: str) -> None:
    assert non_prose(text) is None


def test_no_paragraph_of_the_bundled_prose_is_dropped() -> None:
    resources = paths.resources()
    chapter = split((resources / "sample" / "chapter.md").read_text("utf-8"), Syntax.MARKDOWN)
    lines = (resources / "reference" / "passages.jsonl").read_text("utf-8").splitlines()
    texts = [each.text for each in chapter if each.kind is Kind.PROSE] + [json.loads(line)["text"] for line in lines]
    assert len(texts) > 220
    assert [text for text in texts if non_prose(text) is not None] == []


@pytest.mark.skipif(not PUBLISHED.exists(), reason="../shared/data is not here")
def test_no_paragraph_and_no_line_of_published_fiction_is_dropped() -> None:
    texts = [json.loads(line)["text"] for line in PUBLISHED.read_text("utf-8").splitlines()]
    for width in (10_000, 70, 40):  # as one line, and as old plain-text editions wrap it
        assert [text for text in texts if non_prose(textwrap.fill(text, width)) is not None] == []


def test_a_plain_text_edition_keeps_only_its_prose() -> None:
    text = (
        "Title: The Ledger\nAuthor: N. Garrity\n\nCHAPTER 1. Low Water.\nCHAPTER 2. Fog.\nCHAPTER 3. The Ledger.\n\n"
        "CHAPTER 1. Low Water.\n\nThe tide went out of the sound the way a\nguest leaves a bad party, backwards.\n\n"
        "“You’re late,” said Pask.\n\n* * *\n\nShe walked on.\n\nhttps://example.org\n"
    )
    kept = [each.text for each in split(text, Syntax.PLAIN) if non_prose(each.text) is None]
    assert [each.split()[0] for each in kept] == ["The", "“You’re", "She"]


@pytest.mark.parametrize("piece", ["a", ". ", "A B ", "{", "<a", "a@", "I", "[", "Dear ", "love, ", "x   "])
def test_a_very_long_line_is_prose_and_is_not_searched(piece: str) -> None:
    for n in (1_000, 400_000):  # some expressions would take minutes for the second one
        assert non_prose(piece * (n // len(piece)) + "b") is None
