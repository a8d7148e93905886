"""Signing a batch: one passphrase, one transaction per letter, a number never lost silently."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from pendopo.directory import api as directory
from pendopo.documents import policy, ports
from pendopo.documents.actions.files import keep
from pendopo.documents.actions.letters import locked
from pendopo.documents.actions.numbers import take_number, void_entry
from pendopo.documents.actions.recording import code, record
from pendopo.documents.actions.rendering import (
    open_content,
    page_data,
    render_letter,
    set_date,
    verify_url,
)
from pendopo.documents.facts import LetterNotSigned, LetterNumbered, LetterSigned
from pendopo.documents.models import Letter as LetterRow
from pendopo.documents.models import NumberEntry
from pendopo.documents.refusals import SENTENCES, Refused
from pendopo.documents.signing.signer import Appearance, Signer, SignerIdentity, SigningFailed
from pendopo.documents.typesetting import appearance
from pendopo.documents.values import LetterRef, SignOutcome, SignResult
from pendopo.documents.verification import Unreadable, signatures_of
from pendopo.ledger import api as ledger

log = logging.getLogger(__name__)
STOPS = frozenset(
    {"passphrase_wrong", "signer_blocked", "signer_unknown", "signer_expired", "signer_down"}
)
"""After these the rest of a batch is not tried: the service would answer the same, and a
passphrase is blocked after a few wrong attempts."""


@dataclass(frozen=True, slots=True)
class _Hand:
    """Who signs with what, for one batch."""

    identity: SignerIdentity
    adapter: Signer
    passphrase: str = field(repr=False)
    origin: str


def sign_batch(
    *,
    letters: Sequence[LetterRef],
    signer: SignerIdentity,
    passphrase: str,
    origin: str,
    now: dt.datetime,
) -> tuple[SignResult, ...]:
    """Sign letters, in order, each in a transaction of its own.

    Per letter: number and date from the locked counter, the final PDF/A-3, the signature, then
    the row and its facts. A letter signed before answers as before. The passphrase is checked
    before any number is taken, and kept nowhere. If the signer fails after a number was given
    out, that number is void, with the reason, and the letter may be signed again.
    `origin` is scheme and host for the QR. Inside a caller's transaction each letter has a
    savepoint: then what the caller rolls back afterwards was signed for nothing.
    """
    adapter = ports.signer()
    hand = _Hand(signer, adapter, passphrase, origin)
    stop = ""
    try:
        adapter.check_passphrase(signer=signer, passphrase=passphrase, now=now)
    except SigningFailed as failed:
        stop = failed.code
        first = _answer(letters[0].id, "refused", failed) if letters else None
        rest = [_answer(one.id, "not_attempted") for one in letters[1:]]
        return tuple(one for one in (first, *rest) if one)
    results: list[SignResult] = []
    for letter in letters:
        result = _answer(letter.id, "not_attempted") if stop else _try(letter, hand, now)
        if result.outcome in ("failed", "refused") and result.code in STOPS:
            stop = result.code
        results.append(result)
    return tuple(results)


def _try(letter: LetterRef, hand: _Hand, now: dt.datetime) -> SignResult:
    try:
        return _sign(letter, hand, now)
    except Refused as refused:
        return SignResult(letter.id, "refused", "", refused.code, refused.text)
    except SigningFailed as failed:
        # Nothing was signed anywhere: the transaction is rolled back and the number with it.
        return _answer(letter.id, "refused", failed)


@ledger.within_region
@transaction.atomic
def _sign(letter: LetterRef, hand: _Hand, now: dt.datetime) -> SignResult:
    # The savepoint takes the number back also when the caller's transaction goes on.
    row = locked(letter.id)
    if row.status == "signed":
        return SignResult(row.pk, "already", row.number, "", {"id": "", "en": ""})
    policy.check_signable(row, letter.version)
    entry = take_number(row, day=directory.today(now), now=now)
    set_date(row, letter.dated)
    try:
        pdf = _signed_pdf(row, hand, now)
    except SigningFailed as failed:
        if not failed.consumed:
            raise
        return _voided(row, entry, failed, hand, now)
    _keep_signed(row, pdf, hand, entry, now)
    return SignResult(row.pk, "signed", row.number, "", {"id": "", "en": ""})


def _signed_pdf(row: LetterRow, hand: _Hand, now: dt.datetime) -> bytes:
    content = open_content(directory.load_key(row.key_id), row)
    data, extra = page_data(
        row,
        content,
        signer=hand.identity,
        adapter=hand.adapter,
        origin=hand.origin,
        draft=False,
    )
    pdf, slot = render_letter(row, data, extra, now=now)
    url = verify_url(hand.origin, row.verify_id)
    look = appearance(data=data, url=url, at=now)
    signed = hand.adapter.sign(
        pdf,
        signer=hand.identity,
        passphrase=hand.passphrase,
        appearance=Appearance(slot is not None, slot, look.pdf, look.png, url),
        reason=row.title,
        now=now,
    )
    _check_answer(signed, now)
    return signed


def _check_answer(signed: bytes, now: dt.datetime) -> None:
    """Whatever a signer answers must be a PDF whose last signature covers all of it."""
    try:
        found = signatures_of(signed, roots=(), moment=now)
    except Unreadable as unreadable:
        raise SigningFailed("signer_answer", unreadable.code) from None
    if not found or not (found[-1].unchanged and found[-1].covers_whole):
        raise SigningFailed("signer_answer", "no whole signature")


def _keep_signed(
    row: LetterRow, pdf: bytes, hand: _Hand, entry: NumberEntry, now: dt.datetime
) -> None:
    who = hand.identity
    file, _ = keep(
        name=f"{row.kind}.pdf",
        data=pdf,
        media_type="application/pdf",
        purpose="letter",
        key=directory.load_key(row.key_id),
        owner_id=row.pk,
        now=now,
    )
    row.status, row.standing, row.method = "signed", "valid", "electronic"
    row.sha256, row.signed_at, row.file_id = file.sha256, now, file.pk
    row.signed_by = hand.adapter.name
    row.signer = signer_row(who)
    row.version += 1
    row.save()
    record(
        (row.pk, numbered_fact(row, entry)),
        (
            row.pk,
            LetterSigned(
                case=row.case_id,
                kind=row.kind,
                method="electronic",
                adapter=hand.adapter.name,
                signer=who.person_id,
                sha256=file.sha256,
                file=file.pk,
                on_behalf_of=who.principal_id,
            ),
        ),
        now=now,
        actor=who.account_id,
        organisation=row.organisation_id,
    )


def _voided(
    row: LetterRow, entry: NumberEntry, failed: SigningFailed, hand: _Hand, now: dt.datetime
) -> SignResult:
    log.warning("letter not signed: %s %s", failed.code, failed.reason)
    number = row.number
    result = _answer(row.pk, "failed", failed)
    fact = void_entry(entry, reason=f"{failed.code}: {result.text['id']}")
    # The row itself is as before: only the number is gone, and a new try takes the next one.
    record(
        (row.pk, numbered_fact(row, entry)),
        (row.pk, fact),
        (row.pk, LetterNotSigned(case=row.case_id, reason=failed.code)),
        now=now,
        actor=hand.identity.account_id,
        organisation=row.organisation_id,
    )
    return SignResult(row.pk, "failed", number, failed.code, result.text)


def numbered_fact(row: LetterRow, entry: NumberEntry) -> LetterNumbered:
    return LetterNumbered(
        case=row.case_id,
        classification=code(row.classification),
        number=entry.first,
        day=entry.day,
    )


def signer_row(who: SignerIdentity) -> dict[str, str]:
    return {
        "name": who.name,
        "position": who.office,
        "prefix": "" if who.on_behalf_of else who.prefix,
        "person_id": str(who.person_id),
    }


def _answer(
    letter_id: UUID, outcome: SignOutcome, failed: SigningFailed | None = None
) -> SignResult:
    why = failed.code if failed else "not_attempted"
    words = {"reason": failed.reason if failed else "", "minutes": failed.reason if failed else ""}
    indonesian, english = SENTENCES[why]
    text = {"id": indonesian.format(**words), "en": english.format(**words)}
    return SignResult(letter_id, outcome, "", why, text)
