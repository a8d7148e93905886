"""Facts of watch with who did it and for whom."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger


def tell(
    fact: ledger.Fact,
    *,
    about: UUID,
    now: dt.datetime,
    who: directory.Actor | None = None,
    organisation: UUID | None = None,
) -> None:
    """One fact, in the verb's transaction."""
    ledger.append([entry(fact, about=about, now=now, who=who, organisation=organisation)], now=now)


def entry(
    fact: ledger.Fact,
    *,
    about: UUID,
    now: dt.datetime,
    who: directory.Actor | None = None,
    organisation: UUID | None = None,
) -> ledger.Entry:
    return ledger.Entry(
        fact=fact,
        about=about,
        actor=who.account_id if who else None,
        organisation=organisation,
        occurred_at=now,
    )
