"""What every page of the portal shows: the region, who is signed in, texts in one language."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, clock
from pendopo.faces.components.commands import new_key
from pendopo.faces.components.wording import lines, words
from pendopo.faces.portal import ways


def show(request: HttpRequest, name: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """The page `portal/<name>.html`. `errors` in the context start its title with "Galat:"."""
    context = {
        "region_name": region_name(request),
        "account_name": actor(request).name if request.user.is_authenticated else "",
        "portal_nav": ways.main_links(),
        "account_nav": ways.account_links(),
        "footer_nav": ways.footer_links(),
        "report_url": ways.REPORT,
        "words": words,
        "lines": lines,
        "form_key": new_key(),
        **context,
    }
    return render(request, f"portal/{name}.html", context, status=status)


def region_name(request: HttpRequest) -> str:
    """ "Kabupaten Bondowoso"."""
    region: directory.Region = request.region  # type: ignore[attr-defined]
    kind = region.kind.capitalize()
    return region.name if region.name.startswith(kind) else f"{kind} {region.name}"


def citizen(request: HttpRequest) -> directory.Actor:
    """The visitor acting for themselves: the account of the session, without any mandate.

    It costs no statement; whoever is an officer too applies as a citizen here.
    """
    user = request.user
    if not user.is_authenticated:
        return directory.ANONYMOUS
    return directory.Actor(
        account_id=user.pk,
        person_id=user.person_id,
        region_code=user.region_code,
        kind="citizen",
        name="",
        at=clock(),
    )


def version(request: HttpRequest) -> int:
    """The version of the draft that the form was filled from; 0 for nonsense."""
    text = request.POST.get("versi", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
