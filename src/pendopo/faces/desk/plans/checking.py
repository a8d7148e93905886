"""Where the thread is torn, and what a version changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, for_role
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.plans import words
from pendopo.faces.desk.plans.asked import asked
from pendopo.faces.desk.told import told
from pendopo.planning import api as planning

MOST = 200


@for_role(*OFFICERS)
@told
@require_safe
def gaps(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Everything torn, by rule; each list ends after `MOST` and says so."""
    found = asked(request, plan_id)
    year = found.year or found.plan.first_year
    torn: dict[str, list[planning.Gap]] = {}
    for one in planning.gaps(version_id=found.version.id, year=year):
        torn.setdefault(one.rule, []).append(one)
    chart = directory.chart()
    return show(
        request,
        "plans/gaps",
        here="plans",
        **(found.context() | {"year": year}),
        torn=[(rule, *words.gaps()[rule], rows[:MOST], len(rows)) for rule, rows in torn.items()],
        names={one.id: one.short_name or one.name for one in chart.organisations.values()},
        keeps=planning.keeps_plans(actor(request)),
    )


@for_role(*OFFICERS)
@told
@require_safe
def changed(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """What the version that is looked at changed against an earlier one (`dengan`)."""
    found = asked(request, plan_id)
    earlier = [one for one in found.plan.versions if one.number < found.version.number]
    wanted = request.GET.get("dengan", "")
    old = next((one for one in earlier if str(one.number) == wanted), next(iter(earlier), None))
    difference: Any = None
    if old is not None:
        difference = planning.difference(old_id=old.id, new_id=found.version.id)
    return show(
        request,
        "plans/changed",
        here="plans",
        **found.context(),
        difference=difference,
        shown=difference.changes[:MOST] if difference else (),
        earlier=[(words.version_name(one), one) for one in earlier],
        versions=[(words.version_name(one), one) for one in found.plan.versions],
        old=old,
        old_name=words.version_name(old) if old else "",
        changes=words.changes(),
        keeps=planning.keeps_plans(actor(request)),
    )
