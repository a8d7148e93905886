"""The steps of a case: begin, complete, fire, answered, withdraw. Pure; casework and stories use
the same ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

import msgspec

from pendopo.core import process
from pendopo.core.clock import Calendar
from pendopo.core.decisions import DecisionError
from pendopo.services.compiled import RESULT, Compiled, TaskDef
from pendopo.services.flow import joining, starts
from pendopo.services.flow.answers import check_application, check_message, check_task
from pendopo.services.flow.move import Answers, Move
from pendopo.services.flow.moving import SKIPPED, Moving, unawaited
from pendopo.services.flow.state import CaseState, Opinion, Standing
from pendopo.services.problems import Refused


def begin(
    compiled: Compiled,
    *,
    answers: Mapping[str, object],
    applicant: Mapping[str, object],
    now: datetime,
    calendar: Calendar,
) -> Move:
    """A new case. answers: raw, of the whole application. applicant: what rules may know ("kind"
    and the like; nothing personal). Raises `Refused("answers")` with an error per field, or
    "not-applied-for"."""
    starts.check_applied_for(compiled)
    today = calendar.local_date(now)
    given = check_application(compiled, answers, applicant, today)
    case = CaseState(
        process=process.State(),
        submitted_at=now,
        answers=given.clear,
        applicant=dict(applicant),
        fee=fee(compiled, given.clear, applicant, today),
    )
    moving = Moving(compiled, case, now, calendar)
    moving.start()
    return moving.finish(given)


def complete(
    compiled: Compiled,
    case: CaseState,
    *,
    task: int,
    outcome: str,
    answers: Mapping[str, object],
    now: datetime,
    calendar: Calendar,
) -> Move:
    """A task is done. answers: raw; "items" holds what to mend when the outcome is itemised.

    Raises `Refused` with code "task-closed", "outcome-unknown" or "answers".
    """
    standing = _standing(case, task)
    definition = compiled.tasks[standing.element]
    _check_outcome(definition, outcome)
    today = calendar.local_date(case.submitted_at)
    if definition.corrects:
        given = check_application(compiled, answers, case.applicant, today)
        case = msgspec.structs.replace(
            case, answers=given.clear, fee=fee(compiled, given.clear, case.applicant, today)
        )
        kept: dict[str, object] = {}
    else:
        given = check_task(compiled, definition, outcome, answers)
        kept = given.clear
    moving = Moving(compiled, case, now, calendar)
    finished(moving, standing, outcome, {**kept, RESULT: outcome})
    return moving.finish(given)


def finished(
    moving: Moving, standing: Standing, outcome: str, result: Mapping[str, object]
) -> None:
    """An open task ends by an outcome, with what it found. Raises `Refused("stuck")`."""
    definition = moving.compiled.tasks[standing.element]
    task, chosen = standing.token, definition.outcomes[outcome]
    if chosen.clock:
        moving.mark(chosen.clock)
    if definition.spec.join is not None:
        moving.opine(Opinion(task, standing.item, outcome, dict(result)), standing.element)
        return
    if chosen.error:
        moving.fail(task, standing.element, chosen.error, result)
        return
    if chosen.escalation:
        moving.advance(process.Escalated(task, chosen.escalation, result))
        if task not in moving.tasks:  # whoever handles it has taken the task away
            moving.noted_done(standing.element)
            return
    moving.complete(task, standing.element, result)
    while chosen.decides_for_all and (rest := moving.next_repeat(standing.element)):
        moving.complete(rest, standing.element, {RESULT: SKIPPED})


def fire(
    compiled: Compiled, case: CaseState, *, token: int, now: datetime, calendar: Calendar
) -> Move:
    """A timer is due. Raises `Refused("timer-closed")` when it is no longer set.

    The timer of an agency's silence has the token of its task, and completes it.
    """
    if all(one.token != token for one in case.timers):
        raise Refused(
            "timer-closed",
            "Pengatur waktu ini sudah tidak berlaku.",
            "This timer is no longer set.",
        )
    moving = Moving(compiled, case, now, calendar)
    silent = next((one for one in case.tasks if one.token == token), None)
    if silent is not None:
        join = compiled.tasks[silent.element].spec.join
        assert join is not None and join.silence is not None  # nothing else sets such a timer
        said = join.silence.counts_as
        moving.timers.pop(token)
        given = Opinion(token, silent.item, said, {RESULT: said}, silent=True)
        moving.opine(given, silent.element)
        return moving.finish(Answers())
    moving.advance(process.Fired(token))
    return moving.finish(Answers())


def ask(
    compiled: Compiled,
    case: CaseState,
    *,
    element: str,
    organisation: str,
    now: datetime,
    calendar: Calendar,
) -> Move:
    """One more agency gives its opinion too. Raises `Refused` "asking-closed", "agency-asked"."""
    joining.check_ask(compiled, case, element, organisation)
    moving = Moving(compiled, case, now, calendar)
    moving.ask(element, organisation)
    return moving.finish(Answers())


def answered(
    compiled: Compiled,
    case: CaseState,
    *,
    token: int,
    result: Mapping[str, object],
    now: datetime,
    calendar: Calendar,
) -> Move:
    """A call is done. result: plain, nothing personal. Raises `Refused("call-closed")`."""
    if all(one.token != token for one in case.calls):
        raise Refused(
            "call-closed", "Panggilan ini sudah dijawab.", "This call has been answered already."
        )
    moving = Moving(compiled, case, now, calendar)
    moving.advance(process.Completed(token, dict(result)))
    return moving.finish(Answers())


def receive(
    compiled: Compiled,
    case: CaseState,
    *,
    message: str,
    data: Mapping[str, object],
    now: datetime,
    calendar: Calendar,
) -> Move:
    """A message comes in; whoever has waited longest for it takes it. data: raw answers to the
    message's form. Raises `Refused` "message-unawaited" or "answers"."""
    if case.ended:
        raise unawaited()
    clean = check_message(compiled, message, data)
    moving = Moving(compiled, case, now, calendar)
    moving.advance(process.Received(message, clean))
    return moving.finish(Answers(clear=clean))


def signalled(
    compiled: Compiled,
    case: CaseState,
    *,
    signal: str,
    data: Mapping[str, object],
    now: datetime,
    calendar: Calendar,
) -> Move:
    """A signal comes in; everybody who waits for it takes it. Raises `Refused` when nobody does."""
    waiting = process.waiting(compiled.graph, case.process) if not case.ended else ()
    if all((one.kind, one.name) != ("signal", signal) for one in waiting):
        raise unawaited()
    moving = Moving(compiled, case, now, calendar)
    moving.advance(process.Signalled(signal, dict(data)))
    return moving.finish(Answers())


def sent(case: CaseState, *, token: int) -> CaseState:
    """A message or signal of this case has been delivered, or nobody wanted it."""
    left = tuple(one for one in case.sends if one.token != token)
    return msgspec.structs.replace(case, sends=left)


def may_withdraw(compiled: Compiled, case: CaseState) -> bool:
    """Whether the applicant can still withdraw: running, and not yet past the closing tasks."""
    closed = set(compiled.service.withdrawal.closed_by)
    return not case.ended and not closed.intersection(case.done)


def withdraw(compiled: Compiled, case: CaseState, *, now: datetime, calendar: Calendar) -> Move:
    """The applicant withdraws. Raises `Refused("too-late")` unless `may_withdraw`."""
    if not may_withdraw(compiled, case):
        raise Refused(
            "too-late",
            "Permohonan ini sudah diputus sehingga tidak dapat dicabut lagi.",
            "This application has been decided and can no longer be withdrawn.",
        )
    moving = Moving(compiled, case, now, calendar)
    moving.advance(process.Withdrawn())
    return moving.finish(Answers())


def fee(
    compiled: Compiled, clear: Mapping[str, object], applicant: Mapping[str, object], today: date
) -> int:
    """Rupiah for these answers by the rule of the day. Raises `Refused("fee")` when undecided."""
    rule = compiled.fee_rule(today)
    if rule.amount is not None or rule.elsewhere:
        return rule.amount or 0
    value = rupiah(compiled, rule.decision, clear, applicant, today)
    if value is None:
        raise Refused(
            "fee",
            "Biaya untuk isian ini belum dapat ditentukan.",
            "The fee for these answers cannot be determined.",
        )
    return value


def estimate(
    compiled: Compiled, clear: Mapping[str, object], applicant: Mapping[str, object], today: date
) -> int | None:
    """What the system of record will probably charge, in rupiah; None when the package estimates
    nothing, or the answers do not decide it."""
    spec = compiled.service.estimate
    return rupiah(compiled, spec.decision, clear, applicant, today) if spec else None


def rupiah(
    compiled: Compiled,
    decision: str,
    clear: Mapping[str, object],
    applicant: Mapping[str, object],
    today: date,
) -> int | None:
    """A whole amount that a decision gives for these answers; None when it gives none."""
    names = {"applicant": dict(applicant), "today": today, **compiled.feel_answers(clear)}
    try:
        value = compiled.decisions.evaluate(decision, names) if compiled.decisions else None
    except DecisionError:
        return None
    if not isinstance(value, Decimal) or value < 0 or value != value.to_integral_value():
        return None
    return int(value)


def _standing(case: CaseState, token: int) -> Standing:
    for one in case.tasks:
        if one.token == token:
            return one
    raise Refused(
        "task-closed",
        "Tugas ini sudah diselesaikan atau tidak diperlukan lagi.",
        "This task has been done or is no longer needed.",
    )


def _check_outcome(definition: TaskDef, outcome: str) -> None:
    if outcome not in definition.outcomes:
        raise Refused(
            "outcome-unknown",
            "Pilihan ini tidak ada pada tugas tersebut.",
            "This choice does not belong to the task.",
        )
