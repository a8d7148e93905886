"""The rules of forgetting with their ground, what each has done, and what it will do next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Sum

from pendopo.core import references
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services
from pendopo.voice import policy
from pendopo.voice.models import ForgottenPart, LegalHold, Report
from pendopo.voice.refusals import Refused
from pendopo.voice.retention.rules import Part, Period, Rule, months_before, rules
from pendopo.voice.standing import CLOSED

MOST_HELD = MOST_AHEAD = 50


@dataclass(frozen=True, slots=True)
class RuleView:
    """months: of the period in force, None before the first; then basis is that of the first. done,
    files, last_at: what the rule has done so far; waiting: reports whose time is over now; held:
    those among them that are kept."""

    code: str
    name: services.Text
    part: Part
    months: int | None
    since: dt.date
    basis: str
    contoh: bool
    done: int
    files: int
    last_at: dt.datetime | None
    waiting: int
    held: int


@dataclass(frozen=True, slots=True)
class Ahead:
    """On this day the rule takes its part of the report, unless it is held."""

    day: dt.date
    number: str
    rule: services.Text
    held: bool


@dataclass(frozen=True, slots=True)
class HeldReport:
    number: str
    reason: str
    since: dt.datetime


@ledger.within_region
def retention(*, who: directory.Actor, now: dt.datetime) -> tuple[RuleView, ...]:
    """Every rule of the region, in its order. Raises `Refused` for whoever keeps no reports, and
    `RulesRefused`. One statement, and two for each rule."""
    if not policy.keeps_reports(who, now):
        raise Refused("not_for_you")
    sums: dict[str, Mapping[str, object]] = {
        one["rule"]: one
        for one in ForgottenPart.objects.filter(region_code=ledger.current_region())
        .values("rule")
        .annotate(done=Count("id"), removed=Sum("files"), last=Max("at"))
    }
    return tuple(_view(one, sums.get(one.code, {}), now) for one in rules())


@ledger.within_region
def forgetting_ahead(
    *, who: directory.Actor, now: dt.datetime, most: int = MOST_AHEAD
) -> tuple[Ahead, ...]:
    """What the rules will take, the soonest first, at most so many; what is due stands first.
    Raises `Refused`, `RulesRefused`. Two statements for each rule."""
    if not policy.keeps_reports(who, now):
        raise Refused("not_for_you")
    calendar, found = directory.calendar(), []
    for rule in rules():
        rows = list(_left(rule)[:most])
        kept = LegalHold.objects.filter(report_id__in=[one.pk for one in rows])
        held = set(kept.values_list("report_id", flat=True))
        for one in rows:
            assert one.closed_at is not None  # it has ended
            day = rule.due_on(calendar.local_date(one.closed_at))
            if day is not None:
                name = services.Text(id=rule.name.id, en=rule.name.en)
                found.append(Ahead(day, one.number, name, one.pk in held))
    return tuple(sorted(found, key=lambda one: (one.day, one.number, one.rule.id))[:most])


@ledger.within_region
def held_reports(*, who: directory.Actor, now: dt.datetime) -> tuple[HeldReport, ...]:
    """Reports that no rule may touch, the latest first, at most `MOST_HELD`. Raises `Refused`."""
    if not policy.keeps_reports(who, now):
        raise Refused("not_for_you")
    rows = LegalHold.objects.filter(region_code=ledger.current_region()).order_by("-since")
    found = rows.values_list("report__number", "reason", "since")[:MOST_HELD]
    return tuple(HeldReport(*one) for one in found)


@ledger.within_region
def held(*, number: str) -> HeldReport | None:
    """Why a report is kept; None when it is not. For officers at the case, whose right the caller
    has checked."""
    wanted = references.normalise(number) or number[:40]
    row = LegalHold.objects.filter(report__number=wanted).first()
    return HeldReport(wanted, row.reason, row.since) if row else None


def due_for(rule: Rule, period: Period, now: dt.datetime) -> QuerySet[Report]:
    """Reports whose time is over by a rule that has not been at them, oldest end first; none that
    is held."""
    return _over(rule, period, now).filter(~Exists(LegalHold.objects.filter(report=OuterRef("pk"))))


def _over(rule: Rule, period: Period, now: dt.datetime) -> QuerySet[Report]:
    return _left(rule).filter(closed_at__lte=months_before(now, period.months))


def _left(rule: Rule) -> QuerySet[Report]:
    """Ended reports of which the rule has still to take its part, oldest end first."""
    found = Report.objects.filter(
        ~Exists(ForgottenPart.objects.filter(report=OuterRef("pk"), rule=rule.code)),
        region_code=ledger.current_region(),
        status__in=CLOSED,
        closed_at__isnull=False,
    )
    if rule.visibility:
        found = found.filter(visibility__in=rule.visibility)
    if rule.sort:
        found = found.filter(sort__in=rule.sort)
    if rule.oversight is not None:
        found = found.filter(oversight=rule.oversight)
    return found.order_by("closed_at", "pk")


def _view(rule: Rule, sums: Mapping[str, object], now: dt.datetime) -> RuleView:
    period = rule.in_force(directory.today(now))
    told = period or rule.period[0]
    over = _over(rule, period, now).count() if period else 0
    waiting = due_for(rule, period, now).count() if period else 0
    last = sums.get("last")
    return RuleView(
        code=rule.code,
        name=services.Text(id=rule.name.id, en=rule.name.en),
        part=rule.part,
        months=period.months if period else None,
        since=told.since,
        basis=told.basis,
        contoh=told.contoh,
        done=int(str(sums.get("done") or 0)),
        files=int(str(sums.get("removed") or 0)),
        last_at=last if isinstance(last, dt.datetime) else None,
        waiting=waiting,
        held=over - waiting,
    )
