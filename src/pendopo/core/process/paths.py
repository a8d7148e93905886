"""Static ways through a process, for pages that show what is still to come."""

from collections import deque
from collections.abc import Iterator, Mapping

from pendopo.core.process.model import ENDS, TASKS_OF_PEOPLE, Flow, Kind, Node

_ONE_WAY = frozenset({Kind.EXCLUSIVE, Kind.INCLUSIVE, Kind.EVENTS})
TURNS = 20_000
"""Nodes that the search for the main path may look at."""


def ways_out(nodes: Mapping[str, Node], node: Node) -> Iterator[str]:
    """The nodes that can follow, the default way first, those after boundary events last. What is
    inside of a sub-process or call comes before what is after it."""
    if node.begin:
        yield node.begin
    yield from (flow.target for flow in ordered(node))
    if node.kind in ENDS and node.within:
        for around in nodes.values():
            if around.id == node.within or (around.called == node.within and around.called):
                yield from (flow.target for flow in around.outgoing)
    for boundary in node.boundaries:
        yield from (flow.target for flow in nodes[boundary].outgoing)


def ordered(node: Node) -> tuple[Flow, ...]:
    """The ways out of a node, the default first."""
    return tuple(sorted(node.outgoing, key=lambda flow: flow.id != node.default))


def next_user_tasks(nodes: Mapping[str, Node], node_id: str) -> tuple[str, ...]:
    """See Graph.next_user_tasks."""
    found: list[str] = []
    queue = deque(ways_out(nodes, nodes[node_id]))
    seen: set[str] = set()
    while queue:
        current = queue.popleft()
        if current in seen:
            continue
        seen.add(current)
        node = nodes[current]
        if node.kind in TASKS_OF_PEOPLE:
            found.append(current)
        queue.extend(ways_out(nodes, node))
    return tuple(found)


def main_path(nodes: Mapping[str, Node], start: str) -> tuple[str, ...]:
    """See Graph.main_path."""
    way = _way(nodes, start, set(), None, [TURNS]) or []
    tasks = [node for node in way if nodes[node].kind in TASKS_OF_PEOPLE]
    return tuple(dict.fromkeys(tasks))


def _way(
    nodes: Mapping[str, Node], begin: str, seen: set[str], until: str | None, turns: list[int]
) -> list[str] | None:
    """The nodes to a normal end (or to `until`); None when this way comes round or breaks off, or
    when the search has taken too many turns."""
    way: list[str] = []
    seen = set(seen)
    current = begin
    while True:
        if current == until:
            return way
        node = nodes[current]
        turns[0] -= 1
        ends = node.kind is Kind.END or (node.kind is Kind.TERMINATE and bool(node.within))
        if current in seen or (node.kind is Kind.TERMINATE and not ends) or turns[0] < 0:
            return None
        seen.add(current)
        way.append(current)
        if ends:
            return way if until is None else None
        if node.begin:
            inside = _way(nodes, node.begin, seen, None, turns)
            if inside is None:
                return None
            way += inside
        targets = [flow.target for flow in ordered(node)]
        if len(targets) == 1:
            current = targets[0]
            continue
        if node.kind in _ONE_WAY:
            for target in targets:
                rest = _way(nodes, target, seen, until, turns)
                if rest is not None:
                    return way + rest
            return None
        meeting = _meeting(nodes, targets)
        for target in targets:
            branch = _way(nodes, target, seen, meeting, turns)
            if branch is None:
                return None
            way += branch
        if meeting is None:
            return way
        current = meeting


def _meeting(nodes: Mapping[str, Node], begins: list[str]) -> str | None:
    """The first parallel gateway where all branches come together."""
    reaches = [_reach(nodes, begin) for begin in begins]
    for candidate in reaches[0]:
        node = nodes[candidate]
        joins = node.kind is Kind.PARALLEL and len(node.incoming) > 1
        if joins and all(candidate in reach for reach in reaches[1:]):
            return candidate
    return None


def _reach(nodes: Mapping[str, Node], begin: str) -> dict[str, None]:
    found: dict[str, None] = {}
    queue = deque([begin])
    while queue:
        current = queue.popleft()
        if current not in found:
            found[current] = None
            queue.extend(flow.target for flow in nodes[current].outgoing)
    return found
