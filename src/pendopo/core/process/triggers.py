"""Reads event definitions: what an event waits for or gives (BPMN 2.0.2 §10.5.5)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from pendopo.core.markup import Findings, local, space
from pendopo.core.process.model import Kind, Node, Trigger
from pendopo.core.process.names import BPMN, EVENTS, ROOTS, TRIGGERS, WITHIN_NODE
from pendopo.core.process.timers import timer

_CODES = {"error": "errorCode", "escalation": "escalationCode"}


def roots(root: Any) -> dict[str, dict[str, str]]:
    """The messages, signals, errors and escalations of a file: by kind, id to name or code."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in ROOTS.values()}
    for element in root:
        kind = ROOTS.get(local(element), "") if space(element) == BPMN else ""
        if kind and element.get("id"):
            code = element.get(_CODES.get(kind, "name"), "").strip()
            named = code or element.get("name", "").strip() or element.get("id")
            found[kind][element.get("id")] = named
    return found


def event(
    findings: Findings,
    element: Any,
    node: Node,
    known: frozenset[str],
    named: Mapping[str, Mapping[str, str]],
    *,
    reaction: bool,
) -> Node:
    """The node with its trigger. `reaction`: it starts an event sub-process."""
    definitions = [
        child for child in element if space(child) == BPMN and local(child) not in WITHIN_NODE
    ]
    attribute = "isInterrupting" if node.kind is Kind.START else "cancelActivity"
    node = replace(
        node,
        host=element.get("attachedToRef", ""),
        interrupting=element.get(attribute, "true").strip() not in ("false", "0"),
    )
    allowed = TRIGGERS[Kind.BOUNDARY if reaction else node.kind]
    for child in definitions:
        kind = local(child).removesuffix("EventDefinition")
        if kind not in allowed:
            words = EVENTS.get(local(child), (local(child), local(child)))
            findings.problem(
                child,
                "unsupported",
                f"Peristiwa {words[0]} tidak didukung pada {local(element)}.",
                f"An event of the type {words[1]} is not supported as {local(element)}.",
            )
            return node
    if len(definitions) > 1:
        findings.problem(
            definitions[1],
            "unsupported",
            "Peristiwa dengan lebih dari satu pemicu tidak didukung.",
            "An event with more than one trigger is not supported.",
        )
        return node
    if not definitions:
        if "" not in allowed:
            findings.problem(
                element,
                "no-timer",
                "Peristiwa ini belum diberi pengatur waktu atau pemicu lain.",
                "This event has no timer and no other trigger.",
            )
        return node
    return _defined(findings, definitions[0], node, known, named)


def _defined(
    findings: Findings,
    definition: Any,
    node: Node,
    known: frozenset[str],
    named: Mapping[str, Mapping[str, str]],
) -> Node:
    kind = local(definition).removesuffix("EventDefinition")
    if kind == "terminate":
        return replace(node, kind=Kind.TERMINATE)
    trigger = cast(Trigger, kind)
    if kind == "timer":
        return replace(node, trigger=trigger, timer=timer(findings, definition, known))
    if kind == "error" and not node.interrupting:
        findings.problem(
            definition,
            "error-aside",
            "Peristiwa galat selalu menghentikan; cancelActivity/isInterrupting harus true.",
            "An error event always interrupts; cancelActivity/isInterrupting must be true.",
        )
    optional = kind in _CODES  # without one it catches every code
    name = reference(findings, definition, kind, named, optional=optional)
    return replace(node, trigger=trigger, event=name)


def reference(
    findings: Findings,
    element: Any,
    kind: str,
    named: Mapping[str, Mapping[str, str]],
    *,
    optional: bool = False,
) -> str:
    """The name of the message or signal, or the code of the error or escalation, that an element
    points to; "" after noting that it points nowhere."""
    pointer = element.get(f"{kind}Ref", "").strip()
    pointer = pointer if pointer in named[kind] else pointer.rpartition(":")[2]
    if pointer in named[kind]:
        return named[kind][pointer]
    if pointer or not optional:
        words = EVENTS[f"{kind}EventDefinition"]
        findings.problem(
            element,
            f"no-{kind}",
            f"{kind}Ref menunjuk {pointer or 'kosong'}; {words[0]} itu tidak ada di berkas ini.",
            f"{kind}Ref points to {pointer or 'nothing'}: no such {words[1]} in this file.",
        )
    return ""
