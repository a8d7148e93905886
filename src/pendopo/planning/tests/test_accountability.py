"""Tables of the yearly performance report: what is incomplete is named and never scored."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from pendopo.planning.tables import open_bytes
from pendopo.planning.tests.doors import planning

DAY = dt.date(2026, 11, 16)


@pytest.fixture
def plan(region: str, now: dt.datetime) -> Any:
    """A target with an indicator that was scored in two years and one without direction; below it
    a programme with money and payments."""
    made = planning.create_plan(
        kind="rpjmd", title="RPJMD (contoh)", first_year=2025, last_year=2029, who=None, now=now
    )
    draft = made.draft.id
    by: dict[str, Any] = {"version_id": draft, "who": None, "now": now}
    target = planning.set_node(level="sasaran", name="Izin cepat (contoh)", **by)
    below = planning.set_node(level="program", name="Pelayanan", parent_key=target, **by)
    other = planning.set_node(level="sasaran", name="Sasaran kosong (contoh)", **by)
    complete = planning.set_indicator(
        node_key=target, name="Tepat waktu", unit="persen", direction="naik",
        accumulation="non absolut", benchmark="88,5", benchmark_of="Jawa Timur 2025 (contoh)",
        targets={"2025": "80", "2026": "90", "2029": "100"}, **by,
    )  # fmt: skip
    planning.set_indicator(
        node_key=target, name="Tanpa arah", unit="izin", targets={"2026": "5"}, **by
    )
    planning.set_budget(node_key=below, year=2026, amount="1.000.000", **by)
    for year, value in ((2025, "72"), (2026, "81")):
        planning.enter_realisation(
            plan_id=made.id, node_key=target, indicator_key=complete, kind="performance",
            year=year, period="Q4", value=value, who=None, now=now,
        )  # fmt: skip
    planning.record_disbursement(
        plan_id=made.id, node_key=below, sort="sp2d", letter="1/2026", day=dt.date(2026, 3, 2),
        amount="750.000", who=None, now=now,
    )  # fmt: skip
    return made, draft, target, other, by


def tables(plan: Any, year: int = 2026) -> Any:
    return planning.accountability(version_id=plan[1], year=year, on=DAY)


def test_targets_with_years_benchmark_and_the_end(plan: Any) -> None:
    first, empty = tables(plan).aims
    one, refused = first.indicators
    assert [each.year for each in one.before] == [2025]
    assert one.before[0].outcome.achievement_year == Decimal(90)
    assert one.indicator.outcome.achievement_year == Decimal(90)
    assert one.indicator.outcome.achievement_total == Decimal(81)
    assert (one.target, one.target_end) == (Decimal(90), Decimal(100))
    assert (one.indicator.benchmark, one.indicator.benchmark_of) == (
        Decimal("88.5"), "Jawa Timur 2025 (contoh)"
    )  # fmt: skip
    assert (first.pagu, first.spent, first.absorbed) == (
        Decimal(1_000_000), Decimal(750_000), Decimal(75)
    )  # fmt: skip
    assert isinstance(refused.indicator.outcome, planning.Refusal)
    assert first.efficiency is None, "thrift is unknown while an indicator is incomplete"
    assert [name for name, _why in first.incomplete] == ["Tanpa arah"]
    assert (empty.pagu, empty.absorbed, empty.efficiency) == (None, None, None)
    assert len(empty.incomplete) == 2


def test_efficiency_once_all_is_known(plan: Any, now: dt.datetime) -> None:
    made, draft, target, _other, by = plan
    page = planning.node_page(version_id=draft, key=target, year=2026, on=DAY)
    odd = next(one for one in page.indicators if one.name == "Tanpa arah")
    planning.set_indicator(
        node_key=target, key=odd.key, revision=odd.revision, name="Kini lengkap", unit="izin",
        direction="naik", accumulation="non absolut", targets={"2026": "5", "2029": "9"}, **by,
    )  # fmt: skip
    planning.enter_realisation(
        plan_id=made.id, node_key=target, indicator_key=odd.key, kind="performance", year=2026,
        period="Q1", value="5", who=None, now=now,
    )  # fmt: skip
    first = tables(plan).aims[0]
    assert first.efficiency == Decimal(25)
    assert first.incomplete == ()


def test_a_workbook_names_what_is_incomplete(plan: Any) -> None:
    content = planning.accountability_workbook(of=tables(plan))
    heads, done, refused = _lines(content, "Capaian")
    row = dict(zip(heads, done, strict=True))
    assert (row["Realisasi 2025"], row["Target 2026"], row["Capaian (%)"]) == (72, 90, 90)
    assert (row["Target akhir"], row["Pembanding"]) == (100, "88,50 (Jawa Timur 2025 (contoh))")
    missing = dict(zip(heads, refused, strict=False))
    assert (missing["Capaian (%)"], missing["Predikat"]) == ("", "belum lengkap")
    whys = [line[2] for line in _lines(content, "Belum lengkap")[1:]]
    assert whys[0] == "Arah indikator kosong; tulis naik atau turun."
    assert [line[1] for line in _lines(content, "Anggaran")[1:]] == [1_000_000, ""]


def _lines(content: bytes, name: str) -> list[tuple[Any, ...]]:
    found = [row.cells for row in open_bytes(content, sheet=name).rows]
    width = len(found[0])
    return [(*cells, *[""] * (width - len(cells))) for cells in found]


def test_statements_do_not_grow_with_the_plan(plan: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def counted() -> int:
        with CaptureQueriesContext(connection) as few:
            tables(plan)
        return len(few)

    before = counted()
    for number in range(5):
        key = planning.set_node(level="sasaran", name=f"Sasaran {number}", **plan[4])
        planning.set_indicator(node_key=key, name="Ada", unit="izin", **plan[4])
    assert counted() == before <= 32
