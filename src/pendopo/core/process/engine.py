"""Moves tokens: (graph, state, event, names) -> (state, effects). Pure and deterministic.

Follows BPMN 2.0.2 chapter 13; each family of elements has its file in `moves`. A token gets a new
number each time it comes to rest, so that a late second click on a task can never complete the
next one.
"""

from collections.abc import Callable, Mapping
from typing import Literal

import msgspec

from pendopo.core.process import incoming
from pendopo.core.process.effects import Effect, End, Subscribe
from pendopo.core.process.events import CaseEnded, Event, ProcessStuck, Withdrawn
from pendopo.core.process.graph import Graph
from pendopo.core.process.model import Kind, Node
from pendopo.core.process.moves import gateways, happenings, scopes, tasks
from pendopo.core.process.moves.moving import Moving, Way
from pendopo.core.process.moves.spaces import NONE, Called
from pendopo.core.process.state import State

MOVES = 1_000
"""Nodes that one step may pass through before we call it a loop."""


class Step(msgspec.Struct, frozen=True):
    """What a step gives: the new state, and the effects in the order to carry them out."""

    state: State
    effects: tuple[Effect, ...]


def start(
    graph: Graph,
    names: Mapping[str, object],
    *,
    at: str = "",
    result: Mapping[str, object] | None = None,
    called: Called = NONE,
) -> Step:
    """Begins a case. `names` are its facts for FEEL; they are not kept. `at` is the start event of
    the main process, needed only when it has several; `result` what its message or signal brings.
    Raises ProcessStuck."""
    moving = Moving(graph, State(), names, called)
    begin = graph.nodes[at] if at in graph.starts else graph.nodes[graph.start]
    if result:
        moving.spaces.keep(0, begin.keeps, dict(result))
    moving.arm_reactions("", 0, False)
    moving.leave(begin, False, 0)
    return _finish(moving)


def advance(
    graph: Graph,
    state: State,
    event: Event,
    names: Mapping[str, object],
    called: Called = NONE,
) -> Step:
    """Applies one event to a case.

    Raises NoSuchToken when no token waits for the event (CaseEnded when the case is over),
    ProcessStuck when the case cannot go on, TypeError when a result is no plain JSON value.
    """
    if state.ended:
        raise CaseEnded(getattr(event, "token", 0))
    moving = Moving(graph, state, names, called)
    if isinstance(event, Withdrawn):
        moving.cancel_all()
        moving.effects.append(End("", "withdrawn", "withdrawn"))
        return Step(State((), moving.next, moving.spaces.kept, True, ""), tuple(moving.effects))
    incoming.take(moving, event)
    return _finish(moving)


def waiting(graph: Graph, state: State) -> tuple[Subscribe, ...]:
    """The messages and signals that a case waits for now, longest waiting first."""
    found = []
    for token in state.tokens:
        node = graph.nodes.get(token.node)
        if node is not None and node.trigger in ("message", "signal") and token.results is None:
            kind: Literal["message", "signal"] = (
                "message" if node.trigger == "message" else "signal"
            )
            found.append(Subscribe(token.number, node.id, kind, node.event))
    return tuple(found)


def _finish(moving: Moving) -> Step:
    """Moves until everything rests."""
    moves = 0
    while not moving.ended:
        moves += 1
        if moving.way:
            way = moving.way.popleft()
            if way.scope and way.scope not in moving.tokens:
                continue  # what was around it has been left meanwhile
            node = moving.node(way.node)
            if moves > MOVES:
                raise _round(way.node)
            _ENTER[node.kind](moving, node, way)
        elif not _settle(moving):
            break
    if not moving.ended:
        if not moving.tokens or not moving.inside(0):
            moving.clear(0)
            happenings.close(moving, moving.graph.nodes[moving.end or moving.last], "none")
        else:
            _must_wait(moving)
    tokens = tuple(moving.tokens.values())
    state = State(tokens, moving.next, moving.spaces.kept, moving.ended, moving.end)
    return Step(state, tuple(moving.effects))


def _settle(moving: Moving) -> bool:
    """Goes on with what had to wait until all else rests. Whether something did."""
    graph = moving.graph
    return (graph.nests and scopes.settle(moving)) or (graph.gathers and gateways.settle(moving))


def _round(element: str) -> ProcessStuck:
    return ProcessStuck(
        element,
        "Alur berputar tanpa pernah berhenti pada suatu tugas.",
        "The flow goes round without ever resting at a task.",
    )


_NEVER_ASKED = frozenset({Kind.PARALLEL, Kind.INCLUSIVE, Kind.SUB, Kind.EVENT_SUB, Kind.CALL})


def _must_wait(moving: Moving) -> None:
    """Somebody must be able to move the case on."""
    stuck = ""
    for token in moving.tokens.values():
        kind = moving.node(token.node).kind
        if kind not in _NEVER_ASKED:
            return
        if kind in (Kind.PARALLEL, Kind.INCLUSIVE):
            stuck = token.node
    raise ProcessStuck(
        stuck,
        "Gerbang ini menunggu cabang yang tidak akan pernah datang.",
        "This gateway waits for a branch that will never come.",
    )


def _begin(moving: Moving, node: Node, way: Way) -> None:
    moving.leave(node, way.aside, way.scope)


_ENTER: Mapping[Kind, Callable[[Moving, Node, Way], None]] = {
    Kind.START: _begin,
    Kind.END: happenings.end,
    Kind.TERMINATE: happenings.terminate,
    Kind.CATCH: happenings.wait,
    Kind.THROW: happenings.throw,
    Kind.USER: tasks.enter,
    Kind.MANUAL: tasks.enter,
    Kind.SERVICE: tasks.enter,
    Kind.RULE: tasks.enter,
    Kind.SEND: tasks.enter,
    Kind.RECEIVE: tasks.enter,
    Kind.SUB: tasks.enter,
    Kind.CALL: tasks.enter,
    Kind.EXCLUSIVE: gateways.exclusive,
    Kind.PARALLEL: gateways.parallel,
    Kind.INCLUSIVE: gateways.inclusive,
    Kind.EVENTS: gateways.event_based,
}
