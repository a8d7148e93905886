"""Finds deadlocks and doubled tokens before a case meets them.

Method: the state space of the workflow net behind each process and sub-process (van der Aalst,
"Verification of Workflow Nets", 1997), with data left out, so that every way out of a gateway may
be taken. Only one cluster of the net (the nodes that compete for the same token) is looked at in
each marking, a stubborn set (Valmari, 1990): branches that run beside each other are gone through
one after the other, not in every mixture.

- Refused is only what is proved: a parallel join that a token reaches and that goes on in no
  marking at all. For this proof the net allows more than BPMN does (terminate ends nothing,
  events that do not interrupt happen up to twice, inclusive joins need not wait), and a state
  space that is not gone through to its end proves nothing. So no sound process is refused.
- A warning is what depends on data: a marking from which a join would wait for ever, or two
  tokens on one flow ("lack of synchronisation": what follows is done twice).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any

from pendopo.core.markup import Findings
from pendopo.core.problem import Problem
from pendopo.core.process.graph import Graph
from pendopo.core.process.model import Kind, Node

STATES = 5_000
"""Markings to look at, per process or sub-process."""
STEPS = 50_000
"""Ways from one marking to another to go, likewise."""
TOKENS = 4
"""Tokens on one flow after which the net counts as unbounded, and nothing is proved."""
WAYS = 6
"""Ways out of an inclusive gateway of which all selections are tried."""

Marking = frozenset[tuple[str, int]]
"""Tokens by sequence flow."""


class Unknown(Exception):
    """The state space is too large to say anything."""


@dataclass(slots=True)
class Explored:
    """What was seen: joins that went on, joins that a token reached, joins left waiting, and flows
    with more than one token."""

    fired: set[str] = field(default_factory=set)
    reached: set[str] = field(default_factory=set)
    stuck: set[str] = field(default_factory=set)
    doubled: set[str] = field(default_factory=set)


def sound(findings: Findings, graph: Graph, elements: dict[str, Any]) -> tuple[Problem, ...]:
    """Notes proved deadlocks as problems, and gives the warnings."""
    warned = Findings(findings.source)
    for within in sorted({node.within for node in graph.nodes.values()}):
        nodes = {one.id: one for one in graph.nodes.values() if one.within == within}
        try:
            found = Net(nodes, generous=True).explore()
        except Unknown:
            continue
        dead = found.reached - found.fired
        for identity in sorted(dead):
            findings.problem(
                elements[identity],
                "deadlock",
                "Gerbang paralel ini tidak pernah dapat lewat: tidak semua jalannya bisa datang.",
                "This parallel gateway can never go on: its ways in never all come.",
            )
        if not dead:
            _warn(warned, nodes, elements)
    return warned.in_order()


def _warn(warned: Findings, nodes: Mapping[str, Node], elements: dict[str, Any]) -> None:
    try:
        found = Net(nodes, generous=False).explore()
    except Unknown:
        return
    for identity in sorted(found.stuck):
        warned.problem(
            elements[identity],
            "may-deadlock",
            "Gerbang ini dapat menunggu jalan yang tidak datang.",
            "This gateway may wait for a way in that does not come.",
        )
    for identity in sorted(found.doubled):
        warned.problem(
            elements[identity],
            "may-double",
            "Alur dapat lewat di sini lebih dari sekali; gabungkan cabangnya dahulu.",
            "The flow may come by here more than once; join its branches first.",
        )


class Net:
    """The net of one scope. `generous`: the one that allows too much, for proofs."""

    def __init__(self, nodes: Mapping[str, Node], *, generous: bool) -> None:
        self.nodes = nodes
        self.generous = generous
        self.targets = {flow.id: flow.target for one in nodes.values() for flow in one.outgoing}
        self.found = Explored()

    def explore(self) -> Explored:
        """Goes through all markings. Raises Unknown when they are too many."""
        stack = [
            _marking({flow.id: 1 for flow in node.outgoing})
            for node in self.nodes.values()
            if node.kind is Kind.START
        ]
        seen = set(stack)
        steps = 0
        while stack:
            marking = dict(stack.pop())
            if not self._look(marking):
                continue
            for following in self._after(marking):
                steps += 1
                if steps > STEPS:
                    raise Unknown
                if following not in seen:
                    seen.add(following)
                    stack.append(following)
            if len(seen) > STATES:
                raise Unknown
        return self.found

    def _look(self, marking: Mapping[str, int]) -> bool:
        """Notes what there is to see in a marking. Whether to go on from it."""
        for flow in marking:
            node = self.nodes[self.targets[flow]]
            if node.kind is Kind.PARALLEL:
                self.found.reached.add(node.id)
        most = max(marking.values(), default=0)
        if self.generous:
            if most > TOKENS:
                raise Unknown
            return True
        doubled = {self.targets[flow] for flow, count in marking.items() if count > 1}
        self.found.doubled |= doubled
        return not doubled  # what follows is doubled as well

    def _after(self, marking: dict[str, int]) -> Iterator[Marking]:
        """The markings that one enabled cluster leads to: the first in the order of the file;
        inclusive joins when nothing else can go on."""
        reached = {self.targets[flow] for flow in marking}
        waiting = []
        for node in self.nodes.values():
            if node.id not in reached:
                continue
            join = len(node.incoming) > 1
            if node.kind is Kind.INCLUSIVE and join:
                waiting.append(node)
            elif node.kind is not Kind.PARALLEL or not join:
                flow = next(one for one in node.incoming if marking.get(one))
                yield from self._passed(node, marking, (flow,))
                return
            elif all(marking.get(flow) for flow in node.incoming):
                yield from self._passed(node, marking, node.incoming)
                return
        for node in waiting:
            here = [flow for flow in node.incoming if marking.get(flow)]
            yield from self._passed(node, marking, here)
            if self.generous:
                for flow in here:
                    yield from self._passed(node, marking, (flow,))
            return
        self.found.stuck |= reached

    def _passed(
        self, node: Node, marking: dict[str, int], taken: Iterable[str]
    ) -> Iterator[Marking]:
        self.found.fired.add(node.id)
        if node.kind is Kind.TERMINATE and not self.generous:
            return  # all is over
        rest = Counter(marking)
        rest.subtract(taken)
        for given in self._given(node):
            yield _marking(rest + Counter(given))

    def _given(self, node: Node) -> Iterator[tuple[str, ...]]:
        """The flows that get a token, for each way a node may end."""
        ways = tuple(flow.id for flow in node.outgoing)
        if node.kind in (Kind.EXCLUSIVE, Kind.EVENTS):
            yield from ((way,) for way in ways)
        elif node.kind is Kind.INCLUSIVE and len(ways) > 1:
            chosen = tuple(way for way in ways if way != node.default)
            if len(chosen) > WAYS:
                raise Unknown
            for count in range(1, len(chosen) + 1):
                yield from combinations(chosen, count)
            if node.default:
                yield (node.default,)
        elif node.boundaries:
            yield from self._watched(node, ways)
        else:
            yield ways

    def _watched(self, node: Node, ways: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """An activity ends normally or by an interrupting boundary event; before that every other
        boundary event may have happened."""
        events = [self.nodes[one] for one in node.boundaries]
        endings = [ways, *(_ways(one) for one in events if one.interrupting)]
        aside = [_ways(one) for one in events if not one.interrupting]
        often = 3 if self.generous else 2
        if often ** len(aside) > STATES:
            raise Unknown
        for counts in product(range(often), repeat=len(aside)):
            more = tuple(
                flow for flows, count in zip(aside, counts, strict=True) for flow in flows * count
            )
            yield from (ending + more for ending in endings)


def _ways(node: Node) -> tuple[str, ...]:
    return tuple(flow.id for flow in node.outgoing)


def _marking(tokens: Mapping[str, int]) -> Marking:
    return frozenset((flow, count) for flow, count in tokens.items() if count > 0)
