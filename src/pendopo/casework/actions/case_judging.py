"""A list of cases in flight is judged row by row: at once, or by a job when it is long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from pendopo.casework import judging, models, movement, open_facts, policy, vault
from pendopo.casework.open_rows import Bounds, OldOpenCase, Wrong, judge, said
from pendopo.casework.queries.case_imports import CaseImportView, view_of
from pendopo.casework.refusals import NotFound, Refused
from pendopo.casework.sheets import open_cases
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

AT_ONCE = 500
"""Rows sealed together, and made cases in one transaction."""
TABLE, FIELD = "casework_caseimportpart", "sealed"


@ledger.within_region
def judge_cases(
    *, who: directory.Actor, service: str, content: bytes, tell: bool, now: dt.datetime
) -> CaseImportView:
    """The dry run: nothing comes in. Rows rest sealed until they do, when all are sound.

    tell: whether the applicants shall hear of it. Rows whose old number is here already are
    reported and left out. A list of more than `judging.AT_ONCE` rows is "judging" until a job has
    looked at it. Raises `Refused` for a file that cannot be read, an unknown service,
    and for whoever neither signs nor supervises at its agency.
    """
    compiled = current(service, now)
    owner = movement.owner(compiled)
    policy.check_heads(who, owner.id)
    assert who.account_id is not None  # an officer has one
    rows = open_cases.read(content, compiled)
    key = directory.new_key(now)
    row = models.CaseImport.objects.create(
        id=uuid7(now),
        organisation_id=owner.id,
        account_id=who.account_id,
        service=service,
        version_hash=compiled.hash,
        status=judging.JUDGING,
        rows=len(rows),
        known=0,
        tell=tell,
        key_id=key.id,
        at=now,
    )
    if len(rows) > judging.AT_ONCE:
        judging.keep_file(models.CaseImportPart, row, key, content, TABLE, now)
        received = open_facts.CaseImportReceived(service=service, rows=len(rows))
        ledger.append([about(row, received, now)], now=now)
        return view_of(row)
    _judged(row, len(rows), *judge(rows, compiled, _bounds(service, now)), now)
    return view_of(row)


def judge_waiting(*, import_id: UUID, now: dt.datetime) -> bool:
    """Judge a list that waits for it; False when that was done. Started again it begins anew."""
    found = judging.waiting(models.CaseImport, import_id, TABLE)
    if found is None:
        return False
    row, content = found
    compiled = services.version(hash=row.version_hash)
    rows = open_cases.read(content, compiled)
    tell = judging.progress(models.CaseImport, import_id)
    sound, wrong = judge(rows, compiled, _bounds(row.service, now), tell)
    return _end_judging(import_id, len(rows), sound, wrong, now)


def give_up(*, import_id: UUID, now: dt.datetime) -> bool:
    """A list that no try could judge: whoever waits for it is told so."""
    return _end_judging(import_id, 0, [], [said(0, "", "failed")], now)


@ledger.within_region
def _end_judging(
    import_id: UUID,
    count: int,
    sound: Sequence[OldOpenCase],
    wrong: Sequence[Wrong],
    now: dt.datetime,
) -> bool:
    row = locked(import_id)
    if row.status != judging.JUDGING:
        return False
    row.parts.filter(first=judging.WHOLE).delete()
    _judged(row, count, sound, wrong, now)
    return True


def _judged(
    row: models.CaseImport,
    count: int,
    sound: Sequence[OldOpenCase],
    wrong: Sequence[Wrong],
    now: dt.datetime,
) -> None:
    """The verdict, with what is here already, and its fact."""
    there = there_already(row.service, [one.key for one in sound])
    known = [said(one.row, open_cases.NUMBER, "number_known") for one in sound if one.key in there]
    fresh = [one for one in sound if one.key not in there]
    report = sorted([*wrong, *known], key=lambda one: one.row)
    row.status = "refused" if wrong else "checked"
    row.rows, row.known, row.done = len(fresh), len(known), 0
    row.report = [[*asdict(one).values()] for one in report]
    row.sound = [one.row for one in fresh]
    row.save()
    if not wrong:
        _keep(row, directory.load_key(row.key_id), fresh, now)
    bad = len({one.row for one in wrong})
    fact = open_facts.CaseImportJudged(service=row.service, rows=count, wrong=bad, known=len(known))
    ledger.append([about(row, fact, now)], now=now)


def _bounds(service: str, now: dt.datetime) -> Bounds:
    first = min(one.valid_from for one in services.versions_of(slug=service))
    calendar = directory.calendar()
    return Bounds(calendar.local_date(first), now, calendar)


def current(service: str, now: dt.datetime) -> services.Compiled:
    version = services.version_at(slug=service, at=now)
    if version is None:
        raise Refused("service_unknown")
    return services.version(hash=version.hash)


def _keep(
    row: models.CaseImport,
    key: directory.DataKey,
    fresh: Sequence[OldOpenCase],
    now: dt.datetime,
) -> None:
    parts = []
    for first in range(0, len(fresh), AT_ONCE):
        part_id = uuid7(now)
        kept = [one.plain() for one in fresh[first : first + AT_ONCE]]
        sealed = vault.seal(key, kept, table=TABLE, field=FIELD, row=part_id)
        parts.append(models.CaseImportPart(id=part_id, batch=row, first=first, sealed=sealed))
    models.CaseImportPart.objects.bulk_create(parts)


def there_already(service: str, keys: Sequence[str]) -> set[str]:
    """Old numbers that are here already."""
    rows = models.OldCase.objects.filter(service=service, number_key__in=list(keys))
    return set(rows.values_list("number_key", flat=True))


def locked(import_id: UUID) -> models.CaseImport:
    row = models.CaseImport.objects.select_for_update().filter(id=import_id).first()
    if row is None:
        raise NotFound("import_unknown")
    return row


def about(
    row: models.CaseImport, fact: ledger.Fact, now: dt.datetime, actor: UUID | None = None
) -> ledger.Entry:
    return ledger.Entry(
        fact=fact,
        about=row.id,
        actor=actor or row.account_id,
        organisation=row.organisation_id,
        occurred_at=now,
    )
