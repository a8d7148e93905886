"""The pages of a form and their order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from pendopo.core.forms.keywords import read_condition, read_text
from pendopo.core.forms.question import Question, Step
from pendopo.core.forms.refusal import Report, token

_KEYS: Final = frozenset({"id", "title", "hint", "questions", "when"})
_ID: Final = re.compile(r"[a-z][a-z0-9_-]{0,62}", re.ASCII)


def read_layout(
    layout: Mapping[str, Any], questions: Mapping[str, Question], report: Report
) -> tuple[Step, ...]:
    """The steps of the layout; without any, one for each question with its title."""
    report.unknown_keys("layout:", layout, {"steps"})
    if "steps" not in layout:
        return tuple(
            Step(id=question.name.replace("_", "-"), title=question.title, questions=(name,))
            for name, question in questions.items()
        )
    written = layout["steps"]
    if not isinstance(written, list) or not all(isinstance(step, Mapping) for step in written):
        report.add("layout:/steps", "type", "steps adalah daftar langkah.", "A list of steps.")
        return ()
    steps: list[Step] = []
    asked: set[str] = set()
    for number, given in enumerate(written):
        here = f"layout:/steps/{number}"
        step = _step(given, here, questions, report)
        if step.id in {other.id for other in steps}:
            report.add(f"{here}/id", "twice", f"Langkah “{step.id}” ada dua.",
                       f'The step "{step.id}" is there twice.')  # fmt: skip
        for name in step.questions:
            if name in asked:
                report.add(f"{here}/questions", "twice", f"“{name}” ditanyakan dua kali.",
                           f'"{name}" is asked twice.')  # fmt: skip
            asked.add(name)
        steps.append(step)
    for name in [name for name in questions if name not in asked]:
        report.add(f"/properties/{token(name)}", "not_in_layout",
                   f"“{name}” tidak ada dalam tata letak.",
                   f'"{name}" is missing in the layout.')  # fmt: skip
    return tuple(steps)


def _step(
    given: Mapping[str, Any], here: str, questions: Mapping[str, Question], report: Report
) -> Step:
    report.unknown_keys(here, given, _KEYS)
    identifier, names = given.get("id"), given.get("questions")
    if not isinstance(identifier, str) or not _ID.fullmatch(identifier):
        report.add(f"{here}/id", "name", "id memakai huruf kecil, angka dan tanda hubung.",
                   "An id has lower-case letters, digits and dashes.")  # fmt: skip
        identifier = ""
    if not isinstance(names, list) or not names or not all(isinstance(n, str) for n in names):
        report.add(f"{here}/questions", "empty", "Langkah tanpa pertanyaan.", "No questions.")
        names = []
    for name in names:
        if name not in questions:
            report.add(f"{here}/questions", "unknown_property",
                       f"“{name}” tidak ada dalam skema.",
                       f'"{name}" is not in the schema.')  # fmt: skip
    title = read_text(given.get("title"), f"{here}/title", report)
    if title is None and len(names) == 1 and names[0] in questions:
        title = questions[names[0]].title
    if title is None:
        report.add(f"{here}/title", "title_missing", "Langkah belum berjudul.", "No title.")
    return Step(
        id=identifier,
        title=title or {"id": identifier, "en": identifier},
        questions=tuple(names),
        hint=read_text(given.get("hint"), f"{here}/hint", report),
        when=read_condition(given, "when", here, report),
    )
