"""Files into a plan: tried first, then copied whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
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
from pendopo.faces.desk.told import status, told
from pendopo.planning import api as planning

MOST_BYTES = 10 * 1024 * 1024


@for_role(planning.PLANNER)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """The form that tries a file, and the imports before it."""
    found = asked(request, plan_id)
    if request.method != "POST":
        return _page(request, found)
    file, draft = request.FILES.get("berkas"), found.plan.draft
    if file is None or not 0 < (file.size or 0) <= MOST_BYTES:
        said = _("Pilih berkas Excel atau CSV, paling besar 10 MB.")
        return _page(request, found, (Error("berkas", said),), 422)
    try:
        run = planning.judge_import(
            version_id=(draft or found.version).id,
            content=file.read(),
            file_name=file.name or "",
            year=year_sent(request),
            mapping=mapping(request, planning.OURS),
            who=actor(request),
            now=clock(),
        )
    except (planning.Refused, planning.Unreadable) as refused:
        code = status(refused) if isinstance(refused, planning.Refused) else 422
        return _page(request, found, (Error("berkas", said_in(refused.text)),), code)
    return redirect("desk:plan_import", plan_id=plan_id, run_id=run.id)


def year_sent(request: HttpRequest) -> int | None:
    year = request.POST.get("tahun", "")
    return int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None


def mapping(request: HttpRequest, ours: Sequence[str]) -> dict[str, str] | None:
    """What somebody said about headings; None when they left it to us."""
    given = {
        name: value for name in ours
        if (value := request.POST.get(f"kolom-{name}", "").strip()[:120])
    }  # fmt: skip
    return given or None


def _page(
    request: HttpRequest, found: Asked, errors: tuple[Error, ...] = (), code: int = 200
) -> HttpResponse:
    years = [{"value": str(one), "text": str(one)} for one in found.plan.years]
    return show(
        request,
        "plans/imports",
        here="plans",
        **found.context(),
        found=planning.import_runs(plan_id=found.plan.id),
        states=states(),
        years=years,
        ours=planning.OURS,
        sent=request.POST,
        errors=errors,
        error=errors[0].text if errors else "",
        status=code,
    )


@for_role(planning.PLANNER)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def one_import(request: HttpRequest, plan_id: UUID, run_id: UUID) -> HttpResponse:
    """The report of one file, row by row; POST copies it."""
    if request.method == "POST":
        planning.apply_import(run_id=run_id, who=actor(request), now=clock())
        return redirect("desk:plan_import", plan_id=plan_id, run_id=run_id)
    run = planning.import_run(run_id=run_id)
    if run.plan_id != plan_id or run.about != "plan":
        raise planning.NotFound("import_unknown")
    return show(
        request,
        "plans/import",
        here="plans",
        **asked(request, plan_id).context(),
        run=run,
        state=states()[run.status],
        rule=words.rule,
    )


def states() -> dict[str, tuple[str, Any]]:
    return {
        "refused": (_("Perlu diperbaiki"), "late"),
        "judged": (_("Siap disalin"), "go"),
        "applied": (_("Tersalin"), "ok"),
    }
