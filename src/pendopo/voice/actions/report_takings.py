"""A list of reports is taken out, to be entered in SP4N-LAPOR!."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.casework import api as casework
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.voice import policy
from pendopo.voice.lapor import facts, outgoing
from pendopo.voice.models import Report
from pendopo.voice.refusals import Refused

MOST = 2_000
"""Reports of one list; the rest follows in the next, oldest first."""
PURPOSE = "lapor"


@ledger.within_region
def take_list(
    *, who: directory.Actor, without_number: bool, since: dt.datetime, now: dt.datetime
) -> bytes:
    """An .xlsx of the reports since then, oldest first, at most `MOST`: without_number, those that
    SP4N-LAPOR! does not know yet; else all. Their words stand in it, so each is a counted look; no
    reporter does. Raises `Refused` for whoever coordinates no reports, and when there is none."""
    policy.check_coordinates_reports(who, now)
    found = Report.objects.filter(region_code=ledger.current_region(), reported_at__gte=since)
    if without_number:
        found = found.filter(lapor_number=None)
    rows = list(found.order_by("reported_at", "pk")[:MOST])
    if not rows:
        raise Refused("lapor_nothing")
    words = casework.read_out(case_ids=[row.pk for row in rows], who=who, purpose=PURPOSE, now=now)
    taken = facts.ListTaken(rows=len(words), without_number=without_number)
    list_id: UUID = uuid7(now)
    entry = ledger.Entry(fact=taken, about=list_id, actor=who.account_id, occurred_at=now)
    ledger.append([entry], now=now)
    return outgoing.workbook(rows, words)
