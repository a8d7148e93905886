"""The proofs of a report, for the second person who checks them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from pendopo.core import references
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.services import api as services
from pendopo.voice import policy, settling
from pendopo.voice.models import Proof, Report
from pendopo.voice.refusals import NotFound, Refused


@dataclass(frozen=True, slots=True)
class ProofView:
    """file_id: the original; preview_id: a copy without what the camera wrote, None while it is
    being made. flags: what to look at; they accuse nobody. judged: whether it was compared."""

    id: UUID
    task_id: UUID | None
    account_id: UUID | None
    file_id: UUID
    preview_id: UUID | None
    checked_in_at: dt.datetime | None
    taken_at: dt.datetime | None
    metres: int | None
    flags: tuple[str, ...]
    judged: bool


@dataclass(frozen=True, slots=True)
class WantedProof:
    """What a step of the work has to bring. question: the form's, value: its answer for this kind.
    taken: photos from a check-in that have come in for the step."""

    kind: services.ProofKind
    question: str
    value: str
    topic: str
    taken: int


@ledger.within_region
def wanted_proof(*, case_id: UUID, task_id: UUID, element: str) -> WantedProof | None:
    """For officers at the case, whose right the caller has checked; None where the step asks for no
    proof, or the region does not know the topic. Two statements at most."""
    row = Report.objects.filter(pk=case_id).first()
    if row is None:
        return None
    wanted = settling.wanted_proof(row.topic, services.version(hash=row.version_hash), element)
    if wanted is None:
        return None
    question, value, topic = wanted
    came = Proof.objects.filter(report=row, task_id=task_id, checked_in_at__isnull=False)
    return WantedProof(
        kind=topic.proof,
        question=question,
        value=value,
        topic=topic.code,
        taken=came.filter(file_id__isnull=False).count() if topic.proof == "place" else 0,
    )


@ledger.within_region
def proofs(*, number: str, who: directory.Actor) -> tuple[ProofView, ...]:
    """Oldest first, for the coordinator and the agency. Raises `NotFound`, `Refused`."""
    wanted = references.normalise(number) or number[:40]
    row = Report.objects.filter(number=wanted).first()
    if row is None or who.kind != "officer":
        raise NotFound("report_unknown")
    if not (policy.coordinates(row, who) or policy.answers_for(row, who)):
        raise Refused("not_for_you")
    rows = list(Proof.objects.filter(report=row, file_id__isnull=False).order_by("id"))
    found = documents.pictures(file_ids=[one.file_id for one in rows if one.file_id])
    previews = {one.file_id: one.preview_id for one in found}
    return tuple(
        ProofView(
            id=one.id,
            task_id=one.task_id,
            account_id=one.account_id,
            file_id=one.file_id,
            preview_id=previews.get(one.file_id),
            checked_in_at=one.checked_in_at,
            taken_at=one.taken_at,
            metres=one.metres,
            flags=tuple(one.flags),
            judged=one.judged_at is not None,
        )
        for one in rows
        if one.file_id is not None
    )
