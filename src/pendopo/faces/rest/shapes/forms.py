"""A form as data: what is asked, when, and what an answer must meet."""

from __future__ import annotations

from typing import Any

from pydantic import JsonValue

from pendopo.core import forms
from pendopo.faces.rest.shapes.base import Text, Told, maybe_text, text


class Option(Told):
    value: JsonValue
    title: Text


class FileRule(Told):
    """accept: media types; max_mb: megabytes of 10**6 bytes per file."""

    accept: list[str]
    max_mb: int
    max_files: int


class Question(Told):
    """One question. `when` and `required_when` are FEEL expressions over the answers so far;
    `answer` is the JSON Schema of a normalised answer."""

    name: str
    kind: str
    title: Text
    description: Text | None
    required: bool
    required_when: str | None
    when: str | None
    options: list[Option]
    personal: bool
    file: FileRule | None
    parts: list[Question]
    answer: dict[str, JsonValue]


class Step(Told):
    """One page of the form: the unit that is saved."""

    id: str
    title: Text
    hint: Text | None
    when: str | None
    questions: list[str]


class Form(Told):
    title: Text
    steps: list[Step]
    questions: list[Question]


class Requirement(Told):
    """A document the service asks for. `one_of`: groups of documents of which one is enough."""

    name: str
    title: Text
    required: bool
    when: str | None
    required_when: str | None
    file: FileRule
    one_of: list[list[str]]


def form(given: forms.Form) -> Form:
    return Form(
        title=text(given.title),
        steps=[step(one) for one in given.steps],
        questions=[question(one) for one in given.questions.values()],
    )


def step(given: forms.Step) -> Step:
    return Step(
        id=given.id,
        title=text(given.title),
        hint=maybe_text(given.hint),
        when=_written(given.when),
        questions=list(given.questions),
    )


def question(given: forms.Question) -> Question:
    return Question(
        name=given.name,
        kind=given.kind,
        title=text(given.title),
        description=maybe_text(given.description),
        required=given.required,
        required_when=_written(given.required_when),
        when=_written(given.when),
        options=[Option(value=name, title=text(title)) for name, title in given.labels.items()],
        personal=given.personal is not None,
        file=_file(given.file) if given.file else None,
        parts=[question(one) for one in given.parts],
        answer=_plain(given.schema),
    )


def requirements(given: forms.Form) -> list[Requirement]:
    """Every document the form can ask for, whatever the answers."""
    return [
        Requirement(
            name=one.name,
            title=text(one.title),
            required=one.required,
            when=_written(one.when),
            required_when=_written(one.required_when),
            file=_file(one.file),
            one_of=[
                list(group)
                for groups in given.alternatives
                if any(one.name in group for group in groups)
                for group in groups
            ],
        )
        for one in given.questions.values()
        if one.file is not None
    ]


def _file(rule: forms.FileRule) -> FileRule:
    return FileRule(accept=list(rule.accept), max_mb=rule.max_mb, max_files=rule.max_files)


def _written(condition: forms.Condition | None) -> str | None:
    return condition.text if condition else None


def _plain(value: Any) -> Any:
    """Mappings and tuples of a schema as JSON has them."""
    if hasattr(value, "items"):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
