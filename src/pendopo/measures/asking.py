"""Many numbers in one statement, from cells alone."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from django.db import connection

from pendopo.ledger import api as ledger
from pendopo.measures import windows
from pendopo.measures.answers import Sums
from pendopo.measures.bookings import MOST_BY, hour
from pendopo.measures.definition import Definition, read
from pendopo.measures.values import State
from pendopo.measures.versions import READER

# Each part of the lateral join reads one range of an index. Which version is meant is found in the
# same statement, so one that takes over meanwhile is never half read.
_ASK = """
WITH a AS MATERIALIZED (
    SELECT q.at, q.hour, v.id, v.number, v.state, v.definition,
        v.definition->>'kind' = 'open' AS whole,
        coalesce(q.wanted->>(v.definition->'by'->>0), '*') AS d1,
        coalesce(q.wanted->>(v.definition->'by'->>1), '*') AS d2,
        coalesce(q.wanted->>(v.definition->'by'->>2), '*') AS d3,
        coalesce(q.wanted ? (v.definition->'by'->>0), false)::int
        + 2 * coalesce(q.wanted ? (v.definition->'by'->>1), false)::int
        + 4 * coalesce(q.wanted ? (v.definition->'by'->>2), false)::int AS mask
    FROM jsonb_to_recordset(%s::jsonb) AS q(at int, slug text, wanted jsonb, hour timestamptz)
    LEFT JOIN measures_measure m ON m.slug = q.slug
    LEFT JOIN LATERAL (
        SELECT v.id, v.number, v.state, v.definition FROM measures_version v
        WHERE v.measure_id = m.id AND v.state <> 'retired'
        ORDER BY v.state = 'current' DESC, v.number DESC LIMIT 1
    ) v ON true
), s AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(%s::jsonb)
        AS s(at int, point int, whole boolean, part text, level smallint, first date, last date)
)
SELECT a.at, NULL::int, NULL::text, NULL::bigint, a.number::bigint, NULL::bigint, NULL::numeric,
       a.state, a.definition, ledger_fresh(%s, %s)
FROM a
UNION ALL
SELECT a.at, s.point, {key}, p.value, sum(p.n)::bigint, sum(p.good)::bigint, sum(p.total),
       NULL, NULL, NULL
FROM a JOIN s ON s.at = a.at AND s.whole = a.whole
CROSS JOIN LATERAL (
    SELECT {columns}c.value, sum(c.n) AS n, sum(c.good) AS good, sum(c.total) AS total
    FROM measures_cell c
    WHERE s.part = 'cells' AND c.version_id = a.id AND c.mask = a.mask + {bit}
      AND c.level = s.level AND {cells} AND c.period BETWEEN s.first AND s.last
    GROUP BY {columns}c.value
    UNION ALL
    SELECT {columns}c.value, -sum(c.n), -sum(c.good), -sum(c.total)
    FROM measures_booking c
    WHERE s.part = 'strays' AND c.stray AND c.version_id = a.id AND c.hour >= a.hour
      AND c.day BETWEEN s.first AND s.last AND {bookings}
    GROUP BY {columns}c.value
    UNION ALL
    SELECT {columns}c.value, sum(c.n), sum(c.good), sum(c.total)
    FROM measures_booking c
    WHERE s.part = 'known' AND c.version_id = a.id AND c.day = s.first AND c.hour < a.hour
      AND {bookings}
    GROUP BY {columns}c.value
    UNION ALL
    SELECT {columns}c.value, sum(c.n), sum(c.good), sum(c.total)
    FROM measures_booking c
    WHERE s.part = 'early' AND c.stray AND c.version_id = a.id AND c.hour < a.hour
      AND c.day BETWEEN s.first AND s.last AND {bookings}
    GROUP BY {columns}c.value
) p GROUP BY 1, 2, 3, 4
"""


def _statement(free: int) -> str:
    """free: which dimension is broken down by (1 to 3); 0 for none."""
    columns = [f"d{one}" for one in range(1, MOST_BY + 1)]
    kept = [name for at, name in enumerate(columns, 1) if at != free]
    return _ASK.format(
        key=f"p.d{free}" if free else "NULL",
        columns=f"c.d{free}, " if free else "",
        bit=2 ** (free - 1) if free else 0,
        cells=" AND ".join(f"c.{name} = a.{name}" for name in kept),
        bookings=" AND ".join(f"(a.{name} = '*' OR c.{name} = a.{name})" for name in kept),
    )


_STATEMENTS = tuple(_statement(free) for free in range(MOST_BY + 1))


@dataclass(frozen=True, slots=True)
class Question:
    """One measure over windows: points are (first, last) days, checked."""

    slug: str
    where: dict[str, str]
    known_at: dt.datetime | None
    points: Sequence[tuple[dt.date, dt.date]]


@dataclass(slots=True)
class Answer:
    """definition: None when there is no such measure; sums by point and key (None without one)."""

    fresh_at: dt.datetime
    definition: Definition | None = None
    version: int | None = None
    state: State = "unknown"
    sums: dict[tuple[int, str | None], Sums] = field(default_factory=dict)


def ask(
    questions: Sequence[Question], *, zone: ZoneInfo, now: dt.datetime, free: int = 0
) -> list[Answer]:
    """All answers, in the order of the questions. One statement."""
    if not questions:
        return []
    with ledger.region_transaction(), connection.cursor() as cursor:
        cursor.execute(
            _STATEMENTS[free],
            [_questions(questions), _segments(questions, zone), READER, now],
        )
        rows = cursor.fetchall()
    answers = [Answer(fresh_at=now) for _ in questions]
    for at, point, key, value, n, good, total, state, definition, fresh in rows:
        one = answers[at]
        if point is None:
            _introduce(one, n, state, definition, fresh)
        else:
            sums = one.sums.setdefault((point, key), Sums())
            sums.add(value, n, good, total)
    return answers


def _introduce(
    one: Answer, version: int | None, state: str | None, definition: Any, fresh: dt.datetime
) -> None:
    one.fresh_at = fresh
    if state is None:
        return
    plain = msgspec.json.decode(definition) if isinstance(definition, str) else definition
    one.definition = read(plain)
    if state == "current":
        one.state, one.version = "ready", version
    else:
        one.state = "building"


def _questions(questions: Sequence[Question]) -> str:
    return json.dumps(
        [
            {
                "at": at,
                "slug": one.slug,
                "wanted": one.where,
                "hour": hour(one.known_at).isoformat() if one.known_at else None,
            }
            for at, one in enumerate(questions)
        ]
    )


def _segments(questions: Sequence[Question], zone: ZoneInfo) -> str:
    return json.dumps(list(_rows(questions, zone)))


def _rows(questions: Sequence[Question], zone: ZoneInfo) -> Iterable[dict[str, Any]]:
    """Each window twice: an `open` measure counts from the beginning on."""
    for at, one in enumerate(questions):
        known = hour(one.known_at) if one.known_at else None
        for point, (since, until) in enumerate(one.points):
            for whole, first in ((False, since), (True, windows.BEGINNING)):
                for cut in windows.segments(first, until, known, zone):
                    yield {
                        "at": at,
                        "point": point,
                        "whole": whole,
                        "part": cut.part,
                        "level": cut.level,
                        "first": cut.first.isoformat(),
                        "last": cut.last.isoformat(),
                    }
