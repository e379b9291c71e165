"""Render chat templates in jinja2's immutable sandbox, with message text kept separate from the template's markup.

A GGUF's ``tokenizer.chat_template`` is a program from an untrusted file. It is rendered with placeholders for the
message contents, and the result is cut at them, so that only the template's own text may become special tokens. Those
that nobody has read are rendered in a process of their own (``template_process``).
Templates that trim contents (as Llama 3's does) are detected by the white space around each placeholder; the contents
are then trimmed too.

Models' templates are written for transformers' environment, so its settings, tags and functions are provided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.engine.protocol import ChatMessage
from core.engine.worker.template_worker import CLOSE, OPEN, SPACE, rendered
from core.errors import ModelProblem

CHATML = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
"""The most common format of models that have no template of their own."""


@dataclass(frozen=True)
class PromptPiece:
    """A stretch of a rendered prompt; only ``markup`` pieces may be tokenised to special tokens."""

    text: str
    markup: bool


def render(template: str, messages: Sequence[ChatMessage], *, bos: str, eos: str) -> tuple[PromptPiece, ...]:
    """Render ``messages`` up to where the assistant's answer begins, in this process: for templates that are trusted.

    Raises ModelProblem where the template fails, refuses the conversation or loses part of it.
    """
    return cut(rendered(template, tuple(each.role for each in messages), bos=bos, eos=eos), messages)


def cut(text: str, messages: Sequence[ChatMessage]) -> tuple[PromptPiece, ...]:
    """What :func:`rendered` gave with what is said in its place. Raises ModelProblem where part of it has none."""
    pieces: list[PromptPiece] = []
    rest = text
    for index, message in enumerate(messages):
        before, mark, rest = rest.partition(f"{OPEN}{index}{CLOSE}")
        if not mark:
            raise ModelProblem("This model's chat template leaves out part of the conversation.")
        content = message.content
        content = content if before.endswith(SPACE) else content.lstrip()
        content = content if rest.startswith(SPACE) else content.rstrip()
        pieces.append(PromptPiece(before.removesuffix(SPACE), markup=True))
        pieces.append(PromptPiece(content, markup=False))
        rest = rest.removeprefix(SPACE)
    pieces.append(PromptPiece(rest, markup=True))
    if any(piece.markup and OPEN in piece.text for piece in pieces):
        raise ModelProblem("This model's chat template repeats part of the conversation.")
    return tuple(piece for piece in pieces if piece.text)
