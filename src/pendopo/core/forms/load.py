"""Reading a schema and a layout into a Form, or refusing with everything that is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import jsonschema_rs

from pendopo.core.forms.answer import Unfit, normalise
from pendopo.core.forms.form import Form
from pendopo.core.forms.keywords import read_text
from pendopo.core.forms.layout import read_layout
from pendopo.core.forms.property import read_property, required_if
from pendopo.core.forms.question import Question, Step
from pendopo.core.forms.refusal import FormRefused, Report, token
from pendopo.core.forms.schema import validator

_TOP: Final = frozenset(
    {"$schema", "$id", "type", "title", "description", "properties", "required",
     "additionalProperties", "x-alternatives"}
)  # fmt: skip
NAMES: Final = frozenset({"applicant", "case", "now", "service", "today"})


def load(
    schema: Mapping[str, Any],
    layout: Mapping[str, Any] | None = None,
    *,
    source: str,
    names: Iterable[str] = NAMES,
) -> Form:
    """The form of a JSON Schema and a layout; without steps, one question a page.

    source: the file's name, for problems. names: what conditions may read besides the answers.
    Raises FormRefused with all problems found.
    """
    report = Report(source)
    if not isinstance(schema, Mapping) or not isinstance(layout, Mapping | None):
        report.add("", "type", "Skema dan tata letak harus berupa objek.", "Objects are expected.")
        raise FormRefused(report.problems)
    report.unknown_keys("", schema, _TOP)
    _top(schema, report)
    questions = _questions(schema, report)
    title = read_text(schema.get("title"), "/title", report)
    if title is None:
        report.add("/title", "title_missing", "Formulir belum berjudul.", "The form has no title.")
    steps = read_layout(layout or {}, questions, report)
    alternatives = _alternatives(schema.get("x-alternatives", []), questions, report)
    _conditions(questions, steps, frozenset(names), report)
    if not report.problems:
        _compiles(questions, report)
    if report.problems:
        raise FormRefused(report.problems)
    return Form(title=title or {}, questions=questions, steps=steps, alternatives=alternatives)


def _top(schema: Mapping[str, Any], report: Report) -> None:
    if schema.get("type") != "object":
        report.add("/type", "type", "Skema teratas bertipe object.", "The schema is an object.")
    if schema.get("additionalProperties", False) is not False:
        report.add("/additionalProperties", "unsupported",
                   "Jawaban yang tidak dikenal selalu ditolak.",
                   "Unknown answers are always refused.")  # fmt: skip


def _questions(schema: Mapping[str, Any], report: Report) -> dict[str, Question]:
    properties, required = schema.get("properties"), schema.get("required", [])
    if not isinstance(properties, Mapping) or not properties:
        report.add("/properties", "empty", "Formulir tanpa pertanyaan.", "No questions.")
        return {}
    if not isinstance(required, list):
        report.add("/required", "type", "required adalah daftar nama.", "A list of names.")
        required = []
    for name in required:
        if name not in list(properties):
            report.add("/required", "unknown_property", f"“{name}” tidak ada dalam properties.",
                       f'"{name}" is not a property.')  # fmt: skip
    questions: dict[str, Question] = {}
    for name, given in properties.items():
        found = read_property(str(name), given, f"/properties/{token(name)}", report)
        if found:
            questions[found.name] = required_if(found, name in required)
    return questions


def _alternatives(
    given: object, questions: Mapping[str, Question], report: Report
) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """One set of groups ([["a"], ["b"]]) or several sets ([[["a"], ["b"]], ...])."""
    sets = given if isinstance(given, list) else [None]
    if sets and all(isinstance(group, list) and _names(group) for group in sets):
        sets = [sets]
    found = []
    for groups in sets:
        if not isinstance(groups, list) or len(groups) < 2 or not all(map(_names, groups)):
            report.add("/x-alternatives", "alternatives",
                       "x-alternatives memuat dua kelompok nama atau lebih.",
                       "x-alternatives holds two or more groups of names.")  # fmt: skip
            continue
        for name in (name for group in groups for name in group):
            if name not in questions:
                report.add("/x-alternatives", "unknown_property",
                           f"“{name}” tidak ada dalam properties.",
                           f'"{name}" is not a property.')  # fmt: skip
        found.append(tuple(tuple(group) for group in groups))
    return tuple(found)


def _names(group: object) -> bool:
    return isinstance(group, list) and bool(group) and all(isinstance(n, str) for n in group)


def _conditions(
    questions: Mapping[str, Question], steps: Iterable[Step], names: frozenset[str], report: Report
) -> None:
    """A page or question may depend on earlier answers only; being required, on any answer."""
    for name in sorted(names & questions.keys()):
        report.add(f"/properties/{token(name)}", "name", f"Nama “{name}” sudah dipakai sistem.",
                   f'The name "{name}" is taken.')  # fmt: skip
    earlier: set[str] = set()
    for number, step in enumerate(steps):
        if step.when:
            read = step.when.names
            _read(f"layout:/steps/{number}/when", read, earlier | names, questions, report)
        for name in step.questions:
            question = questions.get(name)
            if question is None:
                continue
            here = f"/properties/{token(name)}"
            if question.when:
                read = question.when.names
                _read(f"{here}/x-when", read, earlier | names, questions, report)
            if question.required_when:
                read = question.required_when.names
                _read(f"{here}/x-required-when", read, names | questions.keys(), questions, report)
            earlier.add(name)


def _read(
    pointer: str,
    read: frozenset[str],
    known: frozenset[str] | set[str],
    questions: Mapping[str, Question],
    report: Report,
) -> None:
    for name in sorted(read - known):
        if name in questions:
            report.add(pointer, "later_question",
                       f"“{name}” baru ditanyakan sesudahnya; pindahkan ke depan.",
                       f'"{name}" is asked only later; move it forward.')  # fmt: skip
        else:
            report.add(pointer, "unknown_name", f"Nama “{name}” tidak dikenal.",
                       f'The name "{name}" is not known.')  # fmt: skip


def _compiles(questions: Mapping[str, Question], report: Report) -> None:
    for name, question in questions.items():
        try:
            compiled = validator({name: question})
            for example in question.examples:
                if not _fits(compiled, question, example):
                    report.add(f"/properties/{token(name)}/examples", "example_refused",
                               f"Contoh “{example}” tidak memenuhi aturannya sendiri.",
                               f'The example "{example}" breaks its own rules.')  # fmt: skip
        except (jsonschema_rs.ValidationError, ValueError) as error:
            where = getattr(error, "instance_path", [])
            pointer = "".join(f"/{token(part)}" for part in where)
            report.add(pointer or f"/properties/{token(name)}", "schema",
                       f"Aturan jawaban tidak sah: {getattr(error, 'message', error)}.",
                       f"Not a valid rule: {getattr(error, 'message', error)}.")  # fmt: skip


def _fits(compiled: jsonschema_rs.Draft202012Validator, question: Question, example: str) -> bool:
    try:
        return compiled.is_valid({question.name: normalise(question, example)})
    except Unfit:
        return False
