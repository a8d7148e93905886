"""Versions begin, are adopted or thrown away; figures come in and are verified."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words as said_in
from pendopo.faces.desk.plans.asked import Asked, asked, known_id
from pendopo.faces.desk.plans.node import node_sheet
from pendopo.faces.desk.sent import uuid_of
from pendopo.faces.desk.told import status, told
from pendopo.planning import api as planning


@for_role(planning.PLANNER)
@told
@require_POST
def version(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Begin a shift or an amendment, adopt the draft, or throw it away."""
    who, now, sent = actor(request), clock(), request.POST
    plan, act = planning.plan(plan_id=plan_id), sent.get("aksi", "")
    draft = plan.draft
    if act in planning.SORTS:
        planning.begin_version(
            plan_id=plan_id, sort=act, label=sent.get("nama", ""), who=who, now=now
        )  # fmt: skip
        messages.success(request, _("Konsep baru dimulai sebagai salinan versi yang berlaku."))
    elif draft is None:
        raise planning.Refused("not_draft")
    elif act == "buang":
        planning.discard_version(
            version_id=draft.id, revision=_whole(sent.get("revisi", "")), who=who, now=now
        )
        messages.success(request, _("Konsep dibuang. Versi sebelumnya tetap berlaku."))
    else:
        planning.adopt_version(
            version_id=draft.id, basis=sent.get("dasar", ""), on=_day(sent.get("tanggal", ""), now),
            revision=_whole(sent.get("revisi", "")), who=who, now=now,
        )  # fmt: skip
        messages.success(request, _("Versi ini berlaku mulai sekarang."))
    return redirect("desk:plan", plan_id=plan_id)


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _day(text: str, now: dt.datetime) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return now.date()


def _about(
    request: HttpRequest, found: Asked, key: UUID, field: str, act: Callable[[], None]
) -> HttpResponse:
    """Do it and come back to the node; a refusal stands on the page, beside its form."""
    try:
        act()
    except planning.Refused as refused:
        error, code = Error(field, said_in(refused.text)), status(refused)
        return node_sheet(request, found, key, errors=(error,), code=422 if code == 404 else code)
    return redirect(found.href("plan_node", key))


@for_role(planning.PLANNER, planning.IMPLEMENTER)
@told
@require_POST
def realise(request: HttpRequest, plan_id: UUID, key: UUID) -> HttpResponse:
    """Enter one figure of a node."""
    sent, found = request.POST, asked(request, plan_id)
    about = sent.get("apa", "")

    def act() -> None:
        planning.enter_realisation(
            plan_id=plan_id,
            node_key=key,
            kind="performance" if known_id(about) else about,  # type: ignore[arg-type]  # the verb refuses others
            indicator_key=known_id(about),
            year=found.year or found.plan.first_year,
            period=sent.get("periode", ""),
            value=sent.get("nilai", ""),
            evidence=sent.get("bukti", "")[:2000],
            revision=_whole(sent.get("revisi", "")),
            who=actor(request),
            now=clock(),
        )

    return _about(request, found, key, "nilai", act)


@for_role(planning.PLANNER)
@told
@require_POST
def judge(request: HttpRequest, plan_id: UUID, key: UUID) -> HttpResponse:
    """Verify a figure, or give it back."""
    sent, found = request.POST, asked(request, plan_id)

    def act() -> None:
        planning.judge_realisation(
            realisation_id=uuid_of(sent.get("angka", "")),
            accept=sent.get("aksi") == "terima",
            remark=sent.get("catatan", "")[:2000],
            revision=_whole(sent.get("revisi", "")),
            who=actor(request),
            now=clock(),
        )

    return _about(request, found, key, "catatan", act)


@for_role(planning.PLANNER)
@told
@require_POST
def link(request: HttpRequest, plan_id: UUID, key: UUID) -> HttpResponse:
    """An indicator is measured from now on, or is not any more."""
    sent, found = request.POST, asked(request, plan_id)
    indicator, who, now = uuid_of(sent.get("indikator", "")), actor(request), clock()

    def act() -> None:
        if sent.get("aksi") == "lepas":
            planning.unlink_measure(indicator=indicator, who=who, now=now)
        else:
            planning.link_measure(
                indicator=indicator, measure=sent.get("ukuran", "").strip(),
                service=sent.get("layanan", "").strip(), who=who, now=now,
            )  # fmt: skip

    return _about(request, found, key, "ukuran", act)


@for_role(planning.PLANNER)
@told
@require_POST
def place(request: HttpRequest, plan_id: UUID, key: UUID) -> HttpResponse:
    """Put a node of the draft under another parent, or give it another owner."""
    sent, found = request.POST, asked(request, plan_id)

    def act() -> None:
        draft = found.plan.draft
        if draft is None:
            raise planning.Refused("not_draft")
        year = found.year or found.plan.first_year
        node = planning.node_page(
            version_id=draft.id, key=key, year=year, on=clock().date()
        ).node  # fmt: skip
        planning.set_node(
            version_id=draft.id, key=key, level=node.level, name=sent.get("nama", "") or node.name,
            parent_key=known_id(sent.get("induk", "")), code=node.code, own_code=node.own_code,
            organisation_id=known_id(sent.get("instansi", "")) or node.organisation_id,
            position_id=node.position_id, tags=node.tags, source=node.source, example=node.example,
            revision=_whole(sent.get("revisi", "")), who=actor(request), now=clock(),
        )  # fmt: skip

    return _about(request, found, key, "induk", act)
