"""Reads one flow node: what it is, and what it carries."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pendopo.core.decisions import Decisions
from pendopo.core.markup import Findings, local, space
from pendopo.core.process.extensions import attributes, extensions, foreign, inputs
from pendopo.core.process.loops import loop, many
from pendopo.core.process.model import ACTIVITIES, Kind, Node
from pendopo.core.process.names import BPMN, CAMUNDA, KINDS, TRIGGERS, WITHIN_NODE
from pendopo.core.process.triggers import event, reference


@dataclass(frozen=True, slots=True)
class Around:
    """What a node is read with."""

    findings: Findings
    lanes: Mapping[str, str]
    known: frozenset[str]
    decisions: Decisions | None
    named: Mapping[str, Mapping[str, str]]
    processes: frozenset[str]
    packages: frozenset[str] = frozenset()


def read_node(around: Around, element: Any, within: str, *, reaction: bool = False) -> Node:
    """The node, without its flows; problems are noted and something is returned all the same, so
    that one mistake does not call forth others. `reaction`: it lies in an event sub-process."""
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
        within=within,
    )
    if kind in TRIGGERS:
        starts = reaction and kind is Kind.START
        node = event(around.findings, element, node, around.known, around.named, reaction=starts)
        gives = node.trigger in ("message", "signal") and kind in (Kind.END, Kind.THROW)
        return _with_inputs(around, element, node) if gives else node
    if kind is Kind.SUB:
        return _sub(around, element, node)
    node = _children(around, element, node)
    match kind:
        case Kind.RULE:
            return _rule(around, element, node)
        case Kind.SERVICE:
            topic = node.attributes.get("camunda:topic") or node.attributes.get(
                "zeebe:taskDefinition.type", ""
            )
            return _with_inputs(around, element, replace(node, topic=topic or identity))
        case Kind.SEND:
            name = reference(around.findings, element, "message", around.named)
            return _with_inputs(around, element, replace(node, event=name))
        case Kind.RECEIVE:
            name = reference(around.findings, element, "message", around.named)
            return replace(node, event=name, trigger="message")
        case Kind.CALL:
            return _with_inputs(around, element, _call(around, element, node))
        case Kind.EVENTS:
            _plain_events(around.findings, element)
    return node


def _with_inputs(around: Around, element: Any, node: Node) -> Node:
    return replace(node, inputs=inputs(around.findings, element, around.known))


def _sub(around: Around, element: Any, node: Node) -> Node:
    """A sub-process; what lies in it is read by whoever reads the process."""
    reaction = element.get("triggeredByEvent", "false").strip() in ("true", "1")
    for child in element:
        if local(child).endswith("LoopCharacteristics") and space(child) == BPMN:
            node = _repeats(around, child, node)
    return replace(node, kind=Kind.EVENT_SUB if reaction else Kind.SUB)


def _call(around: Around, element: Any, node: Node) -> Node:
    called = element.get("calledElement", "").strip()
    for one in extensions(element):
        if local(one) == "calledElement":
            called = called or one.get("processId", "").strip()
    called = called if called in around.processes else called.rpartition(":")[2]
    if called in around.packages and called not in around.processes:
        return replace(node, package=called)
    if called not in around.processes:
        around.findings.problem(
            element,
            "no-process",
            f"Proses {called or 'tanpa nama'} yang dipanggil tidak ada di berkas ini, dan "
            "tidak ada paket layanan terbit dengan nama itu.",
            f"The called process {called or 'without a name'} is not in this file, and no service "
            "package of that name is published.",
        )
    return replace(node, called=called)


def _plain_events(findings: Findings, element: Any) -> None:
    starts = element.get("instantiate", "false").strip() in ("true", "1")
    if starts or element.get("eventGatewayType", "Exclusive") != "Exclusive":
        findings.problem(
            element,
            "unsupported",
            "Gerbang peristiwa yang memulai proses atau bersifat paralel tidak didukung.",
            "An event-based gateway that starts a process, or is parallel, is not supported.",
        )


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
        if kind.endswith("LoopCharacteristics") and node.kind in ACTIVITIES:
            node = _repeats(around, child, node)
        else:
            around.findings.problem(
                child,
                "unsupported",
                f"Unsur {kind} di sini tidak didukung.",
                f"The element {kind} is not supported here.",
            )
    return node


def _repeats(around: Around, mark: Any, node: Node) -> Node:
    if local(mark) == "multiInstanceLoopCharacteristics":
        return replace(node, many=many(around.findings, mark, around.known))
    return replace(node, loop=loop(around.findings, mark, around.known))


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
