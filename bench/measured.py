"""A world of facts for the benches of measures: a year of a regency, and fifty measures on it."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import psycopg

from bench.stage import Stage
from pendopo.config.environment import ROOT
from pendopo.config.run import folder, postgres

CODE = "35.11"
MEASURES = 50
FIRST = dt.datetime(2025, 11, 16, 1, 0, tzinfo=dt.UTC)
A_DAY = 2_700
"""Facts a day: ten million in ten years."""
SERVICES = (
    "sip-dokter",
    "pbg",
    "izin-trayek",
    "surat-keterangan-penelitian",
    "pengaduan-masyarakat",
)
AGENCIES = tuple(str(UUID(int=number)) for number in range(1, 31))
DISTRICTS = tuple(f"35.11.{number:02d}" for number in range(1, 24))
STATUSES = ("confirmed", "confirmed", "unconfirmed", "reopened")
Row = tuple[dt.datetime, str, str, dt.datetime, str, str, str]
"""Recorded, id, kind, occurred, organisation, about, data."""


@contextmanager
def stage(name: str) -> Iterator[Stage]:
    """An empty durable database, migrated, and this process set up as the application."""
    var = ROOT / "var" / f"bench-{name}"
    shutil.rmtree(var, ignore_errors=True)
    var.mkdir(parents=True)
    folder.link_derived(var)
    with postgres.running(var) as server:
        one = Stage(server, var)
        environment = {**one.children(), "PENDOPO_DB_ROLE": "owner"}
        subprocess.run(
            [sys.executable, "-m", "pendopo.config.migrate"], env=environment, check=True
        )
        os.environ.update(one.children())
        import django

        django.setup()
        yield one
        from django.db import connection

        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]  # of the pooled backend
    shutil.rmtree(var, ignore_errors=True)


def declare(many: int = MEASURES) -> list[str]:
    """The measures that come along, and variants of them up to `many`; returns their slugs."""
    from pendopo.ledger import api as ledger
    from pendopo.measures import api as measures

    come = measures.load_all(ROOT / "packages" / "measures")
    made = list(come)
    while len(made) < many:
        one = come[len(made) % len(come)]
        by = one.by[: len(made) // len(come) % 3]
        slug = f"{one.slug}-{len(made)}"
        made.append(msgspec.structs.replace(one, slug=slug, by=by))
    with ledger.use_region(CODE):
        for one in made:
            measures.declare(one, actor=None, now=FIRST)
            measures.rebuild(slug=one.slug, now=FIRST)
    return [one.slug for one in made]


def rows(count: int, *, seed: int = 1, a_day: float = A_DAY) -> list[Row]:
    """So many facts, in the order in which they were recorded; one in fifty comes days late."""
    span = dt.timedelta(days=count / a_day)
    chance = random.Random(seed)
    found: list[Row] = []
    while len(found) < count:
        about = str(UUID(int=chance.getrandbits(128)))
        at = FIRST + chance.random() * span
        for kind, after, organisation, data in _thing(chance):
            at += dt.timedelta(hours=after)
            late = chance.random() < 0.02
            recorded = at + dt.timedelta(hours=chance.random() * 200 if late else 0)
            fact = str(UUID(int=chance.getrandbits(128)))
            found.append((recorded, fact, kind, at, organisation, about, json.dumps(data)))
    return sorted(found)[:count]


def _thing(chance: random.Random) -> Iterator[tuple[str, float, str, dict[str, Any]]]:
    """What happens to a case or a report: kind, hours since the step before, agency, data."""
    agency = AGENCIES[min(int(chance.expovariate(0.15)), len(AGENCIES) - 1)]
    wait = lambda days: chance.expovariate(1 / (24 * days))  # noqa: E731  (of this thing alone)
    service = chance.choice(SERVICES)
    number = f"{chance.getrandbits(40):010X}"
    submitted = {"service": service, "version": "v", "number": number, "channel": "web",
                 "for_other": False, "power": None}  # fmt: skip
    yield "case.submitted", 0, agency, submitted
    if service == SERVICES[-1]:
        yield from _report(chance, number, agency)
    else:
        for element in ("periksa", "verifikasi", "konsep"):
            task = str(UUID(int=chance.getrandbits(128)))
            yield "task.opened", 0.01, agency, {"task": task, "element": element, "role": "drafter",
                                              "due_at": None}  # fmt: skip
            done = {"task": task, "element": element, "outcome": "ok", "late": False}
            yield "task.done", wait(1), agency, done
        if chance.random() < 0.1:
            yield "case.escalated", wait(1), agency, {"reason": "task_late", "element": "konsep"}
        granted = chance.random() < 0.85
        if granted:
            signed = {"case": number, "kind": "izin", "method": "electronic", "adapter": "demo",
                      "signer": agency, "sha256": number, "file": agency}  # fmt: skip
            yield "letter.signed", wait(1), agency, signed
            yield "licence.granted", 0.01, agency, {"licence": number, "letter": number,
                                                  "valid_from": "2026-01-01"}  # fmt: skip
    if chance.random() < 0.92:
        status = "granted" if chance.random() < 0.85 else "refused"
        closed = {"outcome": "selesai", "status": status, "on_time": chance.random() < 0.8}
        yield "case.closed", wait(1), agency, closed


def _report(
    chance: random.Random, number: str, agency: str
) -> Iterator[tuple[str, float, str, dict[str, Any]]]:
    received = {"number": number, "sort": "complaint", "version": "v", "visibility": "open",
                "channel": "web", "topic": "jalan", "district": chance.choice(DISTRICTS),
                "photos": 1, "officers": False}  # fmt: skip
    yield "report.received", 0.001, "", received
    for status in ("forwarded", "checking", "answered", chance.choice(STATUSES)):
        on_time = chance.random() < 0.8 if status == "confirmed" else None
        moved = {"status": status, "on_time": on_time}
        yield "report.moved", chance.expovariate(1 / 30), agency, moved
    if chance.random() < 0.4:
        yield "report.rated", 1, "", {"score": chance.randint(1, 5), "support": None}


def write(one: Stage, found: list[Row], *, first: int = 0) -> None:
    """Put facts into the log, sequenced from place `first` on; their leaves are not real."""
    with psycopg.connect(one.server.url("owner")) as connection:
        cursor = connection.cursor()
        columns = "recorded_at, id, region_code, kind, occurred_at, organisation, about, data, salt"
        fact = f"COPY ledger_fact ({columns}) FROM STDIN"
        with cursor.copy(fact) as copy:
            for recorded, id_, kind, at, organisation, about, data in found:
                copy.write_row(
                    (recorded, id_, CODE, kind, at, organisation or None, about, data, "00")
                )
        with cursor.copy(
            "COPY ledger_sequence (seq, fact_id, recorded_at, leaf) FROM STDIN"
        ) as copy:
            for place, row in enumerate(found, first):
                copy.write_row((place, row[1], row[0], bytes(32)))
    with psycopg.connect(one.server.url("owner"), autocommit=True) as connection:
        connection.execute("ANALYZE")


def next_place() -> int:
    """The first place of the log that is free."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(seq) + 1, 0) FROM ledger_sequence")
        return int(cursor.fetchone()[0])


def read_all() -> int:
    """The measures reader reads what there is; returns how many facts."""
    from pendopo.ledger import readers

    passed, one = 0, readers._readers["measures"]
    while count := readers._run(one, 500):
        passed += count
    return passed


def backend_seconds() -> float:
    """Processor time of the server's process behind our connection."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = int(cursor.fetchone()[0])
    stat = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")
