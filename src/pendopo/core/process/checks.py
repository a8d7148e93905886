"""Checks the shape of a process: no way may break off, and none may be out of reach."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from pendopo.core.markup import Findings
from pendopo.core.process.containers import Contents
from pendopo.core.process.graph import Graph
from pendopo.core.process.model import (
    ENDS,
    GATEWAYS,
    WAITING_TASKS,
    Kind,
    Node,
)

_HOSTS = WAITING_TASKS | {Kind.SUB, Kind.CALL}
_CHOOSE = frozenset({Kind.EXCLUSIVE, Kind.INCLUSIVE})
_NEVER_ENTERED = frozenset({Kind.START, Kind.BOUNDARY, Kind.EVENT_SUB})


def check(findings: Findings, graph: Graph, contents: Contents) -> None:
    """Notes every problem of shape."""
    elements = contents.elements
    for node in graph.nodes.values():
        for rule, message, english in _shape(graph, node):
            findings.problem(elements[node.id], rule, message, english)
    for flow in contents.flows:
        source = graph.nodes.get(flow.source)
        if flow.condition and source and source.kind not in _CHOOSE:
            findings.problem(
                elements[flow.id],
                "condition",
                "Syarat hanya boleh ada pada aliran keluar dari gerbang eksklusif atau inklusif.",
                "A condition may stand only on a flow out of an exclusive or inclusive gateway.",
            )
    for within, container in contents.containers.items():
        _starts(findings, graph, contents, within, container)
        _reach(findings, graph, contents, within)


def _shape(graph: Graph, node: Node) -> Iterable[tuple[str, str, str]]:
    ways = len(node.outgoing)
    if node.kind in ENDS:
        if ways:
            yield "flow", "Akhir tidak boleh mempunyai aliran keluar.", "An end has a way out."
    elif node.kind is Kind.EVENT_SUB:
        if ways:
            yield "flow", "Unsur ini tidak boleh mempunyai aliran keluar.", "No flow may leave it."
    elif not ways:
        yield "dead-end", "Alur berhenti di sini, bukan pada akhir.", "The flow breaks off here."
    if node.kind in _NEVER_ENTERED and node.incoming:
        yield "flow", "Unsur ini tidak boleh mempunyai aliran masuk.", "No flow may lead here."
    if ways > 1 and node.kind not in GATEWAYS | ENDS:
        yield (
            "split",
            "Lebih dari satu aliran keluar; pakailah gerbang agar jelas maksudnya.",
            "More than one way out; use a gateway to say what is meant.",
        )
    yield from _defaults(node, ways)
    host = graph.nodes.get(node.host)
    if node.kind is Kind.BOUNDARY and host and host.kind not in _HOSTS:
        yield (
            "host",
            "Peristiwa ini harus menempel pada tugas pengguna, manual, layanan, atau terima, "
            "pada subproses, atau pada panggilan proses.",
            "This event must sit on a user, manual, service or receive task, on a sub-process or "
            "on a call activity.",
        )
    if node.kind is Kind.EVENTS:
        yield from _offers(graph, node)


def _defaults(node: Node, ways: int) -> Iterable[tuple[str, str, str]]:
    if node.default and node.kind not in _CHOOSE:
        yield (
            "default",
            "Aliran bawaan (default) hanya untuk gerbang eksklusif dan inklusif.",
            "A default flow belongs to exclusive and inclusive gateways only.",
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


def _offers(graph: Graph, node: Node) -> Iterable[tuple[str, str, str]]:
    """What may follow an event-based gateway (§10.6.6)."""
    for flow in node.outgoing:
        target = graph.nodes.get(flow.target)
        if target is None:
            continue
        alone = len(target.incoming) == 1 and not target.boundaries and not target.repeated
        if target.kind not in (Kind.CATCH, Kind.RECEIVE) or not alone:
            yield (
                "event-gateway",
                f"Sesudah gerbang peristiwa hanya boleh ada peristiwa tangkap atau tugas terima "
                f"yang tidak dicapai dari tempat lain; {target.id} bukan itu.",
                f"After an event-based gateway come only catch events and receive tasks that are "
                f"reached from nowhere else; {target.id} is none.",
            )


def _starts(
    findings: Findings, graph: Graph, contents: Contents, within: str, container: Any
) -> None:
    begins = [
        one for one in graph.nodes.values() if one.kind is Kind.START and one.within == within
    ]
    around = graph.nodes.get(within)
    reaction = around is not None and around.kind is Kind.EVENT_SUB
    if reaction or around is not None:
        good = len(begins) == 1 and bool(begins[0].trigger) == reaction
    else:  # a process may begin in several ways, of which one at most needs no cause
        good = bool(begins) and sum(not one.trigger for one in begins) <= 1
    if good:
        return
    plain = [one for one in begins if not one.trigger]
    where = contents.elements[plain[1].id] if len(plain) > 1 else container
    if reaction:
        findings.problem(
            where,
            "one-start",
            "Subproses peristiwa harus mempunyai tepat satu awal dengan pemicu.",
            "An event sub-process must have exactly one start event, with a trigger.",
        )
        return
    findings.problem(
        where,
        "one-start",
        f"Proses harus mempunyai tepat satu awal; ada {len(begins)}.",
        f"The process must have exactly one start event; it has {len(begins)}.",
    )


def _reach(findings: Findings, graph: Graph, contents: Contents, within: str) -> None:
    nodes = {one.id: one for one in graph.nodes.values() if one.within == within}
    begins = [one for one in nodes.values() if one.kind is Kind.START]
    if not begins:
        return
    plain = [one.id for one in begins if not one.trigger][:1]
    strange = contents.strange
    after: defaultdict[str, list[str]] = defaultdict(list)
    before: defaultdict[str, list[str]] = defaultdict(list)
    links = [(flow.source, flow.target) for flow in contents.flows]
    links += [(one.host, one.id) for one in nodes.values() if one.kind is Kind.BOUNDARY]
    for source, target in links:
        after[source].append(target)
        before[target].append(source)
    aside = [one.id for one in nodes.values() if one.kind is Kind.EVENT_SUB]
    caused = [one.id for one in begins if one.trigger]
    reached = _closure([*plain, *caused, *aside], after)
    ends = [one.id for one in nodes.values() if one.kind in ENDS]
    ending = _closure([*ends, *strange, *aside], before)
    if not ends and not strange:
        findings.problem(
            contents.elements[begins[0].id],
            "no-end",
            "Proses tidak mempunyai akhir.",
            "There is no end event.",
        )
    for node in nodes.values():
        if node.id not in reached:
            if any(one in strange for one in _closure([node.id], before)):
                continue  # it may hang on what was refused
            findings.problem(
                contents.elements[node.id],
                "unreachable",
                "Unsur ini tidak dapat dicapai dari awal.",
                "This element cannot be reached from the start.",
            )
        elif ends and node.id not in ending and node.outgoing:
            findings.problem(
                contents.elements[node.id],
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
