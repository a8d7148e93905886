"""What was done under a power of attorney, for whoever acts under it while it holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from pendopo.casework import models
from pendopo.casework.queries.applicants import card, draft_card
from pendopo.casework.refusals import NotFound
from pendopo.casework.values import CaseCard, Draft
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger

MOST = 100


@dataclass(frozen=True, slots=True)
class PowerView:
    """A power with its work. `told`: what its paper says; `drafts` and `cases`, newest first."""

    power: directory.Power
    told: directory.Principal
    drafts: tuple[Draft, ...]
    cases: tuple[CaseCard, ...]


@ledger.within_region
def power_view(*, power_id: UUID, who: directory.Actor, now: dt.datetime) -> PowerView:
    """Raises `NotFound` when it is another's, or holds no more."""
    power = directory.power_of(power_id=power_id, who=who)
    if power is None:
        raise NotFound("power_unknown")
    drafts = models.Draft.objects.filter(power_id=power_id, case_id=None).order_by("-updated_at")
    cases = models.Case.objects.filter(power_id=power_id).order_by("-submitted_at")
    return PowerView(
        power=power,
        told=directory.told_of(power_id=power_id),
        drafts=tuple(draft_card(one) for one in drafts[:MOST]),
        cases=tuple(card(one, who) for one in cases[:MOST]),
    )
