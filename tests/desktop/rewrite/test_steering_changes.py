"""Another attribute comes while the card is open: never are λ asked of attributes that are not there."""

from __future__ import annotations

import itertools

from pytestqt.qtbot import QtBot

from core.attribute.calibration import Zones
from core.engine.fake import ScriptedEngine
from desktop.editor.text_edit import ManuscriptEditor
from desktop.rewrite.attempt import BlendAttribute, Steering
from desktop.rewrite.card import RewriteCard
from desktop.rewrite.controller import RewriteController
from tests.making import attribute


def zones(lam_max: float) -> Zones:
    half = lam_max / 2
    return Zones(half / 2, half, lam_max, ((0.0, 1.0), (half, 1.6), (lam_max, 4.0)))


def steering(lam_max: float, *blend: str) -> Steering:
    made = attribute()
    return Steering(
        "creativity",
        made.calibration,
        zones(lam_max),
        made.vector,
        3.0,
        tuple(BlendAttribute(name, zones(lam_max), made.vector) for name in blend),
    )


def test_any_attribute_may_follow_any_other(qtbot: QtBot) -> None:
    editor = ManuscriptEditor()
    qtbot.addWidget(editor)
    controller = RewriteController(ScriptedEngine(["x"]), editor)
    card = RewriteCard(controller)
    qtbot.addWidget(card)
    card.show()
    kinds = [steering(20.0, "craft"), steering(4.0), steering(15.0, "craft", "my voice"), steering(2.0, "paper")]
    for before, after in itertools.permutations(kinds, 2):
        for each in (before, after):
            controller.set_steering(each)
            assert len(card.blend.lams) == len(each.blend)
            if each.blend:
                card.blend.fold.setChecked(True)
                card.blend.sliders[0].set_lam(1.0)
                assert card.blend.lams[0] == 1.0
            card.slider.set_lam(each.zones.lam_max)  # the next one clips it
            assert card.slider.lam == each.zones.lam_max
