"""What can happen to a report on its way, each through the verbs that people use."""

from __future__ import annotations

from typing import Any

import pytest

from pendopo.voice.tests.doors import casework, directory, ledger, voice
from pendopo.voice.tests.reporting import (
    CODE,
    DAY,
    HEALTH,
    INSPECTORATE,
    MONDAY,
    ROADS,
    answer,
    applied,
    at,
    check_rebuilt,
    facts,
    forward,
    row,
    send,
)


def fire(now: Any) -> None:
    with ledger.use_region(CODE):
        casework.fire_due_timers(now=now)


def agency(code: str) -> Any:
    with ledger.use_region(CODE):
        return directory.chart().by_code[code].id


def say(verb: str, receipt: Any, now: Any, **words: Any) -> None:
    with ledger.use_region(CODE):
        getattr(voice, verb)(
            number=receipt.number, code=receipt.code, who=directory.ANONYMOUS, now=now, **words
        )


def test_silence_after_the_answer_is_unconfirmed_never_satisfied(town: Any, worker: Any) -> None:
    receipt = send()
    case = applied(town, receipt)
    forward(case, worker)
    answer(case, worker, at("2026-11-17 10:00"))
    fire(at("2026-12-01 10:00"))
    worker.drain(at("2026-12-01 10:00"))
    assert row(receipt).status == "answered"
    fire(at("2026-12-01 15:31"))
    worker.drain(at("2026-12-01 15:31"))
    found = check_rebuilt(receipt)
    assert (found.status, found.confirmed, found.answer_late) == ("unconfirmed", None, False)


def test_a_message_restarts_the_closing_clock_and_no_other(town: Any, worker: Any) -> None:
    receipt = send()
    case = applied(town, receipt)
    forward(case, worker)
    answer(case, worker, at("2026-11-17 10:00"))
    say("reply", receipt, at("2026-11-27 10:00"), message="Apakah ini sudah semua?")
    worker.drain(at("2026-11-27 10:00"))
    fire(at("2026-12-01 15:31"))
    worker.drain(at("2026-12-01 15:31"))
    assert row(receipt).status == "answered"
    fire(at("2026-12-11 15:31"))
    worker.drain(at("2026-12-11 15:31"))
    assert check_rebuilt(receipt).status == "unconfirmed"


def test_not_fixed_goes_back_to_the_agency_and_lateness_stays(town: Any, worker: Any) -> None:
    receipt = send()
    case = applied(town, receipt)
    forward(case, worker)
    fire(at("2026-11-23 15:31"))  # five working days are over
    worker.drain(at("2026-11-23 15:31"))
    assert row(receipt).answer_late
    answer(case, worker, at("2026-11-24 10:00"))
    say("reopen", receipt, at("2026-11-25 10:00"), message="Lubangnya masih ada.")
    worker.drain(at("2026-11-25 10:00"))
    found = check_rebuilt(receipt)
    assert (found.status, found.reopen_count, found.confirmed) == ("reopened", 1, False)
    answer(case, worker, at("2026-11-26 10:00"))
    say("confirm", receipt, at("2026-11-27 10:00"))
    worker.drain(at("2026-11-27 10:00"))
    found = check_rebuilt(receipt)
    assert (found.status, found.confirmed, found.reopen_count) == ("confirmed", True, 1)
    assert found.answer_late and found.answered_at == at("2026-11-24 10:00")
    assert found.last_answer_at == at("2026-11-26 10:00")


def test_not_ours_returns_to_the_coordinator_and_keeps_the_clock(town: Any, worker: Any) -> None:
    receipt = send()
    case = applied(town, receipt)
    forward(case, worker, at("2026-11-16 10:00"), agency=HEALTH)
    due = case.view("koordinator.aduan").tracking.due_at
    case.do("penghubung.dinkes", "bukan_wewenang", at("2026-11-18 10:00"), alasan="Ini jalan.")
    worker.drain(at("2026-11-18 10:00"))
    assert row(receipt).status == "received"
    case.do("koordinator.aduan", "teruskan", at("2026-11-19 10:00"), topik="jalan", instansi=ROADS)
    worker.drain(at("2026-11-19 10:00"))
    (task,) = case.view("penghubung.dpupr", at("2026-11-19 11:00")).tasks
    assert task.due_at == at("2026-11-23 15:30")  # five working days since it was first forwarded
    assert case.view("koordinator.aduan").tracking.due_at == due
    found = check_rebuilt(receipt)
    assert (found.agency_id, found.forwarded_at) == (agency(ROADS), at("2026-11-16 10:00"))


def test_oversight_goes_to_the_inspectorate_never_to_the_agency(town: Any, worker: Any) -> None:
    receipt = send(officers=True, visibility="anonymous")
    case = applied(town, receipt)
    case.do("koordinator.aduan", "pengawasan", alasan="Dugaan pungutan liar.")
    worker.drain(MONDAY)
    found = check_rebuilt(receipt)
    assert (found.status, found.oversight) == ("audited", True)
    assert found.agency_id == agency(INSPECTORATE)
    with pytest.raises(casework.NotFound):
        case.view("penghubung.dpupr")
    # sixty working days without 24, 25 December, 1, 5 January and 5 February
    assert case.view("koordinator.aduan").tracking.due_at == at("2027-02-15 15:30")
    case.do("auditor.inspektorat", "selesai", MONDAY + DAY, jawaban="Sudah diperiksa.")
    case.do("inspektur", "terima", MONDAY + DAY)
    worker.drain(MONDAY + DAY)
    assert check_rebuilt(receipt).status == "answered"


def test_the_second_verifier_is_another_person_and_may_send_it_back(town: Any, worker: Any) -> None:
    receipt = send()
    case = applied(town, receipt)
    forward(case, worker)
    case.do("penghubung.dpupr", "jawab", jawaban="Sudah.", bukti="jawaban")
    worker.drain(MONDAY)
    assert row(receipt).status == "checking"
    assert not [one for one in case.view("penghubung.dpupr").tasks if one.outcomes]
    case.do("verifikator.aduan", "kembalikan", catatan="Tidak ada bukti.")
    worker.drain(MONDAY)
    found = check_rebuilt(receipt)
    assert (found.status, found.answered_at) == ("forwarded", None)


def test_a_proof_at_the_place_needs_its_photo(town: Any, worker: Any) -> None:
    case = applied(town, send())
    forward(case, worker)
    with pytest.raises(casework.Invalid) as wrong:
        case.do("penghubung.dpupr", "jawab", jawaban="Sudah.", bukti="tempat")
    assert [one.field for one in wrong.value.errors] == ["foto"]


def test_the_coordinator_asks_for_more_and_silence_archives(town: Any, worker: Any) -> None:
    told, silent = send(), send()
    for receipt in (told, silent):
        applied(town, receipt).do("koordinator.aduan", "minta_keterangan", alasan="Di mana?")
    worker.drain(MONDAY)
    assert row(told).status == "asked"
    say("reply", told, MONDAY + DAY, message="Di depan pasar induk.")
    fire(at("2026-11-30 15:31"))
    worker.drain(at("2026-11-30 15:31"))
    assert check_rebuilt(told).status == "received"
    assert check_rebuilt(silent).status == "archived"
    with pytest.raises(voice.Refused) as closed:
        say("reply", silent, at("2026-12-01 10:00"), message="Maaf terlambat.")
    assert closed.value.code == "closed"


def test_nobody_verified_in_time_is_told_as_late(town: Any, worker: Any) -> None:
    receipt = send()
    fire(at("2026-11-19 15:31"))
    worker.drain(at("2026-11-19 15:31"))
    assert check_rebuilt(receipt).verify_late
    forward(applied(town, receipt), worker, at("2026-11-20 10:00"))
    found = check_rebuilt(receipt)
    assert (found.verify_late, found.answer_late) == (True, False)


def test_the_same_step_read_twice_is_told_once(town: Any, worker: Any) -> None:
    receipt = send()
    forward(applied(town, receipt), worker)
    worker.drain(MONDAY)
    assert len(facts(receipt, "report.moved")) == 1


def test_someone_else_affected_reopens_what_the_reporter_confirmed(town: Any, worker: Any) -> None:
    receipt = send()
    with ledger.use_region(CODE):
        ticket = voice.support(
            number=receipt.number, who=directory.ANONYMOUS, reporter=voice.Reporter(),
            language="id", now=MONDAY, command=ledger.Command(receipt.case_id, "tiket-12", b"t"),
        )  # fmt: skip
    case = applied(town, receipt)
    forward(case, worker)
    answer(case, worker, at("2026-11-17 10:00"))
    say("confirm", receipt, at("2026-11-18 10:00"))
    worker.drain(at("2026-11-18 10:00"))
    assert row(receipt).status == "confirmed"
    say("reopen", ticket, at("2026-11-19 10:00"), message="Di gang sebelah belum.")
    worker.drain(at("2026-11-19 10:00"))
    found = check_rebuilt(receipt)
    assert (found.status, found.confirmed, found.closed_at) == ("reopened", False, None)
    assert [one.element for one in case.view("penghubung.dpupr").tasks] == ["tindak_lanjut_ulang"]
    answer(case, worker, at("2026-11-20 10:00"))
    say("confirm", receipt, at("2026-11-23 10:00"))
    fire(at("2026-11-30 15:31"))
    worker.drain(at("2026-11-30 15:31"))
    with pytest.raises(voice.Refused) as over:
        say("reopen", ticket, at("2026-12-01 10:00"), message="Masih.")
    assert over.value.code == "closed"
    assert check_rebuilt(receipt).on_time is True


def test_a_reply_of_the_officer_restarts_the_closing_clock(town: Any, worker: Any) -> None:
    receipt = send()
    case = applied(town, receipt)
    forward(case, worker)
    answer(case, worker, at("2026-11-17 10:00"))
    with ledger.use_region(CODE):
        voice.write(
            number=receipt.number, who=town.actor("penghubung.dpupr"),
            message="Minggu depan ditambal ulang.", now=at("2026-11-27 10:00"),
        )  # fmt: skip
        with pytest.raises(voice.Refused):
            voice.write(number=receipt.number, who=town.actor("penghubung.dinkes"), message="x",
                        now=at("2026-11-27 10:00"))  # fmt: skip
    fire(at("2026-12-01 15:31"))
    worker.drain(at("2026-12-01 15:31"))
    assert row(receipt).status == "answered"
    fire(at("2026-12-11 15:31"))
    worker.drain(at("2026-12-11 15:31"))
    assert check_rebuilt(receipt).status == "unconfirmed"


def test_a_mistyped_agency_falls_to_the_head_of_the_coordinators(town: Any, worker: Any) -> None:
    """Nothing is lost: the supervisor of the coordinating agency has the task, and sees why."""
    receipt = send()
    case = applied(town, receipt)
    case.do("koordinator.aduan", "teruskan", topik="jalan", instansi="9.99")
    worker.drain(MONDAY)
    found = check_rebuilt(receipt)
    assert (found.status, found.agency_id) == ("forwarded", agency("2.16.2.20.2.21.01.0000"))
    (task,) = (one for one in case.view("koordinator.aduan").tasks if one.outcomes)
    assert (task.element, task.role) == ("tindak_lanjut", "supervisor")
