"""What a process that a case calls in another package may read: its inputs, and its own rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from pendopo.core import process
from pendopo.core.clock import Calendar
from pendopo.core.process import MARK
from pendopo.services.compiled import Compiled
from pendopo.services.flow import joining
from pendopo.services.flow.state import CaseState


def call_of(compiled: Compiled, name: str) -> str:
    """The innermost call in whose package an element, task or stage stands, "" for none."""
    call = name.rpartition(MARK)[0]
    return call if call in compiled.called else ""


def plainly(name: str) -> str:
    """What it is called in its own package."""
    return name.rpartition(MARK)[2]


def facts_at(
    compiled: Compiled,
    case: CaseState,
    call: str,
    inputs: Mapping[str, object],
    submitted: date,
) -> dict[str, object]:
    """What is known inside of a call, besides results: as `known.facts`, with the inputs as
    answers to the called package's application."""
    package = compiled.called[call]
    joined = {
        plainly(element): result
        for element, result in case.joined.items()
        if call_of(compiled, element) == call
    }
    return {
        **package.feel_answers(inputs),
        "applicant": case.applicant,
        "submitted": submitted,
        "fee": None,
        "joined": joining.results(package, joined),
    }


def inside(compiled: Compiled, case: CaseState, call: str, calendar: Calendar) -> dict[str, object]:
    """Facts and results inside of a call as it runs now (the first of several at once)."""
    data = next(
        (one.data for one in case.process.tokens if one.node == call and one.data is not None), {}
    )
    given = compiled.graph.nodes[call].inputs
    inputs = {name: value for name, value in data.items() if name in given}
    found = {name: value for name, value in data.items() if name not in given}
    submitted = calendar.local_date(case.submitted_at)
    return {**facts_at(compiled, case, call, inputs, submitted), **found}


def called(
    compiled: Compiled,
    case: CaseState,
    calendar: Calendar,
    more: Callable[[str], Mapping[str, object]],
) -> process.Called:
    """How the engine finds the facts inside of each call. more: by the call, what lasts only for
    this step (today, limits)."""
    submitted = calendar.local_date(case.submitted_at)

    def facts(call: str) -> Callable[[Mapping[str, object]], Mapping[str, object]]:
        return lambda inputs: {
            **facts_at(compiled, case, call, inputs, submitted),
            **more(call),
        }

    return {call: facts(call) for call in compiled.called}
