"""What the agency answered, for whoever holds the code: only what a second person accepted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.services import api as services
from pendopo.voice.masking import masked
from pendopo.voice.tickets import open_ticket


@dataclass(frozen=True, slots=True)
class Answered:
    """agency_id: who wrote it. photos: copies of its photos without place and camera; a document
    is not shown here."""

    at: dt.datetime
    agency_id: UUID | None
    text: str = field(repr=False)
    photos: tuple[UUID, ...] = ()


@ledger.within_region
def answers(*, number: str, code: str = "", who: directory.Actor) -> tuple[Answered, ...]:
    """Oldest first; to a supporter in masked words. Raises `NotFound`."""
    ticket = open_ticket(number, code, who)
    row = ticket.report
    spec = services.version(hash=row.version_hash).service.report
    if spec is None or row.answered_at is None:
        return ()
    accepted = _accepted(casework.written(case_id=row.pk, question=spec.answer), spec.moves)
    pictures = documents.pictures(file_ids=[one for step in accepted for one in step.files])
    copies = {one.file_id: one.preview_id for one in pictures}
    return tuple(
        Answered(
            at=step.at,
            agency_id=step.organisation_id,
            text=masked(step.text).text if ticket.support else step.text,
            photos=tuple(copy for one in step.files if (copy := copies.get(one))),
        )
        for step in accepted
    )


def _accepted(
    steps: tuple[casework.Written, ...], moves: dict[str, services.ReportStatus]
) -> list[casework.Written]:
    """The last words before each step that made the report answered."""
    found: list[casework.Written] = []
    last: casework.Written | None = None
    for step in steps:
        last = step if step.text else last
        if moves.get(f"{step.element}.{step.outcome}") == "answered" and last is not None:
            found.append(last)
            last = None
    return found
