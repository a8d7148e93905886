"""Figures and letters of a judged file, written a thousand at a time with their facts."""

from __future__ import annotations

import datetime as dt
from typing import Final
from uuid import UUID

from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.planning.actions.importing import Progress
from pendopo.planning.facts import FundsPaid, FundsReleased, RealisationEntered
from pendopo.planning.models import Disbursement, Realisation
from pendopo.planning.realised import Entry, Matched
from pendopo.planning.recording import word
from pendopo.planning.refusals import Stale

CHUNK: Final = 1_000
_WRITTEN: Final = (
    "value", "evidence", "source", "status", "remark", "entered_by", "entered_at", "verified_by",
    "verified_at", "revision",
)  # fmt: skip


def write_figures(
    plan_id: UUID,
    year: int,
    done: Matched,
    who: directory.Actor | None,
    now: dt.datetime,
    progress: Progress,
) -> None:
    """New ones are put in, others corrected; raises `Stale` when one was verified meanwhile."""
    total = len(done.entries)
    for start in range(0, total, CHUNK):
        part = done.entries[start : start + CHUNK]
        there = _locked(part)
        rows = [_row(plan_id, year, one, there, who, now) for one in part]
        Realisation.objects.bulk_create([one for one in rows if one.revision == 1])
        Realisation.objects.bulk_update([one for one in rows if one.revision > 1], _WRITTEN)
        ledger.append(
            [_entered(row, one, who, now) for row, one in zip(rows, part, strict=True)], now=now
        )
        progress(start + len(part), total, "Angka realisasi")


def _locked(part: tuple[Entry, ...]) -> dict[UUID, Realisation]:
    wanted = [one.known.id for one in part if one.known is not None]
    return {one.pk: one for one in Realisation.objects.select_for_update().filter(pk__in=wanted)}


def _row(
    plan_id: UUID,
    year: int,
    one: Entry,
    there: dict[UUID, Realisation],
    who: directory.Actor | None,
    now: dt.datetime,
) -> Realisation:
    row = there.get(one.known.id) if one.known else None
    if one.known and (row is None or row.revision != one.known.revision):
        raise Stale("import_old")
    if row is None:
        row = Realisation(
            id=uuid7(now), plan_id=plan_id, node_key=one.node.key,
            indicator_key=one.indicator, kind=one.said.kind, year=year,
            period=one.said.period, revision=0,
        )  # fmt: skip
    row.value, row.evidence = one.said.value, one.said.evidence or row.evidence
    row.source, row.status, row.remark = "imported", "entered", ""
    row.entered_by, row.entered_at = who.account_id if who else None, now
    row.verified_by = row.verified_at = None
    row.revision += 1
    return row


def _entered(
    row: Realisation, one: Entry, who: directory.Actor | None, now: dt.datetime
) -> ledger.Entry:
    fact = RealisationEntered(
        realisation=row.pk, kind=one.said.kind, indicator=one.indicator, year=row.year,
        period=row.period, value=one.said.value, revision=row.revision, origin="imported",
    )  # fmt: skip
    return _entry(fact, one.node.key, one.node.organisation_id, who, now)


def write_letters(
    plan_id: UUID, done: Matched, who: directory.Actor | None, now: dt.datetime
) -> None:
    """SPD and SP2D, each with its fact."""
    rows: list[Disbursement] = []
    facts: list[ledger.Entry] = []
    for one, node in done.letters:
        row = Disbursement(
            id=uuid7(now), plan_id=plan_id, node_key=node.key, sort=one.sort,
            number=one.number, day=one.day, account=one.account, amount=one.amount,
        )  # fmt: skip
        rows.append(row)
        kind = FundsReleased if one.sort == "spd" else FundsPaid
        fact = kind(disbursement=row.pk, day=one.day, account=word(one.account), amount=one.amount)
        facts.append(_entry(fact, node.key, node.organisation_id, who, now))
    Disbursement.objects.bulk_create(rows, batch_size=CHUNK)
    ledger.append(facts, now=now)


def _entry(
    fact: ledger.Fact,
    about: UUID,
    organisation: UUID | None,
    who: directory.Actor | None,
    now: dt.datetime,
) -> ledger.Entry:
    actor = who.account_id if who else None
    return ledger.Entry(
        fact=fact, about=about, occurred_at=now, actor=actor, organisation=organisation
    )
