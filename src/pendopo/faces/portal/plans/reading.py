"""The plan in force for everyone: from the vision to the programmes, and the open budget."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pendopo.directory import api as directory
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.portal.page import show
from pendopo.planning import api as planning

SHOWN = ("visi", "misi", "tujuan", "sasaran", "strategi", "program")


@open_to_all
@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """The region's longest plan that is in force now; another by `rencana`, a year by `tahun`."""
    offered = _offered()
    wanted = request.GET.get("rencana", "")
    chosen = next((one for one in offered if str(one.id) == wanted), next(iter(offered), None))
    if chosen is None:
        return show(request, "plans/plan", plan=None)
    now = clock()
    year = _year(request.GET.get("tahun", ""), chosen, now.year)
    tree = planning.outline(version_id=chosen.current.id, year=year)
    scores: dict[UUID, list[planning.Scored]] = {}
    for one in planning.scoreboard(version_id=chosen.current.id, year=year, on=now.date()):
        scores.setdefault(one.node_key, []).append(one)
    chart = directory.chart()
    return show(
        request,
        "plans/plan",
        plan=chosen,
        offered=offered,
        year=year,
        outline=tree,
        rows=_rows([one for one in tree.lines if one.level in SHOWN], scores),
        names={one.id: one.name for one in chart.organisations.values()},
        levels=levels(),
    )


@open_to_all
@require_safe
def budget(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """The open budget of a plan in force, as a Fiscal Data Package."""
    chosen = next((one for one in _offered() if one.id == plan_id), None)
    if chosen is None:
        raise Http404
    content = planning.fiscal_package(version_id=chosen.current.id)
    response = HttpResponse(content, content_type="application/zip")
    name = f"anggaran-{chosen.kind}-{chosen.first_year}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    patch_cache_control(response, public=True, max_age=600)
    return response


def _offered() -> list[planning.PlanCard]:
    """Plans with a version in force; drafts are nobody's yet."""
    return [one for one in planning.plans() if one.current.status == "adopted"]


def _year(text: str, plan: planning.PlanCard, now: int) -> int:
    if text.isascii() and text.isdigit() and int(text) in plan.years:
        return int(text)
    return now if now in plan.years else plan.first_year


def _rows(
    lines: list[planning.Line], scores: dict[UUID, list[planning.Scored]]
) -> list[dict[str, Any]]:
    """Lines with what the template opens and closes around each."""
    found = []
    for at, one in enumerate(lines):
        after = lines[at + 1].depth if at + 1 < len(lines) else 0
        found.append(
            {
                "line": one,
                "inner": after > one.depth,
                "closes": range(max(one.depth - after, 0)),
                "scores": scores.get(one.key, []),
            }
        )
    return found


def levels() -> dict[str, str]:
    return {
        "visi": _("Visi"),
        "misi": _("Misi"),
        "tujuan": _("Tujuan"),
        "sasaran": _("Sasaran"),
        "strategi": _("Strategi"),
        "program": _("Program"),
    }
