"""``inkglow evaluate`` as a shell sees it, on the real starter model: run, stopped, gone on with, reported again."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from core.derivation.premises import load
from core.evaluation import results
from core.evaluation.blind import people
from core.evaluation.results import ARMS, Choice
from tests.e2e.test_cli import ROOT, inkglow

pytestmark = pytest.mark.model
ARGUMENTS = ("evaluate", "--n", "3", "--tokens", "16", "--lam", "5")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evaluation") / "out"
    done = inkglow(*ARGUMENTS, "--out", folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_three_arms_are_generated_read_rated_and_compared(folder: Path) -> None:
    found = results.load(folder / "results.json")
    assert [len(found.of(arm)) for arm in ARMS] == [3, 3, 3]
    assert len(found.ratings) == 9 and len(found.choices) == 12
    assert found.setup.lam == 5 and found.setup.judges == {"self": found.setup.model}
    for arm in ARMS:
        for story in found.of(arm).values():
            assert story.n_tokens > 0 and -1 < story.cosine < 1
            assert (story.cosine_with_vector > story.cosine) == (arm == "induced")
            assert (story.cosine_with_vector == story.cosine) == (arm != "induced")
    seeds = [{premise: story.seed for premise, story in found.of(arm).items()} for arm in ARMS]
    assert seeds[0] == seeds[1] == seeds[2]
    for other in ("induced", "creative"):  # the first few words may agree
        texts = [(found.of("baseline")[premise].text, story.text) for premise, story in found.of(other).items()]
        assert sum(plain != changed for plain, changed in texts) >= 2
    names = {path.name for path in folder.iterdir()}
    assert {"report.html", "report.md", "figure.svg", "figure.png", "results.json", "texts.jsonl"} <= names


def test_a_run_cut_short_gives_what_an_unbroken_one_does(folder: Path, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    begun.mkdir()
    (begun / "run.sqlite").write_bytes((folder / "run.sqlite").read_bytes())
    database = sqlite3.connect(begun / "run.sqlite")
    with database:
        database.execute("DELETE FROM stories WHERE arm = 'creative' AND premise > (SELECT min(premise) FROM stories)")
        database.execute("DELETE FROM ratings WHERE arm = 'induced'")
        database.execute("DELETE FROM choices WHERE first = 'creative'")
    database.close()
    done = inkglow(*ARGUMENTS, "--out", begun)
    assert done.returncode == 0, done.stderr
    whole, again = (results.load(each / "results.json") for each in (folder, begun))
    assert again.stories == whole.stories
    assert set(again.ratings) == set(whole.ratings)
    assert set(again.choices) == set(whole.choices)
    other = inkglow("evaluate", "--n", "3", "--tokens", "17", "--out", begun)
    assert other.returncode == 1 and "other settings (lambda, tokens)" in other.stderr


@pytest.mark.slow
def test_a_killed_run_resumes_and_gives_what_an_unbroken_one_does(tmp_path: Path) -> None:
    arguments = ("evaluate", "--no-judges", "--n", "4", "--tokens", "10", "--seed", "3", "--threads", "1", "--out")
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    assert inkglow(*arguments, whole).returncode == 0
    command = [sys.executable, "-m", "desktop", *arguments, str(killed)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        while n_stories(killed) < 5 and process.poll() is None:
            time.sleep(0.05)
        process.kill()
    begun = n_stories(killed)
    assert 5 <= begun < 12, "killed half-way"
    assert not (killed / "results.json").exists()
    done = inkglow(*arguments, killed)
    assert done.returncode == 0, done.stderr
    assert results.load(killed / "results.json").stories == results.load(whole / "results.json").stories


def n_stories(folder: Path) -> int:
    """How many a run has kept so far, seen from outside."""
    if not (folder / "run.sqlite").exists():
        return 0
    with closing(sqlite3.connect(folder / "run.sqlite", timeout=5)) as database:
        try:
            return int(database.execute("SELECT count(*) FROM stories").fetchone()[0])
        except sqlite3.OperationalError:
            return 0


def test_people_stay_in_the_results_of_a_run_that_is_made_again(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "out")
    file = tmp_path / "out" / "results.json"
    found = results.load(file)
    choice = Choice("human", next(iter(found.premises)), "baseline", "induced", "second", rater="Ann")
    results.save(file, replace(found, choices=(*found.choices, choice)))
    done = inkglow(*ARGUMENTS, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    again = results.load(file)
    assert again.id == found.id and again.choices == (*found.choices, choice)


def test_the_report_is_made_again_without_the_model_and_with_people(folder: Path, tmp_path: Path) -> None:
    file = folder / "results.json"
    found = results.load(file)
    for rater in ("Ann", "Bob"):
        shown = people.comparisons(found, rater)
        choices = tuple(Choice("human", each.premise, each.first, each.second, "first", rater=rater) for each in shown)
        sheet = people.Sheet(found.id, rater, people.seed_for(found.id, rater), choices=choices)
        people.write(tmp_path / f"{rater}.json", sheet)
    again = tmp_path / "again"
    files = [part for rater in ("Ann", "Bob") for part in ("--choices", tmp_path / f"{rater}.json")]
    done = inkglow("evaluate", "report", file, "--out", again, *files)
    assert done.returncode == 0, done.stderr
    assert "Krippendorff" in (again / "report.md").read_text("utf-8")
    assert people.raters(results.load(again / "results.json").choices) == ("Ann", "Bob")
    assert inkglow("evaluate", "report", file, "--out", tmp_path / "plain").returncode == 0
    assert (tmp_path / "plain" / "report.md").read_bytes() == (folder / "report.md").read_bytes()


def test_bad_input_is_one_sentence(folder: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken.jsonl"
    derived_from = load(ROOT / "resources" / "contrast").of("derive")[:2]
    taken.write_text("".join(json.dumps({"premise": each.text}) + "\n" for each in derived_from), "utf-8")
    wrong = tmp_path / "wrong.json"
    wrong.write_text("[]", "utf-8")
    out = ("--out", tmp_path / "x")
    for arguments, sentence in (
        (("evaluate", *out, "--n", "2", "--premises", taken), "used to derive creativity"),
        (("evaluate", *out, "--n", "900"), "fewer than 900"),
        (("evaluate", *out, "--n", "2", "--lam", "99"), "λ = 99 is out of range"),
        (("evaluate", *out, "--n", "2", "--layer", "99"), "not for 99"),
        (("evaluate", *out, "--premises", tmp_path / "no.csv"), "There is no file"),
        (("evaluate", *out, "--premises", taken, "--column", "plot"), "does not have a column plot"),
        (("evaluate", *out, "--premises", tmp_path), "holds no test.wp_source"),
        (("derive", "starter", *out, "--prompts-from", tmp_path), "holds no train.wp_source"),
        (("evaluate", *out, "--frontier", tmp_path / "no.gguf"), "There is no file"),
        (("evaluate", *out, "--frontier-url", "http://127.0.0.1:9"), "go together"),
        (("evaluate", *out, "--frontier-key-env", "NO_SUCH_KEY"), "NO_SUCH_KEY is not set"),
        (("evaluate", "report", wrong, *out), "not a file of evaluation results"),
        (("evaluate", "report", folder / "results.json", *out, "--choices", wrong), "wrong.json"),
    ):
        done = inkglow(*arguments)
        assert done.returncode == 1, arguments
        lines = [line for line in done.stderr.strip().splitlines() if line.strip()]
        assert len(lines) == 1 and sentence in lines[0], done.stderr
