"""Taking the register out of the house, and making a month's recapitulation a signed letter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.db import IntegrityError

from pendopo.casework import facts, models, policy, signers
from pendopo.casework.actions.signing import Signed
from pendopo.casework.queries import recap as counting
from pendopo.casework.queries.register_book import Book, Names, read
from pendopo.casework.refusals import NotFound, Refused
from pendopo.casework.sheets import register as sheets
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger

Form = Literal["xlsx", "pdf"]
AT_ONCE = 500
"""Lines of a book that is drawn while its reader waits; `order_book` prepares longer ones."""
PURPOSE = "register"


@dataclass(frozen=True, slots=True)
class RecapFile:
    """A month's recapitulation as a letter. `verify_id` is what its QR leads to."""

    letter_id: UUID
    month: dt.date
    number: str
    signed_at: dt.datetime | None
    verify_id: str


@ledger.within_region
def export_book(
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
) -> bytes:
    """A short book as .xlsx or PDF, at once. Masked for every officer of the agency; with full
    names for who signs or supervises there, and then each holder finds the view on their own page.
    Who took what, and how many, is a fact either way."""
    check_takes_out(who, organisation_id, names)
    book = read(
        organisation_id, first, last, now, service=service, status=status, names=names, size=AT_ONCE
    )
    if book.total > AT_ONCE:
        raise Refused("book_long", most=AT_ONCE)
    record_taking(book, form, names, who, now)
    return drawn(book, form, now)


def check_takes_out(who: directory.Actor, organisation_id: UUID, names: Names) -> None:
    """Raises `Refused`: masked books are for the agency's officers, full names for its heads."""
    if organisation_id not in policy.workplaces(who):
        raise Refused("not_for_you")
    if names == "full":
        policy.check_heads(who, organisation_id)


def record_taking(
    book: Book, form: Form, names: Names, who: directory.Actor, now: dt.datetime
) -> None:
    """The fact, and with full names the view of each holder."""
    fact = facts.RegisterExported(
        form=form, first=book.first, last=book.last, lines=len(book.lines), names=names,
        service=book.service or None,
    )  # fmt: skip
    _append(book.organisation_id, fact, who, book.organisation_id, now)
    if names == "full":
        _tell_holders(book, who, now)


def drawn(book: Book, form: Form, now: dt.datetime) -> bytes:
    return sheets.book_workbook(book) if form == "xlsx" else sheets.book_pdf(book, now)


def _tell_holders(book: Book, who: directory.Actor, now: dt.datetime) -> None:
    directory.record_views(
        [(one.person_id, one.case_id) for one in book.lines if one.person_id is not None],
        viewer=who,
        purpose=PURPOSE,
        now=now,
        organisation_id=book.organisation_id,
    )


@ledger.within_region
def recap_file(
    *,
    who: directory.Actor,
    month: dt.date,
    form: Form,
    now: dt.datetime,
    organisation_id: UUID | None = None,
) -> bytes:
    """The recapitulation as .xlsx or PDF, unsigned. Counts only: no fact."""
    mine = counting.agencies_of(who)
    if organisation_id is None and len(mine) == 1:
        (organisation_id,) = mine
    found = counting.recap(who=who, month=month, now=now, organisation_id=organisation_id)
    if form == "pdf":
        return sheets.recap_pdf(found, organisation_id, now)
    name = directory.chart().name_of(organisation_id) or "Semua perangkat daerah"
    return sheets.recap_workbook(found, name)


class _NotSigned(Exception):
    def __init__(self, result: documents.SignResult) -> None:
        super().__init__(result.code)
        self.result = result


def sign_recap(
    *,
    who: directory.Actor,
    organisation_id: UUID,
    month: dt.date,
    passphrase: str,
    origin: str,
    now: dt.datetime,
) -> Signed:
    """The recapitulation of a month that is over, signed by the head of the agency: drafted,
    numbered and signed in one transaction, or nothing at all. Once per agency and month."""
    try:
        return _sign(who, organisation_id, month.replace(day=1), passphrase, origin, now)
    except _NotSigned as not_signed:
        result = not_signed.result
        return Signed(UUID(int=0), False, "", result.text)
    except IntegrityError:  # two at once: the other one was first
        raise Refused("recap_signed") from None


@ledger.within_region
def _sign(
    who: directory.Actor,
    organisation_id: UUID,
    month: dt.date,
    passphrase: str,
    origin: str,
    now: dt.datetime,
) -> Signed:
    if not who.may("signer", organisation_id):
        raise Refused("not_for_you")
    if directory.today(now) < counting.months_back(month, -1):
        raise Refused("month_open")
    if models.RecapLetter.objects.filter(organisation_id=organisation_id, month=month).exists():
        raise Refused("recap_signed")
    letter = _draft(who, organisation_id, month, now)
    (result,) = documents.sign_batch(
        letters=[documents.LetterRef(letter.id, letter.version)],
        signer=signers.of_agency(who, organisation_id, now),
        passphrase=passphrase,
        origin=origin,
        now=now,
    )
    if result.outcome != "signed":
        raise _NotSigned(result)  # takes the letter and its number back too
    return Signed(letter.id, True, result.number, result.text)


def _draft(
    who: directory.Actor, organisation_id: UUID, month: dt.date, now: dt.datetime
) -> documents.Letter:
    agency = directory.chart().organisations[organisation_id]
    region = directory.region(ledger.current_region())
    if region is None or not region.recap_classification:
        raise Refused("recap_code")
    found = counting.count([organisation_id], month=month, now=now)
    recap_id = uuid7(now)
    letter = documents.draft_letter(
        case_id=recap_id,
        kind="recap",
        title=sheets.recap_title(month),
        template=sheets.template_of("recap.typ"),
        content=sheets.recap_content(found, organisation_id, signed=True),
        key=directory.new_key(now),
        organisation_id=organisation_id,
        unit=agency.short_name,
        classification=region.recap_classification,
        actor_id=who.account_id,
        now=now,
    )
    models.RecapLetter.objects.create(
        id=recap_id, organisation_id=organisation_id, month=month, letter_id=letter.id, at=now
    )
    fact = facts.RecapDrafted(letter=letter.id, month=month)
    _append(recap_id, fact, who, organisation_id, now)
    return letter


@ledger.within_region
def signed_recaps(*, who: directory.Actor, now: dt.datetime) -> tuple[RecapFile, ...]:
    """The signed recapitulations of the viewer's agencies, newest month first. Two statements."""
    rows = models.RecapLetter.objects.filter(organisation_id__in=counting.agencies_of(who))
    months = {row.letter_id: row.month for row in rows.order_by("-month")[:120]}
    found = documents.letters(letter_ids=list(months), now=now)
    files = (
        RecapFile(one.id, months[one.id], one.number, one.signed_at, one.verify_id) for one in found
    )
    return tuple(sorted(files, key=lambda one: one.month, reverse=True))


@ledger.within_region
def signed_recap_pdf(*, letter_id: UUID, who: directory.Actor) -> tuple[str, bytes]:
    """One of them as PDF, with a file name. Raises `NotFound`."""
    row = models.RecapLetter.objects.filter(letter_id=letter_id).first()
    if row is None or row.organisation_id not in counting.agencies_of(who):
        raise NotFound("licence_unknown")
    return f"rekap-{row.month:%Y-%m}.pdf", documents.letter_pdf(letter_id=letter_id)


def _append(
    about: UUID, fact: ledger.Fact, who: directory.Actor, organisation: UUID, now: dt.datetime
) -> None:
    entry = ledger.Entry(
        fact=fact, about=about, actor=who.account_id, organisation=organisation, occurred_at=now
    )
    ledger.append([entry], now=now)
