"""Padding: words such as “very” and “in order”, which a passage can often do without. English.

Each is a cut to take or leave, and offered only where the unsteered model reads on as well without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from core.engine.protocol import Engine, SteeringVector
from core.rewrite import hunks
from core.rewrite.hunks import Hunk
from core.rewrite.order import RewriteOrder, Variant
from core.rewrite.sites import in_quotation

MOST_CUTS = 3
"""Cuts offered in a passage."""
MOST_READ = 8
"""Words that are read for it in a passage."""
MOST_LOST = 0.25
"""Nats per token by which what follows may be less likely without the word."""
_FOLLOWING, _BEFORE = 120, 240
"""Characters read after the word, and before it."""
_PADDING = re.compile(
    r"(?<=[^\W\d_] )(?P<word>very|quite|really|rather|somewhat|simply|just|actually|basically|literally|totally|"
    r"in order(?= to\b)) (?=(?P<next>[^\W\d_]+))"
)
_NOT_AFTER = frozenset(
    [
        "not",
        "never",
        "no",
        "the",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "my",
        "our",
        "your",
        "so",
        "too",
        "had",
        "has",
        "have",
        "only",
        "from",
        "with",
    ]
)
"""Words after which it carries meaning: “not very”, “the very”, “had just”."""
_NOT_BEFORE = {
    "very": frozenset(["much", "well", "few", "little", "same", "first", "last", "best", "own", "many"]),
    "quite": frozenset(["a", "an", "the", "some", "like", "so"]),
    "rather": frozenset(["than", "a", "an", "the"]),
    "just": frozenset(
        [
            "as",
            "then",
            "now",
            "like",
            "about",
            "over",
            "under",
            "before",
            "after",
            "enough",
            "in",
            "a",
            "an",
            "the",
            "one",
            "once",
        ]
    ),
    "simply": frozenset(("because",)),
}
"""Words before which it does: “quite a”, “rather than”, “just as”."""


@dataclass(frozen=True)
class Padding:
    """A word or phrase at ``passage[start:end]``, with the space after it."""

    start: int
    end: int


def found(passage: str) -> Iterator[Padding]:
    """The padding in the narration of ``passage``, inside its sentences: no capital has to change."""
    for match in _PADDING.finditer(passage):
        before = re.search(r"[^\W\d_]+(?:[’'][^\W\d_]+)*(?= $)", passage[: match.start()])
        last = before.group().lower() if before else ""
        following = match["next"].lower()
        if last in _NOT_AFTER or last.endswith(("n’t", "n't")) or following in _NOT_BEFORE.get(match["word"], ()):
            continue
        if last in ("a", "an") and (following[0] in "aeiou") is not (last == "an"):
            continue
        if not in_quotation(passage, match.start()) and last != following:
            yield Padding(match.start(), match.end())


async def with_cuts(engine: Engine, order: RewriteOrder, variant: Variant) -> Variant:
    """An enriched ``variant`` with the cuts among its hunks; its text is as it was.

    A cut's text is empty, its ``gain`` the change of the passage's cosine with it alone, and its ``nats`` the change,
    per token, of the surprisal of what follows.
    """
    passage, vector = order.passage, order.attributes[0].vector
    kept: list[Hunk] = []
    for each in islice(found(passage), MOST_READ):
        lost = await _lost(engine, order, each, vector)
        if lost is not None and lost <= MOST_LOST:
            cut = Hunk(each.start, each.end, "", 0.0, lost)
            after = (await engine.score(hunks.apply(passage, [cut]), vector)).cosine
            if after is not None and variant.cosine_before is not None:
                cut = replace(cut, gain=after - variant.cosine_before)
            kept.append(cut)
        if len(kept) == MOST_CUTS:
            break
    together = sorted((*(variant.hunks or ()), *kept), key=lambda hunk: hunk.start)
    return replace(variant, hunks=tuple(together))


async def _lost(engine: Engine, order: RewriteOrder, padding: Padding, vector: SteeringVector) -> float | None:
    """Nats per token by which what follows is less likely without the padding; None where the text is no likelier.

    The word after the padding is read with it: after “very”, almost any adjective is likelier than before.
    """
    passage = order.passage
    before = f"{order.before} {passage[: padding.start]}".rstrip()[-_BEFORE:]
    rest = f"{passage[padding.end :]} {order.after}".rstrip()[:_FOLLOWING]
    rest = rest.rsplit(" ", 1)[0] if len(rest) == _FOLLOWING else rest
    following, _, later = rest.partition(" ")
    word = passage[padding.start : padding.end].rstrip()
    without, with_it = await engine.continuations(
        before, [f" {following}", f" {word} {following}"], vector, after=f" {later}" if later else ""
    )
    if without.nats * without.n_tokens > with_it.nats * with_it.n_tokens:
        return None
    return without.following - with_it.following
