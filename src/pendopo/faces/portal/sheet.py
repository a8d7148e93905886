"""A draft as its applicant walks through it: pages in order, and what each still needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest

from pendopo.casework import api as casework
from pendopo.core.forms import FieldError, Question, Step
from pendopo.directory import api as directory
from pendopo.faces.components.access import clock
from pendopo.faces.portal import keys
from pendopo.faces.portal.page import citizen
from pendopo.services import api as services

State = Literal["done", "empty", "optional", "wrong"]


class Sheet:
    """One draft with its form. `answers` are the draft's, under what was just typed."""

    def __init__(
        self,
        draft: casework.Draft,
        compiled: services.Compiled,
        who: directory.Actor,
        now: datetime,
        typed: Mapping[str, object] | None = None,
    ) -> None:
        self.draft = draft
        self.compiled = compiled
        self._who = who
        self._now = now
        self.answers: dict[str, Any] = {**draft.answers, **(typed or {})}
        self.names = compiled.form_names(
            self.answers, casework.rule_names(who), directory.today(now)
        )
        form = compiled.form
        self.steps = form.visible_steps(self.answers, self.names)
        self._visible = {one.name: one for one in form.visible_questions(self.answers, self.names)}

    def under(
        self, typed: Mapping[str, object] | None = None, draft: casework.Draft | None = None
    ) -> Sheet:
        """The same form with other answers: just typed, or just saved."""
        return Sheet(draft or self.draft, self.compiled, self._who, self._now, typed)

    def questions(self, step: Step) -> tuple[Question, ...]:
        """The questions of a page that are asked now."""
        return tuple(self._visible[name] for name in step.questions if name in self._visible)

    @property
    def person_step(self) -> str:
        """The page that asks who the applicant is: the first with an answer that we may know."""
        for step in self.steps:
            if any((one.prefill or "").startswith("applicant.") for one in self.questions(step)):
                return step.id
        return ""

    def asks_for_whom(self, step: Step) -> bool:
        """Whether this page also asks whose application it is: only an account can be another's,
        and a power of attorney has said it."""
        asks = self._who.account_id is not None and self.draft.power_id is None
        return asks and step.id == self.person_step

    @property
    def declared(self) -> bool:
        """Whether the form itself asks to declare that the answers are true."""
        return any(one.schema.get("const") is True for one in self._visible.values())

    def position(self, step_id: str) -> int | None:
        """Place of a page among those asked now, from 0; None when it is not asked."""
        return next((at for at, one in enumerate(self.steps) if one.id == step_id), None)

    def required(self, question: Question) -> bool:
        """Whether an answer must be given."""
        others = {name: value for name, value in self.answers.items() if name != question.name}
        return question.name in self.compiled.form.missing(others, self.names)

    def errors(self) -> tuple[FieldError, ...]:
        """All that keeps the draft from being sent."""
        return self.compiled.form.check(self.answers, names=self.names).errors

    def states(self) -> Iterator[tuple[Step, State]]:
        """Each page with how far it is."""
        wrong = {error.field.split(".")[0] for error in self.errors()}
        for step in self.steps:
            names = [question.name for question in self.questions(step)]
            given = any(self.answers.get(name) not in (None, "", [], {}) for name in names)
            if wrong.intersection(names):
                yield step, "wrong" if given else "empty"
            else:
                yield step, "done" if given else "optional"


def open_sheet(
    request: HttpRequest, draft_id: UUID, typed: Mapping[str, object] | None = None
) -> Sheet:
    """The visitor's draft. Raises `casework.NotFound` when it is not theirs."""
    who, now = citizen(request), clock()
    draft = casework.draft(draft_id=draft_id, who=who, key=keys.code_of(request, draft_id), now=now)
    return Sheet(draft, services.version(hash=draft.version_hash), who, now, typed)
