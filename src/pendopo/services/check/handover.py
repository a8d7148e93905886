"""A service that another system decides: passed on, tracked, and nothing signed or charged here."""

from __future__ import annotations

from pendopo.core.process import Graph, Kind
from pendopo.services.draft import PROCESS, Draft
from pendopo.services.schema import Handover, Service

OURS = "pendopo"
LETTER_WORK = ("draft", "paraf", "sign")
DECIDED = ("granted", "refused")


def check(draft: Draft, service: Service, graph: Graph) -> None:
    if service.mode == "handover":
        _decides_nothing(draft, service, graph)
    elif service.handover is not None:
        draft.at(
            ("handover",),
            "handover-mode",
            "handover hanya untuk mode: handover.",
            "handover belongs to mode: handover.",
        )
    if service.mode == "issue":
        _decides(draft, service)


def _decides(draft: Draft, service: Service) -> None:
    if service.numbering is None:
        draft.at(
            (),
            "numbering-missing",
            "Layanan yang menerbitkan surat perlu numbering.",
            "A service that issues letters needs numbering.",
        )
    for at, fee in enumerate(service.fee):
        if fee.elsewhere:
            draft.at(
                ("fee", at, "elsewhere"),
                "fee-elsewhere",
                "elsewhere hanya untuk layanan yang diputuskan sistem lain.",
                "elsewhere is for a service that another system decides.",
            )


def _decides_nothing(draft: Draft, service: Service, graph: Graph) -> None:
    if service.system_of_record == OURS:
        draft.at(
            ("system_of_record",),
            "handover-system",
            "mode: handover menyebut sistem lain yang memutuskan (system_of_record).",
            "mode: handover names the other system that decides (system_of_record).",
        )
    if service.letters or service.product.letter:
        draft.at(
            ("letters",) if service.letters else ("product", "letter"),
            "handover-letter",
            "Layanan yang diteruskan tidak menerbitkan surat; keputusannya milik sistem lain.",
            "A service that is handed over issues no letter; the other system decides.",
        )
    for element, task in service.tasks.items():
        if task.work in LETTER_WORK:
            draft.at(
                ("tasks", element, "work"),
                "handover-letter",
                f"Tugas “{element}” mengerjakan surat, padahal sistem lain yang memutuskan.",
                f"The task “{element}” works on a letter, but another system decides.",
                element=element,
            )
    for element, ending in service.endings.items():
        if ending.result in DECIDED:
            draft.at(
                ("endings", element, "result"),
                "handover-decides",
                "Layanan yang diteruskan berakhir handed_over atau closed, bukan keputusan kita.",
                "A service that is handed over ends handed_over or closed, not by our decision.",
                element=element,
            )
    for node in graph.nodes.values():
        if node.kind is Kind.SERVICE and node.topic == "issue_licence":
            draft.problems.add(
                PROCESS,
                node.line,
                "handover-letter",
                "issue_licence mencatat keputusan kita; sistem lain yang memutuskan layanan ini.",
                "issue_licence records our decision; another system decides this service.",
                element=node.id,
            )
    for at, fee in enumerate(service.fee):
        if not fee.elsewhere and fee.amount != 0:
            draft.at(
                ("fee", at),
                "handover-fee",
                "Biaya layanan yang diteruskan ditagih sistem lain; tulis elsewhere: true.",
                "The other system charges for a service that is handed over; say elsewhere: true.",
            )
    if service.handover is None:
        draft.at(
            (),
            "handover-missing",
            "mode: handover perlu kunci handover: nama sistem, tugas, dan isian nomornya.",
            "mode: handover needs the key handover: the system's name, the task and its number.",
        )
    else:
        _passed_on(draft, service, service.handover)


def _passed_on(draft: Draft, service: Service, handover: Handover) -> None:
    task = service.tasks.get(handover.task)
    if task is None:
        draft.at(
            ("handover", "task"),
            "task-unknown",
            f"Tugas “{handover.task}” tidak ada.",
            f"There is no task “{handover.task}”.",
        )
        return
    form = draft.task_forms.get(handover.task)
    if form is None or handover.number not in form.questions:
        draft.at(
            ("handover", "number"),
            "field-unknown",
            f"Isian “{handover.number}” tidak ada di form tugas “{handover.task}”.",
            f"There is no question “{handover.number}” in the form of “{handover.task}”.",
        )
    if not any(one.clock == "stop" for one in task.outcomes.values()):
        draft.at(
            ("tasks", handover.task, "outcomes"),
            "handover-clock",
            "Sejak diteruskan, jam layanan kita berhenti: beri clock: stop pada hasilnya.",
            "From the hand-over on our clock stands: give its outcome clock: stop.",
            element=handover.task,
        )
