"""Given texts on two sides: read them from files, normalise them, split them in half by passage."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from core.derivation.plan import TextContrast
from core.errors import FileProblem, UsageProblem, os_reason
from core.sentences import Sentence

PAIR_FIELDS = (("after", "before"), ("better", "worse"), ("vivid", "plain"), ("figurative", "literal"))
"""Field names of the two sides of a pair in files, the better one first."""
FEWEST_PAIRS = 10
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "…": "..."})
_DASH = re.compile(r"\s*(?:[—–―]|(?<=\s)-{1,3}(?=\s)|--+)\s*")
_SPACE = re.compile(r"\s+")


def from_pairs(pairs: Sequence[tuple[str, str]]) -> TextContrast:
    """A contrast from ``(better, worse)`` versions of passages; equal and empty ones are left out.

    Raises UsageProblem if fewer than FEWEST_PAIRS are left, or versions of fewer passages: pairs of one passage go into
    the same half (:func:`halves`), and neither half may be empty.
    """
    kept = [(better, worse) for better, worse in pairs if better.strip() and worse.strip() and better != worse]
    if len(kept) < FEWEST_PAIRS:
        raise UsageProblem(
            "An attribute takes at least {fewest_pairs} pairs of different texts, not {n_kept}.",
            fewest_pairs=FEWEST_PAIRS,
            n_kept=len(kept),
        )
    n_passages = len({worse for _, worse in kept})
    if n_passages < FEWEST_PAIRS:
        raise UsageProblem(
            "An attribute takes versions of at least {fewest_pairs} different passages, not of {n_passages}.",
            fewest_pairs=FEWEST_PAIRS,
            n_passages=n_passages,
        )
    return TextContrast(tuple(b for b, _ in kept), tuple(w for _, w in kept), paired=True, digest=_digest(kept))


def from_groups(better: Sequence[str], worse: Sequence[str]) -> TextContrast:
    """A contrast from two groups of passages that are not versions of each other. Raises UsageProblem for too few."""
    sides = tuple(text for text in better if text.strip()), tuple(text for text in worse if text.strip())
    if min(len(set(side)) for side in sides) < FEWEST_PAIRS:
        raise UsageProblem(
            "An attribute takes at least {fewest_pairs} passages of each kind.", fewest_pairs=FEWEST_PAIRS
        )
    return TextContrast(*sides, paired=False, digest=_digest(sides))


def load_text_pairs(file: Path) -> tuple[tuple[str, str], ...]:
    """``(better, worse)`` from JSON lines with one of PAIR_FIELDS. Raises FileProblem with the line that is wrong."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except OSError as error:
        raise FileProblem("{name} cannot be read: {reason}.", name=file.name, reason=os_reason(error)) from None
    except UnicodeDecodeError:
        raise FileProblem("{name} is not UTF-8 text.", name=file.name) from None
    pairs: list[tuple[str, str]] = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            pairs.append(_pair(line, Sentence("Line {number} of {name}", number=number, name=file.name)))
    if not pairs:
        raise FileProblem("{name} holds no pairs.", name=file.name)
    return tuple(pairs)


def _pair(line: str, where: str) -> tuple[str, str]:
    try:
        row: Any = json.loads(line)
    except ValueError:
        raise FileProblem("{where} is not JSON.", where=where) from None
    for better, worse in PAIR_FIELDS:
        if isinstance(row, Mapping) and isinstance(row.get(better), str) and isinstance(row.get(worse), str):
            return row[better], row[worse]
    known = ", ".join("/".join(fields) for fields in PAIR_FIELDS)
    raise FileProblem("{where} has no pair of texts: the fields may be called {known}.", where=where, known=known)


def normalised(text: str) -> str:
    """``text`` with quotation marks, dashes, ellipses and spaces in one style.

    Editors and models differ in these; the attribute must not depend on them.
    """
    return _SPACE.sub(" ", _DASH.sub(" - ", text.translate(_QUOTES))).strip()


def halves(contrast: TextContrast, seed: int = 0) -> tuple[TextContrast, TextContrast]:
    """One half to derive from, one held out. No passage is in both: pairs with the same ``worse`` text stay together.

    The half of a passage depends only on its text (and ``seed``), not on its position in the file.
    """
    if contrast.paired:
        picked = _first_half(contrast.worse, seed)
        return _of(contrast, picked, picked), _of(contrast, _others(picked), _others(picked))
    better, worse = _first_half(contrast.better, seed), _first_half(contrast.worse, seed)
    return _of(contrast, better, worse), _of(contrast, _others(better), _others(worse))


def folds(contrast: TextContrast, n: int) -> list[tuple[list[int], list[int]]]:
    """Indices into each side for ``n`` disjoint cross-validation folds; index ``i`` is in fold ``i mod n``."""
    if contrast.paired:
        parts = [list(range(i, len(contrast.better), n)) for i in range(n)]
        return [(part, part) for part in parts]
    return [(list(range(i, len(contrast.better), n)), list(range(i, len(contrast.worse), n))) for i in range(n)]


def _of(contrast: TextContrast, better: Sequence[bool], worse: Sequence[bool]) -> TextContrast:
    return TextContrast(
        tuple(text for text, kept in zip(contrast.better, better, strict=True) if kept),
        tuple(text for text, kept in zip(contrast.worse, worse, strict=True) if kept),
        contrast.paired,
        contrast.digest,
    )


def _first_half(texts: Sequence[str], seed: int) -> list[bool]:
    names = sorted({_hash(f"{seed} {text}") for text in texts})
    first = set(names[: (len(names) + 1) // 2])
    return [_hash(f"{seed} {text}") in first for text in texts]


def _others(picked: Sequence[bool]) -> list[bool]:
    return [not each for each in picked]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _digest(sides: Sequence[Sequence[str]]) -> str:
    return _hash(json.dumps(sides, ensure_ascii=False))
