"""What is said of an order, and the file it led to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, cast
from uuid import UUID

from pendopo.casework import models
from pendopo.casework.queries.register_book import Names
from pendopo.casework.refusals import SENTENCES, NotFound
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.services import api as services

Form = Literal["xlsx", "pdf"]
State = Literal["waiting", "ready", "failed", "removed"]
SHOWN = 10


@dataclass(frozen=True, slots=True)
class BookOrder:
    """A register book being prepared. `done`: lines read so far, of `lines`; `reason`: why it
    failed; `kept_until`: when the file goes. `status`: of the licences in it, "" for all."""

    id: UUID
    organisation_id: UUID
    form: Form
    names: Names
    first: dt.date
    last: dt.date
    service: str
    status: str
    state: State
    reason: services.Text | None
    lines: int
    done: int
    ordered_at: dt.datetime
    kept_until: dt.datetime | None


@ledger.within_region
def book_order(*, order_id: UUID, who: directory.Actor, now: dt.datetime) -> BookOrder:
    """One order, for whoever asked for it; to everybody else it does not exist (`NotFound`)."""
    return view_of(own(order_id, who), now)


@ledger.within_region
def book_orders(*, who: directory.Actor, now: dt.datetime) -> tuple[BookOrder, ...]:
    """The viewer's own latest orders of the last day, newest first. One statement."""
    if who.account_id is None:
        return ()
    since = now - dt.timedelta(days=1)
    rows = models.BookOrder.objects.filter(account_id=who.account_id, ordered_at__gt=since)
    return tuple(view_of(row, now) for row in rows.order_by("-ordered_at")[:SHOWN])


def own(order_id: UUID, who: directory.Actor) -> models.BookOrder:
    """Raises `NotFound`."""
    row = models.BookOrder.objects.filter(id=order_id).first()
    if row is None or row.account_id != who.account_id:
        raise NotFound("order_unknown")
    return row


def view_of(row: models.BookOrder, now: dt.datetime) -> BookOrder:
    over = row.state == "ready" and (row.kept_until is None or row.kept_until <= now)
    return BookOrder(
        id=row.id,
        organisation_id=row.organisation_id,
        form=cast(Form, row.form),
        names=cast(Names, row.names),
        first=row.first,
        last=row.last,
        service=row.service,
        status=row.status,
        state="removed" if over else cast(State, row.state),
        reason=_sentence(row.reason) if row.state == "failed" else None,
        lines=row.lines,
        done=row.done,
        ordered_at=row.ordered_at,
        kept_until=row.kept_until,
    )


def _sentence(reason: str) -> services.Text:
    indonesian, english = SENTENCES.get(reason, SENTENCES["order_failed"])
    return services.Text(id=indonesian, en=english)


def file_name(row: models.BookOrder) -> str:
    return f"buku-register-{row.first}-{row.last}.{row.form}"


def bytes_of(row: models.BookOrder) -> bytes:
    assert row.file_id is not None  # a ready order has one
    return documents.read_file(file_id=row.file_id)
