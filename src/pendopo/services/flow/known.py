"""What the formulas of a package may read of a case, and the limits that depend on it."""

from __future__ import annotations

from datetime import date

from pendopo.core import process
from pendopo.core.clock import Calendar
from pendopo.services import limits
from pendopo.services.compiled import OWNER, Compiled
from pendopo.services.flow import joining
from pendopo.services.flow.calls import call_of, called, inside, plainly
from pendopo.services.flow.move import Awaited
from pendopo.services.flow.state import CaseState, Standing
from pendopo.services.schema import DatedLimit

LONGEST_KEY = 120
PROMISED = "Tenggat yang diberikan sistem sebelumnya"
"""On what a limit rests that was promised before the case came here."""


def facts(compiled: Compiled, case: CaseState, submitted: date) -> dict[str, object]:
    """What is known of a case besides the results of its tasks; nothing that passes with time."""
    return {
        **compiled.feel_answers(case.answers),
        "applicant": case.applicant,
        "submitted": submitted,
        "fee": case.fee,
        "joined": joining.results(compiled, case.joined),
    }


def total_limit(compiled: Compiled, case: CaseState, calendar: Calendar) -> DatedLimit:
    """The limit of the whole service for this case, or what was promised where it began."""
    if case.promised is not None:
        since = calendar.local_date(case.submitted_at)
        return DatedLimit(since=since, value=case.promised, basis=PROMISED)
    return _limit(compiled, compiled.service.sla.total, case, calendar)


def task_limit(
    compiled: Compiled, case: CaseState, element: str, calendar: Calendar
) -> DatedLimit | None:
    """The limit of a task, its stage's when it has one, or None."""
    spec = compiled.tasks[element].spec
    rules = compiled.service.sla.stages[spec.stage].limit if spec.stage else spec.limit
    return _limit(compiled, rules, case, calendar, call_of(compiled, element)) if rules else None


def named_limits(
    compiled: Compiled, case: CaseState, calendar: Calendar, call: str = ""
) -> dict[str, DatedLimit]:
    """What the drawing reads as `limits`: by stage, and by task that has a limit of its own. call:
    in the drawing of the package that is called there."""
    rules = {name: stage.limit for name, stage in compiled.service.sla.stages.items()}
    rules |= {
        element: task.spec.limit
        for element, task in compiled.tasks.items()
        if task.spec.limit and not task.stage
    }
    return {
        plainly(name): _limit(compiled, found, case, calendar, call)
        for name, found in rules.items()
        if call_of(compiled, name) == call
    }


def whose(
    compiled: Compiled, case: CaseState, task: Standing, calendar: Calendar, today: date
) -> str:
    """The agency whose an open task is: a directory code, "owner", "applicant", or "" when its
    formula gives no text."""
    definition = compiled.tasks[task.element]
    if not definition.whose:
        return definition.organisation_for(task.item)
    names = facts(compiled, case, calendar.local_date(case.submitted_at)) | {"today": today}
    inside = called(compiled, case, calendar, lambda call: {"today": today})
    seen = process.visible(compiled.graph, case.process, task.token, names, inside)
    node = compiled.graph.nodes[task.element]
    if node.many is not None:
        seen[node.many.variable] = task.item
    value = compiled.expressions[definition.whose].evaluate(seen)
    said = value.strip() if isinstance(value, str) and value.strip() != "applicant" else ""
    call = call_of(compiled, task.element)
    return compiled.called[call].service.agency if said == OWNER and call else said


def message_key(
    compiled: Compiled, case: CaseState, element: str, name: str, calendar: Calendar
) -> str:
    """By what a message that this case sends or awaits at `element` finds its partner, "" when the
    package names nothing."""
    message = compiled.service.messages.get(name)
    if message is None or not message.key:
        return ""
    value = compiled.expressions[message.key].evaluate(
        _read(compiled, case, calendar, call_of(compiled, element))
    )
    return "" if value is None else str(value)[:LONGEST_KEY]


def awaited(compiled: Compiled, case: CaseState, calendar: Calendar) -> tuple[Awaited, ...]:
    """The messages and signals that a case waits for, longest waiting first."""
    if case.ended:
        return ()
    return tuple(
        Awaited(
            one.token,
            one.node,
            one.kind,
            one.name,
            message_key(compiled, case, one.node, one.name, calendar)
            if one.kind == "message"
            else "",
        )
        for one in process.waiting(compiled.graph, case.process)
    )


def listens(compiled: Compiled) -> bool:
    """Whether cases of this version ever wait for a message or signal."""
    return bool(compiled.service.messages or compiled.service.signals)


def only_applicant(compiled: Compiled, case: CaseState) -> list[bool]:
    """For each message in the way of the case, whether the applicant alone may send it; what may
    come at any time (the start of an event sub-process) does not count."""
    found = []
    for one in process.waiting(compiled.graph, case.process):
        if compiled.graph.nodes[one.node].kind in (process.Kind.CATCH, process.Kind.RECEIVE):
            message = compiled.service.messages.get(one.name) if one.kind == "message" else None
            found.append(message is not None and set(message.senders) == {"applicant"})
    return found


def _limit(
    compiled: Compiled,
    rules: tuple[DatedLimit, ...],
    case: CaseState,
    calendar: Calendar,
    call: str = "",
) -> DatedLimit:
    submitted = calendar.local_date(case.submitted_at)
    return limits.chosen(
        rules, submitted, lambda: _read(compiled, case, calendar, call), compiled.expressions
    )


def _read(compiled: Compiled, case: CaseState, calendar: Calendar, call: str) -> dict[str, object]:
    """Facts and results that formulas of the package read, or of the one called there."""
    if call:
        return inside(compiled, case, call, calendar)
    return {**facts(compiled, case, calendar.local_date(case.submitted_at)), **case.process.values}
