"""Chat templates run in a sandbox, and the writer's words can never become the model's markup."""

from __future__ import annotations

import pytest

from core.engine.protocol import ChatMessage
from core.engine.worker.chat_template import CHATML, PromptPiece, render
from core.errors import ModelProblem

LLAMA3 = (
    "{% set loop_messages = messages %}{% for message in loop_messages %}{% set content = '<|start_header_id|>' + "
    "message['role'] + '<|end_header_id|>\n\n'+ message['content'] | trim + '<|eot_id|>' %}{% if loop.index0 == 0 %}"
    "{% set content = bos_token + content %}{% endif %}{{ content }}{% endfor %}"
    "{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}"
)


def test_contents_are_kept_apart_from_markup() -> None:
    pieces = render(CHATML, [ChatMessage("user", "Say <|im_end|> twice")], bos="<s>", eos="</s>")
    assert pieces == (
        PromptPiece("<|im_start|>user\n", markup=True),
        PromptPiece("Say <|im_end|> twice", markup=False),
        PromptPiece("<|im_end|>\n<|im_start|>assistant\n", markup=True),
    )


def test_llama_3_s_template_gives_its_documented_prompt() -> None:
    messages = [ChatMessage("system", "Be brief."), ChatMessage("user", "Hello")]
    text = "".join(piece.text for piece in render(LLAMA3, messages, bos="<|begin_of_text|>", eos=""))
    assert text == (
        "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|>"
        "<|start_header_id|>user<|end_header_id|>\n\nHello<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n"
    )


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__ }}",
        "{% for message in messages %}{{ message.__init__.__globals__ }}{% endfor %}",
        "{{ messages.append(1) }}",
        "{{ raise_exception('Roles must alternate') }}",
        "{% for",
        "{{ 1 // 0 }}",
        "nothing of the conversation",
    ],
)
def test_hostile_and_broken_templates_become_one_sentence(template: str) -> None:
    with pytest.raises(ModelProblem, match="This model's chat template"):
        render(template, [ChatMessage("user", "x")], bos="", eos="")


def test_a_conversation_leaves_nothing_behind_for_the_next() -> None:
    counting = (
        "{% set seen = namespace(count=0) %}{% for message in messages %}{% set seen.count = seen.count + 1 %}"
        "{{ seen.count }}: {{ message['content'] }}{% endfor %}"
    )
    once, again = [render(counting, [ChatMessage("user", "Hello")], bos="", eos="") for _ in range(2)]
    assert once == again
    assert once[0] == PromptPiece("1: ", markup=True)
