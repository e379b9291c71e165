"""Read and change hidden states in llama.cpp's graph while it runs, and end the graph early.

llama.cpp names the output of decoder block ``l`` (0-based) ``l_out-l``. llama.cpp calls ``cb_eval`` for every graph
node (``ask=True``) and again with the result of those for which it returned True (``ask=False``); returning False then
ends the graph there, with status success. On a graph that is split over several backends this ends the current split
only: results are correct, but not faster.
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping

import llama_cpp
import numpy as np

from core.array_types import Floats
from core.engine.worker.backends import load_ggml
from core.errors import EngineProblem


class LayerCapture:
    """Collects the states of chosen layers while a context decodes, and can add vectors to them. Engine thread only.

    ``callback`` is passed to llama.cpp at context creation and must outlive the context: keep this object with it.
    ctypes would swallow an exception inside the callback and llama.cpp would read it as "stop", so it is caught,
    stored, and raised by :meth:`take`.
    """

    def __init__(self) -> None:
        ggml = load_ggml("ggml-base")
        self._name = ggml.ggml_get_name
        self._name.argtypes = [ctypes.c_void_p]
        self._name.restype = ctypes.c_char_p
        self._size = ggml.ggml_nbytes
        self._size.argtypes = [ctypes.c_void_p]
        self._size.restype = ctypes.c_size_t
        self._read = ggml.ggml_backend_tensor_get
        self._read.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_size_t]
        self._read.restype = None
        self._write = ggml.ggml_backend_tensor_set
        self._write.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_size_t]
        self._write.restype = None
        self._added: dict[bytes, Floats] = {}
        self._wanted: dict[bytes, int] = {}
        self._last: int | None = None
        self._pieces: dict[int, list[Floats]] = {}
        self._error: Exception | None = None
        self.callback = llama_cpp.ggml_backend_sched_eval_callback(self._on_node)

    def arm(self, layers: tuple[int, ...], *, early_exit: bool = True) -> None:
        """Capture ``layers`` from the next decode on; with ``early_exit`` end the graph after the highest of them."""
        self._wanted = {f"l_out-{layer}".encode(): layer for layer in layers}
        self._last = max(layers) if early_exit and layers else None
        self._pieces = {layer: [] for layer in layers}
        self._error = None

    def add_to(self, vectors: Mapping[int, Floats]) -> None:
        """From the next decode on, add ``vectors[layer]``, one row per token, to that layer's output."""
        self._added = {f"l_out-{layer}".encode(): rows for layer, rows in vectors.items()}

    def steered(self, states: Floats, added: Floats) -> Floats:
        """A layer's output ``states`` with ``added``, both of shape ``(n_rows, n_embd)``.

        The benchmark of other ways to steer overrides it. The result is float32 and contiguous.
        """
        return states + added

    def check(self) -> None:
        """Raise EngineProblem where the callback failed in the last decode."""
        if self._error is not None:
            error, self._error = self._error, None
            raise EngineProblem("The model's states could not be read: {error}.", error=error) from error

    def take(self, layer: int, n_rows: int, n_embd: int) -> Floats:
        """The states of ``layer`` collected since :meth:`arm`: shape ``(n_rows, n_embd)``, float32.

        Raises EngineProblem where the callback failed or fewer or more rows arrived than tokens were decoded.
        """
        self.check()
        pieces = self._pieces.get(layer, [])
        values = np.concatenate(pieces) if pieces else np.empty(0, dtype=np.float32)
        if values.size != n_rows * n_embd:
            raise EngineProblem(
                "Layer {layer} of this model gave {size} states for {n_rows} tokens; its architecture is not "
                "supported for scoring.",
                layer=layer,
                size=values.size // n_embd,
                n_rows=n_rows,
            )
        return values.reshape(n_rows, n_embd)

    def _on_node(self, tensor: int, ask: bool, _user_data: int) -> bool:
        try:
            name = self._name(tensor)
            layer, added = self._wanted.get(name), self._added.get(name)
            if ask:
                return layer is not None or added is not None
            if layer is None and added is None:
                return True
            states = np.empty(self._size(tensor) // 4, dtype=np.float32)
            self._read(tensor, states.ctypes.data, 0, states.nbytes)
            if added is not None:
                states = self.steered(states.reshape(added.shape), added)
                self._write(tensor, states.ctypes.data, 0, states.nbytes)
            if layer is None:
                return True
            self._pieces[layer].append(states.ravel())
            return layer != self._last
        except Exception as error:
            self._error = error
            return False
