"""A second person looks; what is accepted becomes the plan's figure."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db.models import Sum

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.planning import policy as plans
from pendopo.planning.actions.realising import enter_realisation, record_disbursement
from pendopo.planning.contracts import policy
from pendopo.planning.contracts.facts import ProgressJudged
from pendopo.planning.contracts.figures import field_figures
from pendopo.planning.contracts.keeping import contract_of, rupiah
from pendopo.planning.contracts.models import Contract, Progress
from pendopo.planning.finding import check_revision, node_now, plan_of
from pendopo.planning.models import Disbursement, Realisation
from pendopo.planning.recording import record
from pendopo.planning.refusals import NotFound, Refused
from pendopo.planning.values import QUARTERS, RealisedKind

SOURCE = "contract"
"""Where a realisation came from that nobody typed."""


@ledger.within_region
def judge_progress(
    *,
    report_id: UUID,
    accept: bool,
    who: directory.Actor | None,
    now: dt.datetime,
    remark: str = "",
    revision: int | None = None,
) -> None:
    """The planning office accepts a report or gives it back with a remark; never who reported it.
    The SP2D of an accepted report is the sub-activity's from then on, once.

    Raises `Refused`; `payment_differs` when that SP2D is known with another amount, `paid_over`
    when payments of the year would exceed the pagu.
    """
    known = Progress.objects.filter(pk=report_id).first()
    if known is None:
        raise NotFound("progress_unknown")
    contract = contract_of(known.contract_id)
    row = Progress.objects.select_for_update().get(pk=report_id)
    policy.check_judges(who, row)
    check_revision(row.revision, revision)
    if row.status != "entered":
        raise Refused("progress_judged")
    if not accept and not remark.strip():
        raise Refused("remark_missing")
    if accept:
        _check_forward(row)
        _paid(contract, row, who, now)
    row.status = "accepted" if accept else "returned"
    row.remark = "" if accept else remark.strip()[:2000]
    row.judged_by, row.judged_at = who.account_id if who else None, now
    row.revision += 1
    row.save()
    verdict = ProgressJudged(report=row.pk, verdict="accepted" if accept else "returned")
    record((contract.pk, verdict), who=who, now=now, organisation=contract.organisation_id)


def _check_forward(row: Progress) -> None:
    """Of two reports that waited together the lower one may only be the earlier one."""
    accepted = Progress.objects.filter(contract_id=row.contract_id, status="accepted")
    before = accepted.filter(on__lt=row.on, physical__gt=row.physical).first()
    if before is not None:
        raise Refused("progress_back", last=f"{before.physical.normalize():f}".replace(".", ","))


def _paid(contract: Contract, row: Progress, who: directory.Actor | None, now: dt.datetime) -> None:
    if row.paid is None or row.paid_on is None:
        return
    known = Disbursement.objects.filter(
        sort="sp2d", number=row.letter, node_key=contract.node_key
    ).aggregate(total=Sum("amount"))["total"]
    if known is not None:
        if known != row.paid:
            raise Refused("payment_differs", number=row.letter, amount=rupiah(known))
        return
    record_disbursement(
        plan_id=contract.plan_id, node_key=contract.node_key, sort="sp2d", letter=row.letter,
        day=row.paid_on, amount=row.paid, who=who, now=now, example=contract.example,
    )  # fmt: skip


@ledger.within_region
def take_field_figures(
    *,
    plan_id: UUID,
    node_key: UUID,
    year: int,
    quarter: str,
    who: directory.Actor | None,
    now: dt.datetime,
) -> None:
    """What the contracts of a sub-activity say becomes its reported figures of that quarter:
    physical in percent, and money in rupiah where any was paid. The planner still verifies them.
    Raises `Refused("verified")` where that was done already, `contract_none` where nothing was
    accepted."""
    plans.check_implements(who, node_now(plan_id, node_key).organisation_id)
    plan = plan_of(plan_id)
    if not plan.first_year <= year <= plan.last_year:
        raise Refused("year_outside", year=year)
    if quarter not in QUARTERS:
        raise Refused("period_unknown")
    found = field_figures(
        plan_id=plan_id, node_key=node_key, year=year, on=directory.calendar().local_date(now)
    )
    if found is None or quarter not in found.physical:
        raise NotFound("contract_none")
    told: dict[RealisedKind, object] = {"physical": found.physical[quarter]}
    if quarter in found.paid:
        told["money"] = found.paid[quarter]
    known = {
        one.kind: one.revision
        for one in Realisation.objects.filter(
            plan_id=plan_id, node_key=node_key, indicator_key=None, year=year, period=quarter
        )
    }
    for kind, value in told.items():
        enter_realisation(
            plan_id=plan_id, node_key=node_key, kind=kind, year=year, period=quarter,
            value=value,  # type: ignore[arg-type]  # both are Decimal
            evidence=f"{found.contracts} kontrak, kemajuan diterima Bappeda", source=SOURCE,
            revision=known.get(kind), who=who, now=now,
        )  # fmt: skip
