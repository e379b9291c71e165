"""Find models on this machine: in the Hugging Face cache and the folders of LM Studio and llama.cpp.

:func:`roots` lists the folders; :func:`find` searches them, within limits, and reads headers only.
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
from core.sentences import Sentence

_DEEPEST = 6
"""Search depth below a root; LM Studio has publisher/model, the Hugging Face cache models--x/snapshots/commit."""
_MOST_FOLDERS = 20_000
_MOST_FILES = 500
_PART = re.compile(r"-(\d{5})-of-(\d{5})\.gguf$", re.IGNORECASE)
_NOT_MODELS = re.compile(r"mmproj|ggml-vocab|imatrix", re.IGNORECASE)
_PASSED_OVER = {"blobs", ".locks", "refs"}
"""Folders of the Hugging Face cache to skip: the blobs in them are found through their snapshots."""


@dataclass(frozen=True)
class Root:
    """A folder to search, and the name of the program it belongs to."""

    folder: Path
    owner: str


@dataclass(frozen=True)
class FoundModel:
    """A model on this machine: ``path`` is the file to open, ``owner`` the program that downloaded it.

    ``unusable`` is a sentence on why it cannot be used; empty where it can.
    """

    path: Path
    owner: str
    summary: ModelSummary
    unusable: str = ""


def roots(environment: Mapping[str, str], home: Path, platform: str = sys.platform) -> tuple[Root, ...]:
    """Folders that may hold models, given the environment and home folder; does not read the disk."""
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
    """The language models in those folders, each once, sorted by title. Unreadable folders and files are skipped.

    In each it visits at most 20,000 folders and 500 files, which bounds the time on any disk.
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
            if path.is_file():  # not a pipe or device, whose reading would never end
                yield path


def _may_be_a_model(name: str) -> bool:
    """Whether ``name`` is that of a GGUF model: not a companion file, and of a model in parts only the first."""
    part = _PART.search(name)
    return name.lower().endswith(".gguf") and not _NOT_MODELS.search(name) and (part is None or int(part[1]) == 1)


def _why_not(path: Path) -> str:
    part = _PART.search(path.name)
    if part is None or int(part[2]) == 1:
        return ""
    return Sentence("It is in {n} parts, and Inkglow opens single files only.", n=int(part[2]))
