"""A checkpoint shaped as Llama-3-8B is and as small as can be (few layers, random weights, a vocabulary of its own);
and a derivation of a few seconds."""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from convert.hf_model import LoadedModel, load
from core import paths
from core.derivation.plan import Plan, plan_from_resources
from core.derivation.premises import ReferenceStory
from core.derivation.premises import load as load_contrast

N_LAYER, N_EMBD, N_HEAD, N_HEAD_KV, N_FF, N_VOCAB = 5, 64, 8, 2, 160, 640
SPECIAL = ("<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>")
CHAT_TEMPLATE = (
    "{% set loop_messages = messages %}{% for message in loop_messages %}"
    "{% set content = '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n'"
    " + message['content'] | trim + '<|eot_id|>' %}"
    "{% if loop.index0 == 0 %}{% set content = bos_token + content %}{% endif %}{{ content }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %}"
)
"""Llama-3-Instruct's."""

_SPLIT = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+"


def llama_3_shaped(folder: Path, *, seed: int = 0, shard_size: str = "120KB") -> Path:
    """Write the checkpoint to ``folder`` in several shards: four queries per key, rope base 500,000, untied."""
    from transformers import LlamaConfig, LlamaForCausalLM

    tokenizer = _tokenizer()
    eos = tokenizer.convert_tokens_to_ids("<|eot_id|>")
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=N_EMBD,
        intermediate_size=N_FF,
        num_hidden_layers=N_LAYER,
        num_attention_heads=N_HEAD,
        num_key_value_heads=N_HEAD_KV,
        rope_parameters={"rope_type": "default", "rope_theta": 500_000.0},
        max_position_embeddings=8192,
        rms_norm_eps=1e-5,
        initializer_range=0.15,
        tie_word_embeddings=False,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=eos,
    )
    torch.manual_seed(seed)
    model = LlamaForCausalLM(config)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name.endswith("norm.weight"):
                parameter.add_(0.1 * torch.randn_like(parameter))
    model.to(torch.bfloat16).save_pretrained(folder, max_shard_size=shard_size)
    tokenizer.save_pretrained(folder)
    return folder


def resaved(loaded: LoadedModel, folder: Path, shard_size: str) -> Path:
    """An open GGUF's dequantised weights as a sharded safetensors checkpoint."""
    from transformers import AutoModelForCausalLM

    config = copy.deepcopy(loaded.model.config)
    del config.quantization_config
    with torch.device("meta"):
        plain = AutoModelForCausalLM.from_config(config)
    plain.load_state_dict(loaded.model.state_dict(), assign=True)
    plain.tie_weights()
    plain.save_pretrained(folder, max_shard_size=shard_size)
    loaded.tokenizer.save_pretrained(folder)
    return folder


def opened(folder: Path) -> LoadedModel:
    """The checkpoint on the CPU in float32."""
    return load(str(folder))


def short_plan(*_: Any, **options: Any) -> Plan:
    """The shipped plan with few premises, pairs and passages, and with stories of one or two sentences."""
    plan = plan_from_resources(paths.resources(), **{**options, "n_tokens": 8, "samples_per_premise": 1})
    return replace(
        plan,
        contrast=plan.contrast.limited(derive=6, held_out=4, zones=2),
        pairs=plan.pairs[:8],
        passages=plan.passages[:24],
        n_zone_tokens=8,
        reference_stories=tuple(map(_opening, plan.reference_stories)),  # a few-shot request holds three of them
        held_out_stories=tuple(map(_opening, plan.held_out_stories[:4])),
    )


def _opening(story: ReferenceStory) -> ReferenceStory:
    return replace(story, creative=story.creative[:100], boring=story.boring[:100])


def _tokenizer() -> Any:
    """Byte-level BPE as Llama 3's, learned from the premises in a moment."""
    from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    bpe = Tokenizer(models.BPE())
    split = pre_tokenizers.Split(Regex(_SPLIT), behavior="isolated")
    bpe.pre_tokenizer = pre_tokenizers.Sequence(
        [split, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]
    )
    bpe.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=N_VOCAB - len(SPECIAL), initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False
    )
    bpe.train_from_iterator([p.text for p in load_contrast(paths.resources() / "contrast").premises], trainer)
    bpe.add_special_tokens(list(SPECIAL))
    return PreTrainedTokenizerFast(
        tokenizer_object=bpe, bos_token=SPECIAL[0], eos_token=SPECIAL[4], chat_template=CHAT_TEMPLATE
    )
