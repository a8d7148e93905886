"""Whether the decision tables leave an applicant out, or say two things of one."""

from __future__ import annotations

from pendopo.core.decisions import examine
from pendopo.core.forms import Form
from pendopo.core.process import Graph
from pendopo.services.draft import Draft
from pendopo.services.schema import Service


def check(draft: Draft, service: Service, graph: Graph) -> None:
    """Contradictions are defects; gaps, and rules that never hit, are notes for the author."""
    if draft.decisions is None:
        return
    values, integers = _asked(draft.form)
    for found in examine(draft.decisions, values=values, integers=integers):
        (draft.problems if found.serious else draft.notes).extend([found.problem])


def _asked(form: Form | None) -> tuple[dict[str, list[object]], set[str]]:
    """What the form's questions can be answered with: choices, yes and no, whole numbers."""
    values: dict[str, list[object]] = {}
    integers: set[str] = set()
    for name, question in form.questions.items() if form else ():
        if question.kind == "choice":
            values[name] = list(question.labels)
        elif question.kind == "boolean":
            values[name] = [True, False]
        elif question.kind == "integer":
            integers.add(name)
    return values, integers
