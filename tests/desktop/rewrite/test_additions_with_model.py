"""An addition of the starter model is taken and accepted, in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from core.engine.client import EngineClient
from core.rewrite import hunks
from desktop import app
from desktop.window.window import MainWindow
from tests.desktop.conftest import Run, until

PASSAGE = "Nell walked along the sea wall to work. She did this every morning. She was wearing her coat."
TEXT = f"{PASSAGE}\n\nThe lamp office was at the end of the quay.\n"
TRIES = 4
"""Attempts until something is found: what is generated differs a little between processors."""
PATIENCE_S = 240


@pytest.mark.model
def test_an_addition_of_the_starter_model_is_taken_and_accepted_as_one_undo_step(run: Run, tmp_path: Path) -> None:
    engine = EngineClient()

    async def opened() -> MainWindow:
        window = app.build(engine, app.folders_in(tmp_path))
        window.show()
        window.parts.preferences.change(glow_visible=False)  # nothing else is read
        await window.parts.models.load_first(None, "")
        window.parts.session.new(TEXT, "Test")
        return window

    window = run(opened())
    rewriting, editor = window.parts.rewriting, window.parts.editor

    def press(key: str) -> None:
        QTest.keySequence(editor, QKeySequence(key))

    async def attempted(key: str) -> None:
        press(key)
        assert rewriting.enriching
        await until(lambda: not rewriting.state.is_running)

    for tried in range(TRIES):
        run(attempted("Ctrl+R" if tried else "Ctrl+Return"), seconds=PATIENCE_S)
        if rewriting.current is not None:
            break
    attempt = rewriting.current
    assert attempt is not None and attempt.variant is not None, rewriting.sentence
    assert attempt.text == PASSAGE and not window.actions_by_name["accept"].isEnabled()
    assert attempt.variant.text == hunks.apply(PASSAGE, attempt.additions)
    best = max(attempt.additions, key=lambda each: each.gain)
    assert best.gain > 0
    press("Ctrl+T")
    press("Alt+Return")
    assert editor.text() == TEXT.replace(PASSAGE, hunks.apply(PASSAGE, [best]))
    press("Ctrl+Z")
    assert editor.text() == TEXT
    editor.document().setModified(False)
    run(app.close(window, engine))
    window.hide()
    window.deleteLater()
