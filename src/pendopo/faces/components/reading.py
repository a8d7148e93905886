"""A browser's form read into raw answers; what they are worth, core.forms says."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import QueryDict

from pendopo.core.forms import Question

PARTS = ("day", "month", "year")


def raw_answers(questions: Iterable[Question], sent: QueryDict) -> dict[str, object]:
    """The answer to each question by name, as it was typed; absent ones are empty."""
    return {question.name: _raw(question, sent) for question in questions}


def _raw(question: Question, sent: QueryDict) -> object:
    name = question.name
    match question.kind:
        case "date":
            return {part: sent.get(f"{name}-{part}", "") for part in PARTS}
        case "choices":
            return sent.getlist(name)
        case "file":
            gone = set(sent.getlist(f"remove_{name}"))
            return [one for one in sent.getlist(name) if one not in gone]
        case "address":
            return {part.name: sent.get(f"{name}-{part.name}", "") for part in question.parts}
        case _:
            return sent.get(name, "")


def field_id(field: str) -> str:
    """The id of the input that an error names: "alamat.desa" stands at "alamat-desa"."""
    return field.replace(".", "-")
