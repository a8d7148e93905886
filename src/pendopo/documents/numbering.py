"""Numbers of letters: a format as data, filled and checked. Pure.

Permendagri 1/2023: a number carries the classification code, the running number, the unit and
the year; every region orders them in its own way, so the order is data.
"""

from __future__ import annotations

import datetime as dt
import re

from pendopo.documents.refusals import Refused

DEFAULT_FORMAT = "{classification}/{number:03}/{unit}/{year}"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
MAX_LENGTH = 120

_FIELD = re.compile(r"\{(classification|number|unit|year|month|month_roman)(?::0([1-6]))?\}")
_BETWEEN = re.compile(r"[A-Za-z0-9./ -]*")


def check_format(form: str) -> None:
    """Raise `Refused` unless `form` is plain signs and known fields, with `{number}` once."""
    rest = _FIELD.sub("", form)
    fields = [found[1] for found in _FIELD.finditer(form)]
    if not _BETWEEN.fullmatch(rest) or fields.count("number") != 1 or len(form) > MAX_LENGTH:
        raise Refused("number_format", format=form)


def format_number(form: str, *, classification: str, number: int, unit: str, day: dt.date) -> str:
    """The number as it stands on the letter of `day` (in the region's zone).

    Fields: classification, number (with `:0N` zero-padded to N digits), unit, year, month,
    month_roman. Raises `Refused` for another format.
    """
    check_format(form)
    values: dict[str, str | int] = {
        "classification": classification,
        "number": number,
        "unit": unit,
        "year": day.year,
        "month": day.month,
        "month_roman": ROMAN[day.month - 1],
    }

    def fill(found: re.Match[str]) -> str:
        return str(values[found[1]]).zfill(int(found[2] or 0))

    return _FIELD.sub(fill, form)


MONTHS = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
        "Oktober", "November", "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
}  # fmt: skip


def long_date(day: dt.date, language: str) -> str:
    """ "16 November 2026", the way a letter writes it."""
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"
