"""A window in which an attribute of one's own can be learned."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.attribute import file as attribute_file
from core.personal import marks
from core.personal.marks import Marks
from tests import making
from tests.desktop.conftest import Desk
from tests.desktop.personal.own import ALIVE, FLAT, short


@pytest.fixture
def ready(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The window on a model with its *creativity*, and enough marked passages on disk."""
    own = desk.window.parts.models.own
    monkeypatch.setattr(own, "_plan", short)
    desk.folders.attributes.mkdir()
    attribute_file.write(desk.folders.attributes / "scripted.creativity.gguf", making.attribute())
    marks.save(desk.folders.data, Marks(ALIVE, FLAT))
    desk.run(desk.window.parts.models.use(Path("scripted.gguf")))
    assert desk.window.parts.model.ready is not None
    desk.run(desk.scored())
    return desk
