"""One step under way: its tokens, its effects, and the ways still to be gone."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Any, NamedTuple

from pendopo.core.process.effects import (
    CancelService,
    CancelTask,
    CancelTimer,
    Effect,
    SetTimer,
    Subscribe,
    Unsubscribe,
)
from pendopo.core.process.events import ProcessStuck
from pendopo.core.process.graph import Graph
from pendopo.core.process.model import SCOPES, TASKS_OF_PEOPLE, Cycle, Kind, Node
from pendopo.core.process.moves.spaces import NONE, Called, Spaces
from pendopo.core.process.state import State, Token
from pendopo.core.process.values import when

ONCE, ENDLESS = 0, -1
"""Token.index of a timer: how often it comes back."""


class Way(NamedTuple):
    """A token under way to `node` by the flow `flow`, inside of the token `scope`."""

    node: str
    flow: str
    aside: bool
    scope: int


class Moving:
    """The tokens by number, in the order of their numbers, and what the families do to them."""

    def __init__(
        self, graph: Graph, state: State, names: Mapping[str, object], called: Called = NONE
    ) -> None:
        self.graph = graph
        self.nodes = graph.nodes
        self.tokens = {token.number: token for token in state.tokens}
        self.next = state.next
        self.spaces = Spaces(graph, self.tokens, names, state.values, called)
        self.end = state.end
        self.last = ""
        self.ended = False
        self.effects: list[Effect] = []
        self.way: deque[Way] = deque()

        for token in state.tokens:
            if token.node not in self.nodes:
                raise _unknown(token.node)
            if (token.host or token.scope) and not {token.host, token.scope} <= {0, *self.tokens}:
                raise _torn(token.node)

    def node(self, node_id: str) -> Node:
        return self.nodes[node_id]

    def leave(self, node: Node, aside: bool, scope: int) -> None:
        """A token on each way out. Only parallel gateways have several (the loader sees to it)."""
        for flow in node.outgoing:
            self.way.append(Way(flow.target, flow.id, aside, scope))

    def rest(self, node: Node, **more: Any) -> Token:
        """A new token at a node."""
        token = Token(self.next, node.id, **more)
        self.tokens[token.number] = token
        self.next += 1
        return token

    def number(self) -> int:
        """A number for an effect that no token waits for."""
        self.next += 1
        return self.next - 1

    # Waiting for events

    def arm(self, node: Node, *, host: int = 0, aside: bool = False, scope: int = 0) -> None:
        """Begins to wait for the event of a catch event, boundary event or start of an event
        sub-process. Errors and escalations come from inside: nothing has to wait for them."""
        if node.trigger == "timer":
            self._set_timer(node, host=host, aside=aside, scope=scope)
        elif node.trigger in ("message", "signal"):
            token = self.rest(node, host=host, aside=aside, scope=scope)
            kind: Any = node.trigger
            self.effects.append(Subscribe(token.number, node.id, kind, node.event))

    def _set_timer(self, node: Node, **more: Any) -> None:
        due = when(node, self.spaces.seen(more["scope"]))
        if not isinstance(due, Cycle):
            token = self.rest(node, **more)
            self.effects.append(SetTimer(token.number, node.id, due))
            return
        left = ENDLESS if due.times is None else due.times - 1
        token = self.rest(node, index=left, **more)
        self.effects.append(SetTimer(token.number, node.id, due.first or due.every))

    def again(self, token: Token, node: Node) -> None:
        """A repeating timer that does not interrupt is set anew, counted from this step."""
        if token.index == ONCE:
            return
        due = when(node, self.spaces.seen(token.scope))
        left = token.index if token.index == ENDLESS else token.index - 1
        new = self.rest(node, host=token.host, index=left, aside=token.aside, scope=token.scope)
        self.effects.append(
            SetTimer(new.number, node.id, due.every if isinstance(due, Cycle) else due)
        )

    def arm_boundaries(self, node: Node, host: Token) -> None:
        for boundary in node.boundaries:
            self.arm(self.nodes[boundary], host=host.number, aside=host.aside, scope=host.scope)

    def arm_reactions(self, scope_id: str, scope: int, aside: bool) -> None:
        """Event sub-processes wait from the moment their scope begins (§13.5.4)."""
        for reaction in self.graph.reactions.get(scope_id, ()):
            self.arm(self.nodes[self.nodes[reaction].begin], scope=scope, aside=aside)

    # Taking tokens away

    def cancel(self, token: Token) -> None:
        """Takes a token away with all that hangs on it or lies inside of it."""
        if self.tokens.pop(token.number, None) is None:
            return
        node = self.node(token.node)
        if token.results is None:
            self._tell(token, node)
        number = token.number
        for one in [one for one in self.tokens.values() if number in (one.host, one.scope)]:
            self.cancel(one)

    def _tell(self, token: Token, node: Node) -> None:
        if node.kind in TASKS_OF_PEOPLE:
            self.effects.append(CancelTask(token.number, node.id))
        elif node.kind is Kind.SERVICE:
            self.effects.append(CancelService(token.number, node.id))
        elif node.trigger == "timer":
            self.effects.append(CancelTimer(token.number, node.id))
        elif node.trigger in ("message", "signal"):
            self.effects.append(Unsubscribe(token.number, node.id))

    def cancel_hosted(self, host: int) -> None:
        """Boundary events, and repeats that are still open."""
        for token in [one for one in self.tokens.values() if one.host == host]:
            self.cancel(token)

    def cancel_all(self) -> None:
        self.way.clear()
        for token in list(self.tokens.values()):
            if not token.host:
                self.cancel(token)

    def clear(self, scope: int) -> None:
        """Ends everything inside of a scope; its own token stays."""
        self.way = deque(one for one in self.way if one.scope != scope)
        for token in list(self.tokens.values()):
            if token.scope == scope and not token.host:
                self.cancel(token)

    # Scopes

    def scope_id(self, scope: int) -> str:
        """The sub-process or called process that a scope token stands for, "" for the main one."""
        if not scope:
            return ""
        node = self.node(self.tokens[scope].node)
        return node.called if node.kind is Kind.CALL else node.id

    def inside(self, scope: int) -> bool:
        """Whether a token is still inside of a scope; those that only wait to start an event
        sub-process do not count (§13.5.4)."""
        return any(
            token.scope == scope and self.node(token.node).kind is not Kind.START
            for token in self.tokens.values()
        )

    def scopes(self) -> list[Token]:
        """The open sub-processes and calls, inner ones first."""
        found = [
            token
            for token in self.tokens.values()
            if token.results is None and self.node(token.node).kind in SCOPES
        ]
        return found[::-1]

    def depth(self, scope: int) -> int:
        count = 0
        while scope:
            count += 1
            scope = self.tokens[scope].scope
        return count


def _unknown(element: str) -> ProcessStuck:
    return ProcessStuck(
        element,
        "Unsur ini tidak ada dalam versi proses yang dipakai.",
        "This element is not in the version of the process in use.",
    )


def _torn(element: str) -> ProcessStuck:
    return ProcessStuck(
        element,
        "Keadaan kasus ini tidak utuh.",
        "The state of this case is not whole.",
    )
