"""One thing that is wrong in a plan: which node, which rule, what was expected and what stands."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pendopo.core.money import rupiah

Seen = Decimal | int | str | None

RULES: Final[dict[str, str]] = {
    "level": "jenjang tidak dikenal",
    "code": "kode kosong",
    "code_date": "kode berubah menjadi tanggal",
    "leading_zero": "kode kehilangan angka nol",
    "columns": "sel melebihi kolom",
    "merged": "sel digabung",
    "duplicate": "kode ganda",
    "missing_parent": "induk tidak ada",
    "parent_level": "jenjang induk salah",
    "cycle": "induk berputar",
    "number": "bukan angka",
    "decimal_mark": "koma dan titik tertukar",
    "negative": "uang negatif",
    "rollup": "jumlah tidak sama",
    "childless": "tanpa anak",
    "indicator_unit": "indikator tanpa satuan",
    "indicator_target": "indikator tanpa target",
    "indicator_direction": "indikator tanpa arah",
}
"""Rule -> its name for people."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`row` as the file counts it, `column` a name of the contract ("" when the row is meant),
    `message` a sentence in Bahasa Indonesia. Money is a Decimal in rupiah; None: nothing stands.
    """

    rule: str
    level: str
    code: str
    skpd_code: str
    expected: Seen
    found: Seen
    row: int
    column: str
    message: str


def money(value: Decimal) -> str:
    """Rupiah with sen only where there are any."""
    return rupiah(value, decimals=0 if value == value.to_integral_value() else 2)
