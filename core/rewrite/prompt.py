"""Build prompts: pure functions from text to chat turns."""

from __future__ import annotations

from collections.abc import Sequence

from core.engine.protocol import ChatMessage

SMALL_MODEL_PARAMETERS = 2_500_000_000
"""Models with fewer parameters need few-shot examples; without, they talk about a passage instead of rewriting it."""

_REQUEST = "Rewrite this passage so that it is more creative"

EXAMPLES = (
    (
        "The train was late. Tom sat on the bench and waited. He was tired and hungry, and he thought about his "
        "mother.",
        "The train had forgotten them. Tom folded himself onto the bench, his stomach growling like a shut-in dog, and "
        "thought of his mother’s hands, white with flour.",
    ),
    (
        "Anna went into the kitchen. There was a bowl of apples on the table. She took one and ate it while she looked "
        "at the rain. “It will stop soon,” said her father.",
        "Anna slipped into the kitchen, where the apples sat in their bowl like small red suns. She bit into one, and "
        "it cracked as loudly as ice. “It will tire of us soon,” said her father to the rain.",
    ),
    (
        "The men worked in the field all day. It was hot. In the evening they walked back to the village and did not "
        "talk much.",
        "All day the field swallowed the men and gave them back smaller. The heat stood over them like a foreman. At "
        "dusk they carried their silence home along the road, as carefully as eggs.",
    ),
)
"""Few-shot examples for small models: pairs of a passage and its rewrite."""


def rating_prompt(text: str) -> tuple[ChatMessage, ...]:
    """The conversation that asks the model to rate ``text`` from 0 to 9, as a baseline for the score."""
    return (
        ChatMessage(
            "user",
            "On a scale from 0 (not creative at all) to 9 (extremely creative), how creative is the following text? "
            f"Answer with one digit and nothing else.\n\n{text}",
        ),
    )


RATING_BEGUN = "On the scale from 0 to 9, I rate it a"
CHOICE_BEGUN = "The more creative text is text"
"""Given starts of answers for models on this machine; without them a small one talks about the text instead."""


def choice_prompt(first: str, second: str) -> tuple[ChatMessage, ...]:
    """The conversation that asks which of two texts is more creative: A, shown first, or B, or neither."""
    return (
        ChatMessage(
            "user",
            f"Text A:\n\n{first}\n\nText B:\n\n{second}\n\nWhich of these two texts is more creative? Answer with A "
            "or B, or with “tie” if they are equally creative, and nothing else.",
        ),
    )


def rewrite_prompt(
    passage: str, *, before: str = "", after: str = "", requests: Sequence[str] = (), small_model: bool
) -> tuple[ChatMessage, ...]:
    """The conversation that asks for ``passage`` rewritten.

    A small model gets three few-shot examples and no neighbouring text, because it would copy from it. A larger one
    gets the plain instruction (zero-shot) with the neighbouring text as context. ``requests`` are what the writer asks
    for in addition, each a phrase; without any, nothing is added.
    """
    if small_model:
        turns = [ChatMessage("system", "You rewrite passages from novels.")]
        for plain, rewritten in EXAMPLES:
            turns += [ChatMessage("user", f"{_REQUEST}:\n\n{plain}"), ChatMessage("assistant", rewritten)]
        request = f"{_REQUEST} ({'; '.join(requests)})" if requests else _REQUEST
        return (*turns, ChatMessage("user", f"{request}:\n\n{passage}"))
    parts = [
        "Rewrite the passage below so that it is more creative. Keep what happens, who is in it, the tense and the "
        "point of view, and about the same length. Keep its language, its markup and its style of quotation marks. "
        "Answer with the rewritten passage and nothing else."
    ]
    if requests:
        parts.append(f"The writer also asks for this, and it counts more than the above: {'; '.join(requests)}")
    if before:
        parts.append(f"What comes before it, for context only:\n\n{before}")
    if after:
        parts.append(f"What comes after it, for context only:\n\n{after}")
    parts.append(f"The passage to rewrite:\n\n{passage}")
    return (ChatMessage("user", "\n\n".join(parts)),)
