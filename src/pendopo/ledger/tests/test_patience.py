"""A job that found no database is done again, however often; other failures have an end."""

from __future__ import annotations

import asyncio

import psycopg
import pytest
from django.db import InterfaceError, OperationalError
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job

from pendopo.ledger.api import Patience


def caused(by: Exception) -> Exception:
    found = ValueError("while something else was being done")
    found.__cause__ = by
    return found


def seconds(exception: BaseException, attempts: int, **rule: object) -> int | None:
    job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name="x",
              attempts=attempts)  # fmt: skip
    patience = Patience(**rule)  # type: ignore[arg-type]  # the table's words are its fields
    decision = patience.get_retry_decision(exception=exception, job=job)
    if decision is None:
        return None
    from procrastinate import utils

    assert decision.retry_at is not None
    return round((decision.retry_at - utils.utcnow()).total_seconds())


@pytest.mark.parametrize(
    ("exception", "attempts", "wait"),
    [
        (OperationalError("the server closed the connection"), 0, 2),
        (OperationalError("the server closed the connection"), 99, 2),
        (InterfaceError("connection already closed"), 7, 2),
        (ConnectorException("no connection"), 7, 2),
        (caused(OperationalError("terminating connection")), 7, 2),
        (asyncio.CancelledError(), 7, 2),
        (ValueError("a defect"), 0, 3),
        (ValueError("a defect"), 2, 27),
        (ValueError("a defect"), 4, None),
        (psycopg.errors.UniqueViolation("a defect too"), 4, None),
    ],
)
def test_when_a_job_is_done_again(exception: BaseException, attempts: int, wait: int) -> None:
    assert seconds(exception, attempts) == wait


def test_only_what_may_pass_is_tried_again_and_within_the_hour() -> None:
    assert seconds(ValueError("a defect"), 0, on=(KeyError,)) is None
    assert seconds(KeyError("may pass"), 9, tries=12, base=4) == 3600


def test_every_job_of_ours_has_patience(django: None) -> None:
    from procrastinate.contrib.django import app

    ours = {one.name: one for one in app.tasks.values() if one.func.__module__[:7] == "pendopo"}
    assert len(ours) >= 6
    hasty = [name for name, task in ours.items() if not isinstance(task.retry_strategy, Patience)]
    assert not hasty, hasty
