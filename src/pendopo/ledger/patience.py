"""When a job tries again: always after the database was away, else by its own rule."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job

AWAY = 2
"""Seconds until a job that found no database, or whose worker stopped, is done again."""
LONGEST = 3600


@dataclass(frozen=True, kw_only=True)
class Patience(BaseRetryStrategy):
    """Every job is written so that it may run twice; so a database that went away in the middle
    of one never makes it fail for good.

    tries: how often a job may fail otherwise, the first time included. base: seconds between
    them, to the power of the try (3: after 3, 9, 27 … seconds, an hour at most). on: failures
    worth another try.
    """

    tries: int = 5
    base: int = 3
    on: tuple[type[Exception], ...] = (Exception,)

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, asyncio.CancelledError) or was_away(exception):
            return RetryDecision(retry_in={"seconds": AWAY})
        if not isinstance(exception, self.on) or job.attempts + 1 >= self.tries:
            return None
        wait = min(self.base ** (job.attempts + 1), LONGEST)
        return RetryDecision(retry_in={"seconds": wait})


def was_away(exception: BaseException | None) -> bool:
    """Whether the database's absence is at the root: the error itself or one it came from."""
    seen: set[int] = set()
    while exception is not None and id(exception) not in seen:
        if isinstance(exception, OperationalError | InterfaceError | ConnectorException):
            return True
        seen.add(id(exception))
        exception = exception.__cause__ or exception.__context__
    return False
