"""Our engine, driven by names of elements instead of token numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pendopo.core import process
from pendopo.core.process import (
    Completed,
    Fired,
    NobodyWaits,
    Received,
    Signalled,
    State,
    Token,
)
from pendopo.core.process.model import TASKS_OF_PEOPLE

Place = tuple[str, tuple[int, ...]]
"""An element, and which repeats it is in, outermost first."""


class Ours:
    def __init__(self, text: bytes, facts: Mapping[str, object] | None = None) -> None:
        self.graph = process.load(text, source="grown.bpmn")
        self.facts = facts or {}
        self.step = process.start(self.graph, self.facts)

    @property
    def state(self) -> State:
        return self.step.state

    @property
    def ended(self) -> bool:
        return self.state.ended

    def tasks(self) -> Counter[Place]:
        return Counter(self._place(one) for one in self._open() if self._kind(one))

    def events(self) -> Counter[Place]:
        return Counter(self._place(one) for one in self._open() if not self._kind(one))

    def complete(self, place: Place, result: Mapping[str, object]) -> None:
        self._take(Completed(self._token(place).number, result))

    def happen(self, place: Place) -> None:
        token = self._token(place)
        node = self.graph.nodes[token.node]
        if node.trigger == "timer":
            self._take(Fired(token.number))
        elif node.trigger == "message":
            self._take(Received(node.event, {}, token.number))
        else:
            self._take(Signalled(node.event))

    def data(self) -> dict[str, object]:
        return dict(self.state.values)

    def _take(self, event: process.Event) -> None:
        self.step = process.advance(self.graph, self.state, event, self.facts)

    def _token(self, place: Place) -> Token:
        found = [one for one in self._open() if self._place(one) == place]
        if not found:
            raise NobodyWaits(place[0])
        return found[0]

    def _open(self) -> list[Token]:
        """What waits for somebody: tasks of people, and events."""
        nodes = self.graph.nodes
        return [
            one
            for one in self.state.tokens
            if one.results is None
            and (nodes[one.node].kind in TASKS_OF_PEOPLE or nodes[one.node].trigger)
        ]

    def _kind(self, token: Token) -> bool:
        return self.graph.nodes[token.node].kind in TASKS_OF_PEOPLE

    def _place(self, token: Token) -> Place:
        numbers = {one.number: one for one in self.state.tokens}
        path: list[int] = []
        current: Token | None = token
        while current is not None:
            many = self.graph.nodes[current.node].many
            host = numbers.get(current.host)
            if many is not None and host is not None and host.node == current.node:
                path.append(current.index)
            current = numbers.get(current.scope)
        return token.node, tuple(reversed(path))
