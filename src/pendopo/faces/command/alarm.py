"""One alarm: what happened, who has it, the way to what it is about; taking it, writing on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pendopo.directory import api as directory
from pendopo.faces.command import threads
from pendopo.faces.command.alarms import title_of
from pendopo.faces.command.orders import order_url
from pendopo.faces.command.page import show
from pendopo.faces.command.told import told
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.commands import command
from pendopo.faces.components.wording import words
from pendopo.services import api as services
from pendopo.watch import api as watch

HANDLERS = (*watch.WATCHERS, "signer", "liaison", "coordinator", "technical", "front_office")
"""Whose position may own an alarm; what each of them sees, `watch` decides."""


@for_role(*HANDLERS)
@told
@require_safe
def alarm(request: HttpRequest, alarm_id: UUID) -> HttpResponse:
    """The page of one alarm."""
    who = actor(request)
    view = watch.alarm(alarm_id=alarm_id, who=who, now=clock())
    found = services.service_at(slug=view.card.service, at=clock()) if view.card.service else None
    service = words(found.service.title) if found else ""
    return show(
        request,
        "alarm",
        view=view,
        one=view.card,
        title=title_of(view.card),
        service=service,
        walks=_walks(view.card, service),
        links=_links(view.card, who),
        steps=_steps(view),
        seen=watch.watches(who),
        order_url=order_url,
    )


@for_role(*HANDLERS)
@told
@require_POST
def acknowledge(request: HttpRequest, alarm_id: UUID) -> HttpResponse:
    """Somebody has it."""
    watch.acknowledge(
        alarm_id=alarm_id,
        who=actor(request),
        version=version(request),
        note=request.POST.get("catatan", ""),
        now=clock(),
        command=command(request),
    )
    messages.success(request, _("Alarm diterima. Eskalasi berhenti."))
    return redirect("command:alarm", alarm_id=alarm_id)


@for_role(*HANDLERS)
@told
@require_POST
def note(request: HttpRequest, alarm_id: UUID) -> HttpResponse:
    """A note on it."""
    watch.add_note(
        alarm_id=alarm_id,
        who=actor(request),
        text=request.POST.get("catatan", ""),
        now=clock(),
        command=command(request),
    )
    messages.success(request, _("Catatan disimpan."))
    return redirect("command:alarm", alarm_id=alarm_id)


def version(request: HttpRequest) -> int:
    """What the form saw; 0 when it says nothing readable."""
    sent = request.POST.get("versi", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else 0


def _walks(one: watch.AlarmCard, service: str) -> tuple[threads.Walk, ...]:
    """Up to the mission, from the case, its service, the measure, or what an agency carries."""
    if one.measure:
        return threads.walks(one, here=title_of(one), kind=_("Ukuran"), now=clock())
    if one.organisation_id and not one.number:
        name = directory.chart().name_of(one.organisation_id)
        return threads.walks(one, here=name, kind=_("Perangkat daerah"), now=clock())
    here = f"{service} · {one.number}" if one.number else service
    return threads.walks(one, here=here, kind=_("Perkara ini"), now=clock())


def _links(one: watch.AlarmCard, who: directory.Actor) -> list[dict[str, str]]:
    """To what it is about: at the desk for those who work there, else what the public sees."""
    if one.of == "orders":
        return [_link(_("Buka arahan"), "desk:watch_order", one.subject)]
    if one.number and one.organisation_id in who.organisation_ids:
        return [_link(_("Buka berkas di meja kerja"), "desk:case", one.number)]
    if one.number:
        return [_link(_("Lihat jalannya berkas"), "portal-tracking", one.number)]
    if one.organisation_id in who.organisation_ids:
        return [{"text": _("Buka meja kerja"), "href": reverse("desk:inbox") + "?tampilan=late"}]
    return []


def _link(text: str, name: str, *args: object) -> dict[str, str]:
    try:
        return {"text": text, "href": reverse(name, args=args)}
    except NoReverseMatch:
        return {"text": text, "href": ""}


def _steps(view: watch.AlarmView) -> list[dict[str, Any]]:
    names = {
        "watch.alarm_raised": _("Alarm menyala"),
        "watch.alarm_acknowledged": _("Diterima"),
        "watch.alarm_escalated": _("Naik ke jenjang berikutnya"),
        "watch.alarm_told": _("Pemilik berikutnya dikabari"),
        "watch.alarm_moved": _("Pindah pemilik"),
        "watch.alarm_noted": _("Catatan ditulis"),
        "watch.alarm_ended": _("Selesai"),
    }
    return [
        {
            "text": names.get(one.kind, one.kind),
            "at": one.at,
            "who": watch.position_words(one.position_id),
        }
        for one in view.steps
    ]
