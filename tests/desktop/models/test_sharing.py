"""Exporting an attribute and importing it elsewhere, from the menu."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from core.attribute import file as attribute_file
from core.attribute.file import Attribute
from core.personal.sharing import EARLIER
from desktop.learning.learner import LearningState
from desktop.models import words as model_words
from tests import making
from tests.desktop.conftest import Desk, until


def written(place: Path, attribute: Attribute) -> Path:
    attribute_file.write(place, attribute)
    return place


async def choose(desk: Desk, command: str, path: Path) -> str:
    """Choose a command of the Model menu, and ``path`` in its dialog; what the notice says then."""
    desk.questions.path = path
    desk.window.actions_by_name[command].trigger()
    await desk.window.parts.tasks.finish()
    return desk.window.notice.words


def installed(desk: Desk) -> dict[str, bytes]:
    folder = desk.folders.attributes
    return {path.name: path.read_bytes() for path in folder.glob("*")} if folder.is_dir() else {}


def test_what_is_exported_is_imported_as_it_was(desk: Desk, tmp_path: Path) -> None:
    async def round_trip() -> None:
        await desk.load()
        said = await choose(desk, "export", tmp_path / "for a friend")
        file = tmp_path / "for a friend.gguf"
        assert said == model_words.exported("creativity", "scripted", file.name)
        assert desk.questions.asked == ["export as scripted.creativity.gguf"]
        assert await choose(desk, "import", file) == model_words.imported("creativity", "")
        [(name, data)] = installed(desk).items()
        assert name.endswith("creativity.gguf") and data == file.read_bytes()
        ready = desk.window.parts.model.ready
        assert ready is not None and [each.name for each in ready.available] == ["creativity"]
        made = making.attribute()
        assert np.array_equal(ready.attribute.directions, made.directions)
        assert (ready.attribute.layer, ready.attribute.report) == (made.layer, made.report)
        await choose(desk, "export", tmp_path / "again.gguf")
        assert (tmp_path / "again.gguf").read_bytes() == data

    desk.run(round_trip())


def test_for_another_model_there_is_one_sentence_and_nothing_is_replaced(desk: Desk, tmp_path: Path) -> None:
    other = written(tmp_path / "other.gguf", making.attribute(fingerprint="another model's"))
    larger = written(tmp_path / "larger.gguf", making.attribute(n_layer=32, n_embd=64))
    damaged = tmp_path / "damaged.gguf"
    damaged.write_bytes(other.read_bytes()[:500])

    async def refuse() -> None:
        await desk.load()
        await choose(desk, "import", desk.attribute_file)
        before = installed(desk)
        assert "has the shape of scripted but other weights" in await choose(desk, "import", other)
        assert "scripted has 30 layers of 576" in await choose(desk, "import", larger)
        assert "damaged.gguf" in await choose(desk, "import", damaged)
        assert installed(desk) == before
        assert not any("by import" in asked for asked in desk.questions.asked)

    desk.run(refuse())


def test_one_of_the_same_name_is_replaced_only_if_the_writer_says_so(desk: Desk, tmp_path: Path) -> None:
    made = making.attribute()
    theirs = written(tmp_path / "theirs.gguf", replace(made, directions=-made.directions))

    async def twice() -> None:
        await desk.load()
        await choose(desk, "import", desk.attribute_file)
        [(name, before)] = installed(desk).items()
        await choose(desk, "import", theirs)
        assert desk.questions.asked[-1] == "replace creativity by import"
        assert installed(desk) == {name: before}
        desk.questions.replace = True
        assert await choose(desk, "import", theirs) == model_words.imported("creativity", name + EARLIER)
        assert installed(desk) == {name: theirs.read_bytes(), name + EARLIER: before}
        shown = desk.window.parts.glow.shown
        assert shown is not None and np.array_equal(shown.vector.direction, -made.directions[made.layer])

    desk.run(twice())


def test_a_dropped_attribute_gives_a_glow_to_a_model_that_has_none(desk: Desk) -> None:
    parts = desk.window.parts

    async def drop() -> None:
        await parts.model.load(Path("scripted.gguf"))
        assert parts.model.ready is None and parts.models.learning.now.state is LearningState.RUNNING
        parts.models.learning.pause()
        assert await choose(desk, "export", Path("x.gguf")) == model_words.NOTHING_TO_EXPORT
        desk.window.open_dropped(desk.attribute_file)
        await parts.tasks.finish()
        assert parts.model.ready is not None
        assert parts.models.learning.now.state is LearningState.NOTHING
        await until(lambda: parts.glow.glow_of(parts.editor.paragraph_ids()[1]) is not None)

    desk.run(drop())


def test_a_model_that_was_chosen_meanwhile_gets_nothing(desk: Desk, tmp_path: Path) -> None:
    parts = desk.window.parts

    async def change_while_asked() -> None:
        await desk.load()
        await choose(desk, "import", desk.attribute_file)
        before = installed(desk)

        async def answer(name: str) -> bool:
            await parts.model.load(Path("other.gguf"))
            return True

        desk.questions.replace_by_import = answer  # type: ignore[method-assign]
        theirs = written(tmp_path / "theirs.gguf", replace(making.attribute(), layer=9))
        assert await choose(desk, "import", theirs) == model_words.MODEL_CHANGED_MEANWHILE
        assert installed(desk) == before

    desk.run(change_while_asked())
