"""Opening the sealed identity behind an anonymous report: rare, for a reason, and counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from pendopo.core import references
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.voice import policy
from pendopo.voice.facts import IdentityViewed
from pendopo.voice.models import Identity
from pendopo.voice.refusals import NotFound, Refused

PURPOSES = ("protection", "investigation", "court_order")
"""Why an identity may be opened: the reporter is in danger, an examination needs them, a court
asks."""


@dataclass(frozen=True, slots=True)
class Revealed:
    name: str = field(repr=False)
    phone: str = field(repr=False)
    email: str = field(repr=False)


@ledger.within_region
def reveal_identity(
    *, number: str, who: directory.Actor, purpose: str, now: dt.datetime
) -> Revealed:
    """Who sent an anonymous report, for an auditor and one of `PURPOSES`; the view is a fact about
    the report and one about the person. Raises `NotFound` when it has no sealed identity."""
    policy.check_may_reveal(who)
    if purpose not in PURPOSES:
        raise Refused("purpose_missing")
    wanted = references.normalise(number) or number[:40]
    row = Identity.objects.filter(report__number=wanted).first()
    if row is None:
        raise NotFound("report_unknown")
    fact = IdentityViewed(purpose=purpose)
    ledger.append(
        [ledger.Entry(fact=fact, about=row.report_id, actor=who.account_id, occurred_at=now)],
        now=now,
    )
    found = directory.profile(
        row.person_id, viewer=who, purpose=purpose, now=now, case_id=row.report_id
    )
    return Revealed(name=found.name, phone=found.phone, email=found.email)
