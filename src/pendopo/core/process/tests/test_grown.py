"""What holds of every state of every grown process, event sub-processes too."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.core import process
from pendopo.core.process import (
    Broadcast,
    CancelService,
    CancelTask,
    CancelTimer,
    CaseEnded,
    Completed,
    End,
    Escalated,
    Failed,
    Fired,
    NoSuchToken,
    OpenTask,
    ProcessStuck,
    Received,
    Send,
    SetTimer,
    Signalled,
    State,
    Subscribe,
    Unsubscribe,
    Withdrawn,
)
from pendopo.core.process.model import SCOPES, TASKS_OF_PEOPLE, Kind
from pendopo.core.process.tests.peer.grown import grow

FACTS = {"daftar": [1, 2]}
SEEDS = st.integers(0, 100_000)


class World:
    """Carries out effects, and checks that tokens are neither lost nor doubled."""

    def __init__(self, graph: process.Graph) -> None:
        self.graph = graph
        self.waiting: dict[int, str] = {}
        self.used: set[int] = set()
        self.ends = 0

    def carry_out(self, step: process.Step) -> None:
        for effect in step.effects:
            assert not self.ends, "nothing comes after the end"
            match effect:
                case OpenTask() | SetTimer() | Subscribe():
                    assert effect.token not in self.used
                    self.used.add(effect.token)
                    self.waiting[effect.token] = effect.node
                case CancelTask() | CancelTimer() | CancelService() | Unsubscribe():
                    assert self.waiting.pop(effect.token) == effect.node
                case Send() | Broadcast():
                    assert effect.token not in self.used
                    self.used.add(effect.token)
                case End():
                    self.ends += 1
        self.check(step.state)

    def check(self, state: State) -> None:
        numbers = [token.number for token in state.tokens]
        assert numbers == sorted(set(numbers)) and all(one < state.next for one in numbers)
        assert state.ended == bool(self.ends) and not (state.ended and numbers)
        nodes, known = self.graph.nodes, set(numbers)
        asked = set()
        for token in state.tokens:
            node = nodes[token.node]
            assert {token.host, token.scope} <= {0, *known}
            # What may start an event sub-process waits in the scope around it.
            around = nodes[node.within].within if node.kind is Kind.START else node.within
            assert around == self.scope(state, token.scope)
            if token.results is None and (node.kind in TASKS_OF_PEOPLE or node.trigger):
                asked.add(token.number)
            else:
                joins = (Kind.PARALLEL, Kind.INCLUSIVE, Kind.EVENTS)
                assert token.results is not None or node.kind in {*joins, *SCOPES}
        assert asked == set(self.waiting), "somebody waits who was not asked, or the other way"

    def scope(self, state: State, number: int) -> str:
        if not number:
            return ""
        (token,) = [one for one in state.tokens if one.number == number]
        node = self.graph.nodes[token.node]
        return node.called if node.kind is Kind.CALL else node.id


def result(chance: random.Random, turn: int) -> dict[str, object]:
    late = turn > 12
    return {"n": turn} | {
        name: 0 if late else chance.randint(0, most)
        for name, most in (("pilih", 2), ("a", 1), ("b", 1), ("c", 1))
    }


def happen(world: World, state: State, chance: random.Random, turn: int) -> process.Event:
    """One of the things that the case waits for, and that the caller may forget now."""
    number = chance.choice(sorted(world.waiting))
    node = world.graph.nodes[world.waiting[number]]
    if node.kind in TASKS_OF_PEOPLE:
        del world.waiting[number]
        return Completed(number, result(chance, turn))
    if node.trigger == "signal":
        return Signalled(node.event)
    stays = node.kind in (Kind.BOUNDARY, Kind.START) and not node.interrupting
    if node.trigger == "timer" or not stays:
        del world.waiting[number]
    return Fired(number) if node.trigger == "timer" else Received(node.event, {}, number)


@settings(max_examples=250, deadline=None)
@given(SEEDS)
def test_tokens_are_kept_and_every_case_ends(seed):
    graph = process.load(grow(seed, reactions=True).feel, source="grown.bpmn")
    signals = any(one.trigger == "signal" for one in graph.nodes.values())
    chance, world, turn = random.Random(seed), World(graph), 0
    step = process.start(graph, FACTS)
    world.carry_out(step)
    while not step.state.ended:
        turn += 1
        assert turn < 400
        state = State.decode(step.state.encode())
        assert state == step.state
        event = happen(world, state, chance, turn)
        again = process.advance(graph, state, event, FACTS)
        step = process.advance(graph, step.state, event, FACTS)
        assert again == step
        if signals:  # those who take one are not told that it is no longer waited for
            numbers = {one.number for one in step.state.tokens} | {
                one.token for one in step.effects if hasattr(one, "token")
            }
            world.waiting = {k: v for k, v in world.waiting.items() if k in numbers}
        world.carry_out(step)
    assert not world.waiting and world.ends == 1


@settings(max_examples=150, deadline=None)
@given(SEEDS, st.data())
def test_nothing_but_our_own_errors_is_raised(seed, data):
    graph = process.load(grow(seed, reactions=True).feel, source="grown.bpmn")
    step = process.start(graph, FACTS)
    number = st.integers(0, 12)
    name = st.sampled_from(["message7", "signal5", "error3", "jawaban", ""])
    event = st.one_of(
        st.builds(Completed, number, st.just({"pilih": 1, "a": 0, "b": 1, "c": 0})),
        st.builds(Fired, number),
        st.builds(Received, name, st.just({}), number),
        st.builds(Signalled, name),
        st.builds(Failed, number, name),
        st.builds(Escalated, number, name),
    )
    for _ in range(12):
        try:
            step = process.advance(graph, step.state, data.draw(event), FACTS)
        except (NoSuchToken, ProcessStuck):
            continue
    if not step.state.ended:
        assert process.advance(graph, step.state, Withdrawn(), FACTS).state.ended


@settings(max_examples=200, deadline=None)
@given(SEEDS, SEEDS, st.integers(0, 12))
def test_the_state_of_another_process_is_refused(seed, other, number):
    state = process.start(process.load(grow(seed).feel, source="1"), FACTS).state
    graph = process.load(grow(other).feel, source="2")
    if any(token.node not in graph.nodes for token in state.tokens):
        with pytest.raises((ProcessStuck, CaseEnded)):
            process.advance(graph, state, Fired(number), FACTS)
    torn = State(state.tokens[1:], state.next, state.values)
    there = {0} | {one.number for one in torn.tokens}
    if any(not {one.host, one.scope} <= there for one in torn.tokens):
        with pytest.raises(ProcessStuck):
            process.advance(process.load(grow(seed).feel, source="1"), torn, Fired(number), FACTS)


@settings(max_examples=100, deadline=None)
@given(SEEDS, st.randoms(use_true_random=False))
def test_tasks_that_are_open_together_can_be_done_in_any_order(seed, chance):
    """As far as they do not touch each other: repeats and branches of parallel gateways."""
    grown = grow(seed)
    if grown.kinds & {"terminate", "error end", "escalation end", "throw signal"}:
        return
    if grown.kinds & {"completionCondition", "end in a branch"}:
        return
    graph = process.load(grown.feel, source="grown.bpmn")
    step = process.start(graph, FACTS)
    given_result = {"n": 1, "pilih": 0, "a": 1, "b": 0, "c": 1}

    def done(order: list[int]) -> tuple[object, ...]:
        state = step.state
        for number in order:
            state = process.advance(graph, state, Completed(number, given_result), FACTS).state
        places = sorted(
            json.dumps([one.node, one.index, one.results], sort_keys=True, default=str)
            for one in state.tokens
        )
        return state.values, places, state.ended

    tasks = [one.token for one in step.effects if isinstance(one, OpenTask)]
    other = chance.sample(tasks, len(tasks))
    assert done(tasks) == done(other)
