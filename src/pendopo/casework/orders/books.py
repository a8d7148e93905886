"""A long register book: ordered by an officer, prepared by a job, kept for a day."""

from __future__ import annotations

import datetime as dt
from typing import cast
from uuid import UUID

from pendopo.casework import models
from pendopo.casework.actions.register_exports import (
    check_takes_out,
    drawn,
    record_taking,
)
from pendopo.casework.orders import facts
from pendopo.casework.orders.views import BookOrder, Form, bytes_of, file_name, own, view_of
from pendopo.casework.queries.register_book import (
    MOST,
    Book,
    BookLine,
    Names,
    in_order,
    lines_of,
    rows_of,
)
from pendopo.casework.refusals import NotFound, Refused
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger

MOST_PRINTED = 2_000
"""Lines of a printed book; a workbook takes more."""
KEPT = dt.timedelta(days=1)
MOST_WAITING = 3
"""Orders of one officer at a time."""
PART = 1_000
"""Lines read in one transaction."""
PURPOSE = "register"
MEDIA: dict[Form, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@ledger.within_region
def order_book(
    *,
    who: directory.Actor,
    organisation_id: UUID,
    first: dt.date,
    last: dt.date,
    form: Form,
    now: dt.datetime,
    service: str = "",
    status: str = "",
    names: Names = "masked",
    command: ledger.Command | None = None,
) -> BookOrder:
    """Ask for the book of a period as .xlsx or PDF, by the rights of `export_book`; a job prepares
    it. The same book asked for again while it waits is the same order.

    Raises `Refused`: without the right, for an unsound period, for more than 20,000 lines (2,000
    printed), and for a fourth order while three wait.
    """
    check_takes_out(who, organisation_id, names)
    account_id = who.account_id
    assert account_id is not None  # an officer has one
    rows = rows_of(organisation_id, first, last, now, service=service, status=status)

    def act() -> dict[str, object]:
        lines, most = rows.count(), MOST_PRINTED if form == "pdf" else MOST
        if lines > most:
            raise Refused("book_long", most=most)
        asked = {
            "organisation_id": organisation_id, "form": form, "names": names, "first": first,
            "last": last, "service": service, "status": status,
        }  # fmt: skip
        waiting = models.BookOrder.objects.filter(account_id=account_id, state="waiting")
        same = waiting.filter(**asked).first()
        if same is not None:
            return {"order": str(same.id)}
        if waiting.count() >= MOST_WAITING:
            raise Refused("orders_many", most=MOST_WAITING)
        row = models.BookOrder.objects.create(
            id=uuid7(now), account_id=account_id, lines=lines, ordered_at=now, **asked
        )
        ordered = facts.BookOrdered(
            form=form, names=names, first=first, last=last, lines=lines, service=service or None
        )
        _append(row, ordered, now)
        return {"order": str(row.id)}

    order_id = UUID(str(ledger.once(command, act)["order"]))
    return view_of(own(order_id, who), now)


def prepare_book(*, order_id: UUID, now: dt.datetime) -> None:
    """Read the lines part by part, draw the file outside any transaction, keep it. Started again
    it begins anew; finished twice, the first one counts. A refusal ends the order."""
    try:
        found = _begin(order_id, now)
        if found is None:
            return
        row, licences = found
        lines: list[BookLine] = []
        for start in range(0, len(licences), PART):
            lines += _read(row, licences[start : start + PART], start, now)
        book = Book(row.organisation_id, row.first, row.last, row.service, tuple(lines), len(lines))
        data = drawn(book, cast(Form, row.form), now)
        _keep(order_id, book, data, now)
    except (Refused, documents.Refused) as refused:
        fail_book(order_id=order_id, reason=refused.code, now=now)


@ledger.within_region
def _begin(order_id: UUID, now: dt.datetime) -> tuple[models.BookOrder, list[UUID]] | None:
    """The order, when its right still holds, and which licences stand in the book at this moment;
    None when it is over."""
    row = models.BookOrder.objects.get(id=order_id)
    if row.state != "waiting":
        return None
    names = cast(Names, row.names)
    check_takes_out(_asker(row, now), row.organisation_id, names)
    rows = rows_of(
        row.organisation_id, row.first, row.last, now, service=row.service, status=row.status
    )
    return row, list(in_order(rows).values_list("id", flat=True)[:MOST])


@ledger.within_region
def _read(
    row: models.BookOrder, licences: list[UUID], start: int, now: dt.datetime
) -> tuple[BookLine, ...]:
    rows = in_order(models.Licence.objects.filter(id__in=licences))
    lines = lines_of(rows, cast(Names, row.names), now)
    waiting = models.BookOrder.objects.filter(id=row.id, state="waiting")
    waiting.update(done=min(start + len(lines), row.lines))
    return lines


@ledger.within_region
def _keep(order_id: UUID, book: Book, data: bytes, now: dt.datetime) -> None:
    row = models.BookOrder.objects.select_for_update().get(id=order_id)
    if row.state != "waiting":
        return
    who, form, names = _asker(row, now), cast(Form, row.form), cast(Names, row.names)
    check_takes_out(who, row.organisation_id, names)  # also at the moment it becomes a file
    key = directory.new_key(now)
    file = documents.store_made(
        name=file_name(row), data=data, media_type=MEDIA[form], purpose=PURPOSE, key=key,
        owner_id=row.id, now=now, actor_id=row.account_id,
    )  # fmt: skip
    row.state, row.file_id, row.key_id = "ready", file.id, key.id
    row.lines = row.done = len(book.lines)
    row.ended_at, row.kept_until = now, now + KEPT
    row.save()
    _append(row, facts.BookReady(file=file.id, lines=row.lines, until=row.kept_until), now)
    record_taking(book, form, names, who, now)


@ledger.within_region
def fail_book(*, order_id: UUID, reason: str, now: dt.datetime) -> None:
    """Say that the order came to nothing; `reason` is a machine word."""
    row = models.BookOrder.objects.select_for_update().get(id=order_id)
    if row.state != "waiting":
        return
    row.state, row.reason, row.ended_at = "failed", reason[:40], now
    row.save(update_fields=["state", "reason", "ended_at"])
    _append(row, facts.BookFailed(reason=row.reason), now)


@ledger.within_region
def book_order_file(
    *, order_id: UUID, who: directory.Actor, now: dt.datetime
) -> tuple[str, str, bytes]:
    """Name, media type and bytes of a ready book, for whoever asked, while their right holds.

    Raises `NotFound` for anybody else and once its day is over, `Refused` without the right.
    """
    row = own(order_id, who)
    if view_of(row, now).state != "ready":
        raise NotFound("order_unknown")
    check_takes_out(who, row.organisation_id, cast(Names, row.names))
    return file_name(row), MEDIA[cast(Form, row.form)], bytes_of(row)


@ledger.within_region
def remove_old_books(*, now: dt.datetime) -> int:
    """Forget the files whose day is over: their keys are destroyed, so that no copy opens any
    more. Returns how many."""
    ended = models.BookOrder.objects.filter(state="ready", kept_until__lte=now)
    rows = list(ended.select_for_update(skip_locked=True)[:200])
    for row in rows:
        file_id, key_id = row.file_id, row.key_id
        assert file_id is not None and key_id is not None  # a ready order has both
        documents.remove_file(file_id=file_id, reason="kept_a_day", now=now)
        directory.destroy_key(key_id=key_id, now=now)
        row.state, row.file_id, row.key_id = "removed", None, None
        row.save(update_fields=["state", "file_id", "key_id"])
        _append(row, facts.BookRemoved(file=file_id), now)
    return len(rows)


def _asker(row: models.BookOrder, now: dt.datetime) -> directory.Actor:
    """Whoever asked, with the rights of this moment."""
    return directory.actor_of(account_id=row.account_id, now=now)


def _append(row: models.BookOrder, fact: ledger.Fact, now: dt.datetime) -> None:
    entry = ledger.Entry(
        fact=fact,
        about=row.id,
        actor=row.account_id,
        organisation=row.organisation_id,
        occurred_at=now,
    )
    ledger.append([entry], now=now)
