"""Formulas of service.yaml: whose a task is, which limit holds. And who may not do what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pendopo.core import feel
from pendopo.core.process import Graph, Kind
from pendopo.services import formulas
from pendopo.services.check.expressions import ALWAYS, results
from pendopo.services.draft import DECISIONS, SERVICE, Draft
from pendopo.services.schema import Service
from pendopo.services.yaml_tree import Path

_TEXT = re.compile(r'"([^"]*)"')
_CODE = re.compile(r"\d+(\.\d+)+")
LASTING = ALWAYS - {"today", "limits"}
"""What a limit may read: nothing that changes by itself, so that a deadline stays what it is."""


def check(draft: Draft, service: Service, graph: Graph) -> None:
    known = results(graph)
    repeats = {one.many.variable for one in graph.nodes.values() if one.many is not None} | {
        "loopCounter"
    }
    for path, text in formulas.organisations(service):
        check_names(draft, path, text, ALWAYS - {"limits"} | known | repeats)
        if text.strip('"') == "applicant":
            draft.at(
                path,
                "formula-applicant",
                "Rumus memilih perangkat daerah; tugas pemohon ditulis organisation: applicant.",
                "A formula chooses an agency; the applicant's tasks say organisation: applicant.",
            )
    for path, text in formulas.conditions(service):
        check_names(draft, path, text, LASTING | known)
    for path, rules in formulas.limits(service):
        if rules and all(one.when for one in rules):
            draft.at(
                path,
                "limit-default",
                "Sedikitnya satu batas waktu tanpa when, untuk berkas yang lain.",
                "At least one limit without when, for all other cases.",
            )
    for element, task in service.tasks.items():
        for at, other in enumerate(task.apart_from):
            if other not in service.tasks or other == element:
                draft.at(
                    ("tasks", element, "apart_from", at),
                    "apart-unknown",
                    f"“{other}” bukan tugas lain dalam paket ini.",
                    f"“{other}” is no other task of this package.",
                    element=element,
                )


def codes(draft: Draft) -> Iterator[tuple[str, int, str]]:
    """(file, line, code) of the organisations that formulas name: written in them, or given by the
    table that they read."""
    service, graph = draft.service, draft.graph
    for path, text in formulas.organisations(service) if service else ():
        for code in _TEXT.findall(text):
            if _CODE.fullmatch(code):
                yield SERVICE, draft.line(SERVICE, path), code
        if draft.decisions is None or graph is None:
            continue
        for rule in graph.nodes.values():
            if rule.kind is not Kind.RULE or rule.result != text:
                continue
            for line in getattr(draft.decisions.decisions[rule.decision].logic, "rules", ()):
                for answer in line.answers:
                    found = _TEXT.findall(answer.text)
                    yield from ((DECISIONS, line.line, one) for one in found if one != "owner")


def check_names(draft: Draft, path: Path, text: str, known: frozenset[str] | set[str]) -> None:
    try:
        names = feel.expression(text).names
    except feel.FeelError as error:
        draft.at(path, "feel", f"Rumus keliru: {error.message}", f"Bad formula: {error.english}")
        return
    for name in sorted(names - known):
        question = draft.form.questions.get(name) if draft.form else None
        if question is None:
            draft.at(
                path,
                "name-unknown",
                f"Nama “{name}” tidak dikenal; bukan isian formulir dan bukan hasil suatu tugas.",
                f"The name “{name}” is unknown: no question of the form and no result of a task.",
            )
        elif question.personal:
            draft.at(
                path,
                "name-personal",
                f"“{name}” adalah data pribadi; rumus tidak boleh membacanya.",
                f"“{name}” is personal data; formulas may not read it.",
            )
