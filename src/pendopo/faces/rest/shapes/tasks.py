"""Tasks: lines of the inbox, one task, and its completion."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from pydantic import Field

from pendopo.casework import api as casework
from pendopo.faces.rest.shapes import base, forms
from pendopo.faces.rest.shapes.applying import Answers
from pendopo.faces.rest.shapes.base import Clock, Given, Organisation, Text, Told, Version


class Complete(Given):
    """How the task ends: an outcome of the task, the answers of its form, and the version of
    the task that was looked at."""

    version: Version
    outcome: Annotated[str, Field(min_length=1, max_length=80)]
    answers: Answers = Field(default_factory=dict)


class Completed(Told):
    case_id: UUID
    number: str
    status: str


class TaskCard(Told):
    """A task in a list. The applicant's name is masked here, always."""

    id: UUID
    case_id: UUID
    number: str
    service: str
    service_title: Text
    title: Text
    applicant: str
    organisation: Organisation | None
    role: str
    taken: bool
    opened_at: dt.datetime
    due_at: dt.datetime | None
    clock: Clock | None
    case_status: str
    version: int


class TaskPage(Told):
    """One page of a view, soonest due first, with the number of tasks in every view."""

    view: str
    tasks: list[TaskCard]
    counts: dict[str, int]
    total: int
    next: str


class Outcome(Told):
    """A way to end the task. `requires`: questions of the form this outcome needs answered;
    `itemised`: `answers.items` says what to mend, as [{"field", "reason"}]."""

    id: str
    title: Text
    requires: list[str]
    itemised: bool
    asks_applicant: bool


class Item(Told):
    """A thing the applicant must mend."""

    field: str
    title: Text
    reason: str


class Task(Told):
    """A task. `outcomes` and `form` are given to whoever may complete it."""

    id: UUID
    case_id: UUID
    number: str
    element: str
    title: Text
    work: str
    role: str
    organisation: Organisation | None
    status: str
    opened_at: dt.datetime
    due_at: dt.datetime | None
    completed_at: dt.datetime | None
    outcome: str
    clock: Clock | None
    outcomes: list[Outcome]
    form: forms.Form | None
    items: list[Item]
    version: int


def card(given: casework.TaskCard) -> TaskCard:
    return TaskCard(
        id=given.id,
        case_id=given.case_id,
        number=given.number,
        service=given.service,
        service_title=base.text(given.service_title),
        title=base.text(given.title),
        applicant=given.applicant_masked,
        organisation=base.organisation(given.organisation_id),
        role=given.role,
        taken=given.assignee_id is not None,
        opened_at=given.opened_at,
        due_at=given.due_at,
        clock=base.clock(given.clock),
        case_status=given.case_status,
        version=given.version,
    )


def page(given: casework.Inbox) -> TaskPage:
    return TaskPage(
        view=given.view,
        tasks=[card(one) for one in given.cards],
        counts=dict(given.counts),
        total=given.total,
        next=given.next_cursor,
    )


def task(given: casework.TaskView, case: casework.CaseView) -> Task:
    return Task(
        id=given.id,
        case_id=given.case_id,
        number=case.number,
        element=given.element,
        title=base.text(given.title),
        work=given.work,
        role=given.role,
        organisation=base.organisation(given.organisation_id),
        status=given.status,
        opened_at=given.opened_at,
        due_at=given.due_at,
        completed_at=given.completed_at,
        outcome=given.outcome,
        clock=base.clock(given.clock),
        outcomes=[_outcome(one) for one in given.outcomes],
        form=forms.form(given.form) if given.form else None,
        items=[
            Item(field=name, title=base.text(title), reason=reason)
            for name, title, reason in given.items
        ],
        version=given.version,
    )


def _outcome(given: casework.Outcome) -> Outcome:
    return Outcome(
        id=given.id,
        title=base.text(given.label),
        requires=list(given.requires),
        itemised=given.itemised,
        asks_applicant=given.asks_applicant,
    )


def completed(given: casework.Done) -> Completed:
    return Completed(case_id=given.case_id, number=given.number, status=given.status)
