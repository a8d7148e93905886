"""Periods as offices write them."""

from __future__ import annotations

import re
from typing import Final

from pendopo.planning.realised.columns import MONTHS
from pendopo.planning.tables import Cell, text_of
from pendopo.planning.tables.columns import plain

_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_QUARTER: Final = re.compile(r"(?:triwulan|tw|q) ?(i{1,3}|iv|[1-4])")
_MONTH: Final = re.compile(r"(?:bulan|m) ?(\d{1,2})")


def period_of(cell: Cell, heading: str) -> str | None:
    """ "TW II" is Q2, "Maret" M03, "Sampai tahun lalu" P. A bare number is what the heading of its
    column says, a month or a quarter; None for anything else."""
    said, over = plain(text_of(cell)), plain(heading)
    if found := _QUARTER.fullmatch(said):
        return f"Q{_ROMAN.get(found[1]) or found[1]}"
    if said in MONTHS:
        return f"M{MONTHS.index(said) + 1:02d}"
    if said in ("p", "sampai tahun lalu", "s d tahun lalu"):
        return "P"
    number = found[1] if (found := _MONTH.fullmatch(said)) else said if "bulan" in over else ""
    if number.isdigit() and 1 <= int(number) <= 12:
        return f"M{int(number):02d}"
    if over in ("triwulan", "tw") and said in ("1", "2", "3", "4", *_ROMAN):
        return f"Q{_ROMAN.get(said) or said}"
    return None
