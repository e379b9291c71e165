"""The translations are complete and compiled, and no sentence of the window goes past them."""

from __future__ import annotations

import ast
import re
import shutil
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from tools import translations

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / translations.TRANSLATIONS


def messages(language: str) -> Iterator[tuple[str, list[str], ElementTree.Element]]:
    """The source, the translations (several where there is a plural) and the element of each message."""
    for message in ElementTree.parse(FOLDER / f"inkglow_{language}.ts").getroot().iter("message"):
        translation = message.find("translation")
        assert translation is not None
        forms = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
        yield message.findtext("source") or "", forms, translation


@pytest.fixture(scope="module")
def made_anew(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files as ``make translations`` writes them now."""
    folder = tmp_path_factory.mktemp("translations")
    for language in translations.LANGUAGES:
        shutil.copy(FOLDER / f"inkglow_{language}.ts", folder)
    translations.collect(ROOT, folder)
    translations.release(folder)
    return folder


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_the_files_hold_what_the_sources_say(made_anew: Path, language: str) -> None:
    for name in (f"inkglow_{language}.ts", f"inkglow_{language}.qm"):
        assert (made_anew / name).read_bytes() == (FOLDER / name).read_bytes(), f"{name}: run `make translations`"


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    lacking = [source for source, forms, element in messages(language) if element.get("type") or not all(forms)]
    assert lacking == []


def test_a_translation_has_the_placeholders_and_keys_of_its_source() -> None:
    for source, forms, _ in messages("de"):
        for form in forms:
            if "%n" not in source or form is forms[-1]:
                assert placeholders(form) == placeholders(source), source
            assert form.replace("&&", "").count("&") == source.replace("&&", "").count("&"), source
            assert form[:1].isspace() == source[:1].isspace() and form[-1:].isspace() == source[-1:].isspace(), source


def placeholders(text: str) -> set[str]:
    """``{name}`` with its format, and ``%n``."""
    return set(re.findall(r"\{[^{}]*\}|%n", text))


def test_errors_of_core_are_templates_and_not_texts_put_together() -> None:
    """Only a literal template can be translated: no f-string, ``.format`` or ``+`` as the first argument."""
    found = []
    for file, node in chain(*(translations.sentences_in(ROOT / folder) for folder in ("core", "desktop"))):
        if isinstance(node.args[0], ast.JoinedStr | ast.BinOp) or is_formatted(node.args[0]):
            found.append(f"{file.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node)}")
    assert found == []


def is_formatted(value: ast.expr) -> bool:
    """Whether it is ``"…".format(…)``."""
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "format"


PASSED_BY = {
    "desktop/__main__.py": "the command line",
    "desktop/tour": "driven by programs; what it says is for the command line",
    "desktop/common/qt_environment.py": "says why no window can open, on the command line",
    "desktop/common/reading_text.py": "a text to measure a typeface with",
}
"""Files whose literals are not for the window."""
NOT_SHOWN = re.compile(
    r"""
    (The\ rain\ had\ stopped|It\ was\ raining\ when).*      # samples of prose
    | The\ locks?\ of\ .*\ could\ not\ be\ (read|taken)\.|Unexpected\ failure|.*%s.*  # for the log
    | (DejaVu|Liberation|Source|Iowan|Palatino|Noto)\ ?.*   # typefaces
    | .*(background|color|padding):\ .*|<.*|Qt\ \{\}.*|llama\.cpp\ \(.*|learned\ in\ the\ window.*  # no sentences
    | «\ &Français\ »                                       # what a language calls itself
    | published\ fiction|reference\ passages               # written into files
    | outside\ change|line\ ends|sync\ copy               # names of what a notice is about
    | \nQMainWindow.*|d\.\ MMMM\ yyyy|\{\}\[\*\]\ –\ Inkglow   # a style sheet, a date, the window's title
    """,
    re.VERBOSE | re.DOTALL,
)
SETTERS = {
    *("setText", "setToolTip", "setWindowTitle", "setAccessibleName", "setAccessibleDescription", "setTitle"),
    *("setPlaceholderText", "setPlainText", "setHtml", "setStatusTip", "setSuffix", "setPrefix", "setLabelText"),
    *("setSpecialValueText", "addAction", "addMenu", "addItem", "addButton", "addTab", "tell", "tell_later"),
    *("QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "QMenu", "Command", "Submenu"),
}
"""What shows its arguments to the writer."""


SILENT = {
    "tr",
    "Sentence",
    "getLogger",
    "Superseded",
    "exception",
    "warning",
    "info",
    "property",
    "setProperty",
    "setObjectName",
}
"""What translates its argument, as errors do, or keeps it from the writer."""


def test_no_sentence_of_the_window_goes_past_the_translation() -> None:
    found = []
    for file in sorted((ROOT / "desktop").rglob("*.py")):
        name = file.relative_to(ROOT).as_posix()
        if not any(name.startswith(each) for each in PASSED_BY):
            found += [f"{name}:{line}: {text!r}" for line, text in untranslated(ast.parse(file.read_text("utf-8")))]
    assert found == []


def untranslated(tree: ast.Module) -> list[tuple[int, str]]:
    """Line and text of the literals that look like a sentence or are shown, outside of ``tr(…)``."""
    skipped = set(ids_without_words(tree))
    shown = set(ids_of_shown(tree))
    found = []
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.JoinedStr):
            text = "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)  # type: ignore[misc]
            skipped |= {id(each) for each in ast.walk(node)}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        is_sentence = re.search(r"[A-Za-z’]{2,}[,;:]? [A-Za-z“({]|\} ?[A-Za-z]{3}|^ [a-z]{3}", text) is not None
        is_word = id(node) in shown and re.search(r"[A-Za-z]{3}", text) is not None
        if (is_sentence or is_word) and not NOT_SHOWN.fullmatch(text):
            found.append((node.lineno, text))
    return found


def ids_without_words(tree: ast.Module) -> Iterator[int]:
    """Nodes that say nothing to the writer: documentation, types, keys, names, what is given to ``tr`` or to a log."""
    for node in ast.walk(tree):
        silent: list[ast.AST] = []
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            silent = [node.value]
        elif is_silent(node):
            silent = [node]
        elif isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
            silent = [node.annotation]
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns is not None:
            silent = [node.returns]
        elif isinstance(node, ast.Subscript):
            silent = [node.slice]
        elif isinstance(node, ast.Assert) and node.msg is not None:
            silent = [node.msg]
        for each in silent:
            yield from (id(inner) for inner in ast.walk(each))


def is_silent(node: ast.AST) -> bool:
    """Whether it is an enumeration, or translates its argument or keeps it from the writer."""
    if isinstance(node, ast.ClassDef):
        return any(name_of(base).endswith("Enum") for base in node.bases)
    name = name_of(node.func) if isinstance(node, ast.Call) else ""
    return name in SILENT or name.endswith("Problem")


def ids_of_shown(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node.func) in SETTERS:
            arguments = node.args[1:2] if name_of(node.func) == "Command" else node.args
            yield from (id(each) for each in arguments)


def name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def test_german_texts_name_menus_and_commands_as_they_are_called() -> None:
    """“Datei ▸ Fassungen…” and the like, in the handbook and in sentences, are labels of the German menus."""
    said = [form for _, forms, _ in messages("de") for form in forms]
    labels = {form.replace("&", "").rstrip("…") for form in said}
    handbook = (ROOT / "resources" / "help" / "usage.de.md").read_text("utf-8")
    named = re.findall(r"\*([^*\n]+(?:\n[^*\n]+)?▸[^*]+)\*", handbook)
    named += re.findall(r"\(?(\w+ ▸ [^)*.,;:“…]+)", "\n".join(said))
    assert len(named) > 50
    for place in named:
        for each in " ".join(place.split()).rstrip("…").split(" ▸ "):
            assert any(each == label or each.startswith(f"{label} ") for label in labels), place


def test_the_german_handbook_has_the_sections_of_the_english_one() -> None:
    """In the same order; installing is done when the handbook is read in the window."""
    english, german = (
        re.findall(r"^## (.*)$", (ROOT / path).read_text("utf-8"), re.MULTILINE)
        for path in ("docs/usage.md", "resources/help/usage.de.md")
    )
    assert len(german) == len(english) - 1, "translate the new section too"
