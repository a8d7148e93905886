"""Indicators and contributions of a draft."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.db.models import Max, Sum

from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.planning import policy
from pendopo.planning.evaluation.strategies import accumulation as accumulation_of
from pendopo.planning.evaluation.strategies import strategy
from pendopo.planning.facts import ContributionRemoved, ContributionSet, IndicatorSet
from pendopo.planning.finding import check_revision, draft_of, node_in, touch
from pendopo.planning.models import Contribution, Indicator, Version
from pendopo.planning.reading import number
from pendopo.planning.recording import record
from pendopo.planning.refusals import NotFound, Refused
from pendopo.planning.values import GIVERS, Giver

PERIOD: Final = re.compile(r"(\d{4})(Q[1-4])?")
Value = str | Decimal | int | None


@ledger.within_region
def set_indicator(
    *,
    version_id: UUID,
    node_key: UUID,
    name: str,
    who: directory.Actor | None,
    now: dt.datetime,
    key: UUID | None = None,
    formula: str = "",
    unit: str = "",
    direction: str = "",
    accumulation: str = "",
    baseline: Value = None,
    baseline_year: int | None = None,
    benchmark: Value = None,
    benchmark_of: str = "",
    targets: Mapping[str, Value] | None = None,
    note: str = "",
    example: bool = False,
    revision: int | None = None,
) -> UUID:
    """Put an indicator on a node of the draft (key None), or change it; returns its key.

    direction: a name of `STRATEGIES`, "" while nobody has decided; accumulation: absolut or non
    absolut; benchmark: what others reach, benchmark_of whose and when; targets: period ("2026",
    "2026Q1") -> number. Raises `Refused`, `Stale`.
    """
    policy.check_plans(who)
    version = draft_of(version_id)
    node = node_in(version.pk, node_key)
    if not name.strip():
        raise Refused("title_missing")
    way, how = _method(direction, accumulation, now.date())
    row = _indicator(version, node_key, key, revision, now)
    row.name, row.formula, row.unit = name.strip(), formula.strip(), unit.strip()[:80]
    row.direction, row.accumulation = way, how
    row.baseline, row.baseline_year = number(baseline), baseline_year
    row.benchmark, row.benchmark_of = number(benchmark), benchmark_of.strip()[:200]
    if row.benchmark is not None and not row.benchmark_of:
        raise Refused("benchmark_whose")
    row.targets = checked_targets(version, targets or {})
    row.note, row.example, row.source = note.strip(), example, "typed"
    row.save()
    touch(version)
    fact = IndicatorSet(
        version=version.pk, indicator=row.key, targets=len(row.targets), revision=row.revision
    )
    record((node_key, fact), who=who, now=now, organisation=node.organisation_id)
    return row.key


def _method(direction: str, accumulation: str, on: dt.date) -> tuple[str, str]:
    way = strategy(direction, on=on) if direction.strip() else None
    if direction.strip() and way is None:
        raise Refused("direction_unknown")
    how = accumulation_of(accumulation) if accumulation.strip() else None
    if accumulation.strip() and (how is None or (way and how not in way.accumulations)):
        raise Refused("accumulation_unknown")
    return way.name if way else "", how or ""


def _indicator(
    version: Version, node_key: UUID, key: UUID | None, revision: int | None, now: dt.datetime
) -> Indicator:
    mine = Indicator.objects.filter(version=version)
    if key is None:
        last = mine.filter(node_key=node_key).aggregate(last=Max("place"))["last"]
        return Indicator(version=version, key=uuid7(now), node_key=node_key, place=(last or 0) + 1)
    row = mine.filter(key=key, node_key=node_key).first()
    if row is None:
        raise NotFound("indicator_unknown")
    check_revision(row.revision, revision)
    row.revision += 1
    return row


def checked_targets(version: Version, targets: Mapping[str, Value]) -> dict[str, str]:
    """Period -> decimal as text, in the order of time; empty ones are left out."""
    found: dict[str, str] = {}
    for period in sorted(targets):
        part = PERIOD.fullmatch(period)
        if part is None:
            raise Refused("period_unknown")
        check_year(version, int(part[1]))
        value = number(targets[period])
        if value is not None:
            found[period] = plain(value)
    return found


def plain(value: Decimal) -> str:
    """ "12" and "12.5", never "1.2E+1"."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def check_year(version: Version, year: int) -> None:
    if not version.plan.first_year <= year <= version.plan.last_year:
        raise Refused("year_outside", year=year)


@ledger.within_region
def set_contribution(
    *,
    version_id: UUID,
    target_key: UUID,
    giver: Giver,
    who: directory.Actor | None,
    now: dt.datetime,
    key: UUID | None = None,
    giver_key: UUID | None = None,
    organisation_id: UUID | None = None,
    giver_name: str = "",
    share: Value = None,
    amount: Value = None,
    note: str = "",
    example: bool = False,
    revision: int | None = None,
) -> UUID:
    """Somebody adds to a target: a programme elsewhere in the plan (giver_key), or a business, a
    community, a village by name or organisation. Returns the contribution's key.

    share: percent of the target, None while unsaid; amount: rupiah. All shares of a target add up
    to 100 at most. Raises `Refused`, `Stale`.
    """
    policy.check_plans(who)
    version = draft_of(version_id)
    node = node_in(version.pk, target_key)
    if giver not in GIVERS:
        raise Refused("giver_unknown")
    if giver == "programme":
        node_in(version.pk, giver_key)
    elif not giver_name.strip() and organisation_id not in directory.chart().organisations:
        raise Refused("giver_unknown")
    row = _contribution(version, target_key, key, revision, now)
    row.giver, row.giver_key = giver, giver_key if giver == "programme" else None
    row.organisation_id, row.giver_name = organisation_id, giver_name.strip()[:200]
    row.share, row.amount = number(share), number(amount, money=True)
    row.note, row.example = note.strip(), example
    _check_share(version, row)
    row.save()
    touch(version)
    fact = ContributionSet(version=version.pk, contribution=row.key, giver=giver, share=row.share)
    record((target_key, fact), who=who, now=now, organisation=node.organisation_id)
    return row.key


def _contribution(
    version: Version, target_key: UUID, key: UUID | None, revision: int | None, now: dt.datetime
) -> Contribution:
    if key is None:
        return Contribution(id=uuid7(now), version=version, key=uuid7(now), target_key=target_key)
    row = Contribution.objects.filter(version=version, key=key, target_key=target_key).first()
    if row is None:
        raise NotFound("node_unknown")
    check_revision(row.revision, revision)
    row.revision += 1
    return row


def _check_share(version: Version, row: Contribution) -> None:
    if row.amount is not None and row.amount < 0:
        raise Refused("amount_wrong")
    if row.share is None:
        return
    if not 0 <= row.share <= 100:
        raise Refused("share_range")
    others = Contribution.objects.filter(version=version, target_key=row.target_key)
    before = others.exclude(key=row.key).aggregate(total=Sum("share"))["total"] or Decimal()
    if before + row.share > 100:
        raise Refused("shares_over", total=plain(before + row.share))


@ledger.within_region
def remove_contribution(
    *,
    version_id: UUID,
    key: UUID,
    revision: int | None,
    who: directory.Actor | None,
    now: dt.datetime,
) -> None:
    """Take a contribution out of the draft."""
    policy.check_plans(who)
    version = draft_of(version_id)
    row = Contribution.objects.filter(version=version, key=key).first()
    if row is None:
        raise NotFound("node_unknown")
    check_revision(row.revision, revision)
    target = row.target_key
    row.delete()
    touch(version)
    fact = ContributionRemoved(version=version.pk, contribution=key)
    record((target, fact), who=who, now=now)
