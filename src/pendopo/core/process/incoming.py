"""What comes from outside: each event finds the token that waits for it, or is refused."""

from collections.abc import Callable, Mapping
from typing import Any

from pendopo.core.process.effects import CancelService, CancelTask, Raised
from pendopo.core.process.events import (
    Completed,
    Escalated,
    Event,
    Failed,
    Fired,
    NobodyWaits,
    NoSuchToken,
    Received,
    Signalled,
)
from pendopo.core.process.model import TASKS_OF_PEOPLE, WAITING_TASKS, Kind, Node
from pendopo.core.process.moves import happenings, scopes, tasks
from pendopo.core.process.moves.moving import Moving
from pendopo.core.process.state import Token, plain

_DONE_BY_SOMEBODY = TASKS_OF_PEOPLE | {Kind.SERVICE}


def take(moving: Moving, event: Event) -> None:
    """Gives an event to the tokens that wait for it. Raises NoSuchToken when there is none."""
    _TAKE[type(event)](moving, event)


def _complete(moving: Moving, event: Completed) -> None:
    token, node = _waiting(moving, event.token, _DONE_BY_SOMEBODY)
    tasks.done(moving, token, node, plain(event.result))


def _fire(moving: Moving, event: Fired) -> None:
    token, node = _waiting(moving, event.token, happenings.CATCHING)
    if node.trigger != "timer":
        raise NoSuchToken(event.token)
    happenings.caught(moving, token, node, None)


def _receive(moving: Moving, event: Received) -> None:
    result = _plain(event.result)
    for token in moving.tokens.values():
        node = moving.node(token.node)
        waits = node.trigger == "message" and node.event == event.name and token.results is None
        if waits and event.token in (0, token.number):
            happenings.caught(moving, token, node, result)
            return
    raise NoSuchToken(event.token) if event.token else NobodyWaits(event.name)


def _signal(moving: Moving, event: Signalled) -> None:
    happenings.broadcast(moving, event.name, _plain(event.result))


def _fail(moving: Moving, event: Failed) -> None:
    token, node = _waiting(moving, event.token, WAITING_TASKS)
    result = _plain(event.result)
    if not scopes.leave_by_boundary(
        moving, "error", event.code, token, result
    ) and not scopes.climb(moving, "error", event.code, token.scope, result):
        raise happenings.uncaught(node, event.code)
    moving.effects.append(Raised(node.id, "error", event.code, True))
    # Who failed knows it: the task is not cancelled for him.
    moving.effects = [
        one
        for one in moving.effects
        if not (isinstance(one, CancelTask | CancelService) and one.token == event.token)
    ]


def _escalate(moving: Moving, event: Escalated) -> None:
    token, node = _waiting(moving, event.token, WAITING_TASKS)
    result = _plain(event.result)
    caught = scopes.leave_by_boundary(
        moving, "escalation", event.code, token, result
    ) or scopes.climb(moving, "escalation", event.code, token.scope, result)
    moving.effects.append(Raised(node.id, "escalation", event.code, caught))


def _waiting(moving: Moving, number: int, kinds: frozenset[Kind]) -> tuple[Token, Node]:
    token = moving.tokens.get(number)
    if token is None or token.results is not None:
        raise NoSuchToken(number)
    node = moving.node(token.node)
    if node.kind not in kinds:
        raise NoSuchToken(number)
    return token, node


def _plain(result: Mapping[str, object]) -> Mapping[str, object]:
    found: Any = plain(result)
    return found  # type: ignore[no-any-return]


_TAKE: Mapping[type, Callable[[Moving, Any], None]] = {
    Completed: _complete,
    Fired: _fire,
    Received: _receive,
    Signalled: _signal,
    Failed: _fail,
    Escalated: _escalate,
}
