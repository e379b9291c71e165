"""Renders chat templates; run as a process, those of unknown origin (``template_process``).

It imports little, because it is started whenever a model with a template of its own is loaded. The process reads a JSON
request on stdin, and writes a line for each conversation, ``[text, problem]``, as soon as it has it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NoReturn

from jinja2 import Template, nodes
from jinja2.exceptions import TemplateError
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from core import child_process
from core.errors import ModelProblem
from core.sentences import Sentence, to_data
from core.shown import shown

LONGEST_S = 2
"""Seconds that a template may compute, for all conversations together; those in use take some thousandths of one."""
MOST_BYTES = 512 * 1024 * 1024
"""Memory of the process: Python itself takes a tenth of it."""
_LONGEST_TEXT = 1_000_000
STOPPED = Sentence("This model's chat template cannot be used: it takes too long, or too much memory.")
OPEN, CLOSE = "\ue000", "\ue001"
SPACE = "\x1c"
"""White space to Python and jinja2 that occurs in no template's own text."""

_EVERY_DAY = date(2024, 7, 26)
"""Fixed date for templates that include today's, so that states do not depend on the day. Llama 3's own default."""


def rendered(template: str, roles: Sequence[str], *, bos: str, eos: str) -> str:
    """The prompt of a conversation of these roles, with placeholders for what is said. Raises ModelProblem."""
    turns = [{"role": role, "content": f"{SPACE}{OPEN}{i}{CLOSE}{SPACE}"} for i, role in enumerate(roles)]
    try:
        return _compiled(template).render(messages=turns, bos_token=bos, eos_token=eos, add_generation_prompt=True)
    except Exception as error:  # a template is a program and may raise anything
        why = shown(str(error)).rstrip(".") or "it fails"
        raise ModelProblem("This model's chat template cannot be used: {error}.", error=why) from error


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


def _limit() -> None:
    """Let the system end this process where it goes on for too long, and refuse it memory."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in ((resource.RLIMIT_CPU, LONGEST_S), (resource.RLIMIT_AS, MOST_BYTES), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):  # macOS has no limit of the address space
            continue


def _answer(template: str, roles: Sequence[str], bos: str, eos: str) -> tuple[str, object]:
    try:
        text = rendered(template, roles, bos=bos, eos=eos)
    except ModelProblem as problem:
        return "", to_data(problem.sentence)
    if len(text) > _LONGEST_TEXT:
        return "", to_data(STOPPED)
    return text, None


def main() -> None:
    """Answer one request."""
    child_process.end_with_parent()
    wanted = json.loads(sys.stdin.buffer.read())
    _limit()
    for roles in wanted["conversations"]:
        print(json.dumps(_answer(wanted["template"], roles, wanted["bos"], wanted["eos"])), flush=True)


if __name__ == "__main__":
    main()
