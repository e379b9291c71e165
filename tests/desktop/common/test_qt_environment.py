"""Found out before Qt aborts: no display, no libraries."""

from __future__ import annotations

import pytest

from desktop.common import qt_environment


def test_without_a_display_the_sentence_names_what_works() -> None:
    sentence = qt_environment.why_no_window({}, "linux")
    assert "no display" in sentence
    assert "inkglow tour" in sentence and "inkglow score" in sentence


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_with_a_display_a_window_can_open(name: str) -> None:
    assert qt_environment.why_no_window({name: "x"}, "linux") == ""


def test_other_systems_always_have_one() -> None:
    assert qt_environment.why_no_window({}, "darwin") == ""
    assert qt_environment.missing_libraries({}, "win32") == ""


def test_missing_libraries_are_named_as_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt_environment, "_loads", lambda library: "EGL" not in library and "cursor" not in library)
    assert qt_environment.missing_libraries({}, "linux").endswith("apt install libegl1")
    on_x11 = qt_environment.missing_libraries({"DISPLAY": ":0"}, "linux")
    assert on_x11.endswith("apt install libegl1 libxcb-cursor0")
