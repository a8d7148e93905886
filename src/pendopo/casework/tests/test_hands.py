"""Whose a task is when a formula says it, and steps that stay in different hands."""

from __future__ import annotations

from typing import Any, get_args, get_type_hints

import pytest

from pendopo.casework.tests.doors import casework, directory, ledger, models, services
from pendopo.casework.tests.packages import LONG_AGO
from pendopo.casework.tests.walking import CODE, MONDAY, facts_of, row, the_task
from pendopo.services.tests.drawn import SENT, flows, package, users

HEALTH = "1.02.0.00.0.00.01.0000"
BODY = '<bpmn:startEvent id="mulai"/><bpmn:endEvent id="selesai"/>' + users(
    "pilah", "tangani", "periksa_ulang"
)
WAYS = flows("mulai>pilah", "pilah>tangani", "tangani>periksa_ulang", "periksa_ulang>selesai")
LANES = {
    "Petugas": {"organisation": "owner", "role": "front_office"},
    "Pelaksana": {"organisation": "= pilah.instansi", "role": "technical"},
    "Pemeriksa": {"organisation": "owner", "role": "verifier"},
}
TASKS: dict[str, Any] = {
    "pilah": {"form": {"instansi": {"type": "string", "maxLength": 40}}},
    "tangani": {},
    "periksa_ulang": {"apart_from": ["pilah"]},
}


@pytest.fixture(scope="module")
def slug(regency: Any) -> str:
    tasks = {
        **TASKS,
        "pilah": {"form": {"instansi": {"type": "string", "enum": [HEALTH, "9.99"]}}},
    }
    made = package(
        "uji-tangan",
        BODY + WAYS,
        tasks=tasks,
        lanes=LANES,
        lane_of={"tangani": "Pelaksana", "periksa_ulang": "Pemeriksa"},
    )
    with ledger.use_region(CODE):
        services.publish(package=made, valid_from=LONG_AGO, now=LONG_AGO)
    return made.slug


def opened(regency: Any, slug: str, agency: str = HEALTH) -> Any:
    """Sorted by the counter: the task that follows is that agency's."""
    from tests.regency import Applied

    from pendopo.config.seeding import applying

    with ledger.use_region(CODE):
        sent = applying.apply(slug, SENT, now=MONDAY)
    case = Applied(regency, sent.case_id, sent.number, sent.code)
    case.do("loket.ptsp", "selesai", instansi=agency)
    return case


def task_of(case: Any, element: str) -> Any:
    with ledger.use_region(CODE), ledger.region_transaction():
        return models.Task.objects.get(case_id=case.case_id, element=element)


def test_a_task_goes_to_the_agency_that_a_formula_names(regency: Any, slug: str) -> None:
    case = opened(regency, slug)
    assert the_task(case, "teknis.dinkes").element == "tangani"
    assert not facts_of(case, "case.escalated")


def test_an_agency_that_is_none_goes_to_the_supervisor_who_hears_why(
    regency: Any, slug: str
) -> None:
    case = opened(regency, slug, "9.99")
    task = task_of(case, "tangani")
    with ledger.use_region(CODE):
        owner = directory.chart().by_code["2.18.2.07.3.32.01.0000"]
    assert (task.organisation_id, task.role) == (owner.id, "supervisor")
    (fact,) = facts_of(case, "case.escalated")
    assert (fact.data["reason"], fact.data["element"]) == ("nobody", "tangani")
    case.do("kabid.ptsp", "selesai")
    assert row(case).stage == "periksa_ulang"


def test_who_did_one_step_does_not_do_the_other(regency: Any, slug: str) -> None:
    case = opened(regency, slug)
    case.do("teknis.dinkes", "selesai")
    task = task_of(case, "periksa_ulang")
    sorter, other = regency.actor("loket.ptsp"), regency.actor("ketuatim.ptsp")
    head = regency.actor("kabid.ptsp")
    with ledger.use_region(CODE):
        for act in (
            lambda: casework.take(task_id=task.id, who=sorter, version=1, now=MONDAY),
            lambda: casework.complete_task(
                task_id=task.id, who=sorter, version=1, outcome="selesai", answers={}, now=MONDAY
            ),
        ):
            with pytest.raises(casework.Refused) as refused:
                act()
            assert refused.value.code == "apart"
        for who, sees in ((sorter, False), (other, True)):
            assert (task.id in inbox(who)) is sees
        able = casework.assignees(task_id=task.id, who=head, now=MONDAY)
        accounts = {one.account_id for one in able}
        assert other.account_id in accounts and sorter.account_id not in accounts
        with pytest.raises(casework.Refused) as refused:
            casework.assign(task_id=task.id, who=head, to=sorter.account_id, version=1, now=MONDAY)
        assert refused.value.code == "assignee_unfit"
    case.do("ketuatim.ptsp", "selesai")
    assert row(case).ended_at is not None


def inbox(who: Any) -> set[Any]:
    """Ids of all tasks in somebody's own inbox, read to its last page."""
    found: set[Any] = set()
    cursor = ""
    while True:
        page = casework.inbox(who=who, cursor=cursor, now=MONDAY)
        found |= {one.id for one in page.cards}
        cursor = page.next_cursor
        if not cursor:
            return found


def test_every_reason_to_escalate_has_its_words() -> None:
    from pendopo.casework import facts, notices
    from pendopo.casework.queries import timeline

    reasons = set(get_args(get_type_hints(facts.CaseEscalated)["reason"]))
    assert reasons == set(notices._ALARMS) - {notices.FAILED} == set(timeline._ESCALATED)
