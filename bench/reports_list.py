"""`./pendopo bench reports-list [--json]`: 100 of 50,000 public reports, and the map over them.

Measured at the queries that every face asks (`voice.reports`, `voice.map_cells`), without HTTP. The
bar: at most 5 statements, the same at 200 and at 50,000 rows, and 15 ms CPU of the application.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from typing import Any

from bench import report, stage, statements

BARS = {"statements": 5, "cpu_ms": 15.0}
FEW, MANY = 200, 50_000
_GROW = """
WITH first AS (SELECT c AS one, v AS face FROM casework_case c
    JOIN voice_report v ON v.case_id = c.id LIMIT 1),
made AS (SELECT gen_random_uuid() AS id, n
    FROM generate_series(%(low)s::integer, %(high)s::integer) AS n),
cases AS (
    INSERT INTO casework_case SELECT (jsonb_populate_record(first.one,
        jsonb_build_object('id', made.id, 'number', 'UKUR-' || made.n))).* FROM first, made
    RETURNING id, number
)
INSERT INTO voice_report SELECT (jsonb_populate_record(first.face, jsonb_build_object(
    'case_id', cases.id, 'number', cases.number,
    'cell_lat', -3990 + (random() * 160)::integer, 'cell_lon', 56850 + (random() * 200)::integer,
    'reported_at', now() - random() * interval '700 days'))).* FROM first, cases
"""


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="./pendopo bench reports-list")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--pages", type=int, default=200)
    given = parser.parse_args(list(argv))
    with stage.open_stage("reports-list"):
        report.publish()
        report.send()
        _grow(1, FEW)
        few = measure(given.pages)
        _grow(FEW + 1, MANY)
        many = measure(given.pages)
    listed = many["list"]
    holds = (
        listed["statements"] <= BARS["statements"]
        and listed["statements"] == few["list"]["statements"]
        and listed["cpu_ms"] <= BARS["cpu_ms"]
    )
    found = {**many, "few": few, "bars": BARS, "holds": holds}
    print(json.dumps({"bench": "reports-list", **found}))
    return 0 if holds else 1


def measure(pages: int) -> dict[str, Any]:
    from pendopo.ledger import api as ledger
    from pendopo.voice import api as voice

    filters = voice.Filters()
    with ledger.use_region(stage.CODE):
        return {
            "list": _timed(pages, lambda: voice.reports(filters=filters, size=100)),
            "map": _timed(max(10, pages // 10), lambda: voice.map_cells(filters=filters, size=5)),
        }


def _timed(times: int, ask: Callable[[], Any]) -> dict[str, Any]:
    ask()
    with statements.watched() as seen:
        ask()
    cpu, clock = time.process_time(), time.perf_counter()
    for _ in range(times):
        ask()
    return {
        "statements": sum(one.counted for one in seen),
        "cpu_ms": round((time.process_time() - cpu) / times * 1000, 2),
        "ms": round((time.perf_counter() - clock) / times * 1000, 2),
    }


def _grow(low: int, high: int) -> None:
    from django.db import connection

    from pendopo.ledger import api as ledger

    with ledger.use_region(stage.CODE), ledger.region_transaction(), connection.cursor() as cursor:
        cursor.execute(_GROW, {"low": low, "high": high})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE voice_report")
