"""Words and values of planning that verbs take and queries answer with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

PlanKind = Literal["rpjpd", "rpjmd", "renstra", "rkpd", "renja", "apbd"]
VersionSort = Literal["initial", "kua_ppas", "rka", "dpa", "shift", "amendment"]
"""initial: the text as first adopted; shift: pergeseran; amendment: perubahan."""
Giver = Literal["programme", "business", "community", "village"]
RealisedKind = Literal["performance", "physical", "money"]
DisbursementSort = Literal["spd", "sp2d"]
KINDS: Final[tuple[PlanKind, ...]] = ("rpjpd", "rpjmd", "renstra", "rkpd", "renja", "apbd")
SORTS: Final[tuple[VersionSort, ...]] = (
    "initial", "kua_ppas", "rka", "dpa", "shift", "amendment",
)  # fmt: skip
GIVERS: Final[tuple[Giver, ...]] = ("programme", "business", "community", "village")
NODE_LEVELS: Final = (
    "visi", "misi", "tujuan", "sasaran", "strategi", "program", "kegiatan", "subkegiatan",
)  # fmt: skip
"""From the vision down. A parent always stands further up, so no tree can turn into a circle."""
RANK: Final = {level: at for at, level in enumerate(NODE_LEVELS)}
QUARTERS: Final = ("Q1", "Q2", "Q3", "Q4")
PERIODS: Final = (*QUARTERS, *(f"M{month:02d}" for month in range(1, 13)), "P")


@dataclass(frozen=True, slots=True)
class VersionCard:
    """One state of a plan. `revision`: to be sent back with a change."""

    id: UUID
    plan_id: UUID
    number: int
    sort: str
    label: str
    status: str  # draft | adopted
    basis: str
    begun_at: dt.datetime
    adopted_on: dt.date | None
    revision: int


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan and its versions, newest first."""

    id: UUID
    kind: str
    title: str
    first_year: int
    last_year: int
    organisation_id: UUID | None
    above_id: UUID | None
    source: str
    example: bool
    versions: tuple[VersionCard, ...]

    @property
    def current(self) -> VersionCard:
        """The newest adopted version; while there is none, the draft."""
        return next((one for one in self.versions if one.status == "adopted"), self.versions[0])

    @property
    def draft(self) -> VersionCard | None:
        return next((one for one in self.versions if one.status == "draft"), None)

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(range(self.first_year, self.last_year + 1))
