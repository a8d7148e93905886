"""`./pendopo bench report [--json]`: a report with a photo taken over HTTP, 32 at once.

It comes through the door that anyone with a key may use (Open311, as in `bench open311-report`; the
form of the portal counts senders by their address, and a bench has one). `cpu_ms` has a photo of a
few kilobytes: what a report costs the web process apart from looking at, hashing, sealing and
writing the bytes of a picture; `cpu_ms_large` with one of a phone's size. Copies are made in a job
and not counted. `verb` is the same without HTTP (`voice.report`), where every face comes in. The
bar: at most 8 statements and 4 ms CPU.
"""

from __future__ import annotations

import argparse
import io
import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

from bench import stage, statements

CLIENTS = 32
BARS = {"statements": 8, "cpu_ms": 4.0}
SERVICE = "pengaduan-masyarakat"
SMALL, LARGE = (64, 48), (1600, 1200)


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="./pendopo bench report")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--number", type=int, default=1_500)
    given = parser.parse_args(list(argv))
    from bench import open311_report

    with stage.open_stage("report") as stand:
        verb = measure(given.number)
        found = open311_report.measure(
            stand, open311_report.issue(open311_report.KEYS), given.number
        )
    found["verb"] = verb
    holds = found["statements"] <= BARS["statements"] and found["cpu_ms"] <= BARS["cpu_ms"]
    print(json.dumps({"bench": "report", **found, "bars": BARS, "holds": holds}))
    return 0 if holds else 1


def publish() -> None:
    """The package that answers complaints, in the stage's region."""
    from pendopo.ledger import api as ledger
    from pendopo.services import api as services

    with ledger.use_region(stage.CODE):
        package = services.load(stage.SAMPLES / "services" / SERVICE)
        services.publish(package=package, valid_from=stage.LONG_AGO, now=stage.LONG_AGO)


def photo(side: tuple[int, int]) -> Any:
    """A JPEG without camera data."""
    from PIL import Image

    from pendopo.voice import api as voice

    out = io.BytesIO()
    Image.effect_noise(side, 30).convert("RGB").save(out, "JPEG", quality=70)
    return voice.Photo(name="lubang.jpg", data=out.getvalue())


def send(pictures: Sequence[Any] = (), count: int = 0) -> Any:
    """One report of somebody without an account; places differ by `count`."""
    from pendopo.directory import api as directory
    from pendopo.ledger import api as ledger
    from pendopo.voice import api as voice

    key = str(uuid4())
    with ledger.use_region(stage.CODE):
        return voice.report(
            sort="complaint",
            text=f"Jalan di depan pasar berlubang dalam, laporan contoh nomor {count}.",
            visibility="open",
            who=directory.ANONYMOUS,
            reporter=voice.Reporter(name="Contoh Ukur", phone="081200000001"),
            place=voice.Place(point=voice.Point(-7.91 - count % 40 / 1000, 113.82)),
            photos=pictures,
            channel="web",
            language="id",
            now=ledger.clock().now(),
            command=ledger.Command(uuid4(), key, key.encode()),
        )


def measure(number: int) -> dict[str, Any]:
    publish()
    small, large = photo(SMALL), photo(LARGE)
    send([small])
    with statements.watched() as seen:
        send([small])
    few = max(CLIENTS, number // 4)
    with ThreadPoolExecutor(CLIENTS) as pool:
        _sent(pool, small, few)
        took, spent = _sent(pool, small, number)
        _large_took, large_spent = _sent(pool, large, few)
    return {
        "statements": sum(one.counted for one in seen),
        "cpu_ms": round(spent / number * 1000, 2),
        "cpu_ms_large": round(large_spent / few * 1000, 2),
        "large_kb": round(len(large.data) / 1000),
        "reports_per_second": round(number / took, 1),
        "clients": CLIENTS,
        "number": number,
    }


def _sent(pool: ThreadPoolExecutor, picture: Any, number: int) -> tuple[float, float]:
    """Seconds by the clock and of CPU for so many reports. Raises when one is lost."""
    cpu, clock = time.process_time(), time.perf_counter()
    sent = list(pool.map(lambda count: _one(picture, count), range(number)))
    found = time.perf_counter() - clock, time.process_time() - cpu
    if len({one.number for one in sent}) != number:
        raise RuntimeError("reports were lost")
    return found


def _one(picture: Any, count: int) -> Any:
    """One report, as one request: its connection goes back to the pool."""
    from django.db import connection

    try:
        return send([picture], count)
    finally:
        connection.close()
