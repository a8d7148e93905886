"""Tasks of the drawing against tasks of service.yaml, and each task in itself."""

from __future__ import annotations

from pendopo.core.forms import Form
from pendopo.core.process import Graph
from pendopo.services.compiled import APPLICANT, RESULT
from pendopo.services.draft import PROCESS, Draft
from pendopo.services.flow.answers import ITEMS
from pendopo.services.schema import Service, Task
from pendopo.services.yaml_tree import Path

APPLICANTS_WORK = {"correct", "answer"}


def check(draft: Draft, service: Service, graph: Graph) -> None:
    for element in graph.user_tasks:
        if element not in service.tasks:
            node = graph.nodes[element]
            draft.problems.add(
                PROCESS,
                node.line,
                "task-undefined",
                f"Tugas “{node.label}” ({element}) belum dijelaskan di tasks pada service.yaml.",
                f"The task “{node.label}” ({element}) is not described under tasks.",
                element=element,
            )
    for element, task in service.tasks.items():
        if element not in graph.user_tasks:
            draft.at(
                ("tasks", element),
                "task-not-drawn",
                f"Tugas “{element}” tidak ada di gambar proses.",
                f"The task “{element}” is not in the drawing.",
                element=element,
            )
            continue
        _check_one(draft, service, graph, element, task)
    for at, element in enumerate(service.withdrawal.closed_by):
        if element not in service.tasks:
            draft.at(
                ("withdrawal", "closed_by", at),
                "task-unknown",
                f"Tugas “{element}” tidak ada.",
                f"There is no task “{element}”.",
            )


def _check_one(draft: Draft, service: Service, graph: Graph, element: str, task: Task) -> None:
    path = ("tasks", element)

    def say(rule: str, indonesian: str, english: str, *more: str) -> None:
        draft.at((*path, *more), rule, indonesian, english, element=element)

    if not task.outcomes:
        say("no-outcome", "Tugas ini belum punya pilihan hasil.", "This task has no outcome.")
    if task.stage and task.stage not in service.sla.stages:
        say(
            "stage-unknown",
            f"Tahap “{task.stage}” tidak ada di sla.stages.",
            f"There is no stage “{task.stage}” under sla.stages.",
            "stage",
        )
    if task.stage and task.limit:
        say(
            "two-limits",
            "Pilih salah satu: stage atau limit.",
            "Choose one: stage or limit.",
            "limit",
        )
    if isinstance(task.form, str) and task.form != "application":
        say(
            "form-unknown",
            "form berisi isian, atau kata “application” untuk memperbaiki permohonan.",
            "form holds questions, or the word “application” to correct the application.",
            "form",
        )
    if (task.work == "correct") != (task.form == "application"):
        say(
            "correct-form",
            "work: correct selalu bersama form: application.",
            "work: correct goes with form: application.",
        )
    lane = graph.nodes[element].lane
    described = service.lanes.get(graph.lanes[lane].name) if lane else None
    organisation = task.organisation or (described.organisation if described else "")
    if (task.work in APPLICANTS_WORK) != (organisation == APPLICANT) and organisation:
        say(
            "whose-work",
            "work: correct atau answer hanya, dan selalu, untuk tugas pemohon.",
            "work: correct or answer is for, and only for, the applicant's tasks.",
        )
    many = graph.nodes[element].many is not None
    if task.chain and not many:
        say(
            "chain-once",
            "chain hanya untuk tugas yang diulang (multi-instance).",
            "chain belongs to a repeated (multi-instance) task.",
            "chain",
        )
    _check_letters(draft, service, element, task)
    _check_outcomes(draft, element, task, many=many)
    form = draft.task_forms.get(element)
    if form is not None:
        _check_form(draft, element, form)


def _check_letters(draft: Draft, service: Service, element: str, task: Task) -> None:
    if task.work in ("draft", "paraf", "sign") and not task.letter:
        draft.at(
            ("tasks", element),
            "no-letter",
            f"Tugas “{element}” mengerjakan surat, tetapi letter belum disebut.",
            f"The task “{element}” works on a letter, but names none.",
            element=element,
        )
    named: list[tuple[Path, str]] = [(("tasks", element, "letter"), task.letter)]
    for key, outcome in task.outcomes.items():
        named.append((("tasks", element, "outcomes", key, "letter"), outcome.letter))
    for path, letter in named:
        if letter and letter not in service.letters:
            draft.at(
                path,
                "letter-unknown",
                f"Surat “{letter}” tidak ada di letters.",
                f"There is no letter “{letter}” under letters.",
                element=element,
            )


def _check_outcomes(draft: Draft, element: str, task: Task, *, many: bool) -> None:
    form = draft.task_forms.get(element)
    fields = set(form.questions) if form else set()
    signing = [key for key, outcome in task.outcomes.items() if outcome.style == "primary"]
    if task.work == "sign" and len(signing) != 1:
        draft.at(
            ("tasks", element, "outcomes"),
            "sign-primary",
            "Tugas menandatangani punya tepat satu pilihan style: primary, yaitu menandatangani.",
            "A signing task has exactly one outcome of style: primary, which signs.",
            element=element,
        )
    for key, outcome in task.outcomes.items():
        path = ("tasks", element, "outcomes", key)
        for name in outcome.requires:
            if name not in fields and (form is not None or not task.form):
                draft.at(
                    (*path, "requires"),
                    "field-unknown",
                    f"Isian “{name}” tidak ada di form tugas ini.",
                    f"There is no question “{name}” in this task's form.",
                    element=element,
                )
        if outcome.decides_for_all and not many:
            draft.at(
                (*path, "decides_for_all"),
                "decides-once",
                "decides_for_all hanya untuk tugas yang diulang.",
                "decides_for_all belongs to a repeated task.",
                element=element,
            )


def _check_form(draft: Draft, element: str, form: Form) -> None:
    for name, question in form.questions.items():
        path = ("tasks", element, "form", name)
        if name in (RESULT, ITEMS):
            draft.at(
                path,
                "name-reserved",
                f"Nama isian “{name}” dipakai oleh sistem.",
                f"The name “{name}” is used by the system.",
                element=element,
            )
        if question.kind == "text" and not question.personal:
            draft.at(
                path,
                "text-personal",
                f"Teks bebas “{name}” dapat memuat data pribadi; tambahkan x-personal: true.",
                f"Free text “{name}” may hold personal data; add x-personal: true.",
                element=element,
            )
