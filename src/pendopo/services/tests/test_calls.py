"""A step that runs the process of another package: its tasks, rules and limits, its version."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from pendopo.core.clock import indonesia
from pendopo.services import flow
from pendopo.services.assembly import assembled
from pendopo.services.compiled import Compiled
from pendopo.services.inspection import inspect
from pendopo.services.load import compile_source
from pendopo.services.problems import PackageRefused
from pendopo.services.source import Source, from_files
from pendopo.services.stories.play import FILE
from pendopo.services.tests.drawn import SENT, flows, source, users

CALENDAR = indonesia(range(2026, 2029))
MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 17, 2, 0, tzinfo=UTC)
START, END = '<bpmn:startEvent id="mulai"/>', '<bpmn:endEvent id="selesai"/>'
DMN = b"""<?xml version="1.0"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
 id="d" name="d" namespace="t"><decision id="tingkat" name="tingkat"><variable name="tingkat"/>
 <literalExpression><text>if golongan = "besar" then "lengkap" else "ringkas"</text>
 </literalExpression></decision></definitions>"""


def survey(**more: Any) -> Source:
    """The package that is called: a table chooses between two tasks of a technical agency."""
    body = (
        f'{START}<bpmn:businessRuleTask id="pilih" camunda:decisionRef="tingkat"'
        ' camunda:resultVariable="tingkat"/>'
        f'<bpmn:exclusiveGateway id="mana" default="f_mana_ringkas"/>{users("lengkap", "ringkas")}'
        f"{END}"
        + flows(
            "mulai>pilih",
            "pilih>mana",
            'mana>lengkap if tingkat = "lengkap"',
            "mana>ringkas",
            "lengkap>selesai",
            "ringkas>selesai",
        )
    )
    limit = [{"from": date(2000, 1, 1), "value": "2 working_days", "basis": "Contoh"}]
    task = {
        "outcomes": {"disurvei": {"clock": "stop"}},
        "form": {"luas": {"type": "integer", "minimum": 1}},
        "limit": limit,
    }
    given = {
        "tasks": {"lengkap": task, "ringkas": {**task, "limit": limit}},
        "files": {"decisions.dmn": DMN},
        "lanes": {"Surveyor": {"organisation": "owner", "role": "technical"}},
        **more,
    }
    slug = given.pop("slug", "survei-lokasi")
    return source(slug, given.pop("body", body), **given)


CALL = (
    '<bpmn:callActivity id="survei" name="Survei lokasi" calledElement="survei-lokasi">'
    "<bpmn:extensionElements><camunda:inputOutput>"
    '<camunda:inputParameter name="golongan">${golongan}</camunda:inputParameter>'
    "</camunda:inputOutput></bpmn:extensionElements></bpmn:callActivity>"
)


def caller(call: str = CALL, slug: str = "izin-lokasi", **more: Any) -> Source:
    call = call.replace("${golongan}", "=golongan")
    body = (
        f'{START}{users("terima", "tolak")}{call}<bpmn:exclusiveGateway id="g"/>{END}'
        '<bpmn:endEvent id="ditolak"/>'
        + flows(
            "mulai>terima",
            "terima>survei",
            "survei>g",
            "g>selesai if survei.lengkap.luas &gt;= 5",
            "g>tolak if survei.lengkap.luas &lt; 5",
            "tolak>ditolak",
        )
    )
    given = {
        "tasks": {"terima": {"outcomes": {"diterima": {"clock": "start"}}}, "tolak": {}},
        "endings": {"selesai": "granted", "ditolak": "refused"},
        **more,
    }
    return source(slug, body, **given)


def whole(caller_of: Source | None = None, **others: Source) -> Source:
    known = {"survei-lokasi": survey(), **{k.replace("_", "-"): v for k, v in others.items()}}
    return assembled(caller_of or caller(), known.get)


def begun(compiled: Compiled, kind: str = "besar") -> flow.CaseState:
    move = flow.begin(
        compiled,
        answers={**SENT, "ktp": [FILE], "golongan": kind},
        applicant={"kind": "citizen"},
        now=MONDAY,
        calendar=CALENDAR,
    )
    return done(compiled, move.case, "diterima").case


def done(compiled: Compiled, case: flow.CaseState, outcome: str, **answers: object) -> flow.Move:
    (task,) = case.tasks
    return flow.complete(
        compiled,
        case,
        task=task.token,
        outcome=outcome,
        answers=answers,
        now=LATER,
        calendar=CALENDAR,
    )


def rules(found: Source) -> set[str]:
    return {one.rule for one in inspect(found).problems}


def test_the_called_process_runs_with_its_own_table_tasks_and_forms() -> None:
    compiled = compile_source(whole())
    case = begun(compiled)
    (task,) = case.tasks
    assert task.element == "survei:lengkap"
    assert compiled.tasks[task.element].title.id == "lengkap"
    with pytest.raises(flow_refused()) as refused:
        done(compiled, case, "disurvei", luas=0)
    assert [one.field for one in refused.value.fields] == ["luas"]

    move = done(compiled, case, "disurvei", luas=12)
    assert move.ended is not None and move.ended.element == "selesai"
    assert move.case.process.values["survei"] == {
        "tingkat": "lengkap",
        "lengkap": {"luas": 12, "hasil": "disurvei"},
    }


def flow_refused() -> type[Exception]:
    from pendopo.services.problems import Refused

    return Refused


def test_what_it_is_given_decides_inside_it() -> None:
    compiled = compile_source(whole())
    assert [one.element for one in begun(compiled, "kecil").tasks] == ["survei:ringkas"]


def test_a_whole_result_goes_back_to_the_caller() -> None:
    compiled = compile_source(whole())
    move = done(compiled, begun(compiled), "disurvei", luas=3)
    assert [one.element for one in move.opened] == ["tolak"]


def test_its_tasks_keep_limit_and_agency_but_not_the_clock_of_the_service() -> None:
    other = survey(agency="35.11.dinas-pekerjaan-umum")
    compiled = compile_source(whole(survei_lokasi=other))
    case = begun(compiled)
    due = flow.dues(compiled, case, CALENDAR).tasks[case.tasks[0].token]
    assert due.limit is not None and due.limit.amount == 2
    assert CALENDAR.local_date(due.at).isoformat() == "2026-11-19" if due.at else False
    definition = compiled.tasks["survei:lengkap"]
    assert (definition.organisation, definition.role) == ("35.11.dinas-pekerjaan-umum", "technical")
    assert definition.outcomes["disurvei"].clock is None


def test_a_case_keeps_the_version_that_was_called_when_its_package_was_put_together() -> None:
    before = whole()
    new = survey(tasks={name: {"outcomes": {"lain": {}}} for name in ("lengkap", "ringkas")})
    after = whole(survei_lokasi=new)
    assert before.hash != after.hash
    assert compile_source(before).called["survei"].hash == survey().hash
    assert compile_source(after).called["survei"].hash == new.hash
    assert set(compile_source(before).tasks["survei:lengkap"].outcomes) == {"disurvei"}
    assert assembled(after, {"survei-lokasi": survey()}.get).hash == before.hash


def test_two_calls_of_one_package_do_not_mix() -> None:
    second = CALL.replace('id="survei"', 'id="ulang"')
    body = f"{START}{CALL}{second}{END}".replace("${golongan}", "=golongan") + flows(
        "mulai>survei", "survei>ulang", "ulang>selesai"
    )
    twice = whole(source("dua-survei", body, tasks={}))
    compiled = compile_source(twice)
    move = flow.begin(
        compiled,
        answers={**SENT, "ktp": [FILE], "golongan": "besar"},
        applicant={},
        now=MONDAY,
        calendar=CALENDAR,
    )
    again = done(compiled, move.case, "disurvei", luas=1)
    assert [one.element for one in again.opened] == ["ulang:lengkap"]
    assert compiled.drawn("ulang:lengkap") == "ulang"
    end = done(compiled, again.case, "disurvei", luas=2).case.process.values
    assert (end["survei"]["lengkap"]["luas"], end["ulang"]["lengkap"]["luas"]) == (1, 2)


def test_calls_reach_through_a_package_that_calls_in_turn() -> None:
    middle = caller(slug="tengah")
    inner = assembled(middle, {"survei-lokasi": survey()}.get)
    files = dict(caller(CALL.replace("survei-lokasi", "tengah")).files)
    drawn = files["process.bpmn"].replace(b"survei.lengkap", b"survei.survei.lengkap")
    outer = from_files(files | {"process.bpmn": drawn})
    compiled = compile_source(assembled(outer, {"tengah": inner}.get))
    case = begun(compiled)
    assert [one.element for one in case.tasks] == ["survei:terima"]
    case = done(compiled, case, "diterima").case
    assert [one.element for one in case.tasks] == ["survei:survei:lengkap"]
    move = done(compiled, case, "disurvei", luas=5)
    assert move.case.process.values["survei"]["survei"]["lengkap"]["luas"] == 5


def test_a_missing_package_is_named_with_its_line() -> None:
    (problem,) = inspect(caller()).problems
    assert (problem.rule, problem.element, problem.line) == ("no-process", "survei", 1)
    assert "survei-lokasi" in problem.message and "paket layanan terbit" in problem.message


def test_packages_that_call_each_other_are_refused_with_the_way() -> None:
    back = caller(CALL.replace("survei-lokasi", "izin-lokasi"), slug="survei-lokasi")
    with pytest.raises(PackageRefused) as refused:
        assembled(caller(), {"survei-lokasi": back, "izin-lokasi": caller()}.get)
    (problem,) = refused.value.problems
    assert problem.rule == "call-cycle"
    assert "izin-lokasi → survei-lokasi → izin-lokasi" in problem.message


def test_a_circle_is_seen_through_a_version_put_together_before() -> None:
    first = assembled(caller(slug="survei-dua"), {"survei-lokasi": survey()}.get)
    again = caller(CALL.replace("survei-lokasi", "survei-dua"), slug="survei-lokasi")
    with pytest.raises(PackageRefused) as refused:
        assembled(again, {"survei-dua": first}.get)
    assert "survei-lokasi → survei-dua → survei-lokasi" in str(refused.value)


@pytest.mark.parametrize(
    ("called", "rule"),
    [
        ({"tasks": {n: {"work": "draft", "letter": "surat"} for n in ("lengkap", "ringkas")}},
         "call-letter"),
        ({"tasks": {n: {"form": "application", "work": "correct"} for n in ("lengkap", "ringkas")},
          "lanes": {"Pemohon": {"organisation": "applicant"}}}, "call-corrects"),
    ],
)  # fmt: skip
def test_what_needs_an_application_of_its_own_is_not_called(
    called: dict[str, Any], rule: str
) -> None:
    found = inspect(whole(survei_lokasi=survey(**called))).problems
    assert rule in {one.rule for one in found}
    assert all("survei-lokasi" in one.message for one in found if one.rule == rule)


@pytest.mark.parametrize(
    ("name", "rule"),
    [("golong", "call-input"), ("nama", "call-personal"), ("ktp", "call-personal")],
)
def test_inputs_are_questions_of_the_called_package_and_nothing_personal(
    name: str, rule: str
) -> None:
    call = CALL.replace('name="golongan"', f'name="{name}"')
    assert rules(whole(caller(call))) == {rule}


def test_stories_go_through_a_call() -> None:
    story = {
        "title": "Terbit",
        "given": {"at": "2026-11-16 09:00", "answers": {**SENT, "golongan": "besar"}},
        "when": [
            {"at": "2026-11-16 10:00", "task": "terima", "outcome": "diterima"},
            {
                "at": "2026-11-17 10:00",
                "task": "survei:lengkap",
                "outcome": "disurvei",
                "answers": {"luas": 9},
            },
        ],
        "then": {"path": ["terima", "survei:lengkap", "selesai"], "ending": "selesai"},
    }
    inspection = inspect(whole(caller(stories={"terbit": story})))
    assert inspection.problems == ()
    assert all(one.ok for one in inspection.stories)
