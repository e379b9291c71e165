"""Colours a reader can rely on, checked with the WCAG formula."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QLineEdit,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.attribute.calibration import Band
from desktop.common import theme as themes
from desktop.common.theme import DARK, LIGHT, SEPIA, Theme, contrast, luminance

every_theme = pytest.mark.parametrize("theme", [LIGHT, DARK, SEPIA], ids=lambda theme: theme.name)


def test_the_contrast_formula_is_wcags() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@every_theme
def test_text_keeps_seven_to_one_on_every_tint(theme: Theme) -> None:
    assert min(contrast(theme.text, tint) for tint in theme.tints) >= 7
    for background in (theme.selection, theme.found, theme.added, theme.dropped):
        assert contrast(theme.text, background) >= 7


@every_theme
def test_plain_has_no_tint_and_lightness_moves_one_way(theme: Theme) -> None:
    assert theme.tints[Band.PLAIN] == theme.page
    direction = 1 if theme.is_dark else -1
    for colours in (theme.tints, theme.bars):
        steps = [direction * (luminance(b) - luminance(a)) for a, b in pairwise(colours)]
        assert min(steps) > 0


@every_theme
def test_the_ramp_is_one_hue_without_red_or_green(theme: Theme) -> None:
    hues = [QColor(colour).hslHue() for colour in theme.tints[1:] + theme.bars[1:]]
    assert all(30 <= hue <= 50 for hue in hues)


GROUNDS = {
    "text": ("page", "chrome", "raised", "selection", "found", "added", "dropped", "border", "tints"),
    "chrome_text": ("page", "chrome", "raised", "selection"),
    "muted": ("page", "chrome", "raised", "border", "added", "dropped", "tints"),
    "accent": ("page", "chrome", "raised", "tints"),
    "accent_text": ("accent",),
}
"""The colours of letters, and the grounds that each of them stands on: ``dropped`` is that of a struck-out word,
``border`` that of the row selected in a list without the keys. What is disabled may be fainter, says WCAG too."""


@every_theme
def test_all_letters_can_be_read_on_every_ground_by_wcag_aa(theme: Theme) -> None:
    for colour, grounds in GROUNDS.items():
        for ground in grounds:
            found = getattr(theme, ground)
            worst = min(contrast(getattr(theme, colour), each) for each in (found if ground == "tints" else (found,)))
            assert worst >= 4.5, f"{colour} on {ground}: {worst:.2f}"


@every_theme
def test_where_the_keys_go_can_be_seen(theme: Theme) -> None:
    for ground in (theme.page, theme.chrome, theme.raised):
        assert contrast(theme.accent, ground) >= 3
    sheet = themes.stylesheet(theme)
    shown = re.findall(r"^Q\w+[^\n{]*:focus[^\n{]*\{([^}]*)\}", sheet, re.MULTILINE)
    assert len(shown) >= 5 and all(theme.accent in rule or theme.selection in rule for rule in shown)


@every_theme
def test_quiet_words_and_bars_can_be_read(theme: Theme) -> None:
    assert contrast(theme.chrome_text, theme.chrome) >= 7
    for bar in theme.bars[2:]:
        assert contrast(bar, theme.page) >= 2.8


def test_names_resolve_and_unknown_ones_follow_the_desktop() -> None:
    assert themes.resolve("sepia", True) is SEPIA
    assert themes.resolve("system", True) is DARK
    assert themes.resolve("no such theme", False) is LIGHT


@every_theme
def test_palette_and_style_sheet_carry_the_theme(theme: Theme, qtbot: QtBot) -> None:
    palette = themes.palette(theme)
    assert palette.color(QPalette.ColorRole.Base) == QColor(theme.page)
    sheet = themes.stylesheet(theme)
    assert theme.accent in sheet
    assert "{" in sheet and "{{" not in sheet


@every_theme
def test_hints_in_empty_fields_can_be_read(theme: Theme, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setStyleSheet(themes.stylesheet(theme))
    field.ensurePolished()
    shown = field.palette().color(QPalette.ColorRole.PlaceholderText)
    assert shown.alpha() == 255 and contrast(shown.name(), theme.page) >= 4.5


class WithIcons(QProxyStyle):
    """A desktop that puts icons on the buttons of dialogs."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        if hint is QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons:
            return 1
        return super().styleHint(hint, option, widget, returnData)


def test_the_buttons_of_dialogs_have_words_and_no_icons(qtbot: QtBot) -> None:
    style, buttons = WithIcons(), QDialogButtonBox()
    qtbot.addWidget(buttons)
    buttons.setStyle(style)
    buttons.setStyleSheet(themes.stylesheet(LIGHT))
    assert buttons.addButton(QDialogButtonBox.StandardButton.Close).icon().isNull()


def test_the_page_is_set_in_source_serif_with_a_true_italic(qtbot: QtBot) -> None:
    assert themes.serif_family() == "Source Serif Pro"
    font = QFont("Source Serif Pro")
    font.setItalic(True)
    assert QFontInfo(font).italic()


@every_theme
@pytest.mark.parametrize("checked", [False, True])
def test_a_check_box_can_be_seen(theme: Theme, checked: bool, qtbot: QtBot) -> None:
    box = QCheckBox("")
    qtbot.addWidget(box)
    box.setPalette(themes.palette(theme))
    box.setStyleSheet(themes.stylesheet(theme))
    box.setChecked(checked)
    image = box.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(16) for y in range(image.height())}
    assert max(contrast(each, theme.page) for each in colours) >= 3
    inside = {image.pixelColor(x, y).name() for x in range(4, 11) for y in range(6, image.height() - 6)}
    assert any(contrast(each, theme.page) >= 3 for each in inside) is checked
