"""By the fewest steps from the start to states in which one task is the only thing open."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from datetime import datetime

import msgspec

from pendopo.core import process
from pendopo.core.clock import Calendar
from pendopo.core.process import Kind, Token
from pendopo.services.compiled import RESULT, Compiled
from pendopo.services.flow.move import Answers
from pendopo.services.flow.moving import Moving
from pendopo.services.flow.state import CaseState
from pendopo.services.flow.steps import finished
from pendopo.services.flow.ways import MADE_HERE, ONLY_WE, leads_to
from pendopo.services.problems import Refused

MOST_LOOKED_AT = 2_000
"""States that one search looks at before it gives up."""


def alone(
    compiled: Compiled,
    begun: CaseState,
    received: datetime,
    calendar: Calendar,
    wanted: str = "",
    *,
    letter: bool = False,
) -> Iterator[tuple[str, CaseState]]:
    """Every step that is at some moment the one thing open, each with the state of its shortest
    way; with `wanted` only that one, looked for as long as a way can still lead there. letter: the
    letter of the case was issued elsewhere, so that the steps that make it can have been gone."""
    leads = leads_to(compiled, wanted) if wanted else None
    for by_results in (False, True) if wanted else (False,):
        told: set[str] = set()
        seen = {_key(begun, by_results)}
        ahead = deque([begun])
        for _ in range(MOST_LOOKED_AT):
            if not ahead:
                break
            case = ahead.popleft()
            element = _open_alone(compiled, case)
            if element and element not in told and wanted in ("", element):
                told.add(element)
                yield element, case
            for after in _next(compiled, case, received, calendar, letter=letter):
                key = _key(after, by_results)
                lost = leads is not None and not any(
                    one.node in leads for one in after.process.tokens
                )
                if key not in seen and not lost and not after.ended:
                    seen.add(key)
                    ahead.append(after)
        if wanted in told:
            return


def _next(
    compiled: Compiled,
    case: CaseState,
    received: datetime,
    calendar: Calendar,
    *,
    letter: bool,
) -> Iterator[CaseState]:
    """The states one step on: a task ends by one of its outcomes, a call is answered, something
    that is waited for happens."""
    for element in dict.fromkeys(one.element for one in case.tasks):
        if compiled.tasks[element].work in MADE_HERE and not letter:
            continue
        for outcome in compiled.tasks[element].outcomes:
            if (after := _ended(compiled, case, element, outcome, received, calendar)) is not None:
                yield after
    events: list[process.Event] = [
        process.Completed(one.token, {}) for one in case.calls if letter or one.topic not in ONLY_WE
    ]
    events += _happenings(compiled, case)
    for event in events:
        moving = Moving(compiled, case, received, calendar)
        try:
            moving.advance(event)
            yield moving.finish(Answers()).case
        except (Refused, process.NoSuchToken):
            continue


def _ended(
    compiled: Compiled,
    case: CaseState,
    element: str,
    outcome: str,
    received: datetime,
    calendar: Calendar,
) -> CaseState | None:
    """After all that is open of a task has ended by one outcome; None when it cannot."""
    before = {one.token for one in case.tasks if one.element == element}
    try:
        while left := [one for one in case.tasks if one.token in before]:
            moving = Moving(compiled, case, received, calendar)
            finished(moving, left[0], outcome, {RESULT: outcome})
            case = moving.finish(Answers()).case
    except Refused:
        return None
    return case


def _happenings(compiled: Compiled, case: CaseState) -> list[process.Event]:
    """Timers, messages and signals in the way of a case; what only runs beside it does not move
    it on."""
    found: list[process.Event] = []
    for token in case.process.tokens:
        node = compiled.graph.nodes[token.node]
        in_the_way = node.kind in (Kind.CATCH, Kind.RECEIVE) or (
            node.kind is Kind.BOUNDARY and node.interrupting
        )
        if not in_the_way or token.results is not None:
            continue
        if node.trigger == "timer":
            found.append(process.Fired(token.number))
        elif node.trigger == "message":
            found.append(process.Received(node.event, {}))
        elif node.trigger == "signal":
            found.append(process.Signalled(node.event, {}))
    return found


def _open_alone(compiled: Compiled, case: CaseState) -> str:
    """The element of the only task that is open, when nothing else is under way either; else ""."""
    if len(case.tasks) != 1 or case.calls or case.opinions or case.ended:
        return ""
    one = case.tasks[0]
    tokens = {token.number: token for token in case.process.tokens}
    if one.token not in tokens:
        return ""
    with_it = _around(tokens, one.token)
    for token in case.process.tokens:
        waits_beside = compiled.graph.nodes[token.node].kind in (Kind.BOUNDARY, Kind.START)
        if token.number not in with_it and not waits_beside:
            return ""
        if token.aside:
            return ""
    return one.element


def _around(tokens: Mapping[int, Token], number: int) -> set[int]:
    """A token, the whole that it repeats, and the sub-processes around it."""
    found: set[int] = set()
    left = [number]
    while left:
        token = tokens.get(left.pop())
        if token is not None and token.number not in found:
            found.add(token.number)
            left += [token.host, token.scope]
    return found


def _key(case: CaseState, by_results: bool) -> tuple[object, ...]:
    tokens = tuple((one.node, one.index, len(one.results or ())) for one in case.process.tokens)
    if not by_results:
        return tokens
    values = msgspec.json.encode(case.process.values, enc_hook=str, order="sorted")
    return tokens, values, tuple(sorted(case.joined.items()))
