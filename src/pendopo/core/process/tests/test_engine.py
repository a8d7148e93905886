"""Gateways, repeats and timers one at a time (BPMN 2.0, chapter 13)."""

from datetime import date, timedelta

import pytest

from pendopo.core import process
from pendopo.core.feel import WorkingDays, YearsMonths
from pendopo.core.process import (
    CancelTask,
    CancelTimer,
    Completed,
    End,
    Fired,
    OpenTask,
    ProcessStuck,
    SetTimer,
    State,
)
from pendopo.core.process.tests.drawn import file, flow, line, load, opened, timers

START, END = '<startEvent id="s"/>', '<endEvent id="e"/>'


def choice(one: str, other: str, default: str = "") -> process.Graph:
    return load(
        file(
            "\n".join(
                [
                    START,
                    f'<exclusiveGateway id="g" default="{default}"/>'
                    if default
                    else '<exclusiveGateway id="g"/>',
                    '<endEvent id="a"/><endEvent id="b"/>',
                    flow("f0", "s", "g"),
                    flow("f1", "g", "a", one),
                    flow("f2", "g", "b", other),
                ]
            )
        )
    )


@pytest.mark.parametrize(
    ("one", "other", "default", "x", "end"),
    [
        ("x = 1", "x = 2", "", 1, "a"),
        ("x = 1", "x = 2", "", 2, "b"),
        ("x = 1", "x = 1", "", 1, "a"),  # the first in the file wins
        ("", "x = 2", "f1", 2, "b"),
        ("", "x = 2", "f1", 9, "a"),
        ("", "x.y.z", "f1", None, "a"),  # null counts as no
        ("", "x", "f1", "ya", "a"),  # and so does what is no boolean
        ("", "=x = 2", "f1", 2, "b"),
    ],
)
def test_exclusive_gateway(one, other, default, x, end):
    step = process.start(choice(one, other, default), {"x": x})
    assert step.effects == (End(end, "none", end),)


def test_no_way_through_a_gateway():
    with pytest.raises(ProcessStuck) as caught:
        process.start(choice("x = 1", "x = 2"), {"x": 3})
    assert caught.value.element == "g"


def test_a_result_wins_over_a_fact_of_the_same_name():
    graph = load(
        file(
            START + '<userTask id="x"/><exclusiveGateway id="g" default="f3"/>'
            '<endEvent id="a"/><endEvent id="b"/>'
            + flow("f1", "s", "x")
            + flow("f2", "x", "g")
            + flow("f3", "g", "a")
            + flow("f4", "g", "b", "x.hasil = 2")
        )
    )
    step = process.start(graph, {"x": {"hasil": 1}})
    step = process.advance(graph, step.state, Completed(1, {"hasil": 2}), {"x": {"hasil": 1}})
    assert step.effects[-1] == End("b", "none", "b")


def test_a_loop_of_gateways_is_stopped():
    graph = load(
        file(
            START
            + '<exclusiveGateway id="g" default="f2"/><exclusiveGateway id="h"/>'
            + END
            + flow("f0", "s", "h")
            + flow("f1", "h", "g")
            + flow("f2", "g", "h")
            + flow("f3", "g", "e", "x")
        )
    )
    with pytest.raises(ProcessStuck):
        process.start(graph, {"x": False})
    assert process.start(graph, {"x": True}).state.ended


def test_a_join_that_waits_in_vain():
    graph = load(
        file(
            START
            + '<parallelGateway id="q"/><exclusiveGateway id="g" default="f3"/>'
            + '<parallelGateway id="j"/><endEvent id="away"/>'
            + END
            + flow("f0", "s", "q")
            + flow("f1", "q", "j")
            + flow("f2", "q", "g")
            + flow("f3", "g", "away")
            + flow("f4", "g", "j", "x")
            + flow("f5", "j", "e")
        )
    )
    assert [(one.rule, one.element) for one in graph.warnings] == [("may-deadlock", "j")]
    with pytest.raises(ProcessStuck) as caught:
        process.start(graph, {"x": False})
    assert caught.value.element == "j"
    assert process.start(graph, {"x": True}).state.ended


def many(mark: str, inner: str = "", extra: str = "") -> process.Graph:
    return load(
        line(
            START,
            '<userTask id="t"><multiInstanceLoopCharacteristics '
            f"{mark}>{inner}</multiInstanceLoopCharacteristics></userTask>{extra}",
            END,
            flows=[("s", "t"), ("t", "e")],
        )
    )


@pytest.mark.parametrize(
    ("mark", "inner", "items"),
    [
        ('camunda:collection="opd"', "", ["dinkes", "dlh"]),
        ("", '<loopDataInputRef>opd</loopDataInputRef><inputDataItem id="o"/>', ["dinkes", "dlh"]),
        ("", "<loopCardinality>count(opd)</loopCardinality>", [None, None]),
        ('camunda:collection="{a: opd}.a[item != &quot;dlh&quot;]"', "", ["dinkes"]),
        ('camunda:collection="for x in 1..2 return {n: x}"', "", [{"n": 1}, {"n": 2}]),
    ],
)
def test_parallel_repeats(mark, inner, items):
    names = {"opd": ["dinkes", "dlh"]}
    graph = many(mark, inner)
    step = process.start(graph, names)
    assert [(one.item, one.index, one.count) for one in step.effects] == [
        (item, index, len(items)) for index, item in enumerate(items)
    ]
    for task in reversed(step.effects):
        assert not step.state.ended
        step = process.advance(graph, step.state, Completed(task.token, {"n": task.index}), names)
    assert step.state.values["t"] == [{"n": index} for index in range(len(items))]
    assert step.state.ended


def test_sequential_repeats_open_one_at_a_time():
    names = {"opd": ["a", "b", "c"]}
    graph = many('isSequential="true" camunda:collection="opd"')
    step, seen = process.start(graph, names), []
    while not step.state.ended:
        (task,) = step.effects
        seen.append((task.item, task.index, task.count))
        step = process.advance(graph, step.state, Completed(task.token, {"i": task.item}), names)
    assert seen == [("a", 0, 3), ("b", 1, 3), ("c", 2, 3)]
    assert step.state.values["t"] == [{"i": "a"}, {"i": "b"}, {"i": "c"}]


@pytest.mark.parametrize("opd", [[], None])
def test_nothing_to_repeat_goes_on(opd):
    step = process.start(many('camunda:collection="opd"'), {"opd": opd})
    assert step.state.ended and step.state.values == {"t": []}


def test_a_timer_on_a_repeated_task_cancels_all_of_it():
    timer = (
        '<boundaryEvent id="b" attachedToRef="t"><timerEventDefinition>'
        "<timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>"
        '<endEvent id="late"/>' + flow("fb", "b", "late")
    )
    graph = many('camunda:collection="opd"', extra=timer)
    step = process.start(graph, {"opd": ["a", "b", "c"]})
    first = step.effects[0].token
    (when,) = timers(step).values()
    step = process.advance(graph, step.state, Completed(first, {}), {})
    step = process.advance(graph, step.state, Fired(when), {})
    assert [type(one) for one in step.effects] == [CancelTask, CancelTask, End]
    assert step.effects[-1] == End("late", "none", "late")


@pytest.mark.parametrize(
    ("kind", "text", "when"),
    [
        ("timeDuration", "P5D", timedelta(days=5)),
        ("timeDuration", "PT8H", timedelta(hours=8)),
        ("timeDuration", "P2W", timedelta(weeks=2)),
        ("timeDuration", "P1M", YearsMonths(1)),
        ("timeDuration", "=working days(tenggat)", WorkingDays(7)),
        ("timeDuration", '= duration("P1D") * 2', timedelta(days=2)),
        ("timeDate", "2026-12-01", date(2026, 12, 1)),
        ("timeDate", '= terima + duration("P3D")', date(2026, 11, 24)),
    ],
)
def test_timers(kind, text, when):
    graph = load(
        line(
            START,
            '<intermediateCatchEvent id="t"><timerEventDefinition>'
            f"<{kind}>{text}</{kind}></timerEventDefinition></intermediateCatchEvent>",
            END,
            flows=[("s", "t"), ("t", "e")],
        )
    )
    names = {"tenggat": 7, "terima": date(2026, 11, 21)}
    step = process.start(graph, names)
    assert step.effects == (SetTimer(1, "t", when),)
    step = process.advance(graph, step.state, Fired(1), names)
    assert step.state.ended


def test_a_timer_that_computes_no_time_is_stuck():
    graph = load(
        line(
            START,
            '<userTask id="t"/><boundaryEvent id="b" attachedToRef="t"><timerEventDefinition>'
            "<timeDuration>= tenggat</timeDuration></timerEventDefinition></boundaryEvent>",
            END,
            flows=[("s", "t"), ("t", "e"), ("b", "e")],
        )
    )
    with pytest.raises(ProcessStuck) as caught:
        process.start(graph, {"tenggat": 7})
    assert caught.value.element == "b"


def test_service_gets_all_results_when_it_lists_no_inputs():
    graph = load(
        line(
            START,
            '<userTask id="t"/>\n<serviceTask id="v" camunda:topic="cetak"/>',
            END,
            flows=[("s", "t"), ("t", "v"), ("v", "e")],
        )
    )
    step = process.start(graph, {"nik": "rahasia"})
    step = process.advance(graph, step.state, Completed(1, {"ok": True}), {"nik": "rahasia"})
    (call,) = step.effects
    assert (call.topic, call.values) == ("cetak", {"t": {"ok": True}})


def test_results_are_kept_exactly_and_copied():
    graph = load(line(START, '<userTask id="t"/>', END, flows=[("s", "t"), ("t", "e")]))
    step = process.start(graph, {})
    given = {"n": 0.1, "big": 2**70, "d": date(2026, 11, 21), "list": [1, {"a": None}]}
    after = process.advance(graph, step.state, Completed(1, given), {}).state
    given["list"].append(2)
    assert after.values["t"]["list"] == [1, {"a": None}]
    assert after.values["t"]["d"] == "2026-11-21"
    assert State.decode(after.encode()) == after
    assert step.state.values == {}
    with pytest.raises(TypeError):
        process.advance(graph, step.state, Completed(1, {"x": object()}), {})


def test_ten_open_tokens_fit_in_a_kilobyte(capsys):
    graph = many('camunda:collection="for x in 1..9 return x"')
    repeats = process.start(graph, {}).state.encode()
    names = [f"Activity_0jdrl{at:02}" for at in range(10)]  # as long as modellers make them
    parts = [START, '<parallelGateway id="q"/><parallelGateway id="j"/>', END]
    parts += [f'<userTask id="{name}"/>' for name in names]
    flows = [("s", "q"), ("j", "e")]
    flows += [way for name in names for way in (("q", name), (name, "j"))]
    branches = process.start(load(line(*parts, flows=flows)), {}).state.encode()
    with capsys.disabled():
        print(f"\n10 open tokens: {len(repeats)} and {len(branches)} bytes")  # noqa: T201 (figures to look at)
    for data in (repeats, branches):
        assert len(State.decode(data).tokens) == 10
        assert len(data) < 1000


def test_states_of_before_can_still_be_read():
    """A token had six parts; those that came later have their defaults."""
    old = b'{"t":[[2,"t",0,0,false,null],[3,"b",2,0,true,null]],"n":4,"v":{"x":{"hasil":"a"}}}'
    state = State.decode(old)
    assert state.tokens[1] == process.Token(3, "b", host=2, aside=True)
    assert State.decode(state.encode()) == state


@pytest.mark.parametrize("data", [b"", b"{}x", b'{"t":[[1]]}', b'{"n":"a"}', b"[]"])
def test_refuses_what_is_no_state(data):
    with pytest.raises(ValueError):
        State.decode(data)


def test_cancelling_a_task_cancels_its_timers_first_seen_first():
    timer = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"
    graph = load(
        line(
            START,
            '<userTask id="t"/>',
            f'<boundaryEvent id="b1" attachedToRef="t">{timer}</boundaryEvent>',
            '<boundaryEvent id="b2" attachedToRef="t" cancelActivity="false">',
            f"{timer}</boundaryEvent>",
            '<userTask id="u"/>',
            END,
            flows=[("s", "t"), ("t", "e"), ("b1", "e"), ("b2", "u"), ("u", "e")],
        )
    )
    step = process.start(graph, {})
    after = process.advance(graph, step.state, Fired(timers(step)["b2"]), {})
    assert after.effects == (OpenTask(4, "u", ""),)
    after = process.advance(graph, after.state, Fired(timers(step)["b1"]), {})
    assert after.effects == (CancelTask(1, "t"),)
    assert not after.state.ended and opened(step) == {"t": 1}
    closed = process.advance(graph, step.state, Completed(1), {})
    assert closed.effects[:2] == (CancelTimer(2, "b1"), CancelTimer(3, "b2"))
