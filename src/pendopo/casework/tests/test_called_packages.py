"""A real case runs the process of another package: its officers, its forms, its path."""

from __future__ import annotations

from typing import Any

import pytest

from pendopo.casework.tests.doors import casework, ledger, models, services
from pendopo.casework.tests.packages import LONG_AGO
from pendopo.casework.tests.test_messages import open_now, refusal, submit
from pendopo.casework.tests.walking import CODE, DAY, MONDAY
from pendopo.services.load import compile_source
from pendopo.services.tests.test_calls import caller, survey

HEALTH = "1.02.0.00.0.00.01.0000"


@pytest.fixture(scope="module")
def calling(regency: Any) -> str:
    """The survey belongs to another agency than the service that calls it."""
    agency = survey(agency=HEALTH)
    with ledger.use_region(CODE):
        services.publish(package=compile_source(agency), valid_from=LONG_AGO, now=LONG_AGO)
        whole = services.assembled(caller(), services.published(at=MONDAY))
        services.publish(
            package=services.load_files(whole.files), valid_from=LONG_AGO, now=LONG_AGO
        )
    return "izin-lokasi"


def test_the_step_goes_to_the_called_agency_and_its_form_is_asked(
    regency: Any, calling: str
) -> None:
    case = submit(regency, calling, golongan="besar")
    case.do("loket.ptsp", "diterima")
    assert open_now(case) == ["survei:lengkap"]
    with ledger.use_region(CODE), ledger.region_transaction():
        task = models.Task.objects.get(case_id=case.case_id, element="survei:lengkap")
        due = task.due_at
    assert task.role == "technical" and due is not None and due > MONDAY + DAY

    with pytest.raises(casework.Invalid):
        case.do("teknis.dinkes", "disurvei", luas=0)
    case.do("teknis.dinkes", "disurvei", luas=7)
    assert case.view("loket.ptsp").status == "granted"


def test_an_officer_of_the_caller_alone_may_not_do_it(regency: Any, calling: str) -> None:
    case = submit(regency, calling, golongan="kecil")
    case.do("loket.ptsp", "diterima")
    with ledger.use_region(CODE), ledger.region_transaction():
        task = models.Task.objects.get(case_id=case.case_id, status="open")

    def act() -> None:
        with ledger.use_region(CODE):
            casework.complete_task(
                task_id=task.id,
                who=regency.actor("loket.ptsp"),
                outcome="disurvei",
                answers={"luas": 1},
                version=task.version,
                now=MONDAY,
            )

    assert refusal(act) == "not_for_you"


def test_the_applicant_and_the_officers_see_where_it_is(regency: Any, calling: str) -> None:
    case = submit(regency, calling, golongan="besar")
    case.do("loket.ptsp", "diterima")
    stages = {one.element: one.state for one in case.view("loket.ptsp").tracking.stages}
    assert stages["survei:lengkap"] == "now"
    assert case.mine().status == "running"


def test_a_newer_survey_leaves_what_runs_and_what_is_published_alone(
    regency: Any, calling: str
) -> None:
    case = submit(regency, calling, golongan="besar")
    case.do("loket.ptsp", "diterima")
    newer = survey(
        agency=HEALTH,
        tasks={n: {"outcomes": {"lain": {}}} for n in ("lengkap", "ringkas")},
    )
    with ledger.use_region(CODE):
        services.publish(package=compile_source(newer), valid_from=MONDAY, now=MONDAY)
    case.do("teknis.dinkes", "disurvei", luas=5)
    assert case.view("loket.ptsp").status == "granted"
    with ledger.use_region(CODE):
        again = services.service_at(slug=calling, at=MONDAY + DAY)
    assert again is not None and set(again.tasks["survei:lengkap"].outcomes) == {"disurvei"}
