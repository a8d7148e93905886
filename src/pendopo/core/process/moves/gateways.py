"""Gateways: where ways part and meet (§13.4)."""

from __future__ import annotations

from pendopo.core.feel import Expression
from pendopo.core.process.events import ProcessStuck
from pendopo.core.process.model import Flow, Kind, Node
from pendopo.core.process.moves.moving import Moving, Way
from pendopo.core.process.state import Token
from pendopo.core.process.values import evaluate


def exclusive(moving: Moving, node: Node, way: Way) -> None:
    """The first way whose condition holds, else the default (§13.4.2)."""
    for flow in node.outgoing:
        if flow.id == node.default:
            continue
        if flow.condition is None or _holds(moving, node, flow.condition, way.scope):
            moving.way.append(Way(flow.target, flow.id, way.aside, way.scope))
            return
    _default(moving, node, way)


def parallel(moving: Moving, node: Node, way: Way) -> None:
    """Takes one token from each way in, gives one to each way out (§13.4.1)."""
    aside = way.aside
    if len(node.incoming) > 1:
        arrived = _arrived(moving, node, way.scope)
        index = node.incoming.index(way.flow)
        if index in arrived or len(arrived) + 1 < len(node.incoming):
            moving.rest(node, index=index, aside=aside, scope=way.scope)
            return
        for token in arrived.values():
            del moving.tokens[token.number]
        aside = aside and all(token.aside for token in arrived.values())
    moving.leave(node, aside, way.scope)


def inclusive(moving: Moving, node: Node, way: Way) -> None:
    """Waits with the others that have come, or splits when there is only one way in."""
    if len(node.incoming) > 1:
        index = node.incoming.index(way.flow)
        moving.rest(node, index=index, aside=way.aside, scope=way.scope)
    else:
        _split(moving, node, way)


def settle(moving: Moving) -> bool:
    """Lets one inclusive join go on for which nobody needs to be waited for any more (§13.4.3).
    To be asked when everything else rests. Whether one went on."""
    seen: set[tuple[str, int]] = set()
    for token in moving.tokens.values():
        node = moving.node(token.node)
        place = (token.node, token.scope)
        if node.kind is not Kind.INCLUSIVE or place in seen:
            continue
        seen.add(place)
        arrived = _arrived(moving, node, token.scope)
        if any(_awaited(moving, node, other, token.scope, arrived) for other in _others(moving)):
            continue
        for one in arrived.values():
            del moving.tokens[one.number]
        aside = all(one.aside for one in arrived.values())
        _split(moving, node, Way(node.id, "", aside, token.scope))
        return True
    return False


def _others(moving: Moving) -> list[Token]:
    """Tokens on the drawing; what hangs on them (boundary events, repeats) is where they are."""
    return [token for token in moving.tokens.values() if not token.host]


def _awaited(
    moving: Moving, node: Node, token: Token, scope: int, arrived: dict[int, Token]
) -> bool:
    """Whether a join must wait for a token: it can reach a way in that is still empty, and none
    that is not (§13.4.3; paths through the join itself do not count)."""
    if token.scope != scope or token.node == node.id:
        return False
    reaches = node.upstream.get(token.node, frozenset())
    return bool(reaches) and reaches.isdisjoint(arrived)


def _split(moving: Moving, node: Node, way: Way) -> None:
    """Every way whose condition holds, else the default (§13.4.3)."""
    chosen: list[Flow] = [
        flow
        for flow in node.outgoing
        if flow.id != node.default
        and (flow.condition is None or _holds(moving, node, flow.condition, way.scope))
    ]
    for flow in chosen:
        moving.way.append(Way(flow.target, flow.id, way.aside, way.scope))
    if not chosen:
        _default(moving, node, way)


def event_based(moving: Moving, node: Node, way: Way) -> None:
    """Offers all its events; the first that happens takes the token (§13.4.4)."""
    token = moving.rest(node, aside=way.aside, scope=way.scope)
    for flow in node.outgoing:
        target = moving.nodes[flow.target]
        moving.arm(target, host=token.number, aside=way.aside, scope=way.scope)


def _holds(moving: Moving, node: Node, condition: Expression, scope: int) -> bool:
    """Whether a condition gives true; null and what is no boolean count as no."""
    return evaluate(node, condition, moving.spaces.seen(scope)) is True


def _default(moving: Moving, node: Node, way: Way) -> None:
    for flow in node.outgoing:
        if flow.id == node.default:
            moving.way.append(Way(flow.target, flow.id, way.aside, way.scope))
            return
    raise ProcessStuck(
        node.id,
        f"Tidak ada syarat yang terpenuhi pada gerbang {node.label!r}.",
        f"No condition is met at the gateway {node.label!r}.",
    )


def _arrived(moving: Moving, node: Node, scope: int) -> dict[int, Token]:
    """The first token on each way in."""
    found: dict[int, Token] = {}
    for token in moving.tokens.values():
        if token.node == node.id and token.scope == scope:
            found.setdefault(token.index, token)
    return found
