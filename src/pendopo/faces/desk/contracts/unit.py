"""One agency on one page: who works there, what it does, promised, spent, and owes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.desk.contracts import words
from pendopo.faces.desk.contracts.drawing import deviation
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.people import kinds
from pendopo.faces.desk.told import told
from pendopo.planning import api as planning
from pendopo.services import api as services
from pendopo.voice import api as voice
from pendopo.watch import api as watch

MOST = 12
"""Contracts and findings shown of each; the rest is a link away."""
KINDS = ("agency", "district", "village")


@for_role(*OFFICERS)
@told
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """Every agency and district of the region, by name. No statement of its own."""
    found = [one for one in directory.chart().organisations.values() if one.kind in KINDS[:2]]
    return show(
        request, "contracts/units", here="units", found=sorted(found, key=lambda one: one.name)
    )


@for_role(*OFFICERS)
@told
@require_safe
def unit(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """At most forty statements, however much the agency has."""
    chart, now = directory.chart(), clock()
    one = chart.organisations.get(organisation_id)
    if one is None or one.kind not in KINDS:
        raise Http404
    today, who = directory.today(now), actor(request)
    mine = services.services_of(agency=one.code, at=now) if one.code else ()
    loads = casework.open_cases_of(services=[each.slug for each in mine], now=now) if mine else ()
    contracts = planning.contracts(on=today, organisation_id=one.id)
    findings = planning.findings(now=now, organisation_id=one.id)
    record = voice.agency_record(code=one.code) if one.code else None
    sees_alarms = watch.watches(who) or one.id in who.organisation_ids
    return show(
        request,
        "contracts/unit",
        here="units",
        unit=one,
        parent=chart.organisations.get(one.parent_id) if one.parent_id else None,
        below=sorted(
            (each for each in chart.organisations.values() if each.parent_id == one.id
             and each.kind in KINDS and one.kind != "village" and one.code != who.region_code),
            key=lambda each: each.name,
        ),
        places=_positions(one, now),
        mine=mine,
        loads={each.service: each for each in loads},
        programmes=planning.unit_programmes(organisation_id=one.id, year=today.year, on=today),
        year=today.year,
        contracts=contracts[:MOST],
        contract_count=len(contracts),
        late_contracts=sum(each.late for each in contracts),
        standings=words.standings(),
        drawn=deviation,
        findings=[each for each in findings if each.open][:MOST],
        finding_counts=_counts(findings),
        standing=record.standing if record else None,
        run=record.run if record else None,
        alarms=watch.alarms(organisation_id=one.id, limit=MOST) if sees_alarms else None,
        kinds=kinds(),
    )  # fmt: skip


def _positions(one: directory.Organisation, now: Any) -> list[dict[str, Any]]:
    """Every position with who holds it today; the head first, vacant ones too."""
    held: dict[UUID, list[tuple[str, str]]] = {}
    for officer in directory.officers(now=now, organisation_id=one.id):
        for mandate in officer.mandates:
            held.setdefault(mandate.position_id, []).append((officer.name, mandate.kind))
    mine = [each for each in directory.chart().positions.values() if each.organisation_id == one.id]
    mine.sort(key=lambda each: (each.id != one.head_position_id, each.title))
    return [
        {"title": each.title, "head": each.id == one.head_position_id,
         "holders": held.get(each.id, [])}
        for each in mine
    ]  # fmt: skip


def _counts(findings: tuple[planning.FindingCard, ...]) -> dict[str, int]:
    return {
        "open": sum(one.open for one in findings),
        "late": sum(one.late for one in findings),
        "ended": sum(not one.open for one in findings),
    }
