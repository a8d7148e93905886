"""Money of a draft: the pagu of a node, and its expenditure accounts."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.planning import policy
from pendopo.planning.actions.purposes import Value, check_year
from pendopo.planning.facts import BudgetSet
from pendopo.planning.finding import draft_of, node_in, touch
from pendopo.planning.models import Budget
from pendopo.planning.reading import number
from pendopo.planning.recording import record, word
from pendopo.planning.refusals import Refused, Stale

UNSEEN: Final = "?"
"""Whoever sets an amount has not looked at what stands there (imports, seed)."""
_ACCOUNT: Final = re.compile(r"5(?:\.\d{1,2}){0,4}(?:\.\d{4})?", re.ASCII)


@ledger.within_region
def set_budget(
    *,
    version_id: UUID,
    node_key: UUID,
    year: int,
    amount: Value,
    who: directory.Actor | None,
    now: dt.datetime,
    account: str = "",
    account_name: str = "",
    example: bool = False,
    seen: Value = UNSEEN,
) -> None:
    """The pagu of a node in a year (account ""), or of one of its expenditure accounts, in rupiah;
    amount None takes it out. account: 5 and up to five parts below it, as in the annex of accounts
    of Permendagri 90/2019. seen: the amount that stood there, None for nothing; raises `Stale`
    when there is another one. Raises `Refused`."""
    policy.check_plans(who)
    version = draft_of(version_id)
    node = node_in(version.pk, node_key)
    check_year(version, year)
    code = account.strip()
    if code and not _ACCOUNT.fullmatch(code):
        raise Refused("account_wrong")
    value = number(amount, money=True)
    mine: dict[str, Any] = {
        "version": version, "node_key": node_key, "year": year, "account": code,
    }  # fmt: skip
    _check_seen(mine, seen)
    if value is None:
        Budget.objects.filter(**mine).delete()
    elif value < 0 or value != value.quantize(Decimal("0.01")):
        raise Refused("amount_wrong")
    else:
        given = {"amount": value, "account_name": account_name.strip()[:300], "example": example}
        Budget.objects.update_or_create(**mine, defaults=given)
    touch(version)
    fact = BudgetSet(version=version.pk, year=year, account=word(code), amount=value)
    record((node_key, fact), who=who, now=now, organisation=node.organisation_id)


def _check_seen(mine: dict[str, Any], seen: Value) -> None:
    """The draft is locked: what stands here now is what counts."""
    if seen == UNSEEN:
        return
    row = Budget.objects.filter(**mine).first()
    if (row.amount if row else None) != number(seen, money=True):
        raise Stale("stale")
