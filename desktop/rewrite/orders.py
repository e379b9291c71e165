"""What is asked of the model: one attempt, several at one strength, or a ladder of strengths. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.engine.protocol import ModelInfo
from core.rewrite.options import Mode, RewriteOptions
from core.rewrite.order import RewriteOrder
from core.rewrite.run import mode_for
from desktop.editor.passages import Passage
from desktop.rewrite.attempt import Attempt, Steering

SEVERAL = 3
"""Attempts requested at once at one strength."""
STRENGTHS = 4
"""Attempts of a ladder: from λ = 0 to that of the slider, in one batch."""


def order_for(
    passage: Passage, steering: Steering, options: RewriteOptions, attempts: Sequence[Attempt]
) -> RewriteOrder:
    """The order for ``passage`` with just these options; no text of ``attempts`` comes again."""
    known = tuple(text for attempt in attempts for text in attempt.texts)
    return RewriteOrder(passage.text, steering.attributes, options, passage.before, passage.after, known)


def with_ladder(order: RewriteOrder, model: ModelInfo | None) -> RewriteOrder:
    """``order`` of one attempt as a ladder, where the passage is written anew and steered at all; else as it is."""
    options = order.options
    if options.variants != 1 or not any(options.lams) or mode_for(order, model) is not Mode.REWRITE:
        return order
    return replace(order, options=replace(options, variants=STRENGTHS, ladder=True, mode=Mode.REWRITE))
