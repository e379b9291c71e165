"""The pages of the settings dialog, in the words of the menus."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.common.language import AS_SYSTEM, LANGUAGES
from desktop.common.theme import serif_family
from desktop.common.translation import tr
from desktop.common.typography import page_families
from desktop.help.controller import open_in_file_manager
from desktop.settings import words
from desktop.settings.options import Act, Choice, Number, OptionsPage, Switch
from desktop.window.menus import FOCUS, HEIGHTS, MARKUP, PARAGRAPHS, QUOTES, THEMES

if TYPE_CHECKING:
    from desktop.window.window import MainWindow


def settings_pages(window: MainWindow) -> tuple[OptionsPage, ...]:
    """Everything that can be chosen, as it is offered now. Call it in the GUI thread."""
    return _page(window), _writing(window), _goals(window), _glow(window), _model(window), _privacy(window)


def _page(window: MainWindow) -> OptionsPage:
    chosen = window.parts.preferences.value.font_family
    families = page_families()
    missing = [chosen] if chosen and chosen not in families else []
    faces = [("", words.BUNDLED.format(family=serif_family())), *((each, each) for each in (*missing, *families))]
    return OptionsPage(
        words.PAGE,
        (
            Choice("theme", *words.THEME, _values(THEMES)),
            Choice("font_family", *words.FONT, tuple(faces)),
            Number("font_size", *words.SIZE, 8.0, 40.0, 0.5, " pt"),
            Number("column_width", *words.WIDTH, 30, 120, 1, tr(" characters")),
            Number("line_height", *words.HEIGHT, 1.0, 3.0, 0.05),
            Choice("paragraphs", *words.PARAGRAPHS, _values(PARAGRAPHS)),
            Choice("language", *words.LANGUAGE, ((AS_SYSTEM, words.AS_SYSTEM), *LANGUAGES.items())),
        ),
    )


def _writing(window: MainWindow) -> OptionsPage:
    as_menu = partial(_menu, window)
    return OptionsPage(
        words.WRITING,
        (
            Choice("markup", *words.MARKUP, _values(MARKUP)),
            Choice("quotes", *words.QUOTES, _values(QUOTES)),
            Switch("return_begins_paragraph", *words.RETURN),
            Switch("spelling", *words.SPELLING, as_menu("spelling")),
            Switch("notes_beside", *words.NOTES, as_menu("notes")),
            Switch("autosave", *words.AUTOSAVE, as_menu("autosave")),
            Switch("versions", *words.VERSIONS),
        ),
    )


def _goals(window: MainWindow) -> OptionsPage:
    as_menu = partial(_menu, window)
    return OptionsPage(
        words.GOALS,
        (
            Choice("focus", *words.FOCUS, _values(FOCUS)),
            Switch("typewriter", *words.TYPEWRITER, as_menu("typewriter")),
            Choice("typewriter_at", *words.TYPEWRITER_AT, _values(HEIGHTS)),
            Switch("drafting", *words.DRAFTING, as_menu("drafting")),
            Number("daily_goal", *words.DAILY_GOAL, 0, 100_000, 50, words.N_WORDS, words.NO_GOAL),
            Number("session_goal", *words.SESSION_GOAL, 0, 100_000, 50, words.N_WORDS, words.NO_GOAL),
            Number("reading_speed", *words.READING_SPEED, 50, 1000, 10, words.PER_MINUTE),
        ),
    )


def _glow(window: MainWindow) -> OptionsPage:
    as_menu = partial(_menu, window)
    return OptionsPage(
        words.GLOW,
        (
            Switch("glow_visible", *words.GLOW_SHOWN, as_menu("glow")),
            Switch("inspector_visible", *words.WHY, as_menu("why")),
            Switch("curve_visible", *words.CURVE, as_menu("curve")),
            Switch("ladder", *words.LADDER, as_menu("ladder")),
        ),
    )


def _model(window: MainWindow) -> OptionsPage:
    label, button, sentence = words.MODELS
    return OptionsPage(
        words.MODEL,
        (
            Act(label, sentence.format(name=window.parts.models.words), button, window.parts.dialogs.show_models),
            Switch("no_model", *words.WITHOUT, _menu(window, "no-model")),
            Number("threads", *words.THREADS[:2], 0, 256, 1, "", words.THREADS[2]),
            Number("gpu_layers", *words.LAYERS[:2], -1, 999, 1, "", words.LAYERS[2]),
        ),
    )


def _privacy(window: MainWindow) -> OptionsPage:
    def open_folder(folder: Path) -> None:
        if not open_in_file_manager(folder):
            window.notice.tell(words.FOLDER_NOT_OPENED.format(folder=folder))

    folders = (
        Act(each.label, f"{each.why}\n{each.folder}", words.OPEN_FOLDER, partial(open_folder, each.folder))
        for each in window.parts.kept
    )
    return OptionsPage(
        words.PRIVACY, (Act(*words.NETWORK), Switch("record", *words.RECORD, _menu(window, "record")), *folders)
    )


def _menu(window: MainWindow, name: str) -> Callable[[bool], None]:
    """Does the same as the menu's command."""
    return window.actions_by_name[name].setChecked


def _values(offered: Iterable[tuple[str | float | Enum, str]]) -> tuple[tuple[str | float, str], ...]:
    """Values and words of a menu, without the signs of its access keys."""
    return tuple(
        (value.value if isinstance(value, Enum) else value, label.replace("&", "")) for value, label in offered
    )
