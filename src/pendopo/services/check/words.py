"""Words for the applicant: a status for every task and every end."""

from __future__ import annotations

from pendopo.core.process import Graph
from pendopo.services.draft import Draft
from pendopo.services.schema import Service


def check(draft: Draft, service: Service, graph: Graph) -> None:
    wanted = [*graph.user_tasks, *(one for one in service.endings if one in graph.nodes)]
    for element in wanted:
        if element not in service.public_status:
            draft.at(
                ("public_status",),
                "status-missing",
                f"Status untuk pemohon pada “{element}” belum ditulis di public_status.",
                f"The applicant's status at “{element}” is missing in public_status.",
                element=element,
            )
    for element in service.public_status:
        if element not in graph.nodes:
            draft.at(
                ("public_status", element),
                "status-unknown",
                f"“{element}” tidak ada di gambar proses.",
                f"“{element}” is not in the drawing.",
                element=element,
            )
