"""Writing facts the same way from every verb."""

from __future__ import annotations

import datetime as dt
import re
from uuid import UUID

from pendopo.ledger import api as ledger

_NOT_CODE = re.compile(r"[^A-Za-z0-9._:/@+-]+")


def record(
    *facts: tuple[UUID, ledger.Fact],
    now: dt.datetime,
    actor: UUID | None = None,
    organisation: UUID | None = None,
) -> None:
    """Append the facts (about whom or what, fact) in the verb's transaction: one statement."""
    ledger.append(
        [
            ledger.Entry(
                fact=fact, about=about, occurred_at=now, actor=actor, organisation=organisation
            )
            for about, fact in facts
        ],
        now=now,
    )


def code(text: str) -> str:
    """`text` as a machine word for a fact: other signs become dashes."""
    return _NOT_CODE.sub("-", text).strip("-._:/@+")[:120] or "none"
