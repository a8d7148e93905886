"""An indicator becomes a measured one, or stops being one."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.measures import api as measures
from pendopo.planning import policy
from pendopo.planning.facts import MeasureLinked, MeasureUnlinked
from pendopo.planning.finding import indicator_now
from pendopo.planning.models import MeasureLink
from pendopo.planning.recording import record, word
from pendopo.planning.refusals import NotFound, Refused

SLUG: Final = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")


@ledger.within_region
def link_measure(
    *,
    indicator: UUID,
    measure: str,
    who: directory.Actor | None,
    now: dt.datetime,
    service: str = "",
) -> None:
    """The indicator's values come from this measure from now on, in every version of its plan.

    service: slug of the service whose work the measure counts; its cases then find their way up.
    A link that was there is replaced. Raises `Refused("measure_unknown")` for
    what is no slug, `Refused("measure_missing")` for a measure that the region has not.
    """
    policy.check_plans(who)
    row, version = indicator_now(indicator)
    if len(measure) > 100 or not SLUG.fullmatch(measure):
        raise Refused("measure_unknown")
    if measure not in {one.slug for one in measures.measures()}:
        raise Refused("measure_missing", measure=measure)
    given = {"plan": version.plan, "measure": measure, "service": service[:100], "linked_at": now}
    MeasureLink.objects.update_or_create(indicator_key=indicator, defaults=given)
    fact = MeasureLinked(indicator=indicator, measure=measure, service=word(service))
    record((row.node_key, fact), who=who, now=now, organisation=version.plan.organisation_id)


@ledger.within_region
def unlink_measure(*, indicator: UUID, who: directory.Actor | None, now: dt.datetime) -> None:
    """The indicator's values are typed in again. Raises `NotFound` when it was not measured."""
    policy.check_plans(who)
    link = MeasureLink.objects.select_for_update().filter(indicator_key=indicator).first()
    if link is None:
        raise NotFound("indicator_unknown")
    row, version = indicator_now(indicator)
    fact = MeasureUnlinked(indicator=indicator, measure=link.measure)
    link.delete()
    record((row.node_key, fact), who=who, now=now, organisation=version.plan.organisation_id)
