"""What needs a person: open alarms, their owner, who has them, and the way to each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pendopo.directory import api as directory
from pendopo.faces.command.threads import endangered
from pendopo.faces.components.filters import moment, number, time
from pendopo.faces.components.wording import words
from pendopo.services import api as services
from pendopo.watch import api as watch

MOST = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One alarm in words; `priority` is critical, high or watch; `acknowledged` "" while nobody has
    it; `threatens` names a target, "" when no plan counts this work, or for a past moment."""

    title: str
    text: str
    priority: str
    owner: str
    acknowledged: str
    href: str
    threatens: str


def lines(
    found: watch.AlarmList, *, now: dt.datetime, until: str = "", past: bool = False
) -> tuple[Line, ...]:
    """until: what to add to the address of each (the moment that is replayed); past: of such a
    moment, whose plans and links are not known any more."""
    targets = {} if past else endangered(found.cards)
    titles = _titles({one.service for one in found.cards if one.service}, now)
    return tuple(
        Line(
            title=title_of(one),
            text=_text(one, titles),
            priority=one.priority,
            owner=watch.position_words(one.owner_id),
            acknowledged=_acknowledged(one, now),
            href=reverse("command:alarm", args=[one.id]) + until,
            threatens=targets.get(one.id, ""),
        )
        for one in found.cards
    )


def title_of(one: watch.AlarmCard) -> str:
    """ "Berkas lewat batas · K7M-4QP-2XD"."""
    name = words(one.names)
    if one.number:
        return f"{name} · {one.number}"
    place = directory.chart().name_of(one.organisation_id)
    return f"{name} · {place}" if place else name


def _text(one: watch.AlarmCard, titles: dict[str, str]) -> str:
    parts = [titles.get(one.service, "")]
    if one.value is not None and one.of == "measure":
        parts.append(_("nilai %(value)s") % {"value": number(one.value)})
    elif one.value is not None:
        count = int(one.value)
        parts.append(ngettext("%(num)s perkara", "%(num)s perkara", count) % {"num": number(count)})
    if one.at is not None:
        parts.append(_("batas %(moment)s") % {"moment": moment(one.at)})
    return ", ".join(part for part in parts if part)


def _acknowledged(one: watch.AlarmCard, now: dt.datetime) -> str:
    if one.acknowledged_at is None:
        return ""
    same_day = directory.today(one.acknowledged_at) == directory.today(now)
    at = time(one.acknowledged_at) if same_day else moment(one.acknowledged_at)
    return _("diterima %(at)s") % {"at": at}


def _titles(slugs: set[str], now: dt.datetime) -> dict[str, str]:
    found = {slug: services.service_at(slug=slug, at=now) for slug in slugs}
    return {slug: words(one.service.title) for slug, one in found.items() if one}
