"""What is set, and which of it holds on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol, TypeVar

import msgspec


class Pace(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How many reports come from one device before a person looks first. browser, address, helper:
    within an hour, of a browser, of a network address, of an officer's account; refused: within a
    day from one address, held ones included, before it is asked to come again later."""

    valid_from: dt.date
    browser: int
    address: int
    helper: int
    refused: int
    basis: str
    contoh: bool = False


class ReputationValues(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The figures of the published formula (docs/reference/reputation.md).

    ranked_from: reports that have come due before a unit is ranked; shown_from: before anything but
    its name is shown; fixed, prompt: weights of the two lower bounds in the score, 1 together;
    rating_prior: imagined ratings of the usual mean added to each unit; topic_prior: imagined
    reports with the usual rate added to each topic; farthest: the difficulty at most multiplies or
    divides a bound by it; period_from: ratings of a service keep their month (quarter, year) only
    where so many share it.
    """

    valid_from: dt.date
    ranked_from: int
    shown_from: int
    fixed: float
    prompt: float
    rating_prior: float
    topic_prior: float
    farthest: float
    period_from: int
    basis: str
    contoh: bool = False


class Dated(Protocol):
    @property
    def valid_from(self) -> dt.date: ...


_D = TypeVar("_D", bound=Dated)
_START = dt.date(2011, 11, 1)
_OWN = "Bawaan: daerah belum menetapkan angkanya"
PACE = Pace(valid_from=_START, browser=20, address=60, helper=300, refused=3000, basis=_OWN,
            contoh=True)  # fmt: skip
"""Of a region that sets none."""
REPUTATION = ReputationValues(
    valid_from=_START, ranked_from=30, shown_from=5, fixed=0.6, prompt=0.4, rating_prior=10.0,
    topic_prior=10.0, farthest=2.0, period_from=5, basis=_OWN, contoh=True,
)  # fmt: skip
"""Of a region that sets none."""


def in_force(values: Sequence[_D], on: dt.date) -> _D:
    """Those that hold on this day; the first ones before any did. values: at least one, by day."""
    begun = [one for one in values if one.valid_from <= on]
    return begun[-1] if begun else values[0]
