"""One pass over the pages: which questions are asked, and what their answers are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pendopo.core.feel import Scope
from pendopo.core.forms.answer import Unfit, normalise
from pendopo.core.forms.condition import feel_value
from pendopo.core.forms.question import Question

if TYPE_CHECKING:
    from pendopo.core.forms.form import Form, Groups


@dataclass(slots=True)
class Walk:
    """visible: names in order. values: normalised answers to them. unfit: name -> rule broken.
    unknown: keys that are no question. known: the answers so far, as FEEL values. scope: what
    conditions read, the answers before the names from outside; one for the whole walk, so that
    nothing is turned into a FEEL value twice."""

    questions: Mapping[str, Question]
    raw: Mapping[object, object]
    known: dict[str, object]
    scope: Scope
    visible: list[str] = field(default_factory=list)
    values: dict[str, object] = field(default_factory=dict)
    unfit: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    def required(self, name: str) -> bool:
        """Whether this visible question must be answered."""
        question = self.questions[name]
        if question.required:
            return True
        return question.required_when is not None and question.required_when.holds(self.scope)

    def given(self, name: str) -> bool:
        """Whether there is any answer, be it a wrong one."""
        return name in self.values or name in self.unfit

    def unmet(self, alternatives: Iterable[Groups]) -> list[Groups]:
        """The sets of groups, visible names only, of which no group is complete."""
        visible = set(self.visible)
        unmet = []
        for groups in alternatives:
            asked = [tuple(name for name in group if name in visible) for group in groups]
            asked = [group for group in asked if group]
            if asked and not any(all(map(self.given, group)) for group in asked):
                unmet.append(tuple(asked))
        return unmet


def walk(form: Form, answers: object, names: Mapping[str, object]) -> Walk:
    """Go through the pages in order; a condition reads the answers before it."""
    raw = answers if isinstance(answers, Mapping) else {}
    known: dict[str, object] = dict.fromkeys(form.questions)
    found = Walk(form.questions, raw, known, Scope(known, Scope(names)))
    found.unknown = [
        key[:80] if isinstance(key, str) else "?" for key in raw if key not in form.questions
    ]
    if not isinstance(answers, Mapping):
        found.unknown.append("")
    for step in form.steps:
        if step.when is not None and not step.when.holds(found.scope):
            continue
        for name in step.questions:
            question = form.questions[name]
            if question.when is None or question.when.holds(found.scope):
                found.visible.append(name)
                _take(found, question, name in form.read)
    return found


def _take(found: Walk, question: Question, is_read: bool) -> None:
    try:
        value = normalise(question, found.raw.get(question.name))
        if value is not None:
            found.values[question.name] = value
            if is_read:
                found.known[question.name] = feel_value(question.kind, value)
    except Unfit as unfit:
        found.unfit[question.name] = unfit.rule
    except ValueError:  # a date that is none; the schema check tells
        pass
