"""Another attribute takes the place of the one shown: the old glow stays meanwhile, and is compared with the new."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from core.attribute.calibration import Calibration
from desktop.glow.changes import BandChanges
from tests.desktop.conftest import Desk, until


def test_the_old_glow_stays_until_the_new_one_is_there_and_changed_bands_are_counted(desk: Desk) -> None:
    parts = desk.window.parts
    glow, editor = parts.glow, parts.editor
    counted: list[tuple[int, int]] = []

    def bands() -> dict[int, object]:
        found = {each: glow.glow_of(each) for each in editor.paragraph_ids()}
        return {each: shown.score.band for each, shown in found.items() if shown and shown.score.band is not None}

    async def replace_it() -> None:
        await desk.load()
        await until(lambda: not glow.busy and not glow.unread)
        before = bands()
        assert before and len(set(before.values())) > 1
        shown = glow.shown
        assert shown is not None
        top = np.linspace(-2.0, -1.0, 101, dtype=np.float32)  # below every score, so that all become vivid
        calibration = Calibration(np.tile(top, (4, 1)), n_passages=200)
        changes = BandChanges(glow, editor, lambda changed, total: counted.append((changed, total)))
        glow.set_attribute(replace(shown, calibration=calibration, cache_key="another"), keep_glow=True)
        changes.wait()
        assert bands() == before and not counted  # stale, but still there
        assert all(found.stale for each in before if (found := glow.glow_of(each)) is not None)
        await until(lambda: bool(counted))
        after = bands()
        assert counted == [(sum(after[each] is not before[each] for each in before), len(before))]
        assert counted[0][0] > 0

    desk.run(replace_it())
    assert len(counted) == 1
