"""A line through time: round grid lines, gaps where there is nothing to be shown."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest

from pendopo.faces.components.charts import HEIGHT, LEFT, RIGHT, TOP, WIDTH, Spot, _scale, chart


def spots(*values: str | None) -> list[Spot]:
    return [
        Spot(dt.date(2026, 1, 1) + dt.timedelta(days=at), f"h{at}",
             None if one is None else Decimal(one), one or "–")
        for at, one in enumerate(values)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        (0, 0, (0, 0.5, 0.5)),
        (3, 7, (0, 8, 2)),
        (0, 96.2, (0, 100, 50)),
        (0, 1240, (0, 1500, 500)),
        (-12, 30, (-20, 40, 20)),
        (0, 0.31, (0, 0.4, 0.1)),
    ],
)
def test_round_lines_hold_every_value(low: float, high: float, found: tuple[float, ...]) -> None:
    first, last, step = _scale(low, high)
    assert (first, last, step) == pytest.approx(found)
    assert first <= low and high <= last


def test_what_is_counted_has_no_halves() -> None:
    assert [text for _y, text in chart(spots("0", "1")).grid] == ["0", "1"]
    assert len(chart(spots("0.5", "1")).grid) > 2


def test_a_gap_breaks_the_line() -> None:
    made = chart(spots("1", "2", None, "4", "3", "5"))
    assert len(made.runs) == 2 and [run.count("L") for run in made.runs] == [1, 2]
    assert len(made.dots) == 5 and made.drawn
    assert all("–" not in said for _x, _y, said in made.dots)


def test_everything_lies_in_the_picture() -> None:
    made = chart(spots("0", "55.5", "1000000", "3"))
    numbers = [float(one) for run in made.runs for one in re.findall(r"[\d.]+", run)]
    assert all(LEFT <= x <= WIDTH - RIGHT for x in numbers[::2])
    assert all(TOP <= y <= HEIGHT for y in numbers[1::2])
    assert min(numbers[1::2]) == TOP, "the highest value is on the highest line"


def test_few_names_and_the_last_among_them() -> None:
    made = chart(spots(*(str(at) for at in range(30))))
    assert len(made.names) <= 7 and made.names[-1][1] == "h29"


@pytest.mark.parametrize("values", [(), ("3",), (None, None), (None, "3", None)])
def test_too_little_for_a_line(values: tuple[str | None, ...]) -> None:
    assert not chart(spots(*values)).drawn
