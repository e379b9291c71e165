"""An attribute of the writer's own: what it is learned from, what it may be called, and whether it is kept.

It is learned into a folder beside the attributes in use (:func:`trial_folder`) and moves among them only when the
writer keeps it. What it is learned from is kept there too while it is learned (:class:`Begun`), so that a crash or a
closed window costs nothing.
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
from core.attribute.names import CREATIVITY
from core.attribute.selection import InstalledAttribute
from core.derivation import resumable
from core.derivation.pairs import from_groups, from_pairs
from core.derivation.plan import Plan, TextContrast, plan_from_resources
from core.errors import AttributeProblem, FileProblem, UsageProblem
from core.files import write_atomically
from core.manuscript import document
from core.manuscript.paragraphs import split
from core.personal.marks import long_enough
from core.personal.revisions import pairs_from_versions

T = TypeVar("T")
DEFAULT_NAME = "my voice"
LONGEST_NAME = 40
MOST_TEXTS = 400
"""Pairs, or passages of either kind, that are used: more take longer and hardly say more."""
RESERVED = (CREATIVITY, "craft", "paper")
"""Names that mean one thing everywhere."""
_NAME = re.compile(r"\w[\w '’-]*")


@dataclass(frozen=True, eq=False)
class Trial:
    """A finished attribute that has not been decided on, and its file."""

    file: Path
    attribute: Attribute


@dataclass(frozen=True)
class Begun:
    """What an attribute that is being learned is called, which model it is for, and what it is learned from."""

    name: str
    fingerprint: str
    texts: TextContrast


def checked_name(name: str, installed: Sequence[InstalledAttribute], own: Path) -> InstalledAttribute | None:
    """The attribute in ``own`` that one of this name would replace, None where the name is free.

    Raises UsageProblem for a name that cannot be had.
    """
    name = name.strip()
    if not name:
        raise UsageProblem("Give it a name.")
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        raise UsageProblem(
            f"A name is up to {LONGEST_NAME} letters, digits, spaces and hyphens, and begins with a letter or a digit."
        )
    if resumable.slug(name) in RESERVED:
        raise UsageProblem(f"“{name}” means something else already; choose another name.")
    known = next((each for each in installed if resumable.slug(each.name) == resumable.slug(name)), None)
    if known is not None and known.file.parent != own:
        raise UsageProblem(f"“{name}” comes with Inkglow; choose another name.")
    return known


def general(installed: Sequence[InstalledAttribute], own: Path) -> tuple[InstalledAttribute, ...]:
    """Those of ``installed`` that are not made of the writer's texts.

    One that is may have been learned from the very passages that a new one is checked with.
    """
    return tuple(each for each in installed if each.name in RESERVED or each.file.parent != own)


def revised_passages(before: Path, after: Path) -> tuple[tuple[str, str], ...]:
    """``(after, before)`` pairs of what was revised between two versions of a file. Blocks. Raises FileProblem.

    Fragments, and what was the same passage before, are left out: they would be learned from and checked with.
    """
    versions = (document.load(file) for file in (before, after))
    pairs = pairs_from_versions(*(split(loaded.text, loaded.syntax) for loaded in versions))
    by_old = {old: new for new, old in pairs if long_enough(old) and long_enough(new)}
    return tuple((new, old) for old, new in by_old.items())


def spread(texts: Sequence[T], most: int = MOST_TEXTS) -> tuple[T, ...]:
    """At most that many of ``texts``, from the whole length of them."""
    n = min(most, len(texts))
    return tuple(texts[i * len(texts) // n] for i in range(n))


def plan_for(texts: TextContrast, installed: Sequence[InstalledAttribute]) -> Plan:
    """What such an attribute is derived from; those ``installed`` are set beside it."""
    return plan_from_resources(
        paths.resources(), texts=texts, compare_with=tuple((each.name, each.attribute.vector) for each in installed)
    )


def trial_folder(own: Path) -> Path:
    """Where attributes are learned that may yet be thrown away."""
    return own / "on trial"


def undecided(own: Path, fingerprint: str) -> Trial | None:
    """A finished attribute for that model which the writer has neither kept nor thrown away. Blocks."""
    for file in sorted(trial_folder(own).glob("*.gguf")):
        try:
            attribute = attribute_file.read(file)
        except AttributeProblem:
            continue
        if attribute.fingerprint == fingerprint:
            return Trial(file, attribute)
    return None


def remember(file: Path, begun: Begun) -> None:
    """Keep ``begun`` beside ``file``, which the attribute will go to. Blocks. Raises FileProblem.

    It holds passages of the writer's: nobody else on the machine may read it, nor what is kept of their states.
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
        raise FileProblem(f"{path.parent} cannot be written to: {error.strerror or error}.") from None
    write_atomically(path, (json.dumps(values, ensure_ascii=False) + "\n").encode())


def forget(file: Path) -> None:
    """Remove what :func:`remember` kept. Blocks. Raises FileProblem."""
    try:
        file.with_suffix(_BEGUN).unlink(missing_ok=True)
    except OSError as error:
        raise FileProblem(f"{file.parent} cannot be written to: {error.strerror or error}.") from None


def unfinished(own: Path, fingerprint: str) -> tuple[Path, Begun] | None:
    """What was begun last for that model and is not finished, with the file it goes to. Blocks."""
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
    """None where the file is damaged."""
    try:
        values: Any = json.loads(path.read_text("utf-8"))
        better, worse = ([str(text) for text in values[side]] for side in ("better", "worse"))
        pairs = list(zip(better, worse, strict=True)) if values["paired"] else []
        texts = from_pairs(pairs) if pairs else from_groups(better, worse)
        return Begun(str(values["name"]), str(values["fingerprint"]), texts)
    except (OSError, ValueError, KeyError, TypeError, UsageProblem):
        return None


_BEGUN = ".begun"


def keep(trial: Path, place: Path) -> None:
    """Move a finished attribute and its report to ``place``. Blocks. Raises FileProblem; it is then still on trial."""
    try:
        if (report := trial.with_suffix(".json")).exists():
            report.replace(place.with_suffix(".json"))
        trial.replace(place)
    except OSError as error:
        raise FileProblem(f"The attribute could not be kept: {error.strerror or error}.") from None


def clear_trials(own: Path, fingerprint: str) -> None:
    """Remove all that was learned for that model and not kept, finished or not. Blocks. Raises FileProblem."""
    try:
        for path in trial_folder(own).glob(f"*.{fingerprint[:8]}.*"):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
    except OSError as error:
        raise FileProblem(f"What was learned could not be removed: {error.strerror or error}.") from None
