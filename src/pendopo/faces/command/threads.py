"""The red thread in the command centre: which target is endangered, the walk from what happened up
to the mission, and how much work stands below each step now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pendopo.faces.components.filters import number
from pendopo.faces.components.levels import levels
from pendopo.faces.components.wording import words
from pendopo.measures import api as measures
from pendopo.planning import api as planning
from pendopo.watch import api as watch

MOST = 3
"""Ways shown of one agency: each leads to another target."""


@dataclass(frozen=True, slots=True)
class Walk:
    """`target`: what is endangered; `nodes`: for `ui.thread`, from the mission down to `here`;
    `mission`: its key, None where the plan does not reach so high; `plan`: its title."""

    target: str
    nodes: tuple[dict[str, Any], ...]
    mission: UUID | None
    plan: str


def endangered(cards: Iterable[watch.AlarmCard]) -> dict[UUID, str]:
    """Alarm -> the target that it endangers; four statements for all of them. Alarms whose work
    no plan in force counts are left out."""
    shown = tuple(cards)
    found = _upward(shown)
    named = {one.id: targets(way.target.name for way in _ways(found, one) if way.target)
             for one in shown}  # fmt: skip
    return {key: words for key, words in named.items() if words}


def targets(names: Iterable[str]) -> str:
    """ "Meningkatnya mutu layanan dan 2 sasaran lagi"."""
    first, *more = (*dict.fromkeys(names),) or ("",)
    if not more:
        return first
    said = ngettext("%(first)s dan %(num)s sasaran lagi", "%(first)s dan %(num)s sasaran lagi",
                    len(more))  # fmt: skip
    return said % {"first": first, "num": number(len(more))}


def walks(one: watch.AlarmCard, *, here: str, kind: str, now: dt.datetime) -> tuple[Walk, ...]:
    """here: what the alarm is about, in words; kind: what that is. One way for a case or a
    measure, one to each target for an agency. Nine statements, one more for an agency, and links
    to pages of the desk, where every right is checked again."""
    ways = _ways(_upward([one]), one)[:MOST]
    if not ways:
        return ()
    below = planning.work_below(version_id=ways[0].version_id, now=now)
    names = _measure_names() if _of_agency(one) else {}
    return tuple(_walk(way, below, names, {"kind": kind, "title": here}) for way in ways)


def _walk(
    way: planning.ThreadWay,
    below: Mapping[UUID, planning.Work],
    names: Mapping[str, str],
    here: dict[str, str],
) -> Walk:
    said, steps = levels(), tuple(reversed(way.steps))
    nodes: list[dict[str, Any]] = [
        {
            "kind": " ".join((said[step.level], step.code)),
            "title": step.name,
            "href": node_url(step.plan_id, step.key),
            "note": counted(below[step.key]) if step.key in below else "",
        }
        for step in steps
    ]
    nodes.append({"kind": _("Indikator"), "title": way.indicator})
    if way.measure in names:
        nodes.append({"kind": _("Ukuran"), "title": names[way.measure]})
    return Walk(
        target=way.target.name if way.target else "",
        nodes=(*nodes, here),
        mission=next((step.key for step in steps if step.level == "misi"), None),
        plan=way.plan_title,
    )


def _of_agency(one: watch.AlarmCard) -> bool:
    return bool(one.organisation_id) and not one.number and not one.measure


def _upward(cards: Iterable[watch.AlarmCard]) -> planning.Thread:
    shown = tuple(cards)
    return planning.threads_up(
        services=[one.service for one in shown],
        measures=[one.measure for one in shown],
        organisations=[one.organisation_id for one in shown
                       if one.organisation_id and _of_agency(one)],
    )  # fmt: skip


def _ways(found: planning.Thread, one: watch.AlarmCard) -> tuple[planning.ThreadWay, ...]:
    if one.organisation_id and _of_agency(one):
        return found.of_agency(one.organisation_id, service=one.service)
    way = found.way(service=one.service, measure=one.measure)
    return (way,) if way else ()


def _measure_names() -> dict[str, str]:
    return {one.slug: words(one.definition.name) for one in measures.measures()}


def node_url(plan_id: UUID, key: UUID) -> str:
    """The node's page at the desk: from there one walks down to today's cases."""
    return reverse("desk:plan_node", args=[plan_id, key])


def counted(work: planning.Work) -> str:
    """ "12 berkas terbuka, 3 terlambat"."""
    said = ngettext("%(num)s berkas terbuka", "%(num)s berkas terbuka", work.open)
    parts = [said % {"num": number(work.open)}]
    if work.late:
        said = ngettext("%(num)s terlambat", "%(num)s terlambat", work.late)
        parts.append(said % {"num": number(work.late)})
    return ", ".join(parts)
