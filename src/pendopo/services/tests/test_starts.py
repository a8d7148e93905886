"""Cases that begin without an application: what the drawing may say, and when their moment is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pendopo.core.clock import indonesia
from pendopo.services import flow
from pendopo.services.compiled import Compiled
from pendopo.services.inspection import Inspection, inspect
from pendopo.services.load import compile_source
from pendopo.services.problems import Refused
from pendopo.services.tests.drawn import KINDS, SENT, flows, source, users

CALENDAR = indonesia(range(2026, 2029))
WIB = ZoneInfo("Asia/Jakarta")
TEXT = {"id": "Temuan", "en": "Finding"}
ROOTS = '<bpmn:message id="m" name="temuan"/>'
BODY = (
    '<bpmn:startEvent id="mulai"/><bpmn:endEvent id="selesai"/><bpmn:exclusiveGateway id="g"/>'
    '<bpmn:exclusiveGateway id="m1"/>' + users("tinjau", "urus")
)
WAYS = ("m1>g", 'g>tinjau if temuan_masuk.golongan = "besar"',
        'g>urus if temuan_masuk.golongan != "besar"', "tinjau>selesai", "urus>selesai")  # fmt: skip
MESSAGE = '<bpmn:messageEventDefinition messageRef="m"/>'


def timer(text: str, kind: str = "timeCycle") -> str:
    return (
        f"<bpmn:timerEventDefinition><bpmn:{kind}>{text}</bpmn:{kind}></bpmn:timerEventDefinition>"
    )


def begins(name: str, what: str) -> str:
    return f'<bpmn:startEvent id="{name}">{what}</bpmn:startEvent>'


def made(more: str = begins("temuan_masuk", MESSAGE), *, plain: bool = True, **given: Any) -> Any:
    names = [one.split('"')[0] for one in more.split('startEvent id="')[1:]]
    body = BODY if plain else BODY.replace('<bpmn:startEvent id="mulai"/>', "")
    ways = [*WAYS, *(["mulai>m1"] if plain else []), *(f"{one}>m1" for one in names)]
    messages = {"temuan": {"title": TEXT, "from": ["supervisor"], "form": {"golongan": KINDS}}}
    known = {"tasks": {"tinjau": {}, "urus": {}}, "roots": ROOTS, "messages": messages}
    return source("uji-mulai", body + more + flows(*ways), **{**known, **given})


def found(source_: Any) -> Inspection:
    return inspect(source_)


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    choice = {**KINDS, "enum": ["besar", "kecil"]}
    form = {"golongan": {key: one for key, one in choice.items() if key != "maxLength"}}
    return compile_source(
        made(messages={"temuan": {"title": TEXT, "from": ["supervisor"], "form": form}})
    )


def test_a_message_opens_a_case_with_what_it_brings(compiled: Compiled) -> None:
    (start,) = flow.starts(compiled)
    now = datetime(2026, 11, 16, 2, tzinfo=UTC)
    move = flow.begin_at(compiled, start, data={"golongan": "besar"}, now=now, calendar=CALENDAR)
    assert [one.element for one in move.opened] == ["tinjau"]
    assert move.case.process.values == {"temuan_masuk": {"golongan": "besar"}}
    assert move.case.answers == {"golongan": "besar"} and move.case.begun == "temuan_masuk"
    with pytest.raises(Refused) as refused:
        flow.begin_at(compiled, start, data={"golongan": "?"}, now=now, calendar=CALENDAR)
    assert [one.field for one in refused.value.fields] == ["golongan"]


def test_a_service_with_causes_only_is_not_applied_for() -> None:
    choice = {"title": KINDS["title"], "type": "string", "enum": ["besar", "kecil"]}
    only = compile_source(
        made(plain=False, stories={"masuk": told({"message": "temuan",
                                                 "answers": {"golongan": "kecil"}})},
             messages={"temuan": {"title": TEXT, "from": ["case"], "form": {"golongan": choice}}})
    )  # fmt: skip
    assert not flow.is_applied_for(only)
    with pytest.raises(Refused) as refused:
        flow.begin(
            only, answers=SENT, applicant={}, now=datetime(2026, 11, 16, tzinfo=UTC),
            calendar=CALENDAR,
        )  # fmt: skip
    assert refused.value.code == "not-applied-for"


def told(given: dict[str, Any], at: str = "2026-11-16 09:00", **then: Any) -> dict[str, Any]:
    return {"title": "Mulai", "given": {"at": at, **given}, "then": then or {"status": "running"}}


PLAIN = (
    '<bpmn:startEvent id="mulai"/><bpmn:endEvent id="selesai"/>' + users("kerja")
    + flows("mulai>kerja", "kerja>selesai")
)  # fmt: skip


def clocked(text: str, kind: str = "timeCycle", stories: Any = None) -> Any:
    """A service whose only start is a timer."""
    body = PLAIN.replace('<bpmn:startEvent id="mulai"/>', begins("mulai", timer(text, kind)))
    return source(
        "uji-jadwal",
        body,
        tasks={"kerja": {}},
        stories=stories or {"masuk": told({"timer": "mulai"}, "2026-11-16", open=["kerja"])},
    )


DAILY = "R/2026-11-16T08:00:00+07:00/P1D"


def test_stories_begin_by_message_and_by_the_clock() -> None:
    stories = {
        "tepat": told({"timer": "mulai"}, "2026-11-17 08:00", open=["kerja"]),
        "lain": told({"timer": "mulai"}, "2026-11-16 08:00", status="running"),
    }
    assert found(clocked(DAILY, stories=stories)).problems == ()
    wrong = {"meleset": told({"timer": "mulai"}, "2026-11-17 08:01", open=["kerja"])}
    (problem,) = found(clocked(DAILY, stories=wrong)).problems
    assert problem.rule == "story-failed" and "due" in problem.english


@pytest.mark.parametrize(
    ("text", "kind", "since", "until", "expected"),
    [
        (DAILY, "timeCycle", "2026-11-15 10:00", "2026-11-18 07:59", ["16 08:00", "17 08:00"]),
        ("R2/P1M", "timeCycle", "2026-11-30 10:00", "2027-12-01 00:00", ["30 10:00", "30 10:00"]),
        ("R/PT1H", "timeCycle", "2026-11-16 10:30", "2026-11-16 13:00", ["16 11:30", "16 12:30"]),
        ("2026-12-01", "timeDate", "2026-11-16 10:00", "2026-12-31 00:00", ["01 00:00"]),
        ("2026-12-01T09:30:00", "timeDate", "2026-11-16 10:00", "2026-12-31 00:00", ["01 09:30"]),
        ("P2D", "timeDuration", "2026-11-16 10:00", "2026-12-31 00:00", ["18 10:00"]),
        ("2026-11-01", "timeDate", "2026-11-16 10:00", "2026-12-31 00:00", []),
    ],
)
def test_moments_of_a_timer(
    text: str, kind: str, since: str, until: str, expected: list[str]
) -> None:
    body = PLAIN.replace('<bpmn:startEvent id="mulai"/>', begins("mulai", timer(text, kind)))
    from pendopo.core import process
    from pendopo.services.tests.drawn import HEAD

    drawn = (
        f'{HEAD}<bpmn:process id="p" isExecutable="true">{body}</bpmn:process></bpmn:definitions>'
    )
    graph = process.load(drawn.encode(), source="p.bpmn")
    at = local(since)
    moments = flow.moments(
        graph.nodes["mulai"], since=at, after=at, until=local(until), calendar=CALENDAR
    )
    assert [f"{one.astimezone(WIB):%d %H:%M}" for one in moments] == expected


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB).astimezone(UTC)


def test_moments_go_on_after_any_of_them() -> None:
    graph = compile_source(clocked("R/PT10M", stories={"masuk": told(
        {"timer": "mulai"}, "2026-11-16 09:10", open=["kerja"])})).graph  # fmt: skip
    since, until = local("2026-11-16 00:00"), local("2026-11-16 03:00")
    given = {"since": since, "until": until, "calendar": CALENDAR}
    every = list(flow.moments(graph.nodes["mulai"], after=since, **given))
    assert len(every) == 18
    for place, at in enumerate(every):
        assert list(flow.moments(graph.nodes["mulai"], after=at, **given)) == every[place + 1 :]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("R/PT5S", "timeCycle", "every minute"),
        ("=keperluan", "timeDuration", "there is no case yet"),
        ("=42", "timeDuration", "neither a date nor a duration"),
    ],
)
def test_a_timer_that_could_never_open_a_case_well_is_refused(
    text: str, kind: str, words: str
) -> None:
    problems = [one for one in found(clocked(text, kind)).problems if one.rule == "not-carried-out"]
    assert [words in one.english for one in problems] == [True]


def test_an_applicant_does_not_open_a_case_by_a_message() -> None:
    message = {"title": TEXT, "from": ["applicant"], "form": {"golongan": KINDS}}
    rules = {one.rule for one in found(made(messages={"temuan": message})).problems}
    assert "not-carried-out" in rules
