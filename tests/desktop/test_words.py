"""Words that people read: known terms, sites by their names, the writer's own texts called the writer's."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from core.derivation.pairs import from_groups, from_pairs
from core.derivation.plan import Plan
from core.derivation.premises import load, load_pairs, load_passages
from core.derivation.progress import planned_steps
from core.models.summary import KvShape, ModelSummary
from desktop.app import open_first_document
from desktop.common import messages
from desktop.learning.words import own_stage
from desktop.models import words as model_words
from tests import making
from tests.desktop.conftest import Desk, until

ROOT = Path(__file__).resolve().parents[2]


def summary(n_params: int, n_ctx: int) -> ModelSummary:
    shape = KvShape(30, 3, 64)
    return ModelSummary(Path("x.gguf"), "x", "llama", "Q4_1", 1, n_params, 30, 576, 49152, n_ctx, shape, "bpe", True)


@pytest.mark.parametrize(
    ("n_params", "n_ctx", "words"),
    [
        (134_515_008, 8192, "135 million parameters (very small); follows instructions; about 6,000 words at a time"),
        (1_100_000_000, 2048, "1.1 billion parameters (small); follows instructions; about 1,500 words at a time"),
        (8_030_000_000, 8192, "8.0 billion parameters (medium-sized); follows"),
        (
            32_000_000_000,
            131072,
            "32.0 billion parameters (large); follows instructions; about 100,000 words at a time",
        ),
        (70_600_000_000, 32768, "70.6 billion parameters (very large); follows instructions; about 25,000 words"),
        (8_030_000_000, 0, "its file does not say how many words it takes at a time"),
    ],
)
def test_a_models_size_is_said_in_words_that_people_know(n_params: int, n_ctx: int, words: str) -> None:
    said = model_words.kind(summary(n_params, n_ctx))
    assert words in said
    assert "token" not in said and "numbers" not in said


def test_hugging_face_is_called_by_its_name_and_a_file_stays_where_it_is() -> None:
    said = [
        (file.name, words)
        for folder in ("core", "desktop")
        for file in (ROOT / folder).rglob("*.py")
        for words in strings(ast.parse(file.read_text("utf-8")))
    ]
    assert len(said) > 1000
    assert [each for each in said if re.search(r"\b[Hh]ub\b", each[1]) and " " in each[1]] == []
    assert "The file stays where it is." in messages.MODELS_HINT


def strings(tree: ast.Module) -> list[str]:
    """String constants that are not docstrings."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in alone]
    return [node.value for node in found if isinstance(node.value, str)]


def test_stages_of_an_attribute_of_ones_own_speak_of_ones_own_texts() -> None:
    reference = ROOT / "resources" / "reference"
    pairs = [(f"After {i} it was.", f"Before {i} it was.") for i in range(20)]
    parts = load(ROOT / "resources" / "contrast"), load_pairs(reference / "pairs.jsonl")
    compared = (("the knife", making.attribute().vector),)
    for texts in (from_pairs(pairs), from_groups(*zip(*pairs, strict=True))):
        plan = Plan(*parts, load_passages(reference / "passages.jsonl"), texts=texts, compare_with=compared)
        words = [own_stage(planned.step, of_versions=texts.paired) for planned in planned_steps(plan)]
        assert len(set(words)) == len(words)
        assert not [each for each in words if "worse" in each or "better" in each or "Report" in each]
        assert ("Reading your earlier version" in words) is texts.paired
        assert ("Reading the passages you marked flat" in words) is not texts.paired
        assert any(each.startswith("Comparing with the knife, ") for each in words)


def test_the_first_start_says_what_the_colours_are_once(desk: Desk) -> None:
    notice = desk.window.notice
    sample = desk.window.welcome.buttons[-1]

    async def start() -> None:
        await open_first_document(desk.window, desk.folders, None)
        QTest.mouseClick(sample, Qt.MouseButton.LeftButton)
        await until(lambda: desk.window.parts.session.name == "Sample chapter")

    desk.run(start())
    assert notice.words.startswith("The colours show how vivid each paragraph reads")
    assert "F8 hides them; F9 explains" in notice.words
    close = notice.findChild(QToolButton)
    assert isinstance(close, QToolButton)
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not notice.words
    desk.run(open_first_document(desk.window, desk.folders, None))
    assert not notice.words


def test_a_first_start_with_a_file_says_what_the_colours_are_too(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("A text of my own.\n")
    desk.run(open_first_document(desk.window, desk.folders, tmp_path / "mine.md"))
    assert desk.window.parts.session.name == "mine.md"
    assert desk.window.notice.words.startswith("The colours show how vivid each paragraph reads")
