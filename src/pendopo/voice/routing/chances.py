"""From margins to calibrated probabilities, and the way from a topic to its agency.

A margin becomes a probability by a softmax whose single factor (an inverse temperature) is chosen
on texts the machine did not learn from. Source: C. Guo and others, "On Calibration of Modern Neural
Networks", ICML 2017, section 4.2; it holds for any scores.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
FACTORS = tuple(float(one) for one in np.geomspace(0.5, 40, 30))
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
SMALLEST = 1e-9
ENOUGH = 3000
"""Texts that settle a factor; more do not move it."""


@dataclass(frozen=True, slots=True)
class Mixing:
    """agency, topic: factors of the two softmaxes; direct: the share of the direct answer, the
    rest comes through the topic; last: the exponent that settles the mixture."""

    agency: float
    topic: float
    direct: float
    last: float


def softmax(margins: Array, factor: float) -> Array:
    """Rows that sum to 1; a margin of minus infinity is a label that was never learnt."""
    with np.errstate(invalid="ignore"):
        scaled = factor * (margins - margins.max(axis=1, keepdims=True))
    raised: Array = np.exp(scaled)
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def sharpened(chances: Array, exponent: float) -> Array:
    """Probabilities raised to a power and brought to sum 1 again."""
    raised = np.power(np.maximum(chances, SMALLEST), exponent)
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def loss(chances: Array, truth: Array) -> float:
    """Mean negative log probability of what was true (nats)."""
    given = chances[np.arange(len(truth)), truth]
    return float(-np.log(np.maximum(given, SMALLEST)).mean())


def best_factor(margins: Array, truth: Array) -> float:
    """The factor with the least loss; 1 when there is nothing to judge by."""
    if not len(truth):
        return 1.0
    margins, truth = _some(margins), _some(truth)
    return min(FACTORS, key=lambda one: loss(softmax(margins, one), truth))


def _some(rows: Array) -> Array:
    """Evenly spaced rows, `ENOUGH` of them or all."""
    if len(rows) <= ENOUGH:
        return rows
    return np.asarray(rows[np.linspace(0, len(rows) - 1, ENOUGH).astype(int)])


def mixed(agency: Array, through: Array | None, mixing: Mixing) -> Array:
    """The agencies' probabilities. agency: margins; through: probabilities by way of the topic."""
    direct = softmax(agency, mixing.agency)
    if through is not None:
        direct = mixing.direct * direct + (1 - mixing.direct) * through
    return sharpened(direct, mixing.last)


def choose(agency: Array, through: Array | None, truth: Array, *, topic: float) -> Mixing:
    """Factor, share and exponent with the least loss on texts that were not learnt from."""
    if not len(truth):
        return Mixing(1.0, topic, 1.0, 1.0)
    agency, truth = _some(agency), _some(truth)
    through = None if through is None else _some(through)
    factor = best_factor(agency, truth)
    share = 1.0
    if through is not None:
        direct = softmax(agency, factor)
        share = min(SHARES, key=lambda one: loss(one * direct + (1 - one) * through, truth))
    blend = mixed(agency, through, Mixing(factor, topic, share, 1.0))
    exponents = [float(one) for one in np.linspace(0.5, 2.0, 16)]
    last = min(exponents, key=lambda one: loss(sharpened(blend, one), truth))
    return Mixing(factor, topic, share, last)


def route_shares(topics: Array, agencies: Array, *, shape: tuple[int, int]) -> Array:
    """Topics x agencies: of the texts with a topic, the share that went to each agency.

    One imagined text, dealt as all texts are, is added to each topic, so that nothing is
    impossible. topics, agencies: index per text, topic -1 when unknown.
    """
    table = np.zeros(shape)
    known = topics >= 0
    np.add.at(table, (topics[known], agencies[known]), 1.0)
    usual = np.bincount(agencies, minlength=shape[1]) / max(1, len(agencies))
    table += usual
    return np.asarray(table / table.sum(axis=1, keepdims=True))
