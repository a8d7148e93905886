"""Jobs of a worker that died are done by the next one; those of a living one are left alone."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import uuid4

import pytest

from pendopo.ledger.tests.doors import NOW


def held_by_a_worker(silent: int) -> int:
    """A job in the hands of a worker that gave its last sign of life so many seconds ago."""
    from django.db import connection
    from procrastinate.contrib.django import app

    words = {"region": "99.95", "notice_id": str(uuid4())}
    job = app.configure_task("messages.send").defer(**words)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - %s * interval '1 second') RETURNING id",
            [silent],
        )
        (worker,) = cursor.fetchone()
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s",
            [worker, job],
        )
    return int(job)


@pytest.mark.parametrize(("silent", "status"), [(60, "succeeded"), (5, "doing")])
def test_jobs_of_dead_workers_are_done_again(worker: Any, silent: int, status: str) -> None:
    from django.db import connection
    from procrastinate.exceptions import AlreadyEnqueued

    from pendopo.ledger.jobs import rescue_jobs

    job = held_by_a_worker(silent)
    worker.drain(NOW)
    with suppress(AlreadyEnqueued):  # the worker has done so by itself, as it does each minute
        rescue_jobs.defer(timestamp=0)
    worker.drain(NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job])
        assert cursor.fetchone() == (status,)
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job])
