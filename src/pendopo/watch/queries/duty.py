"""Who has the duty, the roster, and the log of a shift."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.watch import policy, words
from pendopo.watch.models import Shift
from pendopo.watch.values import DutyView, ShiftCard


@ledger.within_region
def roster(*, since: dt.datetime, until: dt.datetime) -> tuple[ShiftCard, ...]:
    """Shifts that touch the span, in order; cancelled ones are left out. One statement."""
    found = Shift.objects.filter(starts_at__lt=until, ends_at__gt=since)
    return tuple(card(row) for row in found.exclude(status="cancelled").order_by("starts_at"))


@ledger.within_region
def duty(*, who: directory.Actor, now: dt.datetime) -> DutyView:
    """The shift of this moment with its log, and the hand-over before it. Four statements."""
    policy.check_watches(who)
    row = policy.shift_now(now)
    before = Shift.objects.filter(handed_at__lte=now).order_by("-handed_at").first()
    about = [one.id for one in (row, before) if one is not None]
    found = words.written(about=about) if about else {}
    handed = [one for one in found.get(before.id, []) if one.sort == "handover"] if before else []
    return DutyView(
        shift=card(row) if row else None,
        mine=policy.stands(row, who) is not None,
        handover=handed[-1] if handed else None,
        log=tuple(one for one in found.get(row.id, [])) if row else (),
    )


@ledger.within_region
def standers() -> tuple[directory.Position, ...]:
    """Positions that may be put on duty, those with the role `duty` first."""
    found = [
        one for one in directory.chart().positions.values() if one.roles & set(policy.WATCHERS)
    ]
    return tuple(sorted(found, key=lambda one: ("duty" not in one.roles, one.title)))


def card(row: Shift) -> ShiftCard:
    return ShiftCard(
        id=row.id,
        position_id=row.position_id,
        substitute_id=row.substitute_id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        status=row.status,  # type: ignore[arg-type]  # the column holds one of the four
        begun_at=row.begun_at,
        handed_at=row.handed_at,
        version=row.version,
    )


def position_words(position_id: UUID | None) -> str:
    """ "Kepala Dinas, DPUPR": a position and its organisation; "" for none."""
    chart = directory.chart()
    found = chart.positions.get(position_id) if position_id else None
    if found is None:
        return ""
    organisation = chart.organisations[found.organisation_id]
    return f"{found.title}, {organisation.short_name or organisation.name}"
