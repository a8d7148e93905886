"""What a ladder is."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

Tier = Literal["kelurahan", "kecamatan", "desa"]
Act = Literal["handle", "watch"]
LATE_AGENCY, DISTRICT, COORDINATOR = "agency", "district", "coordinator"
HEAD, DIVISION = "head", "division"
SUPERVISOR = "supervisor"


class Name(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    en: str


class Rung(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """after: working days since the limit passed. of: the agency that is late, its district, the
    coordinating agency, or an organisation's code. office: its head, who supervises below the head
    (`division`), or a role. act: to act on the delay, or to watch over it."""

    after: int
    of: str
    office: str
    act: Act
    name: Name


class Ladder(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """tiers: of which organisations by their place in the territory; none: of all others. until:
    the first day on which it holds no more. basis: what says so. to_check: the regulation with
    which it has still to be compared. contoh: the days come from no source."""

    code: str
    name: Name
    rungs: tuple[Rung, ...]
    basis: str
    since: dt.date = msgspec.field(name="from")
    until: dt.date | None = None
    tiers: tuple[Tier, ...] = ()
    to_check: str = ""
    contoh: bool = False

    def holds(self, on: dt.date) -> bool:
        return self.since <= on and (self.until is None or on < self.until)


PLAIN = Ladder(
    code="atasan",
    name=Name(id="Atasan", en="Superiors"),
    rungs=(
        Rung(after=0, of=LATE_AGENCY, office=SUPERVISOR, act="handle",
             name=Name(id="Atasan", en="Superiors")),
        Rung(after=0, of=COORDINATOR, office=SUPERVISOR, act="watch",
             name=Name(id="Koordinator pengaduan", en="Complaints coordinator")),
    ),
    basis="",
    since=dt.date.min,
)  # fmt: skip
"""For a region that names no ladder: whoever supervises the late agency, and the coordinator."""
