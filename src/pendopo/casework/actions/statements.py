"""The parts of the one statement that opens a case: its row, its tasks, its timers, its files.

`source` is the step of the statement that lets it happen (a draft that was sent, a claimed
command); the parameters are those of `parameters`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from pendopo.casework.movement import Plan
from pendopo.casework.plain import dumps, iso
from pendopo.core.identity import uuid7
from pendopo.ledger import api as ledger

CLAIMED = """
WITH claimed AS MATERIALIZED (
    SELECT ledger_claim(%(actor)s::uuid, %(key)s::text, %(hash)s::bytea, %(result)s::jsonb) AS fresh
)"""


def opened(source: str, *, access: str, for_other: str, power: str = "NULL::uuid") -> str:
    """From the case to `ledger_append`. `access`, `for_other`, `power`: where the hash of the
    way-back code, that flag and the power of attorney come from."""
    return f""", opened AS (
    INSERT INTO casework_case (id, region_code, number, service, version_hash, organisation_id,
        person_id, account_id, applicant_masked, key_id, access_hash, channel, language, status,
        stage, outcome, state, answers, sealed, submitted_at, due_at, deemed_at, version, for_other,
        power_id)
    SELECT r.id, r.region_code, r.number, r.service, r.version_hash, r.organisation_id,
        r.person_id, r.account_id, r.applicant_masked, r.key_id, {access}, r.channel,
        r.language, r.status, r.stage, '', %(state)s::bytea, r.answers, %(sealed)s::bytea,
        r.submitted_at, r.due_at, r.deemed_at, 1, {for_other}, {power}
    FROM {source}, jsonb_to_record(%(row)s::jsonb) AS r(id uuid, region_code text, number text,
        service text, version_hash text, organisation_id uuid, person_id uuid, account_id uuid,
        applicant_masked text, key_id uuid, channel text, language text, status text, stage text,
        answers jsonb, submitted_at timestamptz, due_at timestamptz, deemed_at timestamptz)
    RETURNING id, region_code
), tasks AS (
    INSERT INTO casework_task (id, region_code, case_id, token, element, lane, organisation_id,
        role, position_id, item, status, opened_at, due_at, outcome, answers, version)
    SELECT t.id, opened.region_code, opened.id, t.token, t.element, t.lane, t.organisation_id,
        t.role, t.position_id, t.item, 'open', t.opened_at, t.due_at, '', '{{}}'::jsonb, 1
    FROM opened, jsonb_to_recordset(%(tasks)s::jsonb) AS t(id uuid, token integer, element text,
        lane text, organisation_id uuid, role text, position_id uuid, item jsonb,
        opened_at timestamptz, due_at timestamptz)
), timers AS (
    INSERT INTO casework_timer (id, region_code, case_id, token, kind, element, due_at)
    SELECT t.id, opened.region_code, opened.id, t.token, t.kind, t.element, t.due_at
    FROM opened, jsonb_to_recordset(%(timers)s::jsonb) AS t(id uuid, token integer, kind text,
        element text, due_at timestamptz)
), attachments AS (
    INSERT INTO casework_attachment (id, region_code, case_id, question, file_id, added_at)
    SELECT a.id, opened.region_code, opened.id, a.question, a.file_id, %(now)s::timestamptz
    FROM opened, jsonb_to_recordset(%(files)s::jsonb) AS a(id uuid, question text, file_id uuid)
)
SELECT claimed.fresh, (SELECT ledger_append(%(facts)s::jsonb) FROM opened) FROM claimed
"""


def parameters(
    plan: Plan,
    *,
    row: dict[str, Any],
    sealed: bytes,
    files: Iterable[tuple[str, str]],
    entries: Sequence[ledger.Entry],
    command: ledger.Command,
    result: dict[str, Any],
    now: dt.datetime,
) -> dict[str, Any]:
    """What every opening passes. row: the case's own columns, without what `plan` says; files:
    question and file id."""
    said = {
        **row,
        "region_code": ledger.current_region(),
        "status": plan.status,
        "stage": plan.stage,
        "submitted_at": now.isoformat(),
        "due_at": iso(plan.due_at),
        "deemed_at": iso(plan.deemed_at),
    }
    attached = [
        {"id": str(uuid7(now)), "question": question, "file_id": file_id}
        for question, file_id in files
    ]
    return {
        "actor": command.actor,
        "key": command.key,
        "hash": command.hash,
        "result": json.dumps(result),
        "now": now,
        "row": dumps(said),
        "state": plan.state,
        "sealed": sealed,
        "tasks": json.dumps(plan.task_rows),
        "timers": json.dumps(plan.timer_rows),
        "files": json.dumps(attached),
        "facts": ledger.rows([*entries, *plan.entries], now=now),
    }


def ids(files: Iterable[tuple[str, str]]) -> list[UUID]:
    return list({UUID(file_id) for _, file_id in files})
