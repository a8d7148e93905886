"""What casework answers with: frozen values, never rows.

Titles of services, tasks and outcomes are `Text`s (both languages) of the package version a
case is pinned to; faces choose the language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pendopo.casework.licence_values import LicenceEvent, LicenceView
from pendopo.core.clock import Reading
from pendopo.directory import api as directory
from pendopo.services.api import DatedLimit, Text

NO_KEY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Draft:
    """An application being written. `code` is set by the verb that began it, and by no other."""

    id: UUID
    service: str
    version_hash: str
    answers: Mapping[str, Any] = field(repr=False)
    version: int
    started_at: datetime
    updated_at: datetime
    account_id: UUID | None
    language: str
    key_id: UUID = NO_KEY  # seals the draft and its files
    code: str = field(default="", repr=False)
    case_id: UUID | None = None
    number: str = ""  # of the case it became
    for_other: bool = False  # filled in on another's behalf
    power_id: UUID | None = None  # by this power of attorney


@dataclass(frozen=True, slots=True)
class Submission:
    """The answer to an application: its number, and what the receipt will prove."""

    case_id: UUID
    number: str
    submitted_at: datetime
    repeated: bool = False  # the same command came again; nothing was done twice


@dataclass(frozen=True, slots=True)
class Opened:
    """A case opened without a draft. `code`: the speakable way back, for whoever has no account."""

    case_id: UUID
    number: str
    code: str = field(repr=False)
    opened_at: datetime
    repeated: bool = False  # the same command came again; nothing was done twice


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a timeline: something that happened, from a fact."""

    kind: str
    at: datetime
    title: Text
    detail: Text
    organisation_id: UUID | None
    fact_id: UUID
    seq: int | None
    public: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the way, past, present or to come, for the tracking page. `clock`: the step's own,
    while it is open and counts."""

    element: str
    title: Text
    state: Literal["done", "now", "next"]
    organisation_id: UUID | None
    due_at: datetime | None = None
    done_at: datetime | None = None
    clock: Reading | None = None


@dataclass(frozen=True, slots=True)
class TaskCard:
    """A task in a list. Names are masked here, always."""

    id: UUID
    case_id: UUID
    number: str
    service: str
    service_title: Text
    element: str
    title: Text
    applicant_masked: str
    organisation_id: UUID | None
    role: str
    assignee_id: UUID | None
    opened_at: datetime
    due_at: datetime | None
    clock: Reading | None
    case_status: str
    version: int


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page of a view, with the counts of all views."""

    view: str
    cards: tuple[TaskCard, ...]
    counts: Mapping[str, int]
    total: int
    next_cursor: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One question of a form with its answer as an officer or the applicant sees it."""

    name: str
    label: Text
    value: Any
    display: Text
    personal: bool  # masked in `display` until it is unsealed
    kind: str  # text | choice | file | date | boolean | number | nik | phone ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """A way to end a task: one button."""

    id: str
    label: Text
    style: str
    requires: tuple[str, ...]
    itemised: bool
    asks_applicant: bool
    note: Text


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task opened by the one who may do it."""

    id: UUID
    case_id: UUID
    element: str
    title: Text
    help: Text
    work: str  # decide | correct | answer | visit | draft | paraf | sign
    role: str
    organisation_id: UUID | None
    assignee_id: UUID | None
    status: str
    opened_at: datetime
    due_at: datetime | None
    clock: Reading | None
    outcomes: tuple[Outcome, ...]
    form: Any  # core.forms.Form or None
    draft: Mapping[str, Any] = field(repr=False)
    letter_id: UUID | None = None
    version: int = 1
    completed_at: datetime | None = None
    outcome: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict, repr=False)
    items: tuple[tuple[str, Text, str], ...] = ()  # question, its title, what to mend
    limit: DatedLimit | None = None  # the rule that limits it, while it is open


@dataclass(frozen=True, slots=True)
class Visit:
    id: UUID
    task_id: UUID
    at: datetime
    place: str = field(repr=False)
    status: str  # proposed | wished | agreed | done
    wish_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class DispositionView:
    """A disposition as officers of the agencies in its chain read it.

    `depth`: how many stand above it; the list is in the order of the chain, each under its
    parent. What the viewer may do: `may_report`, `may_pass_on`, `may_withdraw`.
    """

    id: UUID
    parent_id: UUID | None
    depth: int
    from_position_id: UUID
    to_position_id: UUID
    wanted: str  # follow_up | advise | coordinate | know
    status: str  # open | reported | withdrawn
    given_at: datetime
    due_on: date | None
    clock: Reading | None
    closed_at: datetime | None
    version: int
    instruction: str = field(repr=False)
    report: str = field(default="", repr=False)
    may_report: bool = False
    may_pass_on: bool = False
    may_withdraw: bool = False


@dataclass(frozen=True, slots=True)
class DispositionCard:
    """An open disposition in a list; what it says stands on the case only."""

    id: UUID
    case_id: UUID
    number: str
    service_title: Text
    applicant_masked: str
    from_position_id: UUID
    to_position_id: UUID
    wanted: str
    given_at: datetime
    due_at: datetime | None
    clock: Reading | None


@dataclass(frozen=True, slots=True)
class Dispositions:
    """One page of open dispositions, with the counts of all views."""

    view: str
    cards: tuple[DispositionCard, ...]
    counts: Mapping[str, int]
    total: int
    next_cursor: str


@dataclass(frozen=True, slots=True)
class NoteView:
    id: UUID
    at: datetime
    internal: bool
    by_applicant: bool
    author_id: UUID | None
    organisation_id: UUID | None
    body: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FileView:
    """A file of a case. `question` names the form's question, or the task's; `task_id` is the task
    it came with, None for the application's own."""

    file_id: UUID
    question: str
    label: Text
    name: str
    size: int
    media_type: str
    added_at: datetime
    task_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class LetterView:
    letter_id: UUID
    template: str
    title: Text
    status: str  # draft | in_paraf | numbered | signed | void
    number: str
    signed_at: datetime | None
    verify_id: str
    result: bool  # the case ended with it: the product of the service, or the refusal


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case in the applicant's list."""

    id: UUID
    number: str
    service: str
    service_title: Text
    status: str
    status_words: Text
    submitted_at: datetime
    due_at: datetime | None
    waits_for_applicant: bool
    applicant_masked: str = ""
    for_other: bool = False  # sent on behalf of the applicant
    helped: bool = False  # the viewer's own, sent by somebody else for them


@dataclass(frozen=True, slots=True)
class Tracking:
    """What anyone who knows the number may see: no personal data."""

    number: str
    service: str
    service_title: Text
    status: str
    status_words: Text
    organisation_id: UUID | None  # who has it now; None: the applicant, or nobody any more
    waits_for_applicant: bool
    submitted_at: datetime
    due_at: datetime | None
    deemed_at: datetime | None
    ended_at: datetime | None
    clock: Reading | None
    stages: tuple[Stage, ...]
    events: tuple[Event, ...]
    receipt_fact: UUID | None
    ending: Text | None = None  # what the package says of the end it came to
    decided_by: Text | None = None  # the system of record that decides, when it is not ours


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where another system decides. element: the step at which the file is passed on; number: what
    it gave then, "" before."""

    system: Text
    element: str
    number: str = field(default="", repr=False)
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a case came from: the number it had there, and the day it came in there. Its documents
    lie there too, on paper. letter: the number of the one that was issued there, with its day."""

    number: str
    received_on: date
    letter: str = ""
    letter_dated: date | None = None


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case opened by an officer or by its applicant, as far as each may see."""

    id: UUID
    number: str
    service: str
    service_title: Text
    version_hash: str
    person_id: UUID
    applicant_masked: str
    status: str
    status_words: Text
    outcome: str
    tracking: Tracking
    answers: tuple[Answer, ...]
    unsealed: bool
    tasks: tuple[TaskView, ...]  # open ones this viewer may do come first
    done: tuple[TaskView, ...]
    notes: tuple[NoteView, ...]
    files: tuple[FileView, ...]
    letters: tuple[LetterView, ...]
    visits: tuple[Visit, ...]
    licence: LicenceView | None
    opened_by: tuple[UUID, ...]  # accounts that have it on their screen right now
    version: int
    may_withdraw: bool = False
    licence_history: tuple[LicenceEvent, ...] = field(default=(), repr=False)
    fee: int = 0  # rupiah, by the rule of the day of the application
    estimate: int | None = None  # rupiah that the system of record will probably charge
    elsewhere: Elsewhere | None = None  # set when another system decides
    may_ask: tuple[str, ...] = ()  # steps at which this viewer may ask one more agency
    for_other: bool = False  # the account that sent it is not the applicant's
    acting: bool = False  # the viewer looks after it for the applicant
    power: directory.Power | None = None  # by which somebody does, or did
    agent: str = field(default="", repr=False)  # the name of whoever that is
    # Why it was refused and what can be done, as the signed letter says: title, words.
    grounds: tuple[tuple[Text, str], ...] = field(default=(), repr=False)
    dispositions: tuple[DispositionView, ...] = ()
    may_dispose: bool = False
    limit: DatedLimit | None = None  # the rule that limits the whole case
    origin: Origin | None = None  # the older system it came from
