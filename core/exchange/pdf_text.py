"""Compare the text of a PDF with the manuscript, where a reader of PDFs is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.exchange.comparison import Difference

if TYPE_CHECKING:
    from core.exchange.exporting import Ready


def pdf_differences(data: bytes, ready: Ready) -> list[Difference] | None:
    return None
