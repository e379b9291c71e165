"""The order in which variants of a passage are offered. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from core.rewrite.checks import STRAYED, Flag
from core.rewrite.order import Variant


def gain(variant: Variant) -> float | None:
    """Change of the passage's cosine; None where one of the two texts is too short for a score."""
    if variant.cosine_before is None or variant.cosine_after is None:
        return None
    return variant.cosine_after - variant.cosine_before


def is_livelier(variant: Variant) -> bool:
    """Whether the score is higher than the passage's, or it cannot be said."""
    found = gain(variant)
    return found is None or found > 0


def keeps_to_passage(variant: Variant) -> bool:
    """Whether nothing was found that makes it another text than the passage (:data:`core.rewrite.checks.STRAYED`)."""
    return not STRAYED.intersection(variant.flags)


def offered_order(variants: Sequence[Variant], *, plainer: bool = False) -> list[int]:
    """Indices of ``variants`` in the order in which they are offered.

    Clean ones that are livelier come first, by their gain; then those that are livelier and flagged, first those that
    keep to the passage, with fewer flags first; then the others. ``plainer`` is for a negative λ, which is meant to
    lower the score.
    """

    def rank(index: int) -> tuple[bool, bool, int, float]:
        variant = variants[index]
        found = gain(variant) or 0.0
        flags = [flag for flag in variant.flags if flag != Flag.NOT_LIVELIER]
        is_meant = plainer or is_livelier(variant)
        return not is_meant, not keeps_to_passage(variant), len(flags), found if plainer else -found

    return sorted(range(len(variants)), key=rank)
