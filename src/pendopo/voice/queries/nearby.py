"""Reports that may be about the same trouble, with enough to decide before sending another."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pendopo.ledger import api as ledger
from pendopo.services.api import ReportClass
from pendopo.voice.likeness import fingerprint, likeness
from pendopo.voice.models import Report
from pendopo.voice.places import CELL, Cell, Point, cell_of, metres
from pendopo.voice.queries.listing import COLUMNS, LISTED, cards
from pendopo.voice.standing import CLOSED
from pendopo.voice.values import ReportCard

RADIUS = 5
"""Cells of the public grid on each side: about a kilometre."""
DAYS = 60
CANDIDATES = 80
LIKELY = 0.35


@dataclass(frozen=True, slots=True)
class Nearby:
    """metres: between the centres of the public cells, so about. likeness of the texts and score
    of the whole: 0 to 1."""

    card: ReportCard
    metres: int | None
    days: int
    likeness: float
    score: float


@ledger.within_region
def find_nearby(
    *,
    sort: ReportClass,
    text: str,
    point: Point | None,
    topic: str | None = None,
    now: dt.datetime,
    limit: int = 5,
) -> tuple[Nearby, ...]:
    """Open public reports of the last 60 days, likeliest first: near, recent, of the same topic, in
    like words. Without a point only the words count. Two statements."""
    found = Report.objects.filter(
        region_code=ledger.current_region(),
        sort=sort,
        visibility__in=LISTED,
        reported_at__gte=now - dt.timedelta(days=DAYS),
    ).exclude(status__in=CLOSED)
    here = cell_of(point) if point else None
    if here is not None:
        found = found.filter(
            cell_lat__range=(here.lat - RADIUS, here.lat + RADIUS),
            cell_lon__range=(here.lon - RADIUS, here.lon + RADIUS),
        )
    rows = list(found.order_by("-reported_at").values(*COLUMNS, "fingerprint")[:CANDIDATES])
    mine = fingerprint(text)
    shown = cards(rows)
    judged = [
        _judge(card, row["fingerprint"], mine, here, topic, now)
        for card, row in zip(shown, rows, strict=True)
    ]
    likely = [one for one in judged if one.score >= LIKELY]
    return tuple(sorted(likely, key=lambda one: one.score, reverse=True)[:limit])


def _judge(
    card: ReportCard,
    theirs: int | None,
    mine: int | None,
    here: Cell | None,
    topic: str | None,
    now: dt.datetime,
) -> Nearby:
    alike = likeness(mine, theirs)
    apart = round(metres(here.centre, card.cell.centre)) if here and card.cell else None
    near = max(0.0, 1 - apart / (RADIUS * 111_320 / CELL)) if apart is not None else 0.0
    days = (now - card.reported_at).days
    recent = max(0.0, 1 - days / DAYS)
    same = 1.0 if topic and card.topic == topic else 0.0
    weights = (0.45, 0.35, 0.12, 0.08) if here else (0.0, 0.75, 0.17, 0.08)
    parts = (near, alike, same, recent)
    score = sum(weight * part for weight, part in zip(weights, parts, strict=True))
    return Nearby(card=card, metres=apart, days=days, likeness=alike, score=round(score, 3))
