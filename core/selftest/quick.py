"""The attribute that a self-test learns: the provisional one of the window, in a folder of its own."""

from __future__ import annotations

from pathlib import Path

from core.attribute.file import Attribute
from core.derivation.engine_source import LlamaSource
from core.derivation.plan import Plan, plan_from_resources
from core.derivation.quick import quick_plan
from core.derivation.resumable import derive_to
from core.derivation.stages import Progress
from core.engine.protocol import Engine, ModelInfo

COMMAND = "inkglow selftest"


async def learn(engine: Engine, model: ModelInfo, plan: Plan, folder: Path, progress: Progress) -> Attribute:
    """Derive an attribute by ``plan``; the files go into ``folder``. Raises what ``derive_to`` raises."""
    out = folder / "selftest.creativity.gguf"
    return await derive_to(out, LlamaSource(engine, model), plan, scope="llama.cpp", command=COMMAND, progress=progress)


def plan_from(resources: Path) -> Plan:
    """The plan of the quick attribute, with the bundled premises and passages."""
    return quick_plan(plan_from_resources(resources))
