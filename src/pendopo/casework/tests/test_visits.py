"""Site visits: proposed, wished for, agreed, reported."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pendopo.casework.tests.doors import casework, directory, ledger
from pendopo.casework.tests.walking import CODE, MONDAY, at, facts_of, recommended, the_task

THURSDAY, FRIDAY = at("2026-11-19 09:00"), at("2026-11-20 13:00")
PLACE = "Jalan Letnan Karsono 1, Badean"


@pytest.fixture
def case(regency: Any) -> Any:
    """A practice of one's own, which the health agency looks at."""
    case = regency.submit(jenis_praktik="mandiri", sip_ke=2, nama_tempat="Praktik dr. Siti")
    case.do("loket.ptsp", "lengkap")
    return case


def propose(case: Any, when: dt.datetime, username: str = "teknis.dinkes", **over: Any) -> Any:
    task = over.pop("task", None) or the_task(case, username)
    with ledger.use_region(CODE):
        return casework.set_appointment(
            **{
                "task_id": task.id,
                "who": case.regency.actor(username),
                "at": when,
                "place": PLACE,
                "now": MONDAY,
                **over,
            }
        )


def reply(case: Any, verb: Any, **words: Any) -> None:
    (visit,) = case.mine().visits
    with ledger.use_region(CODE):
        verb(
            **{
                "appointment_id": visit.id,
                "who": directory.ANONYMOUS,
                "key": case.code,
                "version": visit.version,
                "now": MONDAY,
                **words,
            }
        )


def status(case: Any) -> str:
    (visit,) = case.mine().visits
    return str(visit.status)


def test_a_time_is_proposed_another_wished_for_agreed_and_the_report_closes_it(case: Any) -> None:
    propose(case, THURSDAY)
    (visit,) = case.mine().visits
    assert (visit.at, visit.place, visit.status) == (THURSDAY, PLACE, "proposed")
    reply(case, casework.wish_appointment, at=FRIDAY)
    assert status(case) == "wished"
    propose(case, FRIDAY)  # what was wished for needs no second yes
    assert status(case) == "agreed"
    report = {"tanggal_kunjungan": "2026-11-20", "sesuai": True, "temuan": "Ruang sesuai denah"}
    case.do("teknis.dinkes", "selesai", at("2026-11-20 15:00"), **report)
    assert status(case) == "done"
    told = [one.kind for one in facts_of(case) if one.kind.startswith("appointment.")]
    assert told == [f"appointment.{kind}" for kind in ("set", "wished", "set", "agreed", "kept")]


def test_the_applicant_agrees_to_the_proposed_time_once(case: Any) -> None:
    propose(case, THURSDAY)
    reply(case, casework.agree_appointment)
    reply(case, casework.agree_appointment)
    assert (status(case), len(facts_of(case, "appointment.agreed"))) == ("agreed", 1)
    propose(case, THURSDAY)  # the same again changes nothing, and nobody is told twice
    assert (status(case), len(facts_of(case, "appointment.set"))) == ("agreed", 1)


@pytest.mark.parametrize(
    ("when", "why"),
    [
        (at("2026-11-15 09:00"), "it is past"),
        (at("2026-11-21 09:00"), "a Saturday"),
        (at("2026-12-25 09:00"), "Christmas"),
    ],
)
def test_a_visit_is_in_the_future_on_a_working_day(case: Any, when: dt.datetime, why: str) -> None:
    with pytest.raises(casework.Refused) as refused:
        propose(case, when)
    assert refused.value.code == "appointment_past", why


def test_a_visit_moved_meanwhile_is_seen_before_it_is_answered(case: Any) -> None:
    propose(case, THURSDAY)
    (seen,) = case.mine().visits
    propose(case, FRIDAY)
    with pytest.raises(casework.Stale):
        reply(case, casework.agree_appointment, version=seen.version)
    with pytest.raises(casework.NotFound):
        reply(case, casework.agree_appointment, key="AAA-AAA-AAA")


def test_only_who_visits_sets_the_time_and_only_for_a_visit(case: Any, regency: Any) -> None:
    task = the_task(case, "teknis.dinkes")
    with pytest.raises(casework.Refused) as foreign:
        propose(case, THURSDAY, "loket.ptsp", task=task)
    plain = recommended(regency)
    with pytest.raises(casework.Refused) as useless:
        propose(plain, THURSDAY, "penata.ptsp")
    assert (foreign.value.code, useless.value.code) == ("not_for_you", "visit_none")


def test_after_the_report_the_time_stands(case: Any) -> None:
    propose(case, THURSDAY)
    task = the_task(case, "teknis.dinkes")
    case.do("teknis.dinkes", "selesai", tanggal_kunjungan="2026-11-19", sesuai=True)
    with pytest.raises(casework.Stale):
        reply(case, casework.wish_appointment, at=FRIDAY)
    with pytest.raises(casework.Refused):
        propose(case, FRIDAY, task=task)
