"""The writer's own attribute: its source texts, its name, and its trial before it is kept or discarded.

It is derived into a separate folder (:func:`trial_folder`) and moved to the attributes in use only when the writer
keeps it. During the derivation its source texts are stored in that folder too (:class:`Begun`), so that it can be
resumed after a crash.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from core import paths
from core.attribute import file as attribute_file
from core.attribute.file import Attribute
from core.attribute.names import CREATIVITY, IMAGERY
from core.attribute.selection import InstalledAttribute
from core.derivation import resumable
from core.derivation.pairs import from_groups, from_pairs
from core.derivation.plan import Plan, TextContrast, plan_from_resources
from core.errors import AttributeProblem, FileProblem, UsageProblem, os_reason
from core.files import write_atomically
from core.json_text import parse
from core.manuscript import document
from core.manuscript.paragraphs import split
from core.personal.marks import long_enough
from core.personal.revisions import pairs_from_versions

T = TypeVar("T")
DEFAULT_NAME = "my voice"
LONGEST_NAME = 40
MOST_TEXTS = 400
"""Most pairs, or passages of either kind, that are used: more take longer for hardly any gain."""
RESERVED = (CREATIVITY, IMAGERY, "craft", "paper")
"""Reserved names, which an own attribute cannot have."""
_NAME = re.compile(r"\w[\w '’-]*")


@dataclass(frozen=True, eq=False)
class Trial:
    """A finished attribute that the writer has neither kept nor discarded, and its file."""

    file: Path
    attribute: Attribute


@dataclass(frozen=True)
class Begun:
    """An attribute in derivation: its name, the fingerprint of its model, and its source texts."""

    name: str
    fingerprint: str
    texts: TextContrast


def checked_name(name: str, installed: Sequence[InstalledAttribute], own: Path) -> InstalledAttribute | None:
    """Check ``name``; returns the attribute in ``own`` that it would replace, None if there is none.

    Raises UsageProblem for an invalid or reserved name.
    """
    name = name.strip()
    if not name:
        raise UsageProblem("Give it a name.")
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        raise UsageProblem(
            "A name is up to {n} letters, digits, spaces and hyphens, and begins with a letter or a digit.",
            n=LONGEST_NAME,
        )
    if resumable.slug(name) in RESERVED:
        raise UsageProblem("“{name}” is a reserved name; choose another one.", name=name)
    known = next((each for each in installed if resumable.slug(each.name) == resumable.slug(name)), None)
    if known is not None and known.file.parent != own:
        raise UsageProblem("“{name}” comes with Inkglow; choose another name.", name=name)
    return known


def general(installed: Sequence[InstalledAttribute], own: Path) -> tuple[InstalledAttribute, ...]:
    """Those of ``installed`` that are not derived from the writer's texts.

    The others may have been derived from passages in the test split of a new one.
    """
    return tuple(each for each in installed if each.name in RESERVED or each.file.parent != own)


def revised_passages(before: Path, after: Path) -> tuple[tuple[str, str], ...]:
    """``(after, before)`` pairs of passages revised between two versions of a file. Blocks. Raises FileProblem.

    Fragments are left out, and each earlier passage is used once, so that it cannot be in both splits.
    """
    versions = (document.load(file) for file in (before, after))
    pairs = pairs_from_versions(*(split(loaded.text, loaded.syntax) for loaded in versions))
    by_old = {old: new for new, old in pairs if long_enough(old) and long_enough(new)}
    return tuple((new, old) for old, new in by_old.items())


def spread(texts: Sequence[T], most: int = MOST_TEXTS) -> tuple[T, ...]:
    """At most ``most`` of ``texts``, evenly spaced."""
    n = min(most, len(texts))
    return tuple(texts[i * len(texts) // n] for i in range(n))


def plan_for(texts: TextContrast, installed: Sequence[InstalledAttribute]) -> Plan:
    """The plan to derive an attribute from ``texts``; its report compares it with those ``installed``."""
    return plan_from_resources(
        paths.resources(), texts=texts, compare_with=tuple((each.name, each.attribute.vector) for each in installed)
    )


def trial_folder(own: Path) -> Path:
    """Folder of attributes that are in derivation or neither kept nor discarded yet."""
    return own / "on trial"


def undecided(own: Path, fingerprint: str) -> Trial | None:
    """A finished attribute for that model which the writer has neither kept nor discarded. Blocks."""
    for file in sorted(trial_folder(own).glob("*.gguf")):
        try:
            attribute = attribute_file.read(file)
        except AttributeProblem:
            continue
        if attribute.fingerprint == fingerprint:
            return Trial(file, attribute)
    return None


def remember(file: Path, begun: Begun) -> None:
    """Store ``begun`` next to ``file``, the path of the future attribute. Blocks. Raises FileProblem.

    It holds manuscript text, so the file and its folder, with the cached states, are readable by their owner only.
    """
    texts = begun.texts
    values = {
        "name": begun.name,
        "fingerprint": begun.fingerprint,
        "paired": texts.paired,
        "better": texts.better,
        "worse": texts.worse,
    }
    path = file.with_suffix(_BEGUN)
    try:
        path.parent.chmod(0o700)
        path.touch(mode=0o600)
    except OSError as error:
        raise FileProblem(
            "{parent} cannot be written to: {reason}.", parent=path.parent, reason=os_reason(error)
        ) from None
    write_atomically(path, (json.dumps(values, ensure_ascii=False) + "\n").encode(), private=True)


def forget(file: Path) -> None:
    """Remove the file that :func:`remember` wrote. Blocks. Raises FileProblem."""
    try:
        file.with_suffix(_BEGUN).unlink(missing_ok=True)
    except OSError as error:
        raise FileProblem(
            "{parent} cannot be written to: {reason}.", parent=file.parent, reason=os_reason(error)
        ) from None


def unfinished(own: Path, fingerprint: str) -> tuple[Path, Begun] | None:
    """The latest unfinished derivation for that model, with the path of its future attribute. Blocks."""
    kept = trial_folder(own).glob(f"*{_BEGUN}")
    try:
        newest = sorted(kept, key=lambda path: path.stat().st_mtime, reverse=True)
    except OSError:
        return None
    for path in newest:
        begun, file = _begun_in(path), path.with_suffix(".gguf")
        if begun is not None and begun.fingerprint == fingerprint and not file.exists():
            return file, begun
    return None


def _begun_in(path: Path) -> Begun | None:
    """The derivation stored in ``path``; None where the file is damaged."""
    try:
        values: Any = parse(path.read_text("utf-8"))
        better, worse = ([str(text) for text in values[side]] for side in ("better", "worse"))
        pairs = list(zip(better, worse, strict=True)) if values["paired"] else []
        texts = from_pairs(pairs) if pairs else from_groups(better, worse)
        return Begun(str(values["name"]), str(values["fingerprint"]), texts)
    except (OSError, ValueError, KeyError, TypeError, UsageProblem):
        return None


_BEGUN = ".begun"


def keep(trial: Path, place: Path) -> None:
    """Move a finished attribute and its report to ``place``. Blocks. On FileProblem it stays on trial."""
    try:
        if (report := trial.with_suffix(".json")).exists():
            report.replace(place.with_suffix(".json"))
        trial.replace(place)
    except OSError as error:
        raise FileProblem("The attribute could not be kept: {reason}.", reason=os_reason(error)) from None


def clear_trials(own: Path, fingerprint: str) -> None:
    """Remove all attributes on trial for that model, finished or not. Blocks. Raises FileProblem."""
    try:
        for path in trial_folder(own).glob(f"*.{fingerprint[:8]}.*"):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
    except OSError as error:
        raise FileProblem("What was learned could not be removed: {reason}.", reason=os_reason(error)) from None
