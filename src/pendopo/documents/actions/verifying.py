"""Public verification: by the number in the QR, or by the PDF itself. Changes nothing."""

from __future__ import annotations

import datetime as dt
import hashlib

from pendopo.core.references import normalise
from pendopo.documents import ports
from pendopo.documents.models import Letter as LetterRow
from pendopo.documents.queries import signed_as, standing_of
from pendopo.documents.refusals import Refused
from pendopo.documents.values import PdfCheck, Verification
from pendopo.documents.verification import (
    Unreadable,
    sentences,
    signatures_of,
    verify_reference,
)
from pendopo.documents.verification.checks import UNREADABLE
from pendopo.ledger import api as ledger

STANDING_TEXT = {
    "valid": ("Surat ini asli dan berlaku.", "This letter is genuine and in force."),
    "expired": (
        "Surat ini asli, tetapi masa berlakunya sudah habis.",
        "This letter is genuine but has expired.",
    ),
    "suspended": (
        "Surat ini asli, tetapi sedang dibekukan sementara.",
        "This letter is genuine but suspended for the time being.",
    ),
    "revoked": (
        "Surat ini sudah dicabut dan tidak berlaku lagi.",
        "This letter has been revoked and is no longer in force.",
    ),
    "void": (
        "Surat ini dinyatakan batal dan tidak pernah berlaku.",
        "This letter was declared void and was never in force.",
    ),
}


@ledger.within_region
def verify(*, verify_id: str, now: dt.datetime) -> Verification:
    """What the holder of a letter's QR may know today. Raises `Refused("verify_unknown")`,
    also for a letter that is not signed yet."""
    reference = normalise(verify_id)
    row = None
    if reference:
        row = LetterRow.objects.filter(verify_id=reference, status="signed").first()
    if row is None:
        raise Refused("verify_unknown")
    return _shown(row, now)


@ledger.within_region
def check_pdf(*, pdf: bytes, now: dt.datetime) -> PdfCheck:
    """Is this PDF one of ours, unchanged, whole, and in force? Never raises for a bad file."""
    digest = hashlib.sha256(pdf).hexdigest()
    exact = LetterRow.objects.filter(sha256=digest, status="signed").first()
    row = exact
    if row is None:
        reference = normalise(verify_reference(pdf) or "")
        if reference:
            row = LetterRow.objects.filter(verify_id=reference, status="signed").first()
    moment = exact.signed_at if exact and exact.signed_at else now
    try:
        found = signatures_of(pdf, roots=ports.trust_roots(), moment=moment)
    except Unreadable as unreadable:
        if exact is None:
            line = UNREADABLE[unreadable.code]
            return PdfCheck("unreadable", (line,), (), None, digest)
        found = ()
    standing = standing_of(row, now=now) if row else None
    verdict, lines = sentences(found, known=exact is not None, standing=standing)
    return PdfCheck(verdict, lines, found, _shown(row, now) if row else None, digest)


def _shown(row: LetterRow, now: dt.datetime) -> Verification:
    standing, signer = standing_of(row, now=now), signed_as(row)
    assert standing is not None and signer is not None and row.signed_at is not None
    indonesian, english = STANDING_TEXT[standing]
    return Verification(
        verify_id=row.verify_id,
        standing=standing,
        text={"id": indonesian, "en": english},
        kind=row.kind,
        title=row.title,
        agency=row.agency,
        number=row.number,
        number_date=row.number_date,
        signer=signer,
        signed_at=row.signed_at,
        method=row.method,
        sample=row.signed_by == "demo",
        valid_until=row.valid_until,
        holder=row.holder_masked,
        sha256=row.sha256,
        letter_id=row.pk,
    )
