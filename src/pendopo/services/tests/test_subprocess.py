"""A service whose drawing holds a sub-process with a deadline, and an end for all that is late."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from pendopo.core.clock import indonesia
from pendopo.services import flow
from pendopo.services.compiled import Compiled
from pendopo.services.inspection import inspect
from pendopo.services.load import compile_source
from pendopo.services.problems import Problems
from pendopo.services.source import Source, from_files
from pendopo.services.stories import read_stories
from pendopo.services.stories.play import FILE
from pendopo.services.tests.packages import small

CALENDAR = indonesia(range(2026, 2029))
MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
TIMER = (
    "<bpmn:timerEventDefinition><bpmn:timeDuration>=working days({})</bpmn:timeDuration>"
    "</bpmn:timerEventDefinition>"
)


def way(source: str, target: str) -> str:
    return f'<bpmn:sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}"/>'


INSIDE = f"""<bpmn:subProcess id="penyusunan" name="Penyusunan">
<bpmn:startEvent id="mulai_susun"/><bpmn:userTask id="draf" name="Susun surat"/>
<bpmn:endEvent id="tersusun"/>{way("mulai_susun", "draf")}{way("draf", "tersusun")}
</bpmn:subProcess>
<bpmn:boundaryEvent id="lama" cancelActivity="false" attachedToRef="penyusunan">
{TIMER.format(2)}</bpmn:boundaryEvent>
<bpmn:serviceTask id="ingatkan" camunda:topic="escalate"/><bpmn:endEvent id="diingatkan"/>
{way("lama", "ingatkan")}{way("ingatkan", "diingatkan")}
<bpmn:subProcess id="kedaluwarsa" triggeredByEvent="true"><bpmn:startEvent id="lewat">
{TIMER.format(30)}</bpmn:startEvent><bpmn:endEvent id="gugur" name="Gugur"/>
{way("lewat", "gugur")}</bpmn:subProcess>"""


def changed() -> Source:
    """The small package with the drafting inside of a sub-process."""
    files = dict(small())
    text = files["process.bpmn"].decode()
    text = re.sub(r'(sourceRef|targetRef)="draf"', r'\1="penyusunan"', text)
    text = text.replace("<bpmn:flowNodeRef>draf</", "<bpmn:flowNodeRef>penyusunan</")
    text = re.sub(r'<bpmn:userTask id="draf".*?</bpmn:userTask>', INSIDE, text, flags=re.S)
    files["process.bpmn"] = text.encode()
    service = files["service.yaml"].decode()
    files["service.yaml"] = service.replace(
        "  ditolak: {result: refused}\n",
        "  ditolak: {result: refused}\n  gugur: {result: closed}\n",
    ).encode()
    for language in ("id", "en"):
        name = f"texts/{language}.yaml"
        words = files[name].decode()
        words = re.sub(r"^endings:\n", "endings:\n  gugur: {title: Gugur}\n", words, flags=re.M)
        words = re.sub(r"^public_status:\n", "public_status:\n  gugur: Gugur\n", words, flags=re.M)
        files[name] = words.encode()
    return from_files(files)


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    return compile_source(changed())


def drafting(compiled: Compiled) -> flow.Move:
    (story, *_) = [one for one in read_stories(compiled.source, Problems()) if one.name == "terbit"]
    move = flow.begin(
        compiled,
        answers={**story.story.given.answers, "ktp": [FILE]},
        applicant={"kind": "citizen"},
        now=MONDAY,
        calendar=CALENDAR,
    )
    return complete(compiled, move.case, "lengkap")


def complete(compiled: Compiled, case: flow.CaseState, outcome: str) -> flow.Move:
    return flow.complete(
        compiled,
        case,
        task=case.tasks[0].token,
        outcome=outcome,
        answers={},
        now=MONDAY,
        calendar=CALENDAR,
    )


def fire(compiled: Compiled, move: flow.Move, element: str) -> flow.Move:
    (token,) = [one.token for one in move.case.timers if one.element == element]
    return flow.fire(compiled, move.case, token=token, now=MONDAY, calendar=CALENDAR)


def test_the_package_is_whole_and_its_stories_come_out_as_before():
    found = inspect(changed())
    assert not found.problems, [str(one) for one in found.problems]
    assert found.stories and all(one.ok for one in found.stories)


def test_a_task_inside_is_opened_in_the_lane_of_its_subprocess(compiled):
    move = drafting(compiled)
    (task,) = move.opened
    assert (task.element, task.lane) == ("draf", "Petugas")
    assert compiled.graph.main_path() == ("periksa", "draf", "tanda_tangan")
    assert {one.element for one in move.case.timers} == {"lama", "lewat"}
    # Two working days from Monday, to the end of the day; no task's clock to count on.
    due = {one.element: move.dues.timers[one.token] for one in move.case.timers}
    assert CALENDAR.local_date(due["lama"]).isoformat() == "2026-11-18"


def test_the_deadline_of_a_subprocess_reminds_beside_it(compiled):
    move = fire(compiled, drafting(compiled), "lama")
    assert [one.topic for one in move.calls] == ["escalate"] and move.ended is None
    assert [one.element for one in move.case.tasks] == ["draf"]
    move = complete(compiled, move.case, "siap")
    assert [one.element for one in move.opened] == ["tanda_tangan"]


def test_what_is_late_ends_the_case_whatever_is_open(compiled):
    move = fire(compiled, drafting(compiled), "lewat")
    assert move.ended is not None and move.ended.element == "gugur"
    assert not move.case.tasks and not move.case.timers and not move.case.calls
