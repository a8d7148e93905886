"""Numbers of letters as regions write them (Permendagri 1/2023, the order is local)."""

from __future__ import annotations

import datetime as dt

import pytest

from pendopo.documents.numbering import DEFAULT_FORMAT, check_format, format_number, long_date
from pendopo.documents.refusals import Refused


@pytest.mark.parametrize(
    ("form", "number", "text"),
    [
        (DEFAULT_FORMAT, 7, "503/007/430.9.13/2026"),
        (DEFAULT_FORMAT, 1234, "503/1234/430.9.13/2026"),
        ("{classification}/{number}/{unit}/{month_roman}/{year}", 7, "503/7/430.9.13/XI/2026"),
        ("{number:04}/SIP/{unit}/{month}/{year}", 7, "0007/SIP/430.9.13/11/2026"),
    ],
)
def test_formats(form: str, number: int, text: str) -> None:
    day = dt.date(2026, 11, 16)
    made = format_number(form, classification="503", number=number, unit="430.9.13", day=day)
    assert made == text


@pytest.mark.parametrize(
    "form",
    [
        "",
        "{unit}/{year}",
        "{number}/{number}",
        "{number.__class__}",
        "{number!r}",
        "{0}{number}",
        "{number:99999999}",
        "{number}\n",
        "{number}<script>",
        "{number}" + "/" * 200,
        "{{number}}",
    ],
)
def test_other_formats_are_refused(form: str) -> None:
    with pytest.raises(Refused) as caught:
        check_format(form)
    assert caught.value.code == "number_format"


def test_dates_as_letters_write_them() -> None:
    assert long_date(dt.date(2027, 8, 17), "id") == "17 Agustus 2027"
    assert long_date(dt.date(2027, 8, 17), "en") == "17 August 2027"
