"""The worker's loop, run by hand until it has nothing left to do."""

from __future__ import annotations

import datetime as dt

from procrastinate.contrib.django import app

from pendopo.config import environment
from pendopo.ledger import api as ledger


class Worker:
    def __init__(self) -> None:
        self._sequencer = ledger.Sequencer(environment.database("sealer").conninfo)

    def drain(self, now: dt.datetime | None = None) -> None:
        now = now or ledger.clock().now()
        for _ in range(50):
            done = self._sequencer.run(now=now) + ledger.run_readers()
            with app.replace_connector(app.connector.get_worker_connector()) as working:
                working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
            if not done:
                return
        raise AssertionError("the worker never came to rest")

    def close(self) -> None:
        self._sequencer.close()
