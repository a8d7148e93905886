"""Cases in flight come in from an older system: after they were judged, made cases by a job, each
old number once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import UUID

from pendopo.casework import (
    models,
    movement,
    open_facts,
    policy,
    subscriptions,
    vault,
)
from pendopo.casework.access import access_hash
from pendopo.casework.actions.case_judging import (
    FIELD,
    TABLE,
    about,
    current,
    judge_cases,
    locked,
    there_already,
)
from pendopo.casework.facts import ClockMarked
from pendopo.casework.open_rows import (
    OldOpenCase,
    refusals,
    stand,
)
from pendopo.casework.plain import parsed, plain
from pendopo.casework.queries.case_imports import CaseImportView, view_of
from pendopo.casework.refusals import Stale
from pendopo.casework.sheets import open_cases
from pendopo.core.forms import mask
from pendopo.core.identity import uuid7
from pendopo.core.references import new_reference
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

CHANNEL = "import"
__all__ = ["begin_case_import", "bring_in", "judge_cases"]


@ledger.within_region
def begin_case_import(
    *, import_id: UUID, who: directory.Actor, version: int, now: dt.datetime
) -> CaseImportView:
    """Let the rows of a sound list come in; a job does it. Asked again: the same answer.

    Raises `Stale` when the service has got another version since the dry run.
    """
    row = locked(import_id)
    policy.check_heads(who, row.organisation_id)
    if row.status in ("running", "done"):
        return view_of(row)
    if row.status != "checked" or row.version != version or not row.rows:
        raise Stale("import_status")
    if current(row.service, now).hash != row.version_hash:
        raise Stale("import_version")
    row.status, row.begun_at = "running", now
    row.version += 1
    row.save(update_fields=["status", "begun_at", "version"])
    begun = open_facts.CaseImportBegun(rows=row.rows)
    ledger.append([about(row, begun, now, who.account_id)], now=now)
    return view_of(row)


@ledger.within_region
def bring_in(*, import_id: UUID, now: dt.datetime) -> bool:
    """The next rows of a running import become cases; False when there are none left.

    A row whose old number is here already is passed over, so a job that died goes on where it
    stopped. A row that no longer stands (a day was ruled off meanwhile) is left and reported.
    """
    row = locked(import_id)
    if row.status != "running":
        return False
    part = row.parts.get(first=row.done)
    kept = vault.unseal(
        directory.load_key(row.key_id), part.sealed, table=TABLE, field=FIELD, row=part.id
    )
    some = [OldOpenCase(**one) for one in kept]
    compiled = services.version(hash=row.version_hash)
    _make(row, some, compiled, now)
    part.delete()  # the answers now rest with their cases only
    row.done += len(some)
    fields = ["done", "report", "sound"]
    if row.done >= row.rows:
        row.status, row.ended_at = "done", now
        fields += ["status", "ended_at"]
        made = models.OldCase.objects.filter(batch=row).count()
        ended = open_facts.CaseImportEnded(imported=made, left=row.rows - made)
        ledger.append([about(row, ended, now)], now=now)
    row.save(update_fields=fields)
    return row.status == "running"


@dataclass(frozen=True, slots=True)
class _Made:
    """A row that stands, and its move."""

    one: OldOpenCase
    move: services.flow.Move

    @property
    def clean(self) -> dict[str, Any]:
        return {**self.move.answers.clear, **self.move.answers.personal}


def _make(
    row: models.CaseImport,
    some: Sequence[OldOpenCase],
    compiled: services.Compiled,
    now: dt.datetime,
) -> None:
    """The cases that are new, with person, task, timers and facts, all in bulk: the number of
    statements does not grow with the rows."""
    there = there_already(row.service, [one.key for one in some])
    standing = _standing(row, [one for one in some if one.key not in there], compiled, now)
    keys = directory.new_keys(len(standing), now=now)
    known = [_known(compiled, one.clean) for one in standing]
    people = directory.register_applicants(found=list(zip(known, keys, strict=True)), now=now)
    cases, tasks, timers, olds = [], [], [], []
    entries: list[ledger.Entry] = []
    for one, key, person_id, words in zip(standing, keys, people, known, strict=True):
        case_id = uuid7(now)
        plan = movement.plan(one.move, compiled=compiled, case_id=case_id, now=now)
        case = _case(row, one, compiled, plan, key, person_id, words, case_id, now)
        cases.append(case)
        tasks += [_of(models.Task, case, made) for made in plan.task_rows]
        timers += [_of(models.Timer, case, made) for made in plan.timer_rows]
        olds.append(_old(row, one, case, now))
        entries.append(_imported(row, one, case, now))
        entries += [_since(entry, case) for entry in plan.entries]
    models.Case.objects.bulk_create(cases)
    models.Task.objects.bulk_create(tasks)
    models.Timer.objects.bulk_create(timers)
    models.OldCase.objects.bulk_create(olds)
    if services.flow.listens(compiled):
        for made, case in zip(standing, cases, strict=True):
            subscriptions.follow(case, compiled, made.move.case, now)
    if entries:
        ledger.append(entries, now=now)


def _standing(
    row: models.CaseImport,
    some: Sequence[OldOpenCase],
    compiled: services.Compiled,
    now: dt.datetime,
) -> list[_Made]:
    """Where each row stands; those that no longer do go into the report."""
    calendar, found = directory.calendar(), []
    for one in some:
        try:
            found.append(_Made(one, stand(one, compiled, calendar, now)))
        except services.Refused as refused:
            lines = refusals(one.row, refused, open_cases.columns(compiled))
            row.report = [*row.report, *([*asdict(line).values()] for line in lines)]
            row.sound = [number for number in row.sound if number != one.row]
    return found


def _case(
    row: models.CaseImport,
    made: _Made,
    compiled: services.Compiled,
    plan: movement.Plan,
    key: directory.DataKey,
    person_id: UUID,
    words: Mapping[str, Any],
    case_id: UUID,
    now: dt.datetime,
) -> models.Case:
    return models.Case(
        id=case_id,
        number=new_reference(),
        service=row.service,
        version_hash=compiled.hash,
        organisation_id=row.organisation_id,
        person_id=person_id,
        applicant_masked=mask(str(words.get("name") or ""), "name")[:120],
        key_id=key.id,
        access_hash=access_hash(f"{new_reference()}-{new_reference()}"),  # nobody has this code
        channel=CHANNEL,
        language="id",
        status=plan.status,
        stage=plan.stage,
        state=plan.state,
        answers=plain(made.move.answers.clear),
        sealed=vault.seal(
            key, made.move.answers.personal, table="casework_case", field="sealed", row=case_id
        ),
        submitted_at=made.move.case.submitted_at,
        due_at=plan.due_at,
        deemed_at=plan.deemed_at,
    )


def _known(compiled: services.Compiled, clean: Mapping[str, Any]) -> dict[str, Any]:
    """What the application says of its applicant, by the names of `register_applicant`."""
    return {
        (question.prefill or "").removeprefix("applicant."): clean.get(question.name)
        for question in compiled.form.questions.values()
        if (question.prefill or "").startswith("applicant.")
    }


def _of(model: Any, case: models.Case, made: Mapping[str, Any]) -> Any:
    return model(case=case, **parsed(made))


def _old(
    row: models.CaseImport, made: _Made, case: models.Case, now: dt.datetime
) -> models.OldCase:
    return models.OldCase(
        id=uuid7(now),
        case=case,
        batch=row,
        service=row.service,
        number=made.one.number,
        number_key=made.one.key,
        received_on=dt.date.fromisoformat(made.one.received),
        letter_number=made.one.letter,
        letter_dated=_day(made.one.lettered),
        row=made.one.row,
    )


def _imported(
    row: models.CaseImport, made: _Made, case: models.Case, now: dt.datetime
) -> ledger.Entry:
    fact = open_facts.CaseImported(
        batch=row.id,
        service=row.service,
        version=row.version_hash,
        number=case.number,
        element=made.one.element,
        received=dt.date.fromisoformat(made.one.received),
        row=made.one.row,
        told=row.tell,
        letter_dated=_day(made.one.lettered),
    )
    return ledger.Entry(
        fact=fact,
        about=case.id,
        actor=row.account_id,
        organisation=row.organisation_id,
        occurred_at=now,
    )


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _since(entry: ledger.Entry, case: models.Case) -> ledger.Entry:
    """The clock started when the application came in there, not when the row came in here."""
    started = isinstance(entry.fact, ClockMarked) and entry.fact.mark == "start"
    return replace(entry, occurred_at=case.submitted_at) if started else entry
