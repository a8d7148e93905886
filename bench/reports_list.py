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
spots AS (SELECT * FROM jsonb_to_recordset(%(spots)s::jsonb)
    AS s(n integer, district text, village text, lat float, lon float)),
cases AS (
    INSERT INTO casework_case SELECT (jsonb_populate_record(first.one,
        jsonb_build_object('id', made.id, 'number', 'UKUR-' || made.n))).* FROM first, made
    RETURNING id, number
)
INSERT INTO voice_report SELECT (jsonb_populate_record(first.face, jsonb_build_object(
    'case_id', cases.id, 'number', cases.number, 'counted', 0,
    'cell_lat', floor(spot.lat + (random() - 0.5) * 9), 'district', spot.district,
    'cell_lon', floor(spot.lon + (random() - 0.5) * 9), 'village', spot.village,
    'status', (%(statuses)s::text[])[1 + (random() * 11)::integer],
    'answer_late', random() < 0.2,
    'reported_at', now() - random() * interval '700 days'))).*
FROM first, cases JOIN spots spot
    ON spot.n = ('x' || substr(md5(cases.number), 1, 6))::bit(24)::integer %% %(many)s
"""


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="./pendopo bench reports-list")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--pages", type=int, default=200)
    given = parser.parse_args(list(argv))
    with stage.open_stage("reports-list"):
        report.publish()
        report.send()
        grow(1, FEW)
        few = measure(given.pages)
        grow(FEW + 1, MANY)
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


def grow(low: int, high: int) -> None:
    """Copies of the one report that was sent, in every district, class and state, on the map."""
    from django.db import connection

    from pendopo.ledger import api as ledger
    from pendopo.voice import api as voice
    from pendopo.voice import squares

    with ledger.use_region(stage.CODE), ledger.region_transaction(), connection.cursor() as cursor:
        spots = _spots()
        given: dict[str, Any] = {"spots": json.dumps(spots), "many": len(spots)}
        given["statuses"] = list(voice.STATUSES)
        cursor.execute(_GROW, {"low": low, "high": high, **given})
        squares.count_all()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE voice_report, voice_square")


def _spots() -> list[dict[str, Any]]:
    """The villages of the region's package with their middle, in cells of the public grid."""
    from pendopo.voice import api as voice

    lines = (stage.SAMPLES / "regions/bondowoso/centroids.csv").read_text("utf-8").splitlines()
    told = [one.split(",") for one in lines if one.count(".") == 5]  # villages have a longer code
    return [
        {
            "n": at,
            "district": code.rpartition(".")[0],
            "village": code,
            "lat": float(lat) * voice.CELL,
            "lon": float(lon) * voice.CELL,
        }
        for at, (code, lat, lon) in enumerate(told)
    ]
