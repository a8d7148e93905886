"""Files of what was done and paid: tried first, then copied whole."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words as said_in
from pendopo.faces.desk.page import show
from pendopo.faces.desk.plans import words
from pendopo.faces.desk.plans.asked import Asked, asked
from pendopo.faces.desk.plans.imports import MOST_BYTES, mapping, states, year_sent
from pendopo.faces.desk.told import status, told
from pendopo.planning import api as planning


@for_role(planning.PLANNER, planning.IMPLEMENTER)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """The form that tries a file of figures, and the files before it."""
    found = asked(request, plan_id)
    if request.method != "POST":
        return _page(request, found)
    file = request.FILES.get("berkas")
    if file is None or not 0 < (file.size or 0) <= MOST_BYTES:
        said = _("Pilih berkas Excel atau CSV, paling besar 10 MB.")
        return _page(request, found, (Error("berkas", said),), 422)
    try:
        run = planning.judge_figures(
            plan_id=plan_id,
            content=file.read(),
            file_name=file.name or "",
            year=year_sent(request),
            mapping=mapping(request, planning.FIGURE_COLUMNS),
            who=actor(request),
            now=clock(),
        )
    except (planning.Refused, planning.Unreadable) as refused:
        code = status(refused) if isinstance(refused, planning.Refused) else 422
        return _page(request, found, (Error("berkas", said_in(refused.text)),), code)
    return redirect("desk:plan_figure_file", plan_id=plan_id, run_id=run.id)


def _page(
    request: HttpRequest, found: Asked, errors: tuple[Error, ...] = (), code: int = 200
) -> HttpResponse:
    return show(
        request,
        "plans/figures",
        here="plans",
        **found.context(),
        found=planning.import_runs(plan_id=found.plan.id, about="realised"),
        states=states(),
        years=[{"value": str(one), "text": str(one)} for one in found.plan.years],
        ours=planning.FIGURE_COLUMNS,
        keeps=planning.keeps_plans(actor(request)),
        sent=request.POST,
        errors=errors,
        error=errors[0].text if errors else "",
        status=code,
    )


@for_role(planning.PLANNER, planning.IMPLEMENTER)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def one_file(request: HttpRequest, plan_id: UUID, run_id: UUID) -> HttpResponse:
    """The report of one file, row by row; POST copies it."""
    run = planning.import_run(run_id=run_id)
    if run.plan_id != plan_id or run.about != "realised":
        raise planning.NotFound("import_unknown")
    if request.method == "POST":
        planning.apply_figures(run_id=run_id, who=actor(request), now=clock())
        return redirect("desk:plan_figure_file", plan_id=plan_id, run_id=run_id)
    return show(
        request,
        "plans/figure_file",
        here="plans",
        **asked(request, plan_id).context(),
        run=run,
        state=states()[run.status],
        rule=words.rule,
    )
