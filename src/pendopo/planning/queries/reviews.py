"""Quarterly reviews: what the figures say, what was decided, who does it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from pendopo.ledger import api as ledger
from pendopo.planning.finding import current_version
from pendopo.planning.models import Decision, Node, Realisation, Review
from pendopo.planning.queries.scoring import Scored, scored
from pendopo.planning.refusals import NotFound


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """`late`: not carried out, and its day has passed."""

    id: UUID
    text: str
    organisation_id: UUID
    position_id: UUID | None
    due_on: dt.date
    node_key: UUID | None
    node_name: str
    done_at: dt.datetime | None
    proof: str
    late: bool
    revision: int


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """`open`: decisions that nobody has carried out yet."""

    id: UUID
    plan_id: UUID
    year: int
    quarter: int
    held_on: dt.date
    decisions: int
    open: int


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """`indicators`: of targets and programmes, the weakest first; `waiting`: figures that nobody
    has verified; `carried`: open decisions of earlier meetings."""

    review: ReviewCard
    decisions: tuple[DecisionLine, ...]
    carried: tuple[DecisionLine, ...]
    indicators: tuple[tuple[str, str, Scored], ...]
    waiting: int


@ledger.within_region
def reviews(*, plan_id: UUID) -> tuple[ReviewCard, ...]:
    """Newest first."""
    rows = list(Review.objects.filter(plan_id=plan_id).order_by("-year", "-quarter"))
    counted: dict[UUID, list[bool]] = {one.pk: [] for one in rows}
    for review, done in Decision.objects.filter(review__in=list(counted)).values_list(
        "review_id", "done_at"
    ):
        counted[review].append(done is None)
    return tuple(
        ReviewCard(one.pk, one.plan_id, one.year, one.quarter, one.held_on, len(counted[one.pk]),
                   sum(counted[one.pk]))
        for one in rows
    )  # fmt: skip


@ledger.within_region
def review(*, review_id: UUID, today: dt.date) -> ReviewPage:
    """Raises `NotFound`."""
    row = Review.objects.filter(pk=review_id).first()
    if row is None:
        raise NotFound("review_unknown")
    version = current_version(row.plan_id)
    nodes = {
        one.key: one
        for one in Node.objects.filter(version=version, level__in=("sasaran", "program"))
    }
    decided = [
        _line(one, nodes, today)
        for one in Decision.objects.filter(review__plan_id=row.plan_id).order_by("due_on")
    ]
    mine = set(Decision.objects.filter(review=row).values_list("pk", flat=True))
    own = tuple(one for one in decided if one.id in mine)
    found = scored(version, row.year, today, list(nodes))
    found.sort(key=_weakness)
    waiting = Realisation.objects.filter(plan_id=row.plan_id, year=row.year, status="entered")
    return ReviewPage(
        ReviewCard(row.pk, row.plan_id, row.year, row.quarter, row.held_on, len(own),
                   sum(one.done_at is None for one in own)),
        own,
        tuple(one for one in decided if one.id not in mine and one.done_at is None),
        tuple((nodes[one.node_key].level, nodes[one.node_key].name, one) for one in found),
        waiting.count(),
    )  # fmt: skip


def _weakness(one: Scored) -> tuple[bool, float]:
    reached = getattr(one.outcome, "achievement_year", None)
    return reached is None, float(reached or 0)


def _line(one: Decision, nodes: dict[UUID, Node], today: dt.date) -> DecisionLine:
    node = nodes.get(one.node_key) if one.node_key else None
    return DecisionLine(
        one.pk, one.text, one.organisation_id, one.position_id, one.due_on, one.node_key,
        node.name if node else "", one.done_at, one.proof,
        one.done_at is None and one.due_on < today, one.revision,
    )  # fmt: skip
