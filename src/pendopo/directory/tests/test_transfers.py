"""Transfer lists: read cell by cell, applied as a whole or not at all."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from pendopo.directory.tests.building import Office, office, officer, signed_in
from pendopo.directory.tests.late import directory
from pendopo.directory.transfers.names import same_name
from pendopo.directory.transfers.reading import read, read_date
from pendopo.directory.transfers.report import COLUMNS
from pendopo.ledger import api as ledger

NIP, NIP_2, NIP_3 = "198501012010011001", "198602022011012002", "198703032012011003"
DAY = date(2026, 12, 1)
HEAD, CLERK = "Kepala Dinas pada Dinas Contoh", "petugas  LOKET"


def workbook(*rows: tuple[Any, ...], columns: tuple[str, ...] = COLUMNS, above: int = 0) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    for line in range(above):
        sheet.write_string(line, 0, "KEPUTUSAN BUPATI")
    for at, title in enumerate(columns):
        sheet.write_string(above, at, title)
    for line, row in enumerate(rows, start=above + 1):
        for at, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(line, at, datetime.combine(value, time()), day)
            else:
                sheet.write(line, at, value)
    book.close()
    return out.getvalue()


ROW = (NIP, "Budi Santoso", "", HEAD, DAY, "SK 821/1")


@pytest.mark.parametrize(
    ("row", "column", "rule"),
    [
        (("19850101", *ROW[1:]), "NIP", "nip_malformed"),
        ((float(NIP), *ROW[1:]), "NIP", "nip_as_number"),
        (("", *ROW[1:]), "NIP", "empty"),
        ((NIP, " ", *ROW[2:]), "Nama", "empty"),
        ((*ROW[:4], "besok", "SK"), "TMT", "date_unread"),
        ((*ROW[:4], "", "SK"), "TMT", "empty"),
        ((*ROW[:5], ""), "Dasar", "empty"),
        ((NIP, "Budi", "", "", DAY, "SK"), "Jabatan baru", "nothing_to_do"),
    ],
)
def test_each_unreadable_cell_is_named(row: tuple[Any, ...], column: str, rule: str) -> None:
    fine, wrong = read(workbook(ROW, row))
    assert [one.row for one in fine] == [2]
    assert [(one.row, one.column, one.rule) for one in wrong] == [(3, column, rule)]
    assert wrong[0].message["id"] and wrong[0].message["en"]


def test_headers_in_any_order_case_and_row() -> None:
    order = ("dasar", "TMT", "Jabatan Baru", "JABATAN LAMA", "Nama", "nip", "Keterangan")
    row = ("SK 1", "1 Desember 2026", HEAD, "", "Budi", NIP, "x")
    fine, wrong = read(workbook(row, columns=order, above=3))
    assert not wrong
    assert (fine[0].row, fine[0].nip, fine[0].first_day) == (5, NIP, DAY)


def test_files_that_are_no_list() -> None:
    assert read(b"not a workbook")[1][0].rule == "not_a_workbook"
    assert read(workbook(ROW, above=5_100))[1][0].rule == "too_large"
    missing = read(workbook(columns=COLUMNS[:-1]))[1][0]
    assert (missing.rule, missing.column) == ("column_missing", "Dasar")
    assert read(workbook()) == ([], [])


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("01-12-2026", DAY), ("1/12/2026", DAY), ("1.12.2026", DAY), ("2026-12-01", DAY),
        ("1 Desember 2026", DAY), (datetime.combine(DAY, time(8)), DAY), (DAY, DAY),
        ("31-11-2026", None), ("12/2026", None), ("1 December 2026", None), (46357, None),
    ],
)  # fmt: skip
def test_dates_as_people_type_them(cell: Any, day: date | None) -> None:
    assert read_date(cell) == day


def test_names_match_without_degrees() -> None:
    assert same_name("Drs. BUDI  SANTOSO, M.Si", "Budi Santoso")
    assert same_name("dr. Sri", "Sri, M.Kes.")
    assert not same_name("Budi Santosa", "Budi Santoso")


def _run(
    content: bytes, now: datetime, *, dry_run: bool = False, actor: directory.Actor | None = None
) -> directory.Report:
    return directory.import_transfers(content, dry_run=dry_run, actor=actor, now=now)


def _refusals(report: directory.Report) -> list[tuple[int, str, str]]:
    return [(one.row, one.column, one.rule) for one in report.refused]


def _holder(place: Office, at: datetime) -> str:
    found = directory.holder_of(place.head.id, at)
    return found.name if found else ""


def test_two_officers_swap_and_a_third_arrives(region: str, now: datetime) -> None:
    place = office(now)
    officer(now, place.head, "Budi Santoso", nip=NIP)
    officer(now, place.clerk, "Sari Dewi", nip=NIP_2)
    admin = signed_in(now, officer(now, place.admin, "Yusuf"), "yusuf")
    retired = officer(now, directory.create_position(
        organisation_id=place.agency.id, code="sekretaris", title="Sekretaris", actor=None, now=now
    ), "Tono", nip=NIP_3)  # fmt: skip
    content = workbook(
        (NIP, "Drs. Budi Santoso", HEAD, CLERK, DAY, "SK 821/1"),
        (NIP_2, "SARI DEWI, S.H.", CLERK, HEAD, DAY, "SK 821/1"),
        (NIP_3, "Tono", "Sekretaris", "", DAY, "SK pensiun"),
        ("199004042015021004", "Baru Sekali", "", "Sekretaris", DAY, "SK 821/1"),
    )
    trial = _run(content, now, dry_run=True, actor=admin)
    assert [one.status for one in trial.rows] == ["ok"] * 4 and not trial.applied
    in_december = datetime(2026, 12, 1, 2, tzinfo=now.tzinfo)
    assert _holder(place, in_december) == "Budi Santoso"  # the dry run changed nothing
    assert directory.find_person(nip="199004042015021004") is None
    report = _run(content, now, actor=admin)
    assert report.applied and not report.refused
    assert _holder(place, now) == "Budi Santoso"
    assert _holder(place, in_december) == "Sari Dewi"
    assert directory.mandates_of_person(retired.id)[0].valid_to == date(2026, 11, 30)
    assert directory.find_person(nip="199004042015021004") is not None
    # once more: the old mandates are no longer held, and it says so row by row
    again = _run(content, now, actor=admin)
    assert not again.applied and len(again.refused) >= 3


def test_one_wrong_row_stops_the_whole_list(region: str, now: datetime) -> None:
    place = office(now)
    officer(now, place.head, "Budi Santoso", nip=NIP)
    officer(now, place.clerk, "Sari Dewi", nip=NIP_2)
    for code in ("satu", "dua"):
        directory.create_position(
            organisation_id=place.root.id if code == "satu" else place.agency.id,
            code=code, title="Analis", actor=None, now=now,
        )  # fmt: skip
    content = workbook(
        (NIP, "Budi Santoso", HEAD, "", DAY, "SK"),
        (NIP_2, "Sari Dewi", HEAD, "", DAY, "SK"),
        (NIP_2, "Sari Dewi", CLERK, "", DAY, "SK"),
        (NIP_3, "Tono", "", "Analis", DAY, "SK"),
        ("199004042015021004", "Dina", "", "Kepala Bagian", DAY, "SK"),
        ("199104042015021004", "Dini", "", CLERK, DAY, "SK"),
    )
    report = _run(content, now)
    assert not report.applied
    assert _refusals(report) == [
        (3, "NIP", "twice"),
        (4, "NIP", "twice"),
        (5, "Jabatan baru", "position_ambiguous"),
        (6, "Jabatan baru", "position_not_found"),
        (7, "Jabatan baru", "two_definitive"),
    ]
    assert directory.mandates_of_position(place.head.id)[0].valid_to is None
    assert directory.find_person(nip="199104042015021004") is None


def test_rows_that_contradict_the_register(region: str, now: datetime) -> None:
    place = office(now)
    officer(now, place.head, "Budi Santoso", nip=NIP)
    officer(now, place.clerk, "Sari Dewi", nip=NIP_2)
    report = _run(
        workbook(
            (NIP, "Budi Susanto", HEAD, "", DAY, "SK"), (NIP_2, "Sari Dewi", "", HEAD, DAY, "SK")
        ),
        now,
    )
    assert _refusals(report) == [(2, "Nama", "name_differs"), (3, "Jabatan lama", "still_holds")]
    report = _run(workbook((NIP_2, "Sari Dewi", HEAD, CLERK, DAY, "SK")), now)
    assert _refusals(report) == [(2, "Jabatan lama", "not_held")]


def test_the_import_is_a_fact_and_for_administrators(region: str, now: datetime) -> None:
    place = office(now)
    clerk = signed_in(now, officer(now, place.clerk, nip=NIP), "budi")
    with pytest.raises(directory.Refused) as no:
        _run(workbook(ROW), now, actor=clerk)
    assert no.value.code == "not_for_you"
    admin = signed_in(now, officer(now, place.admin, "Yusuf"), "yusuf")
    row = (NIP_2, "Sari Dewi", "", HEAD, DAY, "SK 821/1")
    assert _run(workbook(row), now, actor=admin).applied
    mandate = directory.mandates_of_position(place.head.id)[0]
    assert mandate.basis == "SK-821/1"
    assert ledger.facts_about(about=mandate.id)[0].actor == admin.account_id


def test_the_template_can_be_filled_in_and_read(region: str, now: datetime) -> None:
    office(now)
    book = CalamineWorkbook.from_filelike(io.BytesIO(directory.template_workbook()))
    assert book.sheet_names == ["Mutasi", "Jabatan", "Petunjuk"]
    titles = [row[0] for row in book.get_sheet_by_name("Jabatan").to_python()]
    assert "Kepala Dinas pada Dinas Contoh" in titles
    assert read(directory.template_workbook()) == ([], [])
