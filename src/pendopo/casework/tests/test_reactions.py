"""After the fact: automatic steps, notices, alarms. Each once, whatever dies in between."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pendopo.casework.tests.doors import casework, directory, ledger, models, services
from pendopo.casework.tests.walking import (
    CODE,
    DAY,
    MONDAY,
    at,
    facts_of,
    fire,
    row,
    to_be_signed,
)


def notices(case: Any) -> list[Any]:
    """Notices about the case, oldest first."""
    from pendopo.messages.models import Notice

    with ledger.use_region(CODE), ledger.region_transaction():
        return list(Notice.objects.filter(about_id=case.case_id).order_by("made_at", "dedupe"))


def by_mail(case: Any) -> None:
    """The applicant has an e-mail: the whole letter comes there, a telephone gets short words."""
    from pendopo.casework.models import Case

    with ledger.use_region(CODE), ledger.region_transaction():
        person = Case.objects.get(id=case.case_id).person_id
        directory.change_person(
            person_id=person, email="pemohon@contoh.invalid", actor=None, now=MONDAY
        )


def words_of(notice: Any) -> str:
    import json

    with ledger.use_region(CODE):
        key = directory.load_key(notice.key_id)
    aad = directory.bound_to("notices_notice", "sealed", notice.id)
    return str(json.loads(directory.sealer.open(key, bytes(notice.sealed), aad=aad))["body"])


def test_the_applicant_is_told_once_of_what_matters(regency: Any, worker: Any) -> None:
    case = regency.submit(jenis_praktik="mandiri", sip_ke=2, nama_tempat="Praktik A")
    by_mail(case)
    case.do("loket.ptsp", "kembalikan", items=[{"field": "str", "reason": "Terpotong"}])
    case.apply_again("kirim")
    case.do("loket.ptsp", "lengkap")
    (task,) = case.view("teknis.dinkes").tasks
    with ledger.use_region(CODE):
        casework.set_appointment(
            task_id=task.id, who=regency.actor("teknis.dinkes"), at=at("2026-11-19 09:00"),
            place="Klinik", now=MONDAY,
        )  # fmt: skip
        worker.drain(MONDAY)
        casework.withdraw(case_id=case.case_id, who=directory.ANONYMOUS, key=case.code, now=MONDAY)
    worker.drain(MONDAY)
    told = notices(case)
    assert sorted(one.dedupe.split(":")[0] for one in told) == [
        "appointment.set", "case.closed", "case.returned", "case.submitted", "rating",
    ]  # fmt: skip
    assert {one.status for one in told} == {"sent"}
    said = " ".join(words_of(one) for one in told)
    assert case.number in said and "Kamis, 19 November 2026, 09.00" in said and "ditarik" in said
    from pendopo.casework import notices as telling

    with ledger.use_region(CODE), ledger.region_transaction():
        for fact in ledger.facts_about(about=case.case_id):
            telling.tell(fact)  # the same facts again
    assert len(notices(case)) == len(told)


def test_a_question_to_the_applicant_is_told_like_a_return(regency: Any, worker: Any) -> None:
    case = regency.submit()
    case.do("loket.ptsp", "lengkap")
    case.do("teknis.dinkes", "tanya_pemohon", pertanyaan="Lantai berapa?")
    worker.drain(MONDAY)
    assert [one.dedupe.split(":")[0] for one in notices(case)].count("case.returned") == 1


@pytest.fixture
def reachable(regency: Any) -> Any:
    """The supervisors of both agencies have an e-mail."""
    with ledger.use_region(CODE):
        for n, username in enumerate(("kabid.ptsp", "kabid.dinkes", "kadis.dinkes", "kadis.ptsp")):
            directory.change_person(
                person_id=regency.actor(username).person_id, actor=None, now=MONDAY,
                email=f"atasan{n}@contoh.invalid",
            )  # fmt: skip
    return regency


def test_supervisors_hear_of_what_is_late_before_the_law_decides(
    reachable: Any, worker: Any
) -> None:
    case = reachable.submit(now=at("2026-11-16 09:00"))
    case.do("loket.ptsp", "lengkap", at("2026-11-16 10:00"))
    supervisors = {
        reachable.actor(name).person_id: name
        for name in ("kabid.ptsp", "kadis.ptsp", "kabid.dinkes", "kadis.dinkes")
    }

    def told() -> set[str]:
        return {supervisors[one.person_id] for one in notices(case) if one.dedupe[:5] == "alarm"}

    fire(at("2026-11-24 15:31"))
    worker.drain(at("2026-11-24 15:31"))
    assert told() == set(supervisors.values())  # the owner's, and those of who has it
    fire(at("2026-11-26 15:31"))
    worker.drain(at("2026-11-26 15:31"))
    alarms = [words_of(one) for one in notices(case) if one.dedupe[:5] == "alarm"]
    assert len(alarms) == 2 * len(supervisors)
    assert "UU 30/2014 Pasal 53" in alarms[-1] and "27 November 2026" in alarms[-1]


def test_automatic_work_that_a_dead_worker_left_is_done_after_a_minute(
    regency: Any, worker: Any
) -> None:
    """The job is taken and its worker killed: the watch over the call starts it again."""
    case = to_be_signed(regency)
    assert case.sign().ok
    with ledger.use_region(CODE):
        ledger_reads(worker)
    _lose_jobs()
    worker.drain(MONDAY)
    assert row(case).ended_at is None
    fire(MONDAY + dt.timedelta(seconds=59))
    worker.drain(MONDAY)
    assert row(case).ended_at is None
    fire(MONDAY + dt.timedelta(seconds=61))
    worker.drain(MONDAY)
    assert row(case).status == "granted"
    assert len(facts_of(case, "licence.granted")) == 1
    fire(MONDAY + DAY)
    worker.drain(MONDAY + DAY)
    assert len(facts_of(case, "case.service_called")) == 2  # the watch ended with the answer


def ledger_reads(worker: Any) -> None:
    """Sequence and read, so that jobs are deferred; nobody works on them."""
    while worker._sequencer.run(now=MONDAY) + ledger.run_readers():
        pass


def _lose_jobs() -> None:
    """Every waiting job is in the hands of a worker that died, so lately that no one knows."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "WITH dead AS (INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id)"
            " UPDATE procrastinate_jobs SET status = 'doing', worker_id = dead.id FROM dead"
            " WHERE status = 'todo' AND task_name = 'casework.call_service'"
        )


def test_every_topic_a_package_may_name_is_work_we_do_and_may_do_twice(regency: Any) -> None:
    from pendopo.casework.jobs import WORK

    assert set(WORK) == set(services.TOPICS)
    case = regency.submit()
    with ledger.use_region(CODE):
        for topic, work in WORK.items():
            assert work(case.case_id, 1) == work(case.case_id, 1), topic
    assert sorted(one.dedupe.split(":")[0] for one in notices(case)) == ["hand_over", "notify"]


def test_an_answer_that_comes_twice_moves_the_case_once(regency: Any, worker: Any) -> None:
    from pendopo.casework.actions.timers import answer_service

    case = to_be_signed(regency)
    assert case.sign().ok
    state = services.flow.CaseState.decode(bytes(row(case).state))
    (call,) = state.calls
    words = {"case_id": case.case_id, "token": call.token, "result": {}, "now": MONDAY}
    with ledger.use_region(CODE):
        assert [answer_service(**words), answer_service(**words)] == [True, False]
    worker.drain(MONDAY)
    assert len(facts_of(case, "case.closed")) == 1


def test_kinds_of_facts_are_told_to_people_in_both_languages(regency: Any, worker: Any) -> None:
    """Every line of a timeline has words; the English ones are English."""
    case = to_be_signed(regency)
    case.sign()
    worker.drain(MONDAY)
    with ledger.use_region(CODE), ledger.region_transaction():
        assert models.Case.objects.get(id=case.case_id).language == "id"
        events = casework.case(
            case_id=case.case_id, who=regency.actor("kadis.ptsp"), now=MONDAY
        ).tracking.events
    assert len(events) > 15
    assert all(one.title.id and one.title.en for one in events)
    assert [one.seq for one in events] == sorted(one.seq for one in events)
