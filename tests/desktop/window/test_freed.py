"""A window that was closed is freed: no signal keeps it, its dialogs or its text in memory."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from core.engine.fake import ScriptedEngine
from tests.desktop.conftest import Desk, Run, desk_with


def test_a_closed_window_is_freed_with_its_editor(run: Run, tmp_path: Path) -> None:
    made = desk_with(ScriptedEngine(["The lamp hummed."]), run, tmp_path)
    desk = next(made)
    run(used(desk))
    window, editor = weakref.ref(desk.window), weakref.ref(desk.window.parts.editor)
    del desk
    assert next(made, None) is None  # closes the window
    del made
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert window() is None
    assert editor() is None


async def used(desk: Desk) -> None:
    """Load a model and open a dialog."""
    await desk.load()
    desk.window.parts.dialogs.show_models()
    await desk.window.parts.tasks.finish()
