"""The evaluation form on paper: the same 16 columns as in Excel."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Context, Decimal
from pathlib import Path
from typing import Final

from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.planning.evaluation import Evaluation, Measured, Refusal, Result
from pendopo.planning.evaluation.layout import FORM
from pendopo.planning.evaluation.money import money

_FORM: Final = "evaluation.typ"
_ROUND: Final = Context(prec=60, rounding=ROUND_HALF_UP)


@ledger.within_region
def evaluation_pdf(*, evaluation: Evaluation, title: str, now: dt.datetime) -> bytes:
    """PDF/A-3b. Figures are rounded to two places here and nowhere else. Raises
    `documents.Refused` when the page cannot be set."""
    rows = [_line(at, row, one) for at, (row, one) in enumerate(evaluation.outcomes, 1)]
    region = directory.region(ledger.current_region())
    assert region is not None  # who asks works in it
    refused = evaluation.refused
    content = {
        "heading": f"Evaluasi Terhadap Hasil RKPD: {title}",
        "heads": [head for head, _parts in FORM],
        "rows": rows,
        "foot": f"{len(rows)} indikator, {refused} belum dapat dinilai. K: kinerja, Rp: rupiah."
        " Rumus dan predikat: Permendagri 86/2017 dan buku kerja evaluasi daerah.",
    }
    source = (Path(__file__).parent / _FORM).read_bytes()
    return documents.report_pdf(
        template=documents.Template(entry=_FORM, files={_FORM: source}),
        title=title,
        content=documents.LetterContent(
            letterhead=documents.Letterhead(
                government=f"Pemerintah {region.name}",
                agency="Evaluasi rencana",
                address=region.name,
            ),
            place=region.name.split(" ", 1)[-1],
            subject=title,
            content=content,
        ),
        now=now,
    )


def _line(number: int, row: Measured, one: Result | Refusal) -> list[str]:
    rupiah = money(row)
    done = one if isinstance(one, Result) else None
    why = "" if done else f" ({one.error})" if isinstance(one, Refusal) else ""
    quarters = [
        _pair(row.value(name), row.value(f"{name}_rp")) for name in ("q1", "q2", "q3", "q4")
    ]
    return [
        str(number), row.code, row.name, row.indicator + why,
        _pair(row.value("target_5yr"), row.value("target_5yr_rp")),
        _pair(row.value("realised_to_previous"), row.value("realised_to_previous_rp")),
        _pair(row.value("target_year"), row.value("target_year_rp"), row.unit),
        *quarters,
        _pair(done.realised_year if done else None, rupiah.realised_year),
        _pair(done.achievement_year if done else None, rupiah.achievement_year, percent=True),
        _pair(done.realised_total if done else None, rupiah.realised_total),
        _pair(done.achievement_total if done else None, rupiah.achievement_total, percent=True),
        row.agency,
    ]  # fmt: skip


def _pair(
    value: Decimal | None, rupiah: Decimal | None, unit: str = "", *, percent: bool = False
) -> str:
    """Performance above, money below."""
    first = "" if value is None else f"{_number(value)}{' ' + unit if unit else ''}"
    mark = "" if percent else "Rp "
    second = "" if rupiah is None else f"{mark}{_number(rupiah)}"
    return "\n".join(part for part in (first, second) if part)


def _number(value: Decimal) -> str:
    text = f"{value.quantize(Decimal('0.01'), context=_ROUND):,.2f}".removesuffix(".00")
    return text.translate(str.maketrans(",.", ".,"))
