"""Pure functions of the desktop: offsets, words about scores, the λ scale, sentences."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.attribute.calibration import Band, Zone, Zones
from core.rewrite.checks import Flag
from core.score.scoring import Score
from desktop.common import messages
from desktop.common.text_offsets import all_to_utf16, from_document, from_utf16, to_document, to_utf16, utf16_length
from desktop.glow.wording import comparison
from desktop.rewrite.zone_scale import zone_scale

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(ANY_TEXT, st.integers(0, 50))
def test_offsets_agree_with_utf16(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    position = to_utf16(text, offset)
    assert position == len(text[:offset].encode("utf-16-le")) // 2
    assert from_utf16(text, position) == offset
    assert all_to_utf16(text, range(len(text) + 1))[offset] == position
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2


@given(ANY_TEXT)
def test_what_qt_would_swallow_comes_back(text: str) -> None:
    assert from_document(to_document(text)) == text.translate(
        {0xFDD4: "\r", 0xFDD5: "\u2029", 0xFDD6: "\ufdd0", 0xFDD7: "\ufdd1"}
    )


@example(1.2, 0.2, 0.2, 0.0)
@given(st.floats(0.2, 6), st.floats(0.2, 6), st.floats(0.2, 6), st.floats(0, 1))
def test_the_lambda_scale_runs_both_ways_within_its_bounds(a: float, b: float, c: float, position: float) -> None:
    zones = Zones(a, a + b, a + b + c)
    scale = zone_scale(zones)
    lam = scale.lam_at(position)
    assert zones.allows(lam)
    assert scale.position(0.0) > scale.position(-zones.vivid)
    assert scale.lam_at(scale.position(lam)) == pytest.approx(lam, abs=0.11)


def test_every_zone_has_its_place_on_the_scale() -> None:
    scale = zone_scale(Zones(2.0, 5.0, 8.0))
    assert [s.zone for s in scale.stretches] == [Zone.RISKY, Zone.PLAINER, Zone.MILD, Zone.VIVID, Zone.RISKY]
    assert scale.stretches[0].left == 0.0
    assert scale.stretches[-1].right == pytest.approx(1.0)


def test_a_score_is_said_as_a_comparison_never_a_number() -> None:
    chapter = (0.1, 0.2, 0.3, 0.4, 0.5)
    lively = Score(30, 0.45, 75.0, Band.LIVELY)
    assert comparison(lively, chapter) == "lively — livelier than most of this chapter"
    assert comparison(Score(30, 0.6, 99.0, Band.VIVID), chapter).endswith("the liveliest paragraph of this chapter")
    assert comparison(lively, chapter[:2]) == "lively"
    assert comparison(Score(3, None, None, None), chapter) == "too short to say"
    assert not any(character.isdigit() for character in comparison(lively, chapter))


def test_every_flag_has_its_sentence() -> None:
    assert set(messages.FLAG_SENTENCES) == set(Flag)
    assert messages.flag_sentences(["talk", "something new"])[1] == "something new"
