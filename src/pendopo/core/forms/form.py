"""A loaded form: what is asked, and whether the answers will do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pendopo.core.forms.answer import Unfit, normalise
from pendopo.core.forms.mask import mask
from pendopo.core.forms.question import (
    Checked,
    Question,
    Requirement,
    Step,
    Text,
)
from pendopo.core.forms.schema import validator
from pendopo.core.forms.verdict import judge
from pendopo.core.forms.walk import walk

_NOTHING: Mapping[str, object] = {}
Groups = tuple[tuple[str, ...], ...]


class Form:
    """An immutable form, safe to share between threads; made by `load`.

    answers are raw: what a browser form or a JSON body holds, by question name. names are what
    conditions may read besides (applicant, case, service, today). No answer makes these raise.
    """

    __slots__ = ("alternatives", "compiled", "questions", "read", "steps", "title")

    def __init__(
        self,
        *,
        title: Text,
        questions: Mapping[str, Question],
        steps: tuple[Step, ...],
        alternatives: tuple[Groups, ...],
    ) -> None:
        self.title = title
        self.steps = steps
        self.alternatives = alternatives
        self.questions = {
            name: questions[name] for step in steps for name in step.questions if name in questions
        }
        self.compiled = validator(self.questions)
        self.read = frozenset(_read(steps, self.questions.values()))
        """Names that some condition reads."""

    def check(self, answers: object, *, names: Mapping[str, object] = _NOTHING) -> Checked:
        """All answers: normalised, answers to invisible questions dropped, every error told."""
        found = walk(self, answers, names)
        return judge(self, found, found.visible)

    def check_step(
        self, step_id: str, answers: object, *, names: Mapping[str, object] = _NOTHING
    ) -> Checked:
        """The answers of one page; `answers` holds those of the other pages too, unjudged.

        A step that does not exist, or is not asked now, has no answers and no errors.
        """
        step = self.step(step_id)
        found = walk(self, answers, names)
        asked = set(step.questions) if step else set()
        return judge(self, found, [name for name in found.visible if name in asked])

    def step(self, step_id: str) -> Step | None:
        """The step of that id."""
        return next((step for step in self.steps if step.id == step_id), None)

    def visible_steps(
        self, answers: object, names: Mapping[str, object] = _NOTHING
    ) -> tuple[Step, ...]:
        """The pages to ask now, those with at least one visible question."""
        visible = set(walk(self, answers, names).visible)
        return tuple(step for step in self.steps if visible.intersection(step.questions))

    def visible_questions(
        self, answers: object, names: Mapping[str, object] = _NOTHING
    ) -> tuple[Question, ...]:
        """The questions to ask now, in order."""
        return tuple(self.questions[name] for name in walk(self, answers, names).visible)

    def missing(self, answers: object, names: Mapping[str, object] = _NOTHING) -> tuple[str, ...]:
        """Names of visible questions that must be answered and are not; of documents in place
        of each other, those of the first group."""
        found = walk(self, answers, names)
        absent = [name for name in found.visible if found.required(name) and not found.given(name)]
        for groups in found.unmet(self.alternatives):
            absent += [n for n in groups[0] if not found.given(n) and n not in absent]
        return tuple(absent)

    def requirements(
        self, answers: object, names: Mapping[str, object] = _NOTHING
    ) -> tuple[Requirement, ...]:
        """The documents asked for now."""
        found = walk(self, answers, names)
        return tuple(
            Requirement(
                name=name,
                title=question.title,
                required=found.required(name),
                given=found.given(name),
                file=question.file,
                one_of=next((g for g in self.alternatives if any(name in x for x in g)), ()),
            )
            for name in found.visible
            if (question := self.questions[name]).file is not None
        )

    def prefilled(self, names: Mapping[str, object]) -> dict[str, object]:
        """What government already knows: normalised values of the questions with x-prefill."""
        known: dict[str, object] = {}
        for name, question in self.questions.items():
            value: Any = names
            for part in question.prefill.split(".") if question.prefill else ["-"]:
                value = value.get(part) if isinstance(value, Mapping) else None
            try:
                value = normalise(question, value)
            except Unfit:
                continue
            if value is not None:
                known[name] = value
        return known

    def split(self, clean: Mapping[str, object]) -> tuple[dict[str, object], dict[str, object]]:
        """Clean answers apart: (clear, personal). Personal ones are sealed before they rest."""
        personal = {name for name, asked in self.questions.items() if asked.personal}
        clear = {name: value for name, value in clean.items() if name not in personal}
        return clear, {name: value for name, value in clean.items() if name in personal}

    def masked(self, name: str, value: object) -> object:
        """The value as lists may show it: masked when the question is personal."""
        question = self.questions[name]
        return mask(value, question.kind) if question.personal else value


def _read(steps: Iterable[Step], questions: Iterable[Question]) -> Iterator[str]:
    conditions = [step.when for step in steps]
    for question in questions:
        conditions += [question.when, question.required_when]
    return (name for one in conditions if one is not None for name in one.names)
