"""Write a GGUF of exactly Llama-3-8B's shape with random Q4_0 weights, to measure speed and memory only.

32 blocks, 4096 wide, 32 heads over 8 KV heads, 14336 in the feed-forward, 128,256 tokens: 4.5 GB. Its output is noise.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import gguf
import numpy as np

Q4_0 = gguf.GGMLQuantizationType.Q4_0
F32 = gguf.GGMLQuantizationType.F32
_BLOCK, _BLOCK_BYTES = 32, 18
_NOISE_BLOCKS = 4_194_304 // _BLOCK
"""Number of random blocks, which are repeated: the kernels' speed does not depend on the values."""


@dataclass(frozen=True)
class Shape:
    """The dimensions that determine a Llama's speed and memory."""

    n_layer: int = 32
    n_embd: int = 4096
    n_head: int = 32
    n_head_kv: int = 8
    n_ff: int = 14336
    n_vocab: int = 128_256
    n_ctx: int = 8192

    def matrices(self) -> dict[str, tuple[int, int]]:
        """Every quantised tensor's name and ``(rows, columns)``."""
        n_kv = self.n_embd // self.n_head * self.n_head_kv
        result = {"token_embd.weight": (self.n_vocab, self.n_embd), "output.weight": (self.n_vocab, self.n_embd)}
        for block in range(self.n_layer):
            result |= {
                f"blk.{block}.attn_q.weight": (self.n_embd, self.n_embd),
                f"blk.{block}.attn_k.weight": (n_kv, self.n_embd),
                f"blk.{block}.attn_v.weight": (n_kv, self.n_embd),
                f"blk.{block}.attn_output.weight": (self.n_embd, self.n_embd),
                f"blk.{block}.ffn_gate.weight": (self.n_ff, self.n_embd),
                f"blk.{block}.ffn_up.weight": (self.n_ff, self.n_embd),
                f"blk.{block}.ffn_down.weight": (self.n_embd, self.n_ff),
            }
        return result

    def norms(self) -> list[str]:
        """Every norm's name."""
        blocks = [f"blk.{n}.{kind}_norm.weight" for n in range(self.n_layer) for kind in ("attn", "ffn")]
        return [*blocks, "output_norm.weight"]


def write(path: Path, shape: Shape | None = None) -> None:
    """Write the model; about half a minute for the full shape."""
    shape = shape or Shape()
    writer = gguf.GGUFWriter(path, "llama")
    _describe(writer, shape)
    noise = _noise(np.random.default_rng(0))
    for name, (rows, columns) in shape.matrices().items():
        row_bytes = columns // _BLOCK * _BLOCK_BYTES
        writer.add_tensor_info(name, (rows, row_bytes), np.dtype(np.uint8), rows * row_bytes, raw_dtype=Q4_0)
    for name in shape.norms():
        writer.add_tensor_info(name, (shape.n_embd,), np.dtype(np.float32), 4 * shape.n_embd)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    for rows, columns in shape.matrices().values():
        n_bytes = rows * columns // _BLOCK * _BLOCK_BYTES
        repeats, rest = divmod(n_bytes, len(noise))
        writer.write_tensor_data(np.concatenate([*[noise] * repeats, noise[:rest]]))
    for _ in shape.norms():
        writer.write_tensor_data(np.ones(shape.n_embd, dtype=np.float32))
    writer.close()


def _noise(draw: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """Q4_0 blocks: an F16 scale and 32 values of 4 bits; scaled so that states neither vanish nor overflow."""
    blocks = draw.integers(0, 256, size=(_NOISE_BLOCKS, _BLOCK_BYTES), dtype=np.uint8)
    blocks[:, :2] = np.full(_NOISE_BLOCKS, 0.0035, dtype="<f2").view(np.uint8).reshape(-1, 2)
    return blocks.reshape(-1)


def _describe(writer: gguf.GGUFWriter, shape: Shape) -> None:
    writer.add_name("Llama-3-8B shape, random weights")
    writer.add_block_count(shape.n_layer)
    writer.add_context_length(shape.n_ctx)
    writer.add_embedding_length(shape.n_embd)
    writer.add_feed_forward_length(shape.n_ff)
    writer.add_head_count(shape.n_head)
    writer.add_head_count_kv(shape.n_head_kv)
    writer.add_rope_dimension_count(shape.n_embd // shape.n_head)
    writer.add_rope_freq_base(500_000.0)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q4_0)
    special = ["<unk>", "<s>", "</s>"]
    bytes_ = [f"<0x{value:02X}>" for value in range(256)]
    words = [f"\u2581w{n}" for n in range(shape.n_vocab - len(special) - len(bytes_))]
    writer.add_tokenizer_model("llama")
    writer.add_token_list([*special, *bytes_, *words])
    writer.add_token_scores([0.0] * shape.n_vocab)
    kinds = [gguf.TokenType.UNKNOWN, gguf.TokenType.CONTROL, gguf.TokenType.CONTROL]
    kinds += [gguf.TokenType.BYTE] * 256 + [gguf.TokenType.NORMAL] * len(words)
    writer.add_token_types(kinds)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
