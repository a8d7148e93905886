"""What every page of the command centre shows: scenes, the region, the clock, who looks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, clock, region_of
from pendopo.faces.components.commands import new_key
from pendopo.faces.components.filters import time
from pendopo.faces.components.wording import words
from pendopo.watch import api as watch

ROLES = watch.WATCHERS
LIVE = "/events"


def show(request: HttpRequest, name: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """The page `command/<name>.html`; nobody keeps a copy of it."""
    now = clock()
    context = {
        "region_name": region_of(request).name,
        "clock": time(now),
        "zone": directory.calendar().zone,
        "now": now,
        "command_home": reverse("command:wall"),
        "scenes": scenes(),
        "live_url": LIVE,
        "words": words,
        "position_of": watch.position_words,
        "form_key": new_key(),
        "leads": watch.leading(actor(request)) is not None,
        "told": [str(said) for said in messages.get_messages(request)],
        **context,
    }
    response = render(request, f"command/{name}.html", context, status=status)
    patch_cache_control(response, private=True, no_store=True)
    return response


def scenes() -> list[dict[str, str]]:
    """The bar on top."""
    return [
        {"text": _("Hari ini"), "href": reverse("command:wall"), "key": "today"},
        {"text": _("Peta"), "href": reverse("command:map"), "key": "map"},
        {"text": _("Misi"), "href": reverse("command:missions"), "key": "missions"},
        {"text": _("Ukuran"), "href": reverse("command:measured"), "key": "measured"},
        {"text": _("Arahan"), "href": reverse("command:orders"), "key": "orders"},
        {"text": _("Kejadian"), "href": reverse("command:incidents"), "key": "incidents"},
        {"text": _("Piket"), "href": reverse("command:duty"), "key": "duty"},
        {"text": _("Meja kerja"), "href": "/meja/", "key": "desk"},
    ]
