"""Read premises to evaluate on or to derive from: WritingPrompts as published, CSV or JSON lines, or the bundled ones.

WritingPrompts (Fan, Lewis, Dauphin: *Hierarchical Neural Story Generation*, 2018) comes as ``train``, ``valid`` and
``test`` ``.wp_source``: one prompt a line, tagged (``[ WP ]``), tokenised (``do n't``, ```` ``so'' ````), repeated once
per story that answers it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import random
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core import paths
from core.attribute.file import Attribute
from core.derivation.premises import Contrast, Premise, Split, load, text_hash
from core.errors import FileProblem, UsageProblem

WP_SPLITS = ("train", "valid", "test")
FIELDS = ("premise", "prompt", "text")
"""Columns that may hold the premise where none is named; the first that the file has is used."""
LONGEST = 2000
"""Most characters of a premise: four premises and their stories must fit into one batch."""
_NOT_A_PREMISE = {"OT", "IP", "MP"}
"""Tags of lines that are skipped (off topic, image prompt, media prompt): they refer to something outside the line."""
_CODE = r"(?:[A-Z]{2}|(?i:wp|eu|cw|tt|pm|pi|rf|ff|sp|cc|ot|ip|mp))"
_TAG = re.compile(rf"[\[({{]\s*({_CODE})(?:\s*[/,&]\s*{_CODE})*\s*[\])}}]\s*[:\-–—.]*")
_KNOWN_TAG = re.compile(r"\s*[\[{]\s*(?:WP|EU|CW|TT|PM|PI|RF|FF|SP|CC|OT|IP|MP)\s*[\]}]\s*")


@dataclass(frozen=True)
class PremiseSet:
    """Texts of premises in the order of their file, without duplicates; ``name`` describes their source in words."""

    texts: tuple[str, ...]
    name: str

    def drawn(self, n: int, seed: int) -> PremiseSet:
        """``n`` premises drawn with ``seed``; a larger ``n`` starts with the same. Raises UsageProblem if too few."""
        if n > len(self.texts):
            raise UsageProblem(f"There are {len(self.texts)} premises in {self.name}, fewer than {n}.")
        order = list(self.texts)
        random.Random(seed).shuffle(order)
        return replace(self, texts=tuple(order[:n]))


def read(source: Path | None, split: str = "", field: str = "") -> PremiseSet:
    """Premises from a WritingPrompts folder or file, from CSV or JSON lines, or (None) the bundled ones.

    ``split``: which of WritingPrompts' files (``test`` where none is named); in other files only rows with this value
    in the column ``split``. ``field`` names the column that holds the premise. Raises FileProblem, UsageProblem.
    """
    if source is None:
        own = read(paths.resources() / "evaluation" / "premises.jsonl")
        return replace(own, name="Inkglow’s own test premises")
    if source.is_dir():
        name = split or "test"
        if name not in WP_SPLITS:
            raise UsageProblem(f"WritingPrompts has the splits {', '.join(WP_SPLITS)}; there is no {name}.")
        file = source / f"{name}.wp_source"
        if not file.is_file():
            raise FileProblem(f"{source.name} holds no {file.name}, as WritingPrompts’ folder does.")
        return _set(_writing_prompts(_text_of(file)), f"WritingPrompts, {name}")
    if source.suffix == ".wp_source":
        return _set(_writing_prompts(_text_of(source)), f"WritingPrompts, {source.stem}")
    texts = [_one_line(text) for text in _column(source, split, field)]
    return _set(texts, f"{source.name}, {split}" if split else source.name)


def _set(texts: Iterable[str], name: str) -> PremiseSet:
    """``texts`` without duplicates; texts that differ in punctuation alone count as duplicates."""
    unique = {text_hash(text): text for text in reversed([text for text in texts if text])}
    kept = tuple(reversed(unique.values()))
    if not kept:
        raise FileProblem(f"There are no premises in {name}.")
    if (longest := max(kept, key=len)) and len(longest) > LONGEST:
        raise FileProblem(
            f"A premise of {name} has {len(longest)} characters, more than {LONGEST}: “{longest[:40].strip()}…”."
        )
    return PremiseSet(kept, name)


def _text_of(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise FileProblem(f"{file.name} is not a text file in UTF-8.") from None
    except FileNotFoundError:
        raise FileProblem(f"There is no file {file}.") from None
    except OSError as error:
        raise FileProblem(f"{file.name} cannot be read: {error.strerror or error}.") from None


# -- WritingPrompts


def _writing_prompts(text: str) -> Iterator[str]:
    """The prompts of a ``.wp_source``, cleaned; lines that are not premises are left out."""
    for line in text.split("\n"):  # not splitlines: prompts hold U+0085 and the like
        if (cleaned := clean_prompt(line)) is not None:
            yield cleaned


def clean_prompt(line: str) -> str | None:
    """One line of a ``.wp_source`` without tags and tokenisation; None where it is not a premise."""
    text = line.replace("<newline>", " ").strip()
    while (tag := _TAG.match(text)) is not None:
        if tag.group(1).upper() in _NOT_A_PREMISE:
            return None
        text = text[tag.end() :].strip()
    text = _joined(_KNOWN_TAG.sub(" ", text))
    return text if re.search(r"\w", text) else None


def _joined(text: str) -> str:
    """Undo the tokenisation of quotation marks, contractions and punctuation."""
    text = re.sub(r"``\s*", "“", text)
    text = re.sub(r"\s*''", "”", text)
    text = re.sub(r"`\s*", "'", text)
    text = _paired(text)
    text = re.sub(r"\b(\w+)\s+n['’]t\b", r"\1n't", text)
    text = re.sub(r"(\w)\s+(['’](?:s|re|ve|ll|d|m|em)\b)", r"\1\2", text, flags=re.IGNORECASE)
    text = re.sub(r"\b(can)\s+(not)\b|\b(gon|wan)\s+(na)\b|\b(got)\s+(ta)\b|\b(lem|gim)\s+(me)\b", _together, text)
    text = re.sub(r"\s+(['’])(?=[\s.,!?;:]|$)", r"\1", text)
    text = re.sub(r"\s+([,;:!?%)\]}”]|\.+(?!\d))", r"\1", text)
    text = re.sub(r"([(\[{$£€#“])\s+", r"\1", text)
    return _one_line(text)


def _together(match: re.Match[str]) -> str:
    return "".join(part for part in match.groups() if part)


def _paired(text: str) -> str:
    """Resolve straight double quotation marks between spaces: in each pair the first opens, the second closes."""
    parts = re.split(r'(?:(?<=\s)|^)"(?=\s|$)', text)
    if len(parts) % 2 == 0:
        return text
    joined = parts[0]
    for i, part in enumerate(parts[1:], start=1):
        joined = f"{joined.rstrip()}”{part}" if i % 2 == 0 else f"{joined}“{part.lstrip()}"
    return joined


def _one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


# -- CSV and JSON lines


def _column(file: Path, split: str, field: str) -> list[str]:
    text = _text_of(file)
    if not text.strip():
        raise FileProblem(f"{file.name} is empty; there are no premises in it.")
    rows = _csv_rows(file.name, text) if file.suffix.lower() in (".csv", ".tsv") else _json_rows(file.name, text)
    names = list(dict.fromkeys(name for row in rows for name in row))
    column = field or next((name for name in FIELDS if name in names), "")
    if column not in names:
        wanted = f"a column {field}" if field else f"any of the columns {', '.join(FIELDS)}"
        raise UsageProblem(f"{file.name} does not have {wanted}; it has {', '.join(names)}.")
    if split:
        if "split" not in names:
            raise UsageProblem(f"{file.name} has no column split to choose {split} by.")
        rows = [row for row in rows if row.get("split") == split]
    values = [row.get(column) for row in rows]
    if not all(value is None or isinstance(value, str) for value in values):
        raise FileProblem(f"The premises in {file.name} are not all text.")
    return [value for value in values if isinstance(value, str)]


def _csv_rows(name: str, text: str) -> list[dict[str, Any]]:
    delimiter = "\t" if name.lower().endswith(".tsv") else ","
    try:
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return [{key: value for key, value in row.items() if key is not None} for row in rows]
    except csv.Error as error:
        raise FileProblem(f"{name} cannot be read as CSV: {error}.") from None


def _json_rows(name: str, text: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict):
            raise FileProblem(f"Line {number} of {name} is not a JSON object; give premises as CSV or JSON lines.")
        rows.append(row)
    return rows


# -- what an attribute was made from


def contrast_of(premises: PremiseSet) -> Contrast:
    """The bundled request wordings with ``premises`` as ``test`` premises, with ids ``t0001 …`` in their order."""
    return _with(load(paths.resources() / "contrast"), premises.texts, "test", keep=())


def derive_from(contrast: Contrast, premises: PremiseSet) -> Contrast:
    """``contrast`` with ``premises`` as its ``derive`` premises.

    Its premises of the other splits stay. Raises UsageProblem where some of ``premises`` are among them.
    """
    kept = [premise for premise in contrast.premises if premise.split != "derive"]
    known = {text_hash(premise.text) for premise in kept}
    if any(text_hash(text) in known for text in premises.texts):
        raise UsageProblem(f"Some premises of {premises.name} are among those that check the attribute.")
    return _with(contrast, premises.texts, "derive", keep=kept)


def _with(contrast: Contrast, texts: Sequence[str], split: Split, keep: Sequence[Premise]) -> Contrast:
    new = tuple(Premise(f"{split[0]}{i:04d}", split, text) for i, text in enumerate(texts, start=1))
    named = json.dumps([contrast.digest, split, [premise.text for premise in new]])
    return replace(contrast, premises=(*new, *keep), digest=hashlib.sha256(named.encode()).hexdigest())


def check_no_overlap(premises: PremiseSet, attribute: Attribute) -> None:
    """Raise UsageProblem where ``attribute`` was derived from some of ``premises``, or its layer selected on them."""
    known = _made_from(attribute)
    n = sum(text_hash(text) in known for text in premises.texts)
    if n:
        raise UsageProblem(
            f"{n} of {len(premises.texts)} premises in {premises.name} were used to derive {attribute.name}; "
            "evaluate on other premises."
        )


def _made_from(attribute: Attribute) -> set[str]:
    recorded = attribute.report.premises
    if recorded:
        return {each for split in ("derive", "held_out") for each in recorded.get(split, ())}
    bundled = load(paths.resources() / "contrast")  # older files record only a digest of the whole set
    if attribute.premises_hash != bundled.digest:
        return set()
    return {text_hash(premise.text) for split in ("derive", "held_out") for premise in bundled.of(split)}
