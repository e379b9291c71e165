"""Regular expressions in a child process: the same answers, and an end to those that would run for ever."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from core.errors import Superseded
from core.search.finder import ReplacementProblem, Unusable, find_all
from core.search.process import SearchProcess, TooSlow
from core.search.query import Flaw, PatternProblem, Query

ENDLESS = Query(r"(a+)+b", regex=True)
ENDLESS_TEXT = "a" * 60


@pytest.fixture(scope="module")
def process() -> Iterator[SearchProcess]:
    made = SearchProcess()
    yield made
    made.close()


def test_the_answers_are_those_of_the_same_search_here(process: SearchProcess) -> None:
    text = "🦊 Ann\u2029 and \ud800 Ann\n"
    query = Query(r"(\w)nn", regex=True)
    assert process.find(text, query, r"<\1>") == find_all(text, query, r"<\1>")
    assert len(process.find(text, Query("zz", regex=True))) == 0
    with pytest.raises(PatternProblem) as flawed:
        process.find(text, Query("(", regex=True))
    assert (flawed.value.flaw, flawed.value.position) == (Flaw.OPEN_GROUP, 0)
    with pytest.raises(ReplacementProblem) as unusable:
        process.find(text, query, r"\2")
    assert unusable.value.why is Unusable.GROUP


def test_a_pattern_that_would_run_for_ever_is_stopped_and_the_next_one_works() -> None:
    process = SearchProcess(limit=1.0)
    try:
        with pytest.raises(TooSlow):
            process.find(ENDLESS_TEXT, ENDLESS)
        assert process.find("ab", Query("b", regex=True)).starts == [1]
    finally:
        process.close()
    with pytest.raises(Superseded):
        process.find("ab", ENDLESS)


def test_a_search_that_is_interrupted_ends_at_once(process: SearchProcess) -> None:
    outcome: list[Exception] = []

    def search() -> None:
        try:
            process.find(ENDLESS_TEXT, ENDLESS)
        except Superseded as error:
            outcome.append(error)

    thread = threading.Thread(target=search)
    thread.start()
    while not outcome and thread.is_alive():
        process.interrupt()
        thread.join(0.02)
    thread.join()
    assert len(outcome) == 1
    assert len(process.find("ab", ENDLESS)) == 1
