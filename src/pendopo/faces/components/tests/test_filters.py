from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone, translation

from pendopo.faces.components import filters
from pendopo.faces.components.icons import icon, paths

NB = filters.SPACE


@pytest.mark.parametrize(
    ("call", "indonesian", "english"),
    [
        (lambda: filters.number(1234567), "1.234.567", "1,234,567"),
        (lambda: filters.number(0.45), "0,45", "0.45"),
        (lambda: filters.number(2.0), "2", "2"),
        (lambda: filters.number(None), "–", "–"),
        (lambda: filters.percent(96.24), f"96,2{NB}%", f"96.2{NB}%"),
        (lambda: filters.rupiah(2410000), f"Rp{NB}2.410.000", f"Rp{NB}2,410,000"),
        (lambda: filters.rupiah(Decimal("0.5")), f"Rp{NB}1", f"Rp{NB}1"),
        (lambda: filters.rupiah(-1500), f"Rp{NB}-1.500", f"Rp{NB}-1,500"),
        (lambda: filters.filesize(999), f"999{NB}B", f"999{NB}B"),
        (lambda: filters.filesize(1834000), f"1,8{NB}MB", f"1.8{NB}MB"),
        (lambda: filters.filesize(12000), f"12{NB}KB", f"12{NB}KB"),
    ],
)
def test_numbers_in_both_languages(call: Any, indonesian: str, english: str) -> None:
    assert call() == indonesian
    with translation.override("en"):
        assert call() == english


def test_times_are_the_regions() -> None:
    # 02:12 UTC is 09:12 in Bondowoso (WIB, UTC+7); 18:00 UTC is already the next day there.
    with timezone.override("Asia/Jakarta"):
        morning = dt.datetime(2026, 11, 16, 2, 12, tzinfo=dt.UTC)
        assert filters.moment(morning) == "Senin, 16 November 2026 pukul 09.12"
        assert filters.long_date(dt.datetime(2026, 11, 16, 18, tzinfo=dt.UTC)).startswith("Selasa")
        assert filters.short_date(morning) == "16 Nov 2026"
        with translation.override("en"):
            assert filters.time(morning) == "09:12"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("K7QM2X9A", "K7QM-2X9A"),
        ("503-2026-004417", "503-2026-004417"),
        ("K7QM2", "K7QM2"),
        ("K7QM2X9", "K7QM-2X9"),
        ("K7QM2X", "K7Q-M2X"),
    ],
)
def test_reference_numbers_can_be_read_aloud(given: str, shown: str) -> None:
    assert filters.ref(given) == shown


@pytest.mark.parametrize(
    ("name", "shown"), [("dr. Siti Aminah", "SA"), ("Budi", "B"), ("", ""), ("a b c", "AC")]
)
def test_initials(name: str, shown: str) -> None:
    assert filters.initials(name) == shown


def test_icons_are_hidden_unless_named() -> None:
    assert 'aria-hidden="true"' in icon("check")
    assert 'role="img" aria-label="&#34;&gt;"' in icon("check", '">')
    with pytest.raises(KeyError):
        icon("no-such-icon")
    assert len(paths()) > 50
