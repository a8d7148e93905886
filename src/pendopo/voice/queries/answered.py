"""What was answered, for whoever holds the code: by the agency here, once a second person accepted
it, and in SP4N-LAPOR!, as its lists tell."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.services import api as services
from pendopo.voice.masking import masked
from pendopo.voice.queries.elsewhere import came_at, told_there
from pendopo.voice.tickets import open_ticket

Origin = Literal["here", "lapor"]


@dataclass(frozen=True, slots=True)
class Answered:
    """agency_id: who wrote it, None for words from a list. photos: copies of its photos without
    place and camera; a document is not shown here. origin: answered here, or in SP4N-LAPOR!."""

    at: dt.datetime
    agency_id: UUID | None
    text: str = field(repr=False)
    photos: tuple[UUID, ...] = ()
    origin: Origin = "here"


@ledger.within_region
def answers(*, number: str, code: str = "", who: directory.Actor) -> tuple[Answered, ...]:
    """Oldest first; to a supporter in masked words. Raises `NotFound`."""
    ticket = open_ticket(number, code, who)
    row = ticket.report
    spec = services.version(hash=row.version_hash).service.report
    brought = tuple(
        Answered(
            at=one.answered_at or one.at,
            agency_id=None,
            text=masked(one.text).text if ticket.support else one.text,
            origin="lapor",
        )
        for one in told_there(row)
        if one.text
    )
    if spec is None or row.answered_at is None:
        return brought
    accepted = _accepted(casework.written(case_id=row.pk, question=spec.answer), spec.moves)
    pictures = documents.pictures(file_ids=[one for step in accepted for one in step.files])
    copies = {one.file_id: one.preview_id for one in pictures}
    since = came_at(row)
    own = tuple(
        Answered(
            at=step.at,
            agency_id=step.organisation_id,
            text=masked(step.text).text if ticket.support else step.text,
            photos=tuple(copy for one in step.files if (copy := copies.get(one))),
            origin="lapor" if since is not None and step.at <= since else "here",
        )
        for step in accepted
    )
    return tuple(sorted((*own, *brought), key=lambda one: one.at))


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
