"""Changing a report: one fact, the row that follows from it, and nothing else."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.ledger import api as ledger
from pendopo.voice import standing
from pendopo.voice.models import Report


def record(
    row: Report,
    *told: ledger.Fact,
    now: dt.datetime,
    actor: UUID | None = None,
    organisation: UUID | None = None,
    also: tuple[str, ...] = (),
) -> None:
    """Append facts about a locked report and write where it stands after them. also: other
    columns that the caller has set on the row."""
    before = found = standing.of_row(row)
    for fact in told:
        found = standing.after(found, fact, now)
    changed = [name for name in standing.COLUMNS if getattr(before, name) != getattr(found, name)]
    for name in changed:
        setattr(row, name, getattr(found, name))
    if row.status != "received" and row.words is not None:
        row.words = row.words_key = None  # decided: the routing has nothing to say any more
        also = (*also, "words", "words_key")
    row.version += 1
    row.save(update_fields=[*changed, *also, "version"])
    ledger.append(
        [
            ledger.Entry(
                fact=fact, about=row.pk, actor=actor, organisation=organisation, occurred_at=now
            )
            for fact in told
        ],
        now=now,
    )
