"""A package made ready to run: compiled once per content hash, immutable, shared by all cases."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, time

from pendopo.core.decisions import DecisionError, Decisions
from pendopo.core.feel import Expression
from pendopo.core.forms import Form
from pendopo.core.process import MARK, Graph
from pendopo.services import limits
from pendopo.services.dated import in_force
from pendopo.services.formulas import formula
from pendopo.services.remembered import remembered
from pendopo.services.schema import (
    DatedLimit,
    Ending,
    Fee,
    Law,
    Link,
    Outcome,
    Role,
    Service,
    Task,
    Validity,
    Work,
)
from pendopo.services.source import Source
from pendopo.services.text import Text

APPLICANT = "applicant"
OWNER = "owner"
ITEM = "item"
RESULT = "hasil"
"""The name under which gateways read how a task ended: `periksa.hasil = "lengkap"`."""


@dataclass(frozen=True, slots=True)
class TaskDef:
    """A user task of the drawing with all that people need to do it.

    lane: its name. organisation: a directory code, "owner" (the service's agency), "applicant",
    "item": each repeat belongs to the organisation whose code is its item, or "= FEEL".
    role: what a position must carry, None for the applicant. form: the task's own questions, None
    when it has none; `corrects` says that it asks for the application's form again.
    """

    element: str
    spec: Task
    lane: str
    organisation: str
    role: Role | None
    form: Form | None

    @property
    def title(self) -> Text:
        return self.spec.title

    @property
    def work(self) -> Work:
        return self.spec.work

    @property
    def outcomes(self) -> Mapping[str, Outcome]:
        return self.spec.outcomes

    @property
    def stage(self) -> str:
        return self.spec.stage

    @property
    def corrects(self) -> bool:
        return self.spec.form == "application"

    @property
    def by_applicant(self) -> bool:
        return self.organisation == APPLICANT

    @property
    def whose(self) -> str:
        """FEEL that says whose the task is when it opens; "" when the package says it plainly."""
        return formula(self.organisation)

    def organisation_for(self, item: object) -> str:
        """Whose a repeat is: "owner", "applicant", a directory code or a formula."""
        return str(item) if self.organisation == ITEM else self.organisation

    def letter(self, outcome: str = "") -> str:
        """The letter that this task is about, or that the outcome calls for; "" for none."""
        chosen = self.outcomes.get(outcome)
        return (chosen.letter if chosen else "") or self.spec.letter

    def link(self, item: object) -> Link | None:
        """The step of the chain that an item of a repeated task stands for."""
        return self.spec.chain.get(str(item)) if item is not None else None


@dataclass(frozen=True, slots=True)
class Compiled:
    """Everything of one package version. tasks: by element id. visible_to: questions whose
    documents only some agencies may see, with their directory codes ("owner" for the service's).
    message_forms: what messages bring, by name. called: by the id of the call, the package whose
    process runs there; its tasks, limits and messages are among these as `call:name`."""

    hash: str
    source: Source = field(repr=False)
    service: Service = field(repr=False)
    form: Form = field(repr=False)
    graph: Graph = field(repr=False)
    decisions: Decisions | None = field(repr=False)
    tasks: Mapping[str, TaskDef] = field(repr=False)
    expressions: Mapping[str, Expression] = field(default_factory=dict, repr=False)
    visible_to: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)
    message_forms: Mapping[str, Form] = field(default_factory=dict, repr=False)
    called: Mapping[str, Compiled] = field(default_factory=dict, repr=False)

    @property
    def slug(self) -> str:
        return self.service.slug

    def drawn(self, element: str) -> str:
        """The element of the package's own drawing at which `element` is: itself, or the call."""
        outermost = element.partition(MARK)[0]
        return outermost if outermost in self.called else element

    @property
    def system(self) -> Text:
        """What people call the system that decides."""
        if self.service.handover is not None:
            return self.service.handover.system
        name = self.service.system_of_record
        return Text(id=name, en=name)

    def total_limit(self, on: date) -> DatedLimit:
        """The limit of the whole service for an application of the day `on`, whatever it is
        about; `flow.total_limit` knows the case."""
        return limits.default(self.service.sla.total, on)

    def fee_rule(self, on: date) -> Fee:
        return in_force(self.service.fee, on)

    def validity_rule(self, on: date) -> Validity:
        return in_force(self.service.validity, on)

    def laws(self, on: date) -> tuple[Law, ...]:
        """The regulations in force on a day."""
        return tuple(
            law
            for law in self.service.legal_basis
            if law.since <= on and (law.until is None or on < law.until)
        )

    def public_status(self, element: str) -> Text | None:
        """What the tracking page says while the case stands at `element`."""
        return self.service.public_status.get(element)

    def may_see(self, question: str, organisations: Collection[str]) -> bool:
        """Whether agencies with these codes may see the documents that answer a question of the
        application. The service's own agency sees them all."""
        allowed = self.visible_to.get(question)
        return (
            allowed is None
            or self.service.agency in organisations
            or not allowed.isdisjoint(organisations)
        )

    def ending(self, element: str) -> Ending | None:
        """What reaching an end event means; None for side ends and a withdrawal."""
        return self.service.endings.get(element)

    def form_names(
        self, answers: object, applicant: Mapping[str, object], today: date
    ) -> dict[str, object]:
        """What the form's conditions may read besides answers: applicant, today, and the results
        of the package's `form_rules` for the answers so far."""
        names: dict[str, object] = {"applicant": dict(applicant), "today": today}
        rules = self.decisions
        if rules is None or not self.service.form_rules:
            return names
        found = remembered(
            self.hash, self.form, answers, names, lambda: self._rule_results(rules, answers, names)
        )
        return {**names, **found}

    def _rule_results(
        self, rules: Decisions, answers: object, names: Mapping[str, object]
    ) -> dict[str, object]:
        known = {**names, **self.feel_answers(self.form.check(answers, names=names).clean)}
        found: dict[str, object] = {}
        for rule in self.service.form_rules:
            try:
                found[rule] = rules.evaluate(rule, {**known, **found})
            except DecisionError:
                found[rule] = None  # the answers so far do not decide it
        return found

    def feel_answers(self, clean: Mapping[str, object]) -> dict[str, object]:
        """Clean answers as expressions see them: every question (null unless answered), dates
        and times typed."""
        values: dict[str, object] = dict.fromkeys(self.form.questions)
        for name, value in clean.items():
            question = self.form.questions.get(name)
            if question is not None:
                values[name] = _typed(question.kind, value)
        return values


def _typed(kind: str, value: object) -> object:
    if kind == "date" and isinstance(value, str):
        return date.fromisoformat(value)
    if kind == "time" and isinstance(value, str):
        return time.fromisoformat(value)
    return value
