"""What the settings dialog shows: pages of options, each a field of :class:`core.settings.Settings` or a command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Choice:
    """One of several values, each with its words."""

    setting: str
    label: str
    why: str
    values: tuple[tuple[str | float, str], ...]


@dataclass(frozen=True)
class Switch:
    """On or off; ``run`` is called with it, where more is to be done than to change the setting."""

    setting: str
    label: str
    why: str
    run: Callable[[bool], object] | None = None


@dataclass(frozen=True)
class Number:
    """A number within bounds, whole if ``step`` is. ``special`` are the words for the lowest one."""

    setting: str
    label: str
    why: str
    lowest: float
    highest: float
    step: float
    unit: str = ""
    special: str = ""


@dataclass(frozen=True)
class Act:
    """A button; without ``button`` only words."""

    label: str
    why: str
    button: str = ""
    run: Callable[[], object] = lambda: None


@dataclass(frozen=True)
class Kept:
    """What is kept in a folder."""

    label: str
    why: str
    folder: Path


Option = Choice | Switch | Number | Act


@dataclass(frozen=True)
class OptionsPage:
    """A page of the dialog."""

    title: str
    options: tuple[Option, ...]

    @property
    def settings(self) -> tuple[str, ...]:
        """The fields of Settings on this page."""
        return tuple(each.setting for each in self.options if not isinstance(each, Act))
