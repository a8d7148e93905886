"""Whole walks of a case through `api`, as officers and applicants take them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pendopo.casework.tests.doors import casework, directory, ledger
from pendopo.casework.tests.walking import (
    CODE,
    DAY,
    MONDAY,
    at,
    facts_of,
    key_of,
    on,
    open_elements,
    recommended,
    the_task,
    to_be_signed,
    upload,
)

RETURNED = [
    {"field": "str", "reason": "Pindaian STR terpotong"},
    {"field": "nomor_str", "reason": "Tidak sama dengan dokumen"},
]


def test_a_licence_is_applied_for_recommended_initialled_signed_and_registered(
    regency: Any, worker: Any
) -> None:
    case = regency.submit()
    case.do("loket.ptsp", "lengkap")
    case.do("teknis.dinkes", "rekomendasikan", MONDAY + DAY, pertimbangan="Layak")
    case.do("penata.ptsp", "siap", MONDAY + 2 * DAY)
    for username in ("ketuatim.ptsp", "kabid.ptsp", "sekretaris.ptsp"):
        case.do(username, "paraf", MONDAY + 2 * DAY)
    signed = case.sign(MONDAY + 2 * DAY)
    assert signed.ok, signed.text
    worker.drain(MONDAY + 2 * DAY)
    mine = case.mine(MONDAY + 2 * DAY)
    assert mine.status == "granted"
    assert mine.licence is not None
    assert mine.licence.valid_to == dt.date(2031, 11, 18)
    assert [(letter.status, letter.result) for letter in mine.letters] == [("signed", True)]
    assert [(one.element, one.state) for one in mine.tracking.stages] == [
        (element, "done") for element in ("periksa", "rekomendasi", "draf", "paraf", "tanda_tangan")
    ]


def test_a_file_that_is_returned_starts_its_clock_only_when_it_is_complete(regency: Any) -> None:
    """Perpres 97/2014 and every standard: the days count "setelah berkas lengkap dan benar"."""
    case = regency.submit(now=at("2026-11-16 09:00"))
    case.do("loket.ptsp", "kembalikan", at("2026-11-17 10:00"), items=RETURNED)
    mine = case.mine(at("2026-11-17 11:00"))
    assert (mine.status, mine.tracking.due_at) == ("returned", None)
    (task,) = mine.tasks
    assert [(name, reason) for name, _title, reason in task.items] == [
        (one["field"], one["reason"]) for one in RETURNED
    ]
    new = upload(mine.id, key_of(case))
    sent = {"nomor_str": "3511100220123457", "str": [new]}
    done = case.apply_again("kirim", at("2026-11-23 20:00"), **sent)
    assert done.status == "checking"
    mine = case.mine(at("2026-11-23 20:01"))
    assert next(one.value for one in mine.answers if one.name == "nomor_str") == sent["nomor_str"]
    assert [str(one.file_id) for one in mine.files if one.question == "str"] == [new]
    case.do("loket.ptsp", "lengkap", at("2026-11-24 09:00"))
    # Nine working days after Tuesday 24 November.
    assert on(case.mine(at("2026-11-24 09:01")).tracking.due_at) == "2026-12-07 15:30"
    assert [one.data["items"] for one in facts_of(case, "case.returned")] == [2]
    assert [one.data["mark"] for one in facts_of(case, "case.clock")] == [
        "pause", "resume", "start",
    ]  # fmt: skip


def test_a_question_to_the_applicant_stops_both_clocks(regency: Any) -> None:
    """Days of waiting for the applicant count neither for the service nor for the agency."""
    case = regency.submit(now=at("2026-11-16 09:00"))
    case.do("loket.ptsp", "lengkap", at("2026-11-16 10:00"))
    before = case.view("kadis.ptsp", at("2026-11-16 10:01"))
    assert (on(before.tracking.due_at), on(before.tasks[0].due_at)) == (
        "2026-11-27 15:30", "2026-11-24 15:30",
    )  # fmt: skip
    case.do("teknis.dinkes", "tanya_pemohon", at("2026-11-18 10:00"), pertanyaan="Lantai berapa?")
    mine = case.mine(at("2026-11-18 10:01"))
    (task,) = mine.tasks
    assert (mine.status, mine.tracking.due_at, task.work) == ("returned", None, "answer")
    assert [reason for _name, _title, reason in task.items] == ["Lantai berapa?"]
    plan = upload(mine.id, key_of(case))
    answer = {"jawaban": "Lantai dua", "lampiran": [plan]}
    case.apply_again("kirim", at("2026-11-23 08:00"), **answer)
    after = case.view("teknis.dinkes", at("2026-11-23 08:01"))
    # 18, 19, 20 and 23 November do not count.
    assert (on(after.tracking.due_at), on(after.tasks[0].due_at)) == (
        "2026-12-03 15:30", "2026-11-30 15:30",
    )  # fmt: skip
    with ledger.use_region(CODE):
        officer = regency.actor("teknis.dinkes")
        file, _ = casework.file_of_case(file_id=after.files[-1].file_id, who=officer, now=MONDAY)
    assert (str(file.id), after.files[-1].question) == (plan, "lampiran")


def test_someone_elses_file_is_no_answer(regency: Any) -> None:
    case, other = regency.submit(), regency.submit()
    foreign = upload(other.case_id, key_of(other))
    case.do("loket.ptsp", "kembalikan", items=RETURNED)
    with pytest.raises(casework.Refused) as refused:
        case.apply_again("kirim", str=[foreign])
    assert refused.value.code == "files_unknown"


def test_a_recommendation_with_conditions_needs_them_and_the_letter_says_them(regency: Any) -> None:
    case = regency.submit()
    case.do("loket.ptsp", "lengkap")
    with pytest.raises(casework.Invalid) as invalid:
        case.do("teknis.dinkes", "dengan_syarat")
    assert [error.field for error in invalid.value.errors] == ["syarat"]
    case.do("teknis.dinkes", "dengan_syarat", syarat="Melengkapi papan nama dalam 30 hari")
    task = the_task(case, "penata.ptsp")
    with ledger.use_region(CODE):
        pdf = casework.preview(
            task_id=task.id, who=regency.actor("penata.ptsp"), answers={}, now=MONDAY
        )
    from pendopo.documents.tests.test_typesetting import text_of

    assert "Melengkapi papan nama dalam 30 hari" in text_of(pdf)


@pytest.mark.parametrize(
    ("steps", "way"),
    [
        ([], ["now periksa", "next rekomendasi", "next draf", "next paraf", "next tanda_tangan"]),
        (
            [("loket.ptsp", "kembalikan", {"items": RETURNED[:1]})],
            ["now perbaiki", "next periksa", "next rekomendasi", "next draf", "next paraf",
             "next tanda_tangan"],
        ),
        (
            [("loket.ptsp", "lengkap", {}),
             ("teknis.dinkes", "tanya_pemohon", {"pertanyaan": "Lantai berapa?"})],
            ["done periksa", "now jawab", "next rekomendasi", "next draf", "next paraf",
             "next tanda_tangan"],
        ),
        (
            [("loket.ptsp", "lengkap", {}), ("teknis.dinkes", "rekomendasikan", {}),
             ("penata.ptsp", "siap", {}), ("ketuatim.ptsp", "paraf", {}),
             ("kabid.ptsp", "kembalikan", {"catatan": "Nama tempat keliru"})],
            ["done periksa", "done rekomendasi", "now draf", "next paraf", "next tanda_tangan"],
        ),
        (
            [("loket.ptsp", "tolak", {"alasan": "STR milik orang lain"})],
            ["done periksa", "now draf_penolakan", "next tanda_tangan_penolakan"],
        ),
    ],
    ids=["sent", "returned", "asked", "sent back", "refused"],
)  # fmt: skip
def test_the_way_shows_what_was_done_what_is_now_and_what_comes(
    regency: Any, steps: list[tuple[str, str, dict[str, Any]]], way: list[str]
) -> None:
    case = regency.submit()
    for minute, (username, outcome, answers) in enumerate(steps, start=1):
        case.do(username, outcome, MONDAY + dt.timedelta(minutes=minute), **answers)
    with ledger.use_region(CODE):
        found = casework.track(number=case.number, now=MONDAY + DAY)
    assert [f"{one.state} {one.element}" for one in found.stages] == way


def test_an_account_follows_its_own_case_and_no_other(regency: Any) -> None:
    from pendopo.config.seeding import applying

    owner, other = regency.actor("warga"), regency.actor("warga2")
    with ledger.use_region(CODE):
        sent = applying.apply("sip-dokter", regency.answers(), who=owner, now=MONDAY)
        mine = casework.applicant_case(number=sent.number, who=owner, now=MONDAY)
        assert (mine.id, mine.person_id, mine.may_withdraw) == (sent.case_id, owner.person_id, True)
        assert sent.number in [one.number for one in casework.my_cases(who=owner)]
        assert casework.my_cases(who=directory.ANONYMOUS) == ()
        for who in (other, directory.ANONYMOUS):
            with pytest.raises(casework.NotFound):
                casework.applicant_case(number=sent.number, who=who, now=MONDAY)


def test_a_refused_step_changes_nothing(regency: Any) -> None:
    case = recommended(regency)
    before = len(facts_of(case))
    with pytest.raises(casework.Refused):
        case.do("penata.ptsp", "tidak-ada")
    assert (open_elements(case), len(facts_of(case))) == (["draf"], before)


def test_signing_is_no_ordinary_button(regency: Any) -> None:
    case = to_be_signed(regency)
    with pytest.raises(casework.Refused) as refused:
        case.do("kadis.ptsp", "tandatangani")
    assert refused.value.code == "sign_here"
