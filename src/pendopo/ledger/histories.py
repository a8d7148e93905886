"""What the ledger says about things, kinds and times: for whoever looks back.

Every question is one statement in the current region and reads an index.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import connection

from pendopo.ledger.readers import Read, read_row
from pendopo.ledger.region import current_region, region_transaction

_COLUMNS = (
    "s.seq, f.id, f.region_code, f.kind, f.occurred_at, f.recorded_at, f.actor,"
    " f.organisation, f.about, f.data"
)


def facts_about(*, about: UUID, kinds: Sequence[str] = ()) -> tuple[Read, ...]:
    """Facts about one thing in the current region, oldest first. One statement."""
    with region_transaction(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.seq, f.id, f.region_code, f.kind, f.occurred_at, f.recorded_at, f.actor,"
            " f.organisation, f.about, f.data FROM ledger_fact f"
            " LEFT JOIN ledger_sequence s ON s.fact_id = f.id"
            " WHERE f.region_code = %s AND f.about = %s"
            " AND (%s::text[] IS NULL OR f.kind = ANY(%s::text[]))"
            " ORDER BY f.recorded_at, f.id",
            [current_region(), about, list(kinds) or None, list(kinds) or None],
        )
        return tuple(read_row(row) for row in cursor.fetchall())


def facts_of(
    *, kinds: Sequence[str], since: dt.datetime, before: dt.datetime, most: int
) -> tuple[Read, ...]:
    """Facts of these kinds in the current region that came to be known in [since, before), oldest
    first, at most so many. One statement."""
    with region_transaction(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.seq, f.id, f.region_code, f.kind, f.occurred_at, f.recorded_at, f.actor,"
            " f.organisation, f.about, f.data FROM ledger_fact f"
            " LEFT JOIN ledger_sequence s ON s.fact_id = f.id"
            " WHERE f.region_code = %s AND f.kind = ANY(%s::text[])"
            " AND f.recorded_at >= %s AND f.recorded_at < %s"
            " ORDER BY f.recorded_at, f.id LIMIT %s",
            [current_region(), list(kinds), since, before, most],
        )
        return tuple(read_row(row) for row in cursor.fetchall())


def earlier(*, about: Sequence[UUID], kinds: Sequence[str], before: int) -> tuple[Read, ...]:
    """Facts of these kinds about these things that stand in the log before place `before`, in no
    order. What a batch reader needs to know of the things in its hands."""
    with region_transaction(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS} FROM ledger_fact f JOIN ledger_sequence s ON s.fact_id = f.id"
            " WHERE f.region_code = %s AND f.about = ANY(%s::uuid[])"
            " AND f.kind = ANY(%s::text[]) AND s.seq < %s",
            [current_region(), list(about), list(kinds), before],
        )
        return tuple(read_row(row) for row in cursor.fetchall())


def happened(
    *,
    kind: str,
    since: dt.datetime,
    before: dt.datetime,
    fields: Mapping[str, Sequence[str]],
    after: tuple[dt.datetime, UUID] | None,
    most: int,
) -> tuple[Read, ...]:
    """Sequenced facts of one kind that happened in [since, before), newest first, at most so many.

    fields: which values of its own fields (as text) or of `organisation` are wanted. after: moment
    and id of the last one of the page before.
    """
    wanted, values = "", list[str | list[str]]()
    for name, any_of in sorted(fields.items()):
        column = "f.organisation::text" if name == "organisation" else "f.data->>%s"
        values += [] if name == "organisation" else [name]
        wanted += f" AND coalesce({column}, '') = ANY(%s::text[])"
        values.append(list(any_of))
    paged = " AND (f.occurred_at, f.id) < (%s, %s)" if after else ""
    with region_transaction(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS} FROM ledger_fact f JOIN ledger_sequence s ON s.fact_id = f.id"
            " WHERE f.region_code = %s AND f.kind = %s AND f.occurred_at >= %s"
            f" AND f.occurred_at < %s{paged}{wanted}"
            " ORDER BY f.occurred_at DESC, f.id DESC LIMIT %s",
            [current_region(), kind, since, before, *(after or ()), *values, most],
        )
        return tuple(read_row(row) for row in cursor.fetchall())
