"""Alarms: open now, or as they stood at a past moment."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.watch import policy, words
from pendopo.watch.models import Alarm
from pendopo.watch.queries.history import steps
from pendopo.watch.refusals import NotFound
from pendopo.watch.values import AlarmCard, AlarmList, AlarmView

_GRAVITY = Case(
    When(priority="critical", then=Value(0)),
    When(priority="high", then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


@ledger.within_region
def alarms(
    *, at: dt.datetime | None = None, limit: int = 12, organisation_id: UUID | None = None
) -> AlarmList:
    """Open alarms, gravest and longest first; of one agency if given. at: as they stood at that
    moment. Two statements."""
    found = _open(at)
    if organisation_id is not None:
        found = found.filter(organisation_id=organisation_id)
    counted = found.aggregate(
        total=Count("pk"),
        unacknowledged=Count("pk", filter=_unacknowledged(at)),
        critical=Count("pk", filter=Q(priority="critical")),
    )
    rows = found.select_related("rule").order_by(_GRAVITY, "at", "raised_at", "id")[:limit]
    return AlarmList(cards=tuple(card(row, at) for row in rows), **counted)


@ledger.within_region
def alarm(*, alarm_id: UUID, who: directory.Actor, now: dt.datetime) -> AlarmView:
    """One alarm with its history. Raises `NotFound` for whoever neither sees the wall nor owns
    it."""
    row = Alarm.objects.select_related("rule").filter(id=alarm_id).first()
    if row is None or not (policy.watches(who) or policy.handles(row, who, now)):
        raise NotFound("unknown")
    notes = words.written(about=[row.id]).get(row.id, [])
    return AlarmView(
        card=card(row, None),
        steps=steps(row.id),
        notes=tuple(notes),
        mine=row.ended_at is None and policy.handles(row, who, now) is not None,
    )


def _open(at: dt.datetime | None) -> QuerySet[Alarm]:
    if at is None:
        return Alarm.objects.filter(ended_at=None)
    return Alarm.objects.filter(raised_at__lte=at).filter(Q(ended_at=None) | Q(ended_at__gt=at))


def _unacknowledged(at: dt.datetime | None) -> Q:
    none = Q(acknowledged_at=None)
    return none if at is None else none | Q(acknowledged_at__gt=at)


def card(row: Alarm, at: dt.datetime | None) -> AlarmCard:
    """As it stood at `at`: an acknowledgement that came later is not shown."""
    seen = row.acknowledged_at is not None and (at is None or row.acknowledged_at <= at)
    definition = row.rule.definition
    return AlarmCard(
        id=row.id,
        names=definition["name"],
        rule=row.rule.slug,
        of=definition["of"],
        kind=row.kind,
        priority=row.priority,  # type: ignore[arg-type]  # the column holds one of the three
        subject=row.subject,
        number=row.number,
        service=row.service,
        organisation_id=row.organisation_id,
        owner_id=row.owner_id,
        at=row.at,
        value=row.value,
        raised_at=row.raised_at,
        acknowledged_at=row.acknowledged_at if seen else None,
        acknowledged_by=row.acknowledged_by if seen else None,
        level=row.level if at is None else 0,
        escalated_to=row.escalated_to if at is None else None,
        ended_at=row.ended_at,
        version=row.version,
        measure=definition.get("measure", ""),
    )
