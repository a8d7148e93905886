"""Deadlocks that are proved are refused, those that depend on data are warned of, and a sound
drawing is never refused."""

import random
import time
from collections.abc import Iterator
from itertools import pairwise

import pytest

from pendopo.core import process
from pendopo.core.process import ProcessRefused
from pendopo.core.process.soundness import Marking, Net, Unknown
from pendopo.core.process.tests.drawn import flow, line, load
from pendopo.core.process.tests.peer.grown import grow

TASKS = '<userTask id="a"/><userTask id="b"/>'
ENDS = '<startEvent id="s"/><endEvent id="e"/>'
X, P = '<exclusiveGateway id="x" default="d"/>', '<parallelGateway id="j"/>'


def refused(body: bytes) -> list[tuple[str, str, int]]:
    with pytest.raises(ProcessRefused) as caught:
        load(body)
    return [(one.rule, one.element, one.line) for one in caught.value.problems]


def warned(body: bytes) -> list[tuple[str, str]]:
    return [(one.rule, one.element) for one in load(body).warnings]


def test_an_exclusive_split_into_a_parallel_join():
    ways = [flow("d", "x", "a"), flow("c", "x", "b", "k")]
    ways += [flow("f", "a", "j"), flow("g", "b", "j")]
    body = line(ENDS, X, P, TASKS, *ways, flows=[("s", "x"), ("j", "e")])
    assert refused(body) == [("deadlock", "j", 6)]


def test_a_parallel_join_with_a_way_in_that_only_comes_after_it():
    ways = [flow("d", "x", "e"), flow("c", "x", "j", "k")]
    body = line(ENDS, X, P, '<userTask id="a"/>', *ways, flows=[("s", "j"), ("j", "a"), ("a", "x")])
    assert refused(body) == [("deadlock", "j", 6)]


def test_inside_of_a_subprocess():
    parts = ['<startEvent id="si"/><endEvent id="ei"/>', X, P, TASKS, flow("d", "x", "a")]
    parts += [flow("c", "x", "b", "k"), flow("f", "a", "j"), flow("g", "b", "j")]
    inner = "".join([*parts, flow("h", "si", "x"), flow("i", "j", "ei")])
    sub = f'<subProcess id="p1">{inner}</subProcess>'
    body = line(ENDS, sub, flows=[("s", "p1"), ("p1", "e")])
    assert refused(body) == [("deadlock", "j", 5)]


def test_a_parallel_split_into_an_exclusive_join_is_warned_of():
    ways = [flow("f", "a", "x"), flow("g", "b", "x"), flow("d", "x", "c")]
    parts = [ENDS, '<exclusiveGateway id="x"/>', P, TASKS, '<userTask id="c"/>']
    body = line(*parts, *ways, flows=[("s", "j"), ("j", "a"), ("j", "b"), ("c", "e")])
    assert warned(body) == [("may-double", "c")]


def test_choices_that_belong_together_are_sound_enough():
    """Two gateways ask the same: with data left out the join may starve, with data it cannot."""
    parts = [ENDS, TASKS, '<parallelGateway id="j"/><parallelGateway id="q"/>']
    parts += ['<exclusiveGateway id="x" default="d"/><endEvent id="z"/>']
    parts += ['<exclusiveGateway id="y" default="dd"/><endEvent id="zz"/>']
    ways = [flow("d", "x", "z"), flow("c", "x", "j", "k")]
    ways += [flow("dd", "y", "zz"), flow("cc", "y", "j", "k")]
    flows = [("s", "q"), ("q", "a"), ("q", "b"), ("a", "x"), ("b", "y"), ("j", "e")]
    assert warned(line(*parts, *ways, flows=flows)) == [("may-deadlock", "j")]


def test_ways_that_end_apart_are_sound():
    parts = [ENDS, TASKS, P, '<endEvent id="z"/>']
    body = line(*parts, flows=[("s", "j"), ("j", "a"), ("j", "b"), ("a", "e"), ("b", "z")])
    assert warned(body) == []


def test_grown_processes_are_neither_refused_nor_warned_of():
    for seed in range(400):
        graph = process.load(grow(seed, reactions=True).feel, source="grown.bpmn")
        assert not graph.warnings, seed


class Everything(Net):
    """The whole state space: every enabled cluster of every marking."""

    def _after(self, marking: dict[str, int]) -> Iterator[Marking]:
        for node in self.nodes.values():
            here = [one for one in node.incoming if marking.get(one)]
            join = node.kind is process.Kind.PARALLEL
            if here and (not join or len(here) == len(node.incoming)):
                for taken in [here] if join else [[one] for one in here]:
                    yield from self._passed(node, marking, taken)


def tangle(number: int) -> bytes:
    """A random net of gateways and tasks, well formed and nothing more."""
    chance = random.Random(number)
    parts, kinds = [ENDS], {}
    names = [f"n{one}" for one in range(chance.randint(4, 9))]
    for name in names:
        kinds[name] = chance.choice(["userTask", "exclusiveGateway", "parallelGateway"])
    ways = [("s", names[0])]
    for at, name in enumerate(names):
        targets = [*names[at + 1 : at + 4], "e", *chance.sample(names, 1)]
        count = 1 if kinds[name] == "userTask" else chance.randint(1, 2)
        ways += [(name, one) for one in chance.sample(sorted(set(targets)), count)]
    text = []
    for at, (source, target) in enumerate(ways):
        first = next(one for one, way in enumerate(ways) if way[0] == source) == at
        chooses = kinds.get(source) == "exclusiveGateway" and not first
        text.append(flow(f"w{at}", source, target, "k" if chooses else ""))
    for name in names:
        first = next(at for at, way in enumerate(ways) if way[0] == name)
        default = f' default="w{first}"' if kinds[name] == "exclusiveGateway" else ""
        parts.append(f'<{kinds[name]} id="{name}"{default}/>')
    return line(*parts, *text)


def test_a_part_of_the_state_space_proves_what_the_whole_does():
    compared = dead = 0
    for number in range(4_000):
        try:
            graph, rules = load(tangle(number)), set()
        except ProcessRefused as error:
            rules = {one.rule for one in error.problems}
            if rules != {"deadlock"}:
                continue
            graph = unchecked(number)
        try:
            part = Net(graph.nodes, generous=True).explore()
            whole = Everything(graph.nodes, generous=True).explore()
        except Unknown:
            continue
        assert part.reached - part.fired == whole.reached - whole.fired, number
        assert part.fired == whole.fired, number
        compared += 1
        dead += bool(part.reached - part.fired)
    assert compared > 150 and dead > 50, (compared, dead)


def unchecked(number: int) -> process.Graph:
    """The graph of a refused tangle."""
    from pendopo.core.process import read

    kept, read.sound = read.sound, lambda *_: ()
    try:
        return load(tangle(number))
    finally:
        read.sound = kept


def test_a_wide_drawing_is_looked_through_quickly():
    """Twenty branches of five tasks side by side: more mixtures than atoms, few to look at."""
    parts = [ENDS, '<parallelGateway id="q"/><parallelGateway id="j"/>']
    flows = [("s", "q"), ("j", "e")]
    for branch in range(20):
        names = [f"t{branch}_{at}" for at in range(5)]
        parts += [f'<userTask id="{name}"/>' for name in names]
        flows += [("q", names[0]), *pairwise(names), (names[-1], "j")]
    assert warned(line(*parts, flows=flows)) == []


def test_a_drawing_made_to_be_looked_through_for_ever_is_given_up_soon():
    """Tasks in a row, each with seven events at its border: too many mixtures, so no verdict."""
    parts, flows = [ENDS], [("s", "t0")]
    timer = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"
    for at in range(60):
        parts.append(f'<userTask id="t{at}"/>')
        flows.append((f"t{at}", f"t{at + 1}" if at < 59 else "e"))
        for event in range(7):
            parts.append(
                f'<boundaryEvent id="b{at}_{event}" attachedToRef="t{at}" '
                f'cancelActivity="false">{timer}</boundaryEvent><userTask id="u{at}_{event}"/>'
            )
            flows += [(f"b{at}_{event}", f"u{at}_{event}"), (f"u{at}_{event}", "e")]
    begin = time.process_time()
    assert warned(line(*parts, flows=flows)) == []
    assert time.process_time() - begin < 5
