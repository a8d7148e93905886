"""A delay climbs its ladder: who hears of it, on which day, and what they may do then."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pendopo.voice.tests.doors import casework, directory, ledger, models, voice
from pendopo.voice.tests.reporting import (
    CODE,
    HEALTH,
    ROADS,
    applied,
    at,
    check_rebuilt,
    facts,
    forward,
    row,
    send,
)
from pendopo.voice.tests.test_work import fire

DISTRICT = "7.01.0.00.0.00.01.0000"
SENT = at("2026-11-16 10:00")  # a Monday; five working days end on Monday the 23rd at 15.30


def written(receipt: Any) -> int:
    """Messages about delays of the report."""
    from pendopo.messages.models import Notice

    with ledger.use_region(CODE), ledger.region_transaction():
        return Notice.objects.filter(about_id=receipt.case_id, dedupe__startswith="raised:").count()


def climbed(receipt: Any) -> list[tuple[int, int, list[str]]]:
    """(rung, working days late, titles of whoever heard)."""
    with ledger.use_region(CODE):
        chart = directory.chart()
    return sorted(
        (one.data["rung"], one.data["days"],
         [chart.positions[_id(told)].title for told in one.data["positions"]])
        for one in facts(receipt, "report.raised")
    )  # fmt: skip


def _id(text: str) -> Any:
    from uuid import UUID

    return UUID(text)


def pass_time(worker: Any, text: str) -> None:
    fire(at(text))
    worker.drain(at(text))
    fire(at(text))  # what was set by the first round and is due already
    worker.drain(at(text))


@pytest.mark.parametrize(
    ("agency", "until", "expected", "because"),
    [
        (HEALTH, "2026-11-23 15:29", [], "the limit has not passed"),
        (HEALTH, "2026-11-23 15:31", [(1, 0, ["Kepala Bidang Sumber Daya Kesehatan"])],
         "the division hears at the limit itself"),
        (HEALTH, "2026-11-24 15:31", [(1, 0, ["Kepala Bidang Sumber Daya Kesehatan"]),
         (2, 1, ["Kepala Dinas"])], "one working day later the head"),
        (HEALTH, "2026-11-29 12:00", [(1, 0, ["Kepala Bidang Sumber Daya Kesehatan"]),
         (2, 1, ["Kepala Dinas"]), (3, 3, ["Koordinator Pengaduan", "Verifikator Pengaduan"])],
         "the weekend is no working day"),
        (HEALTH, "2026-11-30 15:31", [(1, 0, ["Kepala Bidang Sumber Daya Kesehatan"]),
         (2, 1, ["Kepala Dinas"]), (3, 3, ["Koordinator Pengaduan", "Verifikator Pengaduan"]),
         (4, 5, ["Sekretaris Daerah"])], "UU 23/2014 Pasal 213"),
        (ROADS, "2026-11-23 15:31", [(1, 0, []), (2, 0, ["Kepala Dinas"])],
         "no division there: the head hears at once"),
        (DISTRICT, "2026-11-30 15:31", [(1, 0, ["Camat"]), (2, 2, []),
         (3, 5, ["Sekretaris Daerah"])], "UU 23/2014 Pasal 225: camat, then the secretary"),
    ],
)  # fmt: skip
def test_each_rung_hears_at_its_time(
    town: Any, worker: Any, agency: str, until: str, expected: list[Any], because: str
) -> None:
    receipt = send()
    forward(applied(town, receipt), worker, SENT, agency=agency)
    for day in range(23, 31):
        for clock in ("15:31", "12:00"):
            now = at(f"2026-11-{day} {clock}")
            if now <= at(until):
                pass_time(worker, f"2026-11-{day} {clock}")
    pass_time(worker, until)
    assert climbed(receipt) == expected, because
    found = check_rebuilt(receipt)
    assert found.rung == (expected[-1][0] if expected else 0)
    assert found.answer_late is bool(expected)


def test_the_secretary_takes_part_from_then_on_and_may_instruct(town: Any, worker: Any) -> None:
    receipt = send()
    case = applied(town, receipt)
    forward(case, worker, SENT, agency=HEALTH)
    pass_time(worker, "2026-11-27 15:31")
    with pytest.raises(casework.NotFound):
        case.view("sekda")
    before = written(receipt)
    assert before > 0
    pass_time(worker, "2026-11-30 15:31")
    assert written(receipt) == before + 1, "the secretary, and nobody a second time"
    view = case.view("sekda", at("2026-12-01 09:00"))
    assert view.may_dispose and not [one for one in view.tasks if one.outcomes]
    with ledger.use_region(CODE):
        who = town.actor("sekda")
        health = directory.chart().by_code[HEALTH]
        (found,) = casework.find_cases(who=who, text=receipt.number)
        assert found.number == receipt.number
        casework.dispose(
            case_id=receipt.case_id, who=who, to=health.head_position_id, wanted="follow_up",
            instruction="Selesaikan pekan ini (contoh).", now=at("2026-12-01 09:00"),
        )  # fmt: skip


def test_not_ours_keeps_the_clock_and_nobody_hears_twice(town: Any, worker: Any) -> None:
    """ "Bukan wewenang" gives no new days: the delay goes on while the coordinator looks for
    another agency, and that agency begins on the rung that was reached."""
    receipt = send()
    case = applied(town, receipt)
    forward(case, worker, SENT, agency=HEALTH)
    pass_time(worker, "2026-11-24 15:31")
    case.do("penghubung.dinkes", "bukan_wewenang", at("2026-11-25 10:00"), alasan="Ini jalan.")
    pass_time(worker, "2026-11-25 10:01")
    before = climbed(receipt)
    assert [one[:2] for one in before] == [(1, 0), (2, 1)]
    case.do("koordinator.aduan", "teruskan", at("2026-11-25 11:00"), topik="jalan", instansi=ROADS)
    worker.drain(at("2026-11-25 11:00"))
    (task,) = case.view("penghubung.dpupr", at("2026-11-25 12:00")).tasks
    assert task.due_at == at("2026-11-23 15:30")
    pass_time(worker, "2026-11-25 11:01")
    assert climbed(receipt) == before
    pass_time(worker, "2026-11-26 15:31")
    assert [one[:2] for one in climbed(receipt)] == [(1, 0), (2, 1), (3, 3)]
    assert check_rebuilt(receipt).answer_late


def test_an_answer_ends_the_climb_and_lateness_stays_counted(town: Any, worker: Any) -> None:
    receipt = send()
    case = applied(town, receipt)
    forward(case, worker, SENT, agency=HEALTH)
    pass_time(worker, "2026-11-23 15:31")
    case.do("penghubung.dinkes", "jawab", at("2026-11-24 09:00"), jawaban="Sudah.",
            bukti="jawaban")  # fmt: skip
    case.do("verifikator.aduan", "terima", at("2026-11-24 10:00"))
    worker.drain(at("2026-11-24 10:00"))
    pass_time(worker, "2026-12-01 15:31")
    assert [one[0] for one in climbed(receipt)] == [1]
    found = check_rebuilt(receipt)
    assert (found.status, found.rung, found.answer_late) == ("answered", 0, True)
    with ledger.use_region(CODE):
        voice.reply(number=receipt.number, code=receipt.code, who=directory.ANONYMOUS,
                    message="Kapan selesai?", now=at("2026-12-02 09:00"))  # fmt: skip
    worker.drain(at("2026-12-02 09:00"))
    (waiting,) = case.mine(at("2026-12-02 09:01")).tasks
    # ten working days after the last word; 9 December 2026 is an ordinary day
    assert waiting.due_at == at("2026-12-16 15:30")
    assert check_rebuilt(receipt).answer_late


def test_a_day_off_decreed_meanwhile_moves_the_rungs(town: Any, worker: Any) -> None:
    """The looks follow the calendar like every other deadline: a cache, computed anew."""
    receipt = send(at("2027-07-05 09:00"))
    forward(applied(town, receipt), worker, at("2027-07-05 10:00"), agency=HEALTH)
    pass_time(worker, "2027-07-12 15:31")
    assert looks(receipt) == {
        1: at("2027-07-13 15:30"), 3: at("2027-07-15 15:30"), 5: at("2027-07-19 15:30"),
    }  # fmt: skip
    now = at("2027-07-12 16:00")
    with ledger.use_region(CODE):
        directory.rule_day(day=dt.date(2027, 7, 14), off=True, reason="Contoh", actor=None,
                           basis="CONTOH/1/2027", now=now)  # fmt: skip
        directory.forget_calendar()
        casework.recompute_deadlines(now=now)
    assert looks(receipt) == {
        1: at("2027-07-13 15:30"), 3: at("2027-07-16 15:30"), 5: at("2027-07-20 15:30"),
    }  # fmt: skip


def looks(receipt: Any) -> dict[int, Any]:
    from pendopo.casework.models import Timer

    with ledger.use_region(CODE), ledger.region_transaction():
        rows = Timer.objects.filter(case_id=receipt.case_id, kind="late")
        return dict(rows.values_list("days", "due_at"))


def test_the_coordinators_own_delay_climbs_in_his_agency(town: Any, worker: Any) -> None:
    receipt = send(now=SENT)
    pass_time(worker, "2026-11-19 15:31")
    assert climbed(receipt) == [(1, 0, ["Koordinator Pengaduan"])]
    found = check_rebuilt(receipt)
    assert found.verify_late and not found.answer_late


def test_without_ladders_the_superiors_hear_as_before(
    town: Any, worker: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pendopo.voice import climbing

    monkeypatch.setattr(climbing, "ladders", lambda: ())
    receipt = send()
    forward(applied(town, receipt), worker, SENT, agency=HEALTH)
    pass_time(worker, "2026-11-23 15:31")
    told = {title for _rung, _days, titles in climbed(receipt) for title in titles}
    assert told == {
        "Kepala Dinas", "Kepala Bidang Sumber Daya Kesehatan", "Koordinator Pengaduan",
    }  # fmt: skip
    assert row(receipt).ladder == "atasan"
    assert models.Report is not None
