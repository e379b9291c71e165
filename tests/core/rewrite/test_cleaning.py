"""Chatty answers that small models really give must be cleaned or sent back; prose must pass untouched."""

from __future__ import annotations

import pytest

from core.rewrite.cleaning import clean, ends_a_sentence, match_typography, whole_sentences

PASSAGE = "Marta walked down to the harbour in the morning. It was raining. She bought bread and went home."
PROSE = "Rain stitched the harbour shut, and Marta carried her bread home under her coat like a warm secret."


@pytest.mark.parametrize(
    "answer",
    [
        f"Here is the rewritten passage:\n\n{PROSE}",
        f"Here's a more creative version of the passage: {PROSE}",
        f"Sure! Here's the passage, rewritten to be more creative:\n\n{PROSE}",
        f"Certainly! Here is a rewritten version:\n{PROSE}",
        f"Rewrite that passage with a more creative twist:\n\n{PROSE}",
        f"**Rewritten passage:**\n\n{PROSE}",
        f"Rewritten: {PROSE}",
        f"Passage: {PROSE}",
        f"The rewritten passage is as follows:\n\n{PROSE}",
        f"{PROSE}\n\nThis version uses imagery to make the scene come alive.",
        f"{PROSE}\n\nNote: I kept the names and the tense.",
        f"{PROSE}\n\nI hope this helps! Let me know if you want changes.",
        f"{PROSE}\n\n(In this version, the rain is personified.)",
        f"Here is the rewritten passage:\n\n“{PROSE}”\n\nI have added a simile.",
        f'"{PROSE}"',
        f"  {PROSE}  \n",
        f"{PROSE}\n\nShe never told anyone.",
    ],
)
def test_talk_around_the_prose_is_removed(answer: str) -> None:
    cleaned = clean(answer, PASSAGE, finished=True)
    assert cleaned.is_prose
    assert cleaned.text == PROSE


@pytest.mark.parametrize(
    "answer",
    [
        "The passage describes a woman who walks to the harbour and buys bread.",
        "This passage is a beautiful depiction of everyday life.",
        "As an AI language model, I cannot rewrite copyrighted text.",
        "I'm sorry, but I can't help with that.",
        "Sure! I would be happy to help you with your writing. What would you like to know about it?",
        "I'm here to help! Could you please share the passage?",
        "How can I assist you today?",
        "To make this passage more creative, you could add sensory details.",
        "In this rewritten version, the author uses vivid metaphors.",
        "",
        "   \n ",
    ],
)
def test_answers_that_are_only_talk_are_refused(answer: str) -> None:
    assert not clean(answer, PASSAGE, finished=True).is_prose


@pytest.mark.parametrize(
    "prose",
    [
        PROSE,
        "Here is where the road ended, and here she stayed.",
        "“Sure,” said Marta, “if the rain lets us.” And she went down to the harbour.",
        "This was the harbour she had been promised: grey, wet, and smelling of rope.",
        "Let me tell you about the rain. It had opinions.",
        "The story goes that it rained for a year before Marta bought bread again.",
        "Absolutely nothing moved in the harbour. Then Marta did.",
    ],
)
def test_prose_that_only_looks_like_talk_is_kept(prose: str) -> None:
    cleaned = clean(prose, "“Yes,” said Marta. " + PASSAGE if "“" in prose else PASSAGE, finished=True)
    assert cleaned.is_prose
    assert cleaned.text == prose


def test_nothing_of_a_preface_is_shown_while_it_streams() -> None:
    answer = f"Here is the rewritten passage, made more creative:\n\n{PROSE}"
    shown = [clean(answer[:n], PASSAGE, finished=False).text for n in range(len(answer) + 1)]
    assert shown[-1] == PROSE
    assert all(PROSE.startswith(text) for text in shown)


def test_several_paragraphs_stay_several_where_the_passage_has_several() -> None:
    passage = "One man came.\n\nAnother left."
    answer = "Here you go:\n\nA man blew in.\n\nAnother blew out.\n\nNote: this is better."
    assert clean(answer, passage, finished=True).text == "A man blew in.\n\nAnother blew out."


def test_dialogue_in_quotation_marks_is_not_unwrapped() -> None:
    answer = "“Go,” she said. “Go now.”"
    assert clean(answer, "She told him to go.", finished=True).text == answer


@pytest.mark.parametrize(
    ("text", "like", "expected"),
    [
        ('"Go," she said.', "“Stay,” he said.", "“Go,” she said."),
        ("“Go,” she said.", '"Stay," he said.', '"Go," she said.'),
        ("It wasn't.", "He’d gone.", "It wasn’t."),
        ("It wasn’t.", "He'd gone.", "It wasn't."),
        ("She -- of all people -- left.", "He—of course—stayed.", "She—of all people—left."),
        ("She—of all people—left.", "He – of course – stayed.", "She – of all people – left."),
        ('"Go," she said.', "No speech here.", '"Go," she said.'),
    ],
)
def test_typography_follows_the_passage(text: str, like: str, expected: str) -> None:
    assert match_typography(text, like) == expected


def test_an_unfinished_last_sentence_is_dropped() -> None:
    assert whole_sentences("He ran. “She fell.” And then the") == "He ran. “She fell.”"
    assert whole_sentences("no end here") == "no end here"
    assert ends_a_sentence("He ran.”") and not ends_a_sentence("He ran and")
