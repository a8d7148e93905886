"""Cases: as anyone may follow them, and as their applicant sees them."""

from __future__ import annotations

import datetime as dt
from typing import Literal
from uuid import UUID

from pendopo.casework import api as casework
from pendopo.faces.rest.shapes import base
from pendopo.faces.rest.shapes.base import Clock, Organisation, Text, Told
from pendopo.faces.rest.shapes.tasks import Task, task


class Stage(Told):
    """A step of the usual way: done, now, or still to come."""

    element: str
    title: Text
    state: Literal["done", "now", "next"]
    organisation: Organisation | None
    due_at: dt.datetime | None
    done_at: dt.datetime | None
    clock: Clock | None


class Event(Told):
    """Something that happened; `fact` stands in the public ledger, at `seq` once sealed."""

    kind: str
    at: dt.datetime
    title: Text
    fact: UUID
    seq: int | None


class Tracking(Told):
    """Where a case stands. Nothing personal: whoever knows the number may ask."""

    number: str
    service: str
    service_title: Text
    status: str
    status_text: Text
    organisation: Organisation | None
    waits_for_applicant: bool
    submitted_at: dt.datetime
    due_at: dt.datetime | None
    deemed_at: dt.datetime | None
    ended_at: dt.datetime | None
    clock: Clock | None
    stages: list[Stage]
    events: list[Event]
    receipt_fact: UUID | None
    ending: Text | None


class CaseCard(Told):
    number: str
    service: str
    service_title: Text
    status: str
    status_text: Text
    submitted_at: dt.datetime
    due_at: dt.datetime | None
    waits_for_applicant: bool


class CasePage(Told):
    cases: list[CaseCard]
    next: str


class CaseLetter(Told):
    """A signed letter of the case; `verify_id` is what its QR leads to."""

    id: UUID
    title: Text
    number: str
    signed_at: dt.datetime | None
    verify_id: str


class Licence(Told):
    number: str
    valid_from: dt.date
    valid_to: dt.date | None
    status: str


class Ground(Told):
    """A part of the letter that refused the application: its title, and what it says."""

    title: Text
    text: str


class Case(Told):
    """The applicant's own case: `tasks` wait for them; `grounds` say why it was refused."""

    id: UUID
    number: str
    outcome: str
    may_withdraw: bool
    tracking: Tracking
    tasks: list[Task]
    letters: list[CaseLetter]
    licence: Licence | None
    grounds: list[Ground]


def tracking(given: casework.Tracking) -> Tracking:
    return Tracking(
        number=given.number,
        service=given.service,
        service_title=base.text(given.service_title),
        status=given.status,
        status_text=base.text(given.status_words),
        organisation=base.organisation(given.organisation_id),
        waits_for_applicant=given.waits_for_applicant,
        submitted_at=given.submitted_at,
        due_at=given.due_at,
        deemed_at=given.deemed_at,
        ended_at=given.ended_at,
        clock=base.clock(given.clock),
        stages=[_stage(one) for one in given.stages],
        events=[_event(one) for one in given.events if one.public],
        receipt_fact=given.receipt_fact,
        ending=base.maybe_text(given.ending),
    )


def _stage(given: casework.Stage) -> Stage:
    return Stage(
        element=given.element,
        title=base.text(given.title),
        state=given.state,
        organisation=base.organisation(given.organisation_id),
        due_at=given.due_at,
        done_at=given.done_at,
        clock=base.clock(given.clock),
    )


def _event(given: casework.Event) -> Event:
    return Event(
        kind=given.kind,
        at=given.at,
        title=base.text(given.title),
        fact=given.fact_id,
        seq=given.seq,
    )


def card(given: casework.CaseCard) -> CaseCard:
    return CaseCard(
        number=given.number,
        service=given.service,
        service_title=base.text(given.service_title),
        status=given.status,
        status_text=base.text(given.status_words),
        submitted_at=given.submitted_at,
        due_at=given.due_at,
        waits_for_applicant=given.waits_for_applicant,
    )


def case(given: casework.CaseView) -> Case:
    licence = given.licence
    return Case(
        id=given.id,
        number=given.number,
        outcome=given.outcome,
        may_withdraw=given.may_withdraw,
        tracking=tracking(given.tracking),
        tasks=[task(one, given) for one in given.tasks],
        letters=[_letter(one) for one in given.letters],
        licence=_licence(licence) if licence else None,
        grounds=[Ground(title=base.text(title), text=said) for title, said in given.grounds],
    )


def _letter(given: casework.LetterView) -> CaseLetter:
    return CaseLetter(
        id=given.letter_id,
        title=base.text(given.title),
        number=given.number,
        signed_at=given.signed_at,
        verify_id=given.verify_id,
    )


def _licence(given: casework.LicenceView) -> Licence:
    return Licence(
        number=given.number,
        valid_from=given.valid_from,
        valid_to=given.valid_to,
        status=given.status,
    )
