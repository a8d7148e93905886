"""What cuts across the tree: goals, priorities, reforms and circulars, each with its progress."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.plans import words
from pendopo.faces.desk.plans.asked import asked
from pendopo.faces.desk.told import told
from pendopo.planning import api as planning


@for_role(*OFFICERS)
@told
@require_safe
def tags(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """All tags of a version; `tanda` opens one with its nodes and indicators."""
    found = asked(request, plan_id)
    year = found.year or found.plan.first_year
    pages = planning.tags(version_id=found.version.id, year=year, on=clock().date())
    wanted = request.GET.get("tanda", "")
    one = next((page for page in pages if page.card.tag == wanted), None)
    chart = directory.chart()
    return show(
        request,
        "plans/tag" if one else "plans/tags",
        here="plans",
        **(found.context() | {"year": year}),
        pages=pages,
        one=one,
        tag_name=words.tag,
        names={other.id: other.short_name or other.name for other in chart.organisations.values()},
        keeps=planning.keeps_plans(actor(request)),
    )
