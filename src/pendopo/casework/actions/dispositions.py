"""Dispositions: a head asks, a division passes on, an officer reports back up the chain."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Literal, cast, get_args
from uuid import UUID

from pendopo.casework import models, policy, timing, vault
from pendopo.casework.facts import DispositionGiven, DispositionReported, DispositionWithdrawn
from pendopo.casework.refusals import NotFound, Refused, Stale
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

Wanted = Literal["follow_up", "advise", "coordinate", "know"]
WANTED: tuple[Wanted, ...] = get_args(Wanted)
OPEN, REPORTED, WITHDRAWN = "open", "reported", "withdrawn"
TABLE = "casework_disposition"
MOST = 2_000  # characters


@ledger.within_region
def dispose(
    *,
    case_id: UUID,
    who: directory.Actor,
    to: UUID,
    wanted: str,
    instruction: str,
    due_on: dt.date | None = None,
    parent: UUID | None = None,
    now: dt.datetime,
    command: ledger.Command | None = None,
) -> UUID:
    """Ask the position `to` for something about a case, until the working day `due_on`.

    The first of a chain comes from a supervisor of an agency in the case; whoever was asked may
    pass it on (`parent`). Only to positions of the own agency, or of one on a lane of the process.
    The case is locked, so two heads never overwrite each other. Returns its id.
    """
    found = models.Case.objects.select_for_update().filter(id=case_id).first()
    case = policy.check_takes_part(found, who)
    if case.ended_at is not None:
        raise Refused("case_ended")
    above = _above(case, parent)
    given_by, account = _giver(case, who, above)

    def act() -> dict[str, str]:
        if above is not None and above.status != OPEN:
            raise Stale("task_stale")
        _check(case, given_by, to, wanted, due_on, now)
        words = _words(instruction, "disposition_words")
        row_id = uuid7(now)
        row = models.Disposition.objects.create(
            id=row_id,
            case=case,
            parent=above,
            root_id=above.root_id if above else row_id,
            from_position_id=given_by.id,
            from_account_id=account,
            to_position_id=to,
            wanted=wanted,
            due_on=due_on,
            due_at=directory.calendar().end_of(due_on) if due_on else None,
            sealed=_sealed(case, row_id, "sealed", words),
            given_at=now,
        )
        if row.due_at is not None:
            timing.watch_disposition(case, row.due_at, now)
        fact = DispositionGiven(
            disposition=row_id,
            parent=parent,
            position=to,
            wanted=cast(Wanted, wanted),
            due_on=due_on,
        )
        _append(row, fact, who, given_by.organisation_id, now)
        return {"disposition": str(row_id)}

    return UUID(ledger.once(command, act)["disposition"])


@ledger.within_region
def report_disposition(
    *,
    disposition_id: UUID,
    who: directory.Actor,
    version: int,
    report: str,
    now: dt.datetime,
) -> None:
    """Report back to whoever asked; that closes it. What was passed on must be closed before.

    Raises `Stale` when it was closed or taken back meanwhile.
    """
    row = _locked(disposition_id, who)
    if not policy.holds(who, row.to_position_id):
        raise Refused("not_for_you")
    _check_current(row, version)
    if row.case.dispositions.filter(parent=row, status=OPEN).exists():
        raise Refused("disposition_passed_on")
    words = _words(report, "report_empty")
    row.report_sealed = _sealed(row.case, row.id, "report_sealed", words)
    _close(row, REPORTED, now)
    late = row.due_at is not None and now > row.due_at
    fact = DispositionReported(disposition=row.id, late=late)
    _append(row, fact, who, _organisation(row.to_position_id), now)


@ledger.within_region
def withdraw_disposition(
    *, disposition_id: UUID, who: directory.Actor, version: int, now: dt.datetime
) -> None:
    """Take back what one asked, and with it everything that was passed on from it."""
    row = _locked(disposition_id, who)
    if not policy.holds(who, row.from_position_id):
        raise Refused("not_for_you")
    _check_current(row, version)
    organisation = _organisation(row.from_position_id)
    for one in (row, *_below(row)):
        _close(one, WITHDRAWN, now)
        _append(one, DispositionWithdrawn(disposition=one.id), who, organisation, now)


def _above(case: models.Case, parent: UUID | None) -> models.Disposition | None:
    """The disposition that is passed on."""
    if parent is None:
        return None
    above = case.dispositions.filter(id=parent).first()
    if above is None:
        raise NotFound("disposition_unknown")
    return above


def _giver(
    case: models.Case, who: directory.Actor, above: models.Disposition | None
) -> tuple[directory.Position, UUID]:
    """The position that asks, and the account: the one that was asked, or a supervisor's."""
    if above is None:
        found = policy.disposing_position(case, who)
    else:
        held = policy.holds(who, above.to_position_id) and not policy.is_own(case, who)
        found = directory.chart().positions.get(above.to_position_id) if held else None
    if found is None or who.account_id is None:
        raise Refused("not_for_you")
    return found, who.account_id


def _check(
    case: models.Case,
    given_by: directory.Position,
    to: UUID,
    wanted: str,
    due_on: dt.date | None,
    now: dt.datetime,
) -> None:
    asked = directory.chart().positions.get(to)
    reach = reachable(case, given_by)
    if asked is None or to == given_by.id or asked.organisation_id not in reach:
        raise Refused("disposition_to")
    if wanted not in WANTED:
        raise Refused("disposition_words")
    if due_on is not None:
        calendar = directory.calendar()
        if due_on < calendar.local_date(now) or not calendar.is_working(due_on):
            raise Refused("disposition_due")
    before = case.dispositions.filter(from_position_id=given_by.id, to_position_id=to, status=OPEN)
    if before.exists():
        raise Refused("disposition_once")


def reachable(case: models.Case, given_by: directory.Position) -> set[UUID]:
    """Agencies whose positions a disposition may name: the own one, and those on a lane, also where
    the lane's formula named them."""
    compiled = services.version(hash=case.version_hash)
    chart = directory.chart()
    codes = {lane.organisation for lane in compiled.service.lanes.values()}
    lanes = {chart.by_code[code].id for code in codes if code in chart.by_code}
    worked = case.tasks.filter(organisation_id__isnull=False)
    at_work = {one for one in worked.values_list("organisation_id", flat=True) if one}
    reach = {given_by.organisation_id, case.organisation_id, *lanes, *at_work}
    return reach if case.narrowed_to is None else reach & set(case.narrowed_to)


def _locked(disposition_id: UUID, who: directory.Actor) -> models.Disposition:
    """The case and the disposition, locked in this order, for who takes part in the case."""
    known = models.Disposition.objects.filter(id=disposition_id).first()
    if known is None:
        raise NotFound("disposition_unknown")
    case = models.Case.objects.select_for_update().get(id=known.case_id)
    if not policy.takes_part(case, who):
        raise NotFound("disposition_unknown")
    row = models.Disposition.objects.select_for_update().get(id=disposition_id)
    row.case = case
    return row


def _check_current(row: models.Disposition, version: int) -> None:
    if row.status != OPEN or row.version != version:
        raise Stale("task_stale")


def _below(row: models.Disposition) -> list[models.Disposition]:
    """Open ones passed on from it, however deep."""
    rows = list(row.case.dispositions.select_for_update().filter(root_id=row.root_id, status=OPEN))
    found: list[models.Disposition] = []
    level = {row.id}
    while level:
        next_ones = [one for one in rows if one.parent_id in level]
        found += next_ones
        level = {one.id for one in next_ones}
    return found


def _close(row: models.Disposition, status: str, now: dt.datetime) -> None:
    row.status, row.closed_at, row.version = status, now, row.version + 1
    row.save(update_fields=["status", "closed_at", "version", "report_sealed"])


def _words(text: str, refusal: str) -> str:
    words = unicodedata.normalize("NFC", text).replace("\0", "").strip()
    if not words:
        raise Refused(refusal)
    if len(words) > MOST:
        raise Refused("note_long", most=MOST)
    return words


def _sealed(case: models.Case, row_id: UUID, field: str, words: str) -> bytes:
    key = directory.load_key(case.key_id)
    return vault.seal(key, words, table=TABLE, field=field, row=row_id)


def _organisation(position_id: UUID) -> UUID | None:
    found = directory.chart().positions.get(position_id)
    return found.organisation_id if found else None


def _append(
    row: models.Disposition,
    fact: ledger.Fact,
    who: directory.Actor,
    organisation: UUID | None,
    now: dt.datetime,
) -> None:
    entry = ledger.Entry(
        fact=fact,
        about=row.case_id,
        actor=who.account_id,
        organisation=organisation,
        occurred_at=now,
    )
    ledger.append([entry], now=now)
