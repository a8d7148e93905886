"""The two lists of orders in the inbox: to me, and from me."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pendopo.casework import api as casework
from pendopo.faces.components.access import actor, clock
from pendopo.faces.components.filters import short_date
from pendopo.faces.desk.clocks import ago
from pendopo.faces.desk.watch_orders import tag_of
from pendopo.watch import api as watch

ORDERS = {"orders": "received", "order_given": "given"}
"""Name of the view in the address, and the list of watch."""


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    href: str
    title: str
    summary: str
    time: str
    tag: tuple[str, str, str]


def the_orders(request: HttpRequest, view: str) -> dict[str, Any]:
    """What the list's templates draw."""
    who, now = actor(request), clock()
    side: Any = ORDERS[view]
    cards = watch.orders(who=who, view=side, now=now)
    counts = casework.inbox(who=who, limit=1, now=now).counts
    return {
        "view": view,
        "ordered": True,
        "counts": {**counts, **counts_of(request)},
        "total": len(cards),
        "rows": [_row(one, side) for one in cards],
        "cursor": "",
        "open_id": "",
    }


def counts_of(request: HttpRequest) -> dict[str, int]:
    """How many wait, by the view's name; asked once a request."""
    known: dict[str, int] | None = getattr(request, "order_counts", None)
    if known is None:
        found = watch.order_counts(who=actor(request))
        known = {view: found[side] for view, side in ORDERS.items()}
        request.order_counts = known  # type: ignore[attr-defined]  # remembered with the request
    return known


def _row(one: watch.OrderCard, side: str) -> Row:
    if side == "received":
        other = _("dari %(who)s") % {"who": watch.position_words(one.from_id)}
    else:
        other = _("kepada %(who)s") % {"who": watch.position_words(one.to_id)}
    due = _("paling lambat %(day)s") % {"day": short_date(one.due_on)}
    return Row(
        id=str(one.id),
        href=reverse("desk:watch_order", args=[one.id]),
        title=_("Arahan %(number)s") % {"number": one.number},
        summary=f"{other} · {due}",
        time=ago(one.given_at, timezone.localtime(clock())),
        tag=tag_of(one),
    )
