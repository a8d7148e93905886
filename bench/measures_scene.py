"""`./pendopo bench measures-scene [--facts N]`: all tiles of a wall, from many and from few facts.

A year of a regency is read by the real reader: 100,000 facts first, then more of the same year up
to N (the long form: 10,000,000), by the measures that come along. A scene of sixteen tiles is asked
each time in one statement, now and as known at a past hour. `sql_ms`: the best of the rounds, of
the statement alone.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import time
from collections.abc import Callable, Sequence
from typing import Any

from bench import measured

BAR, GROWTH = 50.0, 1.5
SMALL = 100_000
CHUNK = 100_000
ROUNDS = 30
DAYS = 365


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="./pendopo bench measures-scene")
    parser.add_argument("--facts", type=int, default=300_000, help="of the large world")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(list(argv))
    with measured.stage("measures-scene") as stage:
        measured.declare(many=0)
        measured.read_all()
        told = 0
        small: dict[str, float] = {}
        while told < given.facts:
            count = min(CHUNK, given.facts - told)
            rows = measured.rows(count, seed=told + 1, a_day=count / DAYS)
            measured.write(stage, rows, first=measured.next_place())
            measured.read_all()
            told += count
            if told == SMALL:
                small = _scene()
        large = _scene()
        cells = _cells()
    growth = round(large["sql_ms"] / small["sql_ms"], 2)
    found = {
        "bench": "measures-scene",
        "ratio": round(BAR / large["sql_ms"], 2),
        **large,
        "growth": growth,
        "sql_ms_at_100k": small["sql_ms"],
        "known_ms_at_100k": small["known_ms"],
        "facts": told,
        "cells": cells,
        "bars": {"sql_ms": BAR, "growth": GROWTH},
        "holds": large["sql_ms"] <= BAR and growth <= GROWTH,
    }
    print(json.dumps(found))
    return 0 if found["holds"] else 1


def _scene() -> dict[str, float]:
    """Milliseconds of the statement now and for a past hour, and of the whole answer."""
    from pendopo.ledger import api as ledger
    from pendopo.measures import api as measures

    today = measured.FIRST.date() + dt.timedelta(days=DAYS - 20)
    now = measured.FIRST + dt.timedelta(days=DAYS + 400)
    past = measured.FIRST + dt.timedelta(days=DAYS - 100, hours=7)
    with ledger.use_region(measured.CODE):
        every = [one for one in measures.measures() if not one.slug[-1].isdigit()]
        first = today.replace(month=1, day=1)
        asks = [measures.Ask(one.slug, first, today) for one in every]
        asks += [
            measures.Ask(one.slug, first, today, {"organisation": measured.AGENCIES[0]})
            for one in every if "organisation" in one.by
        ][: 16 - len(asks)]  # fmt: skip
        then = [measures.Ask(one.slug, first, past.date(), one.where, past) for one in asks]
        sql = min(_timed(lambda: measures.values(asks, now=now)) for _ in range(ROUNDS))
        known = min(_timed(lambda: measures.values(then, now=now)) for _ in range(ROUNDS))
        began = time.perf_counter()
        assert all(one.n for one in measures.values(asks[: len(every)], now=now))
        whole = 1000 * (time.perf_counter() - began)
    return {
        "sql_ms": round(sql, 2),
        "known_ms": round(known, 2),
        "answer_ms": round(whole, 2),
        "tiles": len(asks),
    }


def _timed(ask: Callable[[], Any]) -> float:
    """Milliseconds that the statements of a call took."""
    from django.db import connection

    spent = 0.0

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal spent
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent += 1000 * (time.perf_counter() - began)

    with connection.execute_wrapper(note):
        ask()
    return spent


def _cells() -> int:
    from django.db import connection

    from pendopo.ledger import api as ledger

    with (
        ledger.use_region(measured.CODE),
        ledger.region_transaction(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT count(*) FROM measures_cell")
        return int(cursor.fetchone()[0])
