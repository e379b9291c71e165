"""What the window says: every sentence of more than a word or two, in one place.

Errors say what happened, what is safe and what to do; nothing here is a grade.
"""

from __future__ import annotations

from collections.abc import Iterable

from core.checks import Flag

FLAG_SENTENCES: dict[str, str] = {
    Flag.TALK: "The model talked about the passage instead of rewriting it. Try again, or choose a longer passage.",
    Flag.COPIED: "Almost nothing was changed. A higher λ changes more.",
    Flag.REPETITIVE: "It repeats itself. A lower λ is steadier.",
    Flag.GARBLED: "It has lost the thread of the language. Choose a lower λ.",
    Flag.UNUSUAL: "The wording is unusual; read it aloud before you keep it.",
    Flag.NAMES_LOST: "A name from your passage is missing.",
    Flag.LONGER: "It is much longer than your passage.",
    Flag.SHORTER: "It is much shorter than your passage.",
    Flag.EMPHASIS_LOST: "Italics or bold from your passage are missing.",
    Flag.CUT_OFF: "The model did not finish; its last, unfinished sentence was left out.",
    Flag.NOT_LIVELIER: "By the glow’s measure it is no livelier than your passage.",
}
"""What a flag of a rewrite means, for the card."""

READING = "Reading the passage…"
WRITING = "Writing…"
RETRYING = "That attempt was no use; trying once more…"
STOPPED = "Stopped. What was written so far is kept here; your text is untouched."
STOPPED_EMPTY = "Stopped before a word was written; your text is untouched."
NO_PROSE = "No usable prose came of it in several tries; your text is untouched."
FAILED_UNEXPECTEDLY = "The rewrite failed, and the reason is in the log. Your text is untouched."

EDITED_MEANWHILE = (
    "You have changed this passage since the rewrite began. “Changes” compares with your passage as it stands now."
)
GONE_MEANWHILE = "This passage is no longer in your text. The rewrite can still be put where it was."

NOTHING_TO_REWRITE = "Put the cursor in a paragraph of prose, or select some text, to rewrite it."
NO_GLOW_YET = "This paragraph has no glow yet."
NOT_PROSE = "Headings, breaks and code have no glow."
TOO_SHORT = "Too short to say anything of it."
STALE_READING = "You have changed it; a new reading follows."
GLOW_DISMISSED = "You took its glow away. It comes back when you edit the paragraph."

NO_MODEL = "No model"
LOADING_MODEL = "Loading the model…"
CLOSE_TO_SAVED = "Saved"
RECOVERED = "Recovered from the journal; save it to keep it."
UNEXPECTED = "Something went wrong inside Inkglow. Your text is safe. The details are in {log}."

GLOW_IS_A_GUIDE = (
    "A rough guide, from how a language model reads the words: "
    "what general readers tend to find vivid, not what is good."
)


def flag_sentences(flags: Iterable[str]) -> list[str]:
    """The flags as sentences; a code nobody knows here is shown as it is rather than hidden."""
    return [FLAG_SENTENCES.get(flag, flag) for flag in flags]


def why_no_model(reason: str) -> str:
    """Said when something was asked of a model that is not there."""
    return f"{reason} Everything else works without it." if reason else "The model is still loading; a moment."


def model_gone(name: str) -> str:
    """The model used last is not where it was."""
    return f"The model used last ({name}) is not where it was; the starter model takes its place."


def kept_model(reason: str, name: str) -> str:
    """Another model was chosen and could not be used."""
    return f"{reason} {name} stays in use."


def outside_change(name: str) -> str:
    """Another program wrote the file."""
    return f"Another program has changed {name} since you opened it."


def found_unsaved(name: str) -> str:
    """A crash left text of a document that is not the one being opened."""
    return f"Unsaved text of {name} was found."
