"""Checks the shape of a process: no way may break off, and none may be out of reach."""

from collections.abc import Iterable
from typing import Any

from pendopo.core.markup import Findings
from pendopo.core.process.graph import Graph
from pendopo.core.process.model import TASKS_OF_PEOPLE, Flow, Kind, Node

_HOSTS = TASKS_OF_PEOPLE | {Kind.SERVICE}
_ENDS = frozenset({Kind.END, Kind.TERMINATE})


def check(
    findings: Findings,
    process: Any,
    graph: Graph,
    elements: dict[str, Any],
    strange: set[str],
    flows: list[Flow],
) -> None:
    """Notes every problem of shape. `strange` are refused nodes, taken as steps on the way."""
    begins = [node for node in graph.nodes.values() if node.kind is Kind.START]
    if len(begins) != 1:
        findings.problem(
            elements[begins[1].id] if begins else process,
            "one-start",
            f"Proses harus mempunyai tepat satu awal; ada {len(begins)}.",
            f"The process must have exactly one start event; it has {len(begins)}.",
        )
    for node in graph.nodes.values():
        for rule, message, english in _shape(node):
            findings.problem(elements[node.id], rule, message, english)
    for flow in flows:
        source = graph.nodes.get(flow.source)
        if flow.condition and source and source.kind is not Kind.EXCLUSIVE:
            findings.problem(
                elements[flow.id],
                "condition",
                "Syarat hanya boleh ada pada aliran keluar dari gerbang eksklusif.",
                "A condition may stand only on a flow out of an exclusive gateway.",
            )
    for node in graph.nodes.values():
        host = graph.nodes.get(node.host)
        if node.kind is Kind.BOUNDARY and host and host.kind not in _HOSTS:
            findings.problem(
                elements[node.id],
                "host",
                "Pengatur waktu ini harus menempel pada tugas pengguna, manual, atau layanan.",
                "This timer must sit on a user, manual or service task.",
            )
    if begins:
        _reach(findings, graph, elements, strange, flows, begins[0])


def _shape(node: Node) -> Iterable[tuple[str, str, str]]:
    ways = len(node.outgoing)
    if node.kind in _ENDS:
        if ways:
            yield "flow", "Akhir tidak boleh mempunyai aliran keluar.", "An end has a way out."
    elif not ways:
        yield "dead-end", "Alur berhenti di sini, bukan pada akhir.", "The flow breaks off here."
    if node.kind in (Kind.START, Kind.BOUNDARY) and node.incoming:
        yield "flow", "Unsur ini tidak boleh mempunyai aliran masuk.", "No flow may lead here."
    gateway = node.kind in (Kind.EXCLUSIVE, Kind.PARALLEL)
    if ways > 1 and not gateway and node.kind not in _ENDS:
        yield (
            "split",
            "Lebih dari satu aliran keluar; pakailah gerbang agar jelas maksudnya.",
            "More than one way out; use a gateway to say what is meant.",
        )
    if node.default and node.kind is not Kind.EXCLUSIVE:
        yield (
            "default",
            "Aliran bawaan (default) hanya untuk gerbang eksklusif.",
            "A default flow belongs to exclusive gateways only.",
        )
    if node.default and node.default not in {flow.id for flow in node.outgoing}:
        yield (
            "default",
            "Aliran bawaan (default) tidak keluar dari gerbang ini.",
            "The default flow does not leave this gateway.",
        )
    if node.kind is Kind.EXCLUSIVE and ways > 1:
        bare = [one for one in node.outgoing if one.condition is None and one.id != node.default]
        for flow in bare:
            label = flow.name or flow.id
            yield (
                "no-condition",
                f"Aliran {label!r} dari gerbang ini belum bersyarat dan bukan bawaan (default).",
                f"The flow {label!r} out of this gateway has no condition and is not the default.",
            )


def _reach(
    findings: Findings,
    graph: Graph,
    elements: dict[str, Any],
    strange: set[str],
    flows: list[Flow],
    begin: Node,
) -> None:
    after: dict[str, list[str]] = {}
    before: dict[str, list[str]] = {}
    links = [(flow.source, flow.target) for flow in flows]
    links += [(node.host, node.id) for node in graph.nodes.values() if node.host]
    for source, target in links:
        after.setdefault(source, []).append(target)
        before.setdefault(target, []).append(source)
    reached = _closure([begin.id], after)
    ends = [node.id for node in graph.nodes.values() if node.kind in _ENDS]
    ending = _closure([*ends, *strange], before)
    if not ends and not strange:
        findings.problem(
            elements[begin.id], "no-end", "Proses tidak mempunyai akhir.", "There is no end event."
        )
    for node in graph.nodes.values():
        if node.id not in reached:
            if any(one in strange for one in _closure([node.id], before)):
                continue  # it may hang on what was refused
            findings.problem(
                elements[node.id],
                "unreachable",
                "Unsur ini tidak dapat dicapai dari awal.",
                "This element cannot be reached from the start.",
            )
        elif ends and node.id not in ending and node.outgoing:
            findings.problem(
                elements[node.id],
                "no-way-out",
                "Dari sini tidak ada jalan menuju akhir.",
                "From here no way leads to an end.",
            )


def _closure(begins: Iterable[str], links: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    stack = list(begins)
    while stack:
        current = stack.pop()
        if current not in found:
            found.add(current)
            stack.extend(links.get(current, ()))
    return found
