"""The score cache keeps numbers and no words, and survives whatever happens to its file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.engine.protocol import PassageScore, TokenCosine
from core.score.cache import ScoreStore

SCORE = PassageScore(2, 0.25, (TokenCosine(0, 4, 0.5), TokenCosine(4, 9, 0.0)))


def test_a_score_comes_back_after_reopening(tmp_path: Path) -> None:
    store = ScoreStore(tmp_path / "scores.sqlite")
    store.put(b"one", SCORE)
    store.put(b"short", PassageScore(3, None, ()))
    assert store.get(b"two") is None
    store.close()
    again = ScoreStore(tmp_path / "scores.sqlite")
    assert again.get(b"one") == SCORE
    assert again.get(b"short") == PassageScore(3, None, ())
    again.close()


def test_a_newer_score_replaces_the_older(tmp_path: Path) -> None:
    store = ScoreStore(tmp_path / "scores.sqlite")
    store.put(b"one", PassageScore(2, 0.1, ()))
    store.put(b"one", SCORE)
    assert store.get(b"one") == SCORE
    store.close()


def test_a_file_of_a_newer_release_is_left_alone_and_one_of_an_earlier_used(tmp_path: Path) -> None:
    newer, earlier = tmp_path / "newer.sqlite", tmp_path / "earlier.sqlite"
    for file, version in ((newer, 99), (earlier, 0)):
        store = ScoreStore(file)
        store.put(b"one", SCORE)
        store.close()
        with closing(sqlite3.connect(file)) as database:
            database.execute(f"PRAGMA user_version = {version}")
    before = newer.read_bytes()
    store = ScoreStore(newer)
    assert store.get(b"one") is None
    store.put(b"two", SCORE)
    assert store.get(b"two") == SCORE  # for as long as the window is open
    store.close()
    assert newer.read_bytes() == before
    store = ScoreStore(earlier)
    assert store.get(b"one") == SCORE
    store.close()


def test_a_damaged_file_is_begun_anew(tmp_path: Path) -> None:
    file = tmp_path / "scores.sqlite"
    file.write_bytes(b"not a database at all" * 100)
    store = ScoreStore(file)
    store.put(b"one", SCORE)
    assert store.get(b"one") == SCORE
    store.close()


def test_rows_damaged_later_are_as_if_they_were_not_there(tmp_path: Path) -> None:
    file = tmp_path / "scores.sqlite"
    store = ScoreStore(file)
    store.put(b"one", SCORE)
    store._database.execute("UPDATE scores SET tokens = ?", (b"12345",))
    assert store.get(b"one") is None
    store.close()


def test_a_folder_that_cannot_be_written_to_only_costs_time(tmp_path: Path) -> None:
    store = ScoreStore(tmp_path / "missing" / "scores.sqlite")
    store.put(b"one", SCORE)
    assert store.get(b"one") == SCORE
    store.close()


def test_the_oldest_scores_go_when_there_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.score.cache.MOST_ROWS", 3)
    store = ScoreStore(tmp_path / "scores.sqlite")
    for n in range(6):
        store.put(bytes([n]), SCORE)
    store.close()
    again = ScoreStore(tmp_path / "scores.sqlite")
    assert [n for n in range(6) if again.get(bytes([n]))] == [3, 4, 5]
    again.close()
