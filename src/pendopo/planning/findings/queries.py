"""Findings as they stand: of the region, of an agency, of a part of the plan, of a contract."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from pendopo.casework import api as casework
from pendopo.ledger import api as ledger
from pendopo.planning.findings.models import AuditFinding
from pendopo.services import api as services


@dataclass(frozen=True, slots=True)
class FindingCard:
    """A finding. step: what is done now, or how it ended; due_at: by when, None when it ended."""

    case_id: UUID
    number: str
    organisation_id: UUID
    plan_id: UUID | None
    node_key: UUID | None
    contract_id: UUID | None
    recorded_at: dt.datetime
    step: services.Text | None
    due_at: dt.datetime | None
    late: bool
    ended_at: dt.datetime | None
    outcome: str

    @property
    def open(self) -> bool:
        return self.ended_at is None


@ledger.within_region
def findings(
    *,
    now: dt.datetime,
    organisation_id: UUID | None = None,
    node_keys: Iterable[UUID] | None = None,
    contract_id: UUID | None = None,
    case_id: UUID | None = None,
) -> tuple[FindingCard, ...]:
    """Late ones first, then open ones by what is due, then ended ones, the newest first. Two
    statements, and one for each version of the package that this process has not seen."""
    rows = AuditFinding.objects.all()
    if organisation_id is not None:
        rows = rows.filter(organisation_id=organisation_id)
    if node_keys is not None:
        rows = rows.filter(node_key__in=set(node_keys))
    if contract_id is not None:
        rows = rows.filter(contract_id=contract_id)
    if case_id is not None:
        rows = rows.filter(case_id=case_id)
    found = list(rows)
    if not found:
        return ()
    stands = casework.stands_of(case_ids=[one.case_id for one in found], now=now)
    cards = [_card(one, stands[one.case_id]) for one in found if one.case_id in stands]
    return tuple(sorted(cards, key=_order))


def _order(one: FindingCard) -> tuple[bool, bool, float]:
    at = one.ended_at or one.due_at or one.recorded_at
    return not one.open, not one.late, -at.timestamp() if one.ended_at else at.timestamp()


def _card(row: AuditFinding, stand: casework.CaseStand) -> FindingCard:
    service = services.version(hash=stand.version_hash).service
    step: services.Text | None = None
    if stand.ended_at is not None and stand.outcome in service.endings:
        step = service.endings[stand.outcome].title
    elif stand.elements and stand.elements[0] in service.tasks:
        step = service.tasks[stand.elements[0]].title
    return FindingCard(
        case_id=row.case_id, number=row.number, organisation_id=row.organisation_id,
        plan_id=row.plan_id, node_key=row.node_key, contract_id=row.contract_id,
        recorded_at=row.recorded_at, step=step, due_at=stand.due_at, late=stand.late,
        ended_at=stand.ended_at, outcome=stand.outcome,
    )  # fmt: skip
