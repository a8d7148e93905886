"""One part of a draft is changed: its indicators, its money, who adds to it, what it serves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words as said_in
from pendopo.faces.desk.page import show
from pendopo.faces.desk.plans import drafts, words
from pendopo.faces.desk.plans.asked import Asked, asked
from pendopo.faces.desk.plans.node import givers
from pendopo.faces.desk.told import status, told
from pendopo.planning import api as planning


@for_role(planning.PLANNER)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, plan_id: UUID, key: UUID) -> HttpResponse:
    """What the draft says of a node; `?isi=` opens one form, POST sends it."""
    found = asked(request, plan_id)
    draft = found.plan.draft
    if draft is None:
        raise planning.Refused("not_draft")
    about = Asked(found.plan, draft, found.year, found.reports)
    if request.method != "POST":
        return _page(request, about, key)
    sent = request.POST
    act = drafts.ACTS.get(sent.get("aksi", ""))
    if act is None:
        raise planning.Refused("form_other")
    try:
        act(sent, draft.id, key, drafts.By(actor(request), clock()))
    except planning.Refused as refused:
        code = status(refused)
        error = Error(drafts.field_of(refused.code), said_in(refused.text))
        return _page(request, about, key, (error,), 422 if code == 404 else code)
    messages.success(request, _("Tersimpan di konsep."))
    return redirect(_here(about, key))


def _here(found: Asked, key: UUID) -> str:
    path = reverse("desk:plan_edit", args=[found.plan.id, key])
    return (
        path if found.year is None or len(found.plan.years) == 1 else f"{path}?tahun={found.year}"
    )


def _page(
    request: HttpRequest,
    found: Asked,
    key: UUID,
    errors: tuple[Error, ...] = (),
    code: int = 200,
) -> HttpResponse:
    year = found.year or found.plan.first_year
    page = planning.node_page(version_id=found.version.id, key=key, year=year, on=clock().date())
    chart = directory.chart()
    opened = request.POST.get("isi", "") or request.GET.get("isi", "")
    return show(
        request,
        "plans/edit",
        here="plans",
        **(found.context() | {"year": year}),
        page=page,
        node=page.node,
        here_url=_here(found, key),
        opened=drafts.opened(opened, page, request.POST, found.plan.years, year),
        programmes=_programmes(found, key) if opened.startswith("sumbangan") else [],
        strategies=[{"value": one.name, "text": f"{one.name}: {one.formula}"}
                    for one in planning.STRATEGIES],
        accumulations=accumulations(),
        givers=givers(),
        giver_items=[{"value": name, "text": text} for name, text in givers().items()],
        names={one.id: one.short_name or one.name for one in chart.organisations.values()},
        tag_name=words.tag,
        errors=errors,
        error=errors[0].text if errors else "",
        error_field=errors[0].field if errors else "",
        status=code,
    )  # fmt: skip


def accumulations() -> list[dict[str, str]]:
    return [
        {"value": "absolut", "text": _("absolut: triwulan dijumlahkan")},
        {"value": "non absolut", "text": _("non absolut: triwulan terakhir yang dipakai")},
    ]


def _programmes(found: Asked, key: UUID) -> list[dict[str, Any]]:
    """Programmes of the draft that may add to this target."""
    tree = planning.outline(version_id=found.version.id, year=found.year)
    return [
        {"value": str(one.key), "text": f"{one.code} {one.name[:80]}"}
        for one in tree.lines
        if one.level == "program" and one.key != key
    ]
