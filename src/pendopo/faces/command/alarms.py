"""What needs a person: cases past their limit, and decisions the law is about to presume.

Casework finds the cases, gravest first; this names them, their owner and the way to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.faces.components.filters import moment
from pendopo.faces.components.wording import words

MOST = 12


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm; `priority` is critical, high or watch, `owner` the organisation it waits for."""

    title: str
    text: str
    priority: str
    owner: str
    since: str
    href: str


def alarms(*, who: directory.Actor, now: datetime) -> tuple[tuple[Alarm, ...], int]:
    """The gravest alarms, and how many more there are."""
    found = [_of_case(one, who) for one in casework.alarms(now=now, limit=MOST + 100)]
    return tuple(found[:MOST]), max(0, len(found) - MOST)


def _of_case(one: casework.Alarm, who: directory.Actor) -> Alarm:
    titles = {
        "deemed_passed": _("Berkas %(number)s: dianggap dikabulkan menurut hukum"),
        "deemed_near": _("Berkas %(number)s: sebentar lagi dianggap dikabulkan"),
        "late": _("Berkas %(number)s lewat batas"),
    }
    return Alarm(
        title=titles[one.kind] % {"number": one.number},
        text=words(one.service_title),
        priority="high" if one.kind == "late" else "critical",
        owner=directory.chart().name_of(one.organisation_id),
        since=_("batas %(moment)s") % {"moment": moment(one.at)},
        href=_link(one.number, one.organisation_id, who),
    )


def _link(case: str, organisation_id: UUID, who: directory.Actor) -> str:
    """The case at the desk for whoever works in the organisation; else its public tracking."""
    mine = organisation_id in who.organisation_ids
    try:
        return reverse("desk:case" if mine else "portal-tracking", args=[case])
    except NoReverseMatch:
        return ""
