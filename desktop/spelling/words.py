"""Sentences about spelling. Pure functions."""

from __future__ import annotations

import sys

from core.spelling.speller import Lack, NoSpelling

LOOKING = "Looking for suggestions…"
NO_SUGGESTIONS = "No suggestions"
NO_MISTAKE = "No unknown word was found in this text."
IGNORE = "&Ignore it in this document"
BY_ITSELF = "&As the text or the system says"
LOOKING_FOR_LANGUAGES = "Looking for dictionaries…"
NO_LANGUAGES = "No dictionary is installed"
CHECK = "Underline words that are in no dictionary"
NEXT = "Go to the next unknown word, and show suggestions for it"
LIBRARY = {
    "linux": "Install the package libenchant-2-2 (Debian, Ubuntu) or enchant2 (Fedora)",
    "darwin": "Install Enchant with “brew install enchant”",
    "win32": "Install Inkglow again, which brings Enchant with it",
}
OWN_WORDS, OWN_NAMES = "Your own words, known in every text", "Names in this text that are in no dictionary"
NO_WORDS, NO_NAMES, SEEKING_NAMES = "None yet.", "None was found.", "Looking through the text…"


def lack(problem: NoSpelling, language: str) -> str:
    """What is missing for spelling, and the package that has it; ``language`` is the language's name."""
    if problem.lack is Lack.LIBRARY:
        how = LIBRARY.get(sys.platform, LIBRARY["linux"])
        return f"Spelling is not checked: the Enchant library is missing. {how}, and start Inkglow again."
    package = f"hunspell-{problem.language.lower().replace('_', '-')}"
    return (
        f"Spelling is not checked: there is no dictionary for {language}. Install one, such as the package {package}, "
        "or choose another language in Edit ▸ Language of the text."
    )


def suggestions_for(word: str) -> str:
    """The name of the list of suggestions."""
    return f"Suggestions for {word}"


def add(word: str) -> str:
    """The label for adding a word to the writer's own."""
    return f"A&dd “{word.replace('&', '&&')}” to your words"


def is_name(word: str) -> str:
    """The label for adding a word that is taken for a name."""
    return f"A&dd the name “{word.replace('&', '&&')}” to your words"


def ignored_row(word: str) -> str:
    """A word that is ignored in this document."""
    return f"{word}  (in this document)"


def name_row(word: str, count: int) -> str:
    """A name with how often it occurs."""
    return f"{word}  ({count:,} times)"
