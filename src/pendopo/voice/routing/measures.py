"""How good predictions were, each figure with its interval."""

from __future__ import annotations

from typing import Any

import numpy as np

from pendopo.voice.reputation.wilson import wilson
from pendopo.voice.routing.values import Estimate

Array = np.ndarray[Any, Any]
DRAWS = 1000
BINS = 15


def rate(hits: Array, groups: Array) -> Estimate:
    """The share of hits with Wilson's interval.

    Rows of one group (identical texts) are one observation, so n is the effective number of
    L. Kish, "Survey Sampling" (1965), section 8.2: (sum of group sizes)^2 / sum of their squares.
    """
    if not len(hits):
        return Estimate(0.0, 0.0, 1.0)
    sizes = np.unique(groups, return_counts=True)[1].astype(float)
    effective = float(sizes.sum() ** 2 / (sizes**2).sum())
    value = float(hits.mean())
    low, high = wilson(successes=value * effective, n=effective)
    return Estimate(value, min(low, value), max(high, value))


def macro_f1(truth: Array, guess: Array, groups: Array, *, seed: int) -> Estimate:
    """Mean F1 of the labels that occur in `truth`; interval: 2.5 and 97.5 percent points of
    1,000 bootstrap samples of groups (B. Efron, Annals of Statistics 7, 1979)."""
    if not len(truth):
        return Estimate(0.0, 0.0, 1.0)
    value = _macro_f1(truth, guess, np.ones(len(truth)))
    random = np.random.default_rng(seed)
    names, place = np.unique(groups, return_inverse=True)
    even = np.full(len(names), 1 / len(names))
    drawn = sorted(
        _macro_f1(truth, guess, random.multinomial(len(names), even)[place]) for _ in range(DRAWS)
    )
    low, high = drawn[int(0.025 * DRAWS)], drawn[int(0.975 * DRAWS) - 1]
    return Estimate(value, min(low, value), max(high, value))


def _macro_f1(truth: Array, guess: Array, weight: Array) -> float:
    size = int(max(truth.max(), guess.max())) + 1
    there = np.bincount(truth, weight, minlength=size)
    said = np.bincount(guess, weight, minlength=size)
    right = np.bincount(truth, weight * (truth == guess), minlength=size)
    asked = there > 0
    return float((2 * right[asked] / (there[asked] + said[asked])).mean())


def calibration_error(confidence: Array, hits: Array) -> float:
    """Expected calibration error: mean distance of confidence and accuracy over 15 bins of equal
    width, weighted by their rows (Guo and others 2017, section 2)."""
    if not len(hits):
        return 0.0
    place = np.minimum((confidence * BINS).astype(int), BINS - 1)
    total = np.bincount(place, minlength=BINS)
    gap = np.abs(np.bincount(place, confidence - hits, minlength=BINS))
    return float(gap[total > 0].sum() / len(hits))


def top(chances: Array, truth: Array, *, most: int) -> Array:
    """Whether the truth is among the `most` likeliest labels of each row; an equal chance counts
    for the label that stands first."""
    order = np.argsort(-chances, axis=1, kind="stable")[:, :most]
    return np.asarray((order == truth[:, None]).any(axis=1))
