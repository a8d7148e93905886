"""What a file of figures says, and what the plan already knows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from pendopo.planning.tree import Finding
from pendopo.planning.values import DisbursementSort, RealisedKind


@dataclass(frozen=True, slots=True)
class SaidFigure:
    """One figure of one period. `indicator` as the row names it, "" when it does not; `value` in
    the unit of its kind (the indicator's own, percent, rupiah)."""

    row: int
    column: str
    level: str
    code: str
    skpd: str
    indicator: str
    kind: RealisedKind
    period: str
    value: Decimal
    evidence: str


@dataclass(frozen=True, slots=True)
class SaidLetter:
    """One SPD or SP2D. Rupiah."""

    row: int
    level: str
    code: str
    skpd: str
    sort: DisbursementSort
    number: str
    day: dt.date
    account: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Said:
    """`findings`: what could not be read, by row."""

    figures: tuple[SaidFigure, ...]
    letters: tuple[SaidLetter, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class KnownNode:
    """`mine`: who sends the file may report of it; `indicators`: name -> key; `pagu`: rupiah of
    the year, None when the plan says nothing."""

    key: UUID
    code: str
    level: str
    skpd: str
    organisation_id: UUID | None
    mine: bool
    indicators: dict[str, UUID]
    pagu: Decimal | None


Slot = tuple[UUID, UUID | None, str, str]
"""(node, indicator, kind, period) of a year: there is one figure for each."""
LetterSlot = tuple[str, str, UUID, str]
"""(sort, number, node, account)."""


@dataclass(frozen=True, slots=True)
class KnownFigure:
    id: UUID
    value: Decimal
    status: str
    revision: int


@dataclass(frozen=True, slots=True)
class KnownLetter:
    day: dt.date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Known:
    """The plan in the version that counts. `paid`: SP2D of the year by node, in rupiah."""

    nodes: tuple[KnownNode, ...]
    figures: dict[Slot, KnownFigure]
    letters: dict[LetterSlot, KnownLetter]
    paid: dict[UUID, Decimal]


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure that will be written; `known`: the one that it takes the place of."""

    said: SaidFigure
    node: KnownNode
    indicator: UUID | None
    known: KnownFigure | None

    @property
    def slot(self) -> Slot:
        return self.node.key, self.indicator, self.said.kind, self.said.period
