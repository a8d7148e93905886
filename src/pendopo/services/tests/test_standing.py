"""A case begun elsewhere stands at one step, or is told at which ones it can."""

from __future__ import annotations

from collections import deque
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pendopo.core.clock import Limit, indonesia
from pendopo.services import flow
from pendopo.services.compiled import RESULT, Compiled
from pendopo.services.flow.moving import Moving
from pendopo.services.flow.steps import finished
from pendopo.services.load import load
from pendopo.services.problems import Problems, Refused
from pendopo.services.stories import read_stories
from pendopo.services.stories.play import told_answers
from pendopo.services.tests.drawn import SENT, flows, package, users
from pendopo.services.tests.packages import SHIPPED, shipped

CALENDAR = indonesia(range(2025, 2029))
RECEIVED = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def stand(compiled: Compiled, element: str, answers: dict[str, Any], **more: Any) -> flow.Move:
    return flow.stand_at(
        compiled,
        answers=answers,
        applicant={"kind": "citizen"},
        element=element,
        received=more.pop("received", RECEIVED),
        at=AT,
        calendar=CALENDAR,
        **more,
    )


def all_told(folder: Path) -> tuple[Compiled, dict[str, dict[str, Any]]]:
    compiled = load(folder)
    told = read_stories(compiled.source, Problems())
    return compiled, {one.name: told_answers(one, told) for one in told}


def ways_on(compiled: Compiled, case: flow.CaseState) -> list[flow.CaseState]:
    """Every state after one outcome of an open task, the answer to a call, a timer."""
    found = []
    for one in case.tasks:
        for outcome in compiled.tasks[one.element].outcomes:
            moving = Moving(compiled, case, AT, CALENDAR)
            finished(moving, one, outcome, {RESULT: outcome})
            found.append(moving.finish(flow.Answers()).case)
    for call in case.calls:
        move = flow.answered(compiled, case, token=call.token, result={}, now=AT, calendar=CALENDAR)
        found.append(move.case)
    for timer in case.timers:
        move = flow.fire(compiled, case, token=timer.token, now=AT, calendar=CALENDAR)
        found.append(move.case)
    return found


def can_be_finished(compiled: Compiled, case: flow.CaseState) -> bool:
    ahead, seen = deque([case]), set()
    while ahead:
        here = ahead.popleft()
        for after in ways_on(compiled, here):
            if after.ended and compiled.ending(after.ended) is not None:
                return True
            place = tuple((one.node, one.index) for one in after.process.tokens)
            if place not in seen:
                seen.add(place)
                ahead.append(after)
    return False


def places() -> list[tuple[Path, str]]:
    return [(folder, element) for folder in shipped() for element in load(folder).tasks]


@pytest.mark.parametrize(("folder", "element"), places(), ids=lambda one: getattr(one, "name", one))
def test_every_step_of_every_package(folder: Path, element: str) -> None:
    """With the answers of each story: exactly that task is open and the case can be finished, or a
    sentence names the steps at which this very case can stand."""
    compiled, told = all_told(folder)
    for name, answers in told.items():
        try:
            move = stand(compiled, element, answers)
        except Refused as no:
            if no.code == "answers":  # a story about what the form refuses
                assert not told_well(compiled, answers), name
                continue
            assert no.code in ("step-not-alone", "step-has-letter"), (name, no)
            for other in flow.allowed_steps(compiled):
                title = compiled.tasks[other].title.id
                assert (f"“{title}”" in no.text["id"]) == stands(compiled, other, answers), name
            continue
        assert [one.element for one in move.opened] == [element]
        assert [one.element for one in move.case.tasks] == [element]
        assert not (move.calls or move.sends or move.closed or move.ended), name
        assert element in flow.allowed_steps(compiled)
        assert move.case.submitted_at == RECEIVED
        assert flow.CaseState.decode(move.case.encode()) == move.case
        assert can_be_finished(compiled, move.case), name


def told_well(compiled: Compiled, answers: dict[str, Any]) -> bool:
    try:
        stand(compiled, next(iter(compiled.tasks)), answers)
    except Refused as no:
        return no.code != "answers"
    return True


def stands(compiled: Compiled, element: str, answers: dict[str, Any]) -> bool:
    try:
        stand(compiled, element, answers)
    except Refused:
        return False
    return True


@pytest.mark.parametrize("folder", shipped(), ids=lambda one: one.name)
def test_each_package_takes_cases_at_more_than_its_first_step(folder: Path) -> None:
    compiled, told = all_told(folder)
    well = [answers for answers in told.values() if told_well(compiled, answers)]
    taken = {one for one in compiled.tasks if any(stands(compiled, one, a) for a in well)}
    fewest = 1 if compiled.service.mode == "incident" else 4  # all at once, then one
    assert len(taken) >= fewest, taken


# Drawings of every kind


def drawing(body: str, names: str, **more: Any) -> Compiled:
    tasks: dict[str, Any] = {one: {} for one in names.split()} | more.pop("tasks", {})
    start = '<bpmn:startEvent id="mulai"/><bpmn:endEvent id="selesai"/>'
    return package("uji-berdiri", start + body, tasks=tasks, **more)


def parallel() -> Compiled:
    return drawing(
        '<bpmn:parallelGateway id="buka"/><bpmn:parallelGateway id="tutup"/>'
        + users("a", "kiri", "kanan", "b")
        + flows("mulai>a", "a>buka", "buka>kiri", "buka>kanan", "kiri>tutup", "kanan>tutup")
        + flows("tutup>b", "b>selesai"),
        "a kiri kanan b",
    )


def nested() -> Compiled:
    inside = '<bpmn:startEvent id="m2"/><bpmn:endEvent id="s2"/>' + users("dalam")
    return drawing(
        users("a", "b")
        + f'<bpmn:subProcess id="sub">{inside}{flows("m2>dalam", "dalam>s2")}</bpmn:subProcess>'
        + flows("mulai>a", "a>sub", "sub>b", "b>selesai"),
        "a b",
        tasks={"dalam": {"organisation": "owner", "role": "front_office"}},
        lane_of={"dalam": ""},
    )


def rule_reads_what_officers_wrote() -> Compiled:
    return drawing(
        '<bpmn:exclusiveGateway id="g" default="f_g_b"/>'
        + users("a", "b", "c")
        + flows("mulai>a", "a>g", "g>b", "g>c if =a.layak = true", "b>selesai", "c>selesai"),
        "b c",
        tasks={"a": {"form": {"layak": {"type": "boolean"}}}},
    )


def waits_for_a_timer() -> Compiled:
    timer = "<bpmn:timerEventDefinition><bpmn:timeDuration>P3D</bpmn:timeDuration></bpmn:timerEventDefinition>"  # noqa: E501 - one element of a drawing
    return drawing(
        f'<bpmn:intermediateCatchEvent id="jeda">{timer}</bpmn:intermediateCatchEvent>'
        f'<bpmn:boundaryEvent id="lewat" attachedToRef="a">{timer}</bpmn:boundaryEvent>'
        + users("a", "b", "c")
        + flows("mulai>a", "a>jeda", "jeda>b", "b>selesai", "lewat>c", "c>selesai"),
        "a b c",
    )


def after_a_message() -> Compiled:
    event = '<bpmn:messageEventDefinition messageRef="kabar"/>'
    return drawing(
        f'<bpmn:intermediateCatchEvent id="tunggu">{event}</bpmn:intermediateCatchEvent>'
        + users("a", "b")
        + flows("mulai>a", "a>tunggu", "tunggu>b", "b>selesai"),
        "a b",
        roots='<bpmn:message id="kabar" name="kabar"/>',
        messages={"kabar": {"title": {"id": "Kabar", "en": "News"}, "from": ["verifier"]}},
    )


@pytest.mark.parametrize(
    ("made", "element", "done"),
    [
        (parallel, "a", ()),
        (parallel, "kiri", None),  # the other branch would be open beside it, or claimed done
        (parallel, "kanan", None),
        (parallel, "b", ("a", "kiri", "kanan")),
        (nested, "dalam", ("a",)),  # the only thing in its sub-process
        (nested, "b", ("a", "dalam")),
        (rule_reads_what_officers_wrote, "b", ("a",)),
        (rule_reads_what_officers_wrote, "c", None),  # nobody knows what the officer found
        (waits_for_a_timer, "a", ()),
        (waits_for_a_timer, "b", ("a",)),
        (waits_for_a_timer, "c", ()),
        (after_a_message, "b", ("a",)),
    ],
)
def test_drawings(made: Any, element: str, done: tuple[str, ...] | None) -> None:
    compiled = made()
    answers = {**SENT}
    if done is None:
        with pytest.raises(Refused) as no:
            stand(compiled, element, answers)
        assert no.value.code == "step-not-alone"
        assert "“a”" in no.value.text["id"] and "“b”" in no.value.text["id"]
        assert f"“{element}”" not in no.value.text["id"]
        return
    move = stand(compiled, element, answers)
    assert [one.element for one in move.opened] == [element]
    assert set(move.case.done) == set(done)
    assert can_be_finished(compiled, move.case)


def test_timers_beside_a_step_count_from_now() -> None:
    move = stand(waits_for_a_timer(), "a", {**SENT})
    (timer,) = move.timers
    assert timer.element == "lewat"
    assert timer.due_at == AT + timedelta(days=3)


# What is claimed and what is not


@pytest.fixture(scope="module")
def sip() -> Compiled:
    return load(SHIPPED / "sip-dokter")


@pytest.fixture(scope="module")
def told(sip: Compiled) -> dict[str, Any]:
    return all_told(SHIPPED / "sip-dokter")[1]["lurus"]


def test_documents_are_waived_and_all_else_is_judged(sip: Compiled, told: dict[str, Any]) -> None:
    documents = {name for name, one in sip.form.questions.items() if one.file is not None}
    assert documents
    move = stand(sip, "rekomendasi", {k: v for k, v in told.items() if k not in documents})
    given = {**move.answers.clear, **move.answers.personal}
    assert given and not documents & set(given)
    with pytest.raises(Refused) as no:
        stand(sip, "rekomendasi", {**told, "nik": "12"})
    assert no.value.code == "answers"
    assert [one.field for one in no.value.fields] == ["nik"]


def test_the_clock_counts_from_the_receipt_the_step_from_now(
    sip: Compiled, told: dict[str, Any]
) -> None:
    move = stand(sip, "rekomendasi", told)
    assert [(one.kind, one.at) for one in move.case.marks] == [("start", RECEIVED)]
    assert move.case.tasks[0].opened_at == AT
    limit = move.dues.case.limit
    assert limit is not None
    by_hand = CALENDAR.add_working_days(date(2026, 11, 2), limit.amount)
    assert move.dues.case.at is not None
    assert CALENDAR.local_date(move.dues.case.at) == by_hand
    task = move.dues.tasks[move.case.tasks[0].token]
    assert task.at is not None and task.at > AT


def test_a_clock_that_stands_still_does_so_since_now(sip: Compiled, told: dict[str, Any]) -> None:
    move = stand(sip, "jawab", told)
    assert [(one.kind, one.at) for one in move.case.marks] == [("start", RECEIVED), ("pause", AT)]
    assert move.status == "waiting"
    assert stand(sip, "perbaiki", told).case.marks == ()


@pytest.mark.parametrize("element", ["rekomendasi", "draf", "periksa", "draf_penolakan"])
def test_a_deadline_given_elsewhere_holds(
    sip: Compiled, told: dict[str, Any], element: str
) -> None:
    """Also across a pause after it, as any limit; and where our own clock would begin later."""
    move = stand(sip, element, told, due=date(2026, 12, 4))
    assert move.case.promised == Limit(32, "days")
    due = move.dues.case
    assert due.at == CALENDAR.end_of(date(2026, 12, 4)) and due.basis
    if element == "rekomendasi":
        asked = flow.complete(
            sip, move.case, task=move.case.tasks[0].token, outcome="tanya_pemohon",
            answers={"pertanyaan": "Kapan?"}, now=AT, calendar=CALENDAR,
        )  # fmt: skip
        back = AT + timedelta(days=4)
        answered = flow.complete(
            sip, asked.case, task=asked.case.tasks[0].token, outcome="kirim",
            answers={"jawaban": "Besok"}, now=back, calendar=CALENDAR,
        )  # fmt: skip
        assert asked.dues.case.at is None
        assert answered.dues.case.at is not None and answered.dues.case.at > due.at


def test_refusals(sip: Compiled, told: dict[str, Any]) -> None:
    for element, due, code in (
        ("terbang", None, "step-unknown"),
        ("paraf", None, "step-has-letter"),
        ("tanda_tangan", None, "step-has-letter"),
        ("rekomendasi", date(2026, 11, 2), "due-order"),
    ):
        with pytest.raises(Refused) as no:
            stand(sip, element, told, due=due)
        assert no.value.code == code
    building, stories = all_told(SHIPPED / "pbg")
    with pytest.raises(Refused) as no:
        stand(building, "pantau", next(iter(stories.values())), due=date(2026, 12, 4))
    assert no.value.code == "due-over"


def test_the_same_row_gives_the_same_state(sip: Compiled, told: dict[str, Any]) -> None:
    for element in flow.allowed_steps(sip):
        if stands(sip, element, told):
            assert stand(sip, element, told).case == stand(sip, element, told).case


def handed_over() -> Compiled:
    """Drafted, signed, then handed over: the last step lies behind the letter."""
    return package(
        "uji-serah",
        '<bpmn:startEvent id="mulai"/><bpmn:endEvent id="selesai"/>'
        + users("periksa", "draf", "ttd", "serahkan")
        + flows("mulai>periksa", "periksa>draf", "draf>ttd", "ttd>serahkan", "serahkan>selesai"),
        tasks={
            "periksa": {"outcomes": {"lengkap": {"clock": "start"}}},
            "draf": {"work": "draft", "letter": "surat"},
            "ttd": {
                "work": "sign",
                "letter": "surat",
                "outcomes": {"setuju": {"clock": "stop", "style": "primary"}},
            },
            "serahkan": {},
        },
        lanes={"Kantor": {"organisation": "owner", "role": "signer"}},
    )


def test_a_letter_that_was_issued_there_lets_a_case_stand_behind_it() -> None:
    made = handed_over()
    assert flow.steps_behind_letters(made) == ("serahkan",)
    with pytest.raises(Refused) as no:
        stand(made, "serahkan", SENT)
    assert no.value.code == "step-has-letter"
    move = stand(made, "serahkan", SENT, letter=True)
    assert [one.element for one in move.opened] == ["serahkan"]
    assert move.dues.case.at is None or move.case.marks[-1].kind == "stop"
    done = flow.complete(made, move.case, task=move.case.tasks[0].token, outcome="selesai",
                         answers={}, now=AT, calendar=CALENDAR)  # fmt: skip
    assert done.ended is not None


@pytest.mark.parametrize(
    ("element", "code"), [("periksa", "letter-early"), ("draf", "letter-early"),
                          ("ttd", "letter-issued")]
)  # fmt: skip
def test_such_a_letter_goes_with_no_other_step(element: str, code: str) -> None:
    with pytest.raises(Refused) as no:
        stand(handed_over(), element, SENT, letter=True)
    assert no.value.code == code
