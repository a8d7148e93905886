"""Sending happens here, never in a request."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from pendopo.ledger import api as ledger
from pendopo.messages import actions


class TryAgain(Exception):
    """The gateway was not there; procrastinate waits and calls again."""


@app.task(
    name="messages.send",
    retry=RetryStrategy(
        max_attempts=actions.ATTEMPTS, exponential_wait=4, retry_exceptions={TryAgain}
    ),
)
def send(region: str, notice_id: str) -> None:
    """Send one waiting notice."""
    with ledger.use_region(region):
        if not actions.send(notice_id=UUID(notice_id), now=ledger.clock().now()):
            raise TryAgain(notice_id)
