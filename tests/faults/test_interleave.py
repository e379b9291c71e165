"""A short form of the walks in which nothing waits for what was begun before, and proof that they find faults."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.document.session import Session
from tests.faults import interleave
from tests.faults.report import Lost


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nothing_lands_in_a_wrong_place(tmp_path: Path, qapp: QApplication, seed: int) -> None:
    interleave.walk(tmp_path, seed)


def test_a_text_that_is_left_unsaved_is_found(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def always(_session: Session) -> bool:
        return True

    monkeypatch.setattr(Session, "may_close", always)
    with pytest.raises(Lost, match="nobody had agreed"):
        for seed in range(9):
            (home := tmp_path / str(seed)).mkdir()
            interleave.walk(home, seed)
