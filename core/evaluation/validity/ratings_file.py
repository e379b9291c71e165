"""Read texts with people's ratings, or pairs of which people preferred one, from tables in several formats.

A table is CSV (commas, semicolons, tabs or bars; quoted as spreadsheets do) or JSON lines (``.jsonl``, ``.ndjson``), in
UTF-8, UTF-16 or Western European. The delimiter is the one under which the header has the requested columns: counting
characters would fail, because prose is full of commas. Rows without a text or a rating are left out and counted. A
rating that is not a number, a row of the wrong width or an unclosed quotation mark raises an error that names the line.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.derivation.pairs import PAIR_FIELDS
from core.errors import FileProblem

FEWEST_TEXTS = 8
"""Fewer texts are too few to estimate a correlation."""
_DELIMITERS = ",;\t|"
_JSON_SUFFIXES = (".jsonl", ".ndjson")
_NO_RATING = frozenset({"", "na", "n/a", "nan", "none", "null", "-", "–", ".", "?"})
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")
_LONGEST_FIELD = 64 * 1024 * 1024


@dataclass(frozen=True)
class Rated:
    """A text with the mean of its ratings; ``group`` is empty where no column names one."""

    text: str
    rating: float
    n_ratings: int
    group: str = ""


@dataclass(frozen=True)
class RatingsFile:
    """The contents of a file of ratings.

    ``texts`` holds each text once, with the mean of all its ratings. ``by_group`` has, for each value of the
    group column, the texts rated there with the mean of their ratings *there*: one text may be in several groups (its
    raters', for example). ``left_out`` counts skipped rows by reason.
    """

    texts: tuple[Rated, ...]
    by_group: Mapping[str, tuple[Rated, ...]]
    n_ratings: int
    left_out: Mapping[str, int]


@dataclass(frozen=True)
class RatedPair:
    """Two texts; people preferred ``better``."""

    better: str
    worse: str
    group: str = ""


@dataclass(frozen=True)
class PairsFile:
    """The contents of a file of pairs; ``left_out`` counts skipped rows by reason."""

    pairs: tuple[RatedPair, ...]
    left_out: Mapping[str, int]


@dataclass(frozen=True)
class _Row:
    line: int
    values: Mapping[str, Any]


def load_ratings(file: Path, text: str, rating: str, group: str = "") -> RatingsFile:
    """Read the columns called ``text``, ``rating`` and, where given, ``group``. Raises FileProblem.

    Several ratings of one text (white space aside) are averaged.
    """
    rows = _rows(file, [name for name in (text, rating, group) if name])
    found: dict[str, dict[str, list[float]]] = {}
    left_out = {"rows without a text": 0, "rows without a rating": 0}
    for row in rows:
        words = _words(file, row, text)
        number = _number(file, row, rating)
        if not words:
            left_out["rows without a text"] += 1
        elif number is None:
            left_out["rows without a rating"] += 1
        else:
            found.setdefault(words, {}).setdefault(_label(row, group), []).append(number)
    texts = tuple(_rated(words, [r for each in groups.values() for r in each]) for words, groups in found.items())
    _check_ratings(file, rating, texts)
    labels = sorted({label for groups in found.values() for label in groups}) if group else []
    by_group = {
        label: tuple(_rated(words, groups[label], label) for words, groups in found.items() if label in groups)
        for label in labels
    }
    n_ratings = sum(each.n_ratings for each in texts)
    return RatingsFile(texts, by_group, n_ratings, {why: n for why, n in left_out.items() if n})


def load_pairs(file: Path, better: str = "", worse: str = "", group: str = "") -> PairsFile:
    """Read pairs: the fields ``better`` and ``worse``, or the first names of PAIR_FIELDS that a row has.

    Raises FileProblem. Rows with an empty side or equal sides are left out.
    """
    names = [(better, worse)] if better and worse else list(PAIR_FIELDS)
    wanted = [better, worse] if better and worse else []
    pairs: list[RatedPair] = []
    left_out = {"pairs with an empty side": 0, "pairs of equal texts": 0}
    for row in _rows(file, [*wanted, group] if group else wanted):
        fields = next((each for each in names if all(name in row.values for name in each)), None)
        if fields is None:
            known = ", ".join("/".join(each) for each in names)
            raise FileProblem(
                f"Line {row.line} of {file.name} has no pair of texts called {known}; it has {_listed(row.values)}."
            )
        sides = [_words(file, row, name) for name in fields]
        if not all(sides):
            left_out["pairs with an empty side"] += 1
        elif sides[0] == sides[1]:
            left_out["pairs of equal texts"] += 1
        else:
            pairs.append(RatedPair(sides[0], sides[1], _label(row, group)))
    if len(pairs) < FEWEST_TEXTS:
        raise FileProblem(
            f"{file.name} holds {len(pairs)} pairs of different texts; at least {FEWEST_TEXTS} are needed."
        )
    return PairsFile(tuple(pairs), {why: n for why, n in left_out.items() if n})


def _check_ratings(file: Path, rating: str, texts: Sequence[Rated]) -> None:
    if len(texts) < FEWEST_TEXTS:
        raise FileProblem(f"{file.name} holds {len(texts)} rated texts; at least {FEWEST_TEXTS} are needed.")
    if len({each.rating for each in texts}) == 1:
        raise FileProblem(
            f"All {len(texts)} texts of {file.name} have the same {rating}, {texts[0].rating:g}; ratings must differ."
        )


def _rated(text: str, ratings: Sequence[float], group: str = "") -> Rated:
    return Rated(text, math.fsum(ratings) / len(ratings), len(ratings), group)


def _words(file: Path, row: _Row, column: str) -> str:
    value = row.values.get(column)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise FileProblem(f"Line {row.line} of {file.name} has no text in {column}, but {_short(value)}.")
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()


def _number(file: Path, row: _Row, column: str) -> float | None:
    value = row.values.get(column)
    if value is None:
        return None
    text = str(value).strip()
    if text.lower() in _NO_RATING:
        return None
    try:
        number = math.nan if isinstance(value, bool) else float(text)
    except ValueError:
        number = float(text.replace(",", ".")) if _DECIMAL_COMMA.fullmatch(text) else math.nan
    if not math.isfinite(number):
        raise FileProblem(f"Line {row.line} of {file.name} has {_short(value)} in {column}, which is not a number.")
    return number


def _label(row: _Row, group: str) -> str:
    value = row.values.get(group) if group else None
    return "" if value is None else str(value).strip()


def _short(value: object) -> str:
    words = str(value).strip()
    return f"“{words if len(words) <= 40 else words[:39] + '…'}”"


def _rows(file: Path, wanted: Sequence[str]) -> list[_Row]:
    """All rows, with the columns ``wanted`` under exactly these names."""
    content = _content(file)
    if not content.strip():
        raise FileProblem(f"{file.name} is empty.")
    is_json = file.suffix.lower() in _JSON_SUFFIXES
    rows = list(_json_rows(file, content)) if is_json else _csv_rows(file, content, wanted)
    columns = list(dict.fromkeys(name for row in rows for name in row.values))
    missing = [name for name in wanted if name not in columns]
    if missing:
        raise FileProblem(f"{file.name} has no column {missing[0]}; it has {_listed(columns)}.")
    return rows


def _content(file: Path) -> str:
    """The decoded text. Control characters are allowed, except NUL, which no table contains."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        raise FileProblem(f"There is no file {file}.") from None
    except OSError as error:
        raise FileProblem(f"{file.name} cannot be read: {error.strerror or error}.") from None
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not utf16 and b"\x00" in data:
        raise FileProblem(f"{file.name} is not a table in text: save it as CSV, or as JSON lines.")
    try:
        return data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _listed(columns: Sequence[str] | Mapping[str, Any]) -> str:
    names = [name for name in columns if name]
    return (", ".join(names[:20]) + (" and more" if len(names) > 20 else "")) or "none with a name"


def _json_rows(file: Path, content: str) -> Iterator[_Row]:
    # not str.splitlines(): JSON strings may contain U+2028 and similar characters
    for number, line in enumerate(io.StringIO(content, newline=None), start=1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except (ValueError, RecursionError):
            raise FileProblem(f"Line {number} of {file.name} is not JSON.") from None
        if not isinstance(values, dict):
            raise FileProblem(f"Line {number} of {file.name} is not a JSON object.")
        yield _Row(number, values)


def _csv_rows(file: Path, content: str, wanted: Sequence[str]) -> list[_Row]:
    tables = {delimiter: _header(content, delimiter) for delimiter in _DELIMITERS}
    fitting = [d for d, header in tables.items() if all(_place(header, name) is not None for name in wanted)]
    delimiter = max(fitting or tables, key=lambda each: len(tables[each]))
    header = tables[delimiter]
    if not fitting:
        missing = next(name for name in wanted if _place(header, name) is None)
        raise FileProblem(f"{file.name} has no column {missing}; it has {_listed(header)}.")
    places = {name: i for i, name in enumerate(header) if name}
    for name in wanted:
        if header.count(name) > 1:
            raise FileProblem(f"{file.name} has several columns called {name}.")
        place = _place(header, name)
        assert place is not None
        places[name] = place
    records = list(_records(file, content, delimiter))[1:]
    return [row for line, fields in records if (row := _csv_row(file, header, places, line, fields)) is not None]


def _csv_row(
    file: Path, header: Sequence[str], places: Mapping[str, int], line: int, fields: Sequence[str]
) -> _Row | None:
    if not any(field.strip() for field in fields):
        return None
    if any(field.strip() for field in fields[len(header) :]):
        raise FileProblem(
            f"Line {line} of {file.name} has {len(fields)} fields where its header has {len(header)}: "
            "put texts that contain the delimiter in quotation marks."
        )
    return _Row(line, {name: fields[place] if place < len(fields) else None for name, place in places.items()})


def _place(header: Sequence[str], name: str) -> int | None:
    """Index of the column ``name``: an exact match, else the only match that ignores case."""
    if name in header:
        return list(header).index(name)
    near = [i for i, each in enumerate(header) if each.casefold() == name.strip().casefold()]
    return near[0] if len(near) == 1 else None


def _header(content: str, delimiter: str) -> list[str]:
    for _, fields in _parsed(content, delimiter, csv.QUOTE_MINIMAL, strict=False):
        if any(field.strip() for field in fields):
            return [field.strip() for field in fields]
    return []


def _records(file: Path, content: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Line and fields of each record that is not blank, the header first."""
    try:
        rows = list(_parsed(content, delimiter, csv.QUOTE_MINIMAL, strict=True))
    except csv.Error as error:
        if delimiter == "\t":  # most programs do not quote fields in tab-separated files
            rows = list(_parsed(content, delimiter, csv.QUOTE_NONE, strict=False))
        elif "unexpected end" in str(error):
            line = _last_line(content, delimiter)
            raise FileProblem(f"A quotation mark opened in line {line} of {file.name} is never closed.") from None
        else:
            rows = list(_parsed(content, delimiter, csv.QUOTE_MINIMAL, strict=False))
    yield from ((line, fields) for line, fields in rows if any(field.strip() for field in fields))


def _last_line(content: str, delimiter: str) -> int:
    """Line on which the last record starts, which an unclosed quotation mark extends to the end of the file."""
    return [line for line, _ in _parsed(content, delimiter, csv.QUOTE_MINIMAL, strict=False)][-1]


def _parsed(content: str, delimiter: str, quoting: Any, *, strict: bool) -> Iterator[tuple[int, list[str]]]:
    """``(first line, fields)`` of every record."""
    before = csv.field_size_limit(_LONGEST_FIELD)  # one field may hold a whole novel
    try:
        reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, quoting=quoting, strict=strict)
        line = 1
        for fields in reader:
            yield line, fields
            line = reader.line_num + 1
    finally:
        csv.field_size_limit(before)
