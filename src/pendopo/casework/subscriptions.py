"""Rows of what cases wait for, kept beside their states."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.casework import models
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services


def follow(
    case: models.Case,
    compiled: services.Compiled,
    state: services.flow.CaseState,
    now: dt.datetime,
) -> None:
    """Bring the rows of a locked case to what its state waits for. No statement for a package
    without messages and signals."""
    if not services.flow.listens(compiled):
        return
    wanted = {
        one.token: one for one in services.flow.awaited(compiled, state, directory.calendar())
    }
    rows = models.Subscription.objects.filter(case_id=case.id)
    kept = {row.token for row in rows if row.token in wanted and row.key == wanted[row.token].key}
    gone = [row.id for row in rows if row.token not in kept]
    if gone:
        models.Subscription.objects.filter(id__in=gone).delete()
    models.Subscription.objects.bulk_create(
        _row(case, one, now) for one in wanted.values() if one.token not in kept
    )


def rows(
    case: models.Case,
    compiled: services.Compiled,
    state: services.flow.CaseState,
    now: dt.datetime,
) -> list[models.Subscription]:
    """The rows of a case that has none yet, to be written with others."""
    awaited = services.flow.awaited(compiled, state, directory.calendar())
    return [_row(case, one, now) for one in awaited]


def _row(case: models.Case, one: services.flow.Awaited, now: dt.datetime) -> models.Subscription:
    return models.Subscription(
        id=uuid7(now),
        region_code=case.region_code,
        case_id=case.id,
        token=one.token,
        kind=one.kind,
        name=one.name,
        key=one.key,
        since=now,
    )


@ledger.within_region
def note(*, case_id: UUID, version: str, now: dt.datetime) -> None:
    """The rows of a case that has just begun; what has happened meanwhile counts too."""
    if not services.flow.listens(services.version(hash=version)):
        return
    case = models.Case.objects.select_for_update().get(id=case_id)
    state = services.flow.CaseState.decode(bytes(case.state))
    follow(case, services.version(hash=case.version_hash), state, now)
