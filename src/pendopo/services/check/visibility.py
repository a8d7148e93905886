"""Which agencies may see a document: lanes of the drawing, or agencies that a table chooses."""

from __future__ import annotations

from pendopo.core.process import Graph
from pendopo.services.compiled import APPLICANT
from pendopo.services.draft import DECISIONS, FORM, VISIBLE_TO, Draft
from pendopo.services.formulas import formula
from pendopo.services.schema import Service


def check(draft: Draft, service: Service, graph: Graph) -> None:
    known = {
        name
        for name, lane in service.lanes.items()
        if lane.organisation != APPLICANT and not formula(lane.organisation)
    }
    organisations = {lane.organisation for lane in service.lanes.values()}
    organisations |= {task.organisation for task in service.tasks.values()}
    tables = draft.source.files.get(DECISIONS, b"").decode("utf-8", "replace")
    for question, lanes in draft.visible_to.items():
        path = ("properties", question, VISIBLE_TO)
        line = draft.line(FORM, path)
        found = draft.form.questions.get(question) if draft.form else None
        if found is not None and found.kind != "file":
            draft.problems.add(
                FORM,
                line,
                "visible-file",
                f"{VISIBLE_TO} hanya untuk pertanyaan yang meminta dokumen.",
                f"{VISIBLE_TO} belongs to a question that asks for a document.",
                element=question,
            )
        for lane in lanes:
            if lane not in known | organisations and f'"{lane}"' not in tables:
                draft.problems.add(
                    FORM,
                    line,
                    "visible-unknown",
                    f"“{lane}” bukan jalur di service.yaml dan bukan instansi yang dipilih tabel"
                    " keputusan.",
                    f"“{lane}” is no lane of service.yaml and no agency that a decision chooses.",
                    element=question,
                )
