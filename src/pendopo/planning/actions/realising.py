"""What was done and paid: entered by the agency, verified by the planner."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.planning import policy
from pendopo.planning.facts import (
    FundsPaid,
    FundsReleased,
    RealisationEntered,
    RealisationJudged,
)
from pendopo.planning.finding import check_revision, node_now, plan_of
from pendopo.planning.models import Disbursement, Indicator, Node, Plan, Realisation
from pendopo.planning.queries.sums import paid_and_pagu
from pendopo.planning.reading import number
from pendopo.planning.recording import record, word
from pendopo.planning.refusals import NotFound, Refused
from pendopo.planning.values import PERIODS, DisbursementSort, RealisedKind

Value = str | Decimal | int


@ledger.within_region
def enter_realisation(
    *,
    plan_id: UUID,
    node_key: UUID,
    kind: RealisedKind,
    year: int,
    period: str,
    value: Value,
    who: directory.Actor | None,
    now: dt.datetime,
    indicator_key: UUID | None = None,
    note: str = "",
    evidence: str = "",
    source: str = "typed",
    example: bool = False,
    revision: int | None = None,
) -> UUID:
    """Enter one figure, or correct the one that is there (then `revision` is what was seen).

    kind performance: in the unit of `indicator_key`; physical: percent of the work; money: rupiah.
    period: "Q1"…"Q4", "M01"…"M12", "P" for everything before the year. evidence: where the proof
    is, in words or as an address. Raises `Refused("verified")` once the planner has verified it.
    """
    node, plan = _node(plan_id, node_key)
    policy.check_implements(who, node.organisation_id)
    if period not in PERIODS:
        raise Refused("period_unknown")
    if not plan.first_year <= year <= plan.last_year:
        raise Refused("year_outside", year=year)
    indicator = _indicator(node, kind, indicator_key)
    amount = _value(kind, value)
    mine = {"plan_id": plan_id, "node_key": node_key, "indicator_key": indicator, "kind": kind,
            "year": year, "period": period}  # fmt: skip
    row = Realisation.objects.select_for_update().filter(**mine).first()
    if row is None:
        row = Realisation(id=uuid7(now), revision=0, **mine)
    else:
        check_revision(row.revision, revision)
        if row.status == "verified":
            raise Refused("verified")
    row.value, row.note, row.evidence = amount, note.strip(), evidence.strip()
    row.source, row.status, row.remark, row.example = source, "entered", "", example
    row.entered_by, row.entered_at = who.account_id if who else None, now
    row.verified_by = row.verified_at = None
    row.revision += 1
    row.save()
    fact = RealisationEntered(
        realisation=row.pk, kind=kind, indicator=indicator, year=year, period=period,
        value=amount, revision=row.revision,
        origin="imported" if source == "imported" else "typed",
    )  # fmt: skip
    record((node_key, fact), who=who, now=now, organisation=node.organisation_id)
    return row.pk


def _node(plan_id: UUID, node_key: UUID) -> tuple[Node, Plan]:
    plan = plan_of(plan_id)
    return node_now(plan_id, node_key), plan


def _indicator(node: Node, kind: RealisedKind, key: UUID | None) -> UUID | None:
    if kind not in ("performance", "physical", "money"):
        raise Refused("period_unknown")
    if kind != "performance":
        return None
    mine = Indicator.objects.filter(version_id=node.version_id, node_key=node.key)
    if key is None or not mine.filter(key=key).exists():
        raise NotFound("indicator_unknown")
    return key


def _value(kind: RealisedKind, value: Value) -> Decimal:
    found = number(value, money=kind == "money")
    if found is None:
        raise Refused("number_wrong", value="")
    if kind == "physical" and not 0 <= found <= 100:
        raise Refused("percent_range")
    if kind == "money" and (found < 0 or found != found.quantize(Decimal("0.01"))):
        raise Refused("amount_wrong")
    return found


@ledger.within_region
def judge_realisation(
    *,
    realisation_id: UUID,
    accept: bool,
    revision: int | None,
    who: directory.Actor | None,
    now: dt.datetime,
    remark: str = "",
) -> None:
    """The planner verifies a figure, or gives it back with a remark."""
    policy.check_plans(who)
    row = Realisation.objects.select_for_update().filter(pk=realisation_id).first()
    if row is None:
        raise NotFound("realisation_unknown")
    check_revision(row.revision, revision)
    if not accept and not remark.strip():
        raise Refused("remark_missing")
    row.status = "verified" if accept else "returned"
    row.remark = "" if accept else remark.strip()
    row.verified_by, row.verified_at = who.account_id if who else None, now
    row.revision += 1
    row.save()
    verdict = RealisationJudged(realisation=row.pk, verdict="verified" if accept else "returned")
    record((row.node_key, verdict), who=who, now=now)


@ledger.within_region
def record_disbursement(
    *,
    plan_id: UUID,
    node_key: UUID,
    sort: DisbursementSort,
    letter: str,
    day: dt.date,
    amount: Value,
    who: directory.Actor | None,
    now: dt.datetime,
    account: str = "",
    example: bool = False,
) -> UUID:
    """An SPD (funds released) or SP2D (funds paid) of a node, in rupiah. letter: its number.

    Raises `Refused("paid_over")` when payments of the year would exceed the node's pagu.
    """
    node, plan = _node(plan_id, node_key)
    policy.check_plans(who)
    if not letter.strip():
        raise Refused("number_missing")
    value = number(amount, money=True)
    if value is None or value <= 0 or value != value.quantize(Decimal("0.01")):
        raise Refused("amount_wrong")
    if not plan.first_year <= day.year <= plan.last_year:
        raise Refused("year_outside", year=day.year)
    if sort == "sp2d":
        Plan.objects.select_for_update().get(pk=plan_id)  # two payments come one after the other
        paid, pagu = paid_and_pagu(node, plan_id, day.year)
        if pagu is not None and paid + value > pagu:
            raise Refused("paid_over", paid=f"Rp {paid + value:,.0f}".replace(",", "."),
                          pagu=f"Rp {pagu:,.0f}".replace(",", "."))  # fmt: skip
    mine = {"sort": sort, "number": letter.strip()[:80], "node_key": node_key,
            "account": account.strip()[:32]}  # fmt: skip
    given = {"id": uuid7(now), "plan_id": plan_id, "day": day, "amount": value, "example": example}
    row, made = Disbursement.objects.get_or_create(**mine, defaults=given)
    if not made:
        raise Refused("disbursement_twice", number=letter.strip()[:80])
    kind = FundsReleased if sort == "spd" else FundsPaid
    fact = kind(disbursement=row.pk, day=day, account=word(account), amount=value)
    record((node_key, fact), who=who, now=now, organisation=node.organisation_id)
    return row.pk
