"""What a refused applicant can do, by when.

UU 30/2014 on government administration: an objection (keberatan) to the agency within 21 working
days (Art. 77), an appeal (banding) to its superior within 10 working days (Art. 78). The days
are counted from the letter's day, which is when it is here to be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pendopo.casework import api as casework
from pendopo.directory import api as directory

OBJECTION_DAYS = 21
APPEAL_DAYS = 10


@dataclass(frozen=True, slots=True)
class Objection:
    """`last_day`: of the objection, if the letter was received on the day it was decided."""

    decided_on: date
    last_day: date
    objection_days: int = OBJECTION_DAYS
    appeal_days: int = APPEAL_DAYS


def of(case: casework.CaseView) -> Objection | None:
    """For a refused case, else None."""
    if case.status != "refused" or case.tracking.ended_at is None:
        return None
    calendar = directory.calendar()
    day = calendar.local_date(case.tracking.ended_at)
    return Objection(decided_on=day, last_day=calendar.add_working_days(day, OBJECTION_DAYS))


def of_licence(case: casework.CaseView) -> Objection | None:
    """The same for a licence that was suspended or revoked, counted from the day of that
    decision; None while it is in force, or when its term simply ended."""
    licence = case.licence
    if licence is None or licence.status not in ("suspended", "revoked"):
        return None
    day = licence.standing.since or licence.dated
    last_day = directory.calendar().add_working_days(day, OBJECTION_DAYS)
    return Objection(decided_on=day, last_day=last_day)
