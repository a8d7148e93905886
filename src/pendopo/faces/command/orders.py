"""Orders (arahan): every open one, and a new one from any tile."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.directory import api as directory
from pendopo.faces.command.page import ROLES, show
from pendopo.faces.command.told import status, told
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.asked import Error
from pendopo.faces.components.commands import command
from pendopo.faces.components.wording import words
from pendopo.watch import api as watch

FIELDS = {
    "words_empty": "isi",
    "words_long": "isi",
    "position_unknown": "kepada",
    "order_to_self": "kepada",
    "due_past": "batas",
    "due_far": "batas",
}
"""The field that each refusal is about."""


@for_role(*ROLES)
@told
@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """All open orders, those past their day first."""
    now = clock()
    found = watch.orders(who=actor(request), view="all", now=now)
    ended = watch.orders(who=actor(request), view="all", ended=True, now=now, limit=20)
    return show(request, "orders", scene="orders", open_ones=found, ended=ended, state_of=state_of)


@for_role(*watch.LEADERS)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Give an order; `tentang` and `kode` name the tile that it comes from."""
    if request.method != "POST":
        return _form(request, request.GET)
    sent = request.POST
    try:
        order = watch.give_order(
            to=_position(sent.get("kepada", "")),
            text=sent.get("isi", ""),
            due_on=_day(sent) or dt.date.min,
            topic=cast(watch.Topic, sent.get("tentang") or "tile"),
            code=sent.get("kode", ""),
            priority="critical" if sent.get("genting") else "high",
            wants_proof=bool(sent.get("bukti")),
            who=actor(request),
            now=clock(),
            command=command(request),
        )
    except watch.Refused as refused:
        if refused.code not in FIELDS:
            raise
        return _form(request, sent, refused)
    messages.success(request, _("Arahan diberikan."))
    return redirect("desk:watch_order", order_id=order)


def _form(
    request: HttpRequest, sent: QueryDict, refused: watch.Refused | None = None
) -> HttpResponse:
    field = FIELDS[refused.code] if refused else ""
    said = words(refused.text) if refused else ""
    return show(
        request,
        "order_new",
        status=status(refused) if refused else 200,
        scene="orders",
        sent=sent,
        said={field: said},
        errors=[Error(field, said)] if refused else [],
        positions=_choices(),
        topic=sent.get("tentang", ""),
        code=sent.get("kode", ""),
        due=_shown(sent),
    )


def _choices() -> list[dict[str, str]]:
    return [
        {"value": str(one.id), "text": watch.position_words(one.id)} for one in watch.orderable()
    ]


def _shown(sent: QueryDict) -> dict[str, str]:
    """The day that was typed; the third working day at first."""
    if "batas-day" in sent:
        return {part: sent.get(f"batas-{part}", "") for part in ("day", "month", "year")}
    calendar = directory.calendar()
    day = calendar.add_working_days(calendar.local_date(clock()), 3)
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}


def _day(sent: QueryDict) -> dt.date | None:
    part = [sent.get(f"batas-{one}", "") for one in ("year", "month", "day")]
    try:
        return dt.date(*(int(one) for one in part))
    except (ValueError, OverflowError):
        return None


def _position(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def state_of(one: watch.OrderCard) -> tuple[str, str, str]:
    """Words, state and icon of where an order stands."""
    if one.late:
        return _("Lewat batas"), "late", "warning"
    found: dict[str, tuple[str, str, str]] = {
        "given": (_("Belum diterima"), "soon", "bell"),
        "accepted": (_("Dikerjakan"), "go", "clock"),
        "reported": (_("Menunggu penilaian"), "go", "eye"),
        "closed": (_("Selesai"), "ok", "check"),
        "withdrawn": (_("Ditarik"), "idle", "undo"),
    }
    return found[one.status]


def order_url(topic: str, code: str) -> str:
    """Where a leader gives an order about this."""
    query: Any = {"tentang": topic, "kode": code}
    return f"{reverse('command:order_new')}?{urlencode(query)}"
