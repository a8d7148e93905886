"""The worker: one process that orders the ledger, reads it, fires timers and does the jobs."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
import time
from typing import TYPE_CHECKING

log = logging.getLogger(__name__)
if TYPE_CHECKING:  # nothing of ours is imported before Django is set up
    from procrastinate import App

    from pendopo.ledger.api import Sequencer

TICK = 0.1  # seconds; the sequencer's pace
TIMER_TICK = 2.0


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pendopo.config.settings")
    import django

    django.setup()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    loops = [
        threading.Thread(target=_sequence, args=(stop,), name="sequencer", daemon=True),
        threading.Thread(target=_read, args=(stop,), name="readers", daemon=True),
        threading.Thread(target=_time, args=(stop,), name="timers", daemon=True),
    ]
    for loop in loops:
        loop.start()
    asyncio.run(_jobs(stop))
    stop.set()
    for loop in loops:
        loop.join(timeout=5)
    return 0


def _sequence(stop: threading.Event) -> None:
    from pendopo.config import environment
    from pendopo.ledger import api as ledger

    sequencer: ledger.Sequencer | None = None
    while not stop.is_set():
        try:
            sequencer = sequencer or ledger.Sequencer(environment.database("sealer").conninfo)
            if sequencer.run(now=ledger.clock().now()):
                continue
        except Exception:
            log.exception("sequencer: the batch failed, trying again")
            _close(sequencer)
            sequencer = None
            stop.wait(1)
        stop.wait(TICK)
    _close(sequencer)


def _close(sequencer: Sequencer | None) -> None:
    try:
        if sequencer is not None:
            sequencer.close()
    except Exception:
        log.debug("sequencer: its connection was gone already")


def _read(stop: threading.Event) -> None:
    from pendopo.ledger import api as ledger

    while not stop.is_set():
        try:
            if ledger.run_readers():
                continue
        except Exception:
            log.exception("readers: the batch failed, trying again")
            _reset_database()
            stop.wait(1)
        stop.wait(TICK)


def _time(stop: threading.Event) -> None:
    from pendopo.config import periodic

    last_slow = 0.0
    while not stop.wait(TIMER_TICK):
        try:
            periodic.often()
            if time.monotonic() - last_slow > 3600:
                periodic.hourly()
                last_slow = time.monotonic()
        except Exception:
            log.exception("timers: the round failed, trying again")
            _reset_database()


def _reset_database() -> None:
    from django.db import connection

    connection.close()


async def _jobs(stop: threading.Event) -> None:
    """Procrastinate's worker, until asked to stop; restarted when the database went away."""
    from procrastinate.contrib.django import app

    while not stop.is_set():
        connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]  # of Django's connector
        try:
            with app.replace_connector(connector) as working:
                async with working.open_async():
                    await _work(working, stop)
        except Exception:
            log.exception("jobs: the worker failed, starting again")
            await asyncio.sleep(1)


async def _work(app: App, stop: threading.Event) -> None:
    working = asyncio.create_task(
        app.run_worker_async(
            install_signal_handlers=False,
            shutdown_graceful_timeout=5,
            fetch_job_polling_interval=2,
            delete_jobs="successful",
        )
    )
    while not stop.is_set() and not working.done():
        await asyncio.sleep(0.1)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)


if __name__ == "__main__":
    raise SystemExit(main())
