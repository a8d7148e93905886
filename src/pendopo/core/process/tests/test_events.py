"""Messages, signals, errors, escalations and cycles (BPMN 2.0.2 §10.5, §13.5)."""

from datetime import datetime, timedelta

import pytest

from pendopo.core import process
from pendopo.core.feel import WorkingDays
from pendopo.core.process import (
    Broadcast,
    CancelTask,
    CancelTimer,
    Completed,
    End,
    Escalated,
    Failed,
    Fired,
    NobodyWaits,
    NoSuchToken,
    OpenTask,
    ProcessStuck,
    Raised,
    Received,
    Send,
    SetTimer,
    Signalled,
    Subscribe,
    Unsubscribe,
)
from pendopo.core.process.tests.drawn import ENDS, definition, opened, timers
from pendopo.core.process.tests.drawn import events as load


def catch(identity: str, kind: str) -> str:
    return f'<intermediateCatchEvent id="{identity}">{definition(kind)}</intermediateCatchEvent>'


def throw(identity: str, kind: str, more: str = "") -> str:
    inner = definition(kind) + more
    return f'<intermediateThrowEvent id="{identity}">{inner}</intermediateThrowEvent>'


def watch(identity: str, host: str, kind: str, *, aside: bool = False) -> str:
    cancel = str(not aside).lower()
    return (
        f'<boundaryEvent id="{identity}" attachedToRef="{host}" cancelActivity="{cancel}">'
        f"{definition(kind)}</boundaryEvent>"
    )


def advance(graph, step, event):
    return process.advance(graph, step.state, event, {})


@pytest.mark.parametrize(
    "element", [catch("c", "message"), '<receiveTask id="c" messageRef="message_1"/>']
)
def test_a_message_is_waited_for_and_its_content_kept(element):
    graph = load(ENDS, element, flows=[("s", "c"), ("c", "e")])
    step = process.start(graph, {})
    assert step.effects == (Subscribe(1, "c", "message", "jawaban"),)
    with pytest.raises(NobodyWaits):
        advance(graph, step, Received("lain"))
    with pytest.raises(NoSuchToken):
        advance(graph, step, Received("jawaban", token=7))
    with pytest.raises(NoSuchToken):
        advance(graph, step, Completed(1))
    with pytest.raises(NoSuchToken):
        advance(graph, step, Fired(1))
    step = advance(graph, step, Received("jawaban", {"isi": 3}))
    assert step.effects == (End("e", "none", "e"),)
    assert step.state.values == {"c": {"isi": 3}}


def test_one_receiver_takes_a_message_and_every_one_a_signal():
    parts = [ENDS, '<parallelGateway id="f"/><parallelGateway id="j"/>']
    flows = [("s", "f"), ("f", "a"), ("f", "b"), ("a", "j"), ("b", "j"), ("j", "e")]
    graph = load(*parts, catch("a", "message"), catch("b", "message"), flows=flows)
    step = process.start(graph, {})
    step = advance(graph, step, Received("jawaban"))
    assert [one.node for one in step.state.tokens] == ["b", "j"]
    assert advance(graph, step, Received("jawaban")).state.ended

    graph = load(*parts, catch("a", "signal"), catch("b", "signal"), flows=flows)
    step = process.start(graph, {})
    assert [one.kind for one in step.effects] == ["signal", "signal"]
    assert advance(graph, step, Signalled("bencana")).state.ended
    assert advance(graph, step, Signalled("lain")).state == step.state


def test_messages_and_signals_go_out():
    service = (
        '<extensionElements><zeebe:ioMapping><zeebe:input source="=2 + 3" target="n"/>'
        "</zeebe:ioMapping></extensionElements>"
    )
    graph = load(
        ENDS,
        throw("t", "message", service),
        '<sendTask id="k" messageRef="message_1"/>',
        throw("u", "signal"),
        flows=[("s", "t"), ("t", "k"), ("k", "u"), ("u", "e")],
    )
    step = process.start(graph, {})
    assert step.effects == (
        Send(1, "t", "jawaban", {"n": 5}),
        Send(2, "k", "jawaban", {}),
        Broadcast(3, "u", "bencana", {"k": {}}),
        End("e", "none", "e"),
    )


def test_a_signal_is_caught_within_the_case_too():
    parts = [ENDS, '<parallelGateway id="f"/>', '<userTask id="t"/>', throw("u", "signal")]
    flows = [("s", "f"), ("f", "t"), ("t", "u"), ("u", "e"), ("f", "c"), ("c", "z")]
    graph = load(*parts, catch("c", "signal"), flows=flows)
    step = process.start(graph, {})
    step = advance(graph, step, Completed(opened(step)["t"]))
    assert step.state.ended and isinstance(step.effects[0], Broadcast)


@pytest.mark.parametrize("kind", ["message", "signal"])
def test_an_event_at_the_border_of_a_task(kind):
    event = Received("jawaban") if kind == "message" else Signalled("bencana")
    flows = [("s", "t"), ("t", "e"), ("b", "u"), ("u", "z")]
    parts = [ENDS, '<userTask id="t"/><userTask id="u"/>']
    graph = load(*parts, watch("b", "t", kind), flows=flows)
    step = process.start(graph, {})
    after = advance(graph, step, event)
    assert after.effects == (CancelTask(1, "t"), OpenTask(3, "u", ""))
    done = advance(graph, step, Completed(1))
    assert done.effects == (Unsubscribe(2, "b"), End("e", "none", "e"))

    graph = load(*parts, watch("b", "t", kind, aside=True), flows=flows)
    step = advance(graph, process.start(graph, {}), event)
    step = advance(graph, step, event)  # it can disturb more than once
    assert [one.node for one in step.state.tokens] == ["t", "b", "u", "u"]
    step = advance(graph, step, Completed(1))
    assert step.effects == (Unsubscribe(2, "b"),) and not step.state.ended


def test_an_error_leaves_by_the_handler_of_its_code_or_of_every_code():
    every = '<boundaryEvent id="b2" attachedToRef="t"><errorEventDefinition/></boundaryEvent>'
    flows = [("s", "t"), ("t", "e"), ("b", "u"), ("b2", "z"), ("u", "z")]
    parts = [ENDS, '<serviceTask id="t"/><userTask id="u"/>', every, watch("b", "t", "error")]
    graph = load(*parts, flows=flows)
    step = process.start(graph, {})
    after = advance(graph, step, Failed(1, "E1", {"sebab": "x"}))
    # Who failed is not told that it is cancelled.
    assert after.effects == (Raised("t", "error", "E1", True), OpenTask(2, "u", ""))
    assert after.state.values == {"b": {"sebab": "x"}}
    assert advance(graph, step, Failed(1, "E9")).state.end == "z"
    with pytest.raises(NoSuchToken):
        advance(graph, step, Failed(9, "E1"))


def test_an_error_that_nobody_handles_stops_the_step():
    graph = load(ENDS, '<serviceTask id="t"/>', flows=[("s", "t"), ("t", "e")])
    step = process.start(graph, {})
    with pytest.raises(ProcessStuck) as caught:
        advance(graph, step, Failed(1, "E1"))
    assert caught.value.element == "t" and "E1" in caught.value.message


def test_an_error_end_of_the_main_process_ends_the_case():
    fail = f'<endEvent id="x">{definition("error")}</endEvent>'
    parts = [
        '<startEvent id="s"/><parallelGateway id="f"/>',
        '<userTask id="t"/><userTask id="u"/>',
    ]
    flows = [("s", "f"), ("f", "t"), ("f", "u"), ("t", "x"), ("u", "e")]
    graph = load(*parts, fail, '<endEvent id="e"/>', flows=flows)
    step = process.start(graph, {})
    step = advance(graph, step, Completed(opened(step)["t"]))
    left = (Raised("x", "error", "E1", False), CancelTask(2, "u"), End("x", "error", "x"))
    assert step.effects == left
    assert step.state.ended and not step.state.tokens


def test_an_escalation_goes_beside_or_instead():
    flows = [("s", "t"), ("t", "e"), ("b", "u"), ("u", "z")]
    parts = [ENDS, '<userTask id="t"/><userTask id="u"/>']
    graph = load(*parts, watch("b", "t", "escalation", aside=True), flows=flows)
    step = process.start(graph, {})
    after = advance(graph, step, Escalated(1, "L1"))
    told = Raised("t", "escalation", "L1", True)
    assert after.effects == (told, OpenTask(2, "u", ""))
    assert advance(graph, step, Escalated(1, "lain")).state == step.state  # nobody minds
    graph = load(*parts, watch("b", "t", "escalation"), flows=flows)
    after = advance(graph, process.start(graph, {}), Escalated(1, "L1"))
    assert after.effects == (CancelTask(1, "t"), told, OpenTask(2, "u", ""))


def test_the_first_event_behind_an_event_gateway_takes_the_others_away():
    timer = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"
    parts = [ENDS, '<eventBasedGateway id="w"/>', catch("a", "message")]
    parts.append(f'<intermediateCatchEvent id="b">{timer}</intermediateCatchEvent>')
    parts.append('<receiveTask id="c" messageRef="message_1"/>')
    flows = [("s", "w"), ("w", "a"), ("w", "b"), ("w", "c"), ("a", "e"), ("b", "e"), ("c", "z")]
    graph = load(*parts, flows=flows)
    step = process.start(graph, {})
    (due,) = timers(step).values()
    after = advance(graph, step, Received("jawaban", {"n": 1}))
    assert after.effects == (CancelTimer(3, "b"), Unsubscribe(4, "c"), End("e", "none", "e"))
    after = advance(graph, step, Fired(due))
    assert after.effects == (Unsubscribe(2, "a"), Unsubscribe(4, "c"), End("e", "none", "e"))
    after = advance(graph, step, Received("jawaban", {"n": 1}, token=4))
    assert after.state.end == "z" and after.state.values == {"c": {"n": 1}}


@pytest.mark.parametrize(
    ("text", "first", "every", "times"),
    [
        ("R3/PT1H", timedelta(hours=1), timedelta(hours=1), 3),
        ("R2/2026-12-01T08:00:00Z/P1D", datetime.fromisoformat("2026-12-01T08:00:00Z"),
         timedelta(days=1), 2),
        ("= working days(2)", WorkingDays(2), WorkingDays(2), 9),
        ('= "R2/P1D"', timedelta(days=1), timedelta(days=1), 2),
    ],
)  # fmt: skip
def test_a_repeating_timer_beside_a_task(text, first, every, times):
    timer = f"<timerEventDefinition><timeCycle>{text}</timeCycle></timerEventDefinition>"
    event = (
        f'<boundaryEvent id="b" attachedToRef="t" cancelActivity="false">{timer}</boundaryEvent>'
    )
    graph = load(ENDS, '<userTask id="t"/>', event, flows=[("s", "t"), ("t", "e"), ("b", "z")])
    step = process.start(graph, {})
    assert step.effects[1:] == (SetTimer(2, "b", first),)
    for turn in range(times):
        token = timers(step)["b"]
        step = advance(graph, step, Fired(token))
        with pytest.raises(NoSuchToken):
            advance(graph, step, Fired(token))
        more = turn + 1 < times or times == 9
        assert step.effects == ((SetTimer(token + 1, "b", every),) if more else ())


def test_a_message_or_a_timer_can_begin_a_case():
    second = f'<startEvent id="s2">{definition("message")}</startEvent>'
    parts = [ENDS, '<userTask id="t"/><userTask id="u"/>', second]
    graph = load(*parts, flows=[("s", "t"), ("s2", "u"), ("t", "e"), ("u", "z")])
    assert (graph.start, graph.starts) == ("s", ("s", "s2"))
    assert list(opened(process.start(graph, {}))) == ["t"]
    assert list(opened(process.start(graph, {}, at="s2"))) == ["u"]
