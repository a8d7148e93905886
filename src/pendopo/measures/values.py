"""What measures hand out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal
from uuid import UUID

from pendopo.measures.definition import Definition

Step = Literal["day", "week", "month", "quarter", "year"]
State = Literal["ready", "building", "unknown"]
Moment = dt.date | dt.datetime
"""A day; a moment stands for its day in the zone of the region."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as declared. version: the one that gives its values (None: still being built for
    the first time); building: the number of a newer one that is being built."""

    id: UUID
    slug: str
    version: int | None
    building: int | None
    definition: Definition
    declared_at: dt.datetime

    @property
    def name(self) -> Mapping[str, str]:
        return self.definition.name

    @property
    def unit(self) -> Mapping[str, str]:
        return self.definition.unit

    @property
    def public(self) -> bool:
        return self.definition.public

    @property
    def by(self) -> tuple[str, ...]:
        return self.definition.by


@dataclass(frozen=True, slots=True)
class Ask:
    """One question of many. since, until: first and last day, both counted (of an `open` measure
    only the last matters). where: one value each of some of its dimensions. known_at: as known at
    the full hour before; None: as corrected since."""

    slug: str
    since: Moment
    until: Moment
    where: Mapping[str, str] = field(default_factory=dict)
    known_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A number and what stands behind it.

    number: None when nothing was counted of which a share, a median or a mean could be made.
    n: how many facts it rests on. unit: by language. until: the last day counted. fresh_at: every
    fact recorded up to this moment is in it; a later clock tells the age of the number. version:
    of the declaration, None unless `state` is ready.
    """

    slug: str
    number: Decimal | None
    n: int
    unit: Mapping[str, str]
    until: dt.date
    fresh_at: dt.datetime
    state: State = "ready"
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One step of a series: its first and last day, number and n as in `Value`; key: the value of
    the dimension it is for ("" for facts that have none)."""

    since: dt.date
    until: dt.date
    number: Decimal | None
    n: int
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A fact behind a number."""

    seq: int
    id: UUID
    kind: str
    occurred_at: dt.datetime
    recorded_at: dt.datetime
    about: UUID


@dataclass(frozen=True, slots=True)
class Lineage:
    """One page of sources, newest first; next: give it as `after` for the page that follows, ""
    when this was the last."""

    sources: tuple[Source, ...]
    next: str
