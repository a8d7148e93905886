"""What `service.yaml` may say: typed structs, one per section (docs/how-to/add-a-licence.md).

Texts for people are `Text`s; each may stand in service.yaml as {id: ..., en: ...} or in
texts/id.yaml and texts/en.yaml under the same path. Values that law changes are lists of dated
values with their legal basis; `contoh: true` marks what no source gives, and is shown.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from msgspec import Struct, field

from pendopo.core.clock import Kind, Limit
from pendopo.services.report_schema import Reporting
from pendopo.services.text import Text, Words

Role = Literal[
    "front_office", "verifier", "technical", "drafter", "paraf", "signer", "supervisor",
    "coordinator", "liaison", "auditor",
]  # fmt: skip
Mode = Literal["issue", "handover", "track", "answer", "incident", "finding"]
Sender = Literal[
    "applicant", "front_office", "verifier", "technical", "drafter", "paraf", "signer",
    "supervisor", "coordinator", "liaison", "auditor", "case", "context",
]  # fmt: skip
Work = Literal["decide", "correct", "answer", "visit", "draft", "paraf", "sign"]
Result = Literal["granted", "refused", "withdrawn", "handed_over", "closed"]
Policy = Literal["all", "quorum", "veto"]
Style = Literal["primary", "quiet", "danger"]
Unit = Literal["days", "months", "years"]


class Law(Struct, frozen=True, kw_only=True):
    """One regulation the service rests on. verified: compared with the regulation's own text."""

    regulation: str
    article: str = ""
    since: date = field(name="from")
    until: date | None = None
    note: Text | None = None
    verified: bool = False


class DatedLimit(Struct, frozen=True, kw_only=True):
    """A time limit in force from a date on.

    until: the first day on which this rule holds no more; the next one of its kind begins that very
    day. when: FEEL over the answers, `applicant`, `submitted`, `fee`, `joined` and the results of
    tasks and tables; the rule holds only for cases for which it is true. A list needs rules without
    one. to_check: why it must be compared with the regulation's text, which was renewed; shown to
    everybody. contoh: no source gives it.
    """

    since: date = field(name="from")
    until: date | None = None
    value: Limit
    basis: str
    when: str = ""
    to_check: str = ""
    contoh: bool = False


class Fee(Struct, frozen=True, kw_only=True):
    """What it costs from a date on: rupiah, or the decision that says so. 0 is "GRATIS".

    until: the first day on which this rule holds no more; the next one begins that very day.
    elsewhere: the system of record charges it, we never do.
    """

    since: date = field(name="from")
    until: date | None = None
    amount: int | None = None
    decision: str = ""
    elsewhere: bool = False
    basis: str
    contoh: bool = False


class Estimate(Struct, frozen=True, kw_only=True):
    """What the applicant will probably pay in the system of record; shown, never charged here.

    label: says so ("perkiraan", "estimate"). decision: gives rupiah from the answers. formula: how
    it is reckoned, in words.
    """

    label: Text | None = None
    decision: str
    formula: Text
    basis: str
    contoh: bool = False


class Validity(Struct, frozen=True, kw_only=True):
    """How long the product is valid from a date on: amount and unit, FEEL (a date), or no end."""

    since: date = field(name="from")
    amount: int | None = None
    unit: Unit = "years"
    feel: str = ""
    forever: bool = False
    basis: str
    contoh: bool = False


class Stage(Struct, frozen=True, kw_only=True):
    """Tasks that share one limit; its clock runs while any of them is open, so asking the
    applicant back gives no new days and a visit takes none away from the opinion after it."""

    title: Text
    limit: tuple[DatedLimit, ...]


class Sla(Struct, frozen=True, kw_only=True):
    """The limit of the whole service, in words when its clock starts, and those of its stages."""

    total: tuple[DatedLimit, ...]
    starts: Text
    stages: dict[str, Stage] = field(default_factory=dict)


class Lane(Struct, frozen=True, kw_only=True):
    """Who a lane of the drawing is. organisation: a directory code, "owner", "applicant", "item"
    when its tasks are repeated for several organisations, or "= FEEL" that gives a code or "owner"
    when a task opens; it reads what the limits' `when` reads, `today`, and the item of a repeat."""

    organisation: str
    role: Role | None = None


class Component(Struct, frozen=True, kw_only=True):
    """One of the 14 components of a service standard; lines with "- " are a list."""

    text: Text
    contoh: bool = False


class Standard(Struct, frozen=True, kw_only=True):
    """UU 25/2009 Art. 21 and PermenPANRB 15/2014: 6 components of delivery, 8 of manufacturing."""

    requirements: Component
    procedure: Component
    time: Component
    cost: Component
    product: Component
    complaints: Component
    legal_basis: Component
    facilities: Component
    competence: Component
    supervision: Component
    staff: Component
    service_guarantee: Component
    safety_guarantee: Component
    evaluation: Component


class Product(Struct, frozen=True, kw_only=True):
    """What the applicant gets. kind: a word of the licence register, e.g. "licence". letter: ours;
    none when another system decides."""

    name: Text
    kind: Literal["licence", "certificate", "recommendation", "letter", "registration", "answer"]
    letter: str = ""


class Deemed(Struct, frozen=True, kw_only=True):
    """Deemed decision (UU 30/2014 Art. 53 as amended): exempt only with an article."""

    exempt: bool = False
    article: str = ""


class Numbering(Struct, frozen=True, kw_only=True):
    """Classification code of the letters and the pattern of their numbers.

    Pattern words: {classification} {number} {unit} {year} {month} {month_roman}; {number:03} has
    at least three digits.
    """

    classification: str
    pattern: str
    basis: str = ""
    contoh: bool = False


class Letter(Struct, frozen=True, kw_only=True):
    """A letter of the service. template: its file in letters/."""

    title: Text
    template: str


class Outcome(Struct, frozen=True, kw_only=True):
    """A way to end a task, one button.

    clock: what it does to the clock of the case. requires: fields of the task's form that this
    outcome needs. decides_for_all: ends the other repeats of a repeated task too (a paraf sent
    back, a veto). itemised: needs a reason for each thing to mend (`items` in the answers).
    asks_applicant: the next word is the applicant's. letter: overrides the task's letter. error:
    the task fails with this code, and the nearest error event that handles it goes on.
    escalation: calls the escalation event with this code, then ends the task.
    """

    label: Text
    style: Style = "quiet"
    clock: Kind | None = None
    requires: tuple[str, ...] = ()
    decides_for_all: bool = False
    itemised: bool = False
    asks_applicant: bool = False
    letter: str = ""
    error: str = ""
    escalation: str = ""
    note: Text | None = None


class Silence(Struct, frozen=True, kw_only=True):
    """What an agency's silence counts as (an outcome of the task) after a time, counted like the
    task's own limit. basis: the regulation and article that says so; without one there is no
    such rule and a silent agency is escalated."""

    counts_as: str
    after: Limit
    basis: str = ""


class More(Struct, frozen=True, kw_only=True):
    """One more agency may be asked while the opinions are open. by: roles in the service's own
    agency that may ask."""

    by: tuple[Role, ...]


class Join(Struct, frozen=True, kw_only=True):
    """How the opinions of several agencies become one; gateways read `joined.<task>`, which is
    "agreed" or "refused".

    policy: `all` waits for everybody and needs every one to agree; `quorum` needs that many to
    agree, and ends as soon as that is certain either way; `veto` is refused by the first refusal
    and agreed once everybody has answered without one. agrees, refuses: outcomes of the task; any
    other one is no view either way.
    """

    policy: Policy
    quorum: int | None = None
    agrees: tuple[str, ...]
    refuses: tuple[str, ...] = ()
    silence: Silence | None = None
    more: More | None = None


class Link(Struct, frozen=True, kw_only=True):
    """One step of a chain (paraf). Its key, the item of the repeated task, is the code of the
    position that takes it."""

    title: Text
    role: Role = "paraf"


class Task(Struct, frozen=True, kw_only=True):
    """What a user task of the drawing is for people.

    work: what kind of screen it needs. stage: whose limit it shares (`sla.stages`), or limit: its
    own, dated, counted anew each time it opens. organisation: overrides the lane's; "item" gives
    each repeat to the organisation whose code is its item (several opinions at once). form:
    properties of a small JSON Schema, or "application" to correct the application itself.
    apart_from: tasks; whoever has completed one of them in this case may not do this one. chain:
    what the items of a repeated task stand for. delegable: whether a signature may be given by
    a delegate, "a.n." (UU 30/2014 Art. 13), where a mandate names the service. join: how the
    opinions of several agencies at once become one.
    """

    title: Text
    work: Work = "decide"
    help: Text | None = None
    role: Role | None = None
    organisation: str = ""
    limit: tuple[DatedLimit, ...] = ()
    stage: str = ""
    form: dict[str, Any] | str = field(default_factory=dict)
    apart_from: tuple[str, ...] = ()
    letter: str = ""
    delegable: bool = True
    outcomes: dict[str, Outcome]
    chain: dict[str, Link] = field(default_factory=dict)
    join: Join | None = None


class Message(Struct, frozen=True, kw_only=True):
    """A message of the drawing: who may send it into a case, and where one of ours goes.

    senders: "applicant"; roles of the service's own agency; "case", another case's message; or
    "context", a part of the platform above casework that answers for the sender's right. Nobody
    else may. to: the applicant (a notice with `text`), "same" case, or "case": the one of the
    region that waits for it with the same key. key: FEEL, as in a limit's `when`; both cases say
    theirs. form: what it brings, questions like a task's, nothing personal.
    """

    title: Text
    senders: tuple[Sender, ...] = field(default=(), name="from")
    to: Literal["", "applicant", "same", "case"] = ""
    text: Text | None = None
    key: str = ""
    form: dict[str, Any] = field(default_factory=dict)


class Signal(Struct, frozen=True, kw_only=True):
    """A signal of the drawing: given to all cases of the region that wait for it.

    senders: as in a message, for signals that somebody outside may give.
    """

    title: Text
    senders: tuple[Sender, ...] = field(default=(), name="from")


class Ending(Struct, frozen=True, kw_only=True):
    """What an end event of the drawing means for the case."""

    result: Result
    title: Text


class Handover(Struct, frozen=True, kw_only=True):
    """Where the file goes on (mode `handover`).

    system: its name for people. task: the officer's step at which the file is passed on; from then
    on the other system decides and our clock stands. number: the field of that task that keeps the
    number or receipt which the other system gave.
    """

    system: Text
    task: str
    number: str


class Withdrawal(Struct, frozen=True, kw_only=True):
    """closed_by: tasks after whose completion the applicant can no longer withdraw."""

    closed_by: tuple[str, ...] = ()


class Service(Struct, frozen=True, kw_only=True):
    """The whole of `service.yaml`. mode: we decide (`issue`), collect for the system of record that
    decides (`handover`), only show (`track`), answer what citizens report (`answer`, with
    `report`), deal with an `incident` that the command centre opens, or follow up a `finding` of
    the inspectorate (these last three are not in the catalogue of services one applies for).
    validity, numbering and letters belong to `issue`."""

    slug: str
    title: Text
    summary: Text
    keywords: Words
    life_events: tuple[str, ...] = ()
    agency: str
    system_of_record: str
    mode: Mode
    legal_basis: tuple[Law, ...]
    standard: Standard
    sla: Sla
    fee: tuple[Fee, ...]
    estimate: Estimate | None = None
    product: Product
    validity: tuple[Validity, ...] = ()
    deemed_decision: Deemed = Deemed()
    numbering: Numbering | None = None
    handover: Handover | None = None
    lanes: dict[str, Lane]
    form_rules: tuple[str, ...] = ()
    tasks: dict[str, Task]
    endings: dict[str, Ending]
    letters: dict[str, Letter] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    signals: dict[str, Signal] = field(default_factory=dict)
    report: Reporting | None = None
    withdrawal: Withdrawal = Withdrawal()
    public_status: dict[str, Text]
