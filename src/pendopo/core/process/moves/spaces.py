"""Who sees which results: every call, and every repeat of a sub-process, has a space of its own.

The main process keeps its results in State.values, a call or repeated sub-process in Token.data.
Inside of a sub-process one sees what is outside of it too (§10.4.1); inside of a call only the
facts of the case and the inputs, or everything when the call lists no inputs; inside of a call of
another package what that package knows of the inputs (`Called`), and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from pendopo.core.process.graph import Graph
from pendopo.core.process.model import Kind
from pendopo.core.process.state import State, Token
from pendopo.core.process.values import items

Called = Mapping[str, Callable[[Mapping[str, object]], Mapping[str, object]]]
"""For each call of another package: its inputs -> the facts that its process reads."""
NONE: Called = {}


def visible(
    graph: Graph, state: State, token: int, names: Mapping[str, object], called: Called = NONE
) -> dict[str, object]:
    """What FEEL can read at a token that rests: `names`, and the results that it sees. A token
    that is not there sees what the main process sees."""
    tokens = {one.number: one for one in state.tokens}
    spaces = Spaces(graph, tokens, names, state.values, called)
    here = tokens.get(token)
    if here is None:
        return dict(spaces.seen(0))
    return {**spaces.seen(here.scope), **spaces.of_repeat(here)}


class Spaces:
    """The facts that the caller gave, and over them the results so far."""

    def __init__(
        self,
        graph: Graph,
        tokens: dict[int, Token],
        names: Mapping[str, object],
        kept: dict[str, object],
        called: Called = NONE,
    ) -> None:
        self.kept = kept
        self._graph = graph
        self._tokens = tokens
        self._names = names
        self._called = called
        self._seen: dict[int, dict[str, object]] = {}

    def keep(self, scope: int, name: str, value: object) -> None:
        """Sets a result, in a copy: the state we came from stays as it was."""
        self._seen.clear()
        while scope:
            token = self._tokens[scope]
            if token.data is not None:
                data = {**token.data, name: value}
                self._tokens[scope] = msgspec.structs.replace(token, data=data)
                return
            scope = token.scope
        self.kept = {**self.kept, name: value}

    def seen(self, scope: int) -> dict[str, object]:
        """What FEEL can read inside of a scope."""
        found = self._seen.get(scope)
        if found is None:
            found = self._seen[scope] = self._gather(scope)
        return found

    def results(self, scope: int) -> dict[str, object]:
        """The results that a scope can read, without the facts."""
        if not scope:
            return dict(self.kept)
        token = self._tokens[scope]
        hidden = self._closed(token)
        outer = {} if hidden else self.results(token.scope)
        return {**outer, **(token.data or {})}

    def of_repeat(self, token: Token) -> dict[str, object]:
        """What a repeat sees beyond its scope: its item and its place from 1 (§10.3.8). Items are
        facts of the case, so they are looked up again, not kept."""
        node = self._graph.nodes[token.node]
        if not token.host or not node.repeated or token.host not in self._tokens:
            return {}
        found: dict[str, object] = {"loopCounter": token.index + 1}
        if node.many is not None:
            all_items = items(node, self.seen(token.scope))
            inside = token.index < len(all_items)
            found[node.many.variable] = all_items[token.index] if inside else None
        return found

    def _gather(self, scope: int) -> dict[str, object]:
        if not scope:
            return {**self._names, **self.kept}
        token = self._tokens[scope]
        node = self._graph.nodes[token.node]
        if node.package:
            data = token.data or {}
            given = {name: value for name, value in data.items() if name in node.inputs}
            found = {name: value for name, value in data.items() if name not in node.inputs}
            facts = self._called.get(node.id)
            return {**(facts(given) if facts else given), **found}
        outer = dict(self._names) if self._closed(token) else self.seen(token.scope)
        return {**outer, **self.of_repeat(token), **(token.data or {})}

    def _closed(self, token: Token) -> bool:
        node = self._graph.nodes[token.node]
        return node.kind is Kind.CALL and bool(node.inputs or node.package)
