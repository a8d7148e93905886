"""The red thread in the command centre: which target is endangered, the walk from what happened up
to the mission, and how much work stands below each step now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pendopo.faces.components.filters import number
from pendopo.faces.components.levels import levels
from pendopo.planning import api as planning
from pendopo.watch import api as watch


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
    found = planning.threads_up(
        services=[one.service for one in shown], measures=[one.measure for one in shown]
    )
    ways = {one.id: found.way(service=one.service, measure=one.measure) for one in shown}
    return {key: way.target.name for key, way in ways.items() if way and way.target}


def walk(one: watch.AlarmCard, *, here: str, kind: str, now: dt.datetime) -> Walk | None:
    """here: what the alarm is about, in words; kind: what that is. Nine statements, and links to
    pages of the desk, where every right is checked again."""
    found = planning.threads_up(services=[one.service], measures=[one.measure])
    way = found.way(service=one.service, measure=one.measure)
    if way is None:
        return None
    names, below = levels(), planning.work_below(version_id=way.version_id, now=now)
    steps = tuple(reversed(way.steps))
    nodes = [
        {
            "kind": " ".join((names[step.level], step.code)),
            "title": step.name,
            "href": node_url(step.plan_id, step.key),
            "note": counted(below[step.key]) if step.key in below else "",
        }
        for step in steps
    ]
    nodes.append({"kind": _("Indikator"), "title": way.indicator})
    return Walk(
        target=way.target.name if way.target else "",
        nodes=(*nodes, {"kind": kind, "title": here}),
        mission=next((step.key for step in steps if step.level == "misi"), None),
        plan=way.plan_title,
    )


def node_url(plan_id: UUID, key: UUID) -> str:
    """The node's page at the desk: from there one walks down to today's cases."""
    return reverse("desk:plan_node", args=[plan_id, key])


def counted(work: planning.Work) -> str:
    """ "12 berkas terbuka, 3 terlambat"."""
    said = ngettext("%(num)s berkas terbuka", "%(num)s berkas terbuka", work.open)
    words = [said % {"num": number(work.open)}]
    if work.late:
        said = ngettext("%(num)s terlambat", "%(num)s terlambat", work.late)
        words.append(said % {"num": number(work.late)})
    return ", ".join(words)
