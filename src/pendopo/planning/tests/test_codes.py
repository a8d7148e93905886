"""Codes of Permendagri 90/2019 after a spreadsheet has been at them."""

from __future__ import annotations

import pytest

from pendopo.planning.tree import codes

RESTORED = [
    ("1.1.2", "program", 2, "1.01.02"),
    ("2.16.3.2.2", "kegiatan", 2, "2.16.03.2.02"),
    ("2.16.03.02.02", "kegiatan", 2, "2.16.03.02.02"),  # another city's way, and whole
    ("1.01.02.2.01.3", "subkegiatan", 2, "1.01.02.2.01.03"),
    ("1.01.02.2.01.3", "subkegiatan", 4, "1.01.02.2.01.0003"),
    ("1.01.02.2.01.037", "subkegiatan", 2, "1.01.02.2.01.0037"),
    ("X.XX.1", "program", 2, "X.XX.01"),
    ("1.1.2", "kegiatan", 2, "1.1.2"),  # not as many parts as an activity has
    ("P-1", "program", 2, "P-1"),
    ("1.²", "program", 2, "1.²"),
    ("1.123.4", "program", 2, "1.123.4"),  # another nomenclature
    ("", "program", 2, ""),
]


@pytest.mark.parametrize(("code", "level", "width", "whole"), RESTORED)
def test_zeros_are_put_back(code: str, level: str, width: int, whole: str) -> None:
    assert codes.restored(code, level, width) == whole
    assert codes.restored(whole, level, width) == whole


AGENCIES = [
    ("1.2.0.0.0.0.1.0", "1.02.0.00.0.00.01.0000", "1.02.0.00.0.00.01.0000"),
    ("1.02.0.00.0.00.01.00", "1.02.0.00.0.00.01.00", "1.02.0.00.0.00.01.0000"),
    ("4.01.0.00.0.00.01.09", "4.01.0.00.0.00.01.09", "4.01.0.00.0.00.01.0900"),
    ("2.16.2.20.2.21.01.0000", "2.16.2.20.2.21.01.0000", "2.16.2.20.2.21.01.0000"),
    ("1.2.0.0.0.0.1.²", "1.2.0.0.0.0.1.²", "1.2.0.0.0.0.1.²000"),
    ("A", "A", "A"),
    ("", "", ""),
]


@pytest.mark.parametrize(("code", "whole", "key"), AGENCIES)
def test_one_agency_has_one_key(code: str, whole: str, key: str) -> None:
    """2021's list of a regency writes the sub-unit 00 and 0000, 09 and 0900."""
    assert (codes.agency_restored(code), codes.agency_key(code)) == (whole, key)


def test_levels_are_told_by_parts() -> None:
    said = ["1", "1.01", "1.01.02", "1.01.02.2", "1.01.02.2.01", "1.01.02.2.01.0001", "a.b.c"]
    assert [codes.guess_level(one) for one in said] == [
        None, None, "program", None, "kegiatan", "subkegiatan", None,
    ]  # fmt: skip
    assert codes.above("1.01.02.2.01.0001", "subkegiatan") == "1.01.02.2.01"
    assert codes.above("1.01.02.2.01", "kegiatan") == "1.01.02"
    assert codes.above("K1", "kegiatan") == codes.above("1.01.02", "program") == ""
