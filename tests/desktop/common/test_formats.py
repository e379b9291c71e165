"""Numbers, dates and lists in sentences, in English and with German numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from PySide6.QtCore import QLocale

from desktop.common.formats import decimal, gigabytes, grouped, joined, percent
from desktop.rewrite.words import signed
from desktop.versions import words as version_words
from desktop.writing import words as writing_words


@pytest.fixture
def german_numbers() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de"))
    yield
    QLocale.setDefault(before)


def test_numbers_and_lists_in_english() -> None:
    assert (grouped(1234567), grouped(-1234)) == ("1,234,567", "-1,234")
    assert (decimal(1234.56), percent(0.456)) == ("1,234.6", "46%")
    assert (gigabytes(5_230_000_000), gigabytes(350_000_000)) == ("5.2 GB", "350 MB")
    assert [joined(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_numbers_and_dates_as_germans_write_them(german_numbers: None) -> None:
    assert (grouped(1234567), decimal(1234.56), gigabytes(5_230_000_000)) == ("1.234.567", "1.234,6", "5,2 GB")
    assert signed(-2.5) == "−2,5"
    assert writing_words.words(1500) == "1.500 words"
    assert writing_words.day(date(2026, 3, 7)) == "7 März"
    assert version_words.moment(datetime(2025, 5, 3, 9, 5), datetime(2026, 1, 1)) == "3 Mai 2025 9:05"
