"""Tasks: what people, services, rules and messages do (§13.3.3)."""

from __future__ import annotations

from pendopo.core.process.effects import CallService, OpenTask, Send, Subscribe
from pendopo.core.process.model import Kind, Node
from pendopo.core.process.moves import repeats, scopes
from pendopo.core.process.moves.moving import Moving, Way
from pendopo.core.process.state import Token
from pendopo.core.process.values import decide, inputs

AT_ONCE = frozenset({Kind.RULE, Kind.SEND})
"""Tasks that are done in the step that reaches them."""


def enter(moving: Moving, node: Node, way: Way) -> None:
    """An activity begins: once, or as its loop says."""
    if node.repeated:
        repeats.begin(moving, node, way)
    elif node.kind in AT_ONCE:
        result = at_once(moving, node, way.scope, {})
        moving.spaces.keep(way.scope, node.keeps, result)
        moving.leave(node, way.aside, way.scope)
    else:
        token = moving.rest(node, aside=way.aside, scope=way.scope)
        activate(moving, node, token)
        moving.arm_boundaries(node, token)


def at_once(moving: Moving, node: Node, scope: int, extra: dict[str, object]) -> object:
    """The result of a business-rule task or a send task. A send task is done when it has sent."""
    seen = {**moving.spaces.seen(scope), **extra}
    if node.kind is Kind.RULE:
        return decide(node, node.rules or moving.graph.decisions, seen)
    send(moving, node, scope, seen)
    return {}


def send(moving: Moving, node: Node, scope: int, seen: dict[str, object]) -> None:
    """A message goes out."""
    values = inputs(node, seen, moving.spaces.results(scope))
    moving.effects.append(Send(moving.number(), node.id, node.event, values))


def activate(moving: Moving, node: Node, token: Token, item: object = None, count: int = 1) -> None:
    """Asks the outside to do the task that `token` now waits for."""
    if node.kind is Kind.SERVICE:
        seen = {**moving.spaces.seen(token.scope), **moving.spaces.of_repeat(token)}
        values = inputs(node, seen, moving.spaces.results(token.scope))
        moving.effects.append(CallService(token.number, node.id, node.topic, values))
    elif node.kind is Kind.RECEIVE:
        moving.effects.append(Subscribe(token.number, node.id, "message", node.event))
    elif node.kind in (Kind.SUB, Kind.CALL):
        scopes.open_scope(moving, node, token)
    else:
        moving.effects.append(OpenTask(token.number, node.id, node.lane, item, token.index, count))


def done(moving: Moving, token: Token, node: Node, result: object) -> None:
    """An activity is over. `result` None: an embedded sub-process, which gives none of its own."""
    del moving.tokens[token.number]
    host = moving.tokens.get(token.host)
    if host is not None and host.node == token.node:
        repeats.one_done(moving, token, host, node, result)
        return
    moving.cancel_hosted(token.number)
    if result is not None:
        moving.spaces.keep(token.scope, node.keeps, result)
    moving.leave(node, token.aside, token.scope)
