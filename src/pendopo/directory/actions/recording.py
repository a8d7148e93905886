"""One fact of the directory, written in the verb's transaction."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pendopo.directory.actor import Actor
from pendopo.ledger import api as ledger


def record(
    *facts: tuple[UUID, ledger.Fact],
    now: datetime,
    actor: Actor | None = None,
    organisation_id: UUID | None = None,
) -> None:
    """Append `(about, fact)` pairs, all by the same actor at the same moment."""
    ledger.append(
        [
            ledger.Entry(
                fact=fact,
                about=about,
                occurred_at=now,
                actor=actor.account_id if actor else None,
                organisation=organisation_id,
            )
            for about, fact in facts
        ],
        now=now,
    )


def code(text: str) -> str:
    """`text` as a machine word for a fact: spaces and signs become hyphens, 128 at most."""
    word = "".join(one if one.isascii() and (one.isalnum() or one in "._:/@+-") else "-"
                   for one in text.strip())  # fmt: skip
    return word.lstrip("._:/@+-")[:128]
