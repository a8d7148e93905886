"""What queries about contracts answer with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final
from uuid import UUID

from pendopo.planning.contracts.curve import LATE, Curve, Standing

PHOTOS: Final = 4
"""Photos of one report."""


@dataclass(frozen=True, slots=True)
class ContractCard:
    """A contract as it stands on a day. value, paid: rupiah; physical: percent accepted, by
    `seen_on`; planned, deviation: percent and points on that day; waiting: reports not yet
    checked."""

    id: UUID
    number: str
    title: str
    organisation_id: UUID
    provider_id: UUID
    plan_id: UUID
    node_key: UUID
    node_code: str
    node_name: str
    value: Decimal
    starts_on: dt.date
    ends_on: dt.date
    village: str
    point: tuple[Decimal, Decimal] | None
    status: str  # open | finished | terminated
    closed_on: dt.date | None
    physical: Decimal
    seen_on: dt.date | None
    planned: Decimal
    deviation: Decimal
    standing: Standing
    paid: Decimal
    waiting: int
    example: bool
    revision: int

    @property
    def late(self) -> bool:
        return self.standing in LATE

    @property
    def paid_share(self) -> Decimal:
        return 100 * self.paid / self.value


@dataclass(frozen=True, slots=True)
class AddendumLine:
    """What an addendum changed."""

    basis: str
    on: dt.date
    value_before: Decimal
    value_after: Decimal
    ends_before: dt.date
    ends_after: dt.date
    curve_changed: bool


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """A report from the field. metres: how far from the work its reporter stood, None without a
    check-in or a point; visited: whether there was one. own: reported by who asks."""

    id: UUID
    number: int
    on: dt.date
    physical: Decimal
    planned: Decimal
    letter: str
    paid: Decimal | None
    paid_on: dt.date | None
    note: str = field(repr=False)
    photos: tuple[UUID, ...]
    visited: bool
    metres: int | None
    status: str  # entered | accepted | returned
    remark: str = field(repr=False)
    reported_at: dt.datetime
    judged_at: dt.datetime | None
    own: bool
    revision: int


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The end of a month: percent planned, and accepted by then (None: not reached yet)."""

    month: str
    planned: Decimal
    real: Decimal | None


@dataclass(frozen=True, slots=True)
class ContractPage:
    """One contract: `points` by month, reports newest first, addenda oldest first."""

    card: ContractCard
    curve: Curve
    points: tuple[CurvePoint, ...]
    reports: tuple[ProgressLine, ...]
    addenda: tuple[AddendumLine, ...]
    closed_basis: str


@dataclass(frozen=True, slots=True)
class FieldFigures:
    """What contracts say of a sub-activity in a year. physical: percent at the end of each
    quarter, weighted by value; paid: rupiah of each quarter, by SP2D."""

    contracts: int
    value: Decimal
    physical: Mapping[str, Decimal]
    paid: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """token: for one report, shown once. metres: from the place of the work."""

    token: str = field(repr=False)
    until: dt.datetime
    metres: int | None


@dataclass(frozen=True, slots=True)
class FieldPhoto:
    """A picture as it came in; it is looked at before it is kept."""

    name: str
    data: bytes = field(repr=False)
