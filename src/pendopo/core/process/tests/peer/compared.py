"""Runs one process in both engines under the same choices, and compares them after each step."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field

from pendopo.core.process.tests.peer.driven import Ours, Place
from pendopo.core.process.tests.peer.grown import Grown
from pendopo.core.process.tests.peer.spiff import Theirs

DEPARTURES = {
    "watch taken once": (
        "BPMN 2.0.2 table 10.91, cancelActivity: a boundary event that does not interrupt can "
        "start several handlers while its activity goes on. SpiffWorkflow waits for it once."
    ),
    "join before its tokens": (
        "BPMN 2.0.2 §13.4.1 and §13.4.3: a join waits for the tokens of its split. SpiffWorkflow "
        "goes on while a task between the two is still open: in a later turn of a loop it counts "
        "tokens of an earlier one, and an inclusive join does not see repeated activities."
    ),
    "message to every receiver": (
        "BPMN 2.0.2 §10.5.5: a message has one target, only a signal is for everybody. "
        "SpiffWorkflow gives it to all who wait for its name; the driver hands it to one."
    ),
    "older copy at a join": (
        "BPMN 2.0.2 §10.4.1: the data of a process is one, seen by all inside of it. SpiffWorkflow "
        "copies it into every branch and lays the copies over each other at joins, where the "
        "result of an earlier turn can cover that of a later one."
    ),
}
"""Where SpiffWorkflow 3.2 does otherwise than BPMN says; anything else is a difference."""

TURNS, LATE = 40, 14
"""Steps of a run, and the step after which choices lead out of loops."""


@dataclass
class Run:
    """What came of it. `difference` is "" when both did the same, as far as the run went."""

    seed: int
    steps: int = 0
    ended: bool = False
    difference: str = ""
    departures: set[str] = field(default_factory=set)


class Comparison:
    def __init__(self, grown: Grown) -> None:
        self.grown = grown
        self.ours = Ours(grown.feel, grown.facts)
        self.theirs = Theirs(grown.python, grown.facts, grown.main)
        self.random = random.Random(grown.seed)
        self.run = Run(grown.seed)
        self.taken: set[str] = set()
        """Boundary events that do not interrupt, and have happened."""
        self.called = {
            name
            for call, names in grown.inside.items()
            if call.startswith("c") and "loop back" in grown.kinds
            for name in names
        }
        """Elements of calls that may come a second time, whose results then replace the first."""
        self.left: set[str] = set()
        """Elements of sub-processes that were interrupted: nobody promises their results."""

    def play(self) -> Run:
        for turn in range(TURNS):
            if not self._same():
                return self.run
            if self.ours.ended:
                self.run.ended = True
                break
            self._step(turn)
            self.run.steps += 1
        return self.run

    def _step(self, turn: int) -> None:
        tasks = sorted(self.ours.tasks())
        events = sorted(self.ours.events() & self.theirs.events())
        kind, place = self.random.choice(
            [("task", one) for one in tasks] * 2 + [("event", one) for one in events]
        )
        result = {"n": turn, "pilih": self._pick(turn, 2), "a": self._pick(turn, 1)}
        result |= {"b": self._pick(turn, 1), "c": self._pick(turn, 1)}
        self._foresee(place)
        if kind == "task":
            self.ours.complete(place, result)
            self.theirs.complete(place, result)
        else:
            self.ours.happen(place)
            self.theirs.happen(place)
            if self.theirs.addressed:
                self.run.departures.add("message to every receiver")

    def _pick(self, turn: int, most: int) -> int:
        return 0 if turn > LATE else self.random.randint(0, most)

    def _foresee(self, place: Place) -> None:
        nodes = self.ours.graph.nodes
        chosen = nodes[place[0]]
        signals = chosen.trigger == "signal" or "throw signal" in self.grown.kinds
        for node in nodes.values():
            happens = node.id == chosen.id or (signals and node.trigger == "signal")
            if node.host and happens and not node.interrupting:
                self.taken.add(node.id)
            if node.host and node.interrupting:
                self.left |= self.grown.inside.get(node.host, set())

    # Comparing

    def _same(self) -> bool:
        mine, other = self.ours.tasks(), self.theirs.tasks()
        if mine != other:
            return self._tasks_differ(mine - other, other - mine)
        waits, awaits = self.ours.events(), self.theirs.events()
        if waits != awaits:
            more = {place for place in waits - awaits if place[0] not in self.taken}
            if not more and self._early(awaits - waits):
                return False
            if more or awaits - waits:
                return self._differ(f"waits for {dict(waits - awaits)}, not {dict(awaits - waits)}")
            self.run.departures.add("watch taken once")
        if self.ours.ended != self.theirs.ended:
            return self._differ(f"ended: {self.ours.ended}, not {self.theirs.ended}")
        return self._same_data()

    def _tasks_differ(self, more: Counter[Place], less: Counter[Place]) -> bool:
        if not more and self._early(less):
            return False
        if "watch taken once" in self.run.departures and more and not less:
            watched = {one for name in self.taken for one in self._after(name)}
            if all(name in watched for name, _ in more):
                return False  # it has happened a second time, here only
        return self._differ(f"opens {dict(more)}, not {dict(less)}")

    def _early(self, less: Counter[Place]) -> bool:
        """Whether theirs is beyond a join although a task between it and its split is open."""
        still = {name for name, _ in (*self.ours.tasks(), *self.ours.events())}
        inside = [block for block in self.grown.joins.values() if block & still]
        if less and inside and all(any(name not in one for one in inside) for name, _ in less):
            self.run.departures.add("join before its tokens")
            return True
        return False

    def _after(self, name: str) -> tuple[str, ...]:
        return tuple(flow.target for flow in self.ours.graph.nodes[name].outgoing)

    def _same_data(self) -> bool:
        """Every task sees what we have; at the end both have the same. Results of repeats lie in
        lists here and over each other there, so only that they are there is compared."""
        ours = self.ours.data()
        for place, seen in self.theirs.visible().items():
            for name, value in seen.items():
                if name in self.grown.repeated | self.called | set(self.grown.facts):
                    continue
                mine = ours.get(name, self._in_a_call(name))
                if not isinstance(mine, dict) or mine["n"] < value["n"]:
                    return self._differ(f"{place} sees {name} = {value}, not {mine}")
        if self.ours.ended and self.grown.kinds and "terminate" not in self.grown.kinds:
            return self._same_end(ours, self.theirs.data())
        return True

    def _in_a_call(self, name: str) -> object:
        """A result inside of a call: ours keeps it apart, under the name of the call."""
        found: list[object] = [*self.ours.data().values()]
        found += [one.data for one in self.ours.state.tokens if one.data]
        while found:
            value = found.pop()
            if isinstance(value, dict):
                if isinstance(value.get(name), dict):
                    return value[name]
                found += value.values()
        return None

    def _same_end(self, ours: dict[str, object], theirs: dict[str, object]) -> bool:
        kinds = self.grown.kinds
        apart = self.left | self.grown.repeated | self.called | set(self.grown.facts)
        for name in sorted({*ours, *theirs} - apart):
            if name[0] not in "nd":  # calls and repeats hold theirs together here
                continue
            mine = ours.get(name, self._in_a_call(name))
            other = theirs.get(name)
            splits = {"loop back"} <= kinds and bool(kinds & {"parallel", "inclusive"})
            if splits and isinstance(mine, dict) and other and mine["n"] > other["n"]:
                self.run.departures.add("older copy at a join")
                continue
            if mine != other and mine != {}:
                return self._differ(f"at the end {name} = {mine}, not {theirs.get(name)}")
        return True

    def _differ(self, what: str) -> bool:
        self.run.difference = what
        return False


def compared(grown: Grown) -> Run:
    """The run of one process."""
    return Comparison(grown).play()
