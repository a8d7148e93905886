"""One change of a plan: its facts, written in the verb's transaction."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger


def record(
    *facts: tuple[UUID, ledger.Fact],
    who: directory.Actor | None,
    now: dt.datetime,
    organisation: UUID | None = None,
) -> None:
    """Append `(about, fact)` pairs, all by the same actor at the same moment."""
    ledger.append(
        [
            ledger.Entry(
                fact=fact,
                about=about,
                occurred_at=now,
                actor=who.account_id if who else None,
                organisation=organisation,
            )
            for about, fact in facts
        ],
        now=now,
    )


def word(text: str) -> str | None:
    """A code as a machine word of a fact; None when there is none or it could not be one."""
    plain = "".join(one for one in text if one.isascii() and (one.isalnum() or one in "._:/@+-"))
    return plain.lstrip("._:/@+-")[:128] or None
