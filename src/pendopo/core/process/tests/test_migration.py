"""Running cases move to another version: said before, done without a trace, and undone."""

import random
import re

import pytest

from pendopo.core import process
from pendopo.core.process import Completed, OpenTask, State
from pendopo.core.process.migration import CannotMigrate, migrate, plan
from pendopo.core.process.tests.drawn import ENDS, definition, flow, opened
from pendopo.core.process.tests.drawn import events as load
from pendopo.core.process.tests.peer.driven import Ours
from pendopo.core.process.tests.peer.grown import grow

TIMER = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"


def simple(*parts: str, task: str = "t") -> process.Graph:
    flows = [("s", task), (task, "e")]
    flows += [("b", "z")] if any('id="b"' in one for one in parts) else []
    return load(ENDS, *parts, flows=flows)


OLD = simple('<userTask id="t"/>')


@pytest.mark.parametrize(
    ("new", "mapping", "answer"),
    [
        (simple('<userTask id="t" name="Lain"/>'), {}, "automatic"),
        (simple('<manualTask id="t"/>'), {}, "automatic"),
        (simple('<userTask id="t2"/>', task="t2"), {}, "needs mapping"),
        (simple('<userTask id="t2"/>', task="t2"), {"t": "t2"}, "automatic"),
        (simple('<serviceTask id="t"/>'), {}, "blocked"),
        (simple('<userTask id="t"><standardLoopCharacteristics loopMaximum="2"/></userTask>'), {},
         "blocked"),
        (simple('<userTask id="t"/>',
                f'<boundaryEvent id="b" attachedToRef="t">{TIMER}</boundaryEvent>'), {}, "blocked"),
        (simple('<userTask id="t"/>', '<boundaryEvent id="b" attachedToRef="t">'
                f'{definition("error")}</boundaryEvent>'), {}, "automatic"),
        (load(ENDS, '<userTask id="t"/><subProcess id="x" triggeredByEvent="true"><startEvent '
              f'id="xs">{TIMER}</startEvent><endEvent id="xe"/>{flow("xf", "xs", "xe")}'
              "</subProcess>", flows=[("s", "t"), ("t", "e")]), {}, "blocked"),
    ],
)  # fmt: skip
def test_what_becomes_of_an_open_task(new, mapping, answer):
    state = process.start(OLD, {}).state
    made = plan(OLD, new, mapping)
    verdict = made.verdict(state)
    assert verdict.answer == answer
    if answer == "automatic":
        moved = migrate(state, made)
        assert migrate(moved, made.back()) == state
        target = mapping.get("t", "t")
        assert [one.node for one in moved.tokens] == [target]
        assert process.advance(new, moved, Completed(1), {}).state.ended
    else:
        assert verdict.message and verdict.english
        with pytest.raises(CannotMigrate) as caught:
            migrate(state, made)
        assert caught.value.verdict == verdict


def test_the_plan_tells_of_every_element_before_any_case_is_touched():
    new = simple('<serviceTask id="t"/>')
    assert plan(OLD, new).verdicts["t"].answer == "blocked"
    with pytest.raises(ValueError, match="tiada"):
        plan(OLD, new, {"t": "tiada"})
    with pytest.raises(ValueError, match="more than one"):
        plan(OLD, new, {"s": "t"})


def test_a_join_keeps_what_has_come_by_each_way():
    def drawn(order: str) -> process.Graph:
        parts = [ENDS, '<parallelGateway id="q"/><parallelGateway id="j"/>']
        parts += [f'<userTask id="{name}"/>' for name in "abc"]
        flows = [("s", "q"), ("j", "e"), *(("q", one) for one in order)]
        return load(*parts, flows=[*flows, *((one, "j") for one in order)])

    old, new = drawn("abc"), drawn("cab")
    step = process.start(old, {})
    step = process.advance(old, step.state, Completed(opened(step)["b"]), {})
    made = plan(old, new)
    moved = migrate(step.state, made)
    assert [one.index for one in moved.tokens if one.node == "j"] == [2]
    assert migrate(moved, made.back()) == step.state


def test_an_ended_case_stays_where_it_is():
    state = process.advance(OLD, process.start(OLD, {}).state, Completed(1), {}).state
    assert plan(OLD, OLD).verdict(state).answer == "blocked"


def test_every_state_of_a_grown_process_moves_and_moves_back():
    """The new version has a new id for everything; after the move both go on alike."""
    moves = 0
    for seed in range(300):
        grown = grow(seed, reactions=True)
        if "completionCondition" in grown.kinds:
            continue  # its expression reads the old id of its task
        text = re.sub(rb'(["> (])([ndescpf]\d+)(?=["< .)])', rb"\1v2\2", grown.feel)
        old, new = process.load(grown.feel, source="1"), process.load(text, source="2")
        flows = {one.id for node in old.nodes.values() for one in node.outgoing}
        made = plan(old, new, {one: f"v2{one}" for one in (*old.nodes, *flows)})
        back, chance = made.back(), random.Random(seed)
        ours = Ours(grown.feel, grown.facts)
        for _ in range(12):
            state = ours.state
            if state.ended:
                break
            moved = migrate(state, made)
            assert migrate(moved, back) == state
            assert State.decode(moved.encode()) == moved
            moves += 1
            place = chance.choice(sorted(ours.tasks() or ours.events()))
            if not ours.tasks():
                ours.happen(place)
                continue
            number = ours._token(place).number
            event = Completed(number, {"n": 1, "pilih": 0, "a": 0, "b": 1, "c": 0})
            ahead = process.advance(new, moved, event, grown.facts)
            ours._take(event)
            assert migrate(ours.state, made) == ahead.state if not ours.ended else True
            names = [one.node for one in ahead.effects if isinstance(one, OpenTask)]
            assert names == [
                f"v2{one.node}" for one in ours.step.effects if isinstance(one, OpenTask)
            ]
    assert moves > 1_000
