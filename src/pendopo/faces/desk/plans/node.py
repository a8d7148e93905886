"""One part of a plan: its target, money, owner, indicators, and what came of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.wording import words as words_of
from pendopo.faces.desk.contracts.of_node import of_node
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.plans import words
from pendopo.faces.desk.plans.asked import Asked, asked
from pendopo.faces.desk.told import told
from pendopo.measures import api as measures
from pendopo.planning import api as planning


@for_role(*OFFICERS)
@told
@require_safe
def node(request: HttpRequest, plan_id: UUID, key: UUID) -> HttpResponse:
    return node_sheet(request, asked(request, plan_id), key)


def node_sheet(
    request: HttpRequest,
    found: Asked,
    key: UUID,
    *,
    errors: tuple[Error, ...] = (),
    code: int = 200,
) -> HttpResponse:
    """The page, also with what is wrong in a form that was sent to it."""
    year, now = found.year or found.plan.first_year, clock()
    page = planning.node_page(version_id=found.version.id, key=key, year=year, on=now.date())
    who, chart = actor(request), directory.chart()
    down = planning.thread_down(version_id=found.version.id, node=key, now=now, year=year)
    holder = chart.positions.get(page.node.position_id) if page.node.position_id else None
    context = found.context() | {"year": year}
    return show(
        request,
        "plans/node",
        here="plans",
        **context,
        page=page,
        node=page.node,
        owner=chart.name_of(page.node.organisation_id),
        holder=holder.title if holder else "",
        indicators=[_indicator(one, year) for one in page.indicators],
        money=_money(page),
        names={one.id: one.short_name or one.name for one in chart.organisations.values()},
        givers=givers(),
        carriers=planning.carriers(version_id=found.version.id, node_key=key, year=year),
        titles={one.id: one.title for one in chart.positions.values()},
        tag_name=words.tag,
        down=down,
        measured={one.slug: words_of(one.name) for one in measures.measures()},
        to_enter=_to_enter(page),
        said_about={**_kinds(), **{one.key: one.name for one in page.indicators}},
        parents=_parents(found, page) if planning.keeps_plans(who) and found.plan.draft else [],
        periods=periods(),
        **of_node(page, year, now),
        statuses=statuses(),
        may_enter=planning.implements(who, page.node.organisation_id),
        keeps=planning.keeps_plans(who),
        sent=request.POST,
        errors=errors,
        status=code,
    )


def _indicator(one: planning.Scored, year: int) -> dict[str, Any]:
    """Its achievement in words, or the sentence that says why there is none."""
    done = one.outcome if isinstance(one.outcome, planning.Result) else None
    return {
        "one": one,
        "target": one.targets.get(str(year)),
        "done": done,
        "refused": "" if done else one.outcome.error,  # type: ignore[union-attr]  # a Refusal
        "source": {"typed": _("diketik"), "imported": _("dari berkas"),
                   "measured": _("diukur")}[one.source],
        "state": _state(done),
        "years": [(period, value) for period, value in one.targets.items() if "Q" not in period],
    }  # fmt: skip


def _state(done: planning.Result | None) -> str:
    if done is None:
        return "idle"
    order = {"Sangat Tinggi": "ok", "Tinggi": "ok", "Sedang": "soon"}
    return order.get(done.predicate_year, "late")


def _money(page: planning.NodePage) -> dict[str, Any]:
    """Pagu of the year, what was paid of it, and the gap between work and money."""
    pagu = page.line.money
    spent = page.paid or sum(page.entered.values())
    share = 100 * spent / pagu if pagu else None
    work = list(page.physical.values())[-1] if page.physical else None
    return {
        "pagu": pagu,
        "spent": spent,
        "share": share,
        "work": work,
        "gap": work - share if work is not None and share is not None else None,
    }


def _kinds() -> dict[Any, str]:
    return {"money": _("Keuangan (rupiah)"), "physical": _("Fisik (persen)")}


def _to_enter(page: planning.NodePage) -> list[dict[str, str]]:
    """What may be reported of a node, for `ui.select`."""
    rows = [{"value": str(one.key), "text": one.name[:90]} for one in page.indicators]
    return rows + [{"value": key, "text": text} for key, text in _kinds().items()]


def _parents(found: Asked, page: planning.NodePage) -> list[dict[str, str]]:
    """Where the node may stand in the draft: anything further up."""
    assert found.plan.draft is not None
    order = planning.NODE_LEVELS.index(page.node.level)
    tree = planning.outline(version_id=found.plan.draft.id, year=found.year)
    levels = words.levels()
    return [
        {"value": str(one.key), "text": f"{levels[one.level]}: {one.name[:80]}"}
        for one in tree.lines
        if planning.NODE_LEVELS.index(one.level) < min(order, planning.NODE_LEVELS.index("program"))
        or (order > planning.NODE_LEVELS.index("program") and one.key == page.node.parent_key)
    ]


def periods() -> dict[str, str]:
    return {
        "Q1": _("Triwulan I"),
        "Q2": _("Triwulan II"),
        "Q3": _("Triwulan III"),
        "Q4": _("Triwulan IV"),
        "P": _("Sampai tahun lalu"),
    }


def givers() -> dict[str, str]:
    return {
        "programme": _("Program lain"),
        "business": _("Dunia usaha"),
        "community": _("Masyarakat"),
        "village": pgettext("pemberi kontribusi", "Desa"),
    }


def statuses() -> dict[str, tuple[str, str]]:
    return {
        "entered": (_("Menunggu verifikasi"), "soon"),
        "verified": (_("Terverifikasi"), "ok"),
        "returned": (_("Dikembalikan"), "late"),
    }
