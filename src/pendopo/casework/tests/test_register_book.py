"""The register book, the monthly recapitulation, their workbooks and the signed letter."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from pendopo.casework.tests.doors import casework, directory, documents, ledger
from pendopo.casework.tests.test_licence_life import act, granted
from pendopo.casework.tests.walking import (
    CODE,
    DAY,
    MONDAY,
    ORIGIN,
    at,
    counted,
    refused_at_the_counter,
    row,
    submit_to,
)

NOVEMBER, TODAY = dt.date(2026, 11, 1), dt.date(2026, 11, 16)


def agency(regency: Any, username: str = "kadis.ptsp") -> Any:
    return regency.actor(username).positions[0].organisation_id


def counts(regency: Any, month: dt.date = NOVEMBER, now: Any = MONDAY) -> Any:
    with ledger.use_region(CODE):
        who = regency.actor("kadis.ptsp")
        return casework.recap(who=who, month=month, now=now, organisation_id=agency(regency)).total


def exported(regency: Any, username: str = "kadis.ptsp", **given: Any) -> Any:
    with ledger.use_region(CODE):
        return casework.export_book(
            who=regency.actor(username),
            **{
                "organisation_id": agency(regency),
                "first": TODAY,
                "last": TODAY,
                "form": "xlsx",
                "now": MONDAY,
                **given,
            },
        )


def grid(workbook: bytes) -> list[list[Any]]:
    return list(
        CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_index(0).to_python()
    )


def test_a_month_is_counted_as_it_went(regency: Any) -> None:
    before = counts(regency)
    granted(regency)  # signed, but its process waits for the worker: still open
    refused_at_the_counter(regency)
    returned = regency.submit()
    returned.do("loket.ptsp", "kembalikan", items=[{"field": "str", "reason": "Terpotong."}])
    gone = regency.submit()
    with ledger.use_region(CODE):
        casework.withdraw(case_id=gone.case_id, who=directory.ANONYMOUS, key=gone.code, now=MONDAY)
    after = counts(regency)
    assert (after.came - before.came, after.returned - before.returned) == (4, 1)
    assert (after.withdrawn - before.withdrawn, after.decided - before.decided) == (1, 0)
    assert after.open - before.open == 3


def test_working_days_are_those_of_the_calendar(regency: Any) -> None:
    """A refusal signed nine days later: the sum grows by what the calendar counts itself."""
    from tests.worker import Worker

    begun, ended = MONDAY - 20 * DAY, at("2026-11-17 10:00")
    Worker().drain(ended)  # what earlier tests left behind ends now
    before = counts(regency, now=ended)
    case = refused_at_the_counter(regency, begun)
    assert case.sign(ended).ok
    Worker().drain(ended)
    assert row(case).ended_at is not None
    after = counts(regency, now=ended)
    with ledger.use_region(CODE):
        calendar = directory.calendar()
        days = calendar.working_days_between(calendar.local_date(begun), calendar.local_date(ended))
    assert (after.refused - before.refused, after.days - before.days) == (1, days)
    assert after.on_time - before.on_time == int(bool(row(case).on_time))


def test_an_earlier_month_does_not_see_later_ones(regency: Any) -> None:
    with ledger.use_region(CODE):
        who = regency.actor("kadis.ptsp")
        found = casework.recap(who=who, month=dt.date(2024, 2, 1), now=MONDAY)
    assert found.lines == () and found.total.came == 0 and len(found.months) == 12
    assert found.months[0][0] == dt.date(2023, 3, 1)
    assert found.total.share is None and found.total.average is None


def test_statements_do_not_grow_with_cases(regency: Any) -> None:
    with ledger.use_region(CODE):
        who = regency.actor("kadis.ptsp")
        place = agency(regency)
        casework.recap(who=who, month=NOVEMBER, now=MONDAY)
        with counted() as some:
            casework.recap(who=who, month=NOVEMBER, now=MONDAY)
        with counted() as lines:
            casework.book(who=who, organisation_id=place, first=TODAY, last=TODAY, now=MONDAY)
    assert len(some) <= 2 and len(lines) <= 2
    granted(regency)
    with ledger.use_region(CODE), counted() as full:
        casework.export_book(
            who=who, organisation_id=place, first=TODAY, last=TODAY, form="xlsx", names="full",
            now=MONDAY,
        )  # fmt: skip
    assert len(full) <= 7, full


def test_an_officer_of_another_agency_counts_only_their_own(regency: Any) -> None:
    with ledger.use_region(CODE):
        other = regency.actor("teknis.dinkes")
        mine = casework.recap(who=other, month=NOVEMBER, now=MONDAY)
        assert agency(regency) not in {one.organisation_id for one in mine.lines}
        with pytest.raises(casework.Refused, match="not_for_you"):
            casework.book(
                who=other, organisation_id=agency(regency), first=TODAY, last=TODAY, now=MONDAY
            )
        regent = casework.recap(who=regency.actor("bupati"), month=NOVEMBER, now=MONDAY)
        assert agency(regency) in {one.organisation_id for one in regent.lines}


def test_the_workbook_has_real_columns_and_masked_holders(regency: Any) -> None:
    case = granted(regency)
    number = case.mine().licence.number
    cells = grid(exported(regency, "loket.ptsp"))
    top = next(at for at, line in enumerate(cells) if line[1] == "Nomor izin")
    (mine,) = (line for line in cells if line[1] == number)
    assert mine[2] == TODAY and mine[3] == case.view("loket.ptsp").applicant_masked
    assert "*" in mine[3] and mine[8] == "Berlaku"
    total = sum(isinstance(line[0], float) for line in cells[top + 1 :])
    assert cells[-1][1] == f"Jumlah: {total} izin"


def test_full_names_only_by_right_and_told(regency: Any) -> None:
    case = granted(regency)
    number = case.mine().licence.number
    with pytest.raises(casework.Refused, match="not_for_you"):
        exported(regency, "loket.ptsp", names="full")

    def told() -> list[Any]:
        with ledger.use_region(CODE):
            about = agency(regency)
            found = ledger.facts_about(about=about, kinds=("register.exported",))
        return [one.data["lines"] for one in found if one.data["names"] == "full"]

    before = told()
    cells = grid(exported(regency, names="full"))
    (mine,) = (line for line in cells if line[1] == number)
    assert "*" not in mine[3]
    assert len(told()) == len(before) + 1 and min(told()) >= 1


def test_a_holder_sees_that_the_book_went_out_with_their_name(regency: Any) -> None:
    case = granted(regency)

    def seen() -> list[tuple[str, str]]:
        with ledger.use_region(CODE):
            found = directory.who_saw(row(case).person_id)
        return [(one.purpose, one.position) for one in found if one.case_id == case.case_id]

    before = seen()
    exported(regency)
    exported(regency, form="pdf")
    assert seen() == before
    exported(regency, names="full")
    exported(regency, names="full", form="pdf")  # the same hour: told once
    ((purpose, position),) = [one for one in seen() if one not in before]
    assert purpose == "register" and position.startswith("Kepala")


def test_a_changed_name_stands_in_the_book(regency: Any) -> None:
    from pendopo.casework.licence_data import name_field
    from pendopo.casework.tests.doors import models

    case = granted(regency)
    with ledger.use_region(CODE), ledger.region_transaction():
        field = name_field(models.Licence.objects.get(case_id=case.case_id))
    act("change", case, reason="misprint", changes={field: "Rara Kusuma"})
    number = case.mine().licence.number
    (full,) = (line for line in grid(exported(regency, names="full")) if line[1] == number)
    (masked,) = (line for line in grid(exported(regency)) if line[1] == number)
    assert full[3] == "Rara Kusuma" and masked[3] == "Ra** Ku****"


def test_printed_books_are_pdf_a(regency: Any) -> None:
    granted(regency)
    for name in ("book", "recap"):
        with ledger.use_region(CODE):
            who = regency.actor("kadis.ptsp")
            pdf = (
                exported(regency, form="pdf")
                if name == "book"
                else casework.recap_file(who=who, month=NOVEMBER, form="pdf", now=MONDAY)
            )
        assert pdf.startswith(b"%PDF") and b"pdfaid" in pdf


def test_the_head_signs_a_month_that_is_over_once(regency: Any) -> None:
    from tests.regency import PASSPHRASE

    submit_to(regency, "sip-dokter", dt.datetime(2026, 10, 5, 2, tzinfo=dt.UTC))
    given = {
        "organisation_id": agency(regency), "month": dt.date(2026, 10, 1), "origin": ORIGIN,
        "passphrase": PASSPHRASE, "now": MONDAY,
    }  # fmt: skip
    with ledger.use_region(CODE):
        head = regency.actor("kadis.ptsp")
        with pytest.raises(casework.Refused, match="month_open"):
            casework.sign_recap(who=head, **{**given, "month": NOVEMBER})
        with pytest.raises(casework.Refused, match="not_for_you"):
            casework.sign_recap(who=regency.actor("kabid.ptsp"), **given)
        wrong = casework.sign_recap(who=head, **{**given, "passphrase": "bukan frasanya"})
        assert not wrong.ok and not casework.signed_recaps(who=head, now=MONDAY)
        signed = casework.sign_recap(who=head, **given)
        assert signed.ok and signed.number
        with pytest.raises(casework.Refused, match="recap_signed"):
            casework.sign_recap(who=head, **given)
        (kept,) = casework.signed_recaps(who=head, now=MONDAY)
        found = documents.verify(verify_id=kept.verify_id, now=MONDAY)
        assert found.standing == "valid" and "Oktober 2026" in found.title
        name, pdf = casework.signed_recap_pdf(letter_id=kept.letter_id, who=head)
        assert name == "rekap-2026-10.pdf"
        assert documents.check_pdf(pdf=pdf, now=MONDAY).verdict == "genuine"
        with pytest.raises(casework.NotFound):
            casework.signed_recap_pdf(letter_id=kept.letter_id, who=regency.actor("teknis.dinkes"))
        code = directory.region(CODE).recap_classification
        assert code and signed.number.startswith(f"{code}/")
    from pendopo.documents.tests.test_typesetting import text_of

    assert f"Kode klasifikasi {code} pada nomor surat ini adalah contoh." in " ".join(
        text_of(pdf).split()
    )


def test_without_a_code_of_the_region_no_recap_is_signed(
    regency: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from tests.regency import PASSPHRASE

    def bare(code: str) -> Any:
        (found,) = [one for one in directory.regions() if one.code == code]
        return replace(found, recap_classification="")

    from pendopo.directory import api

    monkeypatch.setattr(api, "region", bare)
    with ledger.use_region(CODE), pytest.raises(casework.Refused, match="recap_code"):
        casework.sign_recap(
            who=regency.actor("kadis.ptsp"), organisation_id=agency(regency), origin=ORIGIN,
            month=dt.date(2026, 9, 1), passphrase=PASSPHRASE, now=MONDAY,
        )  # fmt: skip
