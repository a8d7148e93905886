"""Findings of audits: how they stand, and the form by which the inspectorate records one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.casework import api as casework
from pendopo.core.forms import Question
from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Asked, Error, asked, errors_of
from pendopo.faces.components.commands import command
from pendopo.faces.components.reading import raw_answers
from pendopo.faces.components.wording import language
from pendopo.faces.components.wording import words as said_in
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.plans.asked import known_id
from pendopo.faces.desk.told import status, told
from pendopo.planning import api as planning
from pendopo.services import api as services

MOST = 200
"""Ended findings that one page shows; open ones are all shown."""


@for_role(*OFFICERS)
@told
@require_safe
def findings(request: HttpRequest) -> HttpResponse:
    """Late ones first; `instansi` and `keadaan` of the address choose."""
    now, agency = clock(), known_id(request.GET.get("instansi", ""))
    standing = request.GET.get("keadaan", "")
    every = planning.findings(now=now)
    found = [
        one
        for one in every
        if (agency is None or one.organisation_id == agency)
        and {"terlambat": one.late, "terbuka": one.open, "selesai": not one.open}.get(
            standing, True
        )
    ]
    names = short_names()
    return show(
        request,
        "contracts/findings",
        here="findings",
        found=found[:MOST] if standing == "selesai" else found,
        open_count=sum(one.open for one in found),
        late_count=sum(one.late for one in found),
        names=names,
        agencies=sorted({one.organisation_id for one in every}, key=lambda one: names.get(one, "")),
        agency=agency,
        standing=standing,
        may_record=planning.records_findings(who=actor(request), now=now),
        mine=_mine(request),
    )


def short_names() -> dict[UUID, str]:
    every = directory.chart().organisations.values()
    return {one.id: one.short_name or one.name for one in every}


def _mine(request: HttpRequest) -> frozenset[UUID]:
    """Organisations whose cases the officer may open from here."""
    return actor(request).organisation_ids


@for_role(planning.AUDITOR)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The package's own form; `kontrak`, or `rencana` and `simpul`, say what it is about."""
    now, package = clock(), services.finding_service(at=clock())
    if package is None:
        raise Http404
    if not planning.records_findings(who=actor(request), now=now):
        raise PermissionDenied
    about = _about(request)
    if request.method != "POST":
        return _form(request, package, about, about["answers"], ())
    typed = raw_answers(package.form.questions.values(), request.POST)
    try:
        number = planning.record_finding(
            answers={name: value for name, value in typed.items() if value not in ("", [], None)},
            plan_id=about["plan_id"], node_key=about["node_key"], contract_id=about["contract_id"],
            who=actor(request), language=language(), now=now, command=command(request),
        )  # fmt: skip
    except casework.Invalid as invalid:
        return _form(request, package, about, typed, errors_of(invalid.errors, package.form))
    except planning.Refused as refused:
        field = _code_question(package) if refused.code.startswith("finding_") else ""
        code = status(refused)
        error = Error(field, said_in(refused.text))
        return _form(request, package, about, typed, (error,), 422 if code == 404 else code)
    messages.success(
        request,
        _("Temuan %(number)s tercatat dan sudah ada di meja perangkat daerahnya.")
        % {"number": number},
    )
    return redirect("desk:findings")


def _about(request: HttpRequest) -> dict[str, Any]:
    """What the address says the finding is about, with the answers that follow from it."""
    sent: QueryDict = request.GET
    contract_id, title, agency = known_id(sent.get("kontrak", "")), "", None
    plan_id, key = known_id(sent.get("rencana", "")), known_id(sent.get("simpul", ""))
    today = directory.today(clock())
    if contract_id is not None:
        card = planning.contract(contract_id=contract_id, who=None, on=today).card
        title, agency = f"{card.title}, {card.number}", card.organisation_id
        plan_id = key = None
    elif plan_id is not None and key is not None:
        plan = planning.plan(plan_id=plan_id)
        page = planning.node_page(
            version_id=plan.current.id, key=key, year=plan.first_year, on=today
        )
        title, agency = page.node.name, page.node.organisation_id
    else:
        plan_id = key = None
    known = directory.chart().organisations.get(agency) if agency else None
    package = services.finding_service(at=clock())
    name = _code_question(package) if package else ""
    return {
        "contract_id": contract_id, "plan_id": plan_id, "node_key": key, "title": title,
        "answers": {name: known.code} if known and name else {},
    }  # fmt: skip


def _code_question(package: services.Compiled) -> str:
    """The question that names the agency."""
    found = (name for name, one in package.form.questions.items() if one.kind == "code")
    return next(found, "")


def _form(
    request: HttpRequest,
    package: services.Compiled,
    about: dict[str, Any],
    typed: dict[str, Any],
    errors: tuple[Error, ...],
    code: int = 422,
) -> HttpResponse:
    said = {one.field: one.text for one in errors}
    return show(
        request,
        "contracts/finding_new",
        status=code if errors else 200,
        here="findings",
        package=package,
        about=about["title"],
        errors=errors,
        questions=[
            _placed(one, asked(one, typed.get(one.name, ""), required=one.required, errors=said))
            for one in package.form.questions.values()
        ],
    )


def _placed(question: Question, one: Asked) -> Asked:
    """A question that asks for a code offers the agencies."""
    if question.kind != "code":
        return one
    every = directory.chart().organisations.values()
    items = tuple(
        {"value": agency.code, "text": agency.name}
        for agency in sorted(every, key=lambda agency: agency.name)
        if agency.kind in ("agency", "district") and agency.code
    )
    return replace(one, widget="select", items=items)
