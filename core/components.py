"""What Inkglow is made of, with its licences: read from the metadata of the packages that are installed.

``resources/licences/parts.json`` names what some packages carry beside their own code, under other licences: pandoc,
Qt, llama.cpp. A packaged Inkglow also has a list of the system's libraries in it, which packaging collects.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from core import paths

ITSELF = "inkglow"
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_EXTRA = re.compile(r"""extra\s*==\s*['"]([^'"]+)['"]""")
_WANTED_EXTRAS = {ITSELF: {"starter"}}
"""Extras whose packages are part of what a writer installs; those for tests and conversion are not."""
_TEXT = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
_CLASSIFIER = "License :: "
_LONGEST = 80
"""Characters: a longer entry is the text of a licence, not its name."""


@dataclass(frozen=True)
class Component:
    """One package. ``licence`` is its name as the package states it, empty if it states none; ``texts`` are files.

    ``within`` is the package that carries it, for what is no package itself.
    """

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]
    within: str = ""


COLLECTED = "collected.json"
"""In the folder of licences of a packaged Inkglow: what is in it beside Python packages."""


def components() -> tuple[Component, ...]:
    """Inkglow first, then by name all packages that it needs and that are installed here, and what they carry.

    Reads files.
    """
    found: dict[str, Distribution] = {}
    waiting = [ITSELF]
    while waiting:
        key = _key(waiting.pop())
        if key in found:
            continue
        try:
            found[key] = distribution(key)
        except PackageNotFoundError:  # for another system, or left out
            continue
        waiting += _needed(key, found[key])
    own = found.pop(ITSELF, None)
    folder = paths.resources() / "licences"
    others = [_component(package) for package in found.values()]
    for entry in _entries(folder / "parts.json"):
        if (carrier := found.get(_key(entry["package"]))) is not None:
            within = carrier.metadata["Name"]
            others.append(_part(entry, f"in {within} {carrier.version}", folder, within))
    others += (_part(entry, entry["version"], folder, entry["package"]) for entry in _entries(folder / COLLECTED))
    others.sort(key=lambda each: each.name.lower())
    return ((_component(own),) if own is not None else ()) + tuple(others)


def licence_text(component: Component) -> str:
    """The texts of a component's licence; empty where the package has none. Reads files."""
    texts = []
    for path in component.texts:
        try:
            texts.append(path.read_text("utf-8", "replace").strip())
        except OSError:
            continue
    return "\n\n\n".join(texts)


def _entries(file: Path) -> list[dict[str, Any]]:
    try:
        found = json.loads(file.read_text("utf-8"))
    except OSError:  # only a packaged Inkglow has both files
        return []
    return list(found)


def _part(entry: dict[str, Any], version: str, folder: Path, within: str) -> Component:
    texts = tuple(folder / name for name in entry["texts"])
    return Component(entry["name"], version, entry["licence"], texts, within)


def _needed(key: str, package: Distribution) -> list[str]:
    names = []
    for line in package.requires or ():
        extra, name = _EXTRA.search(line), _NAME.match(line)
        if name is not None and (extra is None or extra[1] in _WANTED_EXTRAS.get(key, ())):
            names.append(name[0])
    return names


def _component(package: Distribution) -> Component:
    files = (Path(str(each.locate())) for each in package.files or () if _TEXT.search(each.name))
    texts = tuple(dict.fromkeys(file for file in files if file.suffix not in (".py", ".pyc", ".pyi")))
    return Component(package.metadata["Name"], package.version, _licence(package), texts)


def _licence(package: Distribution) -> str:
    about = package.metadata
    entries = (each for key in ("License-Expression", "License") for each in about.get_all(key) or ())
    stated = next(filter(None, entries), "")
    if stated and len(stated) <= _LONGEST and "\n" not in stated:
        return stated
    classifiers = (each for each in about.get_all("Classifier") or () if each.startswith(_CLASSIFIER))
    names = [each.rsplit(" :: ", 1)[-1] for each in classifiers]
    return ", ".join(names) or stated.strip().partition("\n")[0][:_LONGEST]


def _key(name: str) -> str:
    """A package's name in the one form that all spellings of it share."""
    return re.sub(r"[-_.]+", "-", name).lower()
