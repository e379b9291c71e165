"""What a power cut may leave on the disk: every prefix of the system calls of a piece of work, replayed.

The work runs under strace, which records what it asks of the disk. For each prefix the states are made in which a disk
may be found afterwards: data that was not flushed is there, lost, cut in half or full of zeros; names that were given
or taken away since the folder was flushed last are changed up to any one of them, in their order, as file systems with
a journal keep it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core import child_process

_CALLS = (
    "openat,open,creat,write,pwrite64,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,close,lseek"
)
_LINE = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
MARK = "@@"
"""What a line on stdout begins with that says what the work has done so far."""


def can_record() -> bool:
    """Whether strace is installed and may be used here."""
    strace = shutil.which("strace")
    if strace is None:
        return False
    return subprocess.run([strace, "-qq", "true"], check=False, capture_output=True).returncode == 0


@dataclass(frozen=True)
class Call:
    """One change of the disk: ``inode`` numbers files in the order of their first appearance."""

    kind: str
    """create, write, truncate, flush, flush names, rename, remove, or mark."""
    inode: int = -1
    path: str = ""
    other: str = ""
    offset: int = 0
    data: bytes = b""


@dataclass
class _Reader:
    """Turns lines of strace into calls that concern the folder."""

    folder: str
    inodes: dict[str, int]
    calls: list[Call] = field(default_factory=list)
    opened: dict[int, tuple[int, str, bool]] = field(default_factory=dict)
    """Inode, path, and whether it is appended to, of each descriptor; −1 for a folder."""
    at: dict[int, int] = field(default_factory=dict)
    sizes: dict[int, int] = field(default_factory=dict)

    def read(self, line: str) -> None:
        found = _LINE.match(line)
        if found is None or int(found[3]) < 0:
            return
        name, arguments, result = found[1], found[2], int(found[3])
        texts = [bytes.fromhex(each.replace("\\x", "")) for each, _ in _TEXT.findall(arguments)]
        match name:
            case "openat" | "open" | "creat":
                self._open(os.fsdecode(texts[0]), arguments, result, truncated=name == "creat")
            case "write" | "pwrite64":
                self._write(name, arguments, texts[0] if texts else b"", result)
            case "lseek":
                self.at[int(arguments.split(",")[0])] = result
            case "ftruncate":
                descriptor, size = (int(each) for each in arguments.split(","))
                if descriptor in self.opened:
                    inode = self.opened[descriptor][0]
                    self.calls.append(Call("truncate", inode, offset=size))
                    self.sizes[inode] = size
            case "fsync" | "fdatasync":
                if (known := self.opened.get(int(arguments))) is not None:
                    self.calls.append(Call("flush names" if known[0] < 0 else "flush", known[0]))
            case "rename" | "renameat" | "renameat2":
                old, new = (os.fsdecode(each) for each in texts[:2])
                if self._is_ours(new):
                    self.calls.append(Call("rename", path=old, other=new))
                    self.inodes[new] = self.inodes.pop(old)
            case "unlink" | "unlinkat":
                path = os.fsdecode(texts[0])
                if self._is_ours(path) and path in self.inodes:
                    self.calls.append(Call("remove", path=path))
                    del self.inodes[path]
            case "close":
                self.opened.pop(int(arguments), None)

    def _is_ours(self, path: str) -> bool:
        return path == self.folder or path.startswith(f"{self.folder}/")

    def _open(self, path: str, arguments: str, descriptor: int, *, truncated: bool) -> None:
        self.opened.pop(descriptor, None)
        if not self._is_ours(path):
            return
        if Path(path).is_dir() or "O_DIRECTORY" in arguments:
            self.opened[descriptor] = (-1, path, False)
            return
        if path not in self.inodes:
            self.inodes[path] = 1 + max([*self.inodes.values(), *(call.inode for call in self.calls)], default=0)
            self.calls.append(Call("create", self.inodes[path], path))
        inode = self.inodes[path]
        self.opened[descriptor] = (inode, path, "O_APPEND" in arguments)
        self.at[descriptor] = 0
        if truncated or "O_TRUNC" in arguments:
            self.calls.append(Call("truncate", inode))
            self.sizes[inode] = 0

    def _write(self, name: str, arguments: str, data: bytes, written: int) -> None:
        descriptor = int(arguments.partition(",")[0])
        data = data[:written]
        if descriptor == 1 and data.startswith(MARK.encode()):
            self.calls.append(Call("mark", data=data[len(MARK) :].strip()))
        if descriptor not in self.opened:
            return
        inode, _, appended = self.opened[descriptor]
        size = self.sizes.get(inode, 0)
        offset = int(arguments.rpartition(",")[2]) if name == "pwrite64" else size if appended else self.at[descriptor]
        self.calls.append(Call("write", inode, offset=offset, data=data))
        self.sizes[inode] = max(size, offset + written)
        if name == "write":
            self.at[descriptor] = offset + written


def record(module: str, arguments: Sequence[str], folder: Path, log: Path) -> list[Call]:
    """Run ``python -m module arguments``, which works in ``folder``, and return what it asked of the disk."""
    before = {str(path): path.stat().st_size for path in sorted(folder.rglob("*")) if path.is_file()}
    command = ["strace", "-qq", "-xx", "-s", "4000000", "-e", f"trace={_CALLS}", "-o", str(log)]
    subprocess.run(
        [*command, sys.executable, "-m", module, *arguments],
        env=child_process.environment({**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}),
        check=True,
        stdout=subprocess.PIPE,
    )
    reader = _Reader(str(folder), {path: number for number, path in enumerate(before, 1)})
    reader.sizes = {reader.inodes[path]: size for path, size in before.items()}
    with log.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            reader.read(line)
    return reader.calls


@dataclass(frozen=True)
class Disk:
    """One state of the disk after a power cut: the content of each file, and what the work had said to have done."""

    files: dict[str, bytes]
    said: tuple[str, ...]
    how: str

    def put(self, folder: Path) -> None:
        """Make ``folder`` look so."""
        shutil.rmtree(folder)
        for path, content in self.files.items():
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_bytes(content)
        folder.mkdir(parents=True, exist_ok=True)


_LOSSES = ("nothing lost", "lost", "emptied", "half", "zeros")


def disks(calls: Sequence[Call], before: dict[str, bytes]) -> Iterator[Disk]:
    """Every state that a power cut may leave, each once."""
    seen: set[tuple[tuple[tuple[str, bytes], ...], tuple[str, ...]]] = set()
    for end in range(len(calls) + 1):
        done = calls[:end]
        said = tuple(call.data.decode() for call in done if call.kind == "mark")
        naming = [number for number, call in enumerate(done) if call.kind in ("create", "rename", "remove")]
        flushed = max((number for number, call in enumerate(done) if call.kind == "flush names"), default=-1)
        certain = sum(number < flushed for number in naming)
        for n_names in range(certain, len(naming) + 1):
            for loss in _LOSSES:
                files = _files(done, before, set(naming[:n_names]), loss)
                key = (tuple(sorted(files.items())), said)
                if key not in seen:
                    seen.add(key)
                    last = calls[end - 1].kind if end else "start"
                    yield Disk(files, said, f"call {end} ({last}), {n_names} of {len(naming)} names, data: {loss}")


def _files(done: Sequence[Call], before: dict[str, bytes], named: set[int], loss: str) -> dict[str, bytes]:
    """The files after ``done``, of whose changes of names only ``named`` have reached the disk."""
    names = {path: number for number, path in enumerate(sorted(before), 1)}
    flushed = {number: before[path] for path, number in names.items()}
    pending: dict[int, list[Call]] = {}
    for number, call in enumerate(done):
        match call.kind:
            case "create":
                flushed.setdefault(call.inode, b"")
                if number in named:
                    names[call.path] = call.inode
            case "rename":
                if number in named and call.path in names:
                    names[call.other] = names.pop(call.path)
            case "remove":
                if number in named:
                    names.pop(call.path, None)
            case "write" | "truncate":
                pending.setdefault(call.inode, []).append(call)
            case "flush":
                flushed[call.inode] = _changed(
                    flushed.get(call.inode, b""), pending.pop(call.inode, []), "nothing lost"
                )
    for inode, changes in pending.items():
        flushed[inode] = _changed(flushed.get(inode, b""), changes, loss)
    return {path: flushed.get(inode, b"") for path, inode in names.items()}


def _changed(content: bytes, changes: Sequence[Call], loss: str) -> bytes:
    """A file after changes of which the last ones, or all, have been lost in some way."""
    if loss == "lost":
        return content
    made = bytearray(content)
    for number, call in enumerate(changes):
        is_last = number == len(changes) - 1
        if call.kind == "truncate":
            made[call.offset :] = b"\0" * max(0, call.offset - len(made))
            continue
        data = call.data
        if loss == "emptied":  # what was cut off is gone, what was written did not arrive
            continue
        if loss == "zeros":
            data = bytes(len(data))
        elif loss == "half" and is_last:
            data = data[: len(data) // 2]
        made[len(made) :] = bytes(max(0, call.offset - len(made)))
        made[call.offset : call.offset + len(data)] = data
    return bytes(made)
