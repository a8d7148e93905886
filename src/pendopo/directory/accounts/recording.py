"""Facts about accounts, written by the adapters."""

from __future__ import annotations

from uuid import UUID

from allauth.account.models import EmailAddress

from pendopo.directory.facts import AccountEmailChanged
from pendopo.ledger import api as ledger


def record_account(account_id: UUID, *facts: ledger.Fact) -> None:
    """Append facts about an account, by that account, now (allauth passes no moment along)."""
    now = ledger.clock().now()
    with ledger.region_transaction():
        ledger.append(
            [ledger.Entry(fact=one, about=account_id, occurred_at=now, actor=account_id)
             for one in facts],
            now=now,
        )  # fmt: skip


def email_fact(account_id: UUID) -> AccountEmailChanged:
    verified = EmailAddress.objects.filter(user_id=account_id).values_list("verified", flat=True)
    marks = list(verified)
    return AccountEmailChanged(addresses=len(marks), verified=sum(marks))
