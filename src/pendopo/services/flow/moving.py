"""One step of a case under way: feeds the process and gathers what it asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

import msgspec

from pendopo.core import process
from pendopo.core.clock import Calendar, Kind, Limit, Mark
from pendopo.core.feel import WorkingDays, YearsMonths
from pendopo.core.process import (
    CallService,
    CancelTask,
    CancelTimer,
    Effect,
    End,
    OpenTask,
)
from pendopo.core.process.state import plain
from pendopo.services.compiled import RESULT, Compiled
from pendopo.services.flow import calls, due, joining, known
from pendopo.services.flow.move import Answers, Call, Due, Ended, Move, OpenedTask, Raised, SetTimer
from pendopo.services.flow.state import (
    Calling,
    CaseState,
    Opinion,
    Sending,
    Standing,
    Status,
    Waiting,
)
from pendopo.services.problems import Refused
from pendopo.services.text import Text

WITHDRAWN = Text(id="Dicabut oleh pemohon", en="Withdrawn by the applicant")
_ENDED = Text(id="Selesai", en="Done")
SKIPPED = "dilewati"
"""How the repeats of a task end that another repeat has decided for."""


class Moving:
    """Collects effects of one or more process steps at the same moment into one `Move`."""

    def __init__(
        self, compiled: Compiled, case: CaseState, now: datetime, calendar: Calendar
    ) -> None:
        self.compiled = compiled
        self.before = case
        self.now = now
        self.calendar = calendar
        self.state = case.process
        self.tasks = {one.token: one for one in case.tasks}
        self.timers = {one.token: one for one in case.timers}
        self.calls = {one.token: one for one in case.calls}
        self.values: dict[int, Mapping[str, object]] = {}
        self.new_marks: list[Mark] = []
        self.done = list(case.done)
        self.opinions = dict(case.opinions)
        self.joined = dict(case.joined)
        self.added = case.added
        self.end: End | None = None
        self.sends = {one.token: one for one in case.sends}
        self.raised: list[Raised] = []

    def names(self) -> dict[str, object]:
        """What expressions of the drawing may read besides the results of its tasks."""
        submitted = self.calendar.local_date(self.before.submitted_at)
        here = self._now_at()
        return {**known.facts(self.compiled, here, submitted), **self._passing(here, "")}

    def called(self) -> process.Called:
        """The same inside of each call of another package."""
        here = self._now_at()
        return calls.called(
            self.compiled, here, self.calendar, lambda call: self._passing(here, call)
        )

    def _passing(self, here: CaseState, call: str) -> dict[str, object]:
        limits = known.named_limits(self.compiled, here, self.calendar, call)
        return {
            "today": self.calendar.local_date(self.now),
            "limits": {name: _length(rule.value) for name, rule in limits.items()},
        }

    def mark(self, kind: Kind) -> None:
        self.new_marks.append(Mark(kind, self.now))

    def complete(self, token: int, element: str, result: Mapping[str, object]) -> None:
        """Ends an open task with what it found."""
        if element not in self.done:
            self.done.append(element)
        self.tasks.pop(token, None)
        self.advance(process.Completed(token, result))

    def noted_done(self, element: str) -> None:
        if element not in self.done:
            self.done.append(element)

    def fail(self, token: int, element: str, code: str, result: Mapping[str, object]) -> None:
        """Ends an open task with an error. Raises `Refused("stuck")` when nobody handles it."""
        self.noted_done(element)
        self.tasks.pop(token, None)
        self.advance(process.Failed(token, code, result))

    def next_repeat(self, element: str) -> int:
        """An open repeat of the same task after its first, 0 when there is none."""
        found = (
            one.token for one in self.tasks.values() if one.element == element and one.count > 1
        )
        return next(found, 0)

    def opine(self, given: Opinion, element: str) -> None:
        """Keeps one agency's opinion; once they come to a result, the process gets them all."""
        if element not in self.done:
            self.done.append(element)
        self.tasks.pop(given.token, None)
        self.opinions[element] = (*self.opinions.get(element, ()), given)
        join = self.compiled.tasks[element].spec.join
        assert join is not None
        said = {one.token: one for one in self.opinions[element]}
        waiting = [one.token for one in self.tasks.values() if one.element == element]
        result = joining.joined(join, [one.outcome for one in said.values()], len(waiting))
        if result is None:
            return
        self.joined[element] = result
        del self.opinions[element]
        for token in waiting:
            del self.tasks[token]
        for token in self._repeats(element):
            one = said.get(token)
            self.advance(process.Completed(token, one.result if one else {RESULT: SKIPPED}))

    def ask(self, element: str, organisation: str) -> None:
        """One more agency's opinion, besides those that the drawing asks."""
        self.added += 1
        count = 1 + sum(one.element == element for one in self.tasks.values())
        self.tasks[-self.added] = Standing(
            -self.added, element, self.now, organisation, count - 1, count
        )

    def _repeats(self, element: str) -> tuple[int, ...]:
        """Tokens of a repeated task that still rest in the process, answered or not."""
        return tuple(
            one.number for one in self.state.tokens if one.node == element and one.results is None
        )

    def _tidy(self) -> None:
        """Drops what hangs on opinions that the process has left, and sets a timer for the silence
        of each agency where an article lets it count."""
        for element, task in self.compiled.tasks.items():
            if task.spec.join is not None and not self._repeats(element):
                self.opinions.pop(element, None)
                for token in [one.token for one in self.tasks.values() if one.element == element]:
                    del self.tasks[token]
        for token, timer in list(self.timers.items()):
            if timer.element in self.compiled.tasks and token not in self.tasks:
                del self.timers[token]
        for one in self.tasks.values():
            join = self.compiled.tasks[one.element].spec.join
            if join is not None and join.silence is not None and one.token not in self.timers:
                self.timers[one.token] = Waiting(one.token, one.element, one.opened_at)

    def advance(self, event: process.Event) -> None:
        """Gives an event to the process. Raises `Refused("stuck")` when it cannot go on."""
        if isinstance(event, process.Fired):
            self.timers.pop(event.token, None)
        if isinstance(event, process.Completed):
            self.calls.pop(event.token, None)
        graph = self.compiled.graph
        self._take(lambda: process.advance(graph, self.state, event, self.names(), self.called()))

    def start(self, *, at: str = "", result: Mapping[str, object] | None = None) -> None:
        """Begins the process, at a start with a cause when `at` says so. Raises
        `Refused("stuck")` when it cannot."""
        graph = self.compiled.graph
        self._take(
            lambda: process.start(graph, self.names(), at=at, result=result, called=self.called())
        )

    def _take(self, act: Callable[[], process.Step]) -> None:
        try:
            step = act()
        except process.NobodyWaits as nobody:
            raise unawaited() from nobody
        except process.ProcessStuck as stuck:
            raise Refused("stuck", stuck.message, stuck.english) from stuck
        self.state = step.state
        for effect in step.effects:
            self._effect(effect)

    def _effect(self, effect: Effect) -> None:
        if isinstance(effect, OpenTask):
            self.tasks[effect.token] = Standing(
                token=effect.token,
                element=effect.node,
                opened_at=self.now,
                item=effect.item,
                index=effect.index,
                count=effect.count,
            )
        elif isinstance(effect, CancelTask):
            self.tasks.pop(effect.token, None)
        elif isinstance(effect, process.SetTimer):
            self.timers[effect.token] = _waiting(effect, self.now, self.calendar)
        elif isinstance(effect, CancelTimer):
            self.timers.pop(effect.token, None)
        elif isinstance(effect, CallService):
            self.calls[effect.token] = Calling(effect.token, effect.node, effect.topic)
            self.values[effect.token] = effect.values
        elif isinstance(effect, process.CancelService):
            self.calls.pop(effect.token, None)
        elif isinstance(effect, process.Send):
            key = known.message_key(
                self.compiled, self._now_at(), effect.node, effect.message, self.calendar
            )
            self.sends[effect.token] = Sending(
                effect.token, effect.node, "message", effect.message, key, _json(effect.values)
            )
        elif isinstance(effect, process.Broadcast):
            self.sends[effect.token] = Sending(
                effect.token, effect.node, "signal", effect.signal, "", _json(effect.values)
            )
        elif isinstance(effect, process.Raised):
            self.raised.append(Raised(effect.node, effect.kind, effect.code, effect.caught))
        elif isinstance(effect, End):
            self.end = effect
        # Subscribe and Unsubscribe: what is waited for is read from the state (`awaited`).

    def _now_at(self) -> CaseState:
        return msgspec.structs.replace(self.before, process=self.state, joined=self.joined)

    def finish(self, answers: Answers) -> Move:
        """The move, with every deadline as it is after it."""
        before = self.before
        self._tidy()
        told = (*before.marks, *self.new_marks)
        if self.end is not None and told and all(one.kind != "stop" for one in told):
            self.mark("stop")
        case = msgspec.structs.replace(
            before,
            process=self.state,
            marks=(*before.marks, *self.new_marks),
            stages=self._stages(),
            tasks=tuple(self.tasks.values()),
            timers=tuple(self.timers.values()),
            calls=tuple(self.calls.values()),
            done=tuple(self.done),
            ended=(self.end.node or "withdrawn") if self.end else "",
            opinions=self.opinions,
            joined=self.joined,
            added=self.added,
            sends=tuple(self.sends.values()),
        )
        dues = due.dues(self.compiled, case, self.calendar)
        had_tasks = {one.token for one in before.tasks}
        had_timers = {one.token for one in before.timers}
        had_calls = {one.token for one in before.calls}
        return Move(
            case=case,
            opened=tuple(
                self._opened(one, case, dues.tasks[one.token])
                for one in case.tasks
                if one.token not in had_tasks
            ),
            closed=tuple(sorted(had_tasks - self.tasks.keys())),
            timers=tuple(
                SetTimer(one.token, one.element, dues.timers[one.token])
                for one in case.timers
                if one.token not in had_timers
            ),
            cancelled=tuple(sorted(had_timers - self.timers.keys())),
            calls=tuple(
                Call(one.token, one.element, one.topic, self.values[one.token])
                for one in case.calls
                if one.token not in had_calls
            ),
            marks=tuple(self.new_marks),
            ended=self._ended(),
            status=status(self.compiled, case),
            dues=dues,
            answers=answers,
            sends=tuple(one for one in case.sends if one not in before.sends),
            raised=tuple(self.raised),
            awaits_else=process.waiting(self.compiled.graph, before.process)
            != process.waiting(self.compiled.graph, case.process),
        )

    def _opened(self, one: Standing, case: CaseState, deadline: Due) -> OpenedTask:
        definition = self.compiled.tasks[one.element]
        link = definition.link(one.item)
        today = self.calendar.local_date(self.now)
        return OpenedTask(
            token=one.token,
            element=one.element,
            lane=definition.lane,
            organisation=known.whose(self.compiled, case, one, self.calendar, today),
            role=link.role if link else definition.role,
            due=deadline,
            item=one.item,
            index=one.index,
            count=one.count,
        )

    def _stages(self) -> dict[str, tuple[Mark, ...]]:
        """A stage's clock runs while any of its tasks is open."""
        stages = dict(self.before.stages)
        open_now = {self.compiled.tasks[one.element].stage for one in self.tasks.values()} - {""}
        for stage in {*stages, *open_now}:
            marks = stages.get(stage, ())
            running = bool(marks) and marks[-1].kind in ("start", "resume")
            if stage in open_now and not running:
                kind: Kind = "resume" if marks else "start"
            elif stage not in open_now and running:
                kind = "stop" if self.end else "pause"
            else:
                continue
            stages[stage] = (*marks, Mark(kind, self.now))
        return stages

    def _ended(self) -> Ended | None:
        if self.end is None:
            return None
        if self.end.kind == "withdrawn":
            return Ended("", "withdrawn", WITHDRAWN)
        ending = self.compiled.ending(self.end.node)
        if ending is None:
            return Ended(self.end.node, "closed", _ENDED)
        return Ended(self.end.node, ending.result, ending.title)


def status(compiled: Compiled, case: CaseState) -> Status:
    """ended; waiting: only the applicant has something to do; running: an office has."""
    if case.ended:
        return "ended"
    ours = [not compiled.tasks[one.element].by_applicant for one in case.tasks]
    if not ours and not case.calls:
        ours = [not one for one in known.only_applicant(compiled, case)]
    return "waiting" if ours and not any(ours) else "running"


def unawaited() -> Refused:
    return Refused(
        "message-unawaited",
        "Berkas ini sekarang tidak menunggu pesan tersebut.",
        "This case does not wait for such a message now.",
    )


def _json(values: Mapping[str, object]) -> dict[str, object]:
    return {name: plain(value) for name, value in values.items()}


def _length(limit: Limit) -> WorkingDays | timedelta:
    """A limit as timers of the drawing take it: `=limits.name`."""
    if limit.unit == "working_days":
        return WorkingDays(limit.amount)
    return timedelta(days=limit.amount) if limit.unit == "days" else limit.elapsed


def _waiting(effect: process.SetTimer, now: datetime, calendar: Calendar) -> Waiting:
    when = effect.when
    token, node = effect.token, effect.node
    if isinstance(when, WorkingDays):
        return Waiting(token, node, now, days=when.days)
    if isinstance(when, YearsMonths):
        return Waiting(token, node, now, months=when.months)
    if isinstance(when, timedelta):
        return Waiting(token, node, now, seconds=when.total_seconds())
    if isinstance(when, datetime):
        at = when if when.tzinfo else calendar.end_of(when.date())
        return Waiting(token, node, now, at=at)
    assert isinstance(when, date)
    return Waiting(token, node, now, at=calendar.end_of(when))
