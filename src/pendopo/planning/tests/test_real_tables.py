"""Tables as governments publish them; skipped where they are not beside the checkout."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pendopo.planning.tables.text import read_text
from pendopo.planning.tests import pure as planning
from pendopo.planning.tests.tables import checked, real


def test_the_nomenclature_of_a_regency_is_whole() -> None:
    """163 programmes, 407 activities, 1,957 sub-activities; no orphan, no double."""
    report = checked(real("domain/nomenklatur_bondowoso_2021.csv"))
    assert report.findings == ()
    assert report.counts == {"program": 163, "kegiatan": 407, "subkegiatan": 1957}
    assert any("51 baris" in note for note in report.notes)  # 8 affairs and 43 fields above


def test_the_newer_nomenclature_has_unit_and_indicator_in_every_row() -> None:
    """Wide: programme, activity and sub-activity side by side."""
    report = checked(real("data/planning/subkegiatan_kabkota_pemutakhiran_2027.csv"))
    assert report.counts == {"program": 189, "kegiatan": 713, "subkegiatan": 3550}
    assert report.findings == ()


@pytest.mark.parametrize("year", range(2026, 2031))
def test_a_districts_five_years_add_up(year: int) -> None:
    """Programmes and activities of a Renstra; it has no sub-activities, which is no defect."""
    path = real("data/planning/kecamatan_sempu_35.10_renstra_2026_2030.csv")
    report = checked(path, year)
    assert [one for one in report.findings if one.rule == "rollup"] == []
    assert report.counts == {"program": 5, "kegiatan": 12, "subkegiatan": 0}
    assert any("Tidak ada baris subkegiatan" in note for note in report.notes)


def test_the_same_district_with_a_rupiah_missing() -> None:
    path = real("data/planning/kecamatan_sempu_35.10_renstra_2026_2030.csv")
    sheet = planning.open_sheet(path)
    text = path.read_text(encoding="utf-8").replace("1800226791", "1800226790", 1)
    (one,) = planning.check(read_text(text.encode()), year=2026).findings
    assert (one.rule, one.code, one.expected, one.found) == (
        "rollup", "7.01.01", Decimal(2188115481), Decimal(2188115482),
    )  # fmt: skip
    assert planning.check(sheet, year=2026).findings == ()
    assert any("--year" in note for note in planning.check(sheet).notes)


def test_accounts_are_no_plan() -> None:
    """Codes of another tree: every row is named, nothing is taken for a programme."""
    report = checked(real("data/planning/rekening_belanja.csv"))
    assert report.findings
