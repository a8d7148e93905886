"""The inbox: views, the list, and its news."""

from __future__ import annotations

from typing import Any, get_args
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from pendopo.casework import api as casework
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.desk import heard
from pendopo.faces.desk.order_lists import ORDERS, counts_of, the_orders
from pendopo.faces.desk.page import OFFICERS, inbox_url, path_of, show, view_groups, view_titles
from pendopo.faces.desk.rows import rows
from pendopo.faces.desk.told import told

PAGE = 50
HEARD = get_args(casework.Heard)
"""Views of dispositions; the others are of tasks."""


@for_role(*OFFICERS)
@told
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    found = the_list(request)
    return show(request, "inbox", screen="list", has_info=False, **found)


@for_role(*OFFICERS)
@told
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """The list and the counts again, for a page that heard that facts came."""
    found = the_list(request, here=_uuid(request.GET.get("di", "")))
    found["groups"] = view_groups(actor(request), found["counts"], view=found["view"], here="")
    response = render(request, "desk/news.html", {"path_of": path_of, **found})
    patch_cache_control(response, private=True, no_store=True)
    return response


def the_list(
    request: HttpRequest, *, here: UUID | None = None, of_case: UUID | None = None
) -> dict[str, Any]:
    """What the templates need to draw the list of the asked view. `here`: the open task;
    `of_case`: the open case, whose disposition is marked in their lists."""
    view, cursor, now = view_of(request), request.GET.get("setelah", "")[:400], clock()
    if view in ORDERS:
        return the_orders(request, view) | {"list_title": view_titles()[view], "list_url": ""}
    who = actor(request)
    found: casework.Inbox | casework.Dispositions
    if view in HEARD:
        found = casework.dispositions(who=who, view=view, cursor=cursor, limit=PAGE, now=now)
        lines = heard.rows(found, cursor=cursor, now=now, here=of_case)
    else:
        found = casework.inbox(who=who, view=view, cursor=cursor, limit=PAGE, now=now)
        ticked = request.GET.getlist("pick")
        lines = rows(found, cursor=cursor, now=now, here=here, picked=ticked, me=who.account_id)
    return {
        "view": view,
        "heard": view in HEARD,
        "list_title": view_titles()[view],
        "counts": {**found.counts, **counts_of(request)},
        "total": found.total,
        "rows": lines,
        "hands_out": who.may("supervisor"),
        "cursor": cursor,
        "open_id": str(here) if here else "",
        "first_url": inbox_url(view) if cursor else "",
        "next_url": inbox_url(view, found.next_cursor) if found.next_cursor else "",
        "list_url": inbox_url(view, cursor),
    }


def view_of(request: HttpRequest) -> Any:
    """The view in the address, of tasks or of dispositions; anything else is one's own tasks."""
    asked = request.GET.get("tampilan") or request.POST.get("tampilan") or "mine"
    return asked if asked in (*get_args(casework.View), *HEARD, *ORDERS) else "mine"


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
