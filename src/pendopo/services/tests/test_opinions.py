"""Repeats of a task over a list, one that decides for all, and timers of every unit."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from pendopo.core.clock import DayOff, indonesia
from pendopo.services import flow
from pendopo.services.compiled import Compiled
from pendopo.services.load import compile_source
from pendopo.services.stories.play import FILE
from pendopo.services.tests.packages import edited

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
CALENDAR = indonesia([2026, 2027])
BPMN = "process.bpmn"
MANY = (
    '      <bpmn:multiInstanceLoopCharacteristics isSequential="%s"'
    ' camunda:collection=\'["1.02", "1.03", "2.11"]\' camunda:elementVariable="opd" />\n'
)


def package(*, sequential: str, whose: str = "owner") -> Compiled:
    """The small package, its `draf` done three times; `tolak` decides for all."""
    outgoing = "      <bpmn:outgoing>ke_tanda_tangan_dari_draf</bpmn:outgoing>\n"
    texts = "      siap: {label: %s}\n"
    return compile_source(
        edited(
            (BPMN, outgoing, outgoing + MANY % sequential),
            ("service.yaml", "    role: drafter\n    letter: surat\n",
             f"    role: technical\n    organisation: {whose}\n    letter: surat\n"),
            ("service.yaml", "      siap: {style: primary}\n",
             "      siap: {style: primary}\n      tolak: {decides_for_all: true}\n"),
            ("texts/id.yaml", texts % "Siap ditandatangani",
             texts % "Setuju" + "      tolak: {label: Tolak}\n"),
            ("texts/en.yaml", texts % "Ready to be signed",
             texts % "Agree" + "      tolak: {label: Refuse}\n"),
            (BPMN, 'tanda_tangan.hasil = "tandatangani"',
             'tanda_tangan.hasil = "tandatangani" and every satu in draf satisfies '
             'satu.hasil in ("siap", "tolak", "dilewati")'),
        )
    )  # fmt: skip


def at_opinions(compiled: Compiled) -> flow.Move:
    answers = {"keperluan": "x", "nama": "Siti", "nik": "3511014507900001", "ktp": [FILE]}
    move = flow.begin(compiled, answers=answers, applicant={}, now=NOW, calendar=CALENDAR)
    return done(compiled, move, "lengkap", "periksa")


def done(compiled: Compiled, move: flow.Move, outcome: str, element: str) -> flow.Move:
    task = next(one for one in move.case.tasks if one.element == element)
    return flow.complete(
        compiled,
        move.case,
        task=task.token,
        outcome=outcome,
        answers={},
        now=NOW,
        calendar=CALENDAR,
    )


def test_each_repeat_belongs_to_its_organisation() -> None:
    compiled = package(sequential="true", whose="item")
    move, found = at_opinions(compiled), []
    while move.opened[0].element == "draf":
        found += [(one.organisation, one.role) for one in move.opened]
        move = done(compiled, move, "siap", "draf")
    assert found == [("1.02", "technical"), ("1.03", "technical"), ("2.11", "technical")]


@pytest.mark.parametrize("sequential", ["true", "false"])
def test_one_decides_for_all(sequential: str) -> None:
    compiled = package(sequential=sequential)
    move = done(compiled, at_opinions(compiled), "siap", "draf")
    assert {one.element for one in move.case.tasks} == {"draf"}
    move = done(compiled, move, "tolak", "draf")
    assert [one.element for one in move.case.tasks] == ["tanda_tangan"]
    said = move.case.process.values["draf"]
    assert [one["hasil"] for one in said] == ["siap", "tolak", "dilewati"]


TIMER = """    <bpmn:boundaryEvent id="ingat" attachedToRef="draf" cancelActivity="false">
      <bpmn:outgoing>ke_ingat</bpmn:outgoing>
      <bpmn:timerEventDefinition id="w">
        <bpmn:timeDuration>%s</bpmn:timeDuration>
      </bpmn:timerEventDefinition>
    </bpmn:boundaryEvent>
    <bpmn:serviceTask id="beri_tahu" camunda:type="external" camunda:topic="notify">
      <bpmn:incoming>ke_ingat</bpmn:incoming><bpmn:outgoing>ke_sudah</bpmn:outgoing></bpmn:serviceTask>
    <bpmn:endEvent id="sudah"><bpmn:incoming>ke_sudah</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="ke_ingat" sourceRef="ingat" targetRef="beri_tahu" />
    <bpmn:sequenceFlow id="ke_sudah" sourceRef="beri_tahu" targetRef="sudah" />
"""
HOLIDAY = indonesia([2026, 2027], overrides=[DayOff(date(2026, 11, 17), "Libur", "SKB")])


@pytest.mark.parametrize(
    ("limit", "timer", "due", "with_holiday"),
    [
        ("2 working_days", "=limits.draf", "2026-11-18 15:30", "2026-11-19 15:30"),
        ("2 days", "=limits.draf", "2026-11-18 15:30", "2026-11-18 15:30"),
        ("5 hours", "=limits.draf", "2026-11-16 14:00", "2026-11-16 14:00"),
        ("90 minutes", "=limits.draf", "2026-11-16 10:30", "2026-11-16 10:30"),
        ("2 working_days", "=working days(1)", "2026-11-17 15:30", "2026-11-18 15:30"),
        ("2 working_days", "PT3H", "2026-11-16 12:00", "2026-11-16 12:00"),
        ("2 working_days", "P1M", "2026-12-16 15:30", "2026-12-16 15:30"),
        ("2 working_days", '=date("2026-11-20")', "2026-11-20 15:30", "2026-11-20 15:30"),
    ],
)
def test_timers(limit: str, timer: str, due: str, with_holiday: str) -> None:
    task = "    role: drafter\n"
    limited = f"    limit: [{{from: 2026-01-01, value: {limit}, basis: x}}]\n"
    first = '    <bpmn:sequenceFlow id="ke_periksa'
    edits = [("service.yaml", task, task + limited), (BPMN, first, TIMER % timer + first)]
    compiled = compile_source(edited(*edits))
    move = at_opinions(compiled)
    (found,) = move.timers
    assert local(found.due_at) == due
    if timer == "=limits.draf":
        assert found.due_at == move.opened[0].due_at
    later = flow.dues(compiled, move.case, HOLIDAY)
    assert local(later.timers[found.token]) == with_holiday


def local(at: datetime | None) -> str:
    assert at is not None
    return f"{at + timedelta(hours=7):%Y-%m-%d %H:%M}"
