"""What the public reads: masked by rule, decided by an officer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from pendopo.casework import api as casework
from pendopo.core import references
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.voice import policy
from pendopo.voice.facts import LaporNumberSet, ReportClustered, ReportModerated
from pendopo.voice.masking import HIDDEN, masked
from pendopo.voice.models import Report
from pendopo.voice.recording import record
from pendopo.voice.refusals import NotFound, Refused

LONGEST = 4000
REVIEW = "moderation"
"""Why an officer sees the words of a report before the public does; stands in the fact."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The words of the report beside what may be published of them. found: passages hidden, by
    kind."""

    number: str
    original: str = field(repr=False)
    proposed: str
    found: tuple[tuple[str, int], ...]
    shown: bool
    version: int


@ledger.within_region
def propose_text(*, number: str, who: directory.Actor, now: dt.datetime) -> Proposal:
    """What could be published of a report; its words are unsealed for the officer, and that is a
    fact. Raises `NotFound`, `Refused`."""
    row = policy.check_coordinates(_find(number), who)
    view = casework.unseal(case_id=row.pk, who=who, purpose=REVIEW, now=now)
    original = next((str(one.value) for one in view.answers if one.name == "isi"), "")
    found = masked(original)
    return Proposal(
        number=row.number,
        original=original,
        proposed=row.public_text or found.text,
        found=found.found,
        shown=row.shown,
        version=row.version,
    )


@ledger.within_region
def moderate(
    *, number: str, who: directory.Actor, text: str, shown: bool, version: int, now: dt.datetime
) -> None:
    """Publish this text, or take it back (`shown` False). The rules mask it once more, so that a
    number typed by mistake never becomes public. Raises `Stale` when somebody was faster."""
    row = policy.check_coordinates(_find(number, lock=True), who)
    if row.version != version:
        raise casework.Stale("task_stale")
    clean = masked(text.strip()[:LONGEST]).text
    row.public_text = clean if shown else ""
    fact = ReportModerated(shown=shown, masked=clean.count(HIDDEN) if shown else 0)
    record(row, fact, now=now, actor=who.account_id,
           organisation=policy.coordinating_agency(row), also=("public_text",))  # fmt: skip


@ledger.within_region
def set_lapor_number(
    *, number: str, who: directory.Actor, lapor_number: str, now: dt.datetime
) -> None:
    """The number under which SP4N-LAPOR! knows the report; both are shown from now on."""
    row = policy.check_coordinates(_find(number, lock=True), who)
    given = lapor_number.strip().lstrip("#").replace(" ", "")
    if not given.isascii() or not given.isalnum() or len(given) > 40:
        raise Refused("lapor_number")
    record(row, LaporNumberSet(number=given), now=now, actor=who.account_id,
           organisation=policy.coordinating_agency(row))  # fmt: skip


@ledger.within_region
def cluster(*, number: str, others: tuple[str, ...], who: directory.Actor, now: dt.datetime) -> int:
    """Count other reports with this one: the same trouble. Every one keeps its number, clock,
    notices and rating; returns how many were joined. Raises `NotFound` before anything changes."""
    head = policy.check_coordinates(_find(number, lock=True), who)
    cluster_id: UUID = head.cluster or head.pk
    joined = 0
    for other in others:
        row = policy.check_coordinates(_find(other, lock=True), who)
        if row.pk == head.pk or row.cluster == cluster_id:
            continue
        record(row, ReportClustered(cluster=cluster_id), now=now, actor=who.account_id)
        joined += 1
    if joined and head.cluster is None:
        record(head, ReportClustered(cluster=cluster_id), now=now, actor=who.account_id)
    return joined


@ledger.within_region
def leave_cluster(*, number: str, who: directory.Actor, now: dt.datetime) -> None:
    """A report stands on its own again."""
    row = policy.check_coordinates(_find(number, lock=True), who)
    record(row, ReportClustered(cluster=None), now=now, actor=who.account_id)


def _find(number: str, *, lock: bool = False) -> Report:
    rows = Report.objects.select_for_update() if lock else Report.objects.all()
    row = rows.filter(number=references.normalise(number) or number[:40]).first()
    if row is None:
        raise NotFound("report_unknown")
    return row
