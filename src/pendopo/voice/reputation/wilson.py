"""The interval of a rate that stays honest when there are few cases.

Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
Journal of the American Statistical Association 22 (1927), 209-212.
"""

from __future__ import annotations

from math import sqrt

Z95 = 1.959963984540054
"""Standard normal quantile of a two-sided 95 % interval."""


def wilson(*, successes: float, n: float, z: float = Z95) -> tuple[float, float]:
    """Lower and upper bound of a rate, both in 0..1; (0, 1) when nothing was seen.

    Raises ValueError when `successes` does not lie between 0 and `n`.
    """
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} is not a rate")
    if n == 0:
        return 0.0, 1.0
    rate = successes / n
    centre = rate + z * z / (2 * n)
    spread = z * sqrt(rate * (1 - rate) / n + z * z / (4 * n * n))
    whole = 1 + z * z / n
    return max(0.0, (centre - spread) / whole), min(1.0, (centre + spread) / whole)


def of_scores(*, total: float, n: int, best: int = 5) -> tuple[float, float]:
    """Interval of the mean of scores 1..best, from their sum.

    A score is read as a share of the way from 1 to `best`. No scores vary more than those that are
    all 1 or `best`, which Wilson's interval is made for; so it is never too narrow.
    """
    low, high = wilson(successes=(total - n) / (best - 1), n=n)
    return 1 + low * (best - 1), 1 + high * (best - 1)
