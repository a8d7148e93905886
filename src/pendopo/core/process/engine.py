"""Moves tokens: (graph, state, event, names) -> (state, effects). Pure and deterministic.

Follows BPMN 2.0 chapter 13. A token gets a new number each time it comes to rest, so that a late
second click on a task can never complete the next one.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pendopo.core.process.effects import (
    CallService,
    CancelTask,
    CancelTimer,
    Effect,
    End,
    OpenTask,
    SetTimer,
)
from pendopo.core.process.events import (
    CaseEnded,
    Completed,
    Event,
    Fired,
    NoSuchToken,
    ProcessStuck,
    Withdrawn,
)
from pendopo.core.process.graph import Graph
from pendopo.core.process.model import TASKS_OF_PEOPLE, Flow, Kind, Node
from pendopo.core.process.state import State, Token, plain
from pendopo.core.process.values import Values

MOVES = 1_000
"""Nodes that one step may pass through before we call it a loop."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a step gives: the new state, and the effects in the order to carry them out."""

    state: State
    effects: tuple[Effect, ...]


def start(graph: Graph, names: Mapping[str, object]) -> Step:
    """Begins a case. `names` are its facts for FEEL; they are not kept. Raises ProcessStuck."""
    moving = _Moving(graph, State(), names)
    moving.way.append((graph.start, "", False))
    return moving.finish()


def advance(graph: Graph, state: State, event: Event, names: Mapping[str, object]) -> Step:
    """Applies one event to a case.

    Raises NoSuchToken when no token waits for the event (CaseEnded when the case is over),
    ProcessStuck when the case cannot go on, TypeError when a result is no plain JSON value.
    """
    if state.ended:
        raise CaseEnded(getattr(event, "token", 0))
    moving = _Moving(graph, state, names)
    if isinstance(event, Completed):
        moving.complete(event.token, event.result)
    elif isinstance(event, Fired):
        moving.fire(event.token)
    elif isinstance(event, Withdrawn):
        moving.cancel_all()
        moving.effects.append(End("", "withdrawn", "withdrawn"))
        return Step(State((), moving.next, state.values, True, ""), tuple(moving.effects))
    return moving.finish()


class _Moving:
    """One step under way."""

    def __init__(self, graph: Graph, state: State, names: Mapping[str, object]) -> None:
        self.graph = graph
        self.tokens = {token.number: token for token in state.tokens}
        self.next = state.next
        self.values = Values(names, state.values)
        self.end = state.end
        self.last = ""
        self.ended = False
        self.effects: list[Effect] = []
        self.way: deque[tuple[str, str, bool]] = deque()  # node, flow it came by, aside

    def finish(self) -> Step:
        """Moves until everything rests."""
        moves = 0
        while self.way:
            node_id, flow, aside = self.way.popleft()
            moves += 1
            if moves > MOVES:
                raise ProcessStuck(
                    node_id,
                    "Alur berputar tanpa pernah berhenti pada suatu tugas.",
                    "The flow goes round without ever resting at a task.",
                )
            node = self._node(node_id)
            _ENTER[node.kind](self, node, flow, aside)
        if not self.ended and not self.tokens:
            self.end_at(self.graph.nodes[self.end or self.last], "none")
        if not self.ended:
            self._must_wait()
        tokens = tuple(self.tokens.values())
        state = State(tokens, self.next, self.values.kept, self.ended, self.end)
        return Step(state, tuple(self.effects))

    # Events

    def complete(self, number: int, result: Mapping[str, object]) -> None:
        token = self.tokens.get(number)
        node = self._node(token.node) if token else None
        if token is None or node is None or token.results is not None:
            raise NoSuchToken(number)
        if node.kind is not Kind.SERVICE and node.kind not in TASKS_OF_PEOPLE:
            raise NoSuchToken(number)
        kept = plain(result)
        del self.tokens[number]
        if token.host:
            self._complete_one_of_many(token, node, kept)
            return
        self._cancel_timers(number)
        self.values.keep(node.id, kept)
        self.leave(node, token.aside)

    def fire(self, number: int) -> None:
        token = self.tokens.get(number)
        node = self._node(token.node) if token else None
        if token is None or node is None or node.kind not in (Kind.TIMER, Kind.BOUNDARY):
            raise NoSuchToken(number)
        del self.tokens[number]
        if node.kind is Kind.TIMER:
            self.leave(node, token.aside)
        elif node.interrupting:
            self._cancel(self.tokens[token.host])
            self.leave(node, token.aside)
        else:
            self.leave(node, True)

    # Nodes

    def leave(self, node: Node, aside: bool) -> None:
        for flow in node.outgoing:
            self.way.append((flow.target, flow.id, aside))

    def work(self, node: Node, flow: str, aside: bool) -> None:
        """A task that somebody outside has to do."""
        if node.many is not None:
            self._open_many(node, aside)
            return
        token = self._rest(node, aside=aside)
        if node.kind is Kind.SERVICE:
            inputs = self.values.inputs(node)
            self.effects.append(CallService(token.number, node.id, node.topic, inputs))
        else:
            self.effects.append(OpenTask(token.number, node.id, node.lane))
        self._set_timers(node, token, aside)

    def rule(self, node: Node, flow: str, aside: bool) -> None:
        self.values.keep(node.result, self.values.decide(node, self.graph.decisions))
        self.leave(node, aside)

    def choose(self, node: Node, flow: str, aside: bool) -> None:
        chosen: Flow | None = None
        for way in node.outgoing:
            if way.id == node.default:
                continue
            if way.condition is None or self.values.evaluate(node, way.condition) is True:
                chosen = way
                break
        if chosen is None:
            chosen = next((way for way in node.outgoing if way.id == node.default), None)
        if chosen is None:
            raise ProcessStuck(
                node.id,
                f"Tidak ada syarat yang terpenuhi pada gerbang {node.label!r}.",
                f"No condition is met at the gateway {node.label!r}.",
            )
        self.way.append((chosen.target, chosen.id, aside))

    def join(self, node: Node, flow: str, aside: bool) -> None:
        if len(node.incoming) > 1:
            here = [token for token in self.tokens.values() if token.node == node.id]
            arrived = {token.index: token for token in reversed(here)}
            index = node.incoming.index(flow)
            if index in arrived or len(arrived) + 1 < len(node.incoming):
                self._rest(node, index=index, aside=aside)
                return
            for token in arrived.values():
                del self.tokens[token.number]
            aside = aside and all(token.aside for token in arrived.values())
        self.leave(node, aside)

    def wait(self, node: Node, flow: str, aside: bool) -> None:
        token = self._rest(node, aside=aside)
        self.effects.append(SetTimer(token.number, node.id, self.values.when(node)))

    def consume(self, node: Node, flow: str, aside: bool) -> None:
        self.last = node.id
        if not aside:
            self.end = node.id

    def terminate(self, node: Node, flow: str, aside: bool) -> None:
        self.way.clear()
        self.cancel_all()
        self.end = node.id
        self.end_at(node, "terminate")

    def begin(self, node: Node, flow: str, aside: bool) -> None:
        self.leave(node, aside)

    def end_at(self, node: Node, kind: Any) -> None:
        self.ended = True
        self.end = node.id
        self.effects.append(End(node.id, kind, node.label))

    # Tokens

    def cancel_all(self) -> None:
        for token in list(self.tokens.values()):
            if token.number in self.tokens and not token.host:
                self._cancel(token)

    def _cancel(self, token: Token) -> None:
        """Takes a token away with all that hangs on it."""
        del self.tokens[token.number]
        node = self._node(token.node)
        if node.kind in TASKS_OF_PEOPLE and token.results is None:
            self.effects.append(CancelTask(token.number, node.id))
        elif node.kind in (Kind.TIMER, Kind.BOUNDARY):
            self.effects.append(CancelTimer(token.number, node.id))
        for child in [one for one in self.tokens.values() if one.host == token.number]:
            self._cancel(child)

    def _cancel_timers(self, host: int) -> None:
        for token in [one for one in self.tokens.values() if one.host == host]:
            self._cancel(token)

    def _set_timers(self, node: Node, host: Token, aside: bool) -> None:
        for boundary in node.timers:
            timer = self.graph.nodes[boundary]
            token = self._rest(timer, host=host.number, aside=aside)
            self.effects.append(SetTimer(token.number, timer.id, self.values.when(timer)))

    def _rest(self, node: Node, **more: Any) -> Token:
        token = Token(self.next, node.id, **more)
        self.tokens[token.number] = token
        self.next += 1
        return token

    def _node(self, node_id: str) -> Node:
        node = self.graph.nodes.get(node_id)
        if node is None:
            raise ProcessStuck(
                node_id,
                "Unsur ini tidak ada dalam versi proses yang dipakai.",
                "This element is not in the version of the process in use.",
            )
        return node

    def _must_wait(self) -> None:
        """Somebody must be able to move the case on."""
        stuck = ""
        for token in self.tokens.values():
            if self._node(token.node).kind is not Kind.PARALLEL:
                return
            stuck = token.node
        raise ProcessStuck(
            stuck,
            "Gerbang paralel ini menunggu cabang yang tidak akan pernah datang.",
            "This parallel gateway waits for a branch that will never come.",
        )

    # Repeated tasks

    def _open_many(self, node: Node, aside: bool) -> None:
        items = self.values.items(node)
        if not items:
            self.values.keep(node.id, [])
            self.leave(node, aside)
            return
        whole = self._rest(node, aside=aside, results=(None,) * len(items))
        assert node.many is not None
        for index in range(1 if node.many.sequential else len(items)):
            self._open_one(node, whole, index, items[index])
        self._set_timers(node, whole, aside)

    def _open_one(self, node: Node, whole: Token, index: int, item: object) -> None:
        token = self._rest(node, host=whole.number, index=index, aside=whole.aside)
        count = len(whole.results or ())
        self.effects.append(OpenTask(token.number, node.id, node.lane, item, index, count))

    def _complete_one_of_many(self, token: Token, node: Node, kept: object) -> None:
        whole = self.tokens[token.host]
        results = list(whole.results or ())
        results[token.index] = kept
        if all(result is not None for result in results):
            self._cancel_timers(whole.number)
            del self.tokens[whole.number]
            self.values.keep(node.id, results)
            self.leave(node, whole.aside)
            return
        updated = Token(whole.number, node.id, aside=whole.aside, results=tuple(results))
        self.tokens[whole.number] = updated
        if node.many is not None and node.many.sequential:
            # Items are facts of the case, so they are looked up again, not kept; the count stays.
            items = self.values.items(node)
            index = token.index + 1
            self._open_one(node, updated, index, items[index] if index < len(items) else None)


_ENTER = {
    Kind.START: _Moving.begin,
    Kind.END: _Moving.consume,
    Kind.TERMINATE: _Moving.terminate,
    Kind.USER: _Moving.work,
    Kind.MANUAL: _Moving.work,
    Kind.SERVICE: _Moving.work,
    Kind.RULE: _Moving.rule,
    Kind.EXCLUSIVE: _Moving.choose,
    Kind.PARALLEL: _Moving.join,
    Kind.TIMER: _Moving.wait,
}
