"""Sending happens here, never in a request."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from pendopo.ledger import api as ledger
from pendopo.messages import actions


class TryAgain(Exception):
    """The gateway was not there; procrastinate waits and calls again.

    The notice itself counts how often it went to the gateway, and ends it; the job must not give up
    before, also when some of its tries found no database.
    """


@app.task(
    name="messages.send",
    retry=ledger.Patience(tries=2 * actions.ATTEMPTS, base=4, on=(TryAgain,)),
)
def send(region: str, notice_id: str) -> None:
    """Send one waiting notice."""
    with ledger.use_region(region):
        if not actions.send(notice_id=UUID(notice_id), now=ledger.clock().now()):
            raise TryAgain(notice_id)
