"""Proof at a place: the officer checks in there, then one photo is taken with a one-time token.

Nothing here decides whether the work was done: a second person looks, and the flags say where.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from pendopo.casework import api as casework
from pendopo.core import references
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.voice import policy
from pendopo.voice.facts import CheckedIn, ProofTaken
from pendopo.voice.models import Proof, Report
from pendopo.voice.places import Cell, Point, cell_of, metres
from pendopo.voice.refusals import NotFound, Refused
from pendopo.voice.values import Photo

VALID = dt.timedelta(minutes=15)
"""How long after the check-in the photo may come; a slow line is included."""
TOKEN_LENGTH = 24  # signs: 115 random bits


@dataclass(frozen=True, slots=True)
class CheckIn:
    """token: for one photo, shown once. metres: from the public cell of the report, about."""

    proof_id: UUID
    token: str = field(repr=False)
    until: dt.datetime
    metres: int | None


@ledger.within_region
def check_in(*, number: str, who: directory.Actor, point: Point, now: dt.datetime) -> CheckIn:
    """The liaison of the agency that has the report stands at the place. Raises `NotFound`,
    `Refused`, `directory.Refused` for a point that cannot be meant."""
    row = policy.check_answers_for(_report(number), who)
    try:
        directory.place_at(lat=point.lat, lon=point.lon)
    except directory.Refused as refused:
        if refused.code != "boundaries_missing":
            raise
    here = cell_of(point)
    apart = None
    if row.cell_lat is not None and row.cell_lon is not None:
        apart = round(metres(here.centre, Cell(row.cell_lat, row.cell_lon).centre))
    token = references.new_reference(length=TOKEN_LENGTH)
    made = Proof.objects.create(
        id=uuid7(now),
        report=row,
        account_id=who.account_id,
        token_hash=_hash(token),
        checked_in_at=now,
        cell_lat=here.lat,
        cell_lon=here.lon,
        metres=apart,
    )
    _tell(row, CheckedIn(proof=made.id, metres=apart), who, now)
    return CheckIn(proof_id=made.id, token=token, until=now + VALID, metres=apart)


@ledger.within_region
def capture(
    *,
    number: str,
    who: directory.Actor,
    token: str,
    task_id: UUID,
    question: str,
    photo: Photo,
    now: dt.datetime,
) -> UUID:
    """The photo of a check-in, as an answer to `question` of the officer's open task; the id of
    its file. A token works once, for the officer who checked in, within `VALID`. Raises
    `Refused("token_wrong")`, and what `casework.add_task_file` raises."""
    row = policy.check_answers_for(_report(number), who)
    proof = (
        Proof.objects.select_for_update()
        .filter(report=row, token_hash=_hash(token), account_id=who.account_id, file_id=None)
        .first()
    )
    if proof is None or proof.checked_in_at is None or now > proof.checked_in_at + VALID:
        raise Refused("token_wrong")
    if not casework.belongs(task_id=task_id, case_id=row.pk):
        raise NotFound("report_unknown")
    file: documents.File = casework.add_task_file(
        task_id=task_id, who=who, question=question, name=photo.name, data=photo.data, now=now
    )
    proof.file_id, proof.task_id, proof.taken_at = file.id, task_id, now
    proof.token_hash = None
    proof.save(update_fields=["file_id", "task_id", "taken_at", "token_hash"])
    _tell(row, ProofTaken(proof=proof.id, file=file.id), who, now)
    return file.id


def _report(number: str) -> Report | None:
    wanted = references.normalise(number) or number[:40]
    return Report.objects.filter(number=wanted).first()


def _hash(token: str) -> bytes:
    plain = references.normalise(token, TOKEN_LENGTH) or token[:80]
    return directory.lookup_hash("proof", plain)


def _tell(row: Report, fact: ledger.Fact, who: directory.Actor, now: dt.datetime) -> None:
    entry = ledger.Entry(
        fact=fact, about=row.pk, actor=who.account_id, organisation=row.agency_id, occurred_at=now
    )
    ledger.append([entry], now=now)
