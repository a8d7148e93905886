"""Files that are damaged, enormous, made to harm, or come from another decade."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from pendopo.planning.tests import pure as planning
from pendopo.planning.tests.tables import PLAN, checked, rules, written

PROGRAM = "program,1.01.02,P,A,A,,,,,"


def workbook(rows: list[list[Any]], *, merge: tuple[int, int, int, int] | None = None) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    page = book.add_worksheet("Renja")
    book.add_worksheet("Lain").write(0, 0, "kosong")
    for at, row in enumerate(rows):
        page.write_row(at, 0, row)
    if merge:
        page.merge_range(*merge, rows[merge[0]][merge[1]])
    book.close()
    return out.getvalue()


TITLED = [
    ["RENJA TAHUN 2026"],
    [],
    ["Tingkat", "KODE", "Uraian", "Kode SKPD", "Kode Induk", "Pagu (Rp)"],
    ["1", "2", "3", "4", "5", "6"],
]


def test_a_workbook_with_a_title_and_a_line_of_numbers(tmp_path: Path) -> None:
    path = tmp_path / "renja.csv"  # its name lies; its first bytes do not
    path.write_bytes(workbook([
        *TITLED,
        ["Program", "1.01.02", "P", "A", "", 300.5],
        ["Kegiatan", "1.01.02.2.01", "K", "A", "1.01.02", 300.5],
        ["Sub Kegiatan", "1.01.02.2.01.0001", "S", "A", "1.01.02.2.01", 100.2],
        ["Sub Kegiatan", "1.01.02.2.01.0002", "S", "A", "1.01.02.2.01", "200,3"],
        ["", "", "JUMLAH", "", "", 300.5],
    ]))  # fmt: skip
    report = checked(path)
    assert report.findings == () and "Yang dibaca: lembar Renja." in report.notes
    with pytest.raises(planning.Unreadable, match="There are: Renja, Lain"):
        planning.open_sheet(path, sheet="Renstra")
    with pytest.raises(planning.Unreadable):
        planning.check(planning.open_sheet(path, sheet="Lain"))


def test_codes_that_became_dates_and_cells_that_were_merged(tmp_path: Path) -> None:
    path = tmp_path / "renja.xlsx"
    path.write_bytes(workbook([
        *TITLED,
        ["Program", "1.01.02", "P", "A", "", 0],
        ["Kegiatan", dt.date(2002, 1, 1), "K", "A", "1.01.02", 0],
        ["Sub Kegiatan", "1.01.02.2.01.0001", "S", "A", "1.01.02.2.01", 0],
        ["Sub Kegiatan", "", "S", "A", "1.01.02.2.01", 0],
    ], merge=(6, 1, 7, 1)))  # fmt: skip
    found = checked(path).findings
    assert [(one.rule, one.row, one.level) for one in found] == [
        ("code_date", 6, "kegiatan"),
        ("merged", 7, "subkegiatan"),
        ("missing_parent", 7, "subkegiatan"),
    ]


def test_dialects(tmp_path: Path) -> None:
    rows = [PLAN, "program,1.01.02,Pendidikan “é”,A,A,,,,,0", PROGRAM]
    for delimiter in ",;\t|":
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
            path = tmp_path / "t.csv"
            path.write_bytes("\r\n".join(rows).replace(",", delimiter).encode(encoding))
            assert rules(checked(path)) == [("duplicate", "1.01.02")], (delimiter, encoding)
    path.write_text("sep=;\n" + "\n".join(rows).replace(",", ";"), encoding="utf-8")
    assert rules(checked(path)) == [("duplicate", "1.01.02")]
    assert checked(path).findings[0].row == 4


def test_a_sentence_full_of_other_separators_decides_nothing(tmp_path: Path) -> None:
    rows = ['program,1.01.02,"' + "; ".join("abcdefghijklmnop") + '",A,A,,,,,0', PROGRAM + "0"]
    assert rules(checked(written(tmp_path, rows))) == [("duplicate", "1.01.02")]


def bomb(folder: Path) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        for at in range(4):
            parts.writestr(f"xl/{at}.xml", b"0" * (100 << 20))
    return out.getvalue()


def far_cell() -> bytes:
    good = io.BytesIO(workbook([["code"], ["1"]]))
    out = io.BytesIO()
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part, content.replace(b'r="A2"', b'r="XFD1048576"'))
    return out.getvalue()


UNREADABLE = {
    "empty": b"",
    "only blank rows": b"\n , ,\n\n",
    "binary": bytes(range(256)) * 20,
    "half a workbook": workbook([["code"], ["1"]])[:900],
    "a zip of nothing": b"PK\x03\x04" + b"\0" * 50,
    "an old workbook cut off": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "no heading": b"a,b,c\n1,2,3\n",
    "the same heading twice": b"level,code,code\nprogram,1.01.02,1.01.03\n",
    "two budgets": b"level,code,pagu,anggaran\nprogram,1.01.02,1,2\n",
    "a quotation mark that is never closed": b'level,code,name\nprogram,1.01.02,"P\nprogram,x,y\n',
    "a cell of a million letters": b"level,code\nprogram," + b"9" * 1_000_000,
    "too many columns": b"level,code" + b"," * 500 + b"\n",
    "a cell at the end of the world": far_cell(),
}


@pytest.mark.parametrize("why", UNREADABLE)
def test_refused_as_a_whole(tmp_path: Path, why: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(UNREADABLE[why])
    with pytest.raises(planning.Unreadable) as no:
        checked(path)
    assert no.value.text["id"].endswith(".") and no.value.text["en"]


def test_a_bomb_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(bomb(tmp_path))
    assert path.stat().st_size < 1 << 20
    for one in (path, tmp_path / "nowhere.csv", tmp_path):
        with pytest.raises(planning.Unreadable):
            checked(one)


def test_what_cannot_be_seen_parts_no_codes_and_speaks_to_no_terminal(tmp_path: Path) -> None:
    rows = ["program,1.01.02\u200b,\x1b[31mP,A,A,,,,,5",
            "kegiatan,1.01.02.2.01,K,A\u00a0,A,\ufeff1.01.02 ,,,,5"]  # fmt: skip
    report = checked(written(tmp_path, rows))
    assert report.findings == ()
    (one,) = checked(written(tmp_path, [rows[0].replace(",5", ",\x1b[2J")])).findings
    assert one.rule == "number" and one.message.isprintable()
