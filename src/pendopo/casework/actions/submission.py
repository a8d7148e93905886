"""Sending an application: one statement that opens the case, its tasks and its facts.

This is the busiest verb. Besides the draft and its key it costs one statement: the command's
claim, the look at its files, the case, its tasks, timers and attachments, and `ledger_append`,
together or not at all.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from pendopo.casework import models, movement, vault
from pendopo.casework.actions import statements
from pendopo.casework.actions.drafts import answers_of, may_open
from pendopo.casework.facts import CaseSubmitted
from pendopo.casework.names import rule_names
from pendopo.casework.refusals import NotFound, Refused, Stale, as_ours
from pendopo.casework.values import Submission
from pendopo.core import references
from pendopo.core.forms import files_in, mask
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

_SENT = """, sent AS (
    UPDATE casework_draft SET case_id = %(case)s::uuid, person_id = %(person)s::uuid,
           version = version + 1, updated_at = %(now)s::timestamptz
    FROM claimed
    WHERE id = %(draft)s::uuid AND version = %(version)s AND case_id IS NULL AND claimed.fresh
          AND documents_all_complete(%(draft)s::uuid, %(wanted)s::uuid[])
    RETURNING code_hash, for_other, power_id
)"""
_OPEN_CASE = (
    statements.CLAIMED
    + _SENT
    + statements.opened(
        "sent", access="sent.code_hash", for_other="sent.for_other", power="sent.power_id"
    )
)


_COLUMNS = [field.attname for field in models.Draft._meta.concrete_fields]
_DRAFT = (
    f"SELECT {', '.join(_COLUMNS)}, directory_wrapped_key(key_id)"
    " FROM casework_draft WHERE id = %s FOR NO KEY UPDATE"
)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A draft that holds: what the statement needs. `clean`: all answers, normalised. `files`:
    question and id of each file among them."""

    draft: models.Draft
    clean: dict[str, Any]
    files: list[tuple[str, str]]
    compiled: services.Compiled
    move: services.flow.Move
    key: directory.DataKey


@ledger.within_region
def submit(
    *,
    draft_id: UUID,
    who: directory.Actor,
    key: str = "",
    version: int,
    now: dt.datetime,
    command: ledger.Command,
) -> Submission:
    """Send the draft. The same command again gets the same answer and changes nothing.

    Raises `Invalid` with every answer that does not hold, `Stale` when the draft was changed or
    sent meanwhile, `NotFound`, `Refused`.
    """
    ready = _ready(draft_id, who, key, now, command)
    if isinstance(ready, Submission):
        return ready
    person_id = ready.draft.person_id or _register_applicant(ready, who, now)
    case_id = uuid7(now)
    number = references.new_reference()
    plan = movement.plan(ready.move, compiled=ready.compiled, case_id=case_id, now=now)
    submitted = CaseSubmitted(
        service=ready.draft.service,
        version=ready.draft.version_hash,
        number=number,
        channel=ready.draft.channel,
        for_other=ready.draft.for_other,
        power=ready.draft.power_id,
    )
    row = {
        "id": str(case_id),
        "number": number,
        "service": ready.draft.service,
        "version_hash": ready.draft.version_hash,
        "organisation_id": str(movement.owner(ready.compiled).id),
        "person_id": str(person_id),
        "account_id": str(who.account_id) if who.account_id else None,
        "applicant_masked": _masked_name(ready),
        "key_id": str(ready.key.id),
        "channel": ready.draft.channel,
        "language": ready.draft.language,
        "answers": ready.move.answers.clear,
    }
    sealed = vault.seal(
        ready.key, ready.move.answers.personal, table="casework_case", field="sealed", row=case_id
    )
    told = ledger.Entry(
        fact=submitted,
        about=case_id,
        actor=who.account_id,
        organisation=movement.owner(ready.compiled).id,
        occurred_at=now,
    )
    with connection.cursor() as cursor:
        cursor.execute(
            _OPEN_CASE,
            {
                **statements.parameters(
                    plan,
                    row=row,
                    sealed=sealed,
                    files=ready.files,
                    entries=[told],
                    command=command,
                    result={"case": str(case_id), "number": number, "at": now.isoformat()},
                    now=now,
                ),
                "case": case_id,
                "person": person_id,
                "draft": draft_id,
                "version": version,
                "wanted": statements.ids(ready.files),
            },
        )
        fresh, appended = cursor.fetchone()
    if not fresh:
        before = _repeated(command)
        transaction.set_rollback(True)  # what was prepared for a second case is no more
        return before
    if not appended and ready.draft.version != version:
        raise Stale("draft_stale")
    if not appended:
        raise Refused("files_unknown")
    return Submission(case_id=case_id, number=number, submitted_at=now)


def _ready(
    draft_id: UUID, who: directory.Actor, key: str, now: dt.datetime, command: ledger.Command
) -> _Ready | Submission:
    draft, wrapped = _draft(draft_id)
    if not may_open(draft, who, key):
        raise NotFound("draft_unknown")
    if draft.case_id:
        return _repeated(command)
    current = services.version_at(slug=draft.service, at=now)
    if current is None:
        raise Refused("service_unknown")
    compiled = services.version(hash=current.hash)
    draft.version_hash = current.hash
    key_of_draft = directory.open_key(draft.key_id, wrapped)
    move = begun(compiled, answers_of(draft, key_of_draft), who=who, now=now)
    clean = {**move.answers.clear, **move.answers.personal}
    return _Ready(draft, clean, list(files_in(compiled.form, clean)), compiled, move, key_of_draft)


def _draft(draft_id: UUID) -> tuple[models.Draft, memoryview | bytes | None]:
    """The draft, locked, and its wrapped key, by plain SQL: building the query would cost more
    than asking it. Raises `NotFound`.

    Two that send the same draft wait here for each other, before anything is written.
    """
    with connection.cursor() as cursor:
        cursor.execute(_DRAFT, [draft_id])
        row = cursor.fetchone()
    if row is None:
        raise NotFound("draft_unknown")
    return models.Draft.from_db(None, _COLUMNS, row[:-1]), row[-1]


def begun(
    compiled: services.Compiled, answers: dict[str, Any], *, who: directory.Actor, now: dt.datetime
) -> services.flow.Move:
    """The first move of a case, or `Invalid` with every answer that does not hold."""
    try:
        return services.flow.begin(
            compiled,
            answers=answers,
            applicant=rule_names(who),
            now=now,
            calendar=directory.calendar(),
        )
    except services.Refused as refused:
        raise as_ours(refused) from refused


def _repeated(command: ledger.Command) -> Submission:
    """What was answered to this command; `Refused` when another command sent the draft."""
    before = ledger.recall(command)
    if before is None:
        raise Refused("draft_sent")
    return Submission(
        case_id=UUID(before["case"]),
        number=before["number"],
        submitted_at=dt.datetime.fromisoformat(before["at"]),
        repeated=True,
    )


def _register_applicant(ready: _Ready, who: directory.Actor, now: dt.datetime) -> UUID:
    """Someone becomes a person by what the form says, under the draft's key: whoever has no
    account, is represented by one, or owns one that has no person yet (then it is theirs)."""
    known = {
        (question.prefill or "").removeprefix("applicant."): ready.clean.get(question.name)
        for question in ready.compiled.form.questions.values()
        if (question.prefill or "").startswith("applicant.")
    }
    person_id = directory.register_applicant(known=known, key=ready.key, now=now)
    if who.kind == "citizen" and who.person_id is None and not ready.draft.for_other:
        nik = str(known.get("nik") or "")
        directory.claim_person(person_id=person_id, nik=nik, actor=who, now=now)
    return person_id


def _masked_name(ready: _Ready) -> str:
    for question in ready.compiled.form.questions.values():
        if question.prefill == "applicant.name":
            return mask(str(ready.clean.get(question.name, "")), "name")
    return ""
