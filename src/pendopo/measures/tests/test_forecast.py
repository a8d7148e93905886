"""A forecast is as good as its past says, and says so."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pendopo.measures.forecast import forecast
from pendopo.measures.foretelling import METHODS

SEASON = [30, 32, 35, 28, 20, 22, 40, 45, 41, 30, 26, 18]


def test_each_kind_of_past_finds_its_method() -> None:
    seasonal = forecast([float(one) for one in SEASON * 4], ahead=4, done=8)
    assert seasonal and seasonal.method == "seasonal" and seasonal.expected == sum(SEASON)
    line = forecast([10.0 + 2 * at for at in range(24)], ahead=6, done=6, together="last")
    assert line and line.method in ("line", "drift") and math.isclose(line.expected, 10 + 2 * 29)
    flat = forecast([7.0] * 20, ahead=3, done=3, together="mean")
    assert flat and (flat.expected, flat.low, flat.high, flat.error) == (7, 7, 7, 0)


def test_too_short_a_past_gives_no_forecast() -> None:
    assert forecast([1.0, 2, 3], ahead=2, done=1) is None
    assert forecast([], ahead=2, done=0) is None


def test_what_is_known_is_not_foretold() -> None:
    known = forecast([1.0, 2, 3], ahead=0, done=3, target=6)
    assert known and (known.expected, known.chance, known.method) == (6, 1, "known")
    below = forecast([1.0, 2, 3], ahead=0, done=3, target=5, direction="down")
    assert below and below.chance == 0


def test_a_far_target_has_little_chance_and_a_near_one_much() -> None:
    chance = random.Random(1)
    past = [100 + chance.gauss(0, 5) for _ in range(48)]
    far = forecast(past, ahead=6, done=6, target=1_400)
    near = forecast(past, ahead=6, done=6, target=1_000)
    under = forecast(past, ahead=6, done=6, target=1_400, direction="down")
    assert far and near and under and far.chance and near.chance and under.chance
    assert far.chance < 0.1 < 0.9 < near.chance < 1 and under.chance > 0.9


def test_the_interval_holds_about_as_often_as_it_says() -> None:
    """Over many worlds: noise around a level, and walks."""
    held = total = 0
    for seed in range(120):
        chance = random.Random(seed)
        level, world = 100.0, list[float]()
        for _ in range(60):
            level += chance.gauss(0, 1.5) if seed % 2 else 0
            world.append(level + chance.gauss(0, 6))
        found = forecast(world[:54], ahead=6, done=6)
        assert found is not None
        held += found.low <= sum(world[48:]) <= found.high
        total += 1
    assert 0.6 <= held / total <= 0.95


@given(
    st.lists(st.floats(-1e6, 1e6), max_size=40),
    st.integers(0, 12), st.integers(0, 12), st.sampled_from(["sum", "last", "mean"]),
)  # fmt: skip
def test_whatever_the_past_the_interval_holds_the_expected(
    past: list[float], ahead: int, done: int, together: str
) -> None:
    done = min(done, len(past))
    found = forecast(past, ahead=ahead, done=done, target=0, together=together)  # type: ignore[arg-type]  # drawn from its three words
    if found is not None:
        assert found.low <= found.expected <= found.high
        assert found.chance is not None and 0 <= found.chance <= 1
        assert found.method in {*METHODS, "known"} and found.error >= 0


def test_what_is_no_number_is_refused() -> None:
    for wrong in ([math.nan] * 9, [1.0, math.inf]):
        with pytest.raises(ValueError, match="numbers"):
            forecast(wrong, ahead=1, done=1)
    with pytest.raises(ValueError, match="period"):
        forecast([1.0], ahead=1, done=2)
