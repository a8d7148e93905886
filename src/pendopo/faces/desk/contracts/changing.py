"""A contract is recorded, amended, closed; its reports are judged, its figures taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words as said_in
from pendopo.faces.desk.contracts import asked
from pendopo.faces.desk.contracts.one import contract_sheet
from pendopo.faces.desk.page import show
from pendopo.faces.desk.sent import uuid_of
from pendopo.faces.desk.told import status, told
from pendopo.planning import api as planning

KEEPERS = (planning.PLANNER, planning.IMPLEMENTER)


@for_role(*KEEPERS)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, plan_id: UUID, key: UUID) -> HttpResponse:
    """The form of a new contract of a sub-activity."""
    plan = planning.plan(plan_id=plan_id)
    if request.method != "POST":
        return _form(request, plan, key)
    sent, starts = request.POST, asked.day(request.POST.get("mulai", ""))
    ends = asked.day(sent.get("selesai", ""))
    if starts is None or ends is None:
        field = "mulai" if starts is None else "selesai"
        return _form(request, plan, key, (Error(field, _("Tulis tanggalnya.")),), 422)
    try:
        made = planning.record_contract(
            plan_id=plan_id, node_key=key, letter=sent.get("nomor", ""),
            title=sent.get("judul", ""), provider_id=uuid_of(sent.get("penyedia", "")),
            value=sent.get("nilai", ""), starts_on=starts, ends_on=ends,
            village=sent.get("desa", "")[:13], point=asked.point(sent.get("titik", "")),
            curve=asked.curve(sent.get("kurva", "")), who=actor(request), now=clock(),
        )  # fmt: skip
    except (planning.Refused, directory.Refused) as refused:
        return _form(request, plan, key, (_error(refused),), _answer(refused))
    messages.success(request, _("Kontrak tercatat. Kemajuannya dilaporkan dari lapangan."))
    return redirect("desk:contract", contract_id=made)


def _form(
    request: HttpRequest,
    plan: planning.PlanCard,
    key: UUID,
    errors: tuple[Error, ...] = (),
    code: int = 200,
) -> HttpResponse:
    today = directory.today(clock())
    node = planning.node_page(
        version_id=plan.current.id, key=key, year=plan.first_year, on=today
    ).node
    providers = [one for one in directory.chart().organisations.values() if one.kind == "business"]
    return show(
        request,
        "contracts/new",
        here="contracts",
        plan=plan,
        node=node,
        agency=directory.chart().name_of(node.organisation_id),
        providers=[
            {"value": str(one.id), "text": one.name}
            for one in sorted(providers, key=lambda one: one.name)
        ],
        villages=_villages(),
        sent=request.POST,
        errors=errors,
        wrong={one.field: one.text for one in errors},
        status=code,
    )


def _villages() -> list[dict[str, str]]:
    """Villages with their district, for `ui.select`."""
    found = directory.places()
    districts = {one.code: one.name for one in found if one.kind == "kecamatan"}
    return [
        {"value": one.code, "text": f"{one.name}, {districts.get(one.parent_code, '')}"}
        for one in sorted(found, key=lambda one: (one.name, one.code))
        if one.kind != "kecamatan"
    ]


def _error(refused: planning.Refused | directory.Refused) -> Error:
    return Error(asked.FIELDS.get(refused.code, ""), said_in(refused.text))


def _answer(refused: planning.Refused | directory.Refused) -> int:
    """The page itself is there: what a field names and nobody knows is an answer of its form."""
    code = status(refused)
    return 422 if code == 404 else code


def _done(
    request: HttpRequest, contract_id: UUID, said: str, act: Callable[[], Any]
) -> HttpResponse:
    """Do it and come back to the contract; a refusal stands on its page."""
    try:
        act()
    except planning.Refused as refused:
        if refused.code == "contract_unknown":
            raise
        return contract_sheet(
            request, contract_id, errors=(_error(refused),), code=_answer(refused)
        )
    messages.success(request, said)
    return redirect("desk:contract", contract_id=contract_id)


@for_role(*KEEPERS)
@told
@require_POST
def amend(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """An addendum: value, end, curve; what stays empty stays as it was."""
    sent = request.POST
    typed = sent.get("kurva", "").strip()

    def act() -> None:
        planning.amend_contract(
            contract_id=contract_id, basis=sent.get("dasar", ""),
            on=asked.day(sent.get("tanggal", "")) or directory.today(clock()),
            value=sent.get("nilai", "").strip() or None, ends_on=asked.day(sent.get("selesai", "")),
            curve=asked.curve(typed) if typed else None,
            revision=asked.whole(sent.get("revisi", "")), who=actor(request), now=clock(),
        )  # fmt: skip

    return _done(request, contract_id, _("Addendum tercatat."), act)


@for_role(*KEEPERS)
@told
@require_POST
def close(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """Handed over, or ended before that."""
    sent = request.POST

    def act() -> None:
        planning.close_contract(
            contract_id=contract_id, finished=sent.get("aksi") == "serah",
            basis=sent.get("dasar", ""),
            on=asked.day(sent.get("tanggal", "")) or directory.today(clock()),
            revision=asked.whole(sent.get("revisi", "")), who=actor(request), now=clock(),
        )  # fmt: skip

    return _done(request, contract_id, _("Kontrak ditutup."), act)


@for_role(planning.PLANNER)
@told
@require_POST
def judge(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """A second person accepts a report, or gives it back."""
    sent, accept = request.POST, request.POST.get("aksi") == "terima"

    def act() -> None:
        planning.judge_progress(
            report_id=uuid_of(sent.get("laporan", "")), accept=accept,
            remark=sent.get("catatan", ""), revision=asked.whole(sent.get("revisi", "")),
            who=actor(request), now=clock(),
        )  # fmt: skip

    said = _("Kemajuan diterima.") if accept else _("Laporan dikembalikan.")
    return _done(request, contract_id, said, act)


@for_role(*KEEPERS)
@told
@require_POST
def take(request: HttpRequest, plan_id: UUID, key: UUID) -> HttpResponse:
    """What the contracts say becomes the sub-activity's figures of a quarter."""
    year = asked.whole(request.POST.get("tahun", "")) or 0
    planning.take_field_figures(
        plan_id=plan_id, node_key=key, year=year, quarter=request.POST.get("periode", ""),
        who=actor(request), now=clock(),
    )  # fmt: skip
    messages.success(request, _("Angka kontrak menjadi realisasi triwulan ini."))
    return redirect("desk:plan_node", plan_id=plan_id, key=key)
