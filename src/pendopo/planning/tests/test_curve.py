"""What should be done by when, and from when on a contract is late: a table with its reasons."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from pendopo.planning.contracts import curve

MARCH, JUNE = dt.date(2026, 3, 2), dt.date(2026, 6, 15)
D = Decimal
BENT = {"2026-03": D(10), "2026-04": D(20), "2026-05": D(80), "2026-06": D(100)}


@pytest.mark.parametrize(
    ("day", "done"),
    [
        (dt.date(2026, 3, 1), 0),
        (dt.date(2026, 3, 31), 10),
        (dt.date(2026, 4, 15), 15),  # half of April's thirty days
        (dt.date(2026, 4, 30), 20),
        (dt.date(2026, 5, 31), 80),
        (JUNE, 100),
        (dt.date(2027, 1, 1), 100),
    ],
)
def test_between_months_the_curve_is_straight(day: dt.date, done: int) -> None:
    points = curve.checked(BENT, MARCH, JUNE)
    assert points is not None
    assert curve.planned(points, MARCH, JUNE, day) == done


def test_without_a_curve_each_day_brings_the_same() -> None:
    ends = dt.date(2026, 1, 10)
    found = [curve.planned((), dt.date(2026, 1, 1), ends, dt.date(2026, 1, day))
             for day in (1, 5, 9, 10)]  # fmt: skip
    assert found == [10, 50, 90, 100]


@pytest.mark.parametrize(
    "wrong",
    [
        {**BENT, "2026-04": D(5)},  # falls
        {**BENT, "2026-06": D(90)},  # never done
        {"2026-03": D(10), "2026-05": D(100)},  # ends before the contract does
        {**BENT, "2026-07": D(100)},  # after its end
        {**BENT, "2026-02": D(1)},  # before its start
        {**BENT, "2026-05": D(101)},
        {**BENT, "Mei 2026": D(80)},
        {**BENT, "2026-13": D(80)},
    ],
)
def test_curves_that_are_none(wrong: dict[str, Decimal]) -> None:
    assert curve.checked(wrong, MARCH, JUNE) is None


@pytest.mark.parametrize(
    ("physical", "planned", "day", "stands"),
    [
        (50, 50, MARCH, "on_track"),
        (45, 50, MARCH, "behind"),
        (40, 50, MARCH, "behind"),  # ten points are not more than ten
        (D("39.99"), 50, MARCH, "critical"),
        (75, 80, MARCH, "behind"),
        (D("74.9"), 80, MARCH, "critical"),  # past 70 percent five points are enough
        (99, 100, JUNE, "behind"),
        (99, 100, JUNE + dt.timedelta(days=1), "overdue"),
        (100, 100, JUNE + dt.timedelta(days=9), "finished"),
    ],
)
def test_how_a_contract_stands(physical: Decimal, planned: int, day: dt.date, stands: str) -> None:
    found = curve.standing(
        status="open", physical=D(physical), planned=D(planned), ends=JUNE, day=day
    )
    assert found == stands
    assert (found in curve.LATE) is (stands in ("critical", "overdue"))
