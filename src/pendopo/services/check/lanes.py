"""Lanes of the drawing against lanes of service.yaml."""

from __future__ import annotations

from pendopo.core.process import Graph
from pendopo.services.compiled import APPLICANT, ITEM
from pendopo.services.draft import PROCESS, Draft
from pendopo.services.schema import Service


def check(draft: Draft, service: Service, graph: Graph) -> None:
    """Every lane with user tasks is described, every described lane is drawn."""
    drawn = {lane.name: lane for lane in graph.lanes.values()}
    used = {graph.nodes[one].lane for one in graph.user_tasks}
    for lane in graph.lanes.values():
        if lane.id in used and lane.name not in service.lanes:
            draft.problems.add(
                PROCESS,
                lane.line,
                "lane-unknown",
                f"Jalur “{lane.name}” belum dijelaskan di lanes pada service.yaml.",
                f"The lane “{lane.name}” is not described under lanes in service.yaml.",
                element=lane.id,
            )
    for name, described in service.lanes.items():
        if name not in drawn:
            draft.at(
                ("lanes", name),
                "lane-not-drawn",
                f"Jalur “{name}” tidak ada di gambar proses.",
                f"The lane “{name}” is not in the drawing.",
            )
        if described.organisation == APPLICANT and described.role:
            draft.at(
                ("lanes", name),
                "applicant-role",
                "Pemohon tidak memegang peran pegawai.",
                "The applicant holds no officer's role.",
            )
    for element in graph.user_tasks:
        _check_task(draft, service, graph, element)


def _check_task(draft: Draft, service: Service, graph: Graph, element: str) -> None:
    spec = service.tasks.get(element)
    node = graph.nodes[element]
    lane = service.lanes.get(graph.lanes[node.lane].name) if node.lane else None
    organisation = (spec.organisation if spec else "") or (lane.organisation if lane else "")
    if not organisation and (lane is not None or not node.lane):
        draft.problems.add(
            PROCESS,
            node.line,
            "no-lane",
            f"Tugas “{node.label}” tidak berada di jalur mana pun.",
            f"The task “{node.label}” is in no lane.",
            element=element,
        )
    if spec and spec.organisation == ITEM and node.many is None:
        draft.at(
            ("tasks", element, "organisation"),
            "item-once",
            "organisation: item hanya untuk tugas yang diulang (multi-instance).",
            "organisation: item belongs to a repeated (multi-instance) task.",
            element=element,
        )
    role = (spec.role if spec else None) or (lane.role if lane else None)
    if spec and organisation and organisation != APPLICANT and role is None:
        draft.at(
            ("tasks", element),
            "no-role",
            f"Tugas “{element}” belum punya peran; isi role di jalur atau tugasnya.",
            f"The task “{element}” has no role; give one to its lane or to it.",
            element=element,
        )
