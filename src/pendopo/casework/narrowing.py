"""A report that auditors examine is theirs and its coordinator's alone.

From the moment a step of it opens for auditors (berkadar pengawasan), no other agency takes part in
it any more: whoever had it before, whoever a delay was raised to, whoever a head asked. A delay of
the examination is raised anew. It never opens again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from pendopo.casework import models
from pendopo.casework.facts import DispositionWithdrawn
from pendopo.casework.late_facts import CaseNarrowed
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

AUDITOR = "auditor"


def follow(
    case: models.Case, compiled: services.Compiled, opened: Iterable[models.Task], now: dt.datetime
) -> list[ledger.Entry]:
    """Narrow a case whose new steps call for it; the caller has locked it, saves it and appends the
    facts. Three statements, none where nothing is narrowed."""
    if compiled.service.report is None:
        return []
    theirs = {one.organisation_id for one in opened if one.role == AUDITOR and one.organisation_id}
    left = {case.organisation_id, *theirs, *(case.narrowed_to or ())}
    if not theirs or (case.narrowed_to is not None and left == set(case.narrowed_to)):
        return []
    agencies = tuple(sorted(left))
    case.narrowed_to = list(agencies)
    case.raised.exclude(organisation_id__in=left).delete()
    told: list[ledger.Fact] = [CaseNarrowed(organisations=agencies)]
    told += [DispositionWithdrawn(disposition=one) for one in _withdraw(case, left, now)]
    return [
        ledger.Entry(fact=fact, about=case.id, organisation=case.organisation_id, occurred_at=now)
        for fact in told
    ]


def _withdraw(case: models.Case, left: set[UUID], now: dt.datetime) -> list[UUID]:
    """What heads of other agencies asked, or were asked, is asked no more."""
    positions = directory.chart().positions
    rows = [
        one
        for one in case.dispositions.select_for_update().filter(status="open")
        if any(
            at in positions and positions[at].organisation_id not in left
            for at in (one.from_position_id, one.to_position_id)
        )
    ]
    for one in rows:
        one.status, one.closed_at, one.version = "withdrawn", now, one.version + 1
    models.Disposition.objects.bulk_update(rows, ["status", "closed_at", "version"])
    return [one.id for one in rows]
