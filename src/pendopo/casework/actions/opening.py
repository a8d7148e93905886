"""Opening a case without a draft: what arrives complete, as a report of a citizen does.

Beside the person and the key, which the caller has, it costs one statement.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from pendopo.casework import movement, vault
from pendopo.casework.access import access_hash
from pendopo.casework.actions import statements
from pendopo.casework.actions.submission import begun
from pendopo.casework.facts import CaseSubmitted
from pendopo.casework.refusals import NotFound
from pendopo.casework.values import Opened
from pendopo.core import references
from pendopo.core.forms import files_in
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

OPENED = ("answer", "incident", "finding")
"""Modes of services whose cases somebody opens who does not apply for anything."""
_OPEN = statements.CLAIMED + statements.opened(
    "(SELECT 1 FROM claimed WHERE claimed.fresh) AS go",
    access="%(access)s::bytea",
    for_other="false",
)


@ledger.within_region
def open_case(
    *,
    case_id: UUID,
    service: str,
    answers: Mapping[str, Any],
    who: directory.Actor,
    person_id: UUID,
    applicant_masked: str,
    key: directory.DataKey,
    channel: str,
    language: str,
    now: dt.datetime,
    command: ledger.Command,
    reference: tuple[str, str] | None = None,
) -> Opened:
    """Open a case of a service that answers reports (mode `answer`), deals with an `incident` or
    follows up a `finding`, in one statement.

    case_id: chosen by the caller, whose own row may point to it; key: seals the answers;
    reference: number and code that somebody was given before, else new ones; files
    among them belong to the case (`owner_id`). The same command again gets the same number and
    code, and the caller's preparations are rolled back. Raises `Invalid` with every answer that
    does not hold, `NotFound` when there is no such service.
    """
    current = services.version_at(slug=service, at=now)
    compiled = services.version(hash=current.hash) if current else None
    if compiled is None or compiled.service.mode not in OPENED:
        raise NotFound("service_unknown")
    move = begun(compiled, dict(answers), who=who, now=now)
    owned = Owned(person_id, applicant_masked, key, who.account_id)
    number, code = reference or (references.new_reference(), references.new_reference())
    submitted = CaseSubmitted(
        service=compiled.slug, version=compiled.hash, number=number, channel=channel
    )
    told = ledger.Entry(
        fact=submitted,
        about=case_id,
        actor=who.account_id,
        organisation=movement.owner(compiled).id,
        occurred_at=now,
    )
    opened = insert(
        move,
        compiled=compiled,
        case_id=case_id,
        number=number,
        code=code,
        owned=owned,
        channel=channel,
        language=language,
        told=told,
        command=command,
        now=now,
    )
    if opened is None:
        before = ledger.recall(command) or {}
        repeated = _repeated(before)
        transaction.set_rollback(True)  # what was prepared for a second case is no more
        return repeated
    return opened


@dataclass(frozen=True, slots=True)
class Owned:
    """Whose a case is, and the key that seals it. account_id: of whoever sent it."""

    person_id: UUID
    masked: str
    key: directory.DataKey
    account_id: UUID | None = None


def insert(
    move: services.flow.Move,
    *,
    compiled: services.Compiled,
    case_id: UUID,
    number: str,
    code: str,
    owned: Owned,
    channel: str,
    language: str,
    told: ledger.Entry,
    command: ledger.Command,
    now: dt.datetime,
) -> Opened | None:
    """The one statement: the case with its tasks, timers, files and facts, `told` first. None when
    the command was carried out before; nothing was written then."""
    key = owned.key
    plan = movement.plan(move, compiled=compiled, case_id=case_id, now=now)
    row = {
        "id": str(case_id),
        "number": number,
        "service": compiled.slug,
        "version_hash": compiled.hash,
        "organisation_id": str(movement.owner(compiled).id),
        "person_id": str(owned.person_id),
        "account_id": str(owned.account_id) if owned.account_id else None,
        "applicant_masked": owned.masked,
        "key_id": str(key.id),
        "channel": channel,
        "language": language,
        "answers": move.answers.clear,
    }
    kept = vault.seal(key, code, table="casework_case", field="code", row=case_id)
    result = {
        "case": str(case_id),
        "number": number,
        "key": str(key.id),
        "code": kept.hex(),
        "at": now.isoformat(),
    }
    parameters = statements.parameters(
        plan,
        row=row,
        sealed=vault.seal(
            key, move.answers.personal, table="casework_case", field="sealed", row=case_id
        ),
        files=list(files_in(compiled.form, {**move.answers.clear, **move.answers.personal})),
        entries=[told],
        command=command,
        result=result,
        now=now,
    )
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, {**parameters, "access": access_hash(code)})
        fresh, _appended = cursor.fetchone()
    if not fresh:
        return None
    return Opened(case_id=case_id, number=number, code=code, opened_at=now)


def _repeated(before: Mapping[str, Any]) -> Opened:
    case_id, key_id = UUID(before["case"]), UUID(before["key"])
    sealed = bytes.fromhex(before["code"])
    code = vault.unseal(
        directory.load_key(key_id), sealed, table="casework_case", field="code", row=case_id
    )
    return Opened(
        case_id=case_id,
        number=before["number"],
        code=str(code),
        opened_at=dt.datetime.fromisoformat(before["at"]),
        repeated=True,
    )
