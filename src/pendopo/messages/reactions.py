"""A notice was made: let a job send it."""

from __future__ import annotations

from pendopo.ledger import api as ledger
from pendopo.messages import jobs


@ledger.reader("messages", "notice.made")
def hand_over(fact: ledger.Read) -> None:
    jobs.send.defer(region=fact.region_code, notice_id=fact.data["notice"])
