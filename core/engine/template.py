"""Chat templates, rendered in jinja2's immutable sandbox, with the writer's words kept apart from the model's markup.

A GGUF's ``tokenizer.chat_template`` is a program from an untrusted file. It is rendered with placeholders where the
contents go; the result is cut at them, so that only the template's own text may become special tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from core.engine.protocol import ChatMessage
from core.errors import ModelProblem

CHATML = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
"""Used where a model brings no template of its own."""

_OPEN, _CLOSE = "\ue000", "\ue001"


@dataclass(frozen=True)
class PromptPiece:
    """A stretch of a rendered prompt; only ``markup`` pieces may be tokenised to special tokens."""

    text: str
    markup: bool


def render(template: str, messages: Sequence[ChatMessage], *, bos: str, eos: str) -> tuple[PromptPiece, ...]:
    """Render ``messages`` up to where the assistant's answer begins.

    Raises ModelProblem where the template fails, refuses the conversation or loses part of it.
    """
    environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
    environment.globals["raise_exception"] = _refuse
    turns = [{"role": m.role, "content": f"{_OPEN}{i}{_CLOSE}"} for i, m in enumerate(messages)]
    try:
        text = environment.from_string(template).render(
            messages=turns, bos_token=bos, eos_token=eos, add_generation_prompt=True
        )
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError) as error:
        raise ModelProblem(f"This model's chat template cannot be used: {error}.") from error
    return _cut(text, messages)


def _refuse(message: str) -> NoReturn:
    raise TemplateError(message)


def _cut(text: str, messages: Sequence[ChatMessage]) -> tuple[PromptPiece, ...]:
    pieces: list[PromptPiece] = []
    rest = text
    for index, message in enumerate(messages):
        before, mark, rest = rest.partition(f"{_OPEN}{index}{_CLOSE}")
        if not mark:
            raise ModelProblem("This model's chat template leaves out part of the conversation.")
        pieces.append(PromptPiece(before, markup=True))
        pieces.append(PromptPiece(message.content, markup=False))
    pieces.append(PromptPiece(rest, markup=True))
    return tuple(piece for piece in pieces if piece.text)
