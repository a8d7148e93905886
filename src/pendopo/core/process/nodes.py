"""Reads one flow node: what it is, and what it carries."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pendopo.core.decisions import Decisions
from pendopo.core.markup import Findings, local, space
from pendopo.core.process.extensions import attributes, extensions, foreign, inputs
from pendopo.core.process.model import Kind, Node
from pendopo.core.process.names import BPMN, CAMUNDA, EVENTS, KINDS, WITHIN_NODE
from pendopo.core.process.timers import many, timer

_EVENTS_OF = {
    Kind.START: (),
    Kind.END: ("terminateEventDefinition",),
    Kind.TIMER: ("timerEventDefinition",),
    Kind.BOUNDARY: ("timerEventDefinition",),
}


@dataclass(frozen=True, slots=True)
class Around:
    """What a node is read with."""

    findings: Findings
    lanes: Mapping[str, str]
    known: frozenset[str]
    decisions: Decisions | None


def read_node(around: Around, element: Any) -> Node:
    """The node, without its flows; problems are noted and something is returned all the same, so
    that one mistake does not call forth others."""
    kind = KINDS[local(element)]
    foreign(around.findings, element)
    identity = element.get("id", "")
    node = Node(
        id=identity,
        kind=kind,
        name=" ".join(element.get("name", "").split()),
        line=element.sourceline or 0,
        lane=around.lanes.get(identity, ""),
        documentation=documentation(element),
        attributes=attributes(element),
        default=element.get("default", ""),
    )
    if kind in _EVENTS_OF:
        return _event(around, element, node)
    node = _children(around, element, node)
    if kind is Kind.RULE:
        return _rule(around, element, node)
    if kind is Kind.SERVICE:
        topic = node.attributes.get("camunda:topic") or node.attributes.get(
            "zeebe:taskDefinition.type", ""
        )
        found = inputs(around.findings, element, around.known)
        return replace(node, topic=topic or identity, inputs=found)
    return node


def documentation(element: Any) -> str:
    """The documentation of an element, for people."""
    texts = [
        (child.text or "").strip()
        for child in element
        if local(child) == "documentation" and space(child) == BPMN
    ]
    return "\n\n".join(text for text in texts if text)


def _children(around: Around, element: Any, node: Node) -> Node:
    for child in element:
        kind = local(child)
        if space(child) != BPMN or kind in WITHIN_NODE:
            continue
        if kind == "multiInstanceLoopCharacteristics" and node.kind is Kind.USER:
            node = replace(node, many=many(around.findings, child, around.known))
        elif kind == "standardLoopCharacteristics" or kind.endswith("LoopCharacteristics"):
            around.findings.problem(
                child,
                "unsupported",
                "Pengulangan seperti ini hanya dapat dipakai sebagai daftar pada tugas pengguna.",
                "Only user tasks can be repeated, and only over a list or a number.",
            )
        else:
            around.findings.problem(
                child,
                "unsupported",
                f"Unsur {kind} di sini tidak didukung.",
                f"The element {kind} is not supported here.",
            )
    return node


def _event(around: Around, element: Any, node: Node) -> Node:
    wanted = _EVENTS_OF[node.kind]
    definitions = []
    for child in element:
        kind = local(child)
        if space(child) != BPMN or kind in WITHIN_NODE:
            continue
        definitions.append(child)
        if kind not in wanted:
            words = EVENTS.get(kind, (kind, kind))
            around.findings.problem(
                child,
                "unsupported",
                f"Peristiwa {words[0]} tidak didukung pada {local(element)}.",
                f"An event of the type {words[1]} is not supported as {local(element)}.",
            )
    if node.kind is Kind.END and len(definitions) == 1 and local(definitions[0]) == wanted[0]:
        return replace(node, kind=Kind.TERMINATE)
    if node.kind in (Kind.START, Kind.END):
        return node
    found = [one for one in definitions if local(one) == "timerEventDefinition"]
    if not definitions:
        around.findings.problem(
            element,
            "no-timer",
            "Peristiwa ini belum diberi pengatur waktu.",
            "This event has no timer.",
        )
    return replace(
        node,
        timer=timer(around.findings, found[0], around.known) if found else None,
        host=element.get("attachedToRef", ""),
        interrupting=element.get("cancelActivity", "true").strip() not in ("false", "0"),
    )


def _rule(around: Around, element: Any, node: Node) -> Node:
    called = next((one for one in extensions(element) if local(one) == "calledDecision"), None)
    decision = element.get(f"{{{CAMUNDA}}}decisionRef", "")
    result = element.get(f"{{{CAMUNDA}}}resultVariable", "")
    if called is not None:
        decision = decision or called.get("decisionId", "")
        result = result or called.get("resultVariable", "")
    if not decision:
        around.findings.problem(
            element,
            "no-decision",
            "Tugas aturan ini belum menyebut keputusan (decisionRef).",
            "This business-rule task names no decision (decisionRef).",
        )
    elif around.decisions is None or decision not in around.decisions.ids:
        around.findings.problem(
            element,
            "no-decision",
            f"Keputusan {decision} tidak ada dalam berkas DMN paket ini.",
            f"The decision {decision} is not in the DMN file of this package.",
        )
    return replace(node, decision=decision, result=result or node.id)
