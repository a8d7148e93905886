"""The register of what was granted."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.casework import facts, models
from pendopo.casework.actions import letters
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.services import api as services


@ledger.within_region
def grant_licence(*, case_id: UUID, now: dt.datetime) -> UUID | None:
    """Enter the signed product of a case into the register; idempotent, None without a product."""
    case = models.Case.objects.select_for_update().get(id=case_id)
    known = models.Licence.objects.filter(case=case).first()
    if known is not None:
        return known.id
    compiled = services.version(hash=case.version_hash)
    letter = letters.current_letter(case, letters.result_of(compiled), now=now)
    if letter is None or letter.status != "signed":
        return None
    dated = letter.number_date or directory.today(now)
    row = models.Licence.objects.create(
        id=uuid7(now),
        case=case,
        organisation_id=case.organisation_id,
        service=case.service,
        number=letter.number,
        person_id=case.person_id,
        holder_masked=case.applicant_masked,
        key_id=case.key_id,
        letter_id=letter.id,
        dated=dated,
        valid_from=dated,
        valid_to=letter.valid_until,  # as printed, initialled and signed
        signer=_signer(letter.signer),
    )
    fact = facts.LicenceGranted(
        licence=row.id, letter=letter.id, valid_from=row.valid_from, valid_to=row.valid_to
    )
    entry = ledger.Entry(
        fact=fact, about=case.id, organisation=case.organisation_id, occurred_at=now
    )
    ledger.append([entry], now=now)
    return row.id


def _signer(signed: documents.SignedAs | None) -> str:
    """ "Plt. Kepala Dinas, Nama": as the letter names the signer."""
    if signed is None:
        return ""
    return f"{signed.prefix} {signed.position}, {signed.name}".strip()[:160]
