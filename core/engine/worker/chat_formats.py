"""Choose a model's chat template: its own where that works, else one by its vocabulary.

The choice is made once, at load, with trial conversations of the shapes in use (core/rewrite/prompt.py). The formats
are the published ones, written here as small templates of our own: system, user and assistant turns, no tools.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from core.engine.protocol import ChatMessage
from core.engine.worker.chat_template import CHATML, PromptPiece, cut, render
from core.engine.worker.template_process import BoundedTemplate
from core.errors import ModelProblem
from core.sentences import Sentence

LLAMA_3 = (
    "{{ bos_token }}{% for message in messages %}"
    "{{ '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n' + message['content'] | trim + '<|eot_id|>' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %}"
)
_GEMMA = (
    "{{ bos_token }}{% for message in messages %}{% if message['role'] == 'system' %}"
    "{{ raise_exception('Gemma knows no system turn') }}{% endif %}"
    "{{ '<start_of_turn>' + ('model' if message['role'] == 'assistant' else 'user') + '\n' }}"
    "{{ message['content'] | trim + '<end_of_turn>\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<start_of_turn>model\n' }}{% endif %}"
)
_PHI_3 = (
    "{% for message in messages %}{{ '<|' + message['role'] + '|>\n' + message['content'] + '<|end|>\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>\n' }}{% endif %}"
)
_INST = (
    "{{ bos_token }}{% for message in messages %}{% if message['role'] == 'system' %}"
    "{{ raise_exception('[INST] knows no system turn') }}{% elif message['role'] == 'user' %}"
    "{{ '[INST] ' + message['content'] | trim + ' [/INST]' }}{% else %}"
    "{{ ' ' + message['content'] | trim + eos_token }}{% endif %}{% endfor %}"
)
_PLAIN = (
    "{% for message in messages %}{{ message['role'] | capitalize + ': ' + message['content'] + '\n\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ 'Assistant:' }}{% endif %}"
)


@dataclass(frozen=True)
class Format:
    """A published prompt format. ``marks`` are the special tokens that identify models made for it.

    ``spelled_by`` lists kinds of model (architecture and tokenizer in GGUF terms) that write this format in ordinary
    text, so that no special token identifies it.
    """

    name: str
    marks: tuple[str, ...]
    template: str
    spelled_by: tuple[tuple[str, str], ...] = ()


FORMATS = (
    Format("Llama 3's", ("<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"), LLAMA_3),
    Format("ChatML", ("<|im_start|>", "<|im_end|>"), CHATML),
    Format("Gemma's", ("<start_of_turn>", "<end_of_turn>"), _GEMMA),
    Format("Phi 3's", ("<|user|>", "<|assistant|>", "<|end|>"), _PHI_3),
    Format("Mistral's", ("[INST]", "[/INST]"), _INST, (("llama", "llama"), ("mistral3", "llama"))),
)


@dataclass(frozen=True)
class VocabularyFacts:
    """Input of the choice: GGUF's names of architecture and tokenizer, BOS and EOS as text, and a test whether a text
    is one special token."""

    architecture: str
    tokenizer: str
    bos: str
    eos: str
    is_special: Callable[[str], bool]


@dataclass(frozen=True)
class ChosenTemplate:
    """The template in use. Where it does not support a system turn, that turn's text starts the first user turn.

    ``notice`` is a sentence for people where the template is not the model's own, else empty.
    """

    source: str
    takes_system: bool = True
    notice: str = ""
    bounded: BoundedTemplate | None = field(default=None, compare=False, repr=False)
    """What renders a template of unknown origin; None for one that is trusted."""

    def render(self, messages: Sequence[ChatMessage], *, bos: str, eos: str) -> tuple[PromptPiece, ...]:
        """As :func:`core.engine.worker.chat_template.render`; in a process of its own where it is not trusted."""
        messages = messages if self.takes_system else _folded(messages)
        if self.bounded is None:
            return render(self.source, messages, bos=bos, eos=eos)
        return cut(self.bounded.text(_roles(messages)), messages)


def choose(own: str, facts: VocabularyFacts) -> ChosenTemplate:
    """The model's ``own`` template ("" where it has none), or the one that matches its vocabulary or architecture."""
    bounded = None
    if own and not _is_trusted(own):
        bounded = BoundedTemplate(own, facts.bos, facts.eos)
        bounded.prepare([*map(_roles, (*_TALK, *_TALK_WITH_SYSTEM)), *_USUAL])
    if own and _holds(own, facts, _TALK, bounded):
        return ChosenTemplate(own, _holds(own, facts, _TALK_WITH_SYSTEM, bounded), bounded=bounded)
    lack = Sentence("brings a chat template that cannot be used") if own else Sentence("brings no chat template")
    template, chosen = _by_vocabulary(facts)
    return ChosenTemplate(
        template,
        _holds(template, facts, _TALK_WITH_SYSTEM),
        Sentence("This model {lack}; {chosen}.", lack=lack, chosen=chosen),
    )


def _by_vocabulary(facts: VocabularyFacts) -> tuple[str, str]:
    for each in FORMATS:
        if all(map(facts.is_special, each.marks)):
            return each.template, Sentence("{name} is used, going by its vocabulary", name=each.name)
    for each in FORMATS:
        if (facts.architecture, facts.tokenizer) in each.spelled_by:
            return each.template, Sentence("{name} is used, going by its architecture", name=each.name)
    return _PLAIN, Sentence("a plain one is used, and its answers may be of little use")


_USER, _ASSISTANT = ChatMessage("user", "Which?"), ChatMessage("assistant", "This.")
_TALK = ((_USER,), (_USER, _ASSISTANT, _USER))
_TALK_WITH_SYSTEM = ((ChatMessage("system", "Be brief."), *_TALK[1]),)


_USUAL = (("system", "user"),)
"""Roles of further conversations that are asked for (core/rewrite/prompt.py): rendered with the others, in one go."""
_READ_BY_US = frozenset({"872be49dbb638044ad01b60388f48d469ff2980e5f0dccdc22ec907db54d0788"})
"""SHA-256 of templates that have been looked at, which need no process of their own: that of the starter model."""


def _is_trusted(template: str) -> bool:
    if template == CHATML or any(template == each.template for each in FORMATS):
        return True
    return sha256(template.encode("utf-8", "replace")).hexdigest() in _READ_BY_US


def _roles(messages: Sequence[ChatMessage]) -> tuple[str, ...]:
    return tuple(each.role for each in messages)


def _holds(
    template: str,
    facts: VocabularyFacts,
    conversations: Sequence[Sequence[ChatMessage]],
    bounded: BoundedTemplate | None = None,
) -> bool:
    """Whether ``template`` renders all ``conversations`` completely."""
    chosen = ChosenTemplate(template, bounded=bounded)
    try:
        for messages in conversations:
            chosen.render(messages, bos=facts.bos, eos=facts.eos)
    except ModelProblem:
        return False
    return True


def _folded(messages: Sequence[ChatMessage]) -> Sequence[ChatMessage]:
    if len(messages) < 2 or messages[0].role != "system":
        return messages
    system, first, *rest = messages
    return (ChatMessage(first.role, f"{system.content}\n\n{first.content}"), *rest)
