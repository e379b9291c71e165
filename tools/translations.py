"""Collect the window's sentences for translators and compile their translations: ``python tools/translations.py``.

Writes ``resources/translations/inkglow_*.ts`` (Qt Linguist's files; the English one holds plurals only) and the
``.qm`` files that the program reads. Needs PySide6's ``pyside6-lupdate`` and ``pyside6-lrelease``. What ``core`` says
is written there without Qt, as ``FileProblem("…")`` or ``Sentence("…")``; these texts are collected first.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = Path("resources", "translations")
LANGUAGES = ("de", "en")
_ENGLISH_ONLY = ("cli", "selftest", "evaluation")
"""Folders of ``core`` that only the command line uses…"""
_SHOWN = ("evaluation/blind", "evaluation/results.py")
"""…and those in them that the window uses too."""
_ERRORS = re.compile(r"\w+Problem|NoAttribute|NoSpelling|NoProcess|TooSlow|EngineDied|InkglowError|Sentence")


def templates_in(folder: Path) -> list[str]:
    """The texts of all sentences that modules in ``folder`` can say, in the order of files and lines."""
    found = (text for _, call in sentences_in(folder) for text in _literals(call.args[0]))
    return list(dict.fromkeys(found))


def sentences_in(folder: Path) -> Iterator[tuple[Path, ast.Call]]:
    """The calls that make sentences in the modules of ``folder`` that the window uses, each with its file."""
    for file in sorted(folder.rglob("*.py")):
        place = file.relative_to(folder).as_posix()
        if place.startswith(_ENGLISH_ONLY) and not place.startswith(_SHOWN):
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and _ERRORS.fullmatch(_name(node.func)):
                yield file, node


def catalogue_texts(resources: Path) -> list[str]:
    """What the catalogue of models says about each, in its order."""
    entries = json.loads((resources / "models" / "catalogue.json").read_text("utf-8"))
    return list(dict.fromkeys(entry[name] for entry in entries for name in ("title", "good_for")))


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _literals(value: ast.expr) -> Iterator[str]:
    """The literal texts that ``value`` may be: ``"…" if … else "…"`` has two."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
        yield value.value
    elif isinstance(value, ast.IfExp):
        yield from _literals(value.body)
        yield from _literals(value.orelse)


def collect(root: Path, into: Path) -> None:
    """Update the ``.ts`` files in ``into`` from the sources below ``root``; texts that are gone are removed."""
    with tempfile.TemporaryDirectory() as scratch:
        from_core = Path(scratch, "core.py")
        folders = root / "core", root / "desktop"
        said = [*chain(*map(templates_in, folders)), *catalogue_texts(root / "resources")]
        lines = (f"tr({_quoted(template)})\n" for template in dict.fromkeys(said))
        from_core.write_text("".join(lines), "utf-8")
        sources = [str(from_core), *(str(file) for file in sorted((root / "desktop").rglob("*.py")))]
        for language in LANGUAGES:
            options = ["-pluralonly"] if language == "en" else []
            _run(
                "pyside6-lupdate",
                *("-silent", "-locations", "none", "-no-obsolete", "-source-language", "en", *options),
                *("-target-language", language, *sources, "-ts", str(into / f"inkglow_{language}.ts")),
            )


def _quoted(text: str) -> str:
    """``text`` as a literal that lupdate reads: in double quotation marks, on one line."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def release(folder: Path) -> None:
    """Compile the ``.ts`` files in ``folder`` into ``.qm`` files beside them."""
    for language in LANGUAGES:
        _run("pyside6-lrelease", "-silent", str(folder / f"inkglow_{language}.ts"))


def _run(program: str, *arguments: str) -> None:
    """Run one of PySide6's programs. Raises SystemExit with its output where it fails."""
    done = subprocess.run(
        [str(Path(sysconfig.get_path("scripts"), program)), *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{program} failed: {done.stderr or done.stdout}")


def main() -> None:
    """Collect and compile."""
    collect(ROOT, ROOT / TRANSLATIONS)
    release(ROOT / TRANSLATIONS)


if __name__ == "__main__":
    main()
