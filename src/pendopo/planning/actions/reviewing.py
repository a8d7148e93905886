"""The quarterly review: a meeting, its decisions, and that they were carried out."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.planning import policy
from pendopo.planning.facts import DecisionDone, DecisionMade, ReviewOpened
from pendopo.planning.finding import check_revision, node_now, plan_of
from pendopo.planning.models import Decision, Review
from pendopo.planning.recording import record
from pendopo.planning.refusals import NotFound, Refused


@ledger.within_region
def open_review(
    *,
    plan_id: UUID,
    year: int,
    quarter: int,
    held_on: dt.date,
    who: directory.Actor | None,
    now: dt.datetime,
) -> UUID:
    """Open the meeting about a quarter of a plan; once for each."""
    policy.check_plans(who)
    plan = plan_of(plan_id, lock=True)
    if not plan.first_year <= year <= plan.last_year:
        raise Refused("year_outside", year=year)
    if quarter not in (1, 2, 3, 4):
        raise Refused("period_unknown")
    if Review.objects.filter(plan=plan, year=year, quarter=quarter).exists():
        raise Refused("review_twice")
    row = Review.objects.create(
        id=uuid7(now), plan=plan, year=year, quarter=quarter, held_on=held_on, opened_at=now
    )
    fact = ReviewOpened(review=row.pk, year=year, quarter=quarter, held_on=held_on)
    record((plan.pk, fact), who=who, now=now, organisation=plan.organisation_id)
    return row.pk


@ledger.within_region
def decide(
    *,
    review_id: UUID,
    text: str,
    organisation_id: UUID,
    due_on: dt.date,
    who: directory.Actor | None,
    now: dt.datetime,
    position_id: UUID | None = None,
    node_key: UUID | None = None,
) -> UUID:
    """What the meeting decided, who carries it out, by when; node_key: about which part."""
    policy.check_plans(who)
    review = Review.objects.filter(pk=review_id).first()
    if review is None:
        raise NotFound("review_unknown")
    if not text.strip():
        raise Refused("decision_text")
    chart = directory.chart()
    holder = chart.positions.get(position_id) if position_id else None
    if organisation_id not in chart.organisations or (
        position_id and (holder is None or holder.organisation_id != organisation_id)
    ):
        raise Refused("owner_missing")
    if node_key is not None:
        node_now(review.plan_id, node_key)
    row = Decision.objects.create(
        id=uuid7(now), review=review, text=text.strip(), organisation_id=organisation_id,
        position_id=position_id, due_on=due_on, node_key=node_key, decided_at=now,
    )  # fmt: skip
    fact = DecisionMade(decision=row.pk, agency=organisation_id, due_on=due_on, node=node_key)
    record((review.pk, fact), who=who, now=now, organisation=organisation_id)
    return row.pk


@ledger.within_region
def finish_decision(
    *,
    decision_id: UUID,
    proof: str,
    revision: int | None,
    who: directory.Actor | None,
    now: dt.datetime,
) -> None:
    """The agency says what it did; the planner may say it for it. Once."""
    row = Decision.objects.select_for_update().filter(pk=decision_id).first()
    if row is None:
        raise NotFound("review_unknown")
    policy.check_implements(who, row.organisation_id)
    check_revision(row.revision, revision)
    if row.done_at is not None:
        raise Refused("decision_done")
    if not proof.strip():
        raise Refused("proof_missing")
    row.proof, row.done_at = proof.strip(), now
    row.revision += 1
    row.save(update_fields=["proof", "done_at", "revision"])
    record(
        (row.review_id, DecisionDone(decision=row.pk)),
        who=who, now=now, organisation=row.organisation_id,
    )  # fmt: skip
