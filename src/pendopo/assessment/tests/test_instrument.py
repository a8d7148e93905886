"""Instruments as data: what adds up, and what is refused with its place."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pendopo.assessment import instrument as assessment
from pendopo.config.environment import ROOT

PEMDI = ROOT / "packages" / "instruments" / "pemdi-2026"


def test_pemdi_2026_has_7_aspects_and_20_indicators_that_add_up_to_100() -> None:
    found = assessment.load(PEMDI)
    assert len(found.aspects) == 7 and len(found.indicators) == 20
    assert sum(one.weight for one in found.indicators) == Decimal(100)
    assert [one.weight for one in found.aspects.values()] == [10, 10, 15, 15, 10, 15, 25]


def test_three_indicators_are_shown_by_the_work_itself() -> None:
    found = assessment.load(PEMDI)
    assert [one.number for one in found.indicators if one.evidence] == [11, 17, 19]


@pytest.mark.parametrize(
    ("words", "instead", "said"),
    [
        ("{number: 20,", "{number: 16,", "indicator 16 stands twice"),
        ("aspect: 7, weight: 15", "aspect: 8, weight: 15", "no aspect 8"),
        ("aspect: 7, weight: 15", "aspect: 7, weight: 14", "aspect 7: weight 25"),
        ("slug: pemdi-2026", "slug: pemdi", "slug: pemdi"),
        ("shows: services", "shows: rumours", "rumours"),
    ],
)
def test_a_spoilt_instrument_is_refused_with_its_place(
    tmp_path: Path, words: str, instead: str, said: str
) -> None:
    text = (PEMDI / "instrument.yaml").read_text()
    assert words in text
    folder = tmp_path / "pemdi-2026"
    folder.mkdir()
    (folder / "instrument.yaml").write_text(text.replace(words, instead, 1))
    with pytest.raises(assessment.InstrumentRefused) as refused:
        assessment.load(folder)
    assert any(said in one for one in refused.value.problems), refused.value.problems
