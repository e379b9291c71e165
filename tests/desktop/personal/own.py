"""What the tests of an attribute of one's own share: marked passages, a small plan, and clicks in the dialog."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from core.attribute.selection import InstalledAttribute
from core.derivation.plan import Plan, TextContrast
from core.personal.own_attribute import plan_for
from desktop.learning.learner import LearningState
from desktop.personal.controller import OwnAttributes
from desktop.personal.dialog import OwnAttributeDialog
from tests.desktop.conftest import Desk, click, until

THINGS = (
    ("lamp", "whale", "orchard"),
    ("railway", "violin", "glacier"),
    ("harbour", "thimble", "comet"),
    ("anvil", "fern", "quarry"),
    ("bellows", "tide", "sextant"),
    ("plaster", "ribbon", "mill"),
    ("ember", "saddle", "parapet"),
    ("kettle", "meadow", "dredger"),
    ("mirror", "pylon", "heron"),
    ("cellar", "trumpet", "moth"),
    ("ledger", "juniper", "kiln"),
    ("ferry", "walnut", "sundial"),
)
FLAT = tuple(f"There was a {a}. It was near the {b} and we saw a {c} too." for a, b, c in THINGS)
ALIVE = tuple(f"Unlit, {a} by {a}, the {b}s leaned together until one {c} sang." for a, b, c in THINGS)


def short(texts: TextContrast, installed: tuple[InstalledAttribute, ...]) -> Plan:
    """A plan small enough for the scripted engine."""
    whole = plan_for(texts, installed)
    return Plan(
        whole.contrast.limited(zones=1),
        whole.pairs[:4],
        whole.passages[::16],
        texts=texts,
        layers=(8, 9),
        compare_with=whole.compare_with,
    )


def own_of(desk: Desk) -> OwnAttributes:
    return desk.window.parts.models.own


async def opened(desk: Desk) -> OwnAttributeDialog:
    desk.window.actions_by_name["own"].trigger()
    dialog = desk.window.parts.dialogs.own
    assert dialog is not None
    await desk.window.parts.tasks.finish()  # it shows what there is
    return dialog


def state(desk: Desk) -> LearningState:
    return own_of(desk).now.state


def names_in_menu(desk: Desk) -> list[str]:
    menu = QMenu()
    desk.window.parts.models.fill_attributes(menu)
    return [action.text() for action in menu.actions()]


async def learned(desk: Desk) -> OwnAttributeDialog:
    dialog = await opened(desk)
    await click(dialog.start_button)
    await until(lambda: state(desk) is LearningState.DONE)
    return dialog
