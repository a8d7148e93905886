"""Who comes back with a number and a code: the reporter, or someone with a ticket of their own."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from pendopo.casework import api as casework
from pendopo.core import references
from pendopo.directory import api as directory
from pendopo.voice.models import Report, Support
from pendopo.voice.refusals import NotFound


@dataclass(frozen=True, slots=True)
class Ticket:
    """support: None for the reporter."""

    report: Report
    support: Support | None


def code_hash(code: str) -> bytes:
    """Keyed hash of a code however it was typed."""
    return directory.lookup_hash("support", references.normalise(code) or code[:80])


def open_ticket(number: str, code: str, who: directory.Actor, *, lock: bool = False) -> Ticket:
    """The report that a number and its code open, or that an account owns. Raises `NotFound`,
    whether the number or the code is wrong."""
    number = references.normalise(number) or number[:40]
    rows = Report.objects.select_for_update() if lock else Report.objects.all()
    row = rows.filter(number=number).first()
    if row is not None:
        if not casework.is_applicant(case_id=row.pk, who=who, key=code):
            raise NotFound("report_unknown")
        return Ticket(row, None)
    support = Support.objects.filter(number=number).first()
    if support is None or not _opens(support, code, who):
        raise NotFound("report_unknown")
    return Ticket(rows.get(pk=support.report_id), support)


def _opens(support: Support, code: str, who: directory.Actor) -> bool:
    if who.account_id is not None and support.account_id == who.account_id:
        return True
    return bool(code) and hmac.compare_digest(bytes(support.code_hash), code_hash(code))
