"""The map of a past hour: reports that were at work then, as known then or as corrected since."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from pendopo.ledger import api as ledger
from pendopo.voice.facts import ReportReceived
from pendopo.voice.queries.districts import DistrictCount
from pendopo.voice.queries.mapping import MapCell, MapView
from pendopo.voice.squares import SIDE
from pendopo.voice.standing import CLOSED, KINDS, of_facts

MOST = 20_000
"""Facts since that hour that are looked at. With more, the hour is too far back to be told."""
_NEVER = 1 << 62  # a place in the log that no fact has
_UNTOUCHED = f"""
SELECT coalesce(district, ''), floor(cell_lat::numeric / {SIDE})::integer * {SIDE},
    floor(cell_lon::numeric / {SIDE})::integer * {SIDE},
    count(*), count(*) FILTER (WHERE verify_late OR answer_late)
FROM voice_report
WHERE region_code = %s AND visibility <> 'secret' AND status <> ALL(%s)
    AND case_id <> ALL(%s::uuid[]) AND reported_at <= %s
GROUP BY 1, 2, 3
"""
Spot = tuple[str, int | None, int | None]
"""District ("" for none) and the square, by its south-west corner in cells."""


@dataclass(frozen=True, slots=True)
class PastMap:
    """Reports at work at that hour by district, the fullest first, and by square."""

    districts: tuple[DistrictCount, ...]
    cells: MapView


@ledger.within_region
def past_map(*, at: dt.datetime, known: bool, now: dt.datetime) -> PastMap | None:
    """known: only what had been recorded by then, else also what was told later. Reports that
    nothing was recorded about since stand as they stood; the others are told again from their
    facts. Three statements; None when too much was recorded since."""
    since = ledger.facts_of(kinds=sorted(KINDS), since=at, before=now, most=MOST)
    if len(since) == MOST:
        return None
    touched = list({one.about for one in since})
    found = _stood(touched, at=at, known=known) if touched else {}
    with connection.cursor() as cursor:
        cursor.execute(_UNTOUCHED, [ledger.current_region(), list(CLOSED), touched, at])
        for district, lat, lon, count, late in cursor.fetchall():
            found.setdefault((district, lat, lon), Counter()).update(count=count, late=late)
    return PastMap(_districts(found), MapView(SIDE, _cells(found), complete=True))


def _stood(about: list[UUID], *, at: dt.datetime, known: bool) -> dict[Spot, Counter[str]]:
    told: dict[UUID, list[ledger.Read]] = defaultdict(list)
    for one in ledger.earlier(about=about, kinds=sorted(KINDS), before=_NEVER):
        if one.recorded_at < at if known else one.occurred_at <= at:
            told[one.about].append(one)
    found: dict[Spot, Counter[str]] = {}
    for facts in told.values():
        received = next((one.fact for one in facts if isinstance(one.fact, ReportReceived)), None)
        standing = of_facts(sorted(facts, key=lambda one: (one.recorded_at, one.id)))
        if received and received.visibility != "secret" and standing.status not in CLOSED:
            late = standing.verify_late or standing.answer_late
            found.setdefault(_spot(received), Counter()).update(count=1, late=int(late))
    return found


def _spot(fact: ReportReceived) -> Spot:
    if fact.cell_lat is None or fact.cell_lon is None:
        return fact.district or "", None, None
    return fact.district or "", fact.cell_lat // SIDE * SIDE, fact.cell_lon // SIDE * SIDE


def _districts(found: dict[Spot, Counter[str]]) -> tuple[DistrictCount, ...]:
    by: dict[str, Counter[str]] = defaultdict(Counter)
    for (district, _lat, _lon), counts in found.items():
        by[district].update(counts)
    rows = (DistrictCount(key, one["count"], one["count"], one["late"]) for key, one in by.items())
    return tuple(sorted(rows, key=lambda one: (-one.count, one.district)))


def _cells(found: dict[Spot, Counter[str]]) -> tuple[MapCell, ...]:
    by: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for (_district, lat, lon), counts in found.items():
        if lat is not None and lon is not None:
            by[lat, lon].update(counts)
    return tuple(_ordered(MapCell(lat, lon, one["count"], one["count"], one["late"])
                          for (lat, lon), one in by.items()))  # fmt: skip


def _ordered(cells: Iterable[MapCell]) -> list[MapCell]:
    return sorted(cells, key=lambda one: (-one.count, one.lat, one.lon))
