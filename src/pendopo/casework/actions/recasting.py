"""A case begins again under another package: it came in as the wrong kind of report."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db.models import F, Min

from pendopo.casework import completion, facts, late_facts, models, movement, policy, vault
from pendopo.casework.actions.tasks import ANSWER
from pendopo.casework.plain import plain
from pendopo.casework.refusals import NotFound, Refused, as_ours
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

_APART = 100_000
"""So far below those of the new process the tokens of the steps so far are put."""


@ledger.within_region
def recast(*, case_id: UUID, service: str, who: directory.Actor, now: dt.datetime) -> str:
    """Let the case go on from the first step of another service that answers reports; the hash of
    its version. Number, code, papers, words and the steps so far stay.

    Its clocks count from the day it came in, as if it had been of this kind from the start: what
    has passed is not given back. The caller has checked the right. Raises `NotFound`, and `Refused`
    when it is over, when its steps so far mean nothing there, or when its answers do not hold.
    """
    case = models.Case.objects.select_for_update().filter(id=case_id).first()
    found = services.version_at(slug=service, at=now)
    compiled = services.version(hash=found.hash) if found else None
    if case is None or compiled is None or compiled.service.mode != ANSWER:
        raise NotFound("case_unknown")
    policy.check_takes_part(case, who)
    if case.ended_at is not None:
        raise Refused("case_ended")
    steps = case.tasks.exclude(status=models.Task.Status.CANCELLED)
    if not set(steps.values_list("element", flat=True)) <= set(compiled.tasks):
        raise Refused("recast_unfit")
    key = directory.load_key(case.key_id)
    move = _begun(case, compiled, key)
    before = case.version_hash
    entries = _leave(case, who, now)
    case.service, case.version_hash = compiled.slug, compiled.hash
    case.organisation_id = movement.owner(compiled).id
    case.answers = plain(move.answers.clear)
    case.sealed = vault.seal(
        key, plain(move.answers.personal), table="casework_case", field="sealed", row=case.id
    )
    fact = late_facts.CaseRecast(service=compiled.slug, old=before, new=compiled.hash)
    entries.append(_about(case, fact, who, now))
    movement.carry_out(
        case, move, compiled=compiled, now=now, entries=entries, actor=who.account_id
    )
    return compiled.hash


def _begun(
    case: models.Case, compiled: services.Compiled, key: directory.DataKey
) -> services.flow.Move:
    """The first move there, with what the new form asks of the answers given."""
    told = completion.application_answers(case, key)
    state = services.flow.CaseState.decode(bytes(case.state))
    try:
        return services.flow.begin(
            compiled,
            answers={name: one for name, one in told.items() if name in compiled.form.questions},
            applicant=state.applicant,
            now=case.submitted_at,
            calendar=directory.calendar(),
        )
    except services.Refused as refused:
        raise Refused("recast_unfit") from as_ours(refused)


def _leave(case: models.Case, who: directory.Actor, now: dt.datetime) -> list[ledger.Entry]:
    """What waits is given up; the steps so far make room for those of the new process."""
    waiting = list(case.tasks.filter(status=models.Task.Status.OPEN))
    for task in waiting:
        task.status, task.completed_at = models.Task.Status.CANCELLED, now
        task.version += 1
    models.Task.objects.bulk_update(waiting, ["status", "completed_at", "version"])
    lowest = min(0, case.tasks.aggregate(low=Min("token"))["low"] or 0)
    # Each time a block of its own: a token may not meet one that was put aside before.
    aside = _APART * (1 - lowest // _APART)
    case.tasks.filter(token__gte=0).update(token=F("token") - aside)
    case.timers.filter(done_at=None, cancelled_at=None).update(cancelled_at=now)
    return [
        _about(case, facts.TaskCancelled(task=one.id, element=one.element), who, now)
        for one in waiting
    ]


def _about(
    case: models.Case, fact: ledger.Fact, who: directory.Actor, now: dt.datetime
) -> ledger.Entry:
    return ledger.Entry(
        fact=fact,
        about=case.id,
        actor=who.account_id,
        organisation=case.organisation_id,
        occurred_at=now,
    )
