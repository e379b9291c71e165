"""Typed settings in one small TOML file.

A value that is missing or of the wrong type becomes its default, so that a hand-edited file never prevents a start.
Settings that this release does not know stay in the file, for the one that does; a file of a newer format is read as
far as it is understood, and left as it is.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from core.errors import FileProblem
from core.files import write_atomically

FILE_NAME = "settings.toml"
FORMAT = 1
"""Stands in the file as ``format``; files of earlier releases have none."""
_FORMAT = "format"
_MOST_UNKNOWN = 200
"""Settings of other releases that are kept."""
MOST_RECENT = 10
MOST_PLACES = 100
"""Most files whose place, and whose instruction, is stored."""
_PLACE = re.compile(r"([0-9]{1,9}) ([0-9]{1,9}) (.+)", re.DOTALL)
MOST_LAMS = 50
_MOST_LISTED, _LONGEST, _LARGEST = 1000, 100_000, 1e9
"""Entries of a list, characters, and size of a number that are read: more is no setting of this program's."""
_CHANGED = {"creativity": "creativity by the paper"}
"""Attributes that were once made in another way under the same name: a λ chosen then is not used any more."""
_BOUNDS = {
    "font_size": (8.0, 40.0),
    "column_width": (30, 120),
    "line_height": (1.0, 3.0),
    "gpu_layers": (-1, 999),
    "threads": (0, 256),
    "typewriter_at": (0.1, 0.9),
    "daily_goal": (0, 100_000),
    "session_goal": (0, 100_000),
    "reading_speed": (50, 1000),
}


@dataclass(frozen=True)
class Place:
    """Place in a text: the caret, and a position in the first visible line, in UTF-16 units as Qt counts."""

    caret: int
    top: int


@dataclass(frozen=True)
class Settings:
    """Settings that persist between starts.

    ``font_family`` is the page's typeface; empty for the bundled one. ``font_size`` is in points,
    ``column_width`` in characters, ``line_height`` in font sizes.
    ``lams`` holds the last chosen λ by :func:`lam_key`; other attributes use their default λ.
    ``model`` is the GGUF last chosen; empty for the starter model. ``no_model``: none is loaded at the start; ``model``
    then is the one to use again. ``attribute`` names the attribute
    that the glow shows; empty for creativity.
    ``gpu_layers`` is the number of layers on graphics cards: −1 as many as fit. ``threads`` is the number of threads; 0
    for all usable cores.
    ``rater`` is the last name given in a blind comparison, ``compared`` the path of its results.
    ``seen_sample``: the first start, which shows the welcome page, is over.
    ``record`` says whether a record is kept of what comes from the model.
    ``geometry`` is Qt's saved geometry of the window, base64.
    ``places`` are the places at which files were closed, latest first; read them with :meth:`place_in`.
    ``instructions`` are the instructions for rewrites of files, latest first; read them with :meth:`instruction_in`.
    ``autosave``: a document that has a file is saved without being asked. ``dismissed_copies`` are conflict copies of
    sync programs that are not mentioned again, latest first. ``left_lines`` are files whose line ends are to be left as
    they are, latest first.
    ``versions`` says whether versions of texts are kept without being asked for.
    ``markup`` says how Markdown's marks are shown: ``shown``, ``faded`` or ``hidden``.
    ``author`` is the name last given for an export, ``export_format`` the ending of its format.
    ``spelling`` says whether words are checked, ``spelling_lack`` what was said to be missing for it.
    ``recent_commands`` are names of the commands used last in the command palette, latest first.
    ``paragraphs`` says how they are set apart: by a whole ``line``, by ``half`` a line, or by an ``indent``.
    ``outline_visible``: the outline is wanted, though it folds away in a narrow window; ``curve_visible``: so is the
    curve beside the page. ``notes_beside``: comments are shown beside the text, not in it.
    ``ladder``: a passage written anew comes at several strengths at once.
    ``focus`` is what is not faded while writing: ``off`` (all of the text), ``sentence`` or ``paragraph``.
    ``typewriter``: the line of the cursor stays at one height of the page, ``typewriter_at``, a share of it.
    ``quotes`` says which marks are put for straight ones that are typed: ``text`` those of the text or its language,
    ``off`` none, or a name in :data:`core.manuscript.typography.LANGUAGES`.
    ``return_begins_paragraph``: Return puts a blank line after a paragraph of one line.
    ``daily_goal`` and ``session_goal`` are words to write, 0 for none; ``reading_speed`` is in words per minute.
    ``language`` is the window's: ``system``, ``en`` or ``de``; it takes effect at the next start.
    ``drafting``: nothing is scored and nothing of scoring is shown, whatever ``glow_visible`` says.
    """

    theme: str = "system"
    language: str = "system"
    font_family: str = ""
    font_size: float = 13.5
    column_width: int = 66
    line_height: float = 1.55
    glow_visible: bool = True
    inspector_visible: bool = False
    outline_visible: bool = False
    curve_visible: bool = True
    notes_beside: bool = True
    lams: Mapping[str, float] = field(default_factory=dict)
    model: str = ""
    no_model: bool = False
    attribute: str = ""
    gpu_layers: int = -1
    threads: int = 0
    last_file: str = ""
    recent_files: tuple[str, ...] = ()
    rater: str = ""
    compared: str = ""
    geometry: str = ""
    seen_sample: bool = False
    record: bool = True
    places: tuple[str, ...] = ()
    instructions: tuple[str, ...] = ()
    ladder: bool = True
    author: str = ""
    export_format: str = ".docx"
    markup: str = "faded"
    paragraphs: str = "half"
    autosave: bool = False
    dismissed_copies: tuple[str, ...] = ()
    left_lines: tuple[str, ...] = ()
    versions: bool = True
    spelling: bool = True
    spelling_lack: str = ""
    recent_commands: tuple[str, ...] = ()
    focus: str = "off"
    typewriter: bool = False
    typewriter_at: float = 0.5
    drafting: bool = False
    quotes: str = "text"
    return_begins_paragraph: bool = True
    daily_goal: int = 0
    session_goal: int = 0
    reading_speed: int = 250

    @property
    def shows_scores(self) -> bool:
        """Whether scoring is wanted, and shown."""
        return self.glow_visible and not self.drafting

    def known_files(self) -> tuple[Path, ...]:
        """All files that are remembered for one reason or another."""
        names = [*self.recent_files, *(_place(each)[0] for each in self.places)]
        return tuple(Path(name) for name in dict.fromkeys(names) if name)

    def with_recent(self, path: Path) -> tuple[str, ...]:
        """The recent files with ``path`` first."""
        others = (each for each in self.recent_files if each != str(path))
        return (str(path), *others)[:MOST_RECENT]

    def with_place(self, path: Path, place: Place) -> tuple[str, ...]:
        """The places with that of ``path`` first."""
        others = (each for each in self.places if _place(each)[0] != str(path))
        return (f"{place.caret} {place.top} {path}", *others)[:MOST_PLACES]

    def place_in(self, path: Path) -> Place | None:
        """The stored place in ``path``; None where there is none."""
        return next((place for name, place in map(_place, self.places) if name == str(path)), None)

    def with_instruction(self, path: Path, instruction: str) -> tuple[str, ...]:
        """The instructions with that of ``path`` first; without one where ``instruction`` is blank."""
        line = " ".join(instruction.split())
        others = [each for each in self.instructions if each.partition("\n")[2] != str(path)]
        return tuple([f"{line}\n{path}", *others] if line else others)[:MOST_PLACES]

    def instruction_in(self, path: Path) -> str:
        """The stored instruction for rewrites of ``path``; empty where there is none."""
        return next((line for line, _, name in map(_parted, self.instructions) if name == str(path)), "")

    def with_dismissed(self, *paths: str) -> tuple[str, ...]:
        """The dismissed copies with ``paths`` first."""
        return tuple(dict.fromkeys((*paths, *self.dismissed_copies)))[:MOST_PLACES]

    def with_left_lines(self, path: Path) -> tuple[str, ...]:
        """The files whose line ends are left, with ``path`` first."""
        return tuple(dict.fromkeys((str(path), *self.left_lines)))[:MOST_PLACES]

    def with_lam(self, key: str, lam: float) -> dict[str, float]:
        """The stored λ with ``lam`` for ``key`` as the newest; the oldest beyond ``MOST_LAMS`` are dropped."""
        kept = {each: value for each, value in self.lams.items() if each != key}
        return dict([*kept.items(), (key, lam)][-MOST_LAMS:])


def lam_key(fingerprint: str, attribute: str) -> str:
    """The key of a λ: one attribute of one model, because a suitable λ for one can be too strong for another."""
    return f"{fingerprint}/{_CHANGED.get(attribute, attribute)}"


def load(folder: Path) -> Settings:
    """Read the settings in ``folder``; defaults where there are none or they cannot be read."""
    return from_mapping(_values(folder))


def from_mapping(values: Mapping[str, Any]) -> Settings:
    """Settings from the parsed TOML file; each value is checked separately."""
    known = Settings()
    kept: dict[str, Any] = {}
    for each in fields(Settings):
        value = values.get(each.name)
        default = getattr(known, each.name)
        if isinstance(default, dict):
            kept[each.name] = _numbers(value)
        elif isinstance(default, tuple):
            if isinstance(value, list) and all(isinstance(item, str) for item in value):
                kept[each.name] = tuple(item for item in value if "\0" not in item)[:_MOST_LISTED]
        elif isinstance(default, float) and isinstance(value, int | float) and not isinstance(value, bool):
            if abs(value) <= _LARGEST:  # not for what is no number
                kept[each.name] = float(value)
        elif type(value) is type(default) and "\0" not in str(value)[:_LONGEST]:
            kept[each.name] = value[:_LONGEST] if isinstance(value, str) else value
    for name, (low, high) in _BOUNDS.items():
        if name in kept:
            kept[name] = min(high, max(low, kept[name]))
    return Settings(**kept)


class NewerSettingsProblem(FileProblem):
    """The file is of a newer format and was left alone."""


def save(folder: Path, settings: Settings) -> None:
    """Write the settings atomically. Raises FileProblem; NewerSettingsProblem where the file is of a newer format."""
    before = _values(folder)
    if isinstance(number := before.get(_FORMAT), int) and number > FORMAT:
        raise NewerSettingsProblem(
            "The settings were written by a newer Inkglow, so this one leaves them as they are: what you change here "
            "lasts until you close it. Please update Inkglow."
        )
    lines = ["# Inkglow's settings. Anything missing or misspelt takes its default.", f"{_FORMAT} = {FORMAT}"]
    for each in fields(Settings):
        lines.append(f"{each.name} = {_toml(getattr(settings, each.name))}")
    for key, value in _unknown(before):
        lines.append(f"{_toml(key)} = {_toml(value)}")
    write_atomically(folder / FILE_NAME, ("\n".join(lines) + "\n").encode(), private=True)


def _values(folder: Path) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / FILE_NAME).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}


def _unknown(values: Mapping[str, Any]) -> list[tuple[str, bool | int | float | str | tuple[str, ...]]]:
    """Settings in a file that this release does not know, as far as it can write them."""
    known = {_FORMAT, *(each.name for each in fields(Settings))}
    found: list[tuple[str, bool | int | float | str | tuple[str, ...]]] = []
    for key, value in values.items():
        if key in known:
            continue
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            found.append((key, tuple(value[:_MOST_LISTED])))
        elif isinstance(value, str):
            found.append((key, value[:_LONGEST]))
        elif isinstance(value, int | float) and abs(value) <= _LARGEST:
            found.append((key, value))
    return found[:_MOST_UNKNOWN]


def _parted(entry: str) -> tuple[str, str, str]:
    return entry.partition("\n")


def _place(entry: str) -> tuple[str, Place | None]:
    """The file and the place of one entry; an entry may have been edited by hand, so the place may be None."""
    match = _PLACE.fullmatch(entry)
    return (match[3], Place(int(match[1]), int(match[2]))) if match else ("", None)


def _numbers(value: object) -> dict[str, float]:
    """The entries of a table that are finite numbers of a plausible size."""
    entries = value.items() if isinstance(value, dict) else ()
    numbers = [(key, n) for key, n in entries if isinstance(n, (int, float)) and not isinstance(n, bool)]
    return dict([(key, float(n)) for key, n in numbers if abs(n) < 1e6][-MOST_LAMS:])


def _can_be_written(text: str) -> bool:
    """Whether it is Unicode: a file's name need not be, but TOML is."""
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


def _toml(value: bool | int | float | str | tuple[str, ...] | Mapping[str, float]) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_toml(key)} = {_toml(number)}" for key, number in value.items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(each) for each in value if _can_be_written(each)) + "]"
    if isinstance(value, str):  # a JSON string is a TOML basic string, except for the delete character
        return json.dumps(value if _can_be_written(value) else "", ensure_ascii=False).replace("\x7f", "\\u007f")
    return json.dumps(value)
