"""From cosine to band and from λ to zone."""

from __future__ import annotations

import numpy as np
import pytest
import scipy  # its parts are loaded when they are used

from core.attribute.calibration import Band, Zone, calibrate, zones_from

UNIFORM = [(30, value / 100) for value in range(101)]


def test_percentiles_are_those_of_the_passages_of_that_length() -> None:
    short, long = [(10, c) for _, c in UNIFORM], [(120, c + 1.0) for _, c in UNIFORM]
    calibration = calibrate([*short, *UNIFORM, *long], 303)
    assert calibration.percentile(0.25, 10) == pytest.approx(25, abs=0.5)
    assert calibration.percentile(1.25, 200) == pytest.approx(25, abs=0.5)
    assert calibration.percentile(0.25, 200) == 0
    assert calibration.percentile(9.0, 10) == 100


def test_a_class_with_few_passages_leans_on_the_shorter_one() -> None:
    calibration = calibrate([*UNIFORM, (150, 5.0)], 102)
    assert calibration.percentile(0.5, 150) == pytest.approx(50, abs=1)


@pytest.mark.parametrize(("percentile", "band"), [(0, 0), (19.9, 0), (20, 1), (40, 2), (60, 3), (80, 4), (100, 4)])
def test_bands_begin_at_each_fifth(percentile: float, band: int) -> None:
    assert Band.at(percentile) == Band(band)


def test_zones_end_where_the_perplexity_ratio_says() -> None:
    zones = zones_from([(0, 1.0), (2, 1.25), (4, 1.6), (8, 4.0), (10, 9.0), (-4, 1.5), (-8, 6.0)])
    assert (zones.mild, zones.vivid) == (2.0, 4.0)
    assert zones.lam_max == pytest.approx(-4 * -1 + 4 * (4.0 - 1.5) / (6.0 - 1.5), abs=0.01)
    assert zones.zone(1.9) is Zone.MILD
    assert zones.zone(3.0) is Zone.VIVID
    assert zones.zone(5.0) is Zone.RISKY
    assert zones.zone(-3.0) is Zone.PLAINER
    assert not zones.allows(7.0)
    assert not zones.allows(float("nan"))


def test_nothing_is_promised_beyond_what_was_measured() -> None:
    zones = zones_from([(0, 1.0), (3, 1.1), (6, 1.2)])
    assert (zones.mild, zones.vivid, zones.lam_max) == (6, 6, 6)


def test_a_dip_in_the_curve_does_not_reopen_a_zone() -> None:
    zones = zones_from([(0, 1.0), (2, 1.5), (4, 1.1), (6, 5.0)])
    assert zones.mild == pytest.approx(2 * 0.25 / 0.3, abs=0.01)  # on the way to (1.5 + 1.1) / 2
    assert np.isfinite(zones.lam_max)


def test_chance_at_one_lambda_does_not_end_a_zone() -> None:
    measured = [(-14.0, 1.9), (0.0, 1.0), (2.0, 1.27), (4.0, 1.17), (6.0, 1.44), (8.0, 1.52), (10.0, 1.5), (12.0, 2.8)]
    zones = zones_from(measured)
    expected = scipy.optimize.isotonic_regression([1.27, 1.17, 1.44, 1.52, 1.5, 2.8]).x
    assert zones.mild == pytest.approx(np.interp(1.25, expected[1:3], [4, 6]), abs=0.01)
    assert zones.vivid == pytest.approx(np.interp(1.6, expected[4:6], [10, 12]), abs=0.01)
    assert zones.measured == tuple(measured)  # as it was
    below = zones_from([(0.0, 1.0), (2.0, 0.9), (4.0, 0.95), (6.0, 1.5)])
    assert below.mild == 5.0  # never less perplexity than at λ = 0
