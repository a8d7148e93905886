"""What a second person should look at in a photo that proves work. It accuses nobody.

The failures to see: a picture made by a machine, an old one sent again, the photo of the report
itself, one taken elsewhere or before the work was given out.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal
from uuid import UUID

from pendopo.casework import api as casework
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.voice.facts import ProofJudged
from pendopo.voice.models import Proof, Report
from pendopo.voice.places import Cell, Point, cell_of, metres

Flag = Literal[
    "no_check_in", "far", "same_as_report", "seen_before", "generated", "edited", "screenshot",
    "taken_before", "taken_elsewhere", "unreadable",
]  # fmt: skip
DOUBTS: frozenset[Flag] = frozenset({
    "far", "same_as_report", "seen_before", "generated", "edited", "screenshot", "taken_before",
    "taken_elsewhere",
})  # fmt: skip
"""Flags that the public export carries, each a doubt about the photo itself. That nobody checked
in, or that a file cannot be read, is something to look at and no doubt."""
FAR = 750
"""Metres between centres of public cells beyond which a check-in is told as far."""


def judge(proof: Proof, now: dt.datetime) -> None:
    """Compare a prepared photo with the report's own, and with every other one of the region; keep
    and tell what stands out. Waits while the photo is not prepared."""
    if proof.file_id is None or proof.judged_at is not None:
        return
    found = documents.pictures(file_ids=[proof.file_id], private=True)
    if not found or found[0].status == "waiting":
        return
    flags = sorted(_flags(proof, found[0]))
    proof.flags, proof.judged_at = flags, now
    proof.save(update_fields=["flags", "judged_at"])
    fact = ProofJudged(proof=proof.id, flags=tuple(flags))
    ledger.append([ledger.Entry(fact=fact, about=proof.report_id, occurred_at=now)], now=now)


def _flags(proof: Proof, picture: documents.Picture) -> set[Flag]:
    row = Report.objects.get(pk=proof.report_id)
    flags: set[Flag] = set()
    if proof.checked_in_at is None:
        flags.add("no_check_in")
    if proof.metres is not None and proof.metres > FAR:
        flags.add("far")
    if picture.status != "ready":
        return {*flags, "unreadable"}
    flags |= _alike(row, picture)
    if documents.GENERATED.intersection(picture.markers) or any(
        one.startswith("generator:") for one in picture.markers
    ):
        flags.add("generated")
    if any(one.startswith("editor:") for one in picture.markers):
        flags.add("edited")
    if "screenshot" in picture.markers:
        flags.add("screenshot")
    if picture.taken_at and row.forwarded_at and picture.taken_at < row.forwarded_at:
        flags.add("taken_before")
    if picture.gps is not None and row.cell_lat is not None and row.cell_lon is not None:
        there = Cell(row.cell_lat, row.cell_lon).centre
        taken = cell_of(Point(picture.gps.lat, picture.gps.lon)).centre
        if metres(there, taken) > FAR:
            flags.add("taken_elsewhere")
    return flags


def _alike(row: Report, picture: documents.Picture) -> set[Flag]:
    """Copies of the report's own photos, and of anything sent before."""
    own = set(casework.attached(case_id=row.pk))
    like = {
        one.file_id
        for one in documents.similar_pictures(phash=picture.phash, without=[picture.file_id])
    }
    flags: set[Flag] = set()
    if like & own:
        flags.add("same_as_report")
    if like - own:
        flags.add("seen_before")
    return flags


def judge_all(file_id: UUID, now: dt.datetime) -> None:
    """Every proof that this file is."""
    for proof in Proof.objects.select_for_update().filter(file_id=file_id, judged_at=None):
        judge(proof, now)
