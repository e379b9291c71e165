"""Load llama.cpp's back ends, and say which there are and what they compute on. Runs in a child process only.

A back end is the part of ggml that computes on one kind of device: the processor, CUDA, Vulkan, Metal. `make setup`
links the processor's into the library. In a package each is a file of its own beside it, the processor's in a variant
for each set of instructions, and ggml chooses among them.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import llama_cpp
import llama_cpp.llama_cpp as bindings

from core.errors import EngineProblem

_SUPPORTED = " = 1"
"""After an instruction set's name in llama.cpp's description of the system."""
_NOT_INSTRUCTIONS = frozenset({"LLAMAFILE", "OPENMP", "REPACK", "ACCELERATE", "KLEIDIAI"})
"""Other entries of the processor's part of that description."""
_PROCESSOR = 0
"""GGML_BACKEND_DEVICE_TYPE_CPU of ggml-backend.h."""


def folder() -> Path:
    """The folder of llama.cpp's libraries."""
    return Path(bindings._lib._name).parent


def load_ggml(library: str) -> ctypes.CDLL:
    """The functions of ``ggml-base`` (tensors, devices) or ``ggml`` (list of devices), which llama_cpp does not expose.

    They are looked up through llama.cpp's own library, because a wheel holds copies of ggml's files, and opening
    another copy would give a second, empty list of devices. Windows looks up no further than the library itself, and
    knows libraries by name. Raises EngineProblem where there is no such library.
    """
    if sys.platform != "win32":
        return ctypes.CDLL(bindings._lib._name)
    for name in (f"{library}.dll", f"lib{library}.dll"):
        if (folder() / name).exists():
            return ctypes.CDLL(str(folder() / name))
    raise EngineProblem("llama-cpp-python is installed without {library}.dll; reinstall it.", library=library)


def load_backends() -> None:
    """Make llama.cpp's back ends usable: those beside the library are loaded, those linked into it are there already.

    Raises EngineProblem where there is none. Safe to call again.
    """
    ggml = load_ggml("ggml")
    count = _function(ggml, "ggml_backend_reg_count", ctypes.c_size_t)
    if count() == 0:
        _function(ggml, "ggml_backend_load_all_from_path", None, ctypes.c_char_p)(os.fsencode(folder()))
    if count() == 0:
        raise EngineProblem("Nothing of llama.cpp that computes on this processor was found; install Inkglow again.")
    llama_cpp.llama_backend_init()


def names() -> tuple[str, ...]:
    """The back ends that are loaded, in ggml's order and words: ``CUDA``, ``Vulkan``, ``CPU``."""
    ggml, base = load_ggml("ggml"), load_ggml("ggml-base")
    entry = _function(ggml, "ggml_backend_reg_get", ctypes.c_void_p, ctypes.c_size_t)
    name = _function(base, "ggml_backend_reg_name", ctypes.c_char_p, ctypes.c_void_p)
    count = _function(ggml, "ggml_backend_reg_count", ctypes.c_size_t)()
    return tuple(_text(name(entry(index))) for index in range(count))


def processor() -> tuple[str, tuple[str, ...]]:
    """The processor's name, and the instruction sets that the loaded back end uses on it (``AVX2``, ``FMA``)."""
    ggml, base = load_ggml("ggml"), load_ggml("ggml-base")
    device = _function(ggml, "ggml_backend_dev_by_type", ctypes.c_void_p, ctypes.c_int)(_PROCESSOR)
    described = ""
    if device is not None:
        described = _text(_function(base, "ggml_backend_dev_description", ctypes.c_char_p, ctypes.c_void_p)(device))
    return described.strip(), instructions(_text(llama_cpp.llama_print_system_info()))


def instructions(system_info: str) -> tuple[str, ...]:
    """The processor's instruction sets in llama.cpp's description: ``CPU : SSE3 = 1 | AVX = 0 | … | CUDA : …``."""
    found: list[str] = []
    group = ""
    for entry in system_info.split("|"):
        start, colon, rest = entry.partition(" : ")
        if colon:
            group, entry = start.strip(), rest
        name = entry.strip().removesuffix(_SUPPORTED)
        if group == "CPU" and name != entry.strip() and name not in _NOT_INSTRUCTIONS:
            found.append(name)
    return tuple(found)


def _function(library: ctypes.CDLL, name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    function = getattr(library, name)
    function.restype, function.argtypes = result, list(arguments)
    return function  # type: ignore[no-any-return]


def _text(value: bytes | None) -> str:
    return (value or b"").decode("utf-8", "replace")
