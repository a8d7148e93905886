"""The quarterly review: figures on the table, decisions with owners, and what came of them."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words as said_in
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.plans import words
from pendopo.faces.desk.plans.asked import asked, known_id
from pendopo.faces.desk.sent import uuid_of
from pendopo.faces.desk.told import status, told
from pendopo.planning import api as planning


@for_role(*OFFICERS)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def reviews(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """The meetings of a plan; a planner opens the next."""
    found, code = asked(request, plan_id), 200
    errors: tuple[Error, ...] = ()
    year = found.year or found.plan.first_year
    if request.method == "POST":
        sent = request.POST
        try:
            made = planning.open_review(
                plan_id=plan_id, year=year, quarter=int(sent.get("triwulan", "0")[:1] or 0),
                held_on=_day(sent.get("tanggal", "")), who=actor(request), now=clock(),
            )  # fmt: skip
            return redirect("desk:plan_review", plan_id=plan_id, review_id=made)
        except (planning.Refused, ValueError) as refused:
            text = said_in(getattr(refused, "text", {"id": _("Pilih triwulannya.")}))
            errors, code = (Error("triwulan", text),), status(refused)
    return show(
        request,
        "plans/reviews",
        here="plans",
        **(found.context() | {"year": year}),
        found=planning.reviews(plan_id=plan_id),
        quarters=[{"value": str(one), "text": _("Triwulan %(number)s") % {"number": roman}}
                  for one, roman in ((1, "I"), (2, "II"), (3, "III"), (4, "IV"))],
        today=clock().date().isoformat(),
        keeps=planning.keeps_plans(actor(request)),
        errors=errors,
        status=code,
    )  # fmt: skip


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return clock().date()


@for_role(*OFFICERS)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, plan_id: UUID, review_id: UUID) -> HttpResponse:
    """One meeting. POST decides, or says that a decision was carried out."""
    code = 200
    errors: tuple[Error, ...] = ()
    if request.method == "POST":
        try:
            _act(request, review_id)
            return redirect("desk:plan_review", plan_id=plan_id, review_id=review_id)
        except planning.NotFound:
            raise
        except planning.Refused as refused:
            field = "bukti" if "keputusan" in request.POST else "isi"
            errors, code = (Error(field, said_in(refused.text)),), status(refused)
    found = asked(request, plan_id)
    page = planning.review(review_id=review_id, today=clock().date())
    if page.review.plan_id != plan_id:
        raise planning.NotFound("review_unknown")
    who, chart = actor(request), directory.chart()
    return show(
        request,
        "plans/review",
        here="plans",
        **(found.context() | {"year": page.review.year}),
        page=page,
        level_names=words.levels(),
        names={one.id: one.name for one in chart.organisations.values()},
        agencies=[{"value": str(one.id), "text": one.name} for one in
                  sorted(chart.organisations.values(), key=lambda one: one.name)
                  if one.kind == "agency"],
        about=[{"value": str(one.node_key), "text": name[:90]}
               for _level, name, one in page.indicators],
        may_do={one.id: planning.implements(who, one.organisation_id)
                for one in (*page.decisions, *page.carried)},
        keeps=planning.keeps_plans(who),
        sent=request.POST,
        errors=errors,
        status=code,
    )  # fmt: skip


def _act(request: HttpRequest, review_id: UUID) -> None:
    sent, who, now = request.POST, actor(request), clock()
    if "keputusan" in sent:
        revision = sent.get("revisi", "")
        planning.finish_decision(
            decision_id=uuid_of(sent.get("keputusan", "")), proof=sent.get("bukti", "")[:4000],
            revision=int(revision) if revision.isdigit() else None, who=who, now=now,
        )  # fmt: skip
        messages.success(request, _("Tercatat sebagai selesai."))
        return
    planning.decide(
        review_id=review_id, text=sent.get("isi", "")[:4000],
        organisation_id=uuid_of(sent.get("instansi", "")), due_on=_day(sent.get("batas", "")),
        node_key=known_id(sent.get("tentang", "")), who=who, now=now,
    )  # fmt: skip
    messages.success(request, _("Keputusan tercatat."))
