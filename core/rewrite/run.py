"""Carry out an order for a rewrite, in the mode that its options or the model ask for."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from core.engine.protocol import Engine, ModelInfo
from core.rewrite import padding
from core.rewrite.enricher import Enricher
from core.rewrite.options import Mode
from core.rewrite.order import Finished, RewriteEvent, RewriteOrder
from core.rewrite.prompt import SMALL_MODEL_PARAMETERS
from core.rewrite.rewriter import Rewriter
from core.rewrite.sites import is_english, sites


async def rewrite(engine: Engine, order: RewriteOrder) -> AsyncGenerator[RewriteEvent, None]:
    """Carry out ``order``; closing the iterator (or cancelling the task that reads it) stops the computation.

    Raises UsageProblem for an empty passage or an option out of its bounds, EngineProblem where the model fails.
    """
    order.check()
    enriches = mode_for(order, engine.model) is Mode.ENRICH
    with engine.foreground():
        runner = Enricher(engine, order) if enriches else Rewriter(engine, order)
        async with aclosing(runner.run()) as events:
            async for event in events:
                if enriches and isinstance(event, Finished):
                    event = Finished(event.index, await padding.with_cuts(engine, order, event.variant))
                yield event


def mode_for(order: RewriteOrder, model: ModelInfo | None) -> Mode:
    """The mode of ``order``: its own, or for AUTO the one that suits the model and the passage.

    A model of fewer than about 3 billion parameters enriches, a larger one rewrites. A passage in which nothing can be
    continued (another language, dialogue alone, part of a sentence) is rewritten, and so is one to be made plainer or
    by a ladder of strengths.
    """
    options, passage = order.options, order.passage
    if options.mode is not Mode.AUTO:
        return options.mode
    small = model is not None and model.n_params < SMALL_MODEL_PARAMETERS
    may_be_enriched = options.lam >= 0 and not options.ladder and is_english(passage) and bool(sites(passage))
    return Mode.ENRICH if small and may_be_enriched else Mode.REWRITE
