"""`./pendopo bench inbox [--json]`: an inbox of 10,000 open tasks, 50 shown.

The bar: at most 6 statements, the same at 10 and at 10,000 rows, and at most 12 ms CPU of the
web process a page. The ratio is that CPU at 10,000 rows to the one at 10.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from bench import stage, statements, web

BARS = {"statements": 6, "cpu_ms": 12.0}
FEW, MANY = 10, 10_000
OFFICER = "loket.ptsp"
PATH = "/meja/"


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="./pendopo bench inbox")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--pages", type=int, default=300)
    given = parser.parse_args(list(argv))
    with stage.open_stage("inbox") as stand:
        session = stage.session_of(OFFICER)
        _grow(FEW)
        few = measure(stand, session, given.pages)
        _grow(MANY - FEW)
        many = measure(stand, session, given.pages)
    holds = (
        many["statements"] <= BARS["statements"]
        and many["statements"] == few["statements"]
        and many["cpu_ms"] <= BARS["cpu_ms"]
    )
    ratio = round(many["cpu_ms"] / few["cpu_ms"], 2)
    found = {"ratio": ratio, **many, "few": few, "bars": BARS, "holds": holds}
    print(json.dumps({"bench": "inbox", **found}))
    return 0 if holds else 1


def measure(stand: stage.Stage, session: str, pages: int) -> dict[str, Any]:
    request = (
        f"GET {PATH} HTTP/1.1\r\nHost: localhost\r\nCookie: sessionid={session}\r\n\r\n"
    ).encode()
    with web.served(stand) as server:
        web.play(server, [request] * 40, clients=4)
        cpu = server.cpu_seconds()
        played = web.play(server, [request] * pages, clients=4)
        spent = server.cpu_seconds() - cpu
    if any(status != 200 for status, _ in played.answers):
        raise RuntimeError(f"the inbox answered {played.answers[0]}")
    return {
        "statements": _statements(session),
        "cpu_ms": round(spent / pages * 1000, 2),
        "pages_per_second": round(pages / played.seconds, 1),
        "bytes": len(played.answers[0][1]),
    }


def _statements(session: str) -> int:
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    client.cookies["sessionid"] = session
    for _ in range(2):  # the first makes the process remember the chart and the package
        with statements.watched() as seen:
            client.get(PATH)
    return sum(one.counted for one in seen)


def _grow(number: int) -> None:
    """Open cases at the counter: one sent honestly, the others its copies with ids of their own."""
    from pendopo.config.seeding import applying
    from pendopo.ledger import api as ledger

    now = ledger.clock().now() - dt.timedelta(hours=1)
    with ledger.use_region(stage.CODE):
        sent = applying.apply(stage.SERVICE, stage.answers(), now=now)
    _copy(sent.case_id, number - 1)


def _copy(case_id: Any, number: int) -> None:
    from pendopo.casework import models
    from pendopo.core import references
    from pendopo.core.identity import uuid7
    from pendopo.ledger import api as ledger

    now = ledger.clock().now()
    with ledger.use_region(stage.CODE), ledger.region_transaction():
        case = models.Case.objects.get(id=case_id)
        task = case.tasks.get()
        cases, tasks = [], []
        for _ in range(number):
            ids = uuid7(now), uuid7(now)
            cases.append(
                models.Case(**{**_row(case), "id": ids[0], "number": references.new_reference()})
            )
            tasks.append(models.Task(**{**_row(task), "id": ids[1], "case_id": ids[0]}))
        models.Case.objects.bulk_create(cases, batch_size=500)
        models.Task.objects.bulk_create(tasks, batch_size=500)


def _row(model: Any) -> dict[str, Any]:
    return {one.attname: getattr(model, one.attname) for one in model._meta.concrete_fields}
