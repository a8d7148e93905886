"""The register of licences, and the list of service packages with their versions."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pendopo.casework import api as casework
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.wording import language
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.told import told
from pendopo.services import api as services

SIZE = 50
FILTERS = ("layanan", "status", "nomor", "dari", "sampai")


@for_role(*OFFICERS)
@told
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    asked = {name: request.GET.get(name, "").strip()[:80] for name in FILTERS}
    page = page_number(request)
    found, total = casework.register(
        who=actor(request),
        now=clock(),
        service=asked["layanan"],
        status=asked["status"],
        number=asked["nomor"],
        first=plain_day(asked["dari"]),
        last=plain_day(asked["sampai"]),
        page=page,
        size=SIZE,
    )
    around = _around(asked, page, total)
    heads = is_head(request)
    return show(
        request, "register", here="register", licences=found, total=total, heads=heads, **around
    )


def _around(asked: dict[str, str], page: int, total: int) -> dict[str, Any]:
    """What stands around the list: the filters with their choices, and the other pages."""
    kept = urlencode({name: value for name, value in asked.items() if value} | {"halaman": ""})
    return {
        "asked": asked,
        "page": page,
        "pages": (total + SIZE - 1) // SIZE,
        "page_href": f"{reverse('desk:register')}?{kept}{{page}}",
        "services": services.catalogue(language=language(), at=clock()),
        "statuses": statuses(),
    }


def page_number(request: HttpRequest) -> int:
    """The page in the address, the first for nonsense."""
    text = request.GET.get("halaman", "")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def plain_day(text: str) -> dt.date | None:
    """A day as the browser's own date field sends it (2026-11-16); None for anything else."""
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        return None


def is_head(request: HttpRequest) -> bool:
    """Whether the officer signs or supervises somewhere: then old registers may come in."""
    who = actor(request)
    return who.may("signer") or who.may("supervisor")


def statuses() -> dict[str, tuple[str, str]]:
    """Status of a licence -> words and state of its tag."""
    return {
        "valid": (_("Berlaku"), "ok"),
        "suspended": (_("Dibekukan"), "soon"),
        "revoked": (_("Dicabut"), "late"),
        "expired": (_("Habis masa berlakunya"), "idle"),
    }


@for_role(*OFFICERS)
@told
@require_safe
def packages(request: HttpRequest) -> HttpResponse:
    now = clock()
    cards = services.catalogue(language=language(), at=now)
    versions = {card.slug: services.versions_of(slug=card.slug)[::-1] for card in cards}
    who = actor(request)
    may_move = who.may("supervisor") or who.may("administrator")
    return show(
        request,
        "packages",
        here="packages",
        cards=cards,
        versions=versions,
        now=now,
        may_move=may_move,
    )
