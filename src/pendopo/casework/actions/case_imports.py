"""Cases in flight come in from an older system: judged row by row first, then made cases by a job,
each old number once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import UUID

from pendopo.casework import models, movement, open_facts, policy, subscriptions, vault
from pendopo.casework.access import access_hash
from pendopo.casework.facts import ClockMarked
from pendopo.casework.open_rows import (
    Bounds,
    OldOpenCase,
    judge,
    refusals,
    said,
    stand,
)
from pendopo.casework.plain import parsed, plain
from pendopo.casework.queries.case_imports import CaseImportView, view_of
from pendopo.casework.refusals import NotFound, Refused, Stale
from pendopo.casework.sheets import open_cases
from pendopo.core.forms import mask
from pendopo.core.identity import uuid7
from pendopo.core.references import new_reference
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

AT_ONCE = 500
"""Rows sealed together, and made cases in one transaction."""
TABLE, FIELD = "casework_caseimportpart", "sealed"
CHANNEL = "import"


@ledger.within_region
def judge_cases(
    *, who: directory.Actor, service: str, content: bytes, tell: bool, now: dt.datetime
) -> CaseImportView:
    """The dry run: nothing comes in. Rows rest sealed until they do, when all are sound.

    tell: whether the applicants shall hear of it. Rows whose old number is here already are
    reported and left out. Raises `Refused` for a file that cannot be read, an unknown service,
    and for whoever neither signs nor supervises at its agency.
    """
    compiled = _current(service, now)
    owner = movement.owner(compiled)
    policy.check_heads(who, owner.id)
    assert who.account_id is not None  # an officer has one
    rows = open_cases.read(content, compiled)
    first = min(one.valid_from for one in services.versions_of(slug=service))
    calendar = directory.calendar()
    bounds = Bounds(calendar.local_date(first), now, calendar)
    sound, wrong = judge(rows, compiled, bounds)
    there = _there(service, [one.key for one in sound])
    known = [said(one.row, open_cases.NUMBER, "number_known") for one in sound if one.key in there]
    fresh = [one for one in sound if one.key not in there]
    batch_id, key = uuid7(now), directory.new_key(now)
    report = sorted([*wrong, *known], key=lambda one: one.row)
    row = models.CaseImport.objects.create(
        id=batch_id,
        organisation_id=owner.id,
        account_id=who.account_id,
        service=service,
        version_hash=compiled.hash,
        status="refused" if wrong else "checked",
        rows=len(fresh),
        known=len(known),
        report=[[*asdict(one).values()] for one in report],
        sound=[one.row for one in fresh],
        tell=tell,
        key_id=key.id,
        at=now,
    )
    if not wrong:
        _keep(row, key, fresh, now)
    bad = len({one.row for one in wrong})
    fact = open_facts.CaseImportJudged(service=service, rows=len(rows), wrong=bad, known=len(known))
    ledger.append([_about(row, fact, now)], now=now)
    return view_of(row)


def _current(service: str, now: dt.datetime) -> services.Compiled:
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


def _there(service: str, keys: Sequence[str]) -> set[str]:
    """Old numbers that are here already."""
    rows = models.OldCase.objects.filter(service=service, number_key__in=list(keys))
    return set(rows.values_list("number_key", flat=True))


@ledger.within_region
def begin_case_import(
    *, import_id: UUID, who: directory.Actor, version: int, now: dt.datetime
) -> CaseImportView:
    """Let the rows of a sound list come in; a job does it. Asked again: the same answer.

    Raises `Stale` when the service has got another version since the dry run.
    """
    row = _locked(import_id)
    policy.check_heads(who, row.organisation_id)
    if row.status in ("running", "done"):
        return view_of(row)
    if row.status != "checked" or row.version != version or not row.rows:
        raise Stale("import_status")
    if _current(row.service, now).hash != row.version_hash:
        raise Stale("import_version")
    row.status, row.begun_at = "running", now
    row.version += 1
    row.save(update_fields=["status", "begun_at", "version"])
    begun = open_facts.CaseImportBegun(rows=row.rows)
    ledger.append([_about(row, begun, now, who.account_id)], now=now)
    return view_of(row)


@ledger.within_region
def bring_in(*, import_id: UUID, now: dt.datetime) -> bool:
    """The next rows of a running import become cases; False when there are none left.

    A row whose old number is here already is passed over, so a job that died goes on where it
    stopped. A row that no longer stands (a day was ruled off meanwhile) is left and reported.
    """
    row = _locked(import_id)
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
        ledger.append([_about(row, ended, now)], now=now)
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
    there = _there(row.service, [one.key for one in some])
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


def _locked(import_id: UUID) -> models.CaseImport:
    row = models.CaseImport.objects.select_for_update().filter(id=import_id).first()
    if row is None:
        raise NotFound("import_unknown")
    return row


def _about(
    row: models.CaseImport, fact: ledger.Fact, now: dt.datetime, actor: UUID | None = None
) -> ledger.Entry:
    return ledger.Entry(
        fact=fact,
        about=row.id,
        actor=actor or row.account_id,
        organisation=row.organisation_id,
        occurred_at=now,
    )
