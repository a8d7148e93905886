"""What can happen to a plan, its money and what was realised. Ids, codes, numbers and days only."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import ClassVar, Literal
from uuid import UUID

from pendopo.ledger import api as ledger
from pendopo.planning.values import Giver, PlanKind, RealisedKind, VersionSort


class PlanCreated(ledger.Fact, frozen=True, kw_only=True):
    """About the plan."""

    KIND: ClassVar[str] = "plan.created"
    kind: PlanKind
    first_year: int
    last_year: int
    agency: UUID | None


class VersionBegun(ledger.Fact, frozen=True, kw_only=True):
    """About the plan. A draft that begins as a copy of `based_on`."""

    KIND: ClassVar[str] = "plan.version_begun"
    version: UUID
    number: int
    sort: VersionSort
    based_on: UUID | None


class VersionAdopted(ledger.Fact, frozen=True, kw_only=True):
    """About the plan. on: the day of the regulation or decree; pagu: what its sub-activities add
    up to over all years, in rupiah."""

    KIND: ClassVar[str] = "plan.adopted"
    version: UUID
    number: int
    sort: VersionSort
    on: dt.date
    nodes: int
    pagu: Decimal


class VersionDiscarded(ledger.Fact, frozen=True, kw_only=True):
    """About the plan. A draft was thrown away."""

    KIND: ClassVar[str] = "plan.version_discarded"
    version: UUID
    number: int


class NodeSet(ledger.Fact, frozen=True, kw_only=True):
    """About the node: put into the draft, or changed in it."""

    KIND: ClassVar[str] = "plan.node_set"
    version: UUID
    level: ledger.Code
    code: ledger.Code | None
    parent: UUID | None
    agency: UUID | None
    revision: int


class TagsSet(ledger.Fact, frozen=True, kw_only=True):
    """About the node: all its cross-cutting tags from now on ("sdg:8", "rb:pelayanan")."""

    KIND: ClassVar[str] = "plan.tags_set"
    version: UUID
    tags: tuple[ledger.Code, ...]
    revision: int


class NodeRemoved(ledger.Fact, frozen=True, kw_only=True):
    """About the node, which had nothing below it."""

    KIND: ClassVar[str] = "plan.node_removed"
    version: UUID


class IndicatorSet(ledger.Fact, frozen=True, kw_only=True):
    """About the node."""

    KIND: ClassVar[str] = "plan.indicator_set"
    version: UUID
    indicator: UUID
    targets: int
    revision: int


class ContributionSet(ledger.Fact, frozen=True, kw_only=True):
    """About the target. share: percent, None when nobody has said it."""

    KIND: ClassVar[str] = "plan.contribution_set"
    version: UUID
    contribution: UUID
    giver: Giver
    share: Decimal | None


class ContributionRemoved(ledger.Fact, frozen=True, kw_only=True):
    """About the target."""

    KIND: ClassVar[str] = "plan.contribution_removed"
    version: UUID
    contribution: UUID


class ImportJudged(ledger.Fact, frozen=True, kw_only=True):
    """About the plan: a file was tried, nothing of it was copied. content: its SHA-256."""

    KIND: ClassVar[str] = "plan.import_judged"
    run: UUID
    content: ledger.Code
    wrong: int
    rows: int


class Imported(ledger.Fact, frozen=True, kw_only=True):
    """About the plan: a file was copied into the draft, all of it."""

    KIND: ClassVar[str] = "plan.imported"
    run: UUID
    version: UUID
    content: ledger.Code
    nodes: int
    indicators: int
    budgets: int


class FiguresJudged(ledger.Fact, frozen=True, kw_only=True):
    """About the plan: a file of figures was tried, none of it was copied. content: its SHA-256."""

    KIND: ClassVar[str] = "realisation.import_judged"
    run: UUID
    content: ledger.Code
    year: int
    wrong: int
    rows: int


class FiguresImported(ledger.Fact, frozen=True, kw_only=True):
    """About the plan: a file of figures was copied, all of it; each figure has its own fact."""

    KIND: ClassVar[str] = "realisation.imported"
    run: UUID
    content: ledger.Code
    year: int
    figures: int
    letters: int


class MeasureLinked(ledger.Fact, frozen=True, kw_only=True):
    """About the node. The indicator is measured from now on."""

    KIND: ClassVar[str] = "plan.measure_linked"
    indicator: UUID
    measure: ledger.Code
    service: ledger.Code | None


class MeasureUnlinked(ledger.Fact, frozen=True, kw_only=True):
    """About the node."""

    KIND: ClassVar[str] = "plan.measure_unlinked"
    indicator: UUID
    measure: ledger.Code


class TargetCarried(ledger.Fact, frozen=True, kw_only=True):
    """About the node. A position answers for a part of the indicator, in its unit; given_by: whose
    target it is a part of, None: the agency's own."""

    KIND: ClassVar[str] = "plan.target_carried"
    indicator: UUID
    position: UUID
    given_by: UUID | None
    year: int
    target: Decimal
    revision: int


class TargetLetGo(ledger.Fact, frozen=True, kw_only=True):
    """About the node. The position answers for the indicator no longer."""

    KIND: ClassVar[str] = "plan.target_let_go"
    indicator: UUID
    position: UUID
    year: int


class BudgetSet(ledger.Fact, frozen=True, kw_only=True):
    """About the node. Rupiah of a year; account None: the pagu as a whole; amount None: removed."""

    KIND: ClassVar[str] = "budget.set"
    version: UUID
    year: int
    account: ledger.Code | None
    amount: Decimal | None


class FundsReleased(ledger.Fact, frozen=True, kw_only=True):
    """About the node: an SPD (Surat Penyediaan Dana). Rupiah."""

    KIND: ClassVar[str] = "budget.released"
    disbursement: UUID
    day: dt.date
    account: ledger.Code | None
    amount: Decimal


class FundsPaid(ledger.Fact, frozen=True, kw_only=True):
    """About the node: an SP2D (Surat Perintah Pencairan Dana). Rupiah."""

    KIND: ClassVar[str] = "budget.paid"
    disbursement: UUID
    day: dt.date
    account: ledger.Code | None
    amount: Decimal


class RealisationEntered(ledger.Fact, frozen=True, kw_only=True):
    """About the node. value: the indicator's unit, percent of the work, or rupiah, by kind; origin:
    typed into a form, or imported from a file."""

    KIND: ClassVar[str] = "realisation.entered"
    realisation: UUID
    kind: RealisedKind
    indicator: UUID | None
    year: int
    period: ledger.Code
    value: Decimal
    revision: int
    origin: Literal["typed", "imported"] = "typed"


class RealisationJudged(ledger.Fact, frozen=True, kw_only=True):
    """About the node. The planner verified the figure, or gave it back."""

    KIND: ClassVar[str] = "realisation.judged"
    realisation: UUID
    verdict: Literal["verified", "returned"]


class ReviewOpened(ledger.Fact, frozen=True, kw_only=True):
    """About the plan."""

    KIND: ClassVar[str] = "plan.review_opened"
    review: UUID
    year: int
    quarter: int
    held_on: dt.date


class DecisionMade(ledger.Fact, frozen=True, kw_only=True):
    """About the review."""

    KIND: ClassVar[str] = "plan.decision_made"
    decision: UUID
    agency: UUID
    due_on: dt.date
    node: UUID | None


class DecisionDone(ledger.Fact, frozen=True, kw_only=True):
    """About the review."""

    KIND: ClassVar[str] = "plan.decision_done"
    decision: UUID
