"""Events that are caught and thrown, and ends (§13.5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pendopo.core.process.effects import Broadcast, End, Raised
from pendopo.core.process.events import ProcessStuck
from pendopo.core.process.model import Kind, Node
from pendopo.core.process.moves import scopes, tasks
from pendopo.core.process.moves.moving import Moving, Way
from pendopo.core.process.state import Token
from pendopo.core.process.values import inputs

CATCHING = frozenset({Kind.CATCH, Kind.BOUNDARY, Kind.START})
Result = Mapping[str, object]


def wait(moving: Moving, node: Node, way: Way) -> None:
    """An intermediate event waits (§13.5.2)."""
    moving.arm(node, aside=way.aside, scope=way.scope)


def caught(moving: Moving, token: Token, node: Node, result: Result | None) -> None:
    """What a token waited for has happened."""
    if node.kind is Kind.RECEIVE:
        _chosen(moving, token)
        tasks.done(moving, moving.tokens[token.number], node, dict(result or {}))
        return
    if node.kind is Kind.START:
        _reaction(moving, token, node, result)
        return
    stays = node.kind is Kind.BOUNDARY and not node.interrupting
    if not stays or node.trigger == "timer":
        del moving.tokens[token.number]
    if result:
        moving.spaces.keep(token.scope, node.keeps, dict(result))
    if node.kind is Kind.CATCH:
        _chosen(moving, token)
        moving.leave(node, token.aside, token.scope)
    elif node.interrupting:
        moving.cancel(moving.tokens[token.host])
        moving.leave(node, token.aside, token.scope)
    else:  # the activity goes on, and can be disturbed again (§13.5.3)
        moving.again(token, node)
        moving.leave(node, True, token.scope)


def _reaction(moving: Moving, token: Token, start: Node, result: Result | None) -> None:
    """The start of an event sub-process (§13.5.4)."""
    if start.interrupting or start.trigger == "timer":
        del moving.tokens[token.number]
    scopes.react(moving, start, token.scope, token.aside, result)
    if not start.interrupting:
        moving.again(token, start)


def _chosen(moving: Moving, token: Token) -> None:
    """Behind an event-based gateway the first event takes away the others (§13.4.4)."""
    gateway = moving.tokens.get(token.host)
    if gateway is None or moving.node(gateway.node).kind is not Kind.EVENTS:
        return
    here = moving.tokens.pop(token.number, None)
    moving.cancel(gateway)
    if here is not None:
        moving.tokens[token.number] = here


def throw(moving: Moving, node: Node, way: Way) -> None:
    """An intermediate event happens and the token goes on, unless what it calls forth stops it."""
    moving.leave(node, way.aside, way.scope)
    give(moving, node, way)


def give(moving: Moving, node: Node, way: Way) -> None:
    """Gives the event of a throwing or end event to whoever waits for it."""
    if node.trigger == "message":
        tasks.send(moving, node, way.scope, moving.spaces.seen(way.scope))
    elif node.trigger == "signal":
        seen, results = moving.spaces.seen(way.scope), moving.spaces.results(way.scope)
        values = inputs(node, seen, results)
        broadcast(moving, node.event, None)
        moving.effects.append(Broadcast(moving.number(), node.id, node.event, values))
    elif node.trigger == "escalation":
        caught = scopes.climb(moving, "escalation", node.event, way.scope, None)
        moving.effects.append(Raised(node.id, "escalation", node.event, caught))


def broadcast(moving: Moving, name: str, result: Result | None) -> None:
    """Everybody who waits for a signal takes it (§10.5.5)."""
    for token in list(moving.tokens.values()):
        node = moving.node(token.node)
        waits = node.kind in CATCHING and node.trigger == "signal" and node.event == name
        if waits and token.number in moving.tokens:
            caught(moving, token, node, result)


def end(moving: Moving, node: Node, way: Way) -> None:
    """A token is used up (§13.5.6)."""
    if node.trigger == "error":
        _fail(moving, node, way)
        return
    give(moving, node, way)
    reached(moving, node, way)


def reached(moving: Moving, node: Node, way: Way) -> None:
    """Remembers the end that gives the outcome of the case: one of the main process, or of an
    event sub-process that has taken its place."""
    scope = way.scope
    while scope and scope in moving.tokens:
        token = moving.tokens[scope]
        if moving.node(token.node).kind is not Kind.EVENT_SUB:
            return
        scope = token.scope
    moving.last = node.id
    if not way.aside:
        moving.end = node.id


def _fail(moving: Moving, node: Node, way: Way) -> None:
    """An error end event: the scope is left by way of the nearest handler (§13.5.6)."""
    reached(moving, node, way)
    if scopes.climb(moving, "error", node.event, way.scope, None):
        moving.effects.append(Raised(node.id, "error", node.event, True))
        return
    if way.scope:
        raise uncaught(node, node.event)
    moving.effects.append(Raised(node.id, "error", node.event, False))
    moving.clear(0)
    close(moving, node, "error")


def uncaught(node: Node, code: str) -> ProcessStuck:
    return ProcessStuck(
        node.id,
        f"Galat {code or 'tanpa kode'} tidak ditangani di mana pun.",
        f"The error {code or 'without a code'} is handled nowhere.",
    )


def terminate(moving: Moving, node: Node, way: Way) -> None:
    """Ends all that goes on in the scope, and nothing around it (§13.5.6)."""
    reached(moving, node, way)
    moving.clear(way.scope)
    if not way.scope:
        moving.end = node.id
        close(moving, node, "terminate")


def close(moving: Moving, node: Node, kind: Literal["none", "terminate", "error"]) -> None:
    """The case is over."""
    moving.ended = True
    moving.end = node.id
    moving.effects.append(End(node.id, kind, node.label))
