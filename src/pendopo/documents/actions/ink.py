"""The fallback when the signer is down: number, print, sign with ink, scan, attach."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.documents import policy
from pendopo.documents.actions.files import keep
from pendopo.documents.actions.letters import locked
from pendopo.documents.actions.numbers import take_number, void_entry
from pendopo.documents.actions.recording import record
from pendopo.documents.actions.rendering import open_content, page_data, render_letter, set_date
from pendopo.documents.actions.signing import numbered_fact, signer_row
from pendopo.documents.facts import LetterNotSigned, LetterSigned
from pendopo.documents.models import NumberEntry, StoredFile
from pendopo.documents.queries import letter_of
from pendopo.documents.refusals import Refused
from pendopo.documents.signing.signer import SignerIdentity
from pendopo.documents.values import Dated, Letter
from pendopo.ledger import api as ledger


@ledger.within_region
def number_for_ink(
    *,
    letter_id: UUID,
    version: int,
    signer: SignerIdentity,
    origin: str,
    now: dt.datetime,
    dated: Dated | None = None,
) -> Letter:
    """Give number and date and make the PDF to print; the letter waits as `numbered`. `dated`:
    what it says that counts from this day."""
    row = locked(letter_id)
    policy.check_signable(row, version)
    entry = take_number(row, day=directory.today(now), now=now)
    set_date(row, dated)
    key = directory.load_key(row.key_id)
    data, extra = page_data(
        row, open_content(key, row), signer=signer, adapter=None, origin=origin, draft=False
    )
    pdf, _ = render_letter(row, data, extra, now=now)
    file, _ = keep(
        name=f"{row.kind}.pdf",
        data=pdf,
        media_type="application/pdf",
        purpose="letter",
        key=key,
        owner_id=row.pk,
        now=now,
    )
    row.status, row.method, row.signer = "numbered", "wet", signer_row(signer)
    row.file_id = file.pk
    row.version += 1
    row.save()
    fact = numbered_fact(row, entry)
    record((row.pk, fact), now=now, actor=signer.account_id, organisation=row.organisation_id)
    return letter_of(row, now=now)


@ledger.within_region
def attach_wet_scan(
    *,
    letter_id: UUID,
    version: int,
    file_id: UUID,
    now: dt.datetime,
    actor_id: UUID | None = None,
) -> Letter:
    """The scan of the letter signed and stamped with ink; it is what people download."""
    row = locked(letter_id)
    policy.check_version(row, version)
    if row.status != "numbered":
        raise Refused("letter_status", status=row.status)
    scan = StoredFile.objects.filter(pk=file_id, purpose="scan").first()
    if scan is None:
        raise Refused("file_unknown")
    row.status, row.standing, row.signed_at = "signed", "valid", now
    row.sha256, row.file_id, row.signed_by = scan.sha256, scan.pk, "wet"
    row.version += 1
    row.save()
    fact = LetterSigned(
        case=row.case_id,
        kind=row.kind,
        method="wet",
        adapter="wet",
        signer=UUID(row.signer["person_id"]),
        sha256=scan.sha256,
        file=scan.pk,
    )
    record((row.pk, fact), now=now, actor=actor_id, organisation=row.organisation_id)
    return letter_of(row, now=now)


@ledger.within_region
def void_number(
    *,
    letter_id: UUID,
    version: int,
    reason: str,
    now: dt.datetime,
    actor_id: UUID | None = None,
) -> Letter:
    """Take the number of a printed letter back before it was signed; the letter is open again
    and the register shows the number as void with the reason."""
    row = locked(letter_id)
    policy.check_version(row, version)
    if row.status != "numbered":
        raise Refused("letter_status", status=row.status)
    if not reason.strip():
        raise Refused("reason_missing")
    entry = NumberEntry.objects.select_for_update().get(letter=row, state="used")
    fact = void_entry(entry, reason=reason.strip())
    row.status = "in_paraf" if row.parafs else "draft"
    row.number, row.number_date, row.year = "", None, None
    row.method, row.signer, row.file_id = "", {}, None
    row.version += 1
    row.save()
    record(
        (row.pk, fact),
        (row.pk, LetterNotSigned(case=row.case_id, reason="number_voided")),
        now=now,
        actor=actor_id,
        organisation=row.organisation_id,
    )
    return letter_of(row, now=now)
