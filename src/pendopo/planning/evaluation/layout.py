"""The form "Evaluasi Terhadap Hasil RKPD" as a workbook: 16 columns of Permendagri 86/2017.

K is performance, Rp money; money stands where the table brought it. Cells hold the exact value and
show two decimals, so that whoever adds them up adds what was reckoned. What was refused keeps its
figures, has no result, and is listed with its reason on a sheet of its own.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

import xlsxwriter

from pendopo.planning.evaluation.evaluate import Evaluation, means
from pendopo.planning.evaluation.money import money
from pendopo.planning.evaluation.rows import Measured
from pendopo.planning.evaluation.score import Refusal, Result

_BOTH: Final = ("K", "Rp")
FORM: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("No", ()),
    ("Kode", ()),
    ("Bidang Urusan/Program/Kegiatan/Sub Kegiatan", ()),
    ("Indikator Kinerja Program (outcome)/Kegiatan/Sub Kegiatan (output)", ()),
    ("Target RPJMD pada akhir periode", _BOTH),
    ("Realisasi capaian RPJMD s.d. RKPD tahun lalu", _BOTH),
    ("Target RKPD tahun berjalan", ("K", "Satuan", "Rp")),
    ("Realisasi Triwulan I", _BOTH),
    ("Realisasi Triwulan II", _BOTH),
    ("Realisasi Triwulan III", _BOTH),
    ("Realisasi Triwulan IV", _BOTH),
    ("Realisasi capaian RKPD yang dievaluasi", _BOTH),
    ("Tingkat capaian RKPD (%)", _BOTH),
    ("Realisasi RPJMD s.d. tahun ini", _BOTH),
    ("Tingkat capaian RPJMD (%)", _BOTH),
    ("Perangkat Daerah penanggung jawab", ()),
)
"""Heading of each of the 16 columns, and what it is divided into."""
_WIDE: Final = {1: 5, 2: 20, 3: 44, 4: 40, 16: 32}
FORMATS: Final[dict[str, dict[str, object]]] = {
    "text": {"num_format": "@", "text_wrap": True, "valign": "top", "border": 1},
    "K": {"num_format": "#,##0", "valign": "top", "border": 1},
    "K.": {"num_format": "#,##0.00", "valign": "top", "border": 1},
    "Rp": {"num_format": "#,##0", "valign": "top", "border": 1},
    "%": {"num_format": "0.00", "valign": "top", "border": 1},
    "head": {"bold": True, "bg_color": "#E8DCC8", "border": 1, "text_wrap": True,
             "align": "center", "valign": "vcenter"},
    "title": {"bold": True, "font_size": 14},
}  # fmt: skip
Line = list[tuple[str, Any]]
"""Kind of format and value of each cell."""


def evaluation_workbook(evaluation: Evaluation) -> bytes:
    """An .xlsx: the form, the predicates with each agency's mean, and the refused rows."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    formats = {name: book.add_format(how) for name, how in FORMATS.items()}
    page = book.add_worksheet("Evaluasi")
    page.write_string(0, 0, "Evaluasi Terhadap Hasil RKPD", formats["title"])
    _head(page, formats)
    for at, (row, one) in enumerate(evaluation.outcomes):
        _write(page, 5 + at, _line(at + 1, row, one), formats)
    page.freeze_panes(5, 3)
    page.repeat_rows(2, 4)
    page.set_landscape()
    page.set_paper(8)  # A3
    page.fit_to_pages(1, 0)
    _predicates(book.add_worksheet("Predikat"), evaluation, formats)
    _refusals(book.add_worksheet("Ditolak"), evaluation, formats)
    book.close()
    return out.getvalue()


def _head(page: Any, formats: dict[str, Any]) -> None:
    """Titles in row 3, K and Rp in row 4, the form's own numbers in row 5."""
    place = 0
    for number, (title, parts) in enumerate(FORM, 1):
        last = place + max(len(parts), 1) - 1
        head = formats["head"]
        if parts:
            page.merge_range(2, place, 2, last, title, head)
            page.merge_range(4, place, 4, last, str(number), head)
            for at, part in enumerate(parts):
                page.write_string(3, place + at, part, head)
        else:
            page.merge_range(2, place, 3, place, title, head)
            page.write_string(4, place, str(number), head)
        page.set_column(place, last, _WIDE.get(number, 14))
        place = last + 1


def _line(number: int, row: Measured, one: Result | Refusal) -> Line:
    rupiah = money(row)
    done = one if isinstance(one, Result) else None
    line: Line = [("K", number), ("text", row.code), ("text", row.name), ("text", row.indicator)]
    line += _pair(row, "target_5yr") + _pair(row, "realised_to_previous")
    year = _pair(row, "target_year")
    line += [year[0], ("text", row.unit), year[1]]
    for quarter in ("q1", "q2", "q3", "q4"):
        line += _pair(row, quarter)
    line += [("K", done and done.realised_year), ("Rp", rupiah.realised_year)]
    line += [("%", done and done.achievement_year), ("%", rupiah.achievement_year)]
    line += [("K", done and done.realised_total), ("Rp", rupiah.realised_total)]
    line += [("%", done and done.achievement_total), ("%", rupiah.achievement_total)]
    return [*line, ("text", row.agency)]


def _pair(row: Measured, name: str) -> Line:
    """Performance and money; what is no number stands there as it was written."""
    value = row.value(name)
    return [
        ("K", row.said.get(name, "") if value is None else value),
        ("Rp", row.value(f"{name}_rp")),
    ]


def _write(page: Any, at: int, line: Sequence[tuple[str, Any]], formats: dict[str, Any]) -> None:
    for place, (kind, value) in enumerate(line):
        if value is None or value == "":
            page.write_blank(at, place, None, formats[kind])
        elif isinstance(value, Decimal | int):
            part = kind == "K" and value != int(value)  # "#,##0.##" would show 4 as "4."
            page.write_number(at, place, float(value), formats["K." if part else kind])
        else:
            page.write_string(at, place, str(value), formats["text"])


def _predicates(page: Any, evaluation: Evaluation, formats: dict[str, Any]) -> None:
    lines: list[Line] = []
    for row, one in evaluation.outcomes:
        if isinstance(one, Result):
            lines.append([
                ("text", one.code), ("text", row.indicator), ("%", one.achievement_year),
                ("text", one.predicate_year), ("%", one.achievement_total),
                ("text", one.predicate_total),
            ])  # fmt: skip
    for mean in means(evaluation):
        said = f"Rata-rata {mean.programmes} program {mean.agency}".strip()
        lines.append([("text", ""), ("text", said), ("%", mean.achievement),
                      ("text", mean.predicate)])  # fmt: skip
    titles = ("Kode", "Indikator", "Capaian tahun (%)", "Predikat tahun", "Capaian RPJMD (%)",
              "Predikat RPJMD")  # fmt: skip
    plain_sheet(page, titles, lines, formats)


def _refusals(page: Any, evaluation: Evaluation, formats: dict[str, Any]) -> None:
    lines: list[Line] = [
        [("K", row.row), ("text", one.code), ("text", row.indicator), ("text", one.column),
         ("text", one.error)]
        for row, one in evaluation.outcomes
        if isinstance(one, Refusal)
    ]  # fmt: skip
    plain_sheet(page, ("Baris", "Kode", "Indikator", "Kolom", "Sebab"), lines, formats)


def plain_sheet(
    page: Any, titles: Sequence[str], lines: list[Line], formats: dict[str, Any]
) -> None:
    """Titles in the first row, lines below; a cell is (kind of format, value)."""
    for place, title in enumerate(titles):
        page.write_string(0, place, title, formats["head"])
        page.set_column(place, place, 44 if title in ("Indikator", "Sebab", "Sasaran") else 18)
    for at, line in enumerate(lines, 1):
        _write(page, at, line, formats)
    page.freeze_panes(1, 0)
