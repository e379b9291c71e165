"""Speech is told from narration by its quotation marks."""

from __future__ import annotations

import pytest

from core.manuscript.speech import is_speech, spoken_share

NARRATION = "The tide went out of the sound the way a guest leaves a bad party, backwards, apologising."


@pytest.mark.parametrize(
    "text",
    [
        *("“Forty,” Pask agreed.", '"Forty," Pask agreed.', "‘Forty,’ Pask agreed.", "«Forty», Pask agreed."),
        *("“I clean them. I could say their names in my sleep", "*“Late,”* said Pask, and looked at the clock."),
        f"“{NARRATION} {NARRATION} {NARRATION}”",
        "Pask said, “You are late, and the clock has stopped, and there is a forty-first lamp.”",
    ],
)
def test_what_is_mostly_spoken_or_a_line_with_its_tag_is_speech(text: str) -> None:
    assert is_speech(text)


@pytest.mark.parametrize(
    "text",
    [
        NARRATION,
        "The heron stood on one leg in the “shallows” and listened.",
        f"“Late,” said Pask. {NARRATION} {NARRATION} {NARRATION}",
        "’Twas the keeper’s lamp, and the boys’ boat.",
        "…",
    ],
)
def test_narration_is_not_speech_even_if_something_is_quoted(text: str) -> None:
    assert not is_speech(text)


def test_the_share_is_that_of_the_letters_between_the_marks() -> None:
    assert spoken_share("“Forty,” Pask agreed.") == pytest.approx(5 / 15)
    assert spoken_share("‘I’m late,’ said Pask. ‘Aren’t you?’") == pytest.approx(14 / 22)
    assert spoken_share("“One. “Two.") == 1.0
