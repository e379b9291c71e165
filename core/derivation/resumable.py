"""Run a derivation that can be stopped and resumed, and write its result where the program finds it.

Shared by ``inkglow derive``, ``python -m convert derive`` and the window.
"""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import replace
from pathlib import Path

from core import paths
from core.attribute import file as attribute_file
from core.attribute.file import Attribute
from core.attribute.names import CREATIVITY, IMAGERY
from core.attribute.report import ZoneBounds
from core.derivation import zones
from core.derivation.cache import SampleStore
from core.derivation.pipeline import Derivation
from core.derivation.plan import Plan, plan_from_resources
from core.derivation.stages import Progress
from core.derivation.state_source import StateSource
from core.derivation.text_reader import Reader
from core.engine.protocol import ModelInfo
from core.errors import AttributeProblem, FileProblem, UsageProblem, os_reason
from core.rewrite.prompt import SMALL_MODEL_PARAMETERS


async def derive_to(
    out: Path,
    source: StateSource,
    plan: Plan,
    *,
    scope: str,
    command: str,
    progress: Progress,
    name: str = CREATIVITY,
    fresh: bool = False,
) -> Attribute:
    """Derive an attribute, write it to ``out``, and write its report to the same name with ``.json``.

    Until then, finished samples are kept in :func:`partial_folder`, so that a stopped run resumes where it stopped;
    ``scope`` names the settings that samples depend on. ``fresh`` discards them. If ``out`` holds what an earlier
    version called *creativity* and is *imagery* now, it is kept under that name. Raises UsageProblem, FileProblem.
    """
    last = source.info.n_layer - 1
    if plan.layers is not None and not all(1 <= layer <= last for layer in plan.layers):
        raise UsageProblem("This model's layers to choose from go from 1 to {last}.", last=last)
    parts = (source.info.fingerprint, plan.digest, f"{plan.n_tokens} {plan.seed} {scope}")
    try:
        store = await asyncio.to_thread(SampleStore, partial_folder(out), *parts)
        if fresh:
            await asyncio.to_thread(store.remove)
            store = await asyncio.to_thread(SampleStore, partial_folder(out), *parts)
        attribute = await Derivation(source, plan, store, progress).run(name, command)
        if name == CREATIVITY:
            await asyncio.to_thread(_keep_imagery, out)
        await asyncio.to_thread(_write, out, attribute)
    except OSError as error:
        raise FileProblem(
            "{parent} cannot be written to: {reason}.", parent=out.parent, reason=os_reason(error)
        ) from None
    await asyncio.to_thread(store.remove)
    return attribute


async def measure_zones_to(
    out: Path, source: StateSource, plan: Plan, *, scope: str, progress: Progress, coarse: bool = False
) -> Attribute:
    """Measure the zones of λ of the attribute in ``out``, one from prompts, and write them into it and its report.

    It resumes as :func:`derive_to` does. ``coarse``: a bracket from a few λ. Raises AttributeProblem, FileProblem.
    """
    attribute = await asyncio.to_thread(attribute_file.read, out)
    try:
        store = await asyncio.to_thread(SampleStore, out.with_suffix(".zones"), source.info.fingerprint, scope)
        reader = Reader(source, store, progress)
        bounds = await zones.measure(reader, plan, attribute.vector, 1.0, coarse=coarse)
        report = replace(
            attribute.report,
            zones=ZoneBounds(bounds.mild, bounds.vivid, bounds.lam_max),
            perplexity_ratio_by_lambda=tuple((lam, round(ratio, 3)) for lam, ratio in bounds.measured),
            coarse_zones=coarse,
            default_lambda=min(attribute.default_lam, bounds.vivid),
        )
        attribute = replace(attribute, zones=bounds, default_lam=report.default_lambda, report=report)
        await asyncio.to_thread(_write, out, attribute)
    except OSError as error:
        raise FileProblem(
            "{parent} cannot be written to: {reason}.", parent=out.parent, reason=os_reason(error)
        ) from None
    await asyncio.to_thread(store.remove)
    return attribute


def _write(out: Path, attribute: Attribute) -> None:
    """Write the attribute, and its report beside it. Raises AttributeProblem, OSError."""
    report = json.dumps(attribute.report.to_json(), indent=1, ensure_ascii=False) + "\n"
    attribute_file.write(out, attribute)
    out.with_suffix(".json").write_text(report, "utf-8")


def _keep_imagery(out: Path) -> None:
    """Rename the attribute in ``out``, and its report, if it is *imagery* under its earlier name. Raises OSError."""
    place = out.with_name(out.name.replace(CREATIVITY, IMAGERY))
    if not out.is_file() or place == out or place.exists():
        return
    try:
        is_imagery = attribute_file.read(out).name == IMAGERY
    except AttributeProblem:
        return
    if is_imagery:
        out.replace(place)
        if out.with_suffix(".json").is_file():
            out.with_suffix(".json").replace(place.with_suffix(".json"))


def partial_folder(out: Path) -> Path:
    """The folder in which the samples of an unfinished derivation are kept."""
    return out.with_suffix(".partial")


def place_for(model: ModelInfo, folder: Path, name: str = CREATIVITY) -> Path:
    """The file in ``folder`` for an attribute called ``name`` that is learned in the window."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{slug(model.name, keep='.') or 'model'}.{model.fingerprint[:8]}.{slug(name)}.gguf"


def slug(name: str, keep: str = "") -> str:
    """``name`` as part of a file name: lower-case letters, digits, hyphens, and the characters in ``keep``."""
    return re.sub(rf"[^\w{keep}-]+", "-", name).strip("-.").lower()


def window_plan(model: ModelInfo) -> Plan:
    """The plan of a derivation in the window.

    Big models follow instructions better and are slower, so one sample per premise is enough, and half of the premises
    for the zones of λ.
    """
    if model.n_params < SMALL_MODEL_PARAMETERS:
        return plan_from_resources(paths.resources())
    return plan_from_resources(paths.resources(), samples_per_premise=1, n_zone_premises=8)
