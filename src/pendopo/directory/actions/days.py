"""Days off by decree: added, or taken back."""

from __future__ import annotations

from datetime import date, datetime

from pendopo.core.identity import uuid7
from pendopo.directory.actions.recording import code, record
from pendopo.directory.actor import Actor
from pendopo.directory.facts import DayRuled
from pendopo.directory.models import DayRule
from pendopo.directory.policy import check_administers_region
from pendopo.directory.queries.calendars import forget_calendar
from pendopo.directory.refusals import Refused
from pendopo.ledger import api as ledger


@ledger.within_region
def rule_day(
    *, day: date, off: bool, reason: str, basis: str, actor: Actor | None, now: datetime
) -> None:
    """Decide that `day` is (or is no longer) a day off; the newest decision counts.

    `basis` is the decree. Open deadlines follow at once: they are computed, not stored.
    """
    if actor is not None:
        check_administers_region(actor)
    if not code(basis):
        raise Refused("basis_missing")
    row = DayRule.objects.create(
        id=uuid7(now), day=day, off=off, reason=reason.strip()[:120], basis=basis.strip()[:120],
        decided_at=now,
    )  # fmt: skip
    record((row.pk, DayRuled(day=day, off=off, basis=code(basis))), now=now, actor=actor)
    forget_calendar()
