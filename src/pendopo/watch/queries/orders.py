"""Orders: to me, from me, all; one of them with its words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, Value, When

from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.watch import policy, words
from pendopo.watch.models import Order
from pendopo.watch.queries.history import steps
from pendopo.watch.refusals import NotFound
from pendopo.watch.values import OrderCard, OrderList, OrderView

_WAITING = ("given", "accepted")


@ledger.within_region
def orders(
    *,
    who: directory.Actor,
    view: OrderList = "received",
    ended: bool = False,
    now: dt.datetime,
    limit: int = 100,
) -> tuple[OrderCard, ...]:
    """Orders to the actor's positions, from them, or (leaders, and who sees the wall) all; the
    soonest due first. One statement. ended: the closed ones, newest first."""
    mine = list(policy.held(who))
    found = Order.objects.filter(closed_at__isnull=not ended)
    if view == "received":
        found = found.filter(to_id__in=mine)
    elif view == "given":
        found = found.filter(from_id__in=mine)
    else:
        policy.check_watches(who)
    ordered = found.order_by(*(("-closed_at",) if ended else (_STAGE, "due_at", "id")))
    return tuple(card(row, now) for row in ordered[:limit])


_STAGE = Case(When(status="reported", then=Value(1)), default=Value(0), output_field=IntegerField())


@ledger.within_region
def order_counts(*, who: directory.Actor) -> dict[str, int]:
    """How many open ones: `received` still to be done by the actor's positions, `given` by them.
    One statement."""
    mine = list(policy.held(who))
    found: dict[str, int] = Order.objects.filter(closed_at=None).aggregate(
        received=Count("pk", filter=Q(to_id__in=mine, status__in=_WAITING)),
        given=Count("pk", filter=Q(from_id__in=mine)),
    )
    return found


@ledger.within_region
def order_totals(*, at: dt.datetime, replayed: bool = False) -> dict[str, int]:
    """Open orders of the region, those late, those waiting for the giver. replayed: as it stood at
    that moment. One statement."""
    open_then = Q(closed_at=None)
    if replayed:
        open_then |= Q(closed_at__gt=at)
    reported = Q(status="reported") if not replayed else Q(reported_at__lte=at)
    late = Q(due_at__lt=at) & ~reported
    found: dict[str, int] = Order.objects.filter(open_then, given_at__lte=at).aggregate(
        open=Count("pk"), late=Count("pk", filter=late), reported=Count("pk", filter=reported)
    )
    return found


@ledger.within_region
def order(*, order_id: UUID, who: directory.Actor, now: dt.datetime) -> OrderView:
    """One order with its words. Raises `NotFound` for whoever it is not about."""
    row = policy.check_sees(Order.objects.filter(id=order_id).first(), who)
    return OrderView(
        card=card(row, now),
        text=words.order_text(row),
        words=tuple(words.written(about=[row.id]).get(row.id, [])),
        steps=steps(row.id),
        proof_id=row.proof_id,
        owns=policy.owns(row, who),
        gave=policy.gave(row, who),
    )


@ledger.within_region
def order_proof(*, order_id: UUID, who: directory.Actor) -> tuple[documents.File, Iterator[bytes]]:
    """The file that proves it, in pieces. Raises `NotFound`, `documents.Refused`."""
    row = policy.check_sees(Order.objects.filter(id=order_id).first(), who)
    if row.proof_id is None:
        raise NotFound("unknown")
    return documents.open_file(file_id=row.proof_id)


def card(row: Order, now: dt.datetime) -> OrderCard:
    return OrderCard(
        **{name: getattr(row, name) for name in _COLUMNS},
        late=row.status in _WAITING and row.due_at < now,
    )


_COLUMNS = (
    "id", "number", "from_id", "to_id", "organisation_id", "topic", "code", "priority",
    "wants_proof", "due_on", "due_at", "status", "given_at", "returned", "version",
)  # fmt: skip
