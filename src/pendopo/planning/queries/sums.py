"""Money of single nodes, for verbs that must know it."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from pendopo.planning.models import Budget, Disbursement, Node


def paid_and_pagu(node: Node, plan_id: UUID, year: int) -> tuple[Decimal, Decimal | None]:
    """(SP2D of the year so far, pagu or None when the plan says nothing about money there)."""
    paid = Disbursement.objects.filter(
        plan_id=plan_id, node_key=node.key, sort="sp2d", day__year=year
    ).aggregate(total=Sum("amount"))["total"]
    rows = list(Budget.objects.filter(version_id=node.version_id, node_key=node.key, year=year))
    whole = [one.amount for one in rows if not one.account]
    parts = [one.amount for one in rows if one.account]
    pagu = whole[0] if whole else sum(parts, Decimal()) if parts else None
    return paid or Decimal(), pagu
