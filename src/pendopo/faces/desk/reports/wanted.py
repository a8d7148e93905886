"""The proof that a step has to bring, as its topic declares it: asked for that kind alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pendopo.casework import api as casework
from pendopo.faces.components.wording import words
from pendopo.faces.desk.reports.panel import spec_of
from pendopo.voice import api as voice


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for, in words. answers: what stands in the form without being asked."""

    kind: str
    title: str
    text: str
    answers: dict[str, Any]
    taken: int


def wanted(view: casework.CaseView, task: casework.TaskView) -> Wanted | None:
    """None where the step asks for no proof, or its topic declares none."""
    if spec_of(view) is None or not task.outcomes or task.form is None:
        return None
    found = voice.wanted_proof(case_id=view.id, task_id=task.id, element=task.element)
    if found is None:
        return None
    said = {
        "place": _("Lapor hadir di tempatnya, lalu potret. Fotonya dibandingkan dengan foto"
                   " laporan dan semua bukti sebelumnya."),
        "document": _("Lampirkan dokumen yang menunjukkan bahwa urusannya selesai."),
        "answer": _("Jawaban tertulis Anda adalah buktinya. Orang kedua membacanya dulu."),
    }  # fmt: skip
    return Wanted(
        kind=found.kind,
        title=words(task.form.questions[found.question].labels[found.value]),
        text=said[found.kind],
        answers={found.question: found.value},
        taken=found.taken,
    )


def fixed(view: casework.CaseView, task: casework.TaskView) -> dict[str, Any]:
    """The answers of the form that the topic gives; none for any other task."""
    found = wanted(view, task)
    return dict(found.answers) if found else {}
