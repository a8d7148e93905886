"""Refusals, with their letters, and what an applicant can still do (UU 30/2014)."""

from __future__ import annotations

from typing import Any

import pytest

from pendopo.casework.tests.doors import casework, directory, ledger
from pendopo.casework.tests.walking import (
    CODE,
    MONDAY,
    at,
    facts_of,
    letters_of,
    open_elements,
    recommended,
    refused_at_the_counter,
    row,
    to_be_signed,
)
from pendopo.documents.tests.test_typesetting import text_of

NO_ROOM = "Tidak ada ruang periksa"


def test_a_refusal_at_the_counter_is_a_signed_letter_with_reason_and_law(regency: Any) -> None:
    case = refused_at_the_counter(regency)
    signed = case.sign()
    assert signed.ok and signed.number, signed.text
    mine = case.mine()
    assert (mine.status, mine.outcome, mine.licence) == ("refused", "ditolak", None)
    assert [(one.template, one.result) for one in mine.letters] == [("penolakan", True)]
    with ledger.use_region(CODE):
        name, pdf = casework.letter_pdf(
            letter_id=mine.letters[0].letter_id, who=directory.ANONYMOUS, key=case.code, now=MONDAY
        )
    words = text_of(pdf)
    assert name == f"penolakan-{case.number}.pdf"
    assert "STR bukan atas nama pemohon" in words and "UU 17/2023" in words
    (closed,) = facts_of(case, "case.closed")
    assert closed.data == {"outcome": "ditolak", "status": "refused", "on_time": True}
    assert not facts_of(case, "licence.granted")


def test_the_health_agency_refuses_after_a_visit_and_the_head_asks_for_clearer_words(
    regency: Any,
) -> None:
    case = regency.submit(jenis_praktik="mandiri", sip_ke=2, nama_tempat="Praktik dr. Siti")
    case.do("loket.ptsp", "lengkap")
    case.do(
        "teknis.dinkes", "selesai", tanggal_kunjungan="2026-11-18", sesuai=False, temuan=NO_ROOM
    )
    case.do("teknis.dinkes", "tolak", at("2026-11-19 10:00"), alasan=NO_ROOM)
    case.do("penata.ptsp", "siap", at("2026-11-20 10:00"), alasan=NO_ROOM, dasar="UU 17/2023")
    case.do("kadis.ptsp", "kembalikan", at("2026-11-20 11:00"), catatan="Perjelas")
    clearer = "Tempat praktik tidak mempunyai ruang periksa"
    case.do("penata.ptsp", "siap", at("2026-11-20 13:00"), alasan=clearer, dasar="UU 17/2023")
    assert case.sign(at("2026-11-20 14:00")).ok
    (letter,) = letters_of(case)
    assert (letter.status, letter.kind) == ("signed", "penolakan")
    with ledger.use_region(CODE):
        _, pdf = casework.letter_pdf(
            letter_id=letter.id, who=directory.ANONYMOUS, key=case.code, now=MONDAY
        )
    assert clearer in " ".join(text_of(pdf).split())
    assert row(case).status == "refused"


def test_a_letter_of_an_open_case_is_not_yet_its_result(regency: Any) -> None:
    case = to_be_signed(regency)
    assert [(one.status, one.result) for one in case.view("kadis.ptsp").letters] == [
        ("in_paraf", False)
    ]
    assert case.mine().letters == ()
    with ledger.use_region(CODE), pytest.raises(casework.NotFound):
        casework.letter_pdf(
            letter_id=letters_of(case)[0].id, who=directory.ANONYMOUS, key=case.code, now=MONDAY
        )


def test_an_initialler_sends_the_draft_back_and_every_initial_is_void(regency: Any) -> None:
    case = recommended(regency)
    case.do("penata.ptsp", "siap")
    case.do("ketuatim.ptsp", "paraf")
    (letter,) = letters_of(case)
    assert [one.title for one in letter.parafs] == ["Ketua Tim Perizinan Kesehatan"]
    case.do("kabid.ptsp", "kembalikan", catatan="Nama tempat praktik keliru")
    assert open_elements(case) == ["draf"]  # one no ends the whole chain
    case.do("penata.ptsp", "siap")
    (again,) = letters_of(case)
    assert (again.id, again.parafs, again.version) == (letter.id, (), letter.version + 1)
    for username in ("ketuatim.ptsp", "kabid.ptsp", "sekretaris.ptsp"):
        case.do(username, "paraf")
    assert len(letters_of(case)[0].parafs) == 3
    assert case.sign().ok


def test_the_head_sends_back_and_the_chain_begins_anew(regency: Any) -> None:
    case = to_be_signed(regency)
    case.do("kadis.ptsp", "kembalikan", catatan="Lampirkan syarat")
    case.do("penata.ptsp", "siap")
    assert open_elements(case) == ["paraf"]
    assert [one.parafs for one in letters_of(case)] == [()]
    assert not [one for one in letters_of(case) if one.number]


@pytest.mark.parametrize("decided", [False, True], ids=["before", "after"])
def test_an_application_is_withdrawn_before_it_is_decided_and_not_after(
    regency: Any, decided: bool
) -> None:
    case = to_be_signed(regency)
    if decided:
        assert case.sign().ok
    with ledger.use_region(CODE):
        words = {"case_id": case.case_id, "who": directory.ANONYMOUS, "now": MONDAY}
        with pytest.raises(casework.NotFound):
            casework.withdraw(key="AAA-AAA-AAA", **words)
        if decided:
            with pytest.raises(casework.Refused) as refused:
                casework.withdraw(key=case.code, **words)
            assert refused.value.code == "too_late_to_withdraw"
            assert not case.mine().may_withdraw
            return
        assert casework.withdraw(key=case.code, **words) == "withdrawn"
        with pytest.raises(casework.Refused) as refused:
            casework.withdraw(key=case.code, **words)
    assert refused.value.code == "case_ended"
    mine = case.mine()
    assert (mine.status, mine.tasks, mine.letters) == ("withdrawn", (), ())
    assert [one.data["element"] for one in facts_of(case, "task.cancelled")] == ["tanda_tangan"]
    assert facts_of(case, "case.closed")[0].data["status"] == "withdrawn"
