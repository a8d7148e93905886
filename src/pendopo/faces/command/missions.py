"""The scene of missions: each with its targets, what is known of them, and how old that is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from pendopo.directory import api as directory
from pendopo.faces.command.measured import STALE
from pendopo.faces.command.page import ROLES, show
from pendopo.faces.command.threads import counted, node_url
from pendopo.faces.components.access import clock, for_role
from pendopo.faces.components.filters import age, number, percent
from pendopo.faces.components.levels import levels
from pendopo.planning import api as planning

QUARTERLY = dt.timedelta(days=100)
"""Figures that people enter come with each quarter: what is older turns grey."""
_GOOD = {"Sangat Tinggi": "ok", "Tinggi": "ok", "Sedang": "soon"}


@dataclass(frozen=True, slots=True)
class Promise:
    """An indicator in words. `source`: measured, typed or imported; `state` of its predicate:
    ok, soon, late, idle; `refused`: why there is no achievement; `age` "" where nobody has said
    anything yet."""

    key: UUID
    name: str
    figure: str
    unit: str
    basis: str
    target: str
    achieved: str
    predicate: str
    state: str
    refused: str
    source: str
    age: str
    stale: bool
    example: bool


@dataclass(frozen=True, slots=True)
class Aim:
    """A mission, goal or target with its promises; `work` in words, "" when none is measured."""

    key: UUID
    kind: str
    name: str
    href: str
    example: bool
    work: str
    late: int
    promises: tuple[Promise, ...]


@for_role(*ROLES)
@require_safe
def missions(request: HttpRequest) -> HttpResponse:
    """Fifteen statements of planning, however many missions there are."""
    now = clock()
    today = directory.today(now)
    found = planning.missions(year=today.year, now=now, on=today)
    plan_id = found.plan_id
    return show(
        request,
        "missions",
        scene="missions",
        found=found,
        missions=[
            (_aim(one.own, plan_id, found.year, now),
             [_aim(aim, plan_id, found.year, now) for aim in one.aims])
            for one in found.missions
            if plan_id is not None
        ],
    )  # fmt: skip


def _aim(one: planning.Aim, plan_id: UUID, year: int, now: dt.datetime) -> Aim:
    return Aim(
        key=one.key,
        kind=" ".join((levels()[one.level], one.code)).strip(),
        name=one.name,
        href=node_url(plan_id, one.key),
        example=one.example,
        work=counted(one.work) if one.work.services else "",
        late=one.work.late,
        promises=tuple(_promise(said, year, now) for said in one.promises),
    )


def _promise(said: planning.Promise, year: int, now: dt.datetime) -> Promise:
    one = said.scored
    done = one.outcome if isinstance(one.outcome, planning.Result) else None
    value = done.realised_year if done else next(iter([*one.quarters.values()][::-1]), None)
    target = one.targets.get(str(year))
    patience = STALE if one.source == "measured" else QUARTERLY
    return Promise(
        key=one.key,
        name=one.name,
        figure=_figure(value),
        unit=one.unit,
        basis=_basis(one),
        target=one.target_text if target is None else number(target),
        achieved=percent(done.achievement_year, 2) if done else "",
        predicate=done.predicate_year if done else "",
        state=_GOOD.get(done.predicate_year, "late") if done else "idle",
        refused="" if isinstance(one.outcome, planning.Result) else one.outcome.error,
        source=one.source,
        age=age(said.at, now) if said.at else "",
        stale=said.at is None or now - said.at > patience,
        example=one.example,
    )


def _figure(value: Decimal | None) -> str:
    return "–" if value is None else number(value)


def _basis(one: planning.Scored) -> str:
    """What a measured number rests on."""
    live = one.counted
    if live is None:
        return ""
    if live.state == "ready":
        return ngettext("%(num)s catatan", "%(num)s catatan", live.n) % {"num": number(live.n)}
    return _("Ukuran ini belum ada.") if live.state == "unknown" else _("Sedang dihitung.")
