"""A short form of hours of writing: nothing is left over after a round. And what is judged as growth."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from core.attribute import file as attribute_file
from core.engine.fake import ScriptedEngine
from tests import making
from tests.faults import soak
from tests.faults.report import Lost
from tests.faults.soak import Sample


def test_a_few_rounds_leave_nothing_over(tmp_path: Path, qapp: QApplication) -> None:
    attribute_file.write(attribute := tmp_path / "attribute.gguf", making.attribute())
    engine = ScriptedEngine([f"Extraordinarily, phosphorescent catastrophes {n} hummed." for n in range(9)])
    samples = soak.soak(tmp_path, engine, (Path("scripted.gguf"), str(attribute)), 0, 20)
    for name in ("descriptors", "threads", "children", "objects"):  # a file may be open at the moment of a count
        counted = [getattr(each, name) for each in samples]
        assert min(counted[-4:]) <= max(counted[:-4]), (name, counted)
    assert samples[-1].rewrites > 4


def samples(**growing: float) -> list[Sample]:
    """Forty rounds of three minutes; of ``growing`` what is added in each."""
    steady = Sample(0, 150, 300, 40, 20, 1, 600, 1.0, 0, 0)
    return [
        replace(steady, minutes=3.0 * n, **{name: getattr(steady, name) + n * by for name, by in growing.items()})
        for n in range(40)
    ]


def test_what_grows_is_found() -> None:
    assert soak.judge(samples(window_mb=0.2))["window_mb_per_hour"] == pytest.approx(4.0)
    for growing in ({"window_mb": 0.3}, {"model_mb": 0.3}, {"descriptors": 1}, {"objects": 1}, {"key_ms": 0.05}):
        with pytest.raises(Lost):
            soak.judge(samples(**growing))
