"""Names of the attributes that come with Inkglow, in the language of the window."""

from __future__ import annotations

from desktop.common.translation import tr

_NAMES = {"creativity": tr("creativity"), "imagery": tr("imagery"), "craft": tr("craft")}


def attribute_name(name: str) -> str:
    """``name`` as the window shows it; one that a writer gave stays as it is."""
    return _NAMES.get(name, name)
