"""Activities done several times: over a list (§13.3.7), or while a condition holds (§13.3.6).

A repeated activity has one token for the whole, which its boundary events watch, and one for each
repeat that is open.
"""

from __future__ import annotations

import msgspec

from pendopo.core.feel import Expression
from pendopo.core.process.events import ProcessStuck
from pendopo.core.process.model import Kind, Node
from pendopo.core.process.moves import tasks
from pendopo.core.process.moves.moving import Moving, Way
from pendopo.core.process.state import Token
from pendopo.core.process.values import MANY, evaluate, items


def begin(moving: Moving, node: Node, way: Way) -> None:
    """All repeats at once, the first of a sequence, or the first turn of a loop."""
    if node.kind in tasks.AT_ONCE:
        _all_at_once(moving, node, way)
        return
    if node.many is None:
        _begin_loop(moving, node, way)
        return
    things = items(node, moving.spaces.seen(way.scope))
    if not things:
        moving.spaces.keep(way.scope, node.keeps, [])
        moving.leave(node, way.aside, way.scope)
        return
    empty = (None,) * len(things)
    whole = moving.rest(node, aside=way.aside, results=empty, scope=way.scope)
    for index in range(1 if node.many.sequential else len(things)):
        _open(moving, node, whole, index, things[index])
    moving.arm_boundaries(node, whole)


def one_done(moving: Moving, token: Token, whole: Token, node: Node, result: object) -> None:
    """One repeat is over; perhaps the whole is."""
    moving.cancel_hosted(token.number)
    if node.many is None:
        _turn_done(moving, token, whole, node, result)
        return
    results = list(whole.results or ())
    results[token.index] = {} if result is None else result
    whole = msgspec.structs.replace(whole, results=tuple(results))
    moving.tokens[whole.number] = whole
    got = [one for one in results if one is not None]
    if len(got) == len(results) or _complete(moving, node, whole, got):
        _finish(moving, node, whole, got)
        return
    if node.many.sequential:
        # The items may have changed meanwhile; the count stays.
        things = items(node, moving.spaces.seen(whole.scope))
        index = token.index + 1
        _open(moving, node, whole, index, things[index] if index < len(things) else None)


def _open(moving: Moving, node: Node, whole: Token, index: int, item: object = None) -> None:
    own: dict[str, object] | None = {} if node.kind is Kind.SUB and node.many is not None else None
    token = moving.rest(
        node, host=whole.number, index=index, aside=whole.aside, scope=whole.scope, data=own
    )
    tasks.activate(moving, node, token, item, len(whole.results or ()) or index + 1)


def _finish(moving: Moving, node: Node, whole: Token, results: object) -> None:
    moving.cancel_hosted(whole.number)
    del moving.tokens[whole.number]
    if results is not None:
        moving.spaces.keep(whole.scope, node.keeps, results)
    moving.leave(node, whole.aside, whole.scope)


def _complete(moving: Moving, node: Node, whole: Token, got: list[object]) -> bool:
    """completionCondition (§10.3.8, table 10.30), which may read the results so far under the name
    of the activity. When it holds, the repeats that are still open are cancelled."""
    assert node.many is not None
    if node.many.completion is None:
        return False
    active = 0 if node.many.sequential else len(whole.results or ()) - len(got)
    seen = {
        **moving.spaces.seen(whole.scope),
        node.keeps: got,
        "numberOfInstances": len(whole.results or ()),
        "numberOfActiveInstances": active,
        "numberOfCompletedInstances": len(got),
        "numberOfTerminatedInstances": 0,
    }
    return evaluate(node, node.many.completion, seen) is True


# Loops


def _begin_loop(moving: Moving, node: Node, way: Way) -> None:
    assert node.loop is not None
    if node.loop.before and not _again(moving, node, way.scope, 0):
        moving.leave(node, way.aside, way.scope)
        return
    whole = moving.rest(node, aside=way.aside, results=(), scope=way.scope)
    _open(moving, node, whole, 0)
    moving.arm_boundaries(node, whole)


def _turn_done(moving: Moving, token: Token, whole: Token, node: Node, result: object) -> None:
    if result is not None:
        moving.spaces.keep(whole.scope, node.keeps, result)
    if _again(moving, node, whole.scope, token.index + 1):
        _open(moving, node, whole, token.index + 1)
    else:
        _finish(moving, node, whole, None)


def _again(moving: Moving, node: Node, scope: int, turns: int) -> bool:
    loop = node.loop
    assert loop is not None
    if loop.maximum is not None and turns >= loop.maximum:
        return False
    return loop.condition is None or _true(moving, node, loop.condition, scope, turns)


def _true(moving: Moving, node: Node, condition: Expression, scope: int, turns: int) -> bool:
    seen = {**moving.spaces.seen(scope), "loopCounter": turns}
    return evaluate(node, condition, seen) is True


# Rules and messages: the step that reaches them does them all


def _all_at_once(moving: Moving, node: Node, way: Way) -> None:
    name = node.keeps
    if node.many is None:
        assert node.loop is not None
        turns = 0
        while (turns == 0 and not node.loop.before) or _again(moving, node, way.scope, turns):
            if turns >= MANY:
                raise ProcessStuck(
                    node.id,
                    f"Tugas diulang lebih dari {MANY} kali.",
                    f"The task is repeated more than {MANY} times.",
                )
            result = tasks.at_once(moving, node, way.scope, {"loopCounter": turns + 1})
            moving.spaces.keep(way.scope, name, result)
            turns += 1
    else:
        things = items(node, moving.spaces.seen(way.scope))
        results: list[object] = []
        whole = Token(0, node.id, results=(None,) * len(things), scope=way.scope)
        for index, item in enumerate(things):
            extra = {"loopCounter": index + 1, node.many.variable: item}
            results.append(tasks.at_once(moving, node, way.scope, extra))
            if _complete(moving, node, whole, results):
                break
        moving.spaces.keep(way.scope, name, results)
    moving.leave(node, way.aside, way.scope)
