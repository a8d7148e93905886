"""Reads what a process or sub-process holds: its nodes and flows."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from pendopo.core.feel import expression
from pendopo.core.markup import Findings, local, space
from pendopo.core.process.extensions import foreign
from pendopo.core.process.formulas import formula
from pendopo.core.process.model import DEEPEST, Flow, Kind, Node
from pendopo.core.process.names import BPMN, DESCRIBES, KINDS, REFUSED, WITHIN_NODE
from pendopo.core.process.nodes import Around, read_node


@dataclass(slots=True)
class Contents:
    """All that has been read so far. `elements` are the elements of the file by id; `containers`
    those of the processes and sub-processes by what they are called in Node.within; `strange` are
    refused nodes, which are there all the same: flows to them do not dangle."""

    nodes: dict[str, Node] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)
    elements: dict[str, Any] = field(default_factory=dict)
    containers: dict[str, Any] = field(default_factory=dict)
    strange: set[str] = field(default_factory=set)


def read_container(
    around: Around,
    container: Any,
    contents: Contents,
    within: str,
    *,
    lane: str = "",
    reaction: bool = False,
    depth: int = 0,
) -> None:
    """Adds the nodes and flows of a process or sub-process, and of the sub-processes in it.

    `lane` is the lane of the sub-process, which holds for what is inside of it too."""
    contents.containers[within] = container
    here: set[str] = set()
    flows: set[str] = set()
    for child in container:
        kind = local(child)
        if space(child) != BPMN or kind in DESCRIBES or kind == "laneSet":
            continue
        if kind in WITHIN_NODE or kind.endswith("LoopCharacteristics"):
            continue
        identity = child.get("id", "")
        contents.elements[identity] = child
        if not identity:
            around.findings.problem(
                child, "no-id", f"Unsur {kind} tanpa id.", f"An element {kind} without an id."
            )
        elif kind == "sequenceFlow":
            flows.add(identity)
            contents.flows.append(_flow(around.findings, child, around.known))
        elif kind in KINDS:
            here.add(identity)
            node = read_node(around, child, within, reaction=reaction)
            node = replace(node, lane=node.lane or lane)
            contents.nodes[identity] = node
            if node.kind not in (Kind.SUB, Kind.EVENT_SUB):
                continue
            if depth >= DEEPEST:
                _too_deep(around.findings, child)
                continue
            reacts = node.kind is Kind.EVENT_SUB
            read_container(
                around, child, contents, identity, lane=node.lane, reaction=reacts, depth=depth + 1
            )
        else:
            here.add(identity)
            contents.strange.add(identity)
            _refuse(around.findings, child, kind)
    _references(around.findings, container, here, flows)


def _too_deep(findings: Findings, element: Any) -> None:
    findings.problem(
        element,
        "too-deep",
        f"Subproses bertumpuk lebih dari {DEEPEST} lapis.",
        f"Sub-processes lie more than {DEEPEST} deep in each other.",
    )


def _refuse(findings: Findings, element: Any, kind: str) -> None:
    words = REFUSED.get(kind, (f"unsur {kind}", f"the element {kind}"))
    findings.problem(
        element,
        "unsupported",
        f"Proses memakai {words[0]}, yang tidak didukung.",
        f"The process uses {words[1]}, which is not supported.",
    )


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


def _references(findings: Findings, container: Any, nodes: set[str], flows: set[str]) -> None:
    """What an element points to must lie beside it: a sequence flow does not cross the border of
    a sub-process (§10.3.5)."""
    for element, attribute, reference in _pointers(container):
        there = flows if attribute in ("incoming", "outgoing", "default") else nodes
        if reference not in there:
            findings.problem(
                element,
                "dangling",
                f"{attribute} menunjuk {reference or 'kosong'}, yang tidak ada dalam proses ini.",
                f"{attribute} points to {reference or 'nothing'}, which is not in this process.",
            )


def _pointers(container: Any) -> Iterator[tuple[Any, str, str]]:
    for element in container:
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
