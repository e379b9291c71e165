"""SIGKILL at a random moment while someone writes; what the program brings back afterwards is judged.

    python -m tests.faults.kill_program --runs 20

Each run makes a home and manuscripts of its own, starts the real window in a process of its own
(:mod:`tests.faults.writing_driver`), which types, pastes, saves, switches documents, accepts hunks, restores versions,
tells what it does before and after, and is killed. A second process starts the program as a writer would. Then:

- every file on disk has a text that was there before, or one that was being saved; never another, and nothing else
  lies beside it;
- what the writer saw at some moment of the last second is there: in the file, or in what the start brought back;
- every version that was kept can be read and is what was kept, and no database had to be set aside;
- nothing unexpected stands in the log.

To be quick, the program's modules are imported once, and each process is a fork that starts the application itself.
"""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.faults import report
from tests.faults.report import Lost

LAST_S = 1.0
"""What was typed in this time before the crash may be missing."""
_UNEXPECTED = "Unexpected failure"
_PATIENCE_S = 300.0
"""A start that takes longer than this, on a busy machine too, counts as a failure."""


@dataclass
class _State:
    """What was on screen from ``awake`` on, in seconds of the driver's clock, which stops while it cannot run."""

    awake: float
    until: float
    document: int
    path: str | None
    unsaved: bool
    text: str
    copy: str
    """The text as one file."""
    parts: dict[str, str]


@dataclass
class Story:
    """What the driver has told: what is on screen, and what may be on disk."""

    states: list[_State] = field(default_factory=list)
    disk: dict[str, dict[str, set[str | None]]] = field(default_factory=dict)
    """For each document and each of its files what may be in it."""
    saving: dict[str, list[int]] = field(default_factory=dict)
    """Documents that are being saved to a place."""
    kept: dict[int, str] = field(default_factory=dict)
    actions: list[str] = field(default_factory=list)
    awake: float = 0.0

    def hear(self, told: dict[str, Any]) -> None:
        """Take in one line. Raises Lost where it tells of a file that has what was never written."""
        self.awake = told["awake"]
        match told["kind"]:
            case "do":
                self.actions.append(told["name"])
            case "state":
                if self.states:
                    self.states[-1].until = self.awake
                names = ("document", "path", "unsaved", "text", "copy", "parts")
                self.states.append(_State(self.awake, self.awake, *(told[name] for name in names)))
                self._may_be_written(self.states[-1])
            case "saving":
                self.saving.setdefault(told["path"], []).append(told["document"])
                self.disk.setdefault(told["path"], {"": {None}})
                self._may_be_written(self.states[-1])
            case "saved":
                self.saving[told["path"]].pop()
                self.judge_files(told["path"], told["files"])
                if not self.saving[told["path"]]:
                    self.disk[told["path"]] = {name: {text} for name, text in told["files"].items()}
            case "kept":
                self.kept[told["number"]] = told["text"]

    def _may_be_written(self, state: _State) -> None:
        for path, documents in self.saving.items():
            if state.document in documents:
                is_copy = path != state.path  # of a folder, that is one file
                for name, text in ({"": state.copy} if is_copy else state.parts).items():
                    self.disk[path].setdefault(name, {None}).add(text)

    def judge_files(self, path: str, files: dict[str, str | None]) -> None:
        """Raises Lost where a file has something that it cannot have."""
        for name in files.keys() | self.disk[path].keys():
            if files.get(name) not in self.disk[path].get(name, set()):
                known = [state for state in self.states if files.get(name) in state.parts.values()]
                when = f"that of {self.awake - known[-1].awake:.2f} s before" if known else "one that never was"
                raise Lost(f"{path} {name} has neither the old nor the new text, but {when}: {self.actions[-3:]}")

    def last_moments(self) -> list[_State]:
        """What was on screen at some time of the last second."""
        self.states[-1].until = self.awake
        return [state for state in self.states if state.until >= self.awake - LAST_S]


@dataclass
class Killed:
    """One life of the program, and what was there after it."""

    story: Story
    recovered: dict[str, Any]
    before: dict[str, dict[str, str | None]]
    """What was on disk before the program was started again."""

    def judge(self) -> float:
        """Raises Lost; else returns how many seconds of typing are missing."""
        for path in self.story.disk:
            self.story.judge_files(path, self.before[path])
        missing = self._missing()
        for number, text in self.story.kept.items():
            if self.recovered["versions"].get(str(number)) != text:
                raise Lost(f"version {number} is gone or another")
        if self.recovered.get("saved") is False:
            raise Lost("the text that was brought back was not what its file had after it was saved")
        return missing

    def _missing(self) -> float:
        states, left = self.story.last_moments(), self.recovered["left"]
        for state in reversed(states):
            if left:
                is_there = [state.path, state.text] == left[0] and state.text == self.recovered["text"]
            elif state.path is not None:
                is_there = state.parts.items() <= self.before[state.path].items()
            else:
                is_there = not state.unsaved
            if is_there or (not state.unsaved and not left):
                return self.story.awake - state.until
        wanted = [(state.path, state.unsaved, state.text[:8]) for state in states[-5:]]
        older = [state for state in self.story.states if left and state.text == left[0][1]]
        ago = f"; that was there {self.story.awake - older[-1].until:.2f} s before" if older else ""
        raise Lost(f"what was on screen last is gone: {wanted}; there is {left}{ago}")


def attempt(seed: int) -> None:
    """One kill. Raises Lost."""
    _Attempt(seed).run()


class _Attempt:
    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._seed = seed

    def run(self) -> None:
        folder = Path(tempfile.mkdtemp(prefix=f"kill-{self._seed}-"))
        try:
            self._run(folder)
        except BaseException:
            print(f"    what is left of it: {folder}", flush=True)
            raise
        shutil.rmtree(folder)

    def _run(self, folder: Path) -> None:
        from tests.faults import writing_driver as driver

        home, files = folder / "home", _manuscripts(folder / "texts", self._chance)
        story = Story()
        for file in files:
            story.disk[str(file)] = {name: {text} for name, text in driver.files_of(file).items()}
        with _Process(folder / "driver.txt", lambda pipe: driver.drive(home, files, self._seed, pipe)) as process:
            moment = _Moment(self._chance)
            for told in process.lines():
                story.hear(told)
                if moment.has_come(told):
                    break
            else:
                raise Lost(f"the program ended by itself: {process.said()}")
            time.sleep(moment.delay)
            process.kill()
            for told in process.lines():  # what was told before the kill
                story.hear(told)
        beside = {each.name for each in (folder / "texts").rglob("*.tmp")}
        before = {path: driver.files_of(Path(path)) for path in story.disk}
        if self._chance.random() < 0.2:
            with _Process(folder / "again.txt", lambda pipe: driver.start_again(home, pipe)) as process:
                time.sleep(self._chance.random() * 1.5)
                process.kill()
        with _Process(folder / "recovery.txt", lambda pipe: driver.recover(home, pipe)) as process:
            recovered = next((told for told in process.lines() if told["kind"] == "recovered"), None)
            if recovered is None:
                raise Lost(f"the program could not be started again: {process.said()}")
        missing = Killed(story, recovered, before).judge()
        _judge_home(home)
        FIGURES.add(missing, len(beside), story)


class _Moment:
    """When to kill: after some lines, or in the middle of a save, and then a little later still."""

    def __init__(self, chance: random.Random) -> None:
        self._kind = chance.choice(("state", "state", "state", "saving", "kept"))
        self._left = chance.randrange(1, 120) if self._kind == "state" else chance.randrange(1, 6)
        self._most = 600
        self.delay = chance.random() * (0.05 if self._kind == "state" else 0.03)

    def has_come(self, told: dict[str, Any]) -> bool:
        self._left -= told["kind"] == self._kind
        self._most -= told["kind"] == "state"
        return self._left <= 0 or self._most <= 0


class _Process:
    """A fork that runs ``work`` with the end of a pipe; its stderr goes to a file."""

    def __init__(self, errors: Path, work: Callable[[int], None]) -> None:
        self._errors = errors
        reading, writing = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(reading)
            os.dup2(os.open(errors, os.O_WRONLY | os.O_CREAT, 0o600), 2)
            try:
                work(writing)
            finally:
                os._exit(1)
        os.close(writing)
        self._pipe, self._ended = reading, False
        self._told = b""

    def __enter__(self) -> _Process:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        os.close(self._pipe)

    def kill(self) -> None:
        if not self._ended:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
            self._ended = True

    def lines(self) -> Iterator[dict[str, Any]]:
        """What it tells, until it ends; a line that the kill has torn is left out."""
        while True:
            while b"\n" in self._told:
                line, _, self._told = self._told.partition(b"\n")
                yield json.loads(line)
            if not select.select([self._pipe], [], [], _PATIENCE_S)[0]:
                raise Lost("the program tells nothing any more")
            if not (data := os.read(self._pipe, 1 << 16)):
                return
            self._told += data

    def said(self) -> str:
        return self._errors.read_text(errors="replace")[-2000:]


def _manuscripts(folder: Path, chance: random.Random) -> list[Path]:
    """Files to write in: a short one, one that is a novel at times, one in a folder, and a folder as one manuscript."""
    words = ("harbour", "lamp", "nobody", "remembered", "the", "rain", "of", "“never”", "again,", "naïve")

    def prose(paragraphs: int) -> str:
        return "\n\n".join(" ".join(chance.choices(words, k=40)) + "." for _ in range(paragraphs)) + "\n"

    folder.mkdir()
    files = [folder / "story.md", folder / "novel.md", folder / "book"]
    files[0].write_text(f"# A story\n\n{prose(6)}", "utf-8")
    files[1].write_text(prose(3800 if chance.random() < 0.15 else 40), "utf-8")
    files[2].mkdir()
    for number in range(1, 4):
        (files[2] / f"{number:02} chapter.md").write_text(f"# Chapter {number}\n\n{prose(4)}", "utf-8")
    return files if chance.random() < 0.7 else [files[2], files[0], files[1]]


def _judge_home(home: Path) -> None:
    """Raises Lost where the program's own files are not as they should be."""
    if damaged := [each.name for each in home.rglob("*damaged*")]:
        raise Lost(f"a database was set aside: {damaged}")
    for file in home.rglob("settings.toml"):
        tomllib.loads(file.read_text("utf-8"))
    for file in home.rglob("*.log"):
        if _UNEXPECTED in (said := file.read_text("utf-8")):
            raise Lost(f"the log tells of a failure: {said[-2000:]}")


@dataclass
class _Figures:
    """What is said at the end, beside the counts."""

    missing: list[float] = field(default_factory=list)
    beside: int = 0
    actions: dict[str, int] = field(default_factory=dict)

    def add(self, missing: float, beside: int, story: Story) -> None:
        self.missing.append(missing)
        self.beside += beside
        for action in story.actions:
            self.actions[action] = self.actions.get(action, 0) + 1

    def say(self) -> None:
        """Print them, also where the run is stopped."""
        if missing := sorted(self.missing):
            print(f"typing that is missing: median {missing[len(missing) // 2]:.2f} s, at most {missing[-1]:.2f} s")
            print(f"temporary files left beside texts: {self.beside}; actions: {self.actions}")


FIGURES = _Figures()


def main() -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = "1"  # a fork has no threads but the one that made it
    from tests.faults import writing_driver  # noqa: F401  imported before the first fork

    try:
        return report.main("kill_program", "SIGKILL at a random moment while someone writes.", attempt, runs=300)
    finally:
        FIGURES.say()


if __name__ == "__main__":
    sys.exit(main())
