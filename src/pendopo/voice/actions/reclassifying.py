"""A report came in as the wrong class: complaint, proposal or request for information.

The clock. The work begins again under the package of the right class, and its limits count from the
day the report came in, as if it had been of that class from the start: whoever chose wrongly in a
form loses no day by it, and no agency gains one. Lateness already incurred stays counted.
"""

from __future__ import annotations

import datetime as dt

from pendopo.casework import api as casework
from pendopo.core import references
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services
from pendopo.voice import policy, squares
from pendopo.voice.facts import ReportReclassified
from pendopo.voice.models import Report
from pendopo.voice.recording import record
from pendopo.voice.refusals import NotFound, Refused


@ledger.within_region
def reclassify(
    *,
    number: str,
    who: directory.Actor,
    sort: services.ReportClass,
    version: int,
    now: dt.datetime,
    command: ledger.Command | None = None,
) -> None:
    """The coordinator gives it another class; number and code stay, and whoever reported it is
    told. Raises `NotFound`, `Refused` (not with the coordinator, no such class here, already of
    it), `casework.Stale` when somebody was faster, and what `casework.recast` raises."""
    wanted = references.normalise(number) or number[:40]
    found = Report.objects.select_for_update().filter(number=wanted).first()
    row = policy.check_coordinates(found, who)

    def act() -> dict[str, object]:
        if row.version != version:
            raise casework.Stale("task_stale")
        if row.sort == sort:
            raise Refused("same_class")
        if row.status != "received":
            raise Refused("not_verifying")
        package = services.report_service(kind=sort, at=now)
        if package is None:
            raise NotFound("class_unknown")
        before = services.version(hash=row.version_hash).service.report
        squares.leave(row.pk)
        hashed = casework.recast(case_id=row.pk, service=package.slug, who=who, now=now)
        fact = ReportReclassified(before=before.kind if before else sort, sort=sort, version=hashed)
        record(row, fact, now=now, actor=who.account_id,
               organisation=policy.coordinating_agency(row))  # fmt: skip
        return {"sort": sort}

    ledger.once(command, act)
