"""The plans of the region, and the tree of one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words as said_in
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.plans import words
from pendopo.faces.desk.plans.asked import EXAMPLE, asked, known_id
from pendopo.faces.desk.plans.tree import tree as draw
from pendopo.faces.desk.told import status, told
from pendopo.planning import api as planning

SHOWN_AT_FIRST = {"visi", "misi", "tujuan", "sasaran", "strategi", "program"}


@for_role(*OFFICERS)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def plans(request: HttpRequest) -> HttpResponse:
    """All plans; a planner begins a new one here."""
    if request.method != "POST":
        return _list(request)
    sent = request.POST
    try:
        made = planning.create_plan(
            kind=sent.get("jenis", ""),  # type: ignore[arg-type]  # the verb refuses other words
            title=sent.get("judul", ""),
            first_year=_int(sent.get("tahun_awal", "")),
            last_year=_int(sent.get("tahun_akhir", "")),
            who=actor(request),
            now=clock(),
        )
    except planning.Refused as refused:
        return _list(request, (Error("judul", said_in(refused.text)),), status(refused))
    return redirect("desk:plan", plan_id=made.id)


def _int(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0


def _list(request: HttpRequest, errors: tuple[Error, ...] = (), code: int = 200) -> HttpResponse:
    return show(
        request,
        "plans/plans",
        here="plans",
        found=planning.plans(),
        kinds=words.kinds(),
        version_name=words.version_name,
        keeps=planning.keeps_plans(actor(request)),
        sent=request.POST,
        errors=errors,
        status=code,
    )


@for_role(*OFFICERS)
@told
@require_safe
def plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """The tree. At first down to the programmes; `buka=semua` opens everything, `dari` one part."""
    found = asked(request, plan_id)
    root = known_id(request.GET.get("dari", ""))
    whole = request.GET.get("buka") == "semua" or root is not None
    tree = planning.outline(version_id=found.version.id, year=found.year, root=root)
    lines = tree.lines if whole else [one for one in tree.lines if one.level in SHOWN_AT_FIRST]
    return show(
        request,
        "plans/plan",
        here="plans",
        **found.context(),
        outline=tree,
        drawn=draw(
            lines,
            node_href=found.href("plan_node", EXAMPLE).replace(str(EXAMPLE), "KEY"),
            deeper_href=found.href("plan", dari="KEY"),
            agencies=_short_names(),
            whole=whole,
        ),
        whole=whole,
        root=root,
        opened=lines[0] if root and lines else None,
        counts_said=[(words.levels()[level], number) for level, number in tree.counts.items()],
        versions=[(words.version_name(one), one) for one in found.plan.versions],
        keeps=planning.keeps_plans(actor(request)),
    )


def _short_names() -> dict[UUID, str]:
    return {one.id: one.short_name or one.name
            for one in directory.chart().organisations.values()}  # fmt: skip
