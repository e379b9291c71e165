"""Sentences about spelling. Pure functions."""

from __future__ import annotations

import sys

from core.spelling.speller import Lack, NoSpelling
from desktop.common.formats import grouped
from desktop.common.labels import literal
from desktop.common.translation import tr

LOOKING = tr("Looking for suggestions…")
NO_SUGGESTIONS = tr("No suggestions")
NO_MISTAKE = tr("No unknown word was found in this text.")
IGNORE = tr("&Ignore it in this document")
BY_ITSELF = tr("&As the text or the system says")
LOOKING_FOR_LANGUAGES = tr("Looking for dictionaries…")
NO_LANGUAGES = tr("No dictionary is installed")
CHECK = tr("Underline words that are in no dictionary")
NEXT = tr("Go to the next unknown word, and show suggestions for it")
LIBRARY = {
    "linux": tr("Install the package libenchant-2-2 (Debian, Ubuntu) or enchant2 (Fedora)"),
    "darwin": tr("Install Enchant with “brew install enchant”"),
    "win32": tr("Install Inkglow again, which brings Enchant with it"),
}
OWN_WORDS, OWN_NAMES = tr("Your own words, known in every text"), tr("Names in this text that are in no dictionary")
NO_WORDS, NO_NAMES, SEEKING_NAMES = tr("None yet."), tr("None was found."), tr("Looking through the text…")


def lack(problem: NoSpelling, language: str) -> str:
    """What is missing for spelling, and the package that has it; ``language`` is the language's name."""
    if problem.lack is Lack.LIBRARY:
        how = LIBRARY.get(sys.platform, LIBRARY["linux"])
        return tr("Spelling is not checked: the Enchant library is missing. {how}, and start Inkglow again.").format(
            how=how
        )
    package = f"hunspell-{problem.language.lower().replace('_', '-')}"
    return tr(
        "Spelling is not checked: there is no dictionary for {language}. Install one, such as the package {package}, "
        "or choose another language in Edit ▸ Language of the text."
    ).format(language=language, package=package)


def suggestions_for(word: str) -> str:
    """The name of the list of suggestions."""
    return tr("Suggestions for {word}").format(word=word)


def add(word: str) -> str:
    """The label for adding a word to the writer's own."""
    return tr("A&dd “{word}” to your words").format(word=literal(word))


def is_name(word: str) -> str:
    """The label for adding a word that is taken for a name."""
    return tr("A&dd the name “{word}” to your words").format(word=literal(word))


def ignored_row(word: str) -> str:
    """A word that is ignored in this document."""
    return tr("{word}  (in this document)").format(word=word)


def name_row(word: str, count: int) -> str:
    """A name with how often it occurs."""
    return tr("{word}  ({n} times)").format(word=word, n=grouped(count))
