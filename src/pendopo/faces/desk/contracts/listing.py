"""The contracts of the region: late ones first, filters in the address."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from pendopo.directory import api as directory
from pendopo.faces.components.access import clock, for_role
from pendopo.faces.desk.contracts import words
from pendopo.faces.desk.contracts.asked import Filters, filters, page_of
from pendopo.faces.desk.contracts.drawing import deviation
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.told import told
from pendopo.planning import api as planning

PAGE = 50


@for_role(*OFFICERS)
@told
@require_safe
def contracts(request: HttpRequest) -> HttpResponse:
    """Five statements, however many contracts there are."""
    asked, today = filters(request.GET), directory.today(clock())
    every = planning.contracts(on=today, year=asked.year)
    found = [one for one in every if _wanted(one, asked)]
    page = min(page_of(request.GET), max(1, -(-len(found) // PAGE)))
    shown = found[(page - 1) * PAGE : page * PAGE]
    chart = directory.chart()
    names = {one.id: one.short_name or one.name for one in chart.organisations.values()}
    agencies = {one.organisation_id for one in every}
    return show(
        request,
        "contracts/contracts",
        here="contracts",
        asked=asked,
        cards=shown,
        total=len(found),
        first=(page - 1) * PAGE + 1,
        before=asked.href(page - 1) if page > 1 else "",
        after=asked.href(page + 1) if page * PAGE < len(found) else "",
        sums=_sums(found),
        names=names,
        standings=words.standings(),
        drawn=deviation,
        agencies=[
            {"value": str(one), "text": names.get(one, "")}
            for one in sorted(agencies, key=lambda one: names.get(one, ""))
        ],
        years=sorted({year for one in every for year in (one.starts_on.year, one.ends_on.year)}),
    )


def _wanted(one: planning.ContractCard, asked: Filters) -> bool:
    if asked.agency is not None and one.organisation_id != asked.agency:
        return False
    if asked.standing == "late" and not one.late:
        return False
    if asked.standing == "waiting" and not one.waiting:
        return False
    if asked.standing in planning.STANDINGS and one.standing != asked.standing:
        return False
    return asked.words.lower() in f"{one.number} {one.title} {one.node_name}".lower()


def _sums(found: list[planning.ContractCard]) -> dict[str, Any]:
    return {
        "late": sum(one.late for one in found),
        "waiting": sum(one.waiting for one in found),
        "value": sum((one.value for one in found), Decimal()),
        "paid": sum((one.paid for one in found), Decimal()),
    }
