"""A model without a usable chat template gets one by its vocabulary, then by its architecture, and it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from core import paths
from core.attribute import selection
from core.engine.client import EngineClient
from core.engine.protocol import ChatMessage, GenerateRequest
from core.engine.reading_context import neutral_context
from core.engine.worker.chat_formats import FORMATS, ChosenTemplate, VocabularyFacts, choose
from core.engine.worker.chat_template import CHATML, render
from core.errors import ModelProblem
from core.rewrite.prompt import rewrite_prompt

TALK = (
    ChatMessage("system", "Be brief."),
    ChatMessage("user", "A?"),
    ChatMessage("assistant", "B."),
    ChatMessage("user", "C?"),
)
NO_SYSTEM = (
    "{% for m in messages %}{% if m.role == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}"
    "[{{ m.role }}]{{ m.content }}{% endfor %}"
)
DROPS_SYSTEM = "{% for m in messages if m.role != 'system' %}[{{ m.role }}]{{ m.content }}{% endfor %}"
GENERATION = "{% for m in messages %}{% generation %}{{ m.content }}{% endgeneration %}{% endfor %}"
LOOP = b"{% for message in messages %}"


def facts(*marks: str, architecture: str = "llama", tokenizer: str = "gpt2") -> VocabularyFacts:
    return VocabularyFacts(architecture, tokenizer, "<s>", "</s>", marks.__contains__)


def text(chosen: ChosenTemplate) -> str:
    return "".join(piece.text for piece in chosen.render(TALK, bos="<s>", eos="</s>"))


@pytest.mark.parametrize("own", [CHATML, GENERATION])
def test_a_template_that_works_is_the_models_own(own: str) -> None:
    assert choose(own, facts("<|start_header_id|>")) == ChosenTemplate(own)


@pytest.mark.parametrize(
    ("marks", "name", "prompt"),
    [
        (
            ("<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"),
            "Llama 3's",
            "<s><|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|>"
            "<|start_header_id|>user<|end_header_id|>\n\nA?<|eot_id|>"
            "<|start_header_id|>assistant<|end_header_id|>\n\nB.<|eot_id|>"
            "<|start_header_id|>user<|end_header_id|>\n\nC?<|eot_id|>"
            "<|start_header_id|>assistant<|end_header_id|>\n\n",
        ),
        (
            ("<|im_start|>", "<|im_end|>"),
            "ChatML",
            "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nA?<|im_end|>\n"
            "<|im_start|>assistant\nB.<|im_end|>\n<|im_start|>user\nC?<|im_end|>\n<|im_start|>assistant\n",
        ),
        (
            ("<start_of_turn>", "<end_of_turn>"),
            "Gemma's",
            "<s><start_of_turn>user\nBe brief.\n\nA?<end_of_turn>\n<start_of_turn>model\nB.<end_of_turn>\n"
            "<start_of_turn>user\nC?<end_of_turn>\n<start_of_turn>model\n",
        ),
        (
            ("<|user|>", "<|assistant|>", "<|end|>"),
            "Phi 3's",
            "<|system|>\nBe brief.<|end|>\n<|user|>\nA?<|end|>\n<|assistant|>\nB.<|end|>\n<|user|>\nC?<|end|>\n"
            "<|assistant|>\n",
        ),
        (("[INST]", "[/INST]"), "Mistral's", "<s>[INST] Be brief.\n\nA? [/INST] B.</s>[INST] C? [/INST]"),
    ],
)
def test_the_vocabulary_determines_the_format(marks: tuple[str, ...], name: str, prompt: str) -> None:
    chosen = choose("", facts(*marks))
    assert chosen.notice == f"This model brings no chat template; {name} is used, going by its vocabulary."
    assert text(chosen) == prompt
    assert not choose("", facts(*marks[:-1])).notice.endswith("vocabulary.")  # part of a format is none


def test_an_architecture_whose_format_is_spelled_in_letters() -> None:
    chosen = choose("", facts(architecture="llama", tokenizer="llama"))
    assert chosen.notice == "This model brings no chat template; Mistral's is used, going by its architecture."
    assert text(chosen).startswith("<s>[INST] ")


def test_the_vocabulary_counts_before_the_architecture() -> None:
    assert "ChatML" in choose("", facts("<|im_start|>", "<|im_end|>", architecture="llama", tokenizer="llama")).notice


def test_nothing_known_is_plain_and_said() -> None:
    chosen = choose("", facts(architecture="gpt2"))
    assert chosen.notice == (
        "This model brings no chat template; a plain one is used, and its answers may be of little use."
    )
    assert text(chosen) == "System: Be brief.\n\nUser: A?\n\nAssistant: B.\n\nUser: C?\n\nAssistant:"


@pytest.mark.parametrize(
    "broken",
    [
        "{% for",
        "{{ messages[0]['content'] }}",  # loses all turns but the first
        "{% for m in messages %}{{ m.content }}{{ m.content }}{% endfor %}",
        "{{ no_such_function() }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ messages | map(attribute='content') | join(1, 2, 3, 4) }}",
    ],
)
def test_a_broken_template_is_replaced_and_it_is_said(broken: str) -> None:
    chosen = choose(broken, facts("<|im_start|>", "<|im_end|>"))
    assert chosen.source == CHATML
    assert chosen.notice == (
        "This model brings a chat template that cannot be used; ChatML is used, going by its vocabulary."
    )


@pytest.mark.parametrize("own", [NO_SYSTEM, DROPS_SYSTEM])
def test_where_there_is_no_system_turn_its_words_open_the_first_request(own: str) -> None:
    chosen = choose(own, facts())
    assert not chosen.notice
    assert text(chosen) == "[user]Be brief.\n\nA?[assistant]B.[user]C?"


@pytest.mark.parametrize("template", [each.template for each in FORMATS], ids=[each.name for each in FORMATS])
def test_every_format_holds_the_conversations_that_are_used(template: str) -> None:
    chosen = choose(template, facts())
    assert chosen.source == template
    for messages in (
        neutral_context(),
        rewrite_prompt("A lamp.", small_model=True),
        rewrite_prompt("A lamp.", before="Dusk.", after="Night.", small_model=False),
    ):
        contents = [piece.text for piece in chosen.render(messages, bos="<s>", eos="</s>") if not piece.markup]
        assert "\n\n".join(contents).split() == " ".join(message.content for message in messages).split()


def test_today_is_the_same_every_day() -> None:
    pieces = render("{{ strftime_now('%d %b %Y') }} {{ messages[0].content }}", TALK[:1], bos="", eos="")
    assert pieces[0].text == "26 Jul 2024 "


def test_a_refused_conversation_is_one_sentence() -> None:
    with pytest.raises(ModelProblem, match="System role not supported"):
        render(NO_SYSTEM, TALK, bos="", eos="")


def starter_without(to: Path, old: bytes, new: bytes) -> Path:
    """A copy of the starter model with some bytes of its header replaced by as many others."""
    starter = paths.starter_model()
    assert starter is not None and len(old) == len(new)
    data = starter.read_bytes()
    assert data.count(old) == 1
    to.write_bytes(data.replace(old, new))
    return to


@pytest.mark.model
@pytest.mark.parametrize(
    ("old", "new", "lack"),
    [
        (b"tokenizer.chat_template", b"tokenizer.chat_tempLate", "brings no chat template"),
        (
            LOOP,
            LOOP.replace(b"for", b"far"),
            "brings a chat template that cannot be used",
        ),
    ],
    ids=["missing", "broken"],
)
async def test_such_a_model_loads_writes_and_says_so(tmp_path: Path, old: bytes, new: bytes, lack: str) -> None:
    file = starter_without(tmp_path / "other.gguf", old, new)
    engine = EngineClient()
    try:
        ready = await selection.load(engine, file)
        assert ready.notice == f"This model {lack}; ChatML is used, going by its vocabulary."
        asked = GenerateRequest((ChatMessage("user", "Name the capital of France."),), temperature=0.0, max_tokens=12)
        answer = ""
        async for so_far in engine.generate(asked):
            answer = so_far
        assert "Paris" in answer
        text = "The lamp had waited all winter for someone to be kind to it."
        scored = await engine.score(text, ready.attribute.vector)
        assert scored.cosine is not None
    finally:
        await engine.close()
