"""The life of a licence after it was granted: suspended, lifted, revoked, changed.

Decided by whoever signs for the agency that keeps it, in one step, with a class of reason, the
legal ground and the version they looked at. A suspension does not lengthen the term: no rule
that we know says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from pendopo.casework import facts, models, policy, vault
from pendopo.casework.licence_data import check_changes, current, renamed
from pendopo.casework.licence_values import Decision
from pendopo.casework.refusals import Refused, Stale
from pendopo.casework.standing import FROM, REASONS, REVOKED, SUSPENDED, VALID, standing
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger

LONGEST_GROUND, LONGEST_DECISION, LONGEST_WORDS = 200, 80, 2000
TABLE, FIELD = "casework_licencechange", "sealed"


@ledger.within_region
def suspend(
    *,
    licence_id: UUID,
    who: directory.Actor,
    decision: Decision,
    now: dt.datetime,
    until: dt.date | None = None,
    command: ledger.Command | None = None,
) -> str:
    """Pembekuan, through `until` or until it is lifted. The new status."""
    row = _locked(licence_id, who)

    def act() -> dict[str, object]:
        today = _check(row, "suspend", who, decision, now)
        if until is not None and until < today:
            raise Refused("until_past")
        _note(row, "suspend", decision, who, now, until=until)
        _set(row, SUSPENDED, decision.reason, since=today, until=until)
        _tell_letter(row, "suspended", decision.reason, who, now)
        fact = facts.LicenceSuspended(
            licence=row.id, reason=decision.reason, since=today, until=until
        )
        _append(row, fact, who, now)
        return {"status": row.status}

    return str(ledger.once(command, act)["status"])


@ledger.within_region
def lift(
    *,
    licence_id: UUID,
    who: directory.Actor,
    decision: Decision,
    now: dt.datetime,
    command: ledger.Command | None = None,
) -> str:
    """A suspension is over: the licence is in force again."""
    row = _locked(licence_id, who)

    def act() -> dict[str, object]:
        today = _check(row, "lift", who, decision, now)
        _note(row, "lift", decision, who, now)
        _set(row, VALID, decision.reason, since=today)
        _tell_letter(row, "valid", decision.reason, who, now)
        fact = facts.LicenceLifted(licence=row.id, reason=decision.reason, since=today)
        _append(row, fact, who, now)
        return {"status": row.status}

    return str(ledger.once(command, act)["status"])


@ledger.within_region
def revoke(
    *,
    licence_id: UUID,
    who: directory.Actor,
    decision: Decision,
    now: dt.datetime,
    command: ledger.Command | None = None,
) -> str:
    """Pencabutan: final; its letter is revoked too. The number of the decision is required."""
    row = _locked(licence_id, who)

    def act() -> dict[str, object]:
        today = _check(row, "revoke", who, decision, now)
        if not decision.number.strip():
            raise Refused("decision_missing")
        _note(row, "revoke", decision, who, now)
        _set(row, REVOKED, decision.reason, since=today)
        _tell_letter(row, "revoked", decision.reason, who, now)
        fact = facts.LicenceRevoked(licence=row.id, reason=decision.reason, since=today)
        _append(row, fact, who, now)
        return {"status": row.status}

    return str(ledger.once(command, act)["status"])


@ledger.within_region
def change(
    *,
    licence_id: UUID,
    who: directory.Actor,
    decision: Decision,
    changes: Mapping[str, str],
    now: dt.datetime,
    command: ledger.Command | None = None,
) -> str:
    """Perubahan data: `changes` gives the new value of each field that changes. Old and new are
    kept, sealed; the letter stays as it was signed, the register tells what holds today."""
    row = _locked(licence_id, who)

    def act() -> dict[str, object]:
        today = _check(row, "change", who, decision, now)
        key = directory.load_key(row.key_id)
        found = check_changes(current(row, key), changes)
        fields = sorted(found)
        _note(row, "change", decision, who, now, fields=fields, changes=found)
        row.changed_on = today
        row.holder_masked = renamed(row, found) or row.holder_masked
        row.version += 1
        row.save(update_fields=["changed_on", "holder_masked", "version"])
        fact = facts.LicenceChanged(
            licence=row.id, reason=decision.reason, since=today, fields=tuple(fields)
        )
        _append(row, fact, who, now)
        return {"status": row.status}

    return str(ledger.once(command, act)["status"])


def _locked(licence_id: UUID, who: directory.Actor) -> models.Licence:
    """The row, locked, if it is in a register of the officer's agencies."""
    rows = models.Licence.objects.select_for_update(of=("self",)).select_related("case")
    return policy.check_keeps(rows.filter(id=licence_id).first(), who)


def _check(
    row: models.Licence,
    act: str,
    who: directory.Actor,
    decision: Decision,
    now: dt.datetime,
) -> dt.date:
    """Right, version, status and reason; today."""
    policy.check_decides(row, who)
    if row.version != decision.version:
        raise Stale("licence_stale")
    today = directory.today(now)
    if standing(row, today).status not in FROM[act]:
        raise Stale("licence_status")
    if decision.reason not in REASONS[act]:
        raise Refused("reason_missing")
    if len(decision.ground.strip()) < 5:
        raise Refused("ground_missing")
    return today


def _note(
    row: models.Licence,
    kind: str,
    decision: Decision,
    who: directory.Actor,
    now: dt.datetime,
    *,
    until: dt.date | None = None,
    fields: Sequence[str] = (),
    **kept: Any,
) -> None:
    change_id = uuid7(now)
    if len(decision.explanation) > LONGEST_WORDS:
        raise Refused("note_long", most=LONGEST_WORDS)
    models.LicenceChange.objects.create(
        id=change_id,
        licence=row,
        kind=kind,
        reason=decision.reason,
        ground=" ".join(decision.ground.split())[:LONGEST_GROUND],
        decision=" ".join(decision.number.split())[:LONGEST_DECISION],
        until=until,
        fields=list(fields),
        sealed=vault.seal(
            directory.load_key(row.key_id),
            {"explanation": decision.explanation, **kept},
            table=TABLE,
            field=FIELD,
            row=change_id,
        ),
        account_id=who.account_id,
        on=directory.today(now),
        at=now,
    )


def _set(
    row: models.Licence, status: str, reason: str, *, since: dt.date, until: dt.date | None = None
) -> None:
    row.status, row.reason, row.since, row.until = status, reason, since, until
    row.version += 1
    row.save(update_fields=["status", "reason", "since", "until", "version"])


def _tell_letter(
    row: models.Licence, status: Any, reason: str, who: directory.Actor, now: dt.datetime
) -> None:
    """What the QR of the letter says follows in the same transaction."""
    if row.letter_id is not None:
        documents.set_status(
            letter_id=row.letter_id,
            standing=status,
            reason=reason,
            now=now,
            actor_id=who.account_id,
        )


def _append(row: models.Licence, fact: ledger.Fact, who: directory.Actor, now: dt.datetime) -> None:
    entry = ledger.Entry(
        fact=fact,
        about=row.case_id or row.id,
        actor=who.account_id,
        organisation=row.organisation_id,
        occurred_at=now,
    )
    ledger.append([entry], now=now)
