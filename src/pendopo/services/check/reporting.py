"""A service that answers what citizens report (mode `answer`): what each step means to them."""

from __future__ import annotations

from pendopo.core.process import Graph
from pendopo.services.draft import Draft
from pendopo.services.report_schema import Reporting
from pendopo.services.schema import Service

ANSWER = "answer"


def check(draft: Draft, service: Service, graph: Graph) -> None:
    if (service.mode == ANSWER) != (service.report is not None):
        draft.at(
            ("report",) if service.report else ("mode",),
            "report-mode",
            "report dan mode: answer selalu bersama.",
            "report and mode: answer go together.",
        )
    if service.report is not None:
        _moves(draft, service, service.report)
        _questions(draft, service, service.report)


def _moves(draft: Draft, service: Service, report: Reporting) -> None:
    known = {*service.endings, *service.messages}
    for element, task in service.tasks.items():
        known |= {f"{element}.{outcome}" for outcome in task.outcomes}
    for name in report.moves:
        if name not in known:
            draft.at(
                ("report", "moves", name),
                "move-unknown",
                f"“{name}” bukan hasil tugas (tugas.hasil) dan bukan akhir proses.",
                f"“{name}” is neither an outcome (task.outcome) nor an end of the process.",
            )
    for word, name in report.reporter.items():
        if name not in known or name in service.endings:
            draft.at(
                ("report", "reporter", word),
                "move-unknown",
                f"“{name}” bukan hasil tugas (tugas.hasil).",
                f"“{name}” is no outcome (task.outcome).",
            )
    for key, name in (("reopened_by", report.reopened_by), ("replied_by", report.replied_by)):
        if name and "context" not in getattr(service.messages.get(name), "senders", ()):
            draft.at(
                ("report", key),
                "report-message",
                f"“{name}” bukan pesan yang terbuka untuk bagian lain dari aplikasi (context).",
                f"“{name}” is no message that is open to another part of the platform (context).",
            )
    for ending in sorted(set(service.endings) - set(report.moves)):
        draft.at(
            ("report", "moves"),
            "move-missing",
            f"Akhir “{ending}” belum punya arti bagi pelapor.",
            f"The ending “{ending}” means nothing to the reporter yet.",
        )


def _questions(draft: Draft, service: Service, report: Reporting) -> None:
    asked: dict[str, str] = {}
    for element in service.tasks:
        form = draft.task_forms.get(element)
        for name, question in (form.questions if form else {}).items():
            asked.setdefault(name, question.kind)
    labels = {
        value
        for form in draft.task_forms.values()
        if form is not None and report.proof in form.questions
        for value in form.questions[report.proof].labels
    }
    for kind, value in report.proofs.items():
        if value not in labels:
            draft.at(
                ("report", "proofs", kind),
                "report-proof",
                f"“{value}” bukan jawaban atas isian bukti (report.proof).",
                f"“{value}” is no answer to the question of proof (report.proof).",
            )
    for key, name, kinds in (
        ("agency", report.agency, ("code", "choice")),
        ("topic", report.topic, ("code", "choice")),
        ("answer", report.answer, ("text",)),
        ("proof", report.proof, ("choice",)),
    ):
        if name and asked.get(name) not in kinds:
            draft.at(
                ("report", key),
                "report-question",
                f"“{name}” bukan isian petugas dari jenis {' atau '.join(kinds)}.",
                f"“{name}” is no officer's question of kind {' or '.join(kinds)}.",
            )
