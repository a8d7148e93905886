"""Old registers from Excel: judged row by row, copied once, never trusted."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
import xlsxwriter

from pendopo.casework.tests.doors import casework, directory, ledger, models
from pendopo.casework.tests.walking import CODE, DAY, MONDAY, counted

HEADS = ("Nomor izin", "Tanggal surat", "Layanan", "Nama pemegang", "NIK", "Berlaku sampai",
         "Status")  # fmt: skip
NIK = "3511014208900001"


def workbook(*rows: tuple[Any, ...], heads: tuple[str, ...] = HEADS) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet()
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    for at, head in enumerate(heads):
        page.write_string(0, at, head)
    for line, row in enumerate(rows, start=1):
        for at, cell in enumerate(row):
            if isinstance(cell, dt.date):
                page.write_datetime(line, at, cell, day)
            else:
                page.write(line, at, cell)
    book.close()
    return out.getvalue()


def judge(regency: Any, content: bytes, username: str = "kadis.ptsp") -> Any:
    with ledger.use_region(CODE):
        who = regency.actor(username)
        return casework.judge_import(
            who=who,
            organisation_id=who.positions[0].organisation_id,
            content=content,
            now=MONDAY,
        )


def copy(regency: Any, judged: Any) -> Any:
    from pendopo.casework.actions.imports import copy_rows

    with ledger.use_region(CODE):
        who = regency.actor("kadis.ptsp")
        casework.begin_import(import_id=judged.id, who=who, version=judged.version, now=MONDAY)
        while copy_rows(import_id=judged.id, now=MONDAY):
            pass
        return casework.register_import(import_id=judged.id, who=who)


def found(number: str) -> Any:
    with ledger.use_region(CODE), ledger.region_transaction():
        return list(models.Licence.objects.filter(number=number))


def codes(judged: Any) -> set[tuple[int, str, str]]:
    return {(one.row, one.column, one.code) for one in judged.report}


def test_a_sound_list_is_copied_once(regency: Any) -> None:
    content = workbook(
        ("503/001/2019", dt.date(2019, 3, 4), "sip-dokter", "Budi Santoso", NIK, "04-03-2024", ""),
        ("503/002/2025", "17 Agustus 2025", "SIP-DOKTER", "Ani Wijaya", "", "", "dicabut"),
        ("503/003/2025", "2025/08/18".replace("/", "-"), "sip-dokter", "Ari", "", "1/9/2030", ""),
    )
    judged = judge(regency, content)
    assert (judged.status, judged.rows, judged.known, judged.wrong) == ("checked", 3, 0, 0)
    assert not found("503/001/2019"), "a dry run copies nothing"
    done = copy(regency, judged)
    assert (done.status, done.done) == ("done", 3)
    (old,) = found("503/001/2019")
    assert (old.status, old.since, old.origin) == ("expired", dt.date(2024, 3, 5), "import")
    assert old.holder_masked == "Bu** Sa*****" and old.person_id is None
    assert b"Budi" not in bytes(old.sealed) and NIK.encode() not in bytes(old.sealed)
    (gone,) = found("503/002/2025")
    assert (gone.status, gone.dated) == ("revoked", dt.date(2025, 8, 17))
    with ledger.use_region(CODE), ledger.region_transaction():
        kept = models.ImportPart.objects.filter(batch_id=judged.id)
        assert not kept.exists(), "names do not lie about once they are copied"
        (fact,) = ledger.facts_about(about=old.id, kinds=("licence.imported",))
    assert fact.data["row"] == 2
    again = judge(regency, content)
    assert (again.status, again.rows, again.known) == ("checked", 0, 3)
    assert {code for _row, _column, code in codes(again)} == {"same_file"}


def test_a_job_that_died_goes_on_and_doubles_nothing(regency: Any) -> None:
    content = workbook(("503/010/2020", "01-02-2020", "sip-dokter", "Cici", "", "", ""))
    first, second = judge(regency, content), judge(regency, content)
    copy(regency, first)
    assert copy(regency, second).done == 1
    assert len(found("503/010/2020")) == 1
    other = judge(
        regency, workbook((" 503/010/2020 ", "01-02-2020", "sip-dokter", "Cici", "", "", ""))
    )
    assert codes(other) == {(2, "Nomor izin", "number_known")} and other.rows == 0


def test_rows_are_unsealed_once_and_the_register_is_not_read_whole(
    regency: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seven rows in parts of three: each part opened alone; a list of 60 asks as one of 6 does."""
    from pendopo.casework.actions import imports

    def rows(count: int, mark: str) -> bytes:
        lines = [(f"{mark}/{at}", "01-02-2020", "sip-dokter", "Eka", "", "", "")
                 for at in range(count)]  # fmt: skip
        return workbook(*lines)

    opened: list[int] = []
    unseal = imports.vault.unseal

    def watched(*given: Any, **more: Any) -> Any:
        kept = unseal(*given, **more)
        opened.append(len(kept))
        return kept

    monkeypatch.setattr(imports, "AT_ONCE", 3)
    monkeypatch.setattr(imports.vault, "unseal", watched)
    assert copy(regency, judge(regency, rows(7, "parts"))).done == 7
    assert opened == [3, 3, 1]
    monkeypatch.setattr(imports, "AT_ONCE", 500)
    judge(regency, rows(1, "warm"))
    with counted() as few:
        judge(regency, rows(6, "few"))
    with counted() as many:
        judge(regency, rows(60, "many"))
    assert len(few) == len(many), many
    with ledger.use_region(CODE), ledger.region_transaction():
        who = regency.actor("kadis.ptsp")
        place = who.positions[0].organisation_id
        (sound, _) = imports.judge(
            imports.old_register.read(rows(2, "PARTS ")), imports.service_names(MONDAY),
            MONDAY.date(),
        )  # fmt: skip
        with counted() as asked:
            known = imports._known(place, "0" * 64, sound)
    assert [one.code for one in known] == ["number_known", "number_known"] and len(asked) == 2
    assert "regexp_replace" in asked[1]


def test_every_mistake_is_named_with_its_row_and_column(regency: Any) -> None:
    judged = judge(
        regency,
        workbook(
            ("", "01-02-2020", "sip-dokter", "A", "", "", ""),
            ("B/1", "31-02-2020", "sip-dokter", "B", "", "", ""),
            ("B/2", "01-02-20", "izin entah", "B", "", "", ""),
            ("B/3", "01-02-2020", "sip-dokter", "", "123", "", "entah"),
            ("B/4", "01-02-2030", "sip-dokter", "B", 3511014208900001, "", ""),
            ("B/5", "01-02-2020", "sip-dokter", "B", "", "01-02-2019", ""),
            ("B/6", "01-02-2020", "sip-dokter", "B", "", "", ""),
            ("b / 6", "01-02-2020", "sip-dokter", "B", "", "", ""),
        ),
    )
    assert judged.status == "refused"
    assert codes(judged) == {
        (2, "Nomor izin", "empty"), (3, "Tanggal surat", "day"), (4, "Tanggal surat", "day"),
        (4, "Layanan", "service"), (5, "Nama pemegang", "empty"), (5, "NIK", "nik"),
        (5, "Status", "status"), (6, "Tanggal surat", "day_ahead"), (6, "NIK", "nik"),
        (7, "Berlaku sampai", "order"), (9, "Nomor izin", "twice"),
    }  # fmt: skip
    assert all(one.text.id and one.text.en for one in judged.report)
    with ledger.use_region(CODE), pytest.raises(casework.Stale):
        casework.begin_import(
            import_id=judged.id,
            who=regency.actor("kadis.ptsp"),
            version=judged.version,
            now=MONDAY,
        )


def test_formulas_are_not_worked_out(regency: Any) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet()
    for at, head in enumerate(HEADS):
        page.write_string(0, at, head)
    page.write_row(1, 0, ["F/1", "01-02-2020", "sip-dokter"])
    page.write_formula(1, 3, '=HYPERLINK("http://contoh.invalid","x")', None, "Dodi")
    book.close()
    copy(regency, judge(regency, out.getvalue()))
    assert found("F/1")[0].holder_masked == "Do**"


def bomb(part: str, body: bytes) -> bytes:
    out = io.BytesIO(workbook(("Z/1", "01-02-2020", "sip-dokter", "Z", "", "", "")))
    with zipfile.ZipFile(out) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    fresh = io.BytesIO()
    with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in {**parts, part: body}.items():
            new.writestr(name, content)
    return fresh.getvalue()


FAR = b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"bukan excel", "import_file"),
        (b"PK\x03\x04 rusak", "import_file"),
        (workbook(), "import_empty"),
        (workbook(("a", "b"), heads=("Nomor", "Nama")), "import_columns"),
        (bomb("xl/media/besar.bin", b"0" * (121 * 1024 * 1024)), "import_large"),
        (bomb("xl/worksheets/sheet1.xml", FAR), "import_large"),
        (bomb("xl/worksheets/sheet1.xml", FAR.decode().encode("utf-16")), "import_file"),
    ],
    ids=["text", "broken", "empty", "other columns", "zip bomb", "far cell", "hidden cell"],
)
def test_files_that_are_refused_whole(regency: Any, content: bytes, code: str) -> None:
    with pytest.raises(casework.Refused, match=code):
        judge(regency, content)


def test_no_damaged_byte_breaks_the_reader(regency: Any) -> None:
    """Each byte of a small workbook turned over: read or refused, nothing else."""
    from pendopo.casework.sheets import old_register

    whole = workbook(("Q/1", "01-02-2020", "sip-dokter", "Q", "", "", ""))
    refused = 0
    for at in range(0, len(whole), 7):
        try:
            old_register.read(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        except casework.Refused:
            refused += 1
    assert refused > len(whole) // 14


def test_only_heads_bring_registers_in(regency: Any) -> None:
    content = workbook(("Q/1", "01-02-2020", "sip-dokter", "Q", "", "", ""))
    with pytest.raises(casework.Refused, match="not_for_you"):
        judge(regency, content, "loket.ptsp")
    judged = judge(regency, content)
    with ledger.use_region(CODE), pytest.raises(casework.NotFound):
        casework.register_import(import_id=judged.id, who=regency.actor("teknis.dinkes"))


def test_anyone_with_its_code_sees_an_old_licence_for_what_it_is(regency: Any) -> None:
    content = workbook(("P/1", "01-02-2020", "sip-dokter", "Putri Ayu", NIK, "", ""))
    copy(regency, judge(regency, content))
    (row,) = found("P/1")
    with ledger.use_region(CODE):
        shown = casework.proof(verify_id=row.verify_id.replace("-", "").lower(), now=MONDAY)
        assert shown.standing.origin == "import" and shown.standing.status == "valid"
        assert shown.holder_masked == "Pu*** A**" or "*" in shown.holder_masked
        head = regency.actor("kadis.ptsp")
        casework.suspend(
            licence_id=row.id, who=head, until=MONDAY.date() + DAY, now=MONDAY,
            decision=casework.Decision(version=1, reason="duties", ground="UU 30/2014 Pasal 65"),
        )  # fmt: skip
        assert casework.proof(verify_id=row.verify_id, now=MONDAY).standing.status == "suspended"
        opened = casework.unseal_licence(licence_id=row.id, who=head, purpose="check", now=MONDAY)
        assert {name: value for name, _label, value in opened.data}["nik"] == NIK
        seen = ledger.facts_about(about=row.id, kinds=("licence.viewed",))
        assert len(seen) == 1 and directory.today(MONDAY)
        with pytest.raises(casework.NotFound):
            casework.proof(verify_id="K7M-4QP-2XD", now=MONDAY)


def test_a_thousand_rows_take_few_statements(regency: Any) -> None:
    rows = [(f"R/{at}", "01-02-2020", "sip-dokter", f"Orang {at}", "", "", "") for at in range(999)]
    content = workbook(*rows)
    from pendopo.casework.actions.imports import copy_rows, judge_waiting

    with ledger.use_region(CODE):
        who = regency.actor("kadis.ptsp")
    with ledger.use_region(CODE), counted() as receiving:
        judged = casework.judge_import(
            who=who,
            organisation_id=who.positions[0].organisation_id,
            content=content,
            now=MONDAY,
        )
    assert (judged.status, judged.rows) == ("judging", 999) and len(receiving) <= 8, receiving
    with ledger.use_region(CODE):
        with counted() as judging:
            assert judge_waiting(import_id=judged.id, now=MONDAY)
        judged = casework.register_import(import_id=judged.id, who=who)
        assert (judged.status, judged.rows, judged.done) == ("checked", 999, 0)
        assert len(judging) <= 30, judging  # four looks at how far it is, each on its own
        casework.begin_import(import_id=judged.id, who=who, version=1, now=MONDAY)
        with counted() as copying:
            assert copy_rows(import_id=judged.id, now=MONDAY)
        assert len(copying) <= 10, copying
        assert not copy_rows(import_id=judged.id, now=MONDAY)
