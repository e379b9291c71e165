"""Vocabularies without weights, from llama.cpp's own test files, for comparing token ids with its references.

They come with llama-cpp-python's source distribution (``pip download --no-deps --no-binary llama-cpp-python
llama-cpp-python``) in ``vendor/llama.cpp/models`` and are not in this repository. INKGLOW_LLAMA_VOCAB
names that folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import llama_cpp
import pytest

from core.engine.worker.chat_formats import VocabularyFacts
from core.engine.worker.tokenizer import Vocabulary
from core.models.header import read_header

_SEPARATOR = "\n__ggml_vocab_test__\n"


@dataclass(frozen=True)
class Reference:
    """A text and the ids it has."""

    text: str
    ids: list[int]


def folder() -> Path:
    """Where the files are; skips the test where they are not."""
    places = [Path(place) for place in filter(None, [os.environ.get("INKGLOW_LLAMA_VOCAB")])]
    places += [Path.home() / "llama.cpp" / "models", Path(__file__).parents[4] / "llama.cpp" / "models"]
    for place in places:
        if (place / "ggml-vocab-llama-bpe.gguf").exists():
            return place
    pytest.skip(
        "llama.cpp's vocabulary files are not here: unpack llama-cpp-python's source distribution and set "
        "INKGLOW_LLAMA_VOCAB to its vendor/llama.cpp/models"
    )


def file(name: str) -> Path:
    """The vocabulary of that name; skips the test where it is not."""
    found = folder() / f"ggml-vocab-{name}.gguf"
    if not found.exists():
        pytest.skip(f"there is no vocabulary {name} in {found.parent}")
    return found


@contextmanager
def opened(path: Path) -> Iterator[Vocabulary]:
    """The vocabulary in ``path``, while it is needed."""
    llama_cpp.llama_backend_init()
    params = llama_cpp.llama_model_default_params()
    params.vocab_only = True
    handle = llama_cpp.llama_model_load_from_file(str(path).encode(), params)
    assert handle, f"llama.cpp could not read {path}"
    try:
        yield Vocabulary(handle)
    finally:
        llama_cpp.llama_model_free(handle)


def facts(path: Path, vocabulary: Vocabulary) -> VocabularyFacts:
    """What the choice of a template rests on."""
    header = read_header(path, long_lists=False)
    return VocabularyFacts(
        header.text("general.architecture"),
        header.text("tokenizer.ggml.model"),
        vocabulary.bos_text,
        vocabulary.eos_text,
        vocabulary.is_special,
    )


def references(path: Path) -> list[Reference]:
    """llama.cpp's test texts for a vocabulary, with the ids that the original tokenizer gives."""
    texts = path.with_name(f"{path.name}.inp").read_bytes().decode("utf-8").split(_SEPARATOR)
    lines = path.with_name(f"{path.name}.out").read_text("ascii").splitlines()
    pairs = zip(texts, lines, strict=False)  # the texts end with a separator
    return [Reference(text, [int(number) for number in line.split()]) for text, line in pairs]
