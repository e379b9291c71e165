"""Find revised paragraphs: pairs of paragraphs from two versions of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from core.derivation.pairs import normalised
from core.manuscript.paragraphs import Kind, Paragraph

BARELY_RELATED = 0.3
"""Share of words in common (Dice) below which two paragraphs are not versions of each other."""
_LONGEST_STRETCH = 1000
"""Most paragraphs compared at once; longer stretches are cut into proportional pieces."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

Similarities = NDArray[np.float32]


def pairs_from_versions(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> tuple[tuple[str, str], ...]:
    """``(after, before)`` texts of the prose paragraphs that were revised, in the order of ``after``.

    Paragraphs that differ only in white space and the style of quotation marks and dashes are left out, as are those
    that were added, deleted, moved unchanged, or rewritten with hardly any common words.
    """
    old = [paragraph.text for paragraph in before if paragraph.kind is Kind.PROSE]
    new = [paragraph.text for paragraph in after if paragraph.kind is Kind.PROSE]
    keys = [normalised(text) for text in old], [normalised(text) for text in new]
    pairs: list[tuple[str, str]] = []
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag != "replace":
            continue
        for olds, news in _pieces(range(old_start, old_end), range(new_start, new_end)):
            similar = similarities([old[i] for i in olds], [new[j] for j in news])
            matched = [(olds[i], news[j]) for i, j in in_order(similar)]
            pairs += [(new[j], old[i]) for i, j in matched if keys[0][i] != keys[1][j]]
    return tuple(pairs)


def similarities(old: Sequence[str], new: Sequence[str]) -> Similarities:
    """Share of common distinct words (Dice) of each of ``old`` and each of ``new``, shape (old, new)."""
    words = [[words_in(text) for text in side] for side in (old, new)]
    shared = set().union(*words[0]) & set().union(*words[1])
    column = {word: i for i, word in enumerate(sorted(shared))}
    tables = [np.zeros((len(side), len(column)), np.float32) for side in words]
    for table, side in zip(tables, words, strict=True):
        for row, each in enumerate(side):
            table[row, [column[word] for word in each & shared]] = 1
    sizes = [np.array([len(each) for each in side], np.float32) for side in words]
    total = np.maximum(sizes[0][:, None] + sizes[1][None, :], 1)
    result: Similarities = 2 * (tables[0] @ tables[1].T) / total
    return result


def in_order(similar: Similarities) -> list[tuple[int, int]]:
    """Pairs of rows and columns, none crossing another, with the largest sum of similarities.

    Similarities below BARELY_RELATED are not paired.
    """
    worth = np.where(similar >= BARELY_RELATED, similar, 0)
    rows, columns = worth.shape
    best = np.zeros((rows + 1, columns + 1))
    for row in range(rows):
        reached = np.maximum(best[row, 1:], best[row, :-1] + worth[row])
        best[row + 1, 1:] = np.maximum.accumulate(reached)
    pairs: list[tuple[int, int]] = []
    row, column = rows, columns
    while row and column:
        if best[row, column] == best[row, column - 1]:
            column -= 1
        elif best[row, column] == best[row - 1, column]:
            row -= 1
        else:
            row, column = row - 1, column - 1
            pairs.append((row, column))
    return pairs[::-1]


def _pieces(old: range, new: range) -> Iterator[tuple[range, range]]:
    """Both stretches, cut into as many pieces as keep each within _LONGEST_STRETCH."""
    n = -(-max(len(old), len(new)) // _LONGEST_STRETCH)
    for i in range(n):
        yield _piece(old, i, n), _piece(new, i, n)


def _piece(whole: range, i: int, n: int) -> range:
    return whole[len(whole) * i // n : len(whole) * (i + 1) // n]


def words_in(text: str) -> set[str]:
    """The distinct words of ``text``, in lower case."""
    return {word.lower() for word in _WORD.findall(text)}
