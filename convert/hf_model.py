"""Open a Hugging Face checkpoint (or a GGUF, dequantised by transformers) for reading its states.

Local files only unless ``download`` is set; safetensors only (no pickle), no remote code. Shards are checked by their
headers first (:mod:`convert.checkpoint`); weights are loaded directly onto the devices of
:class:`convert.placement.Placement`.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gguf
import torch

from convert.checkpoint import inspect, read_config, refuse_pickle
from convert.placement import Placement
from core.array_types import Floats
from core.engine.protocol import ChatMessage
from core.engine.worker.chat_template import CHATML, render
from core.errors import ModelProblem
from core.models.fingerprint import ModelShape, fingerprint, from_gguf

_HUB_FILES = ("*.safetensors", "*.safetensors.index.json", "config.json", "generation_config.json", "token*", "*.jinja")
_ERRORS = (OSError, ValueError, KeyError, ImportError, RuntimeError, AttributeError, TypeError)
"""What transformers raises for a model that it cannot open."""


@dataclass(frozen=True)
class LoadedModel:
    """A torch model, its tokenizer, and its decoder blocks in order (block ``l`` gives layer ``l``, 0-based).

    ``device`` is where token ids go in; the blocks may be elsewhere.
    """

    model: Any
    tokenizer: Any
    blocks: Sequence[torch.nn.Module]
    name: str
    fingerprint: str
    device: torch.device

    @property
    def architecture(self) -> str:
        """The architecture, by its GGUF name."""
        return str(gguf.MODEL_ARCH_NAMES[_gguf_architecture(self.model.config.model_type)])

    @property
    def n_embd(self) -> int:
        """Width of the hidden states."""
        return int(self.model.config.hidden_size)

    def tokens(self, text: str, *, special: bool = False) -> list[int]:
        """Token ids of ``text`` alone; special tokens are recognised only with ``special``."""
        ids: list[int] = self.tokenizer(text, add_special_tokens=False, split_special_tokens=not special)["input_ids"]
        return ids

    def prompt_tokens(self, messages: Sequence[ChatMessage]) -> list[int]:
        """Token ids of the conversation up to the assistant's answer, after one BOS; the same as with llama.cpp."""
        tokenizer = self.tokenizer
        template = tokenizer.chat_template or CHATML
        pieces = render(template, messages, bos=tokenizer.bos_token or "", eos=tokenizer.eos_token or "")
        return self.with_one_bos([t for piece in pieces for t in self.tokens(piece.text, special=piece.markup)])

    def with_one_bos(self, tokens: Sequence[int]) -> list[int]:
        """``tokens`` after exactly one BOS."""
        bos = self.tokenizer.bos_token_id
        return list(tokens) if bos is None or (tokens and tokens[0] == bos) else [int(bos), *tokens]


def load(spec: str, placement: Placement | None = None, *, download: bool = False) -> LoadedModel:
    """Open ``spec``: a GGUF file, a checkpoint folder, or (with ``download``) a hub id. Raises ModelProblem."""
    placement = placement or Placement()
    path = local_path(spec, download=download)
    is_gguf = path.suffix == ".gguf"
    checkpoint = None if is_gguf else inspect(path)
    known = from_gguf(path) if is_gguf else ""
    _quiet_transformers()
    from transformers import AutoModelForCausalLM

    source, options = _source_options(path)
    if checkpoint is not None:
        _refuse_own_code(path)
        options["use_safetensors"] = True
    try:
        model, info = AutoModelForCausalLM.from_pretrained(
            source, dtype=placement.torch_dtype, output_loading_info=True, **options, **_device_options(placement)
        )
        tokenizer = load_tokenizer(path)
    except _ERRORS as error:
        raise _not_opened(path, error) from None
    if checkpoint is not None and (lacking := sorted(info["missing_keys"])):
        raise ModelProblem(f"{path.name} lacks {len(lacking)} of the model's weights, for example {lacking[0]}.")
    blocks = getattr(getattr(model, "model", None), "layers", None)
    if blocks is None:
        raise ModelProblem(f"{spec} is of an architecture whose decoder blocks are not known here.")
    if checkpoint is not None:
        known = fingerprint_of(model.config, tokenizer, checkpoint.norms())
    name = path.stem if is_gguf or not download else spec.split("/")[-1]
    return LoadedModel(model.eval(), tokenizer, list(blocks), name, known, _input_device(model))


def local_path(spec: str, *, download: bool) -> Path:
    """The GGUF or checkpoint folder that ``spec`` names, downloaded if ``download``. Raises ModelProblem."""
    if not download:
        os.environ["HF_HUB_OFFLINE"] = "1"
    path = Path(spec)
    refuse_pickle(path)
    if path.is_dir() or path.suffix == ".gguf":
        return path
    if not download:
        raise ModelProblem(f"There is no checkpoint folder or GGUF at {spec}; a hub id needs --download.")
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(spec, allow_patterns=list(_HUB_FILES)))
    except _ERRORS as error:
        raise _not_opened(path, error) from None


def load_tokenizer(path: Path) -> Any:
    """The tokenizer of a GGUF or checkpoint folder. Raises what transformers raises."""
    from transformers import AutoTokenizer

    source, options = _source_options(path)
    return AutoTokenizer.from_pretrained(source, **options)


def load_config(path: Path) -> Any:
    """The configuration of a GGUF or checkpoint folder, no weights read. Raises ModelProblem."""
    if path.suffix != ".gguf":
        _refuse_own_code(path)
    _quiet_transformers()
    from transformers import AutoConfig

    source, options = _source_options(path)
    try:
        return AutoConfig.from_pretrained(source, **options)
    except _ERRORS as error:
        raise _not_opened(path, error) from None


def checkpoint_fingerprint(folder: Path) -> str:
    """The fingerprint of a checkpoint folder; loads no weights except the norms. Raises ModelProblem."""
    checkpoint = inspect(folder)
    config = load_config(folder)
    try:
        tokenizer = load_tokenizer(folder)
    except _ERRORS as error:
        raise _not_opened(folder, error) from None
    return fingerprint_of(config, tokenizer, checkpoint.norms())


def fingerprint_of(config: Any, tokenizer: Any, norms: Mapping[str, Floats]) -> str:
    """The fingerprint of a checkpoint: the same as that of a GGUF converted from it.

    ``norms`` maps checkpoint names to flat weights. They come from the files, since an offloaded model has none in
    memory; llama.cpp's permutation of Llama's queries and keys does not touch them.
    """
    shape = ModelShape(
        n_layer=config.num_hidden_layers,
        n_embd=config.hidden_size,
        n_head=config.num_attention_heads,
        n_head_kv=getattr(config, "num_key_value_heads", None) or config.num_attention_heads,
        n_ff=config.intermediate_size,
        n_vocab=config.vocab_size,
    )
    by_id = {index: token for token, index in tokenizer.get_vocab().items()}
    tokens = [by_id.get(index, f"[PAD{index}]") for index in range(config.vocab_size)]
    named = _gguf_names(config.model_type, config.num_hidden_layers)
    return fingerprint(shape, tokens, {named(name): weights for name, weights in norms.items()})


def _source_options(path: Path) -> tuple[str, dict[str, Any]]:
    """The path and options for every ``from_pretrained``."""
    options: dict[str, Any] = {"trust_remote_code": False, "local_files_only": True}
    if path.suffix != ".gguf":
        return str(path), options
    return str(path.parent), {**options, "gguf_file": path.name}


def _device_options(placement: Placement) -> dict[str, Any]:
    """Options for ``from_pretrained`` that load weights from the file directly onto their device."""
    if not placement.automatic:
        (device,) = placement.devices
        return {} if device == "cpu" else {"device_map": {"": device}}
    options: dict[str, Any] = {"device_map": "auto"}
    if placement.max_memory:
        options["max_memory"] = dict(placement.max_memory)
    if placement.offload is not None:
        options["offload_folder"] = str(placement.offload)
    return options


def _input_device(model: Any) -> torch.device:
    """The device for token ids: with accelerate's hooks the first that computes, else the model's own device."""
    if not hasattr(model, "hf_device_map"):
        return torch.device(model.device)
    computing = [place for place in model.hf_device_map.values() if place not in ("cpu", "disk")]
    return torch.device(computing[0] if computing else "cpu")


def _refuse_own_code(folder: Path) -> None:
    """Raise ModelProblem for a model type that transformers can open only with code from the checkpoint."""
    from transformers.models.auto.configuration_auto import CONFIG_MAPPING

    config = read_config(folder)
    kind = config.get("model_type")
    if kind not in CONFIG_MAPPING:
        own = ": it contains its own code, which Inkglow does not run" if "auto_map" in config else ""
        raise ModelProblem(f"{folder.name} is of a type ({kind}) that transformers does not know{own}.")


def _quiet_transformers() -> None:
    """Silence the libraries' bars and warnings: failures are reported as ModelProblem."""
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()
    transformers_logging.set_verbosity_error()
    logging.getLogger("accelerate").setLevel(logging.ERROR)


def _not_opened(path: Path, error: Exception) -> ModelProblem:
    first = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return ModelProblem(f"{path.name} could not be opened by transformers: {first}")


def _gguf_architecture(model_type: str) -> Any:
    """llama.cpp's architecture for a transformers model type."""
    kinds = {name: kind for kind, name in gguf.MODEL_ARCH_NAMES.items()}
    return kinds.get(model_type, gguf.MODEL_ARCH.LLAMA)


def _gguf_names(model_type: str, n_layer: int) -> Callable[[str], str]:
    """A function from checkpoint tensor names to GGUF's, by llama.cpp's own table."""
    kind = _gguf_architecture(model_type)
    table = gguf.get_tensor_name_map(kind, n_layer)
    return lambda name: table.get_name(name, try_suffixes=(".weight",)) or name
