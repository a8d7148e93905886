"""The tables of the yearly performance report as a workbook and on paper, from the same rows."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.planning.evaluation import Result
from pendopo.planning.evaluation.efficiency import ABSORPTION, EFFICIENCY
from pendopo.planning.evaluation.layout import FORMATS, Line, plain_sheet
from pendopo.planning.queries.accountability import Accountability, Aim, Performance

_FORM: Final = "lkjip.typ"
_ROUND: Final = Context(prec=60, rounding=ROUND_HALF_UP)
_MONEY: Final = ("Sasaran", "Pagu", "Realisasi", "Penyerapan (%)", "Efisiensi (%)")
_MISSING: Final = ("Sasaran", "Indikator", "Sebab")
FOOT: Final = (
    "Capaian menurut rumus bernama tiap indikator; rata-rata tidak dibuat."
    f" {ABSORPTION.name.capitalize()}: {ABSORPTION.formula}."
    f" {EFFICIENCY.name.capitalize()}: {EFFICIENCY.formula}, hanya bila semua indikatornya dapat"
    " dinilai. Yang belum lengkap disebut, tidak dinilai."
)


def titles(of: Accountability) -> tuple[str, ...]:
    """Headings of the table of performance."""
    return (
        "Sasaran", "Indikator", "Satuan", *(f"Realisasi {year}" for year in of.years),
        f"Target {of.year}", f"Realisasi {of.year}", "Capaian (%)", "Predikat",
        "Target akhir", "Realisasi s.d. tahun ini", "Capaian target akhir (%)", "Pembanding",
    )  # fmt: skip


def accountability_workbook(*, of: Accountability) -> bytes:
    """An .xlsx: performance, money, and what is incomplete with the reason."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    formats = {name: book.add_format(how) for name, how in FORMATS.items()}
    performance = [_performance(aim, one) for aim in of.aims for one in aim.indicators]
    plain_sheet(book.add_worksheet("Capaian"), titles(of), performance, formats)
    plain_sheet(book.add_worksheet("Anggaran"), _MONEY, [_money(one) for one in of.aims], formats)
    missing: list[Line] = [
        [("text", aim.line.name), ("text", name), ("text", why)]
        for aim in of.aims
        for name, why in aim.incomplete
    ]
    plain_sheet(book.add_worksheet("Belum lengkap"), _MISSING, missing, formats)
    book.close()
    return out.getvalue()


def _performance(aim: Aim, one: Performance) -> Line:
    outcome = one.indicator.outcome
    done = outcome if isinstance(outcome, Result) else None
    before: Line = [
        ("K", each.outcome.realised_year if isinstance(each.outcome, Result) else None)
        for each in one.before
    ]
    return [
        ("text", aim.line.name), ("text", one.indicator.name), ("text", one.indicator.unit),
        *before,
        ("K", one.target), ("K", done and done.realised_year),
        ("%", done and done.achievement_year),
        ("text", done.predicate_year if done else "belum lengkap"),
        ("K", one.target_end), ("K", done and done.realised_total),
        ("%", done and done.achievement_total), ("text", _benchmark(one)),
    ]  # fmt: skip


def _benchmark(one: Performance) -> str:
    value = one.indicator.benchmark
    return "" if value is None else f"{_number(value)} ({one.indicator.benchmark_of})"


def _money(aim: Aim) -> Line:
    return [
        ("text", aim.line.name), ("Rp", aim.pagu), ("Rp", aim.spent), ("%", aim.absorbed),
        ("%", aim.efficiency),
    ]  # fmt: skip


@ledger.within_region
def accountability_pdf(*, of: Accountability, now: dt.datetime) -> bytes:
    """PDF/A-3b. Figures are rounded to two places here and nowhere else. Raises
    `documents.Refused` when the page cannot be set."""
    region = directory.region(ledger.current_region())
    assert region is not None  # who asks works in it
    missing = [[aim.line.name, *one] for aim in of.aims for one in aim.incomplete]
    content = {
        "heading": f"Tabel Laporan Kinerja {of.year}: {of.title}",
        "tables": [
            _table("Capaian kinerja", titles(of),
                   [_performance(aim, one) for aim in of.aims for one in aim.indicators]),
            _table("Anggaran dan efisiensi", _MONEY, [_money(one) for one in of.aims]),
            {"title": "Belum lengkap", "heads": list(_MISSING), "rows": missing},
        ],
        "foot": FOOT,
    }  # fmt: skip
    source = (Path(__file__).parent / _FORM).read_bytes()
    return documents.report_pdf(
        template=documents.Template(entry=_FORM, files={_FORM: source}),
        title=f"LKjIP {of.year}",
        content=documents.LetterContent(
            letterhead=documents.Letterhead(
                government=f"Pemerintah {region.name}",
                agency="Laporan kinerja",
                address=region.name,
            ),
            place=region.name.split(" ", 1)[-1],
            subject=f"LKjIP {of.year}",
            content=content,
        ),
        now=now,
    )


def _table(title: str, heads: Sequence[str], lines: Sequence[Line]) -> dict[str, Any]:
    rows = [[_shown(kind, value) for kind, value in line] for line in lines]
    return {"title": title, "heads": list(heads), "rows": rows}


def _shown(kind: str, value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, Decimal):
        return f"Rp {_number(value)}" if kind == "Rp" else _number(value)
    return str(value)


def _number(value: Decimal) -> str:
    text = f"{value.quantize(Decimal('0.01'), context=_ROUND):,.2f}".removesuffix(".00")
    return text.translate(str.maketrans(",.", ".,"))
