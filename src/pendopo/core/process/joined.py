"""Joins what was read one by one: nodes with their flows, boundary events and insides."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from pendopo.core.process.containers import Contents
from pendopo.core.process.model import SCOPES, Flow, Kind, Node


def joined(contents: Contents, main: str) -> dict[str, Node]:
    """Nodes that know their flows (in the order of the file), boundary events and insides. `main`
    is the id of the main process, which may be called too."""
    leaving: defaultdict[str, list[Flow]] = defaultdict(list)
    coming: defaultdict[str, list[str]] = defaultdict(list)
    boundaries: defaultdict[str, list[str]] = defaultdict(list)
    begins: dict[str, str] = {}
    for flow in contents.flows:
        leaving[flow.source].append(flow)
        coming[flow.target].append(flow.id)
    for node in contents.nodes.values():
        if node.kind is Kind.BOUNDARY:
            boundaries[node.host].append(node.id)
        elif node.kind is Kind.START and (not node.trigger or node.within not in begins):
            begins[node.within] = node.id
    nodes = {}
    for node in contents.nodes.values():
        called = "" if node.called == main else node.called
        inside = called if node.kind is Kind.CALL else node.id
        nodes[node.id] = replace(
            node,
            outgoing=tuple(leaving[node.id]),
            incoming=tuple(coming[node.id]),
            boundaries=tuple(boundaries[node.id]),
            begin=begins.get(inside, "") if node.kind in SCOPES else "",
            called=called,
        )
    for node in list(nodes.values()):
        if node.kind is Kind.INCLUSIVE and len(node.incoming) > 1:
            nodes[node.id] = replace(node, upstream=_upstream(nodes, node))
    return nodes


def reactions(nodes: Mapping[str, Node]) -> dict[str, tuple[str, ...]]:
    """The event sub-processes by what they lie in."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for node in nodes.values():
        if node.kind is Kind.EVENT_SUB:
            found[node.within].append(node.id)
    return {within: tuple(ids) for within, ids in found.items()}


def _upstream(nodes: Mapping[str, Node], join: Node) -> dict[str, frozenset[int]]:
    """For every node before an inclusive join the places of the ways in that a token there can
    come by, without passing the join itself (§13.4.3). A boundary event counts as a way on from
    its host: a token can come by it."""
    before: defaultdict[str, set[str]] = defaultdict(set)
    for node in nodes.values():
        for flow in node.outgoing:
            before[flow.target].add(node.id)
        if node.host:
            before[node.id].add(node.host)
    sources = {flow.id: node.id for node in nodes.values() for flow in node.outgoing}
    found: defaultdict[str, set[int]] = defaultdict(set)
    for place, flow_id in enumerate(join.incoming):
        stack, seen = [sources[flow_id]], {join.id}
        while stack:
            current = stack.pop()
            if current not in seen:
                seen.add(current)
                found[current].add(place)
                stack.extend(before[current])
    return {node_id: frozenset(places) for node_id, places in found.items()}
