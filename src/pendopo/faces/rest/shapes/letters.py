"""Letters: what their QR says today, and the check of a PDF."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pendopo.documents import api as documents
from pendopo.faces.rest.shapes import base
from pendopo.faces.rest.shapes.base import Text, Told


class Signer(Told):
    """As the letter names them; `prefix` is Plt., Plh., Pj., a.n. or empty."""

    name: str
    position: str
    prefix: str


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


def letter(given: documents.Verification) -> Letter:
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
    )


def check(given: documents.PdfCheck) -> Check:
    return Check(
        verdict=given.verdict,
        lines=[Line(code=one.code, good=one.good, text=base.text(one.text)) for one in given.lines],
        letter=letter(given.letter) if given.letter else None,
        sha256=given.sha256,
    )
