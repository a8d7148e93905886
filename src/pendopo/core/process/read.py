"""BPMN file to graph. Says everything that is wrong, each with its element and line."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pendopo.core.decisions import Decisions
from pendopo.core.feel import expression
from pendopo.core.markup import Findings, NotMarkup, local, read, space
from pendopo.core.process.checks import check
from pendopo.core.process.extensions import foreign
from pendopo.core.process.formulas import formula
from pendopo.core.process.graph import Graph, ProcessRefused
from pendopo.core.process.lanes import read_lanes
from pendopo.core.process.model import Flow, Kind, Node
from pendopo.core.process.names import BPMN, DESCRIBES, KINDS, REFUSED
from pendopo.core.process.nodes import Around, read_node

NODES = 1_000
"""Flow nodes of one process."""


def load(xml: bytes, *, source: str, decisions: Decisions | None = None) -> Graph:
    """The process of a BPMN 2.0 file. `source` is its name, for the problems; `decisions` are
    those that its business-rule tasks may name.

    Raises ProcessRefused with every problem: what is outside of our subset, and what would let a
    case get lost or go nowhere.
    """
    try:
        root = read(xml, source=source)
    except NotMarkup as error:
        raise ProcessRefused((error.problem,)) from None
    findings = Findings(source)
    if local(root) != "definitions" or space(root) != BPMN:
        findings.problem(
            root, "not-bpmn", "Berkas ini bukan BPMN 2.0.", "This file is not BPMN 2.0."
        )
        raise ProcessRefused(findings.in_order())
    _ids_once(findings, root)
    process = _process(findings, root)
    graph = None if process is None else _graph(findings, process, decisions)
    if graph is None or findings.problems:
        raise ProcessRefused(findings.in_order())
    return graph


def _ids_once(findings: Findings, root: Any) -> None:
    seen: set[str] = set()
    for element in root.iter():
        found = element.get("id")
        if found and found in seen:
            findings.problem(
                element,
                "duplicate-id",
                f"Id {found} dipakai lebih dari sekali.",
                f"The id {found} is used more than once.",
            )
        if found:
            seen.add(found)


def _process(findings: Findings, root: Any) -> Any:
    found = [one for one in root if local(one) == "process" and space(one) == BPMN]
    runs = [one for one in found if one.get("isExecutable", "").strip() in ("true", "1")]
    if not runs and len(found) == 1:
        runs = found
    if len(runs) == 1:
        return runs[0]
    findings.problem(
        runs[1] if runs else root,
        "one-process",
        f"Berkas harus berisi tepat satu proses yang dapat dijalankan; ada {len(runs)}.",
        f"The file must hold exactly one executable process; it holds {len(runs)}.",
    )
    return None


def _graph(findings: Findings, process: Any, decisions: Decisions | None) -> Graph:
    foreign(findings, process)
    lanes, lane_of = read_lanes(findings, process)
    known = frozenset(
        one.get("id")
        for one in process
        if local(one) in KINDS and one.get("id") and not one.get("id").isidentifier()
    )
    around = Around(findings, lane_of, known, decisions)
    nodes: dict[str, Node] = {}
    strange: set[str] = set()  # refused, but there: flows to them do not dangle
    flows: list[tuple[Any, Flow]] = []
    elements: dict[str, Any] = {}
    for child in process:
        kind = local(child)
        if space(child) != BPMN or kind in DESCRIBES or kind == "laneSet":
            continue
        identity = child.get("id", "")
        elements[identity] = child
        if not identity:
            findings.problem(
                child, "no-id", f"Unsur {kind} tanpa id.", f"An element {kind} without an id."
            )
        elif kind in KINDS:
            nodes[identity] = read_node(around, child)
        elif kind == "sequenceFlow":
            flows.append((child, _flow(findings, child, known)))
        else:
            strange.add(identity)
            words = REFUSED.get(kind, (f"unsur {kind}", f"the element {kind}"))
            findings.problem(
                child,
                "unsupported",
                f"Proses memakai {words[0]}, yang tidak didukung.",
                f"The process uses {words[1]}, which is not supported.",
            )
    if len(nodes) > NODES:
        findings.problem(
            process,
            "too-large",
            f"Proses berisi lebih dari {NODES} unsur.",
            f"The process has more than {NODES} elements.",
        )
    _references(findings, process, elements, set(nodes) | strange, {flow.id for _, flow in flows})
    nodes = _joined(nodes, [flow for _, flow in flows])
    begins = [node.id for node in nodes.values() if node.kind is Kind.START]
    graph = Graph(
        id=process.get("id", ""),
        name=" ".join(process.get("name", "").split()),
        source=findings.source,
        nodes=nodes,
        lanes=lanes,
        start=begins[0] if begins else "",
        decisions=decisions,
    )
    check(findings, process, graph, elements, strange, [flow for _, flow in flows])
    return graph


def _flow(findings: Findings, element: Any, known: frozenset[str]) -> Flow:
    foreign(findings, element)
    condition = None
    # Stands in for a condition that is refused, so that the flow does not count as having none.
    unread = expression("null")
    for child in element:
        if local(child) == "conditionExpression" and space(child) == BPMN:
            if (child.text or "").strip():
                condition = formula(findings, child, child.text, known) or unread
            else:
                condition = unread
                findings.problem(
                    child, "feel", "Syarat aliran ini kosong.", "The condition is empty."
                )
    return Flow(
        id=element.get("id", ""),
        name=" ".join(element.get("name", "").split()),
        source=element.get("sourceRef", ""),
        target=element.get("targetRef", ""),
        line=element.sourceline or 0,
        condition=condition,
    )


def _references(
    findings: Findings, process: Any, elements: dict[str, Any], nodes: set[str], flows: set[str]
) -> None:
    for element, attribute, reference in _pointers(process):
        there = flows if attribute in ("incoming", "outgoing", "default") else nodes
        if reference not in there:
            findings.problem(
                element,
                "dangling",
                f"{attribute} menunjuk {reference or 'kosong'}, yang tidak ada dalam proses ini.",
                f"{attribute} points to {reference or 'nothing'}, which is not in this process.",
            )


def _pointers(process: Any) -> Iterator[tuple[Any, str, str]]:
    for element in process:
        if space(element) != BPMN:
            continue
        if local(element) == "sequenceFlow":
            yield element, "sourceRef", element.get("sourceRef", "")
            yield element, "targetRef", element.get("targetRef", "")
        if local(element) == "boundaryEvent":
            yield element, "attachedToRef", element.get("attachedToRef", "")
        if element.get("default"):
            yield element, "default", element.get("default")
        if local(element) in KINDS:
            for child in element:
                if local(child) in ("incoming", "outgoing") and space(child) == BPMN:
                    yield child, local(child), (child.text or "").strip()


def _joined(nodes: dict[str, Node], flows: list[Flow]) -> dict[str, Node]:
    """Nodes with their flows (in the order of the file) and their boundary timers."""
    return {
        node.id: replace(
            node,
            outgoing=tuple(flow for flow in flows if flow.source == node.id),
            incoming=tuple(flow.id for flow in flows if flow.target == node.id),
            timers=tuple(one.id for one in nodes.values() if one.host == node.id),
        )
        for node in nodes.values()
    }
