"""A chat template that goes on for ever or takes all memory is stopped, and the model works with another one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from core import child_process
from core.engine.protocol import ChatMessage
from core.engine.worker.chat_formats import VocabularyFacts, choose
from core.engine.worker.chat_template import CHATML
from core.engine.worker.template_process import BoundedTemplate
from core.errors import ModelProblem

ENDLESS = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
IN_ONE_OPERATION = "{{ 9 ** (9 ** 9) }}"
"""Python cannot interrupt it."""
ALL_MEMORY = "{% set a = namespace(b='x') %}{% for i in range(60) %}{% set a.b = a.b + a.b %}{% endfor %}"
FACTS = VocabularyFacts("llama", "gpt2", "<s>", "</s>", frozenset({"<|im_start|>", "<|im_end|>"}).__contains__)


@pytest.mark.parametrize("hostile", [IN_ONE_OPERATION, ALL_MEMORY], ids=["time", "memory"])
def test_such_a_template_is_stopped_and_another_one_is_used(hostile: str) -> None:
    chosen = choose(hostile + CHATML, FACTS)
    assert chosen.notice == (
        "This model brings a chat template that cannot be used; ChatML is used, going by its vocabulary."
    )
    text = "".join(each.text for each in chosen.render([ChatMessage("user", "Hello")], bos="<s>", eos="</s>"))
    assert text == "<|im_start|>user\nHello<|im_end|>\n<|im_start|>assistant\n"
    assert not psutil.Process().children()


def test_one_that_waits_for_a_longer_conversation_is_stopped_then_and_not_tried_again() -> None:
    later = CHATML + "{% if messages|length == 6 %}" + ENDLESS + "{% endif %}"
    chosen = choose(later, FACTS)
    assert not chosen.notice
    long = [ChatMessage("user", "A"), ChatMessage("assistant", "B")] * 3
    with pytest.raises(ModelProblem, match="takes too long, or too much memory"):
        chosen.render(long, bos="<s>", eos="</s>")
    assert chosen.bounded is not None
    with pytest.raises(ModelProblem, match="takes too long"):
        chosen.bounded.text(("user",) * 9)
    assert chosen.render([ChatMessage("user", "A")], bos="<s>", eos="</s>"), "what was rendered before is kept"


def test_the_process_reads_no_file_and_writes_none(tmp_path: Path) -> None:
    harm = tmp_path / "harm"
    for code in (
        f"{{{{ cycler.__init__.__globals__.os.system('touch {harm}') }}}}",
        f"{{{{ lipsum.__globals__['os'].popen('touch {harm}').read() }}}}",
        "{% include '/etc/passwd' %}",
    ):
        template = BoundedTemplate(code, "", "")
        with pytest.raises(ModelProblem, match="This model's chat template cannot be used"):
            template.text(("user",))
    assert not harm.exists()


def test_the_process_starts_quickly_because_it_imports_little() -> None:
    code = "import sys, core.engine.worker.template_worker; print({'numpy', 'psutil', 'llama_cpp'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], env=child_process.environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
