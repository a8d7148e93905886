"""Sub-processes, calls, event sub-processes and repeats (BPMN 2.0.2 §13.3.4-§13.3.7, §13.5.4)."""

import pytest

from pendopo.core import process
from pendopo.core.process import (
    CancelTask,
    Completed,
    End,
    Fired,
    OpenTask,
    ProcessStuck,
    Received,
    State,
    Subscribe,
    Unsubscribe,
)
from pendopo.core.process.tests.drawn import ENDS, definition, flow, opened, timers
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
    assert step.effects == (CancelTask(2, "a"), OpenTask(4, "t", ""))


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


def repeated(mark: str) -> process.Graph:
    ask = body(
        '<startEvent id="si"/><userTask id="a"/><exclusiveGateway id="g" default="d"/>',
        '<userTask id="b"/><endEvent id="ei"/><endEvent id="fi"/>',
        flow("d", "g", "ei"), flow("f", "g", "b", 'opd = "dlh" and a.n &gt; 1'),
        flows=[("si", "a"), ("a", "g"), ("b", "fi")],
    )  # fmt: skip
    many = (
        f'<multiInstanceLoopCharacteristics {mark} camunda:collection="daftar" '
        'camunda:elementVariable="opd"/>'
    )
    return load(ENDS, sub(ask, many), flows=[("s", "sub"), ("sub", "e")])


def test_repeats_of_a_subprocess_have_items_and_results_of_their_own():
    names = {"daftar": ["dinkes", "dlh"]}
    graph = repeated("")
    step = process.start(graph, names)
    first, second = [one.token for one in step.effects]
    step = advance(graph, step, Completed(first, {"n": 5}), names)
    assert not opened(step)  # its item is dinkes
    step = advance(graph, step, Completed(second, {"n": 2}), names)
    assert list(opened(step)) == ["b"]
    step = advance(graph, step, Completed(opened(step)["b"], {}), names)
    assert step.state.values == {"sub": [{"a": {"n": 5}}, {"a": {"n": 2}, "b": {}}]}
    assert b"dinkes" not in step.state.encode()  # items are facts, and facts are not kept


def test_repeats_of_a_subprocess_one_after_the_other():
    names = {"daftar": ["dinkes", "dlh"]}
    graph = repeated('isSequential="true"')
    step = process.start(graph, names)
    assert len(opened(step)) == 1
    step = advance(graph, step, Completed(opened(step)["a"], {"n": 5}), names)
    step = advance(graph, step, Completed(opened(step)["a"], {"n": 0}), names)
    assert step.state.values == {"sub": [{"a": {"n": 5}}, {"a": {"n": 0}}]}


def test_a_completion_condition_ends_the_rest():
    many = (
        '<userTask id="t"><multiInstanceLoopCharacteristics camunda:collection="[1, 2, 3]">'
        "<completionCondition>numberOfCompletedInstances &gt;= 2 or t[-1].tolak = true"
        "</completionCondition></multiInstanceLoopCharacteristics></userTask>"
    )
    graph = load(ENDS, many, flows=[("s", "t"), ("t", "e")])
    step = process.start(graph, {})
    refused = advance(graph, step, Completed(2, {"tolak": True}))
    assert refused.effects == (CancelTask(3, "t"), CancelTask(4, "t"), End("e", "none", "e"))
    step = advance(graph, step, Completed(4, {"n": 3}))
    step = advance(graph, step, Completed(2, {"n": 1}))
    assert step.state.values == {"t": [{"n": 1}, {"n": 3}]}


@pytest.mark.parametrize(
    ("mark", "inner", "turns"),
    [
        ('loopMaximum="2"', "", 2),
        ("", "<loopCondition>t.lagi</loopCondition>", 3),
        (
            'testBefore="true" loopMaximum="5"',
            "<loopCondition>loopCounter &lt; 4</loopCondition>",
            4,
        ),
        ('testBefore="true"', "<loopCondition>false</loopCondition>", 0),
    ],
)
def test_standard_loops(mark, inner, turns):
    loop = f"<standardLoopCharacteristics {mark}>{inner}</standardLoopCharacteristics>"
    task = f'<userTask id="t">{loop}</userTask>'
    late = f'<boundaryEvent id="b" attachedToRef="t">{TIMER}</boundaryEvent>'
    graph = load(ENDS, task, late, flows=[("s", "t"), ("t", "e"), ("b", "z")])
    step, count = process.start(graph, {}), 0
    due = timers(step).get("b")
    while not step.state.ended:
        count += 1
        if due:  # the timer watches the whole, not the turn
            assert advance(graph, step, Fired(due)).state.end == "z"
        token = opened(step)["t"]
        step = advance(graph, step, Completed(token, {"lagi": count < 3}))
    assert count == turns


def test_repeats_of_tasks_that_are_done_at_once():
    task = (
        '<sendTask id="k" messageRef="message_1"><extensionElements><zeebe:ioMapping>'
        '<zeebe:input source="=item * 2" target="n"/></zeebe:ioMapping></extensionElements>'
        '<multiInstanceLoopCharacteristics camunda:collection="[1, 2, 3]">'
        "<completionCondition>numberOfCompletedInstances = 2</completionCondition>"
        "</multiInstanceLoopCharacteristics></sendTask>"
    )
    graph = load(ENDS, task, flows=[("s", "k"), ("k", "e")])
    step = process.start(graph, {})
    assert [one.values for one in step.effects[:-1]] == [{"n": 2}, {"n": 4}]
    endless = (
        '<sendTask id="k" messageRef="message_1"><standardLoopCharacteristics>'
        "<loopCondition>true</loopCondition></standardLoopCharacteristics></sendTask>"
    )
    graph = load(ENDS, endless, flows=[("s", "k"), ("k", "e")])
    with pytest.raises(ProcessStuck):
        process.start(graph, {})


def test_an_inclusive_join_waits_for_those_that_can_still_come():
    parts = [ENDS, '<inclusiveGateway id="g" default="d"/><inclusiveGateway id="j"/>']
    parts += ['<userTask id="a"/><userTask id="b"/><userTask id="c"/><userTask id="t"/>']
    ways = [flow("d", "g", "a"), flow("f", "g", "b", "x &gt; 0"), flow("h", "g", "c", "x &gt; 1")]
    flows = [("s", "g"), ("a", "j"), ("b", "j"), ("c", "j"), ("j", "t"), ("t", "e")]
    graph = load(*parts, *ways, flows=flows)
    for x, names in ((0, ["a"]), (1, ["b"]), (2, ["b", "c"])):
        step = process.start(graph, {"x": x})
        tokens = opened(step)
        assert list(tokens) == names
        for name in names:
            assert not any(one.node == "t" for one in step.state.tokens)
            step = advance(graph, step, Completed(tokens[name]))
        assert list(opened(step)) == ["t"]


def test_an_inclusive_join_does_not_wait_for_a_token_that_can_come_by_a_way_that_has_one():
    """§13.4.3: the token of `u` may come by either way; one of them has a token already."""
    parts = [ENDS, '<parallelGateway id="f"/><inclusiveGateway id="j"/>']
    parts += ['<exclusiveGateway id="x" default="d"/><userTask id="a"/><userTask id="u"/>']
    parts += ['<exclusiveGateway id="m1"/><userTask id="t"/>']
    ways = [flow("d", "x", "j"), flow("h", "x", "m1", "y")]
    flows = [("s", "f"), ("f", "a"), ("f", "u"), ("a", "m1"), ("m1", "j"), ("u", "x")]
    graph = load(*parts, *ways, flows=[*flows, ("j", "t"), ("t", "e")])
    step = process.start(graph, {})
    step = advance(graph, step, Completed(opened(step)["a"]))
    assert list(opened(step)) == ["t"]


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


@pytest.mark.parametrize("gateway", ["parallelGateway", "inclusiveGateway"])
def test_repeats_of_a_subprocess_do_not_share_their_joins(gateway):
    inner = body(
        f'<startEvent id="si"/><parallelGateway id="fi"/><{gateway} id="ji"/>',
        '<userTask id="a"/><userTask id="b"/><userTask id="c"/><endEvent id="ei"/>',
        flows=[("si", "fi"), ("fi", "a"), ("fi", "b"), ("a", "ji"), ("b", "ji"), ("ji", "c")],
    )
    inner += flow("c_ei", "c", "ei")
    many = (
        "<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality>"
        "</multiInstanceLoopCharacteristics>"
    )
    graph = load(ENDS, sub(inner, many), flows=[("s", "sub"), ("sub", "e")])
    step = process.start(graph, {})
    tokens = [(one.node, one.token) for one in step.effects]
    assert [name for name, _ in tokens] == ["a", "b", "a", "b"]
    step = advance(graph, step, Completed(tokens[0][1]))  # a of the first
    step = advance(graph, step, Completed(tokens[3][1]))  # b of the second
    assert not opened(step)
    step = advance(graph, step, Completed(tokens[1][1]))
    assert list(opened(step)) == ["c"]
