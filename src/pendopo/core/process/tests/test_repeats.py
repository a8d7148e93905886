"""Activities done several times (BPMN 2.0.2 §13.3.6 and §13.3.7)."""

import pytest

from pendopo.core import process
from pendopo.core.process import CancelTask, Completed, End, Fired, ProcessStuck
from pendopo.core.process.tests.drawn import ENDS, flow, opened, timers
from pendopo.core.process.tests.drawn import events as load
from pendopo.core.process.tests.test_scopes import TIMER, advance, body, sub


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
