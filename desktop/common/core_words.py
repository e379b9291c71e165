"""Words for what :mod:`core` computes, in the language of the window; its own words are those of files and JSON."""

from __future__ import annotations

from core.attribute.calibration import Band, Zone
from desktop.common.translation import tr

_BANDS = {
    Band.PLAIN: tr("plain", "band"),
    Band.QUIET: tr("quiet", "band"),
    Band.STEADY: tr("steady", "band"),
    Band.LIVELY: tr("lively", "band"),
    Band.VIVID: tr("vivid", "band"),
}
_ZONES = {
    Zone.PLAINER: tr("plainer", "strength"),
    Zone.MILD: tr("mild", "strength"),
    Zone.VIVID: tr("vivid", "strength"),
    Zone.RISKY: tr("risky", "strength"),
}


def band_word(band: Band) -> str:
    """The name of a band of the glow."""
    return _BANDS[band]


def zone_word(zone: Zone) -> str:
    """The name of a zone of λ."""
    return _ZONES[zone]
