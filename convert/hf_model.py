"""Open a Hugging Face checkpoint (or a GGUF, dequantised by transformers) for reading its states.

Local files only unless the caller says otherwise; safetensors only (no pickle), no remote code.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gguf
import torch

from core.attribute.fingerprint import ModelShape, fingerprint, from_gguf
from core.engine.protocol import ChatMessage
from core.engine.template import CHATML, render
from core.errors import ModelProblem


@dataclass(frozen=True)
class LoadedModel:
    """A torch model, its tokenizer, and its decoder blocks in order (block ``l`` gives layer ``l``, 0-based)."""

    model: Any
    tokenizer: Any
    blocks: Sequence[torch.nn.Module]
    name: str
    fingerprint: str
    device: torch.device

    @property
    def architecture(self) -> str:
        """As GGUF names it."""
        return str(gguf.MODEL_ARCH_NAMES[_gguf_architecture(self.model.config.model_type)])

    @property
    def n_embd(self) -> int:
        """Width of the hidden states."""
        return int(self.model.config.hidden_size)

    def tokens(self, text: str, *, special: bool = False) -> list[int]:
        """Token ids of ``text`` alone; special tokens recognised only where asked for."""
        ids: list[int] = self.tokenizer(text, add_special_tokens=False, split_special_tokens=not special)["input_ids"]
        return ids

    def prompt_tokens(self, messages: Sequence[ChatMessage]) -> list[int]:
        """The conversation up to the assistant's answer, behind exactly one BOS; as the llama.cpp side does it."""
        tokenizer = self.tokenizer
        template = tokenizer.chat_template or CHATML
        pieces = render(template, messages, bos=tokenizer.bos_token or "", eos=tokenizer.eos_token or "")
        return self.with_one_bos([t for piece in pieces for t in self.tokens(piece.text, special=piece.markup)])

    def with_one_bos(self, tokens: Sequence[int]) -> list[int]:
        """``tokens`` behind exactly one BOS."""
        bos = self.tokenizer.bos_token_id
        return list(tokens) if bos is None or (tokens and tokens[0] == bos) else [int(bos), *tokens]


def load(spec: str, *, device: str = "cpu", dtype: str = "float32", download: bool = False) -> LoadedModel:
    """Open ``spec``: a GGUF file, a checkpoint folder, or (with ``download``) a hub id. Raises ModelProblem."""
    if not download:
        os.environ["HF_HUB_OFFLINE"] = "1"
    from transformers import AutoModelForCausalLM, AutoTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()
    logging.set_verbosity_error()
    path = Path(spec)
    options: dict[str, Any] = {"trust_remote_code": False, "local_files_only": not download}
    known = ""
    if path.suffix == ".gguf":
        known = from_gguf(path)
        options["gguf_file"] = path.name
        source = str(path.parent)
    elif path.is_dir():
        _refuse_pickles(path)
        source = str(path)
    elif not download:
        raise ModelProblem(f"There is no checkpoint folder or GGUF at {spec}; a hub id needs --download.")
    else:
        source = spec
    weights: dict[str, Any] = {} if path.suffix == ".gguf" else {"use_safetensors": True}
    try:
        torch_dtype = getattr(torch, dtype)
        target = torch.device(device)
        model = AutoModelForCausalLM.from_pretrained(source, dtype=torch_dtype, **options, **weights).to(target).eval()
        tokenizer = AutoTokenizer.from_pretrained(source, **options)
    except (OSError, ValueError, KeyError, ImportError, RuntimeError, AttributeError, TypeError) as error:
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise ModelProblem(f"{spec} could not be opened by transformers: {first}") from None
    blocks = getattr(getattr(model, "model", None), "layers", None)
    if blocks is None:
        raise ModelProblem(f"{spec} is of an architecture whose decoder blocks are not known here.")
    name = path.stem if path.suffix == ".gguf" or path.is_dir() else spec.split("/")[-1]
    return LoadedModel(model, tokenizer, list(blocks), name, known or from_hf(model, tokenizer), target)


def _refuse_pickles(folder: Path) -> None:
    if not any(folder.glob("*.safetensors")):
        raise ModelProblem(f"{folder} holds no safetensors weights; pickled checkpoints are not opened.")


def from_hf(model: Any, tokenizer: Any) -> str:
    """The fingerprint of a checkpoint: the same as that of a GGUF converted from it."""
    config = model.config
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
    names = _gguf_names(config.model_type, config.num_hidden_layers)
    norms = {
        names(name): parameter.detach().to(torch.float32).cpu().numpy().ravel()
        for name, parameter in _norm_parameters(model.named_parameters())
    }
    return fingerprint(shape, tokens, norms)


def _norm_parameters(parameters: Iterable[tuple[str, torch.Tensor]]) -> list[tuple[str, torch.Tensor]]:
    return [(name, value) for name, value in parameters if name.endswith("norm.weight") and value.dim() == 1]


def _gguf_architecture(model_type: str) -> Any:
    """llama.cpp's architecture for a transformers model type."""
    kinds = {name: kind for kind, name in gguf.MODEL_ARCH_NAMES.items()}
    return kinds.get(model_type, gguf.MODEL_ARCH.LLAMA)


def _gguf_names(model_type: str, n_layer: int) -> Any:
    """A function from checkpoint tensor names to GGUF's, by llama.cpp's own table."""
    kind = _gguf_architecture(model_type)
    table = gguf.get_tensor_name_map(kind, n_layer)
    return lambda name: table.get_name(name, try_suffixes=(".weight",)) or name
