"""Letters: what their QR says today, and the check of a PDF."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pendopo.casework import api as casework
from pendopo.documents import api as documents
from pendopo.faces.rest.shapes import base
from pendopo.faces.rest.shapes.base import Text, Told


class Signer(Told):
    """As the letter names them; `prefix` is Plt., Plh., Pj., a.n. or empty."""

    name: str
    position: str
    prefix: str


class LicenceStanding(Told):
    """What the licence is worth today that the letter grants: since when and why (a class of
    reasons, never words about a person); `until` ends a suspension; `changed_on`: the register
    holds newer data than the letter."""

    status: Literal["valid", "suspended", "revoked", "expired"]
    since: dt.date | None
    reason: str
    reason_text: Text
    until: dt.date | None
    changed_on: dt.date | None


class Letter(Told):
    """A letter today. `sample`: signed with the demonstration certificate, worth nothing."""

    verify_id: str
    standing: Literal["valid", "suspended", "revoked", "expired", "void"]
    text: Text
    title: str
    agency: str
    number: str
    number_date: dt.date | None
    signer: Signer
    signed_at: dt.datetime
    method: str
    sample: bool
    valid_until: dt.date | None
    holder: str
    sha256: str
    licence: LicenceStanding | None


class Line(Told):
    """One check: good news, bad news (false), or neither (null)."""

    code: str
    good: bool | None
    text: Text


class Check(Told):
    """The verdict on a PDF, its reasons, and the letter if it is one of ours."""

    verdict: Literal[
        "genuine", "signed_elsewhere", "changed", "unsigned", "unreadable", "not_valid"
    ]
    lines: list[Line]
    letter: Letter | None
    sha256: str


def letter(given: documents.Verification, standing: casework.Standing | None) -> Letter:
    return Letter(
        verify_id=given.verify_id,
        standing=given.standing,
        text=base.text(given.text),
        title=given.title,
        agency=given.agency,
        number=given.number,
        number_date=given.number_date,
        signer=Signer(
            name=given.signer.name, position=given.signer.position, prefix=given.signer.prefix
        ),
        signed_at=given.signed_at,
        method=given.method,
        sample=given.sample,
        valid_until=given.valid_until,
        holder=given.holder,
        sha256=given.sha256,
        licence=_licence(standing) if standing else None,
    )


def _licence(given: casework.Standing) -> LicenceStanding:
    return LicenceStanding(
        status=given.status,
        since=given.since,
        reason=given.reason,
        reason_text=base.text(given.reason_words),
        until=given.until,
        changed_on=given.changed_on,
    )


def check(given: documents.PdfCheck, standing: casework.Standing | None) -> Check:
    return Check(
        verdict=given.verdict,
        lines=[Line(code=one.code, good=one.good, text=base.text(one.text)) for one in given.lines],
        letter=letter(given.letter, standing) if given.letter else None,
        sha256=given.sha256,
    )
