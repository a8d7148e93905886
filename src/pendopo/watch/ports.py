"""What watch needs of a room that may not be there yet: numbers computed from facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Asked:
    """A measure from `since` until `until`."""

    measure: str
    since: dt.datetime
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class Number:
    """None: nothing was counted. fresh_at: up to when facts have been read."""

    value: Decimal | None
    unit: str
    fresh_at: dt.datetime | None


class Measures(Protocol):
    """Numbers of measures, several in one question."""

    def numbers(self, asks: Sequence[Asked], *, known_at: dt.datetime | None) -> list[Number]: ...


_bound: list[Measures] = []


def bind_measures(measures: Measures | None) -> None:
    """Say who computes; None takes it away again."""
    _bound[:] = [measures] if measures is not None else []


def measures() -> Measures | None:
    """Whoever computes, if bound."""
    return _bound[0] if _bound else None
