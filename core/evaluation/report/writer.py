"""Write an evaluation's report from its results: HTML, Markdown, figures and every text.

No model is needed: ``results.json`` holds everything. The same results give the same bytes. Stories, answers and names
are untrusted: jinja2 escapes them in HTML, :func:`escaped` in Markdown, and control characters and unpaired surrogates
are replaced.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from core import paths
from core.errors import FileProblem
from core.evaluation import results
from core.evaluation.blind.people import without_repeats
from core.evaluation.report import figures
from core.evaluation.report.content import Block, Paragraph, Picture, Points, Section, Table, sections
from core.evaluation.results import ARMS, Results

_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&$])")
_LINE_START = re.compile(r"^(\s*)(\d+)?([-+=.)])", re.MULTILINE)
_LINK = re.compile(r"(:)(//)|(\bwww)(\.)", re.IGNORECASE)


def write_report(found: Results, folder: Path) -> list[Path]:
    """Write report, figures, texts and (unless it holds the same results already) ``results.json`` into ``folder``.

    A pair that was shown twice to a person counts once, by the first choice; ``results.json`` keeps both.
    Returns the files, ``report.html`` and ``report.md`` first. Raises FileProblem where one cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileProblem(f"{folder.name} cannot be made: {error.strerror or error}.") from None
    counted = replace(found, choices=without_repeats(found.choices))
    drawn = figures.draw(counted, folder)
    content = sections(counted)
    written = [
        _write(folder / "report.html", as_html(found, content, drawn[0].read_text("utf-8"))),
        _write(folder / "report.md", as_markdown(found, content)),
        *drawn,
        _write(folder / "texts.md", texts_as_markdown(found)),
        _write(folder / "texts.jsonl", texts_as_json_lines(found)),
    ]
    if not _holds(kept := folder / "results.json", found):
        results.save(kept, found)
    return [*written, kept]


def _holds(path: Path, found: Results) -> bool:
    """Whether ``path`` holds exactly these results already."""
    try:
        return results.load(path) == found
    except FileProblem:
        return False


def as_html(found: Results, content: tuple[Section, ...], svg: str) -> str:
    """One self-contained page: no script, no external address; follows the system's light or dark theme."""
    environment = Environment(
        loader=FileSystemLoader(paths.resources() / "evaluation"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    page = environment.get_template("report.html").render(
        title=readable(_title(found)),
        subtitle=readable(_subtitle(found)),
        sections=[{"title": s.title, "blocks": [_plain(block) for block in s.blocks]} for s in content],
        svg=Markup(_element(svg)),  # trusted: drawn by this program without any of the texts
    )
    return page + "\n"


def as_markdown(found: Results, content: tuple[Section, ...]) -> str:
    """The same content as Markdown; it refers to ``figure.svg`` in the same folder."""
    parts = [f"# {_heading(_title(found))}", escaped(_subtitle(found))]
    for section in content:
        parts.append(f"## {section.title}")
        parts += [_block_as_markdown(block) for block in section.blocks]
    return "\n\n".join(parts) + "\n"


def texts_as_markdown(found: Results) -> str:
    """Every story under its premise, whole, with arm, seed, λ and cosine."""
    parts = ["# Every text"]
    by_arm = {arm: found.of(arm) for arm in ARMS}
    for premise, words in found.premises.items():
        stories = [by_arm[arm][premise] for arm in ARMS if premise in by_arm[arm]]
        if not stories:
            continue
        parts += [f"## {_heading(premise)}", _quoted(words)]
        for story in stories:
            about = f"seed {story.seed}, λ = {story.lam:g}, {story.n_tokens} tokens, cosine {story.cosine:.4f}"
            parts += [f"### {story.arm} ({about})", _quoted(story.text)]
    return "\n\n".join(parts) + "\n"


def texts_as_json_lines(found: Results) -> str:
    """Every story as one JSON object on a line of its own."""
    return "".join(
        json.dumps(
            {
                "premise": story.premise,
                "arm": story.arm,
                "seed": story.seed,
                "lam": story.lam,
                "prompt": found.premises.get(story.premise, ""),
                "text": story.text,
            },
            ensure_ascii=True,
        )
        + "\n"
        for story in found.stories
    )


def readable(text: str) -> str:
    """``text`` with invisible characters (controls, unpaired surrogates, direction overrides) replaced."""
    return _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))


def escaped(text: str) -> str:
    """``text`` escaped so that Markdown (CommonMark with GitHub's tables and links) shows it unchanged, as a block."""
    return _LINE_START.sub(lambda m: f"{m[2] or ''}\\{m[3]}", _inline(text))


def _inline(text: str) -> str:
    """``text`` escaped for the inside of a line or table cell, where lists, rules and headings cannot begin."""
    text = _MARKUP.sub(r"\\\1", readable(text).replace("\t", " "))
    return _LINK.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"{m[3]}\\{m[4]}", text)


def _title(found: Results) -> str:
    return f"Evaluation of {found.setup.attribute}: {found.setup.model}"


def _subtitle(found: Results) -> str:
    return (
        "After Figure 1 and Table 1 of “Steering Large Language Models to Evaluate and Amplify Creativity” "
        f"(arXiv 2412.06060). Layer {found.setup.layer}, λ = {found.setup.lam:g}."
    )


def _plain(block: Block) -> tuple[str, dict[str, Any]]:
    """A block for the template: its kind, and its strings after :func:`readable`."""
    match block:
        case Paragraph(text):
            return "say", {"text": readable(text)}
        case Points():
            return "points", {"items": [readable(item) for item in block.items]}
        case Picture(words):
            return "picture", {"words": readable(words)}
        case Table():
            rows = [[readable(cell) for cell in row] for row in block.rows]
            return "table", {"header": list(block.header), "rows": rows, "prose": block.prose}


def _block_as_markdown(block: Block) -> str:
    match block:
        case Paragraph(text):
            return escaped(text)
        case Points():
            return "\n".join(f"- {_on_one_line(item)}" for item in block.items)
        case Picture(words):
            return f"![{_on_one_line(words)}](figure.svg)"
        case Table():
            rule = " | ".join(["---"] * len(block.header))
            lines = [" | ".join(map(_on_one_line, row)) for row in (block.header, *block.rows)]
            return "\n".join(f"| {line} |" for line in (lines[0], rule, *lines[1:]))


def _on_one_line(text: str) -> str:
    lines = (line.strip() for line in _inline(text.strip()).split("\n"))
    return "<br>".join(lines)


def _heading(text: str) -> str:
    return " ".join(_inline(text).split())


def _quoted(text: str) -> str:
    """``text`` as a block quote that keeps its line breaks; indentation is removed so that it does not become code."""
    lines = (line.strip() for line in escaped(text).split("\n"))
    return "\n".join(f"> {line}\\" if line else ">" for line in lines).rstrip("\\")


def _element(svg: str) -> str:
    """The ``<svg>`` element alone, without the XML declaration, the document type and the metadata."""
    return re.sub(r"<metadata>.*?</metadata>\s*", "", svg[svg.index("<svg") :], flags=re.DOTALL)


def _write(path: Path, text: str) -> Path:
    try:
        path.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise FileProblem(f"{path.name} cannot be written: {error.strerror or error}.") from None
    return path
