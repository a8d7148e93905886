"""`./pendopo bench open311-list [--json]`: 100 of 50,000 reports through the Open311 face.

The bar: at most 5 statements, the same at 100 and at 50,000 reports, and at most 15 ms CPU of the
web process a list. The ratio is that CPU at 50,000 reports to the one at 100.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from bench import replay, report, stage, statements, web

BARS = {"statements": 5, "cpu_ms": 15.0}
FEW, MANY = 100, 50_000
PAGES = {
    "first": "/open311/v2/requests.json?page=1&page_size=100",
    "deep": "/open311/v2/requests.json?page=300&page_size=100",
    "filtered": "/open311/v2/requests.json?page_size=100&status=open&service_code=lampu-jalan",
    "xml": "/open311/v2/requests.xml?page_size=100&extensions=true",
}
PATH = PAGES["first"]
TURNS = 60
"""Reads of each page: an address may read 300 times a minute."""


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="./pendopo bench open311-list")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(list(argv))
    del given
    with stage.open_stage("open311-list") as stand:
        report.publish()
        _grow(FEW)
        few = measure(stand, {"first": PATH})
        _grow(MANY - FEW)
        replay.reset(stand, ["ANALYZE"])  # as the database does by itself after so many rows
        many = measure(stand, PAGES)
    holds = many["statements"] <= BARS["statements"] and many["statements"] == few["statements"]
    holds = holds and many["cpu_ms"] <= BARS["cpu_ms"]
    ratio = round(many["cpu_ms"] / few["cpu_ms"], 2)
    found = {"ratio": ratio, **many, "few": few, "bars": BARS, "holds": holds}
    print(json.dumps({"bench": "open311-list", **found}))
    return 0 if holds else 1


def measure(stand: stage.Stage, pages: dict[str, str]) -> dict[str, Any]:
    """The worst of the pages says whether the bar holds."""
    _forget_pace()
    found: dict[str, Any] = {}
    with web.served(stand) as server:
        for name, path in pages.items():
            request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
            _all_read(web.play(server, [request] * 12, clients=4))
            cpu = server.cpu_seconds()
            played = web.play(server, [request] * TURNS, clients=4)
            spent = server.cpu_seconds() - cpu
            _all_read(played)
            found[name] = {
                "cpu_ms": round(spent / TURNS * 1000, 2),
                "lists_per_second": round(TURNS / played.seconds, 1),
                "bytes": len(played.answers[0][1]),
            }
    return {
        "statements": max(_statements(path) for path in pages.values()),
        "cpu_ms": max(one["cpu_ms"] for one in found.values()),
        "pages": found,
    }


def _all_read(outcome: web.Outcome) -> None:
    bad = [answer for answer in outcome.answers if answer[0] != 200]
    if bad:
        raise RuntimeError(f"{len(bad)} lists failed: {bad[0][0]} {bad[0][1][:500]!r}")


def _statements(path: str) -> int:
    from django.test import Client

    _forget_pace()
    client = Client(HTTP_HOST="localhost")
    for _ in range(2):  # the first makes the process remember the chart and the places
        with statements.watched() as seen:
            client.get(path)
    return sum(one.counted for one in seen)


def _forget_pace() -> None:
    from django.core.cache import cache

    cache.clear()


def _grow(number: int) -> None:
    """Reports of the last 80 days: one sent honestly, the others its copies, of many topics,
    places and states."""
    from pendopo.directory import api as directory
    from pendopo.ledger import api as ledger
    from pendopo.voice import api as voice

    now = ledger.clock().now() - dt.timedelta(hours=1)
    key = f"ukur-{now.timestamp()}"
    with ledger.use_region(stage.CODE):
        sent = voice.report(
            sort="complaint",
            text="Lampu jalan di depan sekolah mati sejak seminggu.",
            visibility="open",
            who=directory.ANONYMOUS,
            reporter=voice.Reporter(name="Warga Contoh"),
            place=voice.Place(point=voice.Point(-7.91355, 113.82134)),
            topic="lampu-jalan",
            channel="web",
            language="id",
            now=now,
            command=ledger.Command(directory.chart().by_code[stage.CODE].id, key, key.encode()),
        )
    _copy(sent.case_id, number - 1, now)


def _copy(case_id: Any, number: int, now: dt.datetime) -> None:
    from pendopo.casework.models import Case
    from pendopo.core import references
    from pendopo.core.identity import uuid7
    from pendopo.directory import api as directory
    from pendopo.ledger import api as ledger
    from pendopo.voice import api as voice
    from pendopo.voice.models import Report

    topics = ("lampu-jalan", "jalan-rusak", "jembatan", None)
    with ledger.use_region(stage.CODE), ledger.region_transaction():
        agencies = sorted(directory.chart().organisations)[:30]
        case, first = Case.objects.get(id=case_id), Report.objects.get(pk=case_id)
        cases, rows = [], []
        for at in range(number):
            new, code = uuid7(now), references.new_reference()
            when = now - dt.timedelta(minutes=at * 80 * 1440 / MANY)
            status = voice.STATUSES[at % len(voice.STATUSES)]
            cases.append(Case(**{**_row(case), "id": new, "number": code}))
            rows.append(
                Report(
                    **{
                        **_row(first),
                        "case_id": new,
                        "number": code,
                        "reported_at": when,
                        "status": status,
                        "topic": topics[at % len(topics)],
                        "agency_id": agencies[at % len(agencies)],
                        "cluster": case_id if at % 7 == 0 else None,
                        "visibility": ("open", "anonymous", "secret")[at % 10 // 4],
                        "shown": at % 2 == 0,
                        "public_text": f"Lampu mati di tiang nomor {at} (contoh).",
                    }
                )
            )
        Case.objects.bulk_create(cases, batch_size=500)
        Report.objects.bulk_create(rows, batch_size=500)


def _row(model: Any) -> dict[str, Any]:
    return {one.attname: getattr(model, one.attname) for one in model._meta.concrete_fields}
