"""Sub-processes, calls, event sub-processes and repeats (BPMN 2.0.2 §13.3.4-§13.3.7, §13.5.4)."""

import pytest

from pendopo.core import process
from pendopo.core.process import (
    CancelTask,
    Completed,
    End,
    Failed,
    OpenTask,
    ProcessStuck,
    Raised,
    Received,
    State,
    Subscribe,
    Unsubscribe,
)
from pendopo.core.process.tests.drawn import ENDS, definition, flow, opened
from pendopo.core.process.tests.drawn import events as load
from pendopo.core.process.tests.test_events import watch

TIMER = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"


def body(*parts: str, flows: list[tuple[str, str]]) -> str:
    ways = [flow(f"{one}_{other}", one, other) for one, other in flows]
    return "".join([*parts, *ways])


def sub(inner: str, mark: str = "", name: str = "sub") -> str:
    return f'<subProcess id="{name}">{inner}{mark}</subProcess>'


ONE = body(
    '<startEvent id="si"/><userTask id="a"/><endEvent id="ei"/>', flows=[("si", "a"), ("a", "ei")]
)
TWO = body(
    '<startEvent id="si"/><userTask id="a"/><userTask id="b"/><endEvent id="ei"/>',
    '<parallelGateway id="fi"/><endEvent id="xi"/>',
    flows=[("si", "fi"), ("fi", "a"), ("fi", "b"), ("a", "ei"), ("b", "xi")],
)


def advance(graph, step, event, names=None):
    return process.advance(graph, step.state, event, names or {})


def test_a_subprocess_is_over_when_no_token_is_left_in_it():
    graph = load(ENDS, sub(TWO), flows=[("s", "sub"), ("sub", "e")])
    step = process.start(graph, {})
    tokens = opened(step)
    step = advance(graph, step, Completed(tokens["a"], {"n": 1}))
    assert not step.state.ended
    step = advance(graph, step, Completed(tokens["b"], {"n": 2}))
    assert step.effects == (End("e", "none", "e"),)
    assert step.state.values == {"a": {"n": 1}, "b": {"n": 2}}  # seen outside of it too


def test_an_interrupted_subprocess_is_cleared():
    graph = load(
        ENDS, sub(TWO), watch("w", "sub", "message"),
        flows=[("s", "sub"), ("sub", "e"), ("w", "z")],
    )  # fmt: skip
    step = process.start(graph, {})
    assert step.effects[0] == Subscribe(2, "w", "message", "jawaban")
    step = advance(graph, step, Received("jawaban"))
    assert step.effects == (CancelTask(3, "a"), CancelTask(4, "b"), End("z", "none", "z"))


def test_a_terminate_end_ends_its_subprocess_only():
    inner = TWO.replace(
        '<endEvent id="xi"/>', '<endEvent id="xi"><terminateEventDefinition/></endEvent>'
    )
    graph = load(
        ENDS, sub(inner), '<userTask id="t"/>', flows=[("s", "sub"), ("sub", "t"), ("t", "e")]
    )
    step = process.start(graph, {})
    step = advance(graph, step, Completed(opened(step)["b"]))
    assert step.effects == (CancelTask(2, "a"), OpenTask(4, "t", ""))


@pytest.mark.parametrize("trigger", ["error", "escalation"])
def test_an_end_inside_is_caught_at_the_border(trigger):
    inner = TWO.replace(
        '<endEvent id="xi"/>', f'<endEvent id="xi">{definition(trigger)}</endEvent>'
    )
    graph = load(
        ENDS, sub(inner), watch("w", "sub", trigger), '<userTask id="t"/>',
        flows=[("s", "sub"), ("sub", "e"), ("w", "t"), ("t", "z")],
    )  # fmt: skip
    step = process.start(graph, {})
    step = advance(graph, step, Completed(opened(step)["b"]))
    code = {"error": "E1", "escalation": "L1"}[trigger]
    told = Raised("xi", trigger, code, True)
    assert step.effects == (CancelTask(2, "a"), told, OpenTask(4, "t", ""))


def test_an_error_passes_borders_that_do_not_handle_it():
    inner = ONE.replace(
        '<endEvent id="ei"/>', f'<endEvent id="ei">{definition("error")}</endEvent>'
    )
    middle = body(
        '<startEvent id="sm"/><endEvent id="em"/>', sub(inner, name="deep"),
        flows=[("sm", "deep"), ("deep", "em")],
    )  # fmt: skip
    graph = load(
        ENDS,
        sub(middle),
        watch("w", "sub", "error"),
        flows=[("s", "sub"), ("sub", "e"), ("w", "z")],
    )
    step = process.start(graph, {})
    assert advance(graph, step, Completed(opened(step)["a"])).state.end == "z"
    graph = load(ENDS, sub(middle), flows=[("s", "sub"), ("sub", "e")])
    step = process.start(graph, {})
    with pytest.raises(ProcessStuck) as caught:  # §10.5.6 leaves this open; we stop and say so
        advance(graph, step, Completed(opened(step)["a"]))
    assert caught.value.element == "ei"


def reaction(trigger: str, interrupting: bool, task: str = "r") -> str:
    text = TIMER if trigger == "timer" else definition(trigger)
    stops = str(interrupting).lower()
    inner = body(
        f'<startEvent id="{task}s" isInterrupting="{stops}">{text}</startEvent>',
        f'<userTask id="{task}"/><endEvent id="{task}e"/>',
        flows=[(f"{task}s", task), (task, f"{task}e")],
    )
    return f'<subProcess id="{task}x" triggeredByEvent="true">{inner}</subProcess>'


def test_an_event_subprocess_takes_the_place_of_its_scope():
    graph = load(
        ENDS, '<userTask id="t"/>', reaction("message", True), flows=[("s", "t"), ("t", "e")]
    )
    step = process.start(graph, {})
    assert step.effects == (Subscribe(1, "rs", "message", "jawaban"), OpenTask(2, "t", ""))
    done = advance(graph, step, Completed(2))
    assert done.effects == (Unsubscribe(1, "rs"), End("e", "none", "e"))
    step = advance(graph, step, Received("jawaban", {"n": 1}))
    assert step.effects == (CancelTask(2, "t"), OpenTask(4, "r", ""))
    assert step.state.values == {"rs": {"n": 1}}
    step = advance(graph, step, Completed(4))
    assert step.effects == (End("re", "none", "re"),)


def test_an_event_subprocess_beside_its_scope_keeps_it_open_and_begins_again():
    graph = load(
        ENDS, '<userTask id="t"/>', reaction("message", False), flows=[("s", "t"), ("t", "e")]
    )
    step = process.start(graph, {})
    first = advance(graph, step, Received("jawaban"))
    second = advance(graph, first, Received("jawaban"))
    assert [one.node for one in second.state.tokens if one.node == "r"] == ["r", "r"]
    step = advance(graph, second, Completed(2))
    assert not step.state.ended
    tokens = [one.number for one in step.state.tokens if one.node == "r"]
    step = advance(graph, step, Completed(tokens[0]))
    step = advance(graph, step, Completed(tokens[1]))
    # The way aside does not give the outcome.
    assert step.effects == (Unsubscribe(1, "rs"), End("e", "none", "e"))


def test_an_event_subprocess_handles_an_error_inside_and_only_once():
    inner = ONE.replace(
        '<endEvent id="ei"/>', f'<endEvent id="ei">{definition("error")}</endEvent>'
    )
    again = reaction("error", True).replace(
        '<endEvent id="re"/>', f'<endEvent id="re">{definition("error")}</endEvent>'
    )
    graph = load(
        ENDS, sub(inner + again), watch("w", "sub", "error"),
        flows=[("s", "sub"), ("sub", "e"), ("w", "z")],
    )  # fmt: skip
    step = process.start(graph, {})
    step = advance(graph, step, Completed(opened(step)["a"]))
    assert list(opened(step)) == ["r"]
    step = advance(graph, step, Completed(opened(step)["r"]))  # thrown again: now at the border
    assert step.state.end == "z"


CALLED = f'<process id="lain" isExecutable="true">{ONE}</process>'


def test_a_call_keeps_its_results_apart():
    graph = load(
        ENDS,
        '<callActivity id="c" calledElement="lain"/>',
        flows=[("s", "c"), ("c", "e")],
        more=CALLED,
    )
    assert graph.id == "p" and graph.nodes["a"].within == "lain"
    assert graph.main_path() == ("a",) and graph.next_user_tasks("s") == ("a",)
    step = process.start(graph, {})
    assert step.state.tokens[0].data == {}
    assert State.decode(step.state.encode()) == step.state
    step = advance(graph, step, Completed(opened(step)["a"], {"n": 1}))
    assert step.state.values == {"c": {"a": {"n": 1}}} and step.state.ended


@pytest.mark.parametrize("listed", [True, False])
def test_a_call_sees_its_inputs_or_everything(listed):
    mapping = (
        '<extensionElements><zeebe:ioMapping><zeebe:input source="=t.n + 1" target="x"/>'
        "</zeebe:ioMapping></extensionElements>"
    )
    ask = body(
        '<startEvent id="si"/><exclusiveGateway id="g" default="d"/>',
        '<userTask id="a"/><userTask id="b"/><userTask id="c1"/><endEvent id="ei"/>',
        flow("d", "g", "a"), flow("f", "g", "b", "x = 3"), flow("h", "g", "c1", "t.n = 2"),
        flows=[("si", "g"), ("a", "ei"), ("b", "ei"), ("c1", "ei")],
    )  # fmt: skip
    call = f'<callActivity id="c" calledElement="lain">{mapping if listed else ""}</callActivity>'
    graph = load(
        ENDS, '<userTask id="t"/>', call, flows=[("s", "t"), ("t", "c"), ("c", "e")],
        more=f'<process id="lain">{ask}</process>',
    )  # fmt: skip
    step = process.start(graph, {})
    step = advance(graph, step, Completed(1, {"n": 2}))
    assert list(opened(step)) == (["b"] if listed else ["c1"])
    step = advance(graph, step, Completed(next(iter(opened(step).values())), {"ok": True}))
    assert list(step.state.values["c"]) == (["b"] if listed else ["c1"])  # inputs are no results


def test_a_process_that_calls_itself_for_ever_is_stopped():
    inner = body(
        '<startEvent id="si"/><endEvent id="ei"/>',
        '<callActivity id="c2" calledElement="lain"/>',
        flows=[("si", "c2"), ("c2", "ei")],
    )
    text = f'<process id="lain">{inner}</process>'
    graph = load(
        ENDS,
        '<callActivity id="c" calledElement="lain"/>',
        flows=[("s", "c"), ("c", "e")],
        more=text,
    )
    with pytest.raises(ProcessStuck):
        process.start(graph, {})


def test_lanes_hold_for_what_is_inside_of_a_subprocess():
    lanes = '<laneSet><lane id="l" name="Loket"><flowNodeRef>sub</flowNodeRef></lane></laneSet>'
    graph = load(lanes, ENDS, sub(ONE), flows=[("s", "sub"), ("sub", "e")])
    assert graph.nodes["a"].lane == "l"


def test_what_is_under_way_in_a_scope_ends_with_it():
    """The other branch of the same step is not begun after the terminate end."""
    inner = body(
        '<startEvent id="si"/><parallelGateway id="fi"/><userTask id="a"/><endEvent id="ei"/>',
        '<endEvent id="xi"><terminateEventDefinition/></endEvent>',
        flows=[("si", "fi"), ("fi", "xi"), ("fi", "a"), ("a", "ei")],
    )
    graph = load(
        ENDS, sub(inner), '<userTask id="t"/>', flows=[("s", "sub"), ("sub", "t"), ("t", "e")]
    )
    assert process.start(graph, {}).effects == (OpenTask(2, "t", ""),)


def test_an_error_inside_of_a_call_is_caught_at_its_border():
    inner = ONE.replace(
        '<endEvent id="ei"/>', f'<endEvent id="ei">{definition("error")}</endEvent>'
    )
    graph = load(
        ENDS,
        '<callActivity id="c" calledElement="lain"/>',
        watch("w", "c", "error"),
        flows=[("s", "c"), ("c", "e"), ("w", "z")],
        more=f'<process id="lain">{inner}</process>',
    )
    step = process.start(graph, {})
    assert advance(graph, step, Failed(opened(step)["a"], "E1")).state.end == "z"
    assert advance(graph, step, Completed(opened(step)["a"])).state.end == "z"


def test_an_escalation_from_inside_lets_the_inside_go_on():
    inner = body(
        '<startEvent id="si"/><userTask id="a"/><userTask id="b"/><endEvent id="ei"/>',
        f'<intermediateThrowEvent id="ti">{definition("escalation")}</intermediateThrowEvent>',
        flows=[("si", "a"), ("a", "ti"), ("ti", "b"), ("b", "ei")],
    )
    for aside in (True, False):
        graph = load(
            ENDS,
            sub(inner),
            watch("w", "sub", "escalation", aside=aside),
            '<userTask id="t"/>',
            flows=[("s", "sub"), ("sub", "e"), ("w", "t"), ("t", "z")],
        )
        step = process.start(graph, {})
        step = advance(graph, step, Completed(opened(step)["a"]))
        assert sorted(opened(step)) == (["b", "t"] if aside else ["t"])


def test_a_signal_from_inside_may_end_its_own_scope():
    inner = body(
        '<startEvent id="si"/><userTask id="a"/><userTask id="b"/><endEvent id="ei"/>',
        f'<intermediateThrowEvent id="ti">{definition("signal")}</intermediateThrowEvent>',
        flows=[("si", "a"), ("a", "ti"), ("ti", "b"), ("b", "ei")],
    )
    graph = load(ENDS, sub(inner + reaction("signal", True)), flows=[("s", "sub"), ("sub", "e")])
    step = process.start(graph, {})
    step = advance(graph, step, Completed(opened(step)["a"]))
    assert list(opened(step)) == ["r"]  # the way to b has ended with what it was in
    assert advance(graph, step, Completed(opened(step)["r"])).state.end == "e"
