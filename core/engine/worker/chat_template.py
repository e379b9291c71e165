"""Render chat templates in jinja2's immutable sandbox, with message text kept separate from the template's markup.

A GGUF's ``tokenizer.chat_template`` is a program from an untrusted file. It is rendered with placeholders for the
message contents, and the result is cut at them, so that only the template's own text may become special tokens.
Templates that trim contents (as Llama 3's does) are detected by the white space around each placeholder; the contents
are then trimmed too.

Models' templates are written for transformers' environment, so its settings, tags and functions are provided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NoReturn

from jinja2 import Template, nodes
from jinja2.exceptions import TemplateError
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from core.engine.protocol import ChatMessage
from core.errors import ModelProblem

CHATML = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
"""The most common format of models that have no template of their own."""

_OPEN, _CLOSE = "\ue000", "\ue001"
_SPACE = "\x1c"
"""White space to Python and jinja2 that occurs in no template's own text."""

_EVERY_DAY = date(2024, 7, 26)
"""Fixed date for templates that include today's, so that states do not depend on the day. Llama 3's own default."""


@dataclass(frozen=True)
class PromptPiece:
    """A stretch of a rendered prompt; only ``markup`` pieces may be tokenised to special tokens."""

    text: str
    markup: bool


def render(template: str, messages: Sequence[ChatMessage], *, bos: str, eos: str) -> tuple[PromptPiece, ...]:
    """Render ``messages`` up to where the assistant's answer begins.

    Raises ModelProblem where the template fails, refuses the conversation or loses part of it.
    """
    turns = [{"role": m.role, "content": f"{_SPACE}{_OPEN}{i}{_CLOSE}{_SPACE}"} for i, m in enumerate(messages)]
    try:
        text = _compiled(template).render(messages=turns, bos_token=bos, eos_token=eos, add_generation_prompt=True)
    except Exception as error:  # a template is a program and may raise anything
        raise ModelProblem("This model's chat template cannot be used: {error}.", error=error) from error
    return _cut(text, messages)


@lru_cache(maxsize=4)
def _compiled(template: str) -> Template:
    """The template as a program. Compiling takes longer than rendering, and a model has only one template."""
    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols", _GenerationTag]
    )
    environment.globals.update(raise_exception=_refuse, strftime_now=_EVERY_DAY.strftime)
    return environment.from_string(template)


class _GenerationTag(Extension):
    """``{% generation %}`` marks training text in transformers; here it has no effect."""

    tags = {"generation"}  # noqa: RUF012  (jinja2's own way)

    def parse(self, parser: Parser) -> list[nodes.Node]:
        """The body unchanged."""
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


def _refuse(message: str) -> NoReturn:
    raise TemplateError(message)


def _cut(text: str, messages: Sequence[ChatMessage]) -> tuple[PromptPiece, ...]:
    pieces: list[PromptPiece] = []
    rest = text
    for index, message in enumerate(messages):
        before, mark, rest = rest.partition(f"{_OPEN}{index}{_CLOSE}")
        if not mark:
            raise ModelProblem("This model's chat template leaves out part of the conversation.")
        content = message.content
        content = content if before.endswith(_SPACE) else content.lstrip()
        content = content if rest.startswith(_SPACE) else content.rstrip()
        pieces.append(PromptPiece(before.removesuffix(_SPACE), markup=True))
        pieces.append(PromptPiece(content, markup=False))
        rest = rest.removeprefix(_SPACE)
    pieces.append(PromptPiece(rest, markup=True))
    if any(piece.markup and _OPEN in piece.text for piece in pieces):
        raise ModelProblem("This model's chat template repeats part of the conversation.")
    return tuple(piece for piece in pieces if piece.text)
