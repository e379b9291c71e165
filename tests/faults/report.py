"""What the harnesses of this folder share: their options, the loop over seeds, and the counts in ``build/faults.json``.

A harness is a function that takes a seed, does harm to the running program as the seed says, and raises :class:`Lost`
where something of the writer's is gone::

    def attempt(seed: int) -> None: ...

    if __name__ == "__main__":
        sys.exit(report.main("kill_program", "SIGKILL at a random moment", attempt, runs=300))

Runs add up: the next one begins with the seed after those already counted, unless ``--seed`` says otherwise.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

NAMES = ("kill_program", "interleave", "kill_worker", "disks", "hostile", "network", "soak")
"""The harnesses, as ``build/faults.json`` names them."""
OUT = Path("build/faults.json")
_EVERY_S = 30.0
"""How often a long run says how far it is, and its counts are added."""


class Lost(Exception):
    """Something that must not be lost is gone, or something that must not happen did. The message says what."""


@dataclass(frozen=True)
class Counts:
    """How often something was ``tried``, and how often the writer's work ``survived`` or was ``lost``."""

    tried: int = 0
    survived: int = 0
    lost: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.tried + other.tried, self.survived + other.survived, self.lost + other.lost)


@dataclass(frozen=True)
class Options:
    """The command line of a harness. ``seed`` is that of the first of ``runs``; ``only`` repeats one alone."""

    runs: int
    seed: int | None
    out: Path
    only: int | None


def options(name: str, purpose: str, runs: int, arguments: Sequence[str] | None = None) -> Options:
    """Read the command line of the harness ``name``, which does ``runs`` runs unless told otherwise."""
    parser = argparse.ArgumentParser(prog=f"python -m tests.faults.{name}", description=purpose)
    parser.add_argument("--runs", type=int, default=runs, help=f"how many runs (default: {runs})")
    parser.add_argument(
        "--seed", type=int, help="seed of the first run (default: the one after those counted in --out)"
    )
    parser.add_argument("--out", type=Path, default=OUT, help=f"where counts are added (default: {OUT})")
    parser.add_argument("--only", type=int, metavar="SEED", help="repeat one run alone; counts nothing")
    read = parser.parse_args(arguments)
    return Options(read.runs, read.seed, read.out, read.only)


def main(
    name: str, purpose: str, attempt: Callable[[int], None], *, runs: int, arguments: Sequence[str] | None = None
) -> int:
    """Call ``attempt`` with one seed after the other, as the command line says. Returns the exit status.

    An attempt that raises, whatever it raises, counts as lost and has its seed printed. Counts are added now and then,
    so that a run that is stopped has not been for nothing.
    """
    wanted = options(name, purpose, runs, arguments)
    if wanted.only is not None:
        attempt(wanted.only)
        print(f"{name}: seed {wanted.only} survived")
        return 0
    first = counts(wanted.out, name).tried if wanted.seed is None else wanted.seed
    total, pending, last = Counts(), Counts(), time.monotonic()
    try:
        for seed in range(first, first + wanted.runs):
            pending += _one(name, attempt, seed)
            if time.monotonic() - last > _EVERY_S:
                total, pending, last = total + pending, _added(wanted.out, name, pending), time.monotonic()
                print(f"{name}: {total.tried} of {wanted.runs} tried, {total.lost} lost", flush=True)
    finally:
        total += pending
        _added(wanted.out, name, pending)
        print(
            f"{name}: {total.tried} tried, {total.survived} survived, {total.lost} lost (from seed {first})", flush=True
        )
    return 1 if total.lost else 0


def add(out: Path, name: str, tried: int, survived: int, lost: int) -> None:
    """Add the counts of a run of the harness ``name`` to those in ``out``, also while other processes do so."""
    if name not in NAMES:
        raise ValueError(name)
    out.parent.mkdir(parents=True, exist_ok=True)
    with _locked(out.with_name(f".{out.name}.lock")):
        known = _read(out)
        known[name] = asdict(counts(out, name) + Counts(tried, survived, lost))
        ordered = {each: known[each] for each in (*NAMES, *sorted(known.keys() - set(NAMES))) if each in known}
        with tempfile.NamedTemporaryFile("w", dir=out.parent, prefix=f".{out.name}.", delete=False) as file:
            json.dump(ordered, file, indent=2)
            file.write("\n")
        Path(file.name).replace(out)


def counts(out: Path, name: str) -> Counts:
    """What ``out`` counts for a harness so far."""
    known = _read(out).get(name, {})
    return Counts(*(int(known.get(key, 0)) for key in ("tried", "survived", "lost")))


def _one(name: str, attempt: Callable[[int], None], seed: int) -> Counts:
    try:
        attempt(seed)
    except Exception as error:
        if not isinstance(error, Lost):
            traceback.print_exc()
        print(f"{name}: LOST with seed {seed}: {error}", flush=True)
        print(f"    again: python -m tests.faults.{name} --only {seed}", flush=True)
        return Counts(1, 0, 1)
    return Counts(1, 1, 0)


def _added(out: Path, name: str, done: Counts) -> Counts:
    """Add ``done``; returns none, to go on from."""
    if done.tried:
        add(out, name, done.tried, done.survived, done.lost)
    return Counts()


def _read(out: Path) -> dict[str, dict[str, int]]:
    try:
        return dict(json.loads(out.read_text("utf-8")))
    except FileNotFoundError:
        return {}


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the system's lock on a file beside the counts. The harnesses need POSIX's signals anyway."""
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
