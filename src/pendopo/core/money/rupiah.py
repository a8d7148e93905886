"""Rupiah in figures: exact Decimals inside, rounded only where a person reads them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final, Literal

Language = Literal["id", "en"]
Amount = int | Decimal

_EXACT: Final = Context(prec=60, rounding=ROUND_HALF_UP)
_LONGEST: Final = 40
_INDONESIAN: Final = re.compile(r"(\d{1,3}(\.\d{3})+|\d+)(,(\d{1,6}|-))?", re.ASCII)
_ENGLISH: Final = re.compile(r"(\d{1,3}(,\d{3})+|\d+)(\.(\d{1,6}|-))?", re.ASCII)


def amount(value: object) -> Decimal:
    """A finite Decimal from an int or a Decimal; TypeError for a float or a bool.

    Money never passes through binary floating point.
    """
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise TypeError(f"money is an int or a Decimal, not {type(value).__name__}")
    found = Decimal(value)
    if not found.is_finite() or found.adjusted() > _LONGEST:
        raise ValueError("money is a finite amount")
    return found


def rounded(value: Amount, decimals: int = 0) -> Decimal:
    """Half up (away from zero at the half), for display and letters."""
    return amount(value).quantize(Decimal(1).scaleb(-decimals), context=_EXACT)


def rupiah(value: Amount, language: Language = "id", *, decimals: int = 0) -> str:
    """ "Rp1.250.000" or, in English, "Rp1,250,000"; negative as "-Rp500".

    decimals: digits shown after the separator (2 for "Rp1.250.000,00"), rounded half up.
    """
    found = rounded(value, decimals)
    text = f"{abs(found):,.{decimals}f}"
    if language == "id":
        text = text.translate(str.maketrans(",.", ".,"))
    return f"{'-' if found < 0 else ''}Rp{text}"


def parse(text: str, language: Language = "id") -> Decimal | None:
    """The amount a person wrote, or None.

    Takes "Rp1.250.000", "Rp 1.250.000,00", "1250000", "1.250.000,-" (English with , and .
    exchanged). A group of other than three digits is no amount: "1.25" is refused, not guessed.
    """
    written = text.strip()
    if len(written) > _LONGEST:
        return None
    negative = written.startswith("-")
    written = written.removeprefix("-").lstrip()
    if written[:3].upper() == "IDR":
        written = written[3:]
    elif written[:2].lower() == "rp":
        written = written[2:].removeprefix(".")
    written = written.strip()
    found = (_INDONESIAN if language == "id" else _ENGLISH).fullmatch(written)
    if not found:
        return None
    whole, fraction = re.sub(r"\D", "", found[1]), found[4] or "-"
    value = Decimal(whole if fraction == "-" else f"{whole}.{fraction}")
    return -value if negative else value
