"""Elements that the engine runs but nothing would ever set going: refused, not passed over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from pendopo.core.clock import indonesia
from pendopo.core.process import Graph, Kind, Node, ProcessStuck
from pendopo.core.process.model import TASKS_OF_PEOPLE
from pendopo.services.draft import PROCESS, Draft
from pendopo.services.flow.starts import SHORTEST, shortest
from pendopo.services.schema import Service

_SCOPES = (Kind.SUB, Kind.CALL)
_ANY_DAY = indonesia(range(2026, 2028))
_ANY_MOMENT = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)


def check(draft: Draft, service: Service, graph: Graph) -> None:
    for node in graph.nodes.values():
        for indonesian, english in _beyond(service, graph, node):
            draft.problems.add(
                PROCESS,
                node.line,
                "not-carried-out",
                f"“{node.label}” ({node.id}): {indonesian}",
                f"“{node.label}” ({node.id}): {english}",
                element=node.id,
            )
    for element, task in service.tasks.items():
        for key, outcome in task.outcomes.items():
            for trigger, code in (("error", outcome.error), ("escalation", outcome.escalation)):
                if code and not any(_handles(one, trigger, code) for one in graph.nodes.values()):
                    draft.at(
                        ("tasks", element, "outcomes", key, trigger),
                        "unhandled",
                        f"Tidak ada peristiwa {trigger} di gambar yang menangani kode “{code}”.",
                        f"No {trigger} event of the drawing handles the code “{code}”.",
                        element=element,
                    )
            if outcome.error and outcome.escalation:
                draft.at(
                    ("tasks", element, "outcomes", key),
                    "unhandled",
                    "Pilih salah satu: error atau escalation.",
                    "Choose one: error or escalation.",
                    element=element,
                )


def _beyond(service: Service, graph: Graph, node: Node) -> Iterable[tuple[str, str]]:
    main = node.kind is Kind.START and not node.within
    if main and node.trigger:
        yield from _start(service, node)
    raised = node.kind is Kind.BOUNDARY and node.trigger in ("error", "escalation")
    host = graph.nodes[node.host] if raised else node
    if not raised or host.kind in _SCOPES:
        return
    if host.kind not in TASKS_OF_PEOPLE:
        yield (
            "tugas otomatis dan tugas menerima pesan tidak melaporkan galat atau eskalasi.",
            "automatic and receive tasks report no error and no escalation.",
        )
        return
    task = service.tasks.get(host.id)
    codes = {getattr(one, node.trigger) for one in task.outcomes.values()} if task else set()
    if not any(_handles(node, node.trigger, code) for code in codes - {""}):
        yield (
            f"tidak ada hasil tugas “{host.id}” yang menyebut {node.trigger}: {node.event or '…'}.",
            f"no outcome of the task “{host.id}” says {node.trigger}: {node.event or '…'}.",
        )


def _start(service: Service, node: Node) -> Iterable[tuple[str, str]]:
    """What keeps a start with a cause from ever opening a case."""
    if service.mode == "answer":
        yield (
            "laporan warga selalu dibuka oleh pelapornya; pakai awal polos.",
            "a report is always opened by whoever reports; use a plain start.",
        )
    message = service.messages.get(node.event)
    if node.trigger == "message" and message and set(message.senders) <= {"applicant"}:
        yield (
            f"pesan “{node.event}” membuka berkas, jadi `from`-nya petugas, `case`, atau `context`;"
            " pemohon mengajukan permohonan.",
            f"the message “{node.event}” opens a case, so it comes `from` officers, `case` or"
            " `context`; an applicant applies.",
        )
    if node.trigger != "timer":
        return
    reads = node.timer.expression.names if node.timer and node.timer.expression else frozenset()
    if reads - {"today"}:
        yield (
            "waktu mulai hanya dapat membaca today; berkasnya belum ada.",
            "the time of a start can read today only; there is no case yet.",
        )
        return
    try:
        between = shortest(node, _ANY_DAY, _ANY_MOMENT)
    except ProcessStuck as stuck:
        yield stuck.message, stuck.english
        return
    if between is not None and between < SHORTEST:
        yield (
            "berkas baru paling cepat dibuka tiap menit.",
            "a new case is opened every minute at most.",
        )


def _handles(node: Node, trigger: str, code: str) -> bool:
    catches = node.kind is Kind.BOUNDARY or (node.kind is Kind.START and bool(node.within))
    return catches and node.trigger == trigger and node.event in (code, "")
