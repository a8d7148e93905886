"""Reading letters, the number register, and what a verification shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import cast
from uuid import UUID

from django.db import connection

from pendopo.directory import api as directory
from pendopo.documents.models import Letter as LetterRow
from pendopo.documents.models import NumberEntry, StoredFile
from pendopo.documents.refusals import Refused
from pendopo.documents.secrets import FILES, open_secret
from pendopo.documents.values import (
    File,
    Letter,
    LetterStatus,
    NumberState,
    Paraf,
    RegisterLine,
    SignedAs,
    Standing,
)
from pendopo.ledger import api as ledger


@ledger.within_region
def letter(*, letter_id: UUID, now: dt.datetime) -> Letter:
    """One letter. Raises `Refused`."""
    row = LetterRow.objects.filter(pk=letter_id).first()
    if row is None:
        raise Refused("letter_unknown")
    return letter_of(row, now=now)


@ledger.within_region
def letters_of(*, case_id: UUID, now: dt.datetime) -> tuple[Letter, ...]:
    """All letters of a case, oldest first."""
    return tuple(
        letter_of(row, now=now) for row in LetterRow.objects.filter(case_id=case_id).order_by("id")
    )


@ledger.within_region
def letters(*, letter_ids: Sequence[UUID], now: dt.datetime) -> tuple[Letter, ...]:
    """These letters, oldest first, in one statement; unknown ids are left out."""
    rows = LetterRow.objects.filter(pk__in=list(letter_ids)).order_by("id")
    return tuple(letter_of(row, now=now) for row in rows)


@ledger.within_region
def number_register(*, unit: str, year: int) -> tuple[RegisterLine, ...]:
    """Every number of a unit in a year, by classification: used, void, or explained."""
    entries = NumberEntry.objects.filter(series__unit=unit, series__year=year)
    return tuple(
        RegisterLine(
            first=one.first,
            last=one.last,
            text=one.text,
            classification=one.series.classification,
            day=one.day,
            state=cast(NumberState, one.state),
            reason=one.reason,
            letter_id=one.letter_id,
            at=one.at,
        )
        for one in entries.select_related("series").order_by("series__classification", "first")
    )


@ledger.within_region
def all_complete(*, file_ids: Iterable[UUID], owner_id: UUID) -> bool:
    """Whether all these files are stored and belong to `owner_id`. One statement, and a function
    (`documents_all_complete`) that the busiest verb puts into its own."""
    wanted = set(file_ids)
    with connection.cursor() as cursor:
        cursor.execute("SELECT documents_all_complete(%s, %s)", [owner_id, list(wanted)])
        return bool(cursor.fetchone()[0])


@ledger.within_region
def files(*, file_ids: Iterable[UUID]) -> tuple[File, ...]:
    """These files, oldest first, in two statements; unknown and erased ones are left out."""
    rows = list(StoredFile.objects.filter(pk__in=set(file_ids)).order_by("id"))
    keys = directory.load_keys({row.key_id for row in rows})
    return tuple(
        file_of(row, open_secret(keys[row.key_id], FILES, row.pk, row.secret_sealed)[0])
        for row in rows
        if row.key_id in keys
    )


def file_of(row: StoredFile, name: str) -> File:
    return File(
        id=row.pk,
        owner_id=row.owner_id,
        name=name,
        size=row.size,
        media_type=row.media_type,
        sha256=row.sha256,
        purpose=row.purpose,
        flags=tuple(row.flags),
        scanned=row.scanned,
        created_at=row.created_at,
    )


def standing_of(row: LetterRow, *, now: dt.datetime) -> Standing | None:
    """What a letter is worth today; None while it is unsigned.

    It is in force through its last day in the region's zone; a suspension does not outlive it.
    """
    if row.status != "signed":
        return None
    ends = row.standing in ("valid", "suspended")
    if ends and row.valid_until and directory.today(now) > row.valid_until:
        return "expired"
    return cast(Standing, row.standing)


def signed_as(row: LetterRow) -> SignedAs | None:
    if not row.signer:
        return None
    return SignedAs(
        name=row.signer["name"],
        position=row.signer["position"],
        prefix=row.signer["prefix"],
        person_id=UUID(row.signer["person_id"]),
    )


def letter_of(row: LetterRow, *, now: dt.datetime) -> Letter:
    return Letter(
        id=row.pk,
        version=row.version,
        case_id=row.case_id,
        kind=row.kind,
        title=row.title,
        agency=row.agency,
        status=cast(LetterStatus, row.status),
        standing=standing_of(row, now=now),
        template=row.template,
        package=row.package,
        number=row.number,
        number_date=row.number_date,
        organisation_id=row.organisation_id,
        unit=row.unit,
        classification=row.classification,
        year=row.year,
        parafs_needed=row.parafs_needed,
        parafs=tuple(
            Paraf(
                position_id=UUID(one["position_id"]),
                account_id=UUID(one["account_id"]),
                title=one["title"],
                at=dt.datetime.fromisoformat(one["at"]),
            )
            for one in row.parafs
        ),
        verify_id=row.verify_id,
        sha256=row.sha256,
        signed_at=row.signed_at,
        method=row.method,
        signer=signed_as(row),
        signed_by=row.signed_by,
        valid_until=row.valid_until,
        file_id=row.file_id,
        created_at=row.created_at,
    )
