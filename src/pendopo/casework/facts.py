"""What can happen to an application."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal
from uuid import UUID

from pendopo.ledger import api as ledger

Ending = Literal["granted", "refused", "withdrawn", "lapsed", "handed_over"]


class DraftStarted(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "draft.started"
    service: ledger.Code
    channel: ledger.Code


class DraftSaved(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "draft.saved"
    version: int


class DraftRemoved(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "draft.removed"
    reason: Literal["expired", "applicant"]


class CaseSubmitted(ledger.Fact, frozen=True, kw_only=True):
    """About the case. `number` is public; `version` names the package by its content. `for_other`:
    the account that sent it (the fact's actor) is not the applicant's; `power`: by which power of
    attorney it acted."""

    KIND: ClassVar[str] = "case.submitted"
    service: ledger.Code
    version: ledger.Code
    number: ledger.Code
    channel: ledger.Code
    for_other: bool = False
    power: UUID | None = None


class CaseRepresented(ledger.Fact, frozen=True, kw_only=True):
    """Somebody (the fact's actor) looks after a case that was there already, by this power of
    attorney."""

    KIND: ClassVar[str] = "case.represented"
    power: UUID


class TaskOpened(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "task.opened"
    task: UUID
    element: ledger.Code
    role: ledger.Code
    due_at: dt.datetime | None = None


class TaskTaken(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "task.taken"
    task: UUID
    assignee: UUID | None


class TaskAssigned(ledger.Fact, frozen=True, kw_only=True):
    """A superior gave the task to a person; whoever had it before has it no more."""

    KIND: ClassVar[str] = "task.assigned"
    task: UUID
    assignee: UUID
    before: UUID | None = None


class TaskSnoozed(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "task.snoozed"
    task: UUID
    until: dt.datetime | None


class TaskDrafted(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "task.drafted"
    task: UUID
    version: int


class TaskDone(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "task.done"
    task: UUID
    element: ledger.Code
    outcome: ledger.Code
    late: bool


class TaskCancelled(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "task.cancelled"
    task: UUID
    element: ledger.Code


class ClockMarked(ledger.Fact, frozen=True, kw_only=True):
    """The service clock of the case started, paused, resumed or stopped."""

    KIND: ClassVar[str] = "case.clock"
    mark: Literal["start", "pause", "resume", "stop"]
    due_at: dt.datetime | None = None


class DeadlineMoved(ledger.Fact, frozen=True, kw_only=True):
    """A newly decreed day off, or one taken back, moved the deadline of an open case."""

    KIND: ClassVar[str] = "case.deadline_moved"
    due_at: dt.datetime | None


class TaskDeadlineMoved(ledger.Fact, frozen=True, kw_only=True):
    """The same for the deadline of one open task."""

    KIND: ClassVar[str] = "task.deadline_moved"
    task: UUID
    due_at: dt.datetime | None


class TimerFired(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "case.timer_fired"
    kind: ledger.Code
    element: ledger.Code | None = None


class CaseEscalated(ledger.Fact, frozen=True, kw_only=True):
    """`nobody`: the package's formula named no agency that there is, so the task of `element` went
    to the supervisors of the service's own agency."""

    KIND: ClassVar[str] = "case.escalated"
    reason: Literal["task_late", "deemed_near", "deemed_passed", "process", "nobody"]
    element: ledger.Code | None = None


class AgencyAsked(ledger.Fact, frozen=True, kw_only=True):
    """The owner's officer asked one more agency for its opinion. The organisation of the fact is
    the one that asks."""

    KIND: ClassVar[str] = "case.agency_asked"
    element: ledger.Code
    agency: UUID


class FileExported(ledger.Fact, frozen=True, kw_only=True):
    """An officer took the file out to pass it on to the system that decides."""

    KIND: ClassVar[str] = "case.file_exported"
    task: UUID
    system: ledger.Code


class SilenceCounted(ledger.Fact, frozen=True, kw_only=True):
    """An agency stayed silent past its time, and an article lets that count as this outcome."""

    KIND: ClassVar[str] = "task.silence_counted"
    task: UUID
    element: ledger.Code
    outcome: ledger.Code


class CaseReturned(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "case.returned"
    task: UUID
    items: int


class CaseCorrected(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "case.corrected"
    task: UUID


class CaseClosed(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "case.closed"
    outcome: ledger.Code
    status: Ending
    on_time: bool


class AppointmentSet(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "appointment.set"
    appointment: UUID
    at: dt.datetime


class AppointmentWished(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "appointment.wished"
    appointment: UUID
    at: dt.datetime


class AppointmentAgreed(ledger.Fact, frozen=True, kw_only=True):
    """Applicant and officer agree on the time of a visit."""

    KIND: ClassVar[str] = "appointment.agreed"
    appointment: UUID
    at: dt.datetime


class AppointmentKept(ledger.Fact, frozen=True, kw_only=True):
    """The visit was made: its report is in."""

    KIND: ClassVar[str] = "appointment.kept"
    appointment: UUID


class DispositionGiven(ledger.Fact, frozen=True, kw_only=True):
    """A head asks a position to do something about the case; `parent`: passed on from there."""

    KIND: ClassVar[str] = "disposition.given"
    disposition: UUID
    parent: UUID | None
    position: UUID
    wanted: Literal["follow_up", "advise", "coordinate", "know"]
    due_on: dt.date | None = None


class DispositionReported(ledger.Fact, frozen=True, kw_only=True):
    """The position reported back; that closes the disposition."""

    KIND: ClassVar[str] = "disposition.reported"
    disposition: UUID
    late: bool


class DispositionLate(ledger.Fact, frozen=True, kw_only=True):
    """Its day is over and nobody has reported back."""

    KIND: ClassVar[str] = "disposition.late"
    disposition: UUID


class DispositionWithdrawn(ledger.Fact, frozen=True, kw_only=True):
    """Taken back by whoever gave it, with everything that was passed on from it."""

    KIND: ClassVar[str] = "disposition.withdrawn"
    disposition: UUID


class NoteAdded(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "case.note_added"
    note: UUID
    internal: bool


class NamesSearched(ledger.Fact, frozen=True, kw_only=True):
    """About the officer's account: somebody looked for cases by an applicant's name. Which name
    is not told, how many cases it showed is."""

    KIND: ClassVar[str] = "names.searched"
    found: int


class LetterMade(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "case.letter_made"
    letter: UUID
    template: ledger.Code


class ServiceCalled(ledger.Fact, frozen=True, kw_only=True):
    """The process asked for automatic work; a job does it and answers through `advance`."""

    KIND: ClassVar[str] = "case.service_called"
    token: int
    topic: ledger.Code
    element: ledger.Code


class ServiceAnswered(ledger.Fact, frozen=True, kw_only=True):
    """The automatic work is done and the process goes on."""

    KIND: ClassVar[str] = "case.service_answered"
    token: int
    topic: ledger.Code


class LicenceGranted(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "licence.granted"
    licence: UUID
    letter: UUID
    valid_from: dt.date
    valid_to: dt.date | None = None


class LicenceSuspended(ledger.Fact, frozen=True, kw_only=True):
    """Pembekuan; `until` is its last day, none: until it is lifted."""

    KIND: ClassVar[str] = "licence.suspended"
    licence: UUID
    reason: ledger.Code
    since: dt.date
    until: dt.date | None = None


class LicenceLifted(ledger.Fact, frozen=True, kw_only=True):
    """A suspension is over: lifted by the signer, or at the end of its term."""

    KIND: ClassVar[str] = "licence.lifted"
    licence: UUID
    reason: ledger.Code
    since: dt.date


class LicenceRevoked(ledger.Fact, frozen=True, kw_only=True):
    """Pencabutan: final."""

    KIND: ClassVar[str] = "licence.revoked"
    licence: UUID
    reason: ledger.Code
    since: dt.date


class LicenceChanged(ledger.Fact, frozen=True, kw_only=True):
    """Perubahan data: names of the fields; old and new values rest sealed in the register."""

    KIND: ClassVar[str] = "licence.changed"
    licence: UUID
    reason: ledger.Code
    since: dt.date
    fields: tuple[ledger.Code, ...]


class LicenceExpired(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "licence.expired"
    licence: UUID
    since: dt.date


class LicenceImported(ledger.Fact, frozen=True, kw_only=True):
    """A line of an old register was copied; about the licence."""

    KIND: ClassVar[str] = "licence.imported"
    batch: UUID
    service: ledger.Code
    row: int


class LicenceViewed(ledger.Fact, frozen=True, kw_only=True):
    """The personal data of a licence were opened by an officer."""

    KIND: ClassVar[str] = "licence.viewed"
    licence: UUID
    purpose: ledger.Code


class ImportReceived(ledger.Fact, frozen=True, kw_only=True):
    """A long old register came in; a job judges it."""

    KIND: ClassVar[str] = "register.import_received"
    rows: int


class ImportJudged(ledger.Fact, frozen=True, kw_only=True):
    """The dry run of an old register: nothing is copied yet."""

    KIND: ClassVar[str] = "register.import_judged"
    rows: int
    wrong: int
    known: int


class ImportBegun(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "register.import_begun"
    rows: int


class ImportEnded(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "register.import_ended"
    imported: int


class RegisterExported(ledger.Fact, frozen=True, kw_only=True):
    """About the agency. `names`: whether holders stood there in full."""

    KIND: ClassVar[str] = "register.exported"
    form: Literal["xlsx", "pdf"]
    first: dt.date
    last: dt.date
    lines: int
    names: Literal["full", "masked"]
    service: ledger.Code | None = None


class RecapDrafted(ledger.Fact, frozen=True, kw_only=True):
    """A monthly recapitulation became a letter, to be signed; about the recapitulation."""

    KIND: ClassVar[str] = "register.recap_drafted"
    letter: UUID
    month: dt.date
