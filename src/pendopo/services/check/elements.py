"""Elements that the engine runs, but that a case cannot carry out yet: refused, not passed over."""

from __future__ import annotations

from collections.abc import Iterable

from pendopo.core.process import Graph, Kind, Node
from pendopo.services.draft import PROCESS, Draft
from pendopo.services.schema import Service

_SCOPES = (Kind.SUB, Kind.CALL)
_EVENTS = {
    "message": ("pesan", "messages"),
    "signal": ("sinyal", "signals"),
    "timer": ("awal berwaktu", "a timer start"),
}


def check(draft: Draft, service: Service, graph: Graph) -> None:
    for node in graph.nodes.values():
        for indonesian, english in _beyond(graph, node):
            draft.problems.add(
                PROCESS,
                node.line,
                "not-carried-out",
                f"“{node.label}” ({node.id}) memakai {indonesian}; layanan belum dapat "
                "menjalankannya.",
                f"“{node.label}” ({node.id}) uses {english}; a service cannot carry that out yet.",
                element=node.id,
            )


def _beyond(graph: Graph, node: Node) -> Iterable[tuple[str, str]]:
    if node.trigger in ("message", "signal"):
        yield _EVENTS[node.trigger]
    elif node.kind is Kind.SEND:
        yield _EVENTS["message"]
    elif node.kind is Kind.START and node.trigger and not node.within:
        yield _EVENTS.get(node.trigger, (node.trigger, node.trigger))
    if node.kind is Kind.CALL:
        yield "panggilan proses lain", "a call of another process"
    if node.kind is Kind.SUB and node.repeated:
        yield "subproses berulang", "a repeated sub-process"
    thrown = node.kind is Kind.BOUNDARY and node.trigger in ("error", "escalation")
    if thrown and graph.nodes[node.host].kind not in _SCOPES:
        yield "galat atau eskalasi dari sebuah tugas", "an error or escalation of a task"
