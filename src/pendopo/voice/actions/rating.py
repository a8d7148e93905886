"""How well it went, in the eyes of those affected: 1 to 5, each for themselves."""

from __future__ import annotations

import datetime as dt

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.voice.facts import ReportRated
from pendopo.voice.recording import record
from pendopo.voice.refusals import Refused
from pendopo.voice.tickets import open_ticket

BEST = 5


@ledger.within_region
def rate(
    *, number: str, code: str = "", who: directory.Actor, score: int, now: dt.datetime
) -> None:
    """Rate 1 to 5 once the report was answered; a later rating replaces the earlier one.

    number: the report's, or that of one's own ticket. Raises `NotFound`, `Refused`.
    """
    if not 1 <= score <= BEST:
        raise Refused("rating_range")
    ticket = open_ticket(number, code, who, lock=True)
    if ticket.report.answered_at is None:
        raise Refused("rating_early")
    if ticket.support is not None:
        ticket.support.rating = score
        ticket.support.save(update_fields=["rating"])
    by = ticket.support.id if ticket.support else None
    record(ticket.report, ReportRated(score=score, support=by), now=now)
