"""An old register comes in: judged row by row first, then copied by a job, each row once."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import F, Func, Value
from django.db.models.functions import Lower

from pendopo.casework import facts, judging, models, policy, vault
from pendopo.casework.import_rows import (
    OldLicence,
    Wrong,
    judge,
    number_key,
    source_key,
)
from pendopo.casework.queries.imports import ImportView, view_of
from pendopo.casework.refusals import NotFound, Stale
from pendopo.casework.sheets import old_register
from pendopo.core.identity import uuid7
from pendopo.core.references import new_reference
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

AT_ONCE = 500
"""Rows sealed together, and copied in one transaction."""
TABLE, FIELD = "casework_importpart", "sealed"
SAME_NUMBER = Lower(
    Func(F("number"), Value(r"\s+"), Value(""), Value("g"), function="regexp_replace")
)
"""`number_key` in the database; numbers are written in ASCII."""


@ledger.within_region
def judge_import(
    *, who: directory.Actor, organisation_id: UUID, content: bytes, now: dt.datetime
) -> ImportView:
    """The dry run: nothing is copied. Rows are kept sealed until they are, when all are sound.

    Rows whose number is in the register already are reported and left out. A list of more than
    `judging.AT_ONCE` rows is "judging" until a job has looked at it. Raises `Refused` for a file
    that cannot be read, and for whoever neither signs nor supervises there.
    """
    policy.check_heads(who, organisation_id)
    assert who.account_id is not None  # an officer has one
    rows = old_register.read(content)
    key = directory.new_key(now)
    row = models.RegisterImport.objects.create(
        id=uuid7(now),
        organisation_id=organisation_id,
        account_id=who.account_id,
        file_hash=hashlib.sha256(content).hexdigest(),
        status=judging.JUDGING,
        rows=len(rows),
        known=0,
        key_id=key.id,
        at=now,
    )
    if len(rows) > judging.AT_ONCE:
        judging.keep_file(models.ImportPart, row, key, content, TABLE, now)
        received = facts.ImportReceived(rows=len(rows))
        _append([_about(row, received, who.account_id, now)], now)
        return view_of(row)
    _judged(row, len(rows), *judge(rows, service_names(now), directory.today(now)), now)
    return view_of(row)


def judge_waiting(*, import_id: UUID, now: dt.datetime) -> bool:
    """Judge a list that waits for it; False when that was done. Started again it begins anew."""
    found = judging.waiting(models.RegisterImport, import_id, TABLE)
    if found is None:
        return False
    rows = old_register.read(found[1])
    tell = judging.progress(models.RegisterImport, import_id)
    sound, wrong = judge(rows, service_names(now), directory.today(now), tell)
    return _end_judging(import_id, len(rows), sound, wrong, now)


def give_up(*, import_id: UUID, now: dt.datetime) -> bool:
    """A list that no try could judge: whoever waits for it is told so."""
    return _end_judging(import_id, 0, [], [Wrong(0, "", "failed")], now)


@ledger.within_region
def _end_judging(
    import_id: UUID,
    count: int,
    sound: Sequence[OldLicence],
    wrong: Sequence[Wrong],
    now: dt.datetime,
) -> bool:
    row = _locked(import_id)
    if row.status != judging.JUDGING:
        return False
    row.parts.filter(first=judging.WHOLE).delete()
    _judged(row, count, sound, wrong, now)
    return True


def _judged(
    row: models.RegisterImport,
    count: int,
    sound: Sequence[OldLicence],
    wrong: Sequence[Wrong],
    now: dt.datetime,
) -> None:
    """The verdict, with what is in the register already, and its fact."""
    known = _known(row.organisation_id, row.file_hash, sound)
    there = {one.row for one in known}
    fresh = [one for one in sound if one.row not in there]
    report = sorted([*wrong, *known], key=lambda one: one.row)
    row.status = "refused" if wrong else "checked"
    row.rows, row.known, row.done = len(fresh), len(known), 0
    row.report = [[one.row, one.column, one.code] for one in report]
    row.save()
    if not wrong:
        _keep(row, directory.load_key(row.key_id), fresh, now)
    bad = len({one.row for one in wrong})
    fact = facts.ImportJudged(rows=count, wrong=bad, known=len(known))
    _append([_about(row, fact, row.account_id, now)], now)


def _keep(
    row: models.RegisterImport,
    key: directory.DataKey,
    fresh: Sequence[OldLicence],
    now: dt.datetime,
) -> None:
    parts = []
    for first in range(0, len(fresh), AT_ONCE):
        part_id = uuid7(now)
        plain = [one.plain() for one in fresh[first : first + AT_ONCE]]
        sealed = vault.seal(key, plain, table=TABLE, field=FIELD, row=part_id)
        parts.append(models.ImportPart(id=part_id, batch=row, first=first, sealed=sealed))
    models.ImportPart.objects.bulk_create(parts)


def service_names(now: dt.datetime) -> dict[str, str]:
    """Lower-case name or code of every service -> its code."""
    cards = services.catalogue(language="id", at=now)
    return {name.casefold(): one.slug for one in cards for name in (one.slug, one.title)}


def _known(organisation_id: UUID, file_hash: str, sound: Sequence[OldLicence]) -> list[Wrong]:
    """Rows that are in the register already: from this very file, or by their number. Two
    statements, which answer with what is known and nothing else."""
    mine = models.Licence.objects.filter(organisation_id=organisation_id)
    keys = {source_key(file_hash, one): one for one in sound}
    copied = set(mine.filter(source_key__in=list(keys)).values_list("source_key", flat=True))
    alike = mine.annotate(key=SAME_NUMBER).filter(key__in={one.key for one in sound})
    numbers = {(slug, number_key(text)) for slug, text in alike.values_list("service", "number")}
    found = []
    for key, one in keys.items():
        if key in copied:
            found.append(Wrong(one.row, "Nomor izin", "same_file"))
        elif (one.service, one.key) in numbers:
            found.append(Wrong(one.row, "Nomor izin", "number_known"))
    return found


@ledger.within_region
def begin_import(
    *, import_id: UUID, who: directory.Actor, version: int, now: dt.datetime
) -> ImportView:
    """Start copying a list that was judged sound; a job does it. Asked again: the same answer."""
    row = _locked(import_id)
    policy.check_heads(who, row.organisation_id)
    if row.status in ("running", "done"):
        return view_of(row)
    if row.status != "checked" or row.version != version or not row.rows:
        raise Stale("import_status")
    row.status, row.begun_at = "running", now
    row.version += 1
    row.save(update_fields=["status", "begun_at", "version"])
    _append([_about(row, facts.ImportBegun(rows=row.rows), who.account_id, now)], now)
    return view_of(row)


@ledger.within_region
def copy_rows(*, import_id: UUID, now: dt.datetime) -> bool:
    """Copy the next rows of a running import; False when there are none left.

    Each row has a key of its own: one that is in the register already is passed over, so a job
    that died half-way goes on where it stopped.
    """
    row = _locked(import_id)
    if row.status != "running":
        return False
    part = row.parts.get(first=row.done)
    key = directory.load_key(row.key_id)
    kept = vault.unseal(key, part.sealed, table=TABLE, field=FIELD, row=part.id)
    some = [OldLicence(**one) for one in kept]
    _insert(row, some, now)
    part.delete()  # the names now rest with their licences only
    row.done += len(some)
    fields = ["done"]
    if row.done >= row.rows:
        row.status, row.ended_at = "done", now
        fields += ["status", "ended_at"]
        ended = facts.ImportEnded(imported=models.Licence.objects.filter(batch=row).count())
        _append([_about(row, ended, row.account_id, now)], now)
    row.save(update_fields=fields)
    return row.status == "running"


def _insert(row: models.RegisterImport, some: Sequence[OldLicence], now: dt.datetime) -> None:
    """The licences that are new, each with its fact. Six statements whatever their number."""
    keys = {source_key(row.file_hash, one): one for one in some}
    known = models.Licence.objects.filter(source_key__in=list(keys))
    there = set(known.values_list("source_key", flat=True))
    fresh = {key: one for key, one in keys.items() if key not in there}
    holders = sorted({one.record["nik"] or key for key, one in fresh.items()})
    drawn = dict(zip(holders, directory.new_keys(len(holders), now=now), strict=True))
    today = directory.today(now)
    made = [
        _licence(row, key, one, drawn[one.record["nik"] or key], today, now)
        for key, one in fresh.items()
    ]
    models.Licence.objects.bulk_create(made)
    _append(
        [
            ledger.Entry(
                fact=facts.LicenceImported(
                    batch=row.id, service=licence.service, row=fresh[str(licence.source_key)].row
                ),
                about=licence.id,
                actor=row.account_id,
                organisation=row.organisation_id,
                occurred_at=now,
            )
            for licence in made
        ],
        now,
    )


def _licence(
    row: models.RegisterImport,
    key: str,
    one: OldLicence,
    data_key: directory.DataKey,
    today: dt.date,
    now: dt.datetime,
) -> models.Licence:
    licence_id = uuid7(now)
    valid_to = dt.date.fromisoformat(one.valid_to) if one.valid_to else None
    over = one.status != "revoked" and valid_to is not None and valid_to < today
    return models.Licence(
        id=licence_id,
        organisation_id=row.organisation_id,
        service=one.service,
        number=one.number,
        holder_masked=directory.masked_name(one.record["name"])[:120],
        key_id=data_key.id,
        sealed=vault.seal(
            data_key, one.record, table="casework_licence", field="sealed", row=licence_id
        ),
        dated=dt.date.fromisoformat(one.dated),
        valid_from=dt.date.fromisoformat(one.valid_from),
        valid_to=valid_to,
        status="expired" if over else one.status,
        since=valid_to + dt.timedelta(days=1) if over and valid_to else None,
        reason="term" if over else "",
        origin="import",
        signer=one.signer,
        verify_id=new_reference(),
        source_key=key,
        batch=row,
    )


def _locked(import_id: UUID) -> models.RegisterImport:
    row = models.RegisterImport.objects.select_for_update().filter(id=import_id).first()
    if row is None:
        raise NotFound("import_unknown")
    return row


def _about(
    row: models.RegisterImport, fact: ledger.Fact, actor: UUID | None, now: dt.datetime
) -> ledger.Entry:
    return ledger.Entry(
        fact=fact, about=row.id, actor=actor, organisation=row.organisation_id, occurred_at=now
    )


def _append(entries: Iterable[ledger.Entry], now: dt.datetime) -> None:
    ledger.append(list(entries), now=now)
