"""Brings the processes of other packages into a graph, each under the id of the call (§13.3.5)."""

from collections.abc import Mapping
from dataclasses import replace

from pendopo.core.decisions import Decisions
from pendopo.core.process.graph import Graph
from pendopo.core.process.model import Flow, Lane, Node

MARK = ":"
"""Between the id of a call and that of an element inside; an XML id cannot hold it."""


def within(call: str, name: str) -> str:
    """The id of an element of the called process, "" for none."""
    return f"{call}{MARK}{name}" if name else ""


def linked(graph: Graph, called: Mapping[str, Graph]) -> Graph:
    """The graph with the process that each call of another package runs. called: by the id of the
    call; each begins at its plain start. Two calls of one package do not share elements."""
    if not called:
        return graph
    nodes, lanes = dict(graph.nodes), dict(graph.lanes)
    reactions = dict(graph.reactions)
    for call, inner in called.items():
        nodes |= {
            within(call, one.id): _node(call, one, inner.decisions) for one in inner.nodes.values()
        }
        lanes |= {within(call, one.id): _lane(call, one) for one in inner.lanes.values()}
        reactions |= {
            within(call, around) or call: tuple(within(call, one) for one in found)
            for around, found in inner.reactions.items()
        }
        nodes[call] = replace(nodes[call], called=call, begin=within(call, inner.start))
    inside = called.values()
    return replace(
        graph,
        nodes=nodes,
        lanes=lanes,
        reactions=reactions,
        nests=True,
        gathers=graph.gathers or any(one.gathers for one in inside),
    )


def _node(call: str, node: Node, decisions: Decisions | None) -> Node:
    def name(one: str) -> str:
        return within(call, one)

    return replace(
        node,
        id=name(node.id),
        lane=name(node.lane),
        incoming=tuple(map(name, node.incoming)),
        outgoing=tuple(_flow(call, one) for one in node.outgoing),
        default=name(node.default),
        result=node.keeps,
        host=name(node.host),
        boundaries=tuple(map(name, node.boundaries)),
        within=name(node.within) or call,
        begin=name(node.begin),
        called=name(node.called),
        upstream={name(one): ways for one, ways in node.upstream.items()},
        rules=node.rules or decisions,
    )


def _flow(call: str, flow: Flow) -> Flow:
    return replace(
        flow,
        id=within(call, flow.id),
        source=within(call, flow.source),
        target=within(call, flow.target),
    )


def _lane(call: str, lane: Lane) -> Lane:
    return replace(lane, id=within(call, lane.id), parent=within(call, lane.parent))
