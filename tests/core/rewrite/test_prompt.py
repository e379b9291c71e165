"""What the model is asked, word for word."""

from __future__ import annotations

from core.rewrite.options import RewriteOptions
from core.rewrite.prompt import rewrite_prompt

PASSAGE = "The lamp was on the table.\n\nIt was not lit."
ASKED_OF_A_SMALL_MODEL = f"Rewrite this passage so that it is more creative:\n\n{PASSAGE}"
ASKED_OF_A_LARGER_MODEL = (
    "Rewrite the passage below so that it is more creative. Keep what happens, who is in it, the tense and the point "
    "of view, and about the same length. Keep its language, its markup and its style of quotation marks. Answer with "
    "the rewritten passage and nothing else.\n\n"
    "What comes before it, for context only:\n\nDusk.\n\n"
    "What comes after it, for context only:\n\nNight.\n\n"
    f"The passage to rewrite:\n\n{PASSAGE}"
)


def test_a_small_model_gets_examples_and_no_neighbours() -> None:
    turns = rewrite_prompt(PASSAGE, before="Dusk.", after="Night.", small_model=True)
    assert [turn.role for turn in turns] == ["system", *("user", "assistant") * 3, "user"]
    assert turns[-1].content == ASKED_OF_A_SMALL_MODEL
    assert all(turn.content.startswith("Rewrite this passage so that it is more creative:\n\n") for turn in turns[1::2])


def test_a_larger_model_gets_the_instruction_and_the_neighbours() -> None:
    (turn,) = rewrite_prompt(PASSAGE, before="Dusk.", after="Night.", small_model=False)
    assert (turn.role, turn.content) == ("user", ASKED_OF_A_LARGER_MODEL)


def test_a_blank_instruction_changes_nothing_of_the_prompt() -> None:
    for options in (RewriteOptions(), RewriteOptions(instruction="  ")):
        small = rewrite_prompt(PASSAGE, requests=options.requests, small_model=True)
        assert small[-1].content == ASKED_OF_A_SMALL_MODEL
        (larger,) = rewrite_prompt(
            PASSAGE, before="Dusk.", after="Night.", requests=options.requests, small_model=False
        )
        assert larger.content == ASKED_OF_A_LARGER_MODEL


def test_requests_are_added_to_what_is_asked_and_not_to_the_examples() -> None:
    examples = rewrite_prompt(PASSAGE, small_model=True)[:-1]
    turns = rewrite_prompt(PASSAGE, requests=("terse", "in the rain"), small_model=True)
    assert turns[:-1] == examples
    assert turns[-1].content.startswith("Rewrite this passage so that it is more creative (terse; in the rain):\n\n")
    (turn,) = rewrite_prompt(PASSAGE, requests=("terse",), small_model=False)
    request, passage = turn.content.index("terse"), turn.content.index(PASSAGE)
    assert 0 < request < passage
