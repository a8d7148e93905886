"""Tanda terima: a page for the citizen with the machine-readable proof inside."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pendopo.documents.refusals import Refused
from pendopo.documents.typesetting import Broken, receipt
from pendopo.documents.values import Letterhead


@dataclass(frozen=True, slots=True)
class Receipt:
    """The words of a receipt; `rows` and `proof` are pairs of label and value.

    `url` is where the application is tracked (absolute; its QR is printed), or empty.
    """

    letterhead: Letterhead
    title: str
    reference: str
    rows: tuple[tuple[str, str], ...]
    next_steps: tuple[str, ...] = ()
    promise: str = ""
    proof: tuple[tuple[str, str], ...] = ()
    statement: str = ""
    url: str = ""
    language: str = "id"
    page: str = "a4"


def receipt_pdf(
    *,
    data: Receipt,
    attachment: bytes,
    now: dt.datetime,
    attachment_name: str = "receipt.json",
) -> bytes:
    """PDF/A-3b with `attachment` (JSON) as an associated file. No database, no facts."""
    head = data.letterhead
    words = {
        "letterhead": {
            "government": head.government,
            "agency": head.agency,
            "address": head.address,
            "contact": head.contact,
            "mark": "",
        },
        "title": data.title,
        "reference": data.reference,
        "rows": data.rows,
        "next": data.next_steps,
        "promise": data.promise,
        "proof": data.proof,
        "statement": data.statement,
        "verify": {"url": data.url, "id": ""},
        "language": data.language,
        "page": data.page,
    }
    try:
        return receipt(
            data=words,
            mark=head.mark,
            attachment=attachment,
            attachment_name=attachment_name,
            at=now,
        )
    except Broken as broken:
        raise Refused("letter_source", problem=str(broken)[:300]) from None
