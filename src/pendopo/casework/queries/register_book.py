"""Buku register: what an agency granted in a period, line by line."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from django.db.models import QuerySet

from pendopo.casework import models, policy, vault
from pendopo.casework.licence_data import name_field as holder_field
from pendopo.casework.licence_data import opened, record
from pendopo.casework.queries.registers import kept_by, title_of, with_status
from pendopo.casework.refusals import Refused
from pendopo.casework.standing import standing
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

MOST = 20_000
_SEALED = ("sealed", "case__sealed", "case__answers")
LONGEST = dt.timedelta(days=5 * 366)
Names = Literal["masked", "full"]


@dataclass(frozen=True, slots=True)
class BookLine:
    """One line. `holder` is masked, or in full where the book was taken out by right.
    `person_id`: the holder, where a case of this house granted it to someone registered."""

    id: UUID
    number: str
    dated: dt.date
    holder: str = field(repr=False)
    service_title: services.Text
    valid_from: dt.date
    valid_to: dt.date | None
    signer: str
    status: str
    status_words: services.Text
    case_number: str
    origin: str
    person_id: UUID | None
    case_id: UUID | None


@dataclass(frozen=True, slots=True)
class Book:
    """The lines of a period in the order of their day; `total` also counts other pages."""

    organisation_id: UUID
    first: dt.date
    last: dt.date
    service: str
    lines: tuple[BookLine, ...]
    total: int


@ledger.within_region
def book(
    *,
    who: directory.Actor,
    organisation_id: UUID,
    first: dt.date,
    last: dt.date,
    now: dt.datetime,
    service: str = "",
    status: str = "",
    page: int = 1,
    size: int = 200,
) -> Book:
    """A page of the book for an officer of the agency, holders masked. Two statements."""
    if organisation_id not in policy.workplaces(who):
        raise Refused("not_for_you")
    return read(organisation_id, first, last, now, service=service, status=status,
                start=(max(page, 1) - 1) * size, size=size)  # fmt: skip


@ledger.within_region
def book_lines(
    *,
    who: directory.Actor,
    organisation_id: UUID,
    first: dt.date,
    last: dt.date,
    now: dt.datetime,
    service: str = "",
    status: str = "",
) -> int:
    """How many lines the book holds: whether it can be drawn at once. One statement."""
    if organisation_id not in policy.workplaces(who):
        raise Refused("not_for_you")
    return rows_of(organisation_id, first, last, now, service=service, status=status).count()


def read(
    organisation_id: UUID,
    first: dt.date,
    last: dt.date,
    now: dt.datetime,
    *,
    service: str = "",
    status: str = "",
    names: Names = "masked",
    start: int = 0,
    size: int = MOST,
) -> Book:
    """Lines of the book; the caller has checked the right. Two statements, four with names."""
    rows = rows_of(organisation_id, first, last, now, service=service, status=status)
    return Book(
        organisation_id=organisation_id,
        first=first,
        last=last,
        service=service,
        lines=lines_of(in_order(rows)[start : start + size], names, now),
        total=rows.count(),
    )


def rows_of(
    organisation_id: UUID,
    first: dt.date,
    last: dt.date,
    now: dt.datetime,
    *,
    service: str,
    status: str,
) -> QuerySet[models.Licence]:
    """The licences that stand in the book, in no order. Raises `Refused` for an unsound period."""
    if last < first or last - first > LONGEST:
        raise Refused("period")
    rows = kept_by({organisation_id}, service=service, first=first, last=last)
    return rows.filter(with_status(status, directory.today(now))) if status else rows


def in_order(rows: QuerySet[models.Licence]) -> QuerySet[models.Licence]:
    return rows.order_by("dated", "number", "id")


def lines_of(
    rows: QuerySet[models.Licence], names: Names, now: dt.datetime
) -> tuple[BookLine, ...]:
    """These rows as lines. One statement, three with names; the process of a case stays where it
    is, and so does what is sealed while holders are masked."""
    unread = ["case__state"] if names == "full" else ["case__state", *_SEALED]
    found = list(rows.select_related("case").defer(*unread))
    known = _full_names(found) if names == "full" else {}
    today = directory.today(now)
    return tuple(_line(row, known.get(row.id, row.holder_masked), today, now) for row in found)


def _line(row: models.Licence, holder: str, today: dt.date, now: dt.datetime) -> BookLine:
    now_is = standing(row, today)
    return BookLine(
        id=row.id,
        number=row.number,
        dated=row.dated,
        holder=holder,
        service_title=title_of(row, now),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        signer=row.signer,
        status=now_is.status,
        status_words=now_is.words,
        case_number=row.case.number if row.case else "",
        origin=row.origin,
        person_id=row.person_id,
        case_id=row.case_id,
    )


def _full_names(rows: list[models.Licence]) -> dict[UUID, str]:
    """Holders in clear as of today: keys in one statement, changes of names in another. Rows
    whose key was destroyed stay masked."""
    keys = directory.load_keys({row.key_id for row in rows})
    renamed: dict[UUID, str] = {}
    changed = {row.id: row for row in rows if row.changed_on is not None}
    for one in models.LicenceChange.objects.filter(
        licence_id__in=list(changed), kind="change"
    ).order_by("at", "id"):
        row = changed[one.licence_id]
        pair = opened(one, keys[row.key_id])["changes"] if row.key_id in keys else {}
        if holder_field(row) in pair:
            renamed[row.id] = pair[holder_field(row)][1]
    return {
        row.id: renamed.get(row.id) or _name(row, keys[row.key_id])
        for row in rows
        if row.key_id in keys
    }


def _name(row: models.Licence, key: directory.DataKey) -> str:
    if row.case is None:
        return record(row, key).get("name", "") or row.holder_masked
    personal = vault.unseal(
        key, row.case.sealed, table="casework_case", field="sealed", row=row.case.id
    )
    answers = {**row.case.answers, **personal}
    return str(answers.get(holder_field(row)) or row.holder_masked)
