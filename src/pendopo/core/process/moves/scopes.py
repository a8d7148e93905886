"""Sub-processes, calls and event sub-processes: what has tokens of its own (§13.3.4, §13.5.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from pendopo.core.process.events import ProcessStuck
from pendopo.core.process.model import DEEPEST, Kind, Node, Trigger
from pendopo.core.process.moves import tasks
from pendopo.core.process.moves.moving import Moving
from pendopo.core.process.state import Token
from pendopo.core.process.values import inputs


def open_scope(moving: Moving, node: Node, token: Token) -> None:
    """A sub-process begins at its only start event; a called process with data of its own."""
    if moving.depth(token.scope) >= DEEPEST:
        raise ProcessStuck(
            node.id,
            f"Subproses bertumpuk lebih dari {DEEPEST} lapis.",
            f"Sub-processes lie more than {DEEPEST} deep in each other.",
        )
    if node.kind is Kind.CALL:
        seen = {**moving.spaces.seen(token.scope), **moving.spaces.of_repeat(token)}
        data = inputs(node, seen, {})
        moving.tokens[token.number] = msgspec.structs.replace(token, data=data)
    moving.arm_reactions(node.called or node.id, token.number, token.aside)
    moving.leave(moving.nodes[node.begin], token.aside, token.number)


def settle(moving: Moving) -> bool:
    """Closes one scope in which no token is left (§13.3.4). Whether there was one."""
    for token in moving.scopes():
        if not moving.inside(token.number):
            _close(moving, token, moving.node(token.node))
            return True
    return False


def _close(moving: Moving, token: Token, node: Node) -> None:
    moving.clear(token.number)  # what still waits for an event of an event sub-process
    if node.kind is Kind.EVENT_SUB:
        del moving.tokens[token.number]
        return
    result: dict[str, object] | None = None
    if token.data is not None:
        given = node.inputs if node.kind is Kind.CALL else ()
        result = {name: value for name, value in token.data.items() if name not in given}
    tasks.done(moving, token, node, result)


def react(
    moving: Moving, start: Node, scope: int, aside: bool, result: Mapping[str, object] | None
) -> None:
    """An event sub-process begins; an interrupting one ends all else in its scope (§13.5.4)."""
    reaction = moving.nodes[start.within]
    if start.interrupting:
        moving.clear(scope)
    if result:
        moving.spaces.keep(scope, start.keeps, dict(result))
    aside = aside or not start.interrupting
    token = moving.rest(reaction, aside=aside, scope=scope)
    moving.arm_reactions(reaction.id, token.number, aside)
    moving.leave(start, aside, token.number)


def climb(
    moving: Moving,
    trigger: Trigger,
    code: str,
    scope: int,
    result: Mapping[str, object] | None,
) -> bool:
    """Looks for the handler of an error or escalation, from the scope where it happens outward:
    first an event sub-process, then a boundary event (§10.5.5). Whether there is one."""
    while True:
        start = None if _taken_over(moving, scope) else _reaction(moving, trigger, code, scope)
        if start is not None:
            react(moving, start, scope, _aside(moving, scope), result)
            return True
        if not scope:
            return False
        token = moving.tokens[scope]
        scope = token.scope
        if leave_by_boundary(moving, trigger, code, token, result):
            return True


def leave_by_boundary(
    moving: Moving,
    trigger: Trigger,
    code: str,
    token: Token,
    result: Mapping[str, object] | None,
) -> bool:
    """Goes on from the boundary event of an activity that handles `code`. Whether it has one."""
    node = moving.node(token.node)
    caught = _match(moving, node.boundaries, trigger, code)
    if caught is None:
        return False
    host = moving.tokens.get(token.host)
    whole = host if host is not None and host.node == token.node else token
    if caught.interrupting:
        moving.cancel(whole)
    if result:
        moving.spaces.keep(whole.scope, caught.keeps, dict(result))
    moving.leave(caught, whole.aside or not caught.interrupting, whole.scope)
    return True


def _reaction(moving: Moving, trigger: Trigger, code: str, scope: int) -> Node | None:
    reactions = moving.graph.reactions.get(moving.scope_id(scope), ())
    return _match(moving, [moving.nodes[one].begin for one in reactions], trigger, code)


def _match(moving: Moving, candidates: Iterable[str], trigger: Trigger, code: str) -> Node | None:
    """The handler of exactly this code, else one of every code."""
    nodes = [moving.nodes[one] for one in candidates]
    fitting = [one for one in nodes if one.trigger == trigger and one.event in (code, "")]
    return max(fitting, key=lambda one: one.event == code, default=None)


def _taken_over(moving: Moving, scope: int) -> bool:
    """Whether an interrupting event sub-process runs in a scope already; it has only one."""
    return any(
        token.scope == scope
        and moving.node(token.node).kind is Kind.EVENT_SUB
        and moving.nodes[moving.node(token.node).begin].interrupting
        for token in moving.tokens.values()
    )


def _aside(moving: Moving, scope: int) -> bool:
    return moving.tokens[scope].aside if scope else False
