"""Wilson's interval against published values."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pendopo.voice.reputation.wilson import wilson


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        # R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (0, 0, 0.0, 1.0),
    ],
)
def test_published_values(successes: int, n: int, low: float, high: float) -> None:
    assert wilson(successes=successes, n=n) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize("successes", [-1, 6])
def test_what_is_no_rate_is_refused(successes: int) -> None:
    with pytest.raises(ValueError, match="not a rate"):
        wilson(successes=successes, n=5)


def test_more_reports_without_success_never_raise_the_bound() -> None:
    for good in range(40):
        lows = [wilson(successes=good, n=n)[0] * n for n in range(max(1, good), 400)]
        assert all(after <= before + 1e-12 for before, after in pairwise(lows))
