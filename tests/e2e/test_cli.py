"""The commands on the real starter model: contract, human output, one sentence for bad input.

Most run in this process, with a model's process of their own; what a shell sees is tried with the program itself.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

import desktop.__main__  # noqa: F401  (adds `open` and `tour` to the commands)
from core import paths
from core.attribute import file as attribute_file
from core.attribute.selection import installed_for
from core.cli.main import app
from core.cli.reading import read_paragraphs
from core.derivation.plan import plan_from_resources
from core.rewrite.checks import Flag
from core.rewrite.hunks import Hunk, apply
from core.stats.separation import auroc, spearman
from tests import making

pytestmark = pytest.mark.model
ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "sample" / "chapter.md"
BANDS = ("plain", "quiet", "steady", "lively", "vivid")


def inkglow(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command in this process; never a traceback, whatever happens."""
    command = [*map(str, arguments)]
    environment = {"DISPLAY": None, "WAYLAND_DISPLAY": None, "QT_QPA_PLATFORM": None, "COLUMNS": "110"}
    done = CliRunner().invoke(app, command, env=environment, catch_exceptions=False, prog_name="inkglow")
    assert "Traceback" not in done.output
    return subprocess.CompletedProcess(command, done.exit_code, done.stdout, done.stderr)


def inkglow_in_a_shell(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the program as a shell does; never a traceback, whatever happens."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(
        [sys.executable, "-m", "desktop", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env={**environment, "COLUMNS": "110"},
        cwd=ROOT,
        timeout=300,
        check=False,
    )
    assert "Traceback" not in done.stderr + done.stdout
    return done


def json_of(*arguments: str | Path) -> Any:
    done = inkglow(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def sample_scores(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What `inkglow score --json` says of the sample chapter."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INKGLOW_HOME", str(tmp_path_factory.mktemp("home")))
        found: list[dict[str, Any]] = json_of("score", SAMPLE)
    return found


def test_scores_as_a_table_and_the_curve_as_a_picture(tmp_path: Path) -> None:
    book, picture = tmp_path / "book", tmp_path / "curve.png"
    book.mkdir()
    (book / "1.md").write_text("# The quay\n\nRopes and gulls, and nobody at all on the long and silent quay.", "utf-8")
    (book / "2.txt").write_text("CHAPTER II.\n\nIt was raining when the lamps were lit.", "utf-8")
    done = inkglow("score", book, "--csv", "--plot", picture)
    assert done.returncode == 0 and "The curve is in" in done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["file"], row["index"], row["chapter"]) for row in rows] == [
        ("1.md", "0", "1"),
        ("1.md", "1", "1"),
        ("2.txt", "0", "2"),
        ("2.txt", "1", "2"),
    ]
    assert [bool(row["cosine"]) for row in rows] == [False, True, False, True]
    assert picture.read_bytes().startswith(b"\x89PNG")
    for wrong in (("--plot", tmp_path / "curve.pdf"), ("--plot", tmp_path / "no" / "c.svg"), ("--csv", "--json")):
        refused = inkglow("score", book, *wrong)
        assert refused.returncode == 1 and refused.stderr.startswith("inkglow: ") and not refused.stdout


def cosines(scores: list[dict[str, Any]]) -> list[float]:
    return [each["cosine"] for each in scores if each["cosine"] is not None]


def test_creativity_is_the_papers_and_imagery_another_attribute(sample_scores: list[dict[str, Any]]) -> None:
    creativity, imagery = cosines(sample_scores), cosines(json_of("score", SAMPLE, "--attribute", "imagery"))
    assert creativity != imagery
    assert spearman(creativity, imagery) > 0.5  # one of its three parts
    folder = paths.resources() / "attributes"
    bundled = attribute_file.read(folder / "smollm2-135m-instruct.creativity.gguf")
    assert bundled.report.method == "paper"
    assert bundled.premises_hash == plan_from_resources(paths.resources()).digest
    offered = [each.name for each in installed_for(bundled.fingerprint, own=folder / "nothing")]
    assert offered == ["creativity", "craft", "imagery"]


def test_score_json_is_as_agreed(tmp_path: Path) -> None:
    text = (
        "# Title\r\n\r\nThe heron, grey as a bishop, stood on one leg in the “shallows” 🐟 and listened.\r\n"
        "It had heard\r\nthis sermon before.\r\n\r\nNo.\r\n\r\n"
        "> She walked to the shop and bought some bread and milk.\r\n"
    )
    file = tmp_path / "novel.md"
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    elements = json_of("score", file)
    assert [set(each) for each in elements] == [
        {"index", "start", "end", "n_tokens", "cosine", "percentile", "band"}
    ] * 4
    assert [each["index"] for each in elements] == [0, 1, 2, 3]
    assert text[elements[0]["start"] : elements[0]["end"]] == "# Title"
    assert text[elements[1]["start"] : elements[1]["end"]].startswith("The heron, grey")
    assert text[elements[1]["start"] : elements[1]["end"]].endswith("sermon before.")
    assert text[elements[3]["start"] : elements[3]["end"]].endswith("bread and milk.")
    for number in (0, 2):
        assert elements[number]["cosine"] is elements[number]["percentile"] is elements[number]["band"] is None
    for number in (1, 3):
        assert -1 <= elements[number]["cosine"] <= 1
        assert elements[number]["band"] == BANDS[min(4, int(elements[number]["percentile"] // 20))]


def test_scores_by_a_provisional_attribute_say_so(tmp_path: Path) -> None:
    file, provisional = tmp_path / "novel.txt", tmp_path / "provisional.gguf"
    file.write_text("The heron, grey as a bishop, stood on one leg in the shallows and listened.\n", "utf-8")
    bundled = attribute_file.read(paths.resources() / "attributes" / "smollm2-135m-instruct.creativity.gguf")
    attribute_file.write(provisional, replace(bundled, provisional=True))
    [element] = json_of("score", file, "--attribute", provisional)
    assert element["provisional"] is True and element["band"] in BANDS


def test_phrases_are_ranges_of_the_file_with_the_score_without_them(tmp_path: Path) -> None:
    file = tmp_path / "quoted.md"
    text = "# One\n\n> They had bread at the inn. The fog 🦊 leaned\n> on the glass like a sleeping animal. He paid.\n"
    file.write_text(text)
    heading, element = json_of("score", file, "--phrases")
    assert heading["phrases"] == []
    phrases = element["phrases"]
    assert [set(phrase) for phrase in phrases] == [{"start", "end", "cosine_without"}] * len(phrases)
    words = [text[phrase["start"] : phrase["end"]] for phrase in phrases]
    assert words == [
        "They had bread at the inn",
        "The fog 🦊 leaned\n> on the glass",
        "like a sleeping animal",
        "He paid",
    ]
    lifting = min(phrases, key=lambda phrase: phrase["cosine_without"])
    assert lifting["cosine_without"] < element["cosine"]


def test_tokens_are_ranges_of_the_file(tmp_path: Path) -> None:
    text = "Intro line here.\n\nThe “naïve” 🦊 fox, said to be 12,\ncame—slowly—home through the wet bracken.\n"
    file = tmp_path / "novel.md"
    file.write_text(text, "utf-8")
    element = json_of("score", file, "--tokens")[1]
    tokens = element["tokens"]
    assert len(tokens) == element["n_tokens"]
    assert tokens[0]["start"] == element["start"] and tokens[-1]["end"] == element["end"]
    assert all(a["start"] <= b["start"] <= a["end"] for a, b in pairwise(tokens))
    assert any(text[t["start"] : t["end"]].strip() == "fox" for t in tokens)
    mean = sum(t["cosine"] for t in tokens) / len(tokens)
    assert mean == pytest.approx(element["cosine"], abs=1e-5)


def test_vivid_paragraphs_of_the_sample_stand_above_plain_ones(sample_scores: list[dict[str, Any]]) -> None:
    marked = json.loads(SAMPLE.with_suffix(".json").read_text("utf-8"))
    sides = [[sample_scores[index]["percentile"] for index in marked[side]] for side in ("vivid", "plain")]
    assert auroc(*sides) >= 0.9
    assert np.median(sides[0]) - np.median(sides[1]) >= 30


def test_the_table_shows_every_paragraph_with_a_bar() -> None:
    done = inkglow_in_a_shell("score", SAMPLE)
    assert done.returncode == 0
    assert done.stdout.count("█") > 20
    assert "vivid" in done.stdout and "plain" in done.stdout
    assert "The tide went out" in done.stdout


@pytest.mark.slow
def test_a_rewrite_is_json_as_agreed_and_repeats_with_its_seed() -> None:
    before = SAMPLE.read_bytes()
    anew = ("rewrite", SAMPLE, "--paragraph", "11", "--lam", "2", "--mode", "rewrite")
    variants = json_of(*anew, "--variants", "2", "--seed", "5")
    fields = {"text", "lam", "seed", "cosine_before", "cosine_after", "flags", "mode", "hunks"}
    assert [set(each) for each in variants] == [fields] * 2
    assert all(each["mode"] == "rewrite" and each["hunks"] == [] for each in variants)
    assert [each["seed"] for each in variants] == [5, 6]
    assert all(each["lam"] == 2 for each in variants)
    assert all(set(each["flags"]) <= {str(flag) for flag in Flag} for each in variants)
    assert variants[0]["text"] != variants[1]["text"]
    assert all(each["text"] == "" or each["text"][0] in '“"*' or each["text"][0].isalpha() for each in variants)
    assert json_of(*anew, "--seed", "6") == variants[1:]
    ladder = json_of(*anew, "--ladder", "--variants", "2", "--seed", "5")
    assert [each["lam"] for each in ladder] == [0, 2]
    assert ladder[0]["text"] != ladder[1]["text"]
    assert SAMPLE.read_bytes() == before


def test_a_small_model_enriches_every_word_stays_and_each_addition_is_a_hunk() -> None:
    passage = next(p for p in read_paragraphs(SAMPLE) if p.index == 4).text
    [variant] = json_of("rewrite", SAMPLE, "--paragraph", "4")
    assert variant["mode"] == "enrich" and variant["hunks"]
    found = [Hunk(**hunk) for hunk in variant["hunks"] if hunk["text"]]  # a cut is not in the text
    assert apply(passage, found) == variant["text"]
    for hunk in found:  # a full stop or a capital at the seam may change, nothing else
        assert hunk.gain > 0 and hunk.text.casefold().endswith(passage[hunk.start : hunk.end].casefold())
    assert variant["cosine_after"] > variant["cosine_before"] and "not-livelier" not in variant["flags"]


def test_a_rewrite_streams_to_the_terminal() -> None:
    done = inkglow_in_a_shell("rewrite", SAMPLE, "--paragraph", "11")
    assert done.returncode == 0
    assert "λ" in done.stdout and "→" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_rewrite_says_what_it_does_on_a_terminal_and_stdout_stays_json() -> None:
    leader, follower = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "desktop", "rewrite", str(SAMPLE), "--paragraph", "4", "--mode", "rewrite", "--json"],
        stdout=subprocess.PIPE,
        stderr=follower,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "110"},
        cwd=ROOT,
    )
    os.close(follower)
    shown = b""
    with contextlib.suppress(OSError):  # how the end of a terminal is reported
        while piece := os.read(leader, 65536):
            shown += piece
    os.close(leader)
    out, _ = process.communicate()
    words = shown.decode()
    assert words.index("Loading") < words.index("Reading the passage…") < words.index("Writing…")
    [variant] = json.loads(out)
    assert variant["text"] not in words


def test_another_attribute_scores_otherwise_and_blends_into_the_steering(
    sample_scores: list[dict[str, Any]], tmp_path: Path
) -> None:
    opening = tmp_path / "opening.md"
    opening.write_text(SAMPLE.read_text("utf-8")[: sample_scores[4]["end"]], "utf-8")
    creativity, craft = cosines(sample_scores[:5]), cosines(json_of("score", opening, "--attribute", "craft"))
    assert len(creativity) == len(craft) == 3 and creativity != craft
    anew = ("rewrite", SAMPLE, "--paragraph", "11", "--mode", "rewrite")
    arguments = (*anew, "--seed", "5", "--attribute", "creativity:2")
    [alone] = json_of(*arguments)
    [blended] = json_of(*arguments, "--attribute", "craft:2")
    [without] = json_of(*arguments, "--attribute", "craft:0")
    assert blended["text"] != alone["text"] == without["text"]
    assert blended["lam"] == alone["lam"] == 2
    assert blended["cosine_before"] == alone["cosine_before"]


@pytest.fixture(scope="module")
def bad_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    (folder / "no-texts").mkdir()
    (folder / "empty.md").write_text(" \n\n")
    (folder / "image.md").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    (folder / "text.gguf").write_text("This is not a model.")
    starter = paths.starter_model()
    assert starter is not None
    data = starter.read_bytes()
    (folder / "cut-header.gguf").write_bytes(data[:50_000])
    (folder / "cut.gguf").write_bytes(data[: len(data) // 2])
    at = data.index(b"llama", data.index(b"general.architecture"))
    (folder / "foreign.gguf").write_bytes(data[:at] + b"lamma" + data[at + 5 :])
    attribute_file.write(folder / "other-shape.gguf", making.attribute(n_embd=64))
    attribute_file.write(folder / "other-depth.gguf", making.attribute(n_layer=12))
    attribute_file.write(folder / "other-weights.gguf", making.attribute(fingerprint="f" * 64))
    return folder


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("score", "BAD/missing.md"), "There is no file"),
        (("score", "BAD/no-texts"), "no Markdown or plain-text files"),
        (("rewrite", "BAD", "--paragraph", "0"), "is a folder"),
        (("score", "BAD/empty.md"), "is empty"),
        (("score", "BAD/image.md"), "is not a text file"),
        (("score", "SAMPLE", "--model", "BAD/missing.gguf"), "missing.gguf"),
        (("score", "SAMPLE", "--model", "BAD/text.gguf"), "text.gguf is not a GGUF"),
        (("score", "SAMPLE", "--model", "BAD/cut-header.gguf"), "cut-header.gguf"),
        (("score", "SAMPLE", "--model", "BAD/cut.gguf"), "cut.gguf"),
        (("score", "SAMPLE", "--model", "BAD/foreign.gguf"), "foreign.gguf"),
        (("score", "SAMPLE", "--attribute", "BAD/missing.gguf"), "missing.gguf"),
        (("score", "SAMPLE", "--attribute", "BAD/text.gguf"), "text.gguf"),
        (("score", "SAMPLE", "--attribute", "BAD/other-shape.gguf"), "30 layers of 64"),
        (("score", "SAMPLE", "--attribute", "BAD/other-depth.gguf"), "12 layers of 576"),
        (("score", "SAMPLE", "--attribute", "BAD/other-weights.gguf"), "other weights"),
        (("rewrite", "SAMPLE", "--paragraph", "999"), "there is no paragraph 999"),
        (("rewrite", "SAMPLE", "--paragraph", "0"), "is not prose"),
        (("rewrite", "SAMPLE", "--paragraph", "4", "--lam", "1000"), "λ = 1000 is out of range"),
        (("rewrite", "SAMPLE", "--paragraph", "4", "--instruction", "x" * 201), "at most 200 characters"),
        (("rewrite", "SAMPLE", "--paragraph", "4", "--lam", "nan"), "λ"),
        (("score", "SAMPLE", "--attribute", "wit"), "no attribute called wit; it has creativity, craft and imagery"),
        (("score", "SAMPLE", "--attribute", "craft", "--attribute", "creativity"), "one attribute at a time"),
        (
            ("rewrite", "SAMPLE", "--paragraph", "4", "--attribute", "creativity:14", "--attribute", "craft:10"),
            "creativity at 14 and craft at 10 are",
        ),
        (("derive", "starter", "--out", "BAD/x.gguf", "--pairs", "BAD/image.md"), "image.md"),
        (("derive", "starter", "--out", "BAD/x.gguf", "--vector", "BAD/text.gguf"), "text.gguf"),
        (("derive", "BAD/text.gguf", "--out", "BAD/x.gguf"), "text.gguf"),
        (("derive", "BAD/text.gguf", "--out", "BAD/no/such/folder/x.gguf"), "There is no folder"),
        (("derive", "BAD/text.gguf", "--out", "BAD/x.gguf", "--layers", "a-b"), "--layers a-b is not understood"),
        (("rewrite", "SAMPLE", "--paragraph", "4", "--mode", "enrich", "--ladder"), "writing the passage anew"),
        (("strength", "BAD/text.gguf"), "text.gguf"),
        (("open",), "no display"),
    ],
)
def test_bad_input_is_one_sentence_and_a_status(arguments: tuple[str, ...], sentence: str, bad_files: Path) -> None:
    filled = [each.replace("BAD", str(bad_files)).replace("SAMPLE", str(SAMPLE)) for each in arguments]
    expect_one_sentence(inkglow(*filled), sentence)


def test_a_shell_gets_the_sentence_and_the_status_too(bad_files: Path) -> None:
    expect_one_sentence(inkglow_in_a_shell("score", SAMPLE, "--model", bad_files / "cut.gguf"), "cut.gguf")
    expect_one_sentence(inkglow_in_a_shell("open"), "no display")


def expect_one_sentence(done: subprocess.CompletedProcess[str], sentence: str) -> None:
    assert done.returncode != 0
    assert done.stdout == ""
    [line] = done.stderr.strip().splitlines()
    assert sentence in line
    assert line.startswith("inkglow: ")
    assert line.endswith((".", ")", "`", "12", "work")) or line[-1].isalnum()
