"""Predicates of an achievement, as dated data.

Source: the regency's own evaluation workbook for the first quarter of 2021 (form of Permendagri
86/2017). Its bands meet without gaps: 65.4 is "Sedang", although lists with whole numbers
elsewhere (51-65, 66-75) leave it out.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Final


@dataclass(frozen=True, slots=True)
class Band:
    """From `least` percent (included; None: from anything) up to the next band."""

    label: str
    least: Decimal | None


@dataclass(frozen=True, slots=True)
class Bands:
    since: dt.date
    source: str
    bands: tuple[Band, ...]


BANDS: Final[tuple[Bands, ...]] = (
    Bands(
        since=dt.date(2021, 1, 1),
        source="Evaluasi Renja Triwulan I 2021; Permendagri 86/2017",
        bands=(
            Band("Sangat Tinggi", Decimal(91)),
            Band("Tinggi", Decimal(76)),
            Band("Sedang", Decimal(65)),
            Band("Rendah", Decimal(51)),
            Band("Sangat Rendah", None),
        ),
    ),
)
"""Newest last. An evaluation takes the latest that has begun on its day."""


def predicate(achievement: Decimal, *, on: dt.date) -> str:
    """The label of an achievement in percent, unrounded: 90.999 is "Tinggi", though shown as 91.

    Raises LookupError for a day before the first bands.
    """
    begun = [one for one in BANDS if one.since <= on]
    if not begun:
        raise LookupError(f"no bands on {on}")
    return next(
        one.label for one in begun[-1].bands if one.least is None or achievement >= one.least
    )
