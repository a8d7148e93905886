"""Contracts as they stand: the list, late ones first, and everything of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.planning.contracts import curve as curves
from pendopo.planning.contracts.models import Addendum, Contract, Progress
from pendopo.planning.contracts.values import (
    AddendumLine,
    ContractCard,
    ContractPage,
    CurvePoint,
    ProgressLine,
)
from pendopo.planning.models import Node
from pendopo.planning.refusals import NotFound


@ledger.within_region
def contracts(
    *,
    on: dt.date,
    organisation_id: UUID | None = None,
    plan_id: UUID | None = None,
    node_keys: Iterable[UUID] | None = None,
    year: int | None = None,
) -> tuple[ContractCard, ...]:
    """Contracts as they stand on a day: late ones first, among them the furthest behind. year:
    that ran in it. Four statements, however many there are."""
    rows = Contract.objects.all()
    if organisation_id is not None:
        rows = rows.filter(organisation_id=organisation_id)
    if plan_id is not None:
        rows = rows.filter(plan_id=plan_id)
    if node_keys is not None:
        rows = rows.filter(node_key__in=set(node_keys))
    if year is not None:
        rows = rows.filter(starts_on__year__lte=year, ends_on__year__gte=year)
    found = _cards(rows, on)
    return tuple(
        sorted(
            found,
            key=lambda one: (
                curves.STANDINGS.index(one.standing), one.deviation, one.ends_on, one.number,
            ),
        )
    )  # fmt: skip


@ledger.within_region
def contract(*, contract_id: UUID, who: directory.Actor | None, on: dt.date) -> ContractPage:
    """Everything of one contract as of a day; who: whose own reports are marked. Raises
    `NotFound`. Six statements."""
    cards = _cards(Contract.objects.filter(pk=contract_id), on)
    if not cards:
        raise NotFound("contract_unknown")
    row = Contract.objects.get(pk=contract_id)
    curve = _curve(row)
    reports = list(
        Progress.objects.select_related("visit").filter(contract=row).order_by("-on", "-number")
    )
    mine = who.account_id if who else None
    return ContractPage(
        card=cards[0],
        curve=curve,
        points=_points(row, curve, reports, on),
        reports=tuple(_line(one, row, curve, mine) for one in reports),
        addenda=_addenda(row),
        closed_basis=row.closed_basis,
    )


@ledger.within_region
def photo_agency(*, file_id: UUID) -> UUID | None:
    """The agency whose contract a photo belongs to; None for any other file. Two statements."""
    owners = [one.owner_id for one in documents.files(file_ids=[file_id])]
    return Contract.objects.filter(pk__in=owners).values_list("organisation_id", flat=True).first()


def _addenda(row: Contract) -> tuple[AddendumLine, ...]:
    rows = list(Addendum.objects.filter(contract=row).order_by("on", "pk"))
    after = [*(one.curve_before for one in rows), row.curve][1:]
    return tuple(
        AddendumLine(
            one.basis, one.on, one.value_before, one.value_after, one.ends_before, one.ends_after,
            one.curve_before != curve,
        )
        for one, curve in zip(rows, after, strict=True)
    )  # fmt: skip


def _cards(rows: QuerySet[Contract], on: dt.date) -> list[ContractCard]:
    found = list(rows)
    keys = [one.pk for one in found]
    accepted = Progress.objects.filter(contract__in=keys, status="accepted", on__lte=on)
    last = {
        one.contract_id: one
        for one in accepted.order_by("contract_id", "-on", "-number").distinct("contract_id")
    }
    sums = {
        one["contract_id"]: one
        for one in Progress.objects.filter(contract__in=keys)
        .values("contract_id")
        .annotate(
            paid=Sum("paid", filter=Q(status="accepted", paid_on__lte=on)),
            waiting=Count("pk", filter=Q(status="entered")),
        )
    }
    nodes = _nodes({one.node_key for one in found})
    return [
        _card(one, last.get(one.pk), sums.get(one.pk, {}), nodes.get(one.node_key), on)
        for one in found
    ]


def _nodes(keys: set[UUID]) -> dict[UUID, tuple[str, str]]:
    """(code, name) by key, as the newest adopted version has them."""
    rows = (
        Node.objects.filter(key__in=keys, version__status="adopted")
        .order_by("key", "-version__number")
        .distinct("key")
        .values_list("key", "code", "name")
    )
    return {key: (code, name) for key, code, name in rows}


def _card(
    row: Contract,
    last: Progress | None,
    sums: Mapping[str, object],
    node: tuple[str, str] | None,
    on: dt.date,
) -> ContractCard:
    physical = last.physical if last else Decimal()
    due = curves.planned(_curve(row), row.starts_on, row.ends_on, on).quantize(Decimal("0.01"))
    code, name = node or ("", "")
    paid, waiting = sums.get("paid"), sums.get("waiting")
    return ContractCard(
        id=row.pk, number=row.number, title=row.title, organisation_id=row.organisation_id,
        provider_id=row.provider_id, plan_id=row.plan_id, node_key=row.node_key, node_code=code,
        node_name=name, value=row.value, starts_on=row.starts_on, ends_on=row.ends_on,
        village=row.village,
        point=(row.lat, row.lon) if row.lat is not None and row.lon is not None else None,
        status=row.status, closed_on=row.closed_on, physical=physical,
        seen_on=last.on if last else None, planned=due, deviation=physical - due,
        standing=curves.standing(
            status=row.status, physical=physical, planned=due, ends=row.ends_on, day=on
        ),
        paid=paid if isinstance(paid, Decimal) else Decimal(),
        waiting=waiting if isinstance(waiting, int) else 0, example=row.example,
        revision=row.revision,
    )  # fmt: skip


def _curve(row: Contract) -> curves.Curve:
    return tuple((month, Decimal(value)) for month, value in row.curve)


def _points(
    row: Contract, curve: curves.Curve, reports: list[Progress], on: dt.date
) -> tuple[CurvePoint, ...]:
    """At the end of every month of the contract, and of those after it until it is done."""
    accepted = sorted((one.on, one.physical) for one in reports if one.status == "accepted")
    last = max([row.ends_on, *(day for day, _done in accepted)])
    found = []
    for month in curves.months(row.starts_on, last):
        end = curves.month_end(month)
        done = [value for day, value in accepted if day <= end]
        real = (done[-1] if done else Decimal()) if end.replace(day=1) <= on else None
        due = curves.planned(curve, row.starts_on, row.ends_on, end).quantize(Decimal("0.01"))
        found.append(CurvePoint(month, due, real))
    return tuple(found)


def _line(one: Progress, row: Contract, curve: curves.Curve, mine: UUID | None) -> ProgressLine:
    due = curves.planned(curve, row.starts_on, row.ends_on, one.on).quantize(Decimal("0.01"))
    return ProgressLine(
        id=one.pk, number=one.number, on=one.on, physical=one.physical, planned=due,
        letter=one.letter, paid=one.paid, paid_on=one.paid_on, note=one.note,
        photos=tuple(UUID(photo) for photo in one.photos), visited=one.visit is not None,
        metres=one.visit.metres if one.visit else None, status=one.status, remark=one.remark,
        reported_at=one.reported_at, judged_at=one.judged_at,
        own=mine is not None and one.reported_by == mine, revision=one.revision,
    )  # fmt: skip
