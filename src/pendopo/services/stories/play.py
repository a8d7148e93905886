"""Plays stories on a compiled package: the same flow as casework, no database, time by dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pendopo.core.clock import Calendar, DayOff, indonesia
from pendopo.services import flow
from pendopo.services.compiled import Compiled
from pendopo.services.problems import Refused
from pendopo.services.stories.beginning import begun_by_itself
from pendopo.services.stories.compare import Failure, compare
from pendopo.services.stories.format import Story, Told, When, moment

ZONE = "Asia/Jakarta"
FILE = str(UUID(int=0x5EED))
"""Stands for every document that a story does not bother to name."""

_FIRINGS = 200


@dataclass(frozen=True, slots=True)
class StoryResult:
    """How one story went. path: what was done, in order; log: one line per thing that
    happened; chosen: (task, outcome) pairs."""

    name: str
    title: str
    source: str
    failures: tuple[Failure, ...]
    path: tuple[str, ...] = ()
    log: tuple[str, ...] = ()
    chosen: tuple[tuple[str, str], ...] = ()

    @property
    def ok(self) -> bool:
        return not self.failures


def play_all(
    compiled: Compiled, told: Sequence[Told], *, zone: str = ZONE
) -> tuple[StoryResult, ...]:
    """Every story of a package."""
    return tuple(play(compiled, one, told, zone=zone) for one in told)


def play(
    compiled: Compiled, told: Told, others: Sequence[Told] = (), *, zone: str = ZONE
) -> StoryResult:
    """One story; `others` are those it may be `like`."""
    player = Player(compiled, told, told_answers(told, others), zone)
    player.run()
    return StoryResult(
        name=told.name,
        title=told.story.title,
        source=told.tree.source,
        failures=tuple(player.failures),
        path=tuple(player.path),
        log=tuple(player.log),
        chosen=tuple(player.chosen),
    )


def told_answers(told: Told, others: Sequence[Told]) -> dict[str, Any]:
    """Answers of the stories it is like, oldest first, then its own."""
    by_name = {one.name: one for one in others}
    chain: list[Told] = []
    here: Told | None = told
    while here is not None and here not in chain:
        chain.append(here)
        here = by_name.get(here.story.given.like)
    answers: dict[str, Any] = {}
    for one in reversed(chain):
        answers.update(one.story.given.answers)
    return {key: plain(value) for key, value in answers.items() if value is not None}


def plain(value: Any) -> Any:
    """YAML reads dates; forms take them as text."""
    return value.isoformat() if isinstance(value, date) else value


def untold(compiled: Compiled, results: Sequence[StoryResult]) -> tuple[tuple[str, str], ...]:
    """(task, outcome) pairs that no story goes through; a called package has its own stories."""
    told = {pair for one in results for pair in one.chosen}
    return tuple(
        (element, outcome)
        for element, task in compiled.tasks.items()
        for outcome in task.outcomes
        if (element, outcome) not in told and compiled.drawn(element) == element
    )


class Player:
    """A story under way."""

    def __init__(self, compiled: Compiled, told: Told, answers: dict[str, Any], zone: str) -> None:
        self.compiled = compiled
        self.told = told
        self.story: Story = told.story
        self.answers = answers
        self.zone = ZoneInfo(zone)
        self.calendar = _calendar(self.story, zone)
        self.case: flow.CaseState | None = None
        self.status: flow.Status = "running"
        self.path: list[str] = []
        self.whose: dict[str, str] = {}
        self.called: list[str] = []
        self.sent: list[str] = []
        self.letters: list[str] = []
        self.log: list[str] = []
        self.chosen: list[tuple[str, str]] = []
        self.asked: tuple[str, ...] = ()
        self.refusal: Refused | None = None
        self.issued: date | None = None
        self.failures: list[Failure] = []

    def run(self) -> None:
        if not self._begin():
            if not self.failures:
                self.failures += compare(self, self.story.then, ("then",))
            return
        for number, step in enumerate(self.story.when):
            path: tuple[str | int, ...] = ("when", number)
            expects_refusal = step.then is not None and step.then.refused is not None
            self.refusal = None
            if not self._step(step, path):
                return
            if self.refusal is not None and not expects_refusal:
                self.fail(path, "refused", "-", why(self.refusal))
                return
            if step.then is not None:
                self.failures += compare(self, step.then, (*path, "then"))
        self.failures += compare(self, self.story.then, ("then",))

    def at(self, value: object) -> datetime:
        local = moment(value)
        assert local is not None  # the reader has refused the story otherwise
        return local.replace(tzinfo=self.zone).astimezone(UTC)

    def _begin(self) -> bool:
        now = self.at(self.story.given.at)
        given = self.story.given
        if given.message or given.signal or given.timer:
            return begun_by_itself(self, now)
        applicant = {"kind": "citizen", **self.story.given.applicant}
        answers = self._with_documents(self.answers, applicant, now)
        try:
            move = flow.begin(
                self.compiled,
                answers=answers,
                applicant=applicant,
                now=now,
                calendar=self.calendar,
            )
        except Refused as refused:
            self.refused_at_once(refused)
            return False
        self.note(now, "permohonan diajukan")
        self.take(move, now)
        return True

    def refused_at_once(self, refused: Refused) -> None:
        """The very beginning is refused; the story may have expected it."""
        self.refusal = refused
        if self.story.then.refused is None:
            self.fail(("given",), "refused", "-", why(refused))

    def _with_documents(
        self, answers: dict[str, Any], applicant: dict[str, Any], now: datetime
    ) -> dict[str, Any]:
        names = self.compiled.form_names(answers, applicant, self.calendar.local_date(now))
        wanted = self.compiled.form.requirements(answers, names)
        self.asked = tuple(one.name for one in wanted)
        given = {
            one.name: [FILE]
            for one in wanted
            if one.name not in self.story.given.without and one.required
        }
        return {**given, **answers}

    def _step(self, step: When, path: tuple[str | int, ...]) -> bool:
        now = self.at(step.at)
        self._pass_time(now)
        assert self.case is not None
        try:
            if step.withdraw:
                move = flow.withdraw(self.compiled, self.case, now=now, calendar=self.calendar)
                self.note(now, "dicabut")
            elif step.ask:
                move = flow.ask(
                    self.compiled,
                    self.case,
                    element=step.task,
                    organisation=step.ask,
                    now=now,
                    calendar=self.calendar,
                )
                self.note(now, f"{step.task}: {step.ask} dimintai pendapat")
            elif step.message or step.signal:
                move = self._come_in(step, now)
            elif step.wait:
                return True
            else:
                return self._complete(step, path, now)
        except Refused as refused:
            self.refusal = refused
            return True
        self.take(move, now)
        return True

    def _come_in(self, step: When, now: datetime) -> flow.Move:
        """A message or signal from outside, by the same form as in a real case."""
        assert self.case is not None
        data = {key: plain(value) for key, value in step.answers.items()}
        self.note(now, f"{'pesan' if step.message else 'sinyal'}: {step.message or step.signal}")
        if step.signal:
            return flow.signalled(
                self.compiled,
                self.case,
                signal=step.signal,
                data=data,
                now=now,
                calendar=self.calendar,
            )
        return flow.receive(
            self.compiled,
            self.case,
            message=step.message,
            data=data,
            now=now,
            calendar=self.calendar,
        )

    def _deliver(self, sent: flow.Sending, now: datetime) -> None:
        """What the case sends leaves it at once; to itself, it arrives if it is waited for."""
        assert self.case is not None
        self.sent.append(sent.name)
        self.note(now, f"dikirim: {sent.name}")
        self.case = flow.sent(self.case, token=sent.token)
        message = self.compiled.service.messages.get(sent.name)
        waited = flow.awaited(self.compiled, self.case, self.calendar)
        here = sent.kind == "message" and message is not None and message.to == "same"
        if here and any((one.kind, one.name) == ("message", sent.name) for one in waited):
            data = flow.brought(self.compiled, sent.name, sent.values)
            move = flow.receive(
                self.compiled,
                self.case,
                message=sent.name,
                data=data,
                now=now,
                calendar=self.calendar,
            )
            self.take(move, now)

    def _complete(self, step: When, path: tuple[str | int, ...], now: datetime) -> bool:
        assert self.case is not None
        found = [
            one
            for one in self.case.tasks
            if one.element == step.task and (not step.item or str(one.item) == step.item)
        ]
        if not found:
            there = ", ".join(one.element for one in self.case.tasks) or "-"
            self.fail(path, "open", step.task or "task", there)
            return False
        definition = self.compiled.tasks[step.task]
        answers: dict[str, Any] = {key: plain(value) for key, value in step.answers.items()}
        if definition.corrects:
            applicant = self.case.applicant
            self.answers = {**self.answers, **answers}
            answers = self._with_documents(self.answers, applicant, self.case.submitted_at)
        if step.items:
            answers["items"] = [{"field": k, "reason": v} for k, v in step.items.items()]
        move = flow.complete(
            self.compiled,
            self.case,
            task=found[0].token,
            outcome=step.outcome,
            answers=answers,
            now=now,
            calendar=self.calendar,
        )
        letter = definition.letter(step.outcome)
        if definition.work == "draft" and letter:
            self.letters.append(letter)
        self.path.append(step.task)
        self.chosen.append((step.task, step.outcome))
        self.note(now, f"{step.task}: {step.outcome}")
        self.take(move, now)
        return True

    def estimated(self) -> int | None:
        """What the package estimates for the answers as they are now."""
        if self.case is None:
            return None
        today = self.calendar.local_date(self.case.submitted_at)
        return flow.estimate(self.compiled, self.case.answers, self.case.applicant, today)

    def _pass_time(self, until: datetime) -> None:
        """Timers that come due on the way fire at their own moment, the earliest first."""
        for _ in range(_FIRINGS):
            assert self.case is not None
            timers = flow.dues(self.compiled, self.case, self.calendar).timers
            ready = sorted((at, token) for token, at in timers.items() if at and at <= until)
            if not ready:
                return
            at, token = ready[0]
            element = next(one.element for one in self.case.timers if one.token == token)
            move = flow.fire(self.compiled, self.case, token=token, now=at, calendar=self.calendar)
            self.note(at, f"waktu tiba: {element}")
            self.take(move, at)

    def take(self, move: flow.Move, now: datetime) -> None:
        self.case, self.status = move.case, move.status
        left = {one.element for one in move.case.tasks}
        self.whose = {one: code for one, code in self.whose.items() if one in left}
        self.whose |= {one.element: one.organisation for one in move.opened}
        if move.ended is not None:
            self.path.append(move.ended.element or "withdrawn")
            self.note(now, f"selesai: {self.path[-1]}")
        for one in move.sends:
            self._deliver(one, now)
        for call in move.calls:
            self.called.append(call.topic)
            self.note(now, f"layanan: {call.topic}")
            if call.topic == "issue_licence":
                self.issued = self.calendar.local_date(now)
            answer = flow.answered(
                self.compiled,
                self.case,
                token=call.token,
                result={},
                now=now,
                calendar=self.calendar,
            )
            self.take(answer, now)

    def note(self, at: datetime, what: str) -> None:
        self.log.append(f"{self.calendar.local(at):%Y-%m-%d %H:%M}  {what}")

    def fail(self, path: tuple[str | int, ...], what: str, expected: str, found: str) -> None:
        self.failures.append(Failure(self.told.tree.line(path), what, expected, found))


def why(refused: Refused) -> str:
    fields = ", ".join(getattr(one, "field", "") for one in refused.fields)
    return f"{refused.code} ({fields})" if fields else f"{refused.code}: {refused.text['id']}"


def _calendar(story: Story, zone: str) -> Calendar:
    moments = [moment(story.given.at), *(moment(one.at) for one in story.when)]
    years = {one.year for one in moments if one is not None}
    off = [
        DayOff(date.fromisoformat(day), reason, "cerita")
        for day, reason in story.given.days_off.items()
    ]
    last = max(years)
    return indonesia(range(min(years), last + 2), zone=zone, overrides=off)
