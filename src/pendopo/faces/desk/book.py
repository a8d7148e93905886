"""Buku register: the licences of an agency in a period, on the page and as a file to take out."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.commands import command
from pendopo.faces.components.wording import language
from pendopo.faces.desk import orders
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.papers import sent
from pendopo.faces.desk.register import page_number, plain_day, statuses
from pendopo.faces.desk.sent import uuid_of
from pendopo.faces.desk.told import told
from pendopo.services import api as services

SIZE = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = {"xlsx": XLSX, "pdf": "application/pdf"}
FILTERS = ("organisasi", "layanan", "status", "dari", "sampai")


@for_role(*OFFICERS)
@told
@require_safe
def book(request: HttpRequest) -> HttpResponse:
    choices = agencies(actor(request))
    if not choices:
        return show(request, "book", here="register", book=None, agencies=[], asked={})
    asked, page = _asked(request.GET, choices), page_number(request)
    found = casework.book(
        who=actor(request), now=clock(), page=page, size=SIZE, **_query(asked)
    )  # fmt: skip
    kept = urlencode({name: value for name, value in asked.items() if value} | {"halaman": ""})
    return show(
        request,
        "book",
        here="register",
        book=found,
        asked=asked,
        agencies=choices,
        agency=directory.chart().name_of(found.organisation_id),
        services=services.catalogue(language=language(), at=clock()),
        statuses=statuses(),
        page=page,
        pages=(found.total + SIZE - 1) // SIZE,
        page_href=f"{reverse('desk:book')}?{kept}{{page}}",
        start=(page - 1) * SIZE,
        orders=casework.book_orders(who=actor(request), now=clock()),
        order_states=orders.states(),
        at_once=casework.AT_ONCE,
        may_name=_heads(actor(request), found.organisation_id),
    )


@for_role(*OFFICERS)
@told
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The book as a file, at once when it is short, else ordered; every taking out is recorded."""
    asked = _asked(request.POST, agencies(actor(request)))
    form = "pdf" if request.POST.get("bentuk") == "pdf" else "xlsx"
    names = "full" if request.POST.get("nama") == "lengkap" else "masked"
    wanted = {
        "who": actor(request), "form": cast(Any, form), "names": cast(Any, names), "now": clock(),
        **_query(asked),
    }  # fmt: skip
    lines = casework.book_lines(who=actor(request), now=clock(), **_query(asked))
    if lines > casework.AT_ONCE:
        made = casework.order_book(**wanted, command=command(request))
        return redirect("desk:book_order", order_id=made.id)
    data = casework.export_book(**wanted)
    return sent(f"buku-register-{asked['dari']}-{asked['sampai']}.{form}", FORMS[form], data)


def agencies(who: directory.Actor) -> list[dict[str, str]]:
    """Agencies whose register the officer keeps, for a list to choose from."""
    found = {one for one, role in who.roles if role not in ("administrator", "regent")}
    chart = directory.chart()
    named = ((str(one), chart.name_of(one)) for one in found)
    return [{"value": key, "text": text} for key, text in sorted(named, key=lambda one: one[1])]


def _asked(given: Any, choices: list[dict[str, str]]) -> dict[str, str]:
    """What the address or the form asks for; at first this year of one's own agency."""
    asked = {name: str(given.get(name, "")).strip()[:80] for name in FILTERS}
    known = [one["value"] for one in choices]
    today = directory.today(clock())
    asked["organisasi"] = asked["organisasi"] or next(iter(known), "")
    asked["dari"] = str(plain_day(asked["dari"]) or today.replace(month=1, day=1))
    asked["sampai"] = str(plain_day(asked["sampai"]) or today)
    return asked


def _query(asked: dict[str, str]) -> dict[str, Any]:
    return {
        "organisation_id": uuid_of(asked["organisasi"]),
        "first": dt.date.fromisoformat(asked["dari"]),
        "last": dt.date.fromisoformat(asked["sampai"]),
        "service": asked["layanan"],
        "status": asked["status"],
    }


def _heads(who: directory.Actor, organisation_id: UUID) -> bool:
    return any(who.may(role, organisation_id) for role in ("signer", "supervisor"))
