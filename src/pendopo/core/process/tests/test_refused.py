"""BPMN files that are refused, with the element, the line and the rule."""

import os
from pathlib import Path

import pytest

from pendopo.core import process
from pendopo.core.process import ProcessRefused
from pendopo.core.process.tests.drawn import file, flow

SHARED = Path(os.environ.get("PENDOPO_SHARED", Path(__file__).parents[6] / "shared"))
GOOD = ['<startEvent id="s"/>', '<userTask id="t"/>', '<endEvent id="e"/>']
WAYS = [flow("f1", "s", "t"), flow("f2", "t", "e")]
TIMER = "<timerEventDefinition>{}</timerEventDefinition>"


def problems(xml: bytes) -> list[tuple[str, str, int]]:
    with pytest.raises(ProcessRefused) as caught:
        process.load(xml, source="uji.bpmn")
    found = caught.value.problems
    assert all(one.message and one.english and one.source == "uji.bpmn" for one in found)
    return [(one.rule, one.element, one.line) for one in found]


def with_task(element: str) -> bytes:
    """The good process with another element for its task, on line 5."""
    return file("\n".join([GOOD[0], element, GOOD[2], *WAYS]))


def boundary(timer: str, host: str = "t") -> bytes:
    event = f'<boundaryEvent id="b" attachedToRef="{host}">{timer}</boundaryEvent>'
    return file("\n".join([*GOOD, event, *WAYS, flow("f3", "b", "e")]))


def test_the_good_one_is_good():
    assert process.load(file("\n".join(GOOD + WAYS)), source="uji").user_tasks == ("t",)


@pytest.mark.parametrize(
    "kind",
    [
        "task", "scriptTask", "transaction", "adHocSubProcess", "complexGateway",
        "callChoreography",
    ],
)  # fmt: skip
def test_elements_outside_of_the_subset(kind):
    assert problems(with_task(f'<{kind} id="t"/>')) == [("unsupported", "t", 5)]


@pytest.mark.parametrize(
    ("element", "found"),
    [
        ('<sendTask id="t"/>', "no-message"),
        ('<receiveTask id="t" messageRef="tiada"/>', "no-message"),
        ('<callActivity id="t"/>', "no-process"),
        ('<callActivity id="t" calledElement="tiada"/>', "no-process"),
        ('<subProcess id="t"/>', "one-start"),
        ('<subProcess id="t"><startEvent id="s2"/><startEvent id="s3"/></subProcess>', "one-start"),
        ('<eventBasedGateway id="t"/>', "event-gateway"),
        ('<eventBasedGateway id="t" instantiate="true"/>', "unsupported"),
        ('<subProcess id="t" triggeredByEvent="true"/>', "one-start"),
    ],
)
def test_what_is_missing_from_an_element(element, found):
    assert (found, 5) in [(rule, line) for rule, _, line in problems(with_task(element))]


@pytest.mark.parametrize("event", ["conditional", "compensate", "cancel", "link"])
def test_events_outside_of_the_subset(event):
    definition = f'<{event}EventDefinition id="d"/>'
    for kind in ("intermediateCatchEvent", "intermediateThrowEvent", "startEvent", "endEvent"):
        found = problems(with_task(f'<{kind} id="t">{definition}</{kind}>'))
        assert ("unsupported", "d", 5) in found
    assert problems(boundary(definition)) == [("unsupported", "d", 7)]


@pytest.mark.parametrize(
    ("kind", "event"),
    [
        ("intermediateCatchEvent", "error"),
        ("intermediateCatchEvent", "escalation"),
        ("intermediateThrowEvent", "timer"),
        ("intermediateThrowEvent", "error"),
        ("endEvent", "timer"),
    ],
)
def test_events_where_they_have_no_place(kind, event):
    definition = f'<{event}EventDefinition id="d"/>'
    assert ("unsupported", "d", 5) in problems(with_task(f'<{kind} id="t">{definition}</{kind}>'))


@pytest.mark.parametrize("event", ["message", "signal"])
def test_events_that_name_nothing(event):
    definition = f'<{event}EventDefinition id="d"/>'
    found = problems(
        with_task(f'<intermediateCatchEvent id="t">{definition}</intermediateCatchEvent>')
    )
    assert found == [(f"no-{event}", "d", 5)]
    assert problems(boundary(definition)) == [(f"no-{event}", "d", 7)]


def test_a_flow_does_not_cross_the_border_of_a_subprocess():
    body = ['<startEvent id="s"/>', '<subProcess id="p1"><startEvent id="s1"/>']
    body += ['<userTask id="t"/><endEvent id="e1"/>', flow("f1", "s1", "t"), flow("f2", "t", "e1")]
    body += ["</subProcess>", '<endEvent id="e"/>', flow("f3", "s", "p1"), flow("f4", "t", "e")]
    assert ("dangling", "f4", 12) in problems(file("\n".join(body)))


@pytest.mark.parametrize(
    ("element", "found"),
    [
        ('<userTask id="t"><standardLoopCharacteristics id="l"/></userTask>', ("loop", "l")),
        (
            '<userTask id="t"><standardLoopCharacteristics id="l" loopMaximum="0"/></userTask>',
            ("loop", "l"),
        ),
        (
            '<serviceTask id="t"><multiInstanceLoopCharacteristics id="l"/></serviceTask>',
            ("many", "l"),
        ),
        (
            '<userTask id="t"><multiInstanceLoopCharacteristics id="l"/></userTask>',
            ("many", "l"),
        ),
        (
            '<userTask id="t"><multiInstanceLoopCharacteristics id="l" camunda:collection="a">'
            '<completionCondition id="c">x =</completionCondition>'
            "</multiInstanceLoopCharacteristics></userTask>",
            ("feel", "c"),
        ),
        ('<serviceTask id="t" camunda:class="org.X"/>', ("foreign-code", "t")),
        (
            '<userTask id="t"><extensionElements><camunda:taskListener event="create"/>'
            "</extensionElements></userTask>",
            ("foreign-code", "t"),
        ),
        ('<businessRuleTask id="t"/>', ("no-decision", "t")),
        ('<businessRuleTask id="t" camunda:decisionRef="x"/>', ("no-decision", "t")),
        ('<intermediateCatchEvent id="t"/>', ("no-timer", "t")),
        ('<userTask id="t" default="f2"/>', ("default", "t")),
    ],
)
def test_marks_outside_of_the_subset(element, found):
    assert problems(with_task(element)) == [(*found, 5)]


@pytest.mark.parametrize(
    ("timer", "rule"),
    [
        ("<timeCycle>R0/P1D</timeCycle>", "timer"),
        ("<timeCycle>R3/P1D/2026-12-01T08:00:00Z</timeCycle>", "timer"),
        ("<timeCycle>0 0 13 1/1 * ? *</timeCycle>", "timer"),
        ("<timeDuration>lima hari</timeDuration>", "timer"),
        ("<timeDuration>working days(5)</timeDuration>", "timer"),
        ("<timeDuration>P1M1D</timeDuration>", "timer"),
        ("<timeDuration>2026-11-21</timeDuration>", "timer"),
        ("<timeDate>2026-02-30</timeDate>", "timer"),
        ("<timeDuration>=working days(</timeDuration>", "feel"),
        ("<timeDuration>${tenggat}</timeDuration>", "language"),
        ("", "timer"),
    ],
)
def test_timers(timer, rule):
    assert problems(boundary(TIMER.format(timer))) == [(rule, "b", 7)]


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ([*GOOD, *WAYS, '<userTask id="u"/>', flow("f3", "u", "e")], [("unreachable", "u", 9)]),
        ([GOOD[0], GOOD[1], GOOD[2], WAYS[0]], [("dead-end", "t", 5), ("unreachable", "e", 6)]),
        ([*GOOD[:2], WAYS[0], flow("f2", "t", "t")], [("no-end", "s", 4)]),
        (
            [*GOOD, *WAYS, '<exclusiveGateway id="g"/>', flow("f", "g", "e"), flow("h", "g", "t")],
            [("no-condition", "g", 9), ("no-condition", "g", 9), ("unreachable", "g", 9)],
        ),
        ([*GOOD[1:], WAYS[1]], [("one-start", "p", 3)]),
        ([*GOOD, *WAYS, '<startEvent id="s2"/>', flow("f3", "s2", "t")],
         [("one-start", "s2", 9), ("unreachable", "s2", 9)]),
        ([*GOOD, *WAYS, flow("f3", "t", "tiada")], [("split", "t", 5), ("dangling", "f3", 9)]),
        ([*GOOD, WAYS[0], '<sequenceFlow id="f2" sourceRef="t"/>'],
         [("unreachable", "e", 6), ("dangling", "f2", 8)]),
        ([*GOOD, *WAYS, flow("f3", "s", "e")], [("split", "s", 4)]),
        ([*GOOD, WAYS[0], flow("f2", "t", "e", "x = 1")], [("condition", "f2", 8)]),
        ([*GOOD, *WAYS, flow("f3", "e", "t")], [("flow", "e", 6)]),
        ([*GOOD, *WAYS, flow("f3", "t", "s")], [("flow", "s", 4), ("split", "t", 5)]),
        ([*GOOD, *WAYS, '<userTask id="t"/>'], [("duplicate-id", "t", 9)]),
        ([*GOOD, *WAYS, "<userTask/>"], [("no-id", "p", 9)]),
        (
            [*GOOD, *WAYS, '<laneSet><lane id="l"><flowNodeRef>x</flowNodeRef></lane></laneSet>'],
            [("dangling", "l", 9)],
        ),
        (
            ['<laneSet><lane id="l"><flowNodeRef>t</flowNodeRef></lane>',
             '<lane id="m"><flowNodeRef>t</flowNodeRef></lane></laneSet>', *GOOD, *WAYS],
            [("two-lanes", "m", 5)],
        ),
        ([*GOOD, '<boundaryEvent id="b" attachedToRef="e">'
          + TIMER.format("<timeDuration>P1D</timeDuration>") + "</boundaryEvent>",
          *WAYS, flow("f3", "b", "e")], [("host", "b", 7)]),
    ],
)  # fmt: skip
def test_shapes_in_which_a_case_gets_lost(parts, found):
    given = problems(file("\n".join(parts)))
    assert [one for one in given if one[0] != "no-way-out"] == found


@pytest.mark.parametrize(
    ("condition", "rule"),
    [("x =", "feel"), ("${x}", "language"), ("izin(1)", "feel"), ("  ", "feel")],
)
def test_conditions(condition, rule):
    parts = [
        GOOD[0],
        '<exclusiveGateway id="t" default="f2"/>',
        GOOD[2],
        *WAYS,
        flow("f3", "t", "e", condition),
    ]
    assert problems(file("\n".join(parts))) == [(rule, "f3", 9)]


def test_a_bad_line_within_a_condition_is_pointed_at():
    parts = [GOOD[0], '<exclusiveGateway id="t" default="f2"/>', GOOD[2], *WAYS]
    parts.append(flow("f3", "t", "e", "x = 1\nand\n= 2"))
    assert problems(file("\n".join(parts))) == [("feel", "f3", 11)]


def test_all_problems_come_at_once():
    body = ['<startEvent id="s"/>', '<scriptTask id="a"/>', '<complexGateway id="b"/>']
    body += ['<endEvent id="e"/>', flow("f1", "s", "a"), flow("f2", "a", "b"), flow("f3", "b", "e")]
    assert problems(file("\n".join(body))) == [("unsupported", "a", 5), ("unsupported", "b", 6)]


def test_subprocesses_too_deep_in_each_other():
    inner = '<startEvent id="s{0}"/><endEvent id="e{0}"/>' + flow("f{0}", "s{0}", "p{0}")
    text = '<userTask id="p40"/>'
    for depth in range(40, 0, -1):
        text = inner.format(depth) + flow(f"g{depth}", f"p{depth}", f"e{depth}") + text
        text = f'<subProcess id="p{depth - 1}">{text}</subProcess>'
    ways = [flow("f", "s", "p0"), flow("g", "p0", "e")]
    found = problems(file("\n".join([GOOD[0], text, GOOD[2], *ways])))
    assert ("too-deep", "p32", 5) in found


def test_two_processes():
    xml = file("\n".join(GOOD + WAYS)).replace(
        b"</definitions>", b'<process id="q" isExecutable="true"/></definitions>'
    )
    assert problems(xml) == [("one-process", "q", 9)]


BOMB = (
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 if n > 1 else str()};" * 10}">' for n in range(1, 10))
    + "]><d>&a9;</d>"
)


@pytest.mark.parametrize(
    ("xml", "rule"),
    [
        pytest.param(b"", "not-xml", id="nothing"),
        pytest.param(b"bukan xml", "not-xml", id="no xml"),
        pytest.param(b"<a><b></a>", "not-xml", id="broken"),
        pytest.param(b"<a>\x00</a>", "not-xml", id="NUL"),
        pytest.param(b"<a>" + b"x" * 10_000_000 + b"</a>", "too-large", id="10 MB"),
        pytest.param(b"<a>" * 5_000 + b"</a>" * 5_000, "not-xml", id="deep"),
        pytest.param("<a>é</a>".encode("latin-1"), "not-utf8", id="latin-1"),
        pytest.param("<a/>".encode("utf-16"), "not-utf8", id="utf-16"),
        pytest.param(b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "doctype", id="external DTD"),
        pytest.param(
            b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "doctype", id="XXE"
        ),
        pytest.param(BOMB.encode(), "doctype", id="billion laughs"),
        pytest.param(
            b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>',
            "not-xml",
            id="utf-7",
        ),
        pytest.param(b"<a>&x;</a>", "not-xml", id="unknown entity"),
        pytest.param(b"<html/>", "not-bpmn", id="another kind"),
        pytest.param(b'<definitions xmlns="x"/>', "not-bpmn", id="another namespace"),
    ],
)
def test_hostile_files(xml, rule):
    assert [one[0] for one in problems(xml)] == [rule]


@pytest.mark.skipif(not (SHARED / "data/bpmn").is_dir(), reason="no real BPMN files here")
def test_real_files_load_or_say_why():
    paths = sorted((SHARED / "data/bpmn").glob("*.bpmn"))
    assert paths
    for path in paths:
        try:
            process.load(path.read_bytes(), source=path.name)
        except ProcessRefused as refused:
            lines = path.read_text(encoding="utf-8").splitlines()
            for one in refused.problems:
                # Somebody can go to the line and find the element there, or just above.
                assert one.element
                assert any(one.element in text for text in lines[max(0, one.line - 25) : one.line])
