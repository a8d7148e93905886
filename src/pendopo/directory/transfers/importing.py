"""Carry out a transfer list: all rows, or none.

A dry run does the very same work and undoes it, so it can promise nothing that the real run
would refuse. All old mandates end before any new one begins: two officers may swap posts.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from pendopo.directory.actions.mandates import end_mandate, give_mandate
from pendopo.directory.actions.people import register_person
from pendopo.directory.actions.recording import record
from pendopo.directory.actor import Actor
from pendopo.directory.facts import TransfersImported
from pendopo.directory.models import Mandate as MandateRow
from pendopo.directory.models import Person as PersonRow
from pendopo.directory.people import sealed
from pendopo.directory.policy import check_administers_region
from pendopo.directory.refusals import Refused
from pendopo.directory.sealing import lookup_hash
from pendopo.directory.transfers.finding import Titles
from pendopo.directory.transfers.names import same_name
from pendopo.directory.transfers.reading import Transfer, read
from pendopo.directory.transfers.report import Report, RowResult, refused
from pendopo.ledger import api as ledger

DAY = timedelta(days=1)


class _Undo(Exception):
    pass


@dataclass(frozen=True, slots=True)
class _Step:
    transfer: Transfer
    person_id: UUID | None  # None: to be registered
    old_mandate_id: UUID | None
    new_position_id: UUID | None


def import_transfers(
    content: bytes, *, dry_run: bool, actor: Actor | None, now: datetime
) -> Report:
    """Apply the transfer list in workbook `content`, or with `dry_run` only say what would be.

    Every row is reported; one refused row refuses the list. Raises `Refused("not_for_you")`
    unless the actor administers the region.
    """
    with ledger.region_transaction():
        check_administers_region(actor)
        transfers, wrong = read(content)
        results = list(wrong)
        try:
            with transaction.atomic():
                results += _carry_out(transfers, actor=actor, now=now)
                if dry_run or any(one.status == "refused" for one in results) or not results:
                    raise _Undo
                about = uuid5(NAMESPACE_URL, f"region:{ledger.current_region()}")
                content_hash = hashlib.sha256(content).hexdigest()
                fact = TransfersImported(content=content_hash, rows=len(transfers))
                record((about, fact), now=now, actor=actor)
                applied = True
        except _Undo:
            applied = False
    ordered = tuple(sorted(results, key=lambda one: one.row))
    return Report(dry_run=dry_run, applied=applied, rows=ordered)


def _carry_out(transfers: list[Transfer], *, actor: Actor | None, now: datetime) -> list[RowResult]:
    titles = Titles.load()
    seen = Counter(one.nip for one in transfers)
    results: list[RowResult] = []
    steps: list[_Step] = []
    for one in transfers:
        step = (
            refused(one.row, "NIP", one.nip, "twice")
            if seen[one.nip] > 1
            else _plan(one, titles, actor=actor, now=now)
        )
        if isinstance(step, RowResult):
            results.append(step)
        else:
            steps.append(step)
    results += [
        _attempt(step, "Jabatan baru", partial(_begin, step, actor=actor, now=now))
        for step in steps
    ]
    return results


def _plan(
    one: Transfer, titles: Titles, *, actor: Actor | None, now: datetime
) -> _Step | RowResult:
    """Judge one row, and end the old mandate already."""
    row = (
        PersonRow.objects.select_related("data_key")
        .filter(nip_lookup=lookup_hash("nip", one.nip))
        .first()
    )
    if row is not None and not same_name(one.name, sealed.open_all(row).name):
        return refused(one.row, "Nama", one.name, "name_differs")
    held = (
        MandateRow.objects.filter(
            person=row, kind="definitive", valid_from__lt=one.first_day
        ).exclude(valid_to__lt=one.first_day - DAY)
        if row
        else MandateRow.objects.none()
    )
    old: MandateRow | None = None
    if one.old_title:
        position = titles.find(one.row, "Jabatan lama", one.old_title)
        if isinstance(position, RowResult):
            return position
        old = held.filter(position_id=position).first()
        if old is None:
            return refused(one.row, "Jabatan lama", one.old_title, "not_held")
    elif held.exclude(valid_to__lt=one.first_day).exists():
        return refused(one.row, "Jabatan lama", "", "still_holds")
    new: UUID | None = None
    if one.new_title:
        found = titles.find(one.row, "Jabatan baru", one.new_title)
        if isinstance(found, RowResult):
            return found
        new = found
    step = _Step(one, row.pk if row else None, old.pk if old else None, new)
    ended = _attempt(step, "TMT", partial(_end_old, step, actor=actor, now=now))
    return ended if ended.status == "refused" else step


def _attempt(step: _Step, column: str, act: Callable[[], None]) -> RowResult:
    try:
        with transaction.atomic():
            act()
    except Refused as no:
        value = {
            "Jabatan baru": step.transfer.new_title,
            "TMT": step.transfer.first_day.isoformat(),
        }[column]
        return RowResult(step.transfer.row, "refused", column, value, no.code, no.text)
    return RowResult(step.transfer.row, "ok")


def _end_old(step: _Step, *, actor: Actor | None, now: datetime) -> None:
    if step.old_mandate_id is not None:
        end_mandate(
            mandate_id=step.old_mandate_id,
            last_day=step.transfer.first_day - DAY,
            basis=step.transfer.basis,
            actor=actor,
            now=now,
        )


def _begin(step: _Step, *, actor: Actor | None, now: datetime) -> None:
    if step.new_position_id is None:
        return
    one = step.transfer
    person_id = (
        step.person_id or register_person(name=one.name, nip=one.nip, actor=actor, now=now).id
    )
    give_mandate(
        person_id=person_id,
        position_id=step.new_position_id,
        kind="definitive",
        valid_from=one.first_day,
        basis=one.basis,
        actor=actor,
        now=now,
    )
