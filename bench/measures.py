"""`./pendopo bench measures [--facts N]`: how fast a reader keeps fifty measures, how exactly.

A year of facts of a regency lies in the log; the reader takes it in batches. `facts_per_s` counts
the processor time of the reader and of its process in the database together (one core for both);
`wall_per_s` is what a clock showed, on a machine that may be doing other things. Then more facts
come, and processes that read them are killed (SIGKILL) at random moments; at the end every measure
is computed from all facts in the plain way, for several windows, now and as known at a past hour.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

from bench import measured
from bench.stage import Stage
from pendopo.config.environment import ROOT

BAR = 5_000.0
KILLS = 6
CHILD = """
import django; django.setup()
from pendopo.ledger import readers
readers.MOST = 700
print("ready", flush=True)
while readers._run(readers._readers["measures"], 100): pass
"""


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="./pendopo bench measures")
    parser.add_argument("--facts", type=int, default=30_000, help="for the speed")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(list(argv))
    with measured.stage("measures") as stage:
        slugs = measured.declare()
        measured.read_all()
        measured.write(stage, measured.rows(given.facts), first=measured.next_place())
        spent, behind, began = time.process_time(), measured.backend_seconds(), time.monotonic()
        read = measured.read_all()
        wall = time.monotonic() - began
        own, server = time.process_time() - spent, measured.backend_seconds() - behind
        more = measured.rows(given.facts // 3, seed=2)
        kills = _killed(stage, more)
        wrong = _wrong(slugs)
    found = {
        "bench": "measures",
        "ratio": round(read / (own + server) / BAR, 2),
        "facts_per_s": round(read / (own + server)),
        "wall_per_s": round(read / wall),
        "reader_s": round(own, 2),
        "server_s": round(server, 2),
        "facts": read,
        "measures": len(slugs),
        "kills": kills,
        "compared": wrong[0],
        "wrong": wrong[1],
        "bars": {"facts_per_s": BAR, "wrong": 0},
        "holds": read / (own + server) >= BAR and not wrong[1] and kills > 0,
    }
    print(json.dumps(found))
    return 0 if found["holds"] else 1


def _killed(stage: Stage, more: list[measured.Row]) -> int:
    """Readers are killed while they read; the last one reads to the end. Returns how many died."""
    from pendopo.ledger import api as ledger

    measured.write(stage, more, first=measured.next_place())
    chance, killed = random.Random(7), 0
    for _ in range(KILLS):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD],
            env={**stage.children(), "PYTHONPATH": f"{ROOT / 'src'}"},
            stdout=subprocess.PIPE,
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(chance.uniform(0.01, 0.4))
        if child.poll() is None:
            os.kill(child.pid, signal.SIGKILL)
            killed += 1
        child.wait()
    end = measured.next_place()
    while ledger.place_of(reader="measures") < end:  # what a dead one held is let go first
        measured.read_all()
    return killed


def _wrong(slugs: Sequence[str]) -> tuple[int, int]:
    """How many numbers were compared with the plain way, and how many differ."""
    from pendopo.ledger import api as ledger
    from pendopo.measures import api as measures
    from pendopo.measures.tests import plainly
    from pendopo.measures.windows import day as day_of

    def day(one: measures.Moment) -> dt.date:
        return day_of(one, plainly.ZONE)

    first = measured.FIRST.date()
    windows = (
        (first, first + dt.timedelta(days=300)),
        (first + dt.timedelta(days=2), first + dt.timedelta(days=5)),
    )
    moments = (None, measured.FIRST + dt.timedelta(days=4, hours=5))
    with ledger.use_region(measured.CODE):
        asks = [
            measures.Ask(slug, since, until, {}, known)
            for slug in slugs for since, until in windows for known in moments
        ]  # fmt: skip
        found = measures.values(asks, now=measured.FIRST + dt.timedelta(days=900))
        definitions = {one.slug: one.definition for one in measures.measures()}
        told: dict[str, list[ledger.Read]] = {}
        for fact in ledger.page(after=0, before=10**8):
            told.setdefault(fact.kind, []).append(fact)
        wrong = 0
        for ask, value in zip(asks, found, strict=True):
            one = definitions[ask.slug]
            kinds = {one.fact} | ({one.start.fact} if one.start else set())
            facts = [fact for kind in kinds for fact in told.get(kind, ())]
            wanted = plainly.compute(
                one, facts, since=day(ask.since), until=day(ask.until), known_at=ask.known_at
            )
            wrong += wanted != (value.number, value.n)
    return len(asks), wrong
