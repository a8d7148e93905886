"""The performance agreement (perjanjian kinerja) of a unit's head, from the targets it carries."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Final
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.planning.finding import version_of
from pendopo.planning.queries.carried import cascade
from pendopo.planning.queries.outline import outline
from pendopo.planning.refusals import NotFound, Refused

_FORM: Final = "agreement.typ"


@ledger.within_region
def agreement_pdf(*, version_id: UUID, organisation_id: UUID, year: int, now: dt.datetime) -> bytes:
    """PDF/A-3b: the head's targets of the year and the money of the agency's programmes. Names are
    left to be written by hand: the agreement is between positions.

    Source: Perpres 29/2014, PermenPANRB 53/2014 (perjanjian kinerja). Raises `NotFound`,
    `Refused("agreement_empty")` while the head carries no target, `documents.Refused`.
    """
    found = cascade(
        version_id=version_id, organisation_id=organisation_id, year=year, on=now.date()
    )
    if found is None:
        raise NotFound("node_unknown")
    head = next((one for one in found.holders if one.head), None)
    if head is None or not head.carried:
        raise Refused("agreement_empty")
    region = directory.region(ledger.current_region())
    assert region is not None  # who asks works in it
    agency = found.organisation
    above = directory.chart().organisations.get(agency.parent_id) if agency.parent_id else None
    superior = directory.chart().positions.get(above.head_position_id) if (
        above and above.head_position_id) else None  # fmt: skip
    lines = outline(version_id=version_id, year=year).lines
    programmes = [one for one in lines
                  if one.level == "program" and one.organisation_id == organisation_id]  # fmt: skip
    content = {
        "heading": f"Perjanjian Kinerja Tahun {year}",
        "plan": version_of(version_id).plan.title,
        "first": head.position.title,
        "second": superior.title if superior else "",
        "targets": [
            [str(at), one.node, one.scored.name if one.scored else "–",
             f"{_number(one.target)} {one.scored.unit if one.scored else ''}".strip()]
            for at, one in enumerate(head.carried, 1)
        ],
        "money": [[one.name, _rupiah(one.money)] for one in programmes],
        "total": _rupiah(sum((one.money or Decimal() for one in programmes), Decimal())),
    }  # fmt: skip
    source = (Path(__file__).parent / _FORM).read_bytes()
    place = region.name.split(" ", 1)[-1]
    return documents.report_pdf(
        template=documents.Template(entry=_FORM, files={_FORM: source}),
        title=f"Perjanjian Kinerja {year}",
        content=documents.LetterContent(
            letterhead=documents.Letterhead(
                government=f"Pemerintah {region.name}", agency=agency.name,
                address=agency.address or place,
            ),
            place=place,
            subject=f"Perjanjian Kinerja {year}",
            content=content,
        ),
        now=now,
    )  # fmt: skip


def _rupiah(value: Decimal | None) -> str:
    return "–" if value is None else f"Rp {_number(value)}"


def _number(value: Decimal) -> str:
    """As it is promised: nothing rounded away, without zeros at the end."""
    text = f"{value:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.translate(str.maketrans(",.", ".,"))
