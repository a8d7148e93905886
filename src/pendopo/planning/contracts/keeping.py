"""A contract comes into being, changes by an addendum, and ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.planning import policy as plans
from pendopo.planning.contracts import curve as curves
from pendopo.planning.contracts import policy
from pendopo.planning.contracts.facts import ContractAmended, ContractClosed, ContractRecorded
from pendopo.planning.contracts.models import Addendum, Contract, Progress
from pendopo.planning.finding import check_revision, current_version, node_in, plan_of
from pendopo.planning.models import Node, Plan
from pendopo.planning.queries.sums import paid_and_pagu
from pendopo.planning.reading import number
from pendopo.planning.recording import record
from pendopo.planning.refusals import NotFound, Refused

Value = str | Decimal | int
Points = Mapping[str, Value]


@ledger.within_region
def record_contract(
    *,
    plan_id: UUID,
    node_key: UUID,
    letter: str,
    title: str,
    provider_id: UUID,
    value: Value,
    starts_on: dt.date,
    ends_on: dt.date,
    who: directory.Actor | None,
    now: dt.datetime,
    village: str = "",
    point: tuple[Value, Value] | None = None,
    curve: Points | None = None,
    example: bool = False,
) -> UUID:
    """Record a contract of a sub-activity. letter: its number; value: rupiah; point: latitude and
    longitude; curve: percent planned by the end of each month, nothing for a straight line.

    Raises `Refused`; `contract_over` when the contracts of the sub-activity would exceed its pagu.
    """
    node, plan = _sub_activity(plan_id, node_key)
    plans.check_implements(who, node.organisation_id)
    if node.organisation_id is None:
        raise Refused("contract_agency")
    name, named = _words(letter, title)
    if Contract.objects.filter(organisation_id=node.organisation_id, number=name).exists():
        raise Refused("contract_twice", number=name)
    _check_provider(provider_id)
    _check_days(plan, starts_on, ends_on)
    amount = money(value)
    _check_pagu(plan, node, amount, starts_on, ends_on)
    lat, lon = _point(point)
    row = Contract(
        id=uuid7(now), plan=plan, node_key=node_key, organisation_id=node.organisation_id,
        provider_id=provider_id, number=name, title=named, value=amount, starts_on=starts_on,
        ends_on=ends_on, village=_village(village), lat=lat, lon=lon,
        curve=_curve(curve or {}, starts_on, ends_on), key_id=directory.new_key(now).id,
        example=example, recorded_by=who.account_id if who else None, recorded_at=now,
    )  # fmt: skip
    row.save(force_insert=True)
    fact = ContractRecorded(
        plan=plan_id, node=node_key, provider=provider_id, value=amount, starts_on=starts_on,
        ends_on=ends_on,
    )  # fmt: skip
    record((row.pk, fact), who=who, now=now, organisation=row.organisation_id)
    return row.pk


@ledger.within_region
def amend_contract(
    *,
    contract_id: UUID,
    basis: str,
    on: dt.date,
    who: directory.Actor | None,
    now: dt.datetime,
    value: Value | None = None,
    ends_on: dt.date | None = None,
    curve: Points | None = None,
    revision: int | None = None,
) -> None:
    """An addendum (basis: its number) changes value, end or curve; None leaves it as it is. A new
    end without a new curve makes it a straight line."""
    row = contract_of(contract_id)
    policy.check_keeps(who, row)
    check_revision(row.revision, revision)
    if not basis.strip():
        raise Refused("basis_missing")
    if Addendum.objects.filter(contract=row, basis=basis.strip()[:200]).exists():
        raise Refused("addendum_twice")
    if on < row.starts_on or on > directory.calendar().local_date(now):
        raise Refused("contract_days")
    amount = row.value if value in (None, "") else money(value)
    ends = ends_on or row.ends_on
    points = row.curve if curve is None else _curve(curve, row.starts_on, ends)
    if curve is None and ends != row.ends_on:
        points = []
    if (amount, ends, points) == (row.value, row.ends_on, row.curve):
        raise Refused("addendum_empty")
    _check_days(row.plan, row.starts_on, ends)
    paid = paid_so_far(row)
    if amount < paid:
        raise Refused("addendum_paid", paid=rupiah(paid))
    node = node_in(current_version(row.plan_id).pk, row.node_key)
    _check_pagu(row.plan, node, amount, row.starts_on, ends, but=row.pk)
    made = Addendum.objects.create(
        id=uuid7(now), contract=row, basis=basis.strip()[:200], on=on, value_before=row.value,
        value_after=amount, ends_before=row.ends_on, ends_after=ends, curve_before=row.curve,
        recorded_at=now,
    )  # fmt: skip
    changed = points != row.curve
    row.value, row.ends_on, row.curve = amount, ends, points
    row.revision += 1
    row.save()
    fact = ContractAmended(addendum=made.pk, on=on, value=amount, ends_on=ends, curve=changed)
    record((row.pk, fact), who=who, now=now, organisation=row.organisation_id)


@ledger.within_region
def close_contract(
    *,
    contract_id: UUID,
    finished: bool,
    basis: str,
    on: dt.date,
    who: directory.Actor | None,
    now: dt.datetime,
    revision: int | None = None,
) -> None:
    """The work was handed over (finished: all of it was accepted), or the contract was ended
    before that. basis: number of the minutes (berita acara) or of the letter that ends it."""
    row = contract_of(contract_id)
    policy.check_keeps(who, row)
    check_revision(row.revision, revision)
    if not basis.strip():
        raise Refused("basis_missing")
    if on < row.starts_on or on > directory.calendar().local_date(now):
        raise Refused("contract_days")
    reports = Progress.objects.filter(contract=row)
    if reports.filter(status="entered").exists():
        raise Refused("progress_waiting")
    if finished and not reports.filter(status="accepted", physical=100).exists():
        raise Refused("not_finished")
    how = "finished" if finished else "terminated"
    row.status, row.closed_on, row.closed_basis = how, on, basis.strip()[:200]
    row.revision += 1
    row.save()
    fact = ContractClosed(how="finished" if finished else "terminated", on=on)
    record((row.pk, fact), who=who, now=now, organisation=row.organisation_id)


def contract_of(contract_id: UUID) -> Contract:
    """The contract, locked: what happens to it comes one after the other."""
    row = (
        Contract.objects.select_for_update(of=("self",))
        .select_related("plan")
        .filter(pk=contract_id)
        .first()
    )
    if row is None:
        raise NotFound("contract_unknown")
    return row


def money(value: Value) -> Decimal:
    """Rupiah above nothing. Raises `Refused`."""
    found = number(value, money=True)
    if found is None or found <= 0 or found != found.quantize(Decimal("0.01")):
        raise Refused("amount_wrong")
    return found


def paid_so_far(row: Contract) -> Decimal:
    """Rupiah of all reports that were not given back."""
    reports = Progress.objects.filter(contract=row).exclude(status="returned")
    return reports.aggregate(total=Sum("paid"))["total"] or Decimal()


def rupiah(value: Decimal) -> str:
    return f"Rp {value:,.0f}".replace(",", ".")


def _sub_activity(plan_id: UUID, node_key: UUID) -> tuple[Node, Plan]:
    plan = plan_of(plan_id, lock=True)  # contracts of one plan come one after the other
    version = current_version(plan_id)
    node = node_in(version.pk, node_key)
    if version.status != "adopted" or node.level != "subkegiatan":
        raise Refused("contract_node")
    return node, plan


def _words(letter: str, title: str) -> tuple[str, str]:
    name, named = " ".join(letter.split()), " ".join(title.split())
    if not 0 < len(name) <= 120:
        raise Refused("contract_number")
    if not 0 < len(named) <= 300:
        raise Refused("contract_title")
    return name, named


def _check_provider(provider_id: UUID) -> None:
    found = directory.chart().organisations.get(provider_id)
    if found is None or found.kind != "business":
        raise Refused("provider_unknown")


def _check_days(plan: Plan, starts: dt.date, ends: dt.date) -> None:
    if starts > ends or starts.year < plan.first_year or ends.year > plan.last_year:
        raise Refused("contract_days")


def _check_pagu(
    plan: Plan, node: Node, value: Decimal, starts: dt.date, ends: dt.date, but: UUID | None = None
) -> None:
    """What the contracts of the node cost in the years that this one touches, against its pagu;
    a node without money in the plan says nothing about contracts."""
    years = range(starts.year, ends.year + 1)
    pagu = [paid_and_pagu(node, plan.pk, year)[1] for year in years]
    known = [one for one in pagu if one is not None]
    if not known:
        return
    others = Contract.objects.filter(
        plan=plan, node_key=node.key, starts_on__year__lte=ends.year, ends_on__year__gte=starts.year
    ).exclude(status="terminated")
    if but is not None:
        others = others.exclude(pk=but)
    total = (others.aggregate(total=Sum("value"))["total"] or Decimal()) + value
    if total > sum(known):
        raise Refused("contract_over", total=rupiah(total), pagu=rupiah(sum(known, Decimal())))


def _curve(points: Points, starts: dt.date, ends: dt.date) -> list[list[str]]:
    read = {month: number(value) for month, value in points.items()}
    said = {month: value for month, value in read.items() if value is not None}
    found = curves.checked(said, starts, ends)
    if found is None:
        raise Refused("curve_wrong")
    return [[month, str(value)] for month, value in found]


def _village(code: str) -> str:
    if code and code not in {one.code for one in directory.places()}:
        raise Refused("contract_place")
    return code


def _point(point: tuple[Value, Value] | None) -> tuple[Decimal | None, Decimal | None]:
    if point is None:
        return None, None
    lat, lon = (number(one) for one in point)
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:
        raise Refused("contract_place")
    try:
        directory.place_at(lat=float(lat), lon=float(lon))
    except directory.Refused as refused:
        if refused.code != "boundaries_missing":
            raise
    return lat.quantize(Decimal("0.000001")), lon.quantize(Decimal("0.000001"))
