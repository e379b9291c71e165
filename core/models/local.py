"""Models that are on this machine already: the Hugging Face cache, LM Studio's folders and llama.cpp's.

:func:`roots` only knows where to look; :func:`find` looks, within limits, and reads headers, not weights.
"""

from __future__ import annotations

import itertools
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from core.errors import ModelProblem
from core.models.summary import ModelSummary, inspect

_DEEPEST = 6
"""Folders below a root; LM Studio has publisher/model, the Hugging Face cache models--x/snapshots/commit."""
_MOST_FOLDERS = 20_000
_MOST_FILES = 500
_PART = re.compile(r"-(\d{5})-of-(\d{5})\.gguf$", re.IGNORECASE)
_NOT_MODELS = re.compile(r"mmproj|ggml-vocab|imatrix", re.IGNORECASE)
_PASSED_OVER = {"blobs", ".locks", "refs"}
"""Folders of the Hugging Face cache that hold no names worth showing: blobs are reached by their snapshots."""


@dataclass(frozen=True)
class Root:
    """A folder to look in, and whose it is, as a person knows it."""

    folder: Path
    owner: str


@dataclass(frozen=True)
class FoundModel:
    """A model on this machine: ``path`` is what to open, ``owner`` the program that brought it.

    ``unusable`` says in a sentence why it cannot be used, and is empty where it can.
    """

    path: Path
    owner: str
    summary: ModelSummary
    unusable: str = ""


def roots(environment: Mapping[str, str], home: Path, platform: str = sys.platform) -> tuple[Root, ...]:
    """Where models may lie on a machine with that environment and home folder; nothing is looked at."""
    caches = Path(environment.get("XDG_CACHE_HOME") or home / ".cache")
    hub_home = _path(environment, "HF_HOME", home) or caches / "huggingface"
    hub = _path(environment, "HF_HUB_CACHE", home) or _path(environment, "HUGGINGFACE_HUB_CACHE", home)
    found = [
        Root(hub or hub_home / "hub", "Hugging Face"),
        Root(home / ".lmstudio" / "models", "LM Studio"),
        Root(home / ".cache" / "lm-studio" / "models", "LM Studio"),
        Root(_path(environment, "LLAMA_CACHE", home) or _llama_cache(environment, home, caches, platform), "llama.cpp"),
    ]
    return tuple(dict.fromkeys(found))


def find(places: Iterable[Root]) -> tuple[FoundModel, ...]:
    """The language models in those folders, each once, by title. Folders and files that cannot be read are passed over.

    Of each it looks at no more than 20,000 folders and 500 files, so that a strange disk keeps nobody waiting.
    """
    found: dict[str, FoundModel] = {}
    for root in places:
        for path in itertools.islice(_model_files(root.folder), _MOST_FILES):
            real = os.path.realpath(path)
            if real in found:
                continue
            try:
                found[real] = FoundModel(path, root.owner, inspect(path), _why_not(path))
            except ModelProblem:
                continue
    return tuple(sorted(found.values(), key=lambda model: (model.summary.title.lower(), model.summary.n_bytes)))


def _path(environment: Mapping[str, str], name: str, home: Path) -> Path | None:
    """A folder named in the environment, with ``~`` as huggingface_hub reads it."""
    value = environment.get(name, "")
    return home / value[2:] if value.startswith("~/") else Path(value) if value else None


def _llama_cache(environment: Mapping[str, str], home: Path, caches: Path, platform: str) -> Path:
    if platform == "darwin":
        return home / "Library" / "Caches" / "llama.cpp"
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "llama.cpp"
    return caches / "llama.cpp"


def _model_files(root: Path) -> Iterator[Path]:
    """GGUF files below ``root`` that may be language models. Links are followed, to each folder once."""
    been: set[str] = set()
    for folder, below, files in os.walk(root, followlinks=True):
        real = os.path.realpath(folder)
        deep = len(Path(folder).relative_to(root).parts) >= _DEEPEST
        below[:] = [] if deep or real in been else sorted(name for name in below if name not in _PASSED_OVER)
        if real in been:
            continue
        been.add(real)
        if len(been) > _MOST_FOLDERS:
            return
        for path in (Path(folder, name) for name in sorted(files) if _may_be_a_model(name)):
            if path.is_file():  # and no pipe or device, which would never end
                yield path


def _may_be_a_model(name: str) -> bool:
    """By its name: a GGUF, no companion of one, and of one in several parts the first."""
    part = _PART.search(name)
    return name.lower().endswith(".gguf") and not _NOT_MODELS.search(name) and (part is None or int(part[1]) == 1)


def _why_not(path: Path) -> str:
    part = _PART.search(path.name)
    if part is None or int(part[2]) == 1:
        return ""
    return f"It is in {int(part[2])} parts, and Inkglow opens single files only."
