"""Agencies of a plan and their positions: who answers for which part of which indicator (SKP)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words as said_in
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.plans.asked import Asked, asked, known_id
from pendopo.faces.desk.sent import uuid_of
from pendopo.faces.desk.told import status, told
from pendopo.planning import api as planning

_FIELDS: Mapping[str, str] = {
    "position_elsewhere": "jabatan", "carried_by_nobody": "dari", "carried_circle": "dari",
    "indicator_unknown": "indikator",
}  # fmt: skip


@for_role(*OFFICERS)
@told
@require_safe
def units(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Agencies that own a part of the version."""
    found = asked(request, plan_id)
    year = found.year or found.plan.first_year
    return show(
        request,
        "plans/units",
        here="plans",
        **(found.context() | {"year": year}),
        units=planning.units(version_id=found.version.id, year=year),
        keeps=planning.keeps_plans(actor(request)),
    )


@for_role(*OFFICERS)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def unit(request: HttpRequest, plan_id: UUID, organisation_id: UUID) -> HttpResponse:
    """The positions of an agency; POST shares a target out, or takes one away."""
    found = asked(request, plan_id)
    if request.method != "POST":
        return _unit(request, found, organisation_id)
    try:
        if not planning.implements(actor(request), organisation_id):
            raise planning.Refused("not_for_you")
        _share(request, found)
    except planning.Refused as refused:
        code = status(refused)
        error = Error(_FIELDS.get(refused.code, "target"), said_in(refused.text))
        return _unit(request, found, organisation_id, (error,), 422 if code == 404 else code)
    messages.success(request, _("Target jabatan tercatat."))
    return redirect(found.href("plan_unit", organisation_id))


def _share(request: HttpRequest, found: Asked) -> None:
    sent, who, now = request.POST, actor(request), clock()
    said = sent.get("revisi", "")
    revision = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None
    if sent.get("aksi") == "lepas":
        planning.let_target_go(
            target_id=uuid_of(sent.get("bagian", "")), revision=revision, who=who, now=now
        )
        return
    planning.carry_target(
        plan_id=found.plan.id,
        indicator_key=uuid_of(sent.get("indikator", "")),
        year=found.year or found.plan.first_year,
        position_id=uuid_of(sent.get("jabatan", "")),
        from_position_id=known_id(sent.get("dari", "")),
        target=sent.get("target", ""),
        revision=revision,
        who=who,
        now=now,
    )


def _cascade(found: Asked, organisation_id: UUID, year: int) -> planning.Cascade:
    cascade = planning.cascade(
        version_id=found.version.id, organisation_id=organisation_id, year=year, on=clock().date()
    )
    if cascade is None:
        raise planning.NotFound("node_unknown")
    return cascade


def _unit(
    request: HttpRequest,
    found: Asked,
    organisation_id: UUID,
    errors: tuple[Error, ...] = (),
    code: int = 200,
) -> HttpResponse:
    year, who = found.year or found.plan.first_year, actor(request)
    cascade = _cascade(found, organisation_id, year)
    positions = [_item(one.position) for one in cascade.holders]
    return show(
        request,
        "plans/unit",
        here="plans",
        **(found.context() | {"year": year}),
        cascade=cascade,
        titles={one.position.id: one.position.title for one in cascade.holders},
        changed=_changed(cascade, request.GET.get("ubah", "")),
        positions=positions,
        superiors=[_item(one.position) for one in cascade.holders if one.carried],
        items=[{"value": str(one.key), "text": one.name[:90]} for one in cascade.indicators],
        may_share=planning.implements(who, organisation_id),
        head=next((one for one in cascade.holders if one.head and one.carried), None),
        sent=request.POST,
        errors=errors,
        error=errors[0].text if errors else "",
        error_field=errors[0].field if errors else "",
        status=code,
    )


def _item(one: directory.Position) -> dict[str, str]:
    return {"value": str(one.id), "text": one.title}


def _changed(cascade: planning.Cascade, wanted: str) -> dict[str, Any]:
    """What stands in the form of the target that is changed; nothing for a new one."""
    for holder in cascade.holders:
        for one in holder.carried:
            if str(one.id) == wanted:
                return {
                    "indikator": str(one.indicator_key), "jabatan": str(one.position_id),
                    "dari": str(one.from_position_id or ""), "revisi": one.revision,
                    "target": f"{one.target.normalize():f}".replace(".", ","),
                }  # fmt: skip
    return {}


@for_role(*OFFICERS)
@told
@require_safe
def position(request: HttpRequest, plan_id: UUID, position_id: UUID) -> HttpResponse:
    """The performance plan of one position: what it answers for, from whom, and to whom it hands
    on."""
    found = asked(request, plan_id)
    year = found.year or found.plan.first_year
    there = directory.chart().positions.get(position_id)
    if there is None:
        raise planning.NotFound("node_unknown")
    cascade = _cascade(found, there.organisation_id, year)
    below: dict[UUID, list[planning.Carried]] = {}
    for holder in cascade.holders:
        for one in holder.carried:
            if one.from_position_id == position_id:
                below.setdefault(one.indicator_key, []).append(one)
    return show(
        request,
        "plans/position",
        here="plans",
        **(found.context() | {"year": year}),
        cascade=cascade,
        holder=next(one for one in cascade.holders if one.position.id == position_id),
        titles={one.position.id: one.position.title for one in cascade.holders},
        below=below,
    )
