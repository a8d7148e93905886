"""Whole walks of a case through `api`, as officers and applicants take them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

DAY = dt.timedelta(days=1)
MONDAY = dt.datetime(2026, 11, 16, 2, 0, tzinfo=dt.UTC)


def test_a_licence_is_applied_for_recommended_initialled_signed_and_registered(
    regency: Any, worker: Any
) -> None:
    case = regency.submit()
    case.do("loket.ptsp", "lengkap")
    case.do("teknis.dinkes", "rekomendasikan", MONDAY + DAY, pertimbangan="Layak")
    case.do("penata.ptsp", "siap", MONDAY + 2 * DAY)
    for username in ("ketuatim.ptsp", "kabid.ptsp", "sekretaris.ptsp"):
        case.do(username, "paraf", MONDAY + 2 * DAY)
    signed = case.sign(MONDAY + 2 * DAY)
    assert signed.ok, signed.text
    worker.drain(MONDAY + 2 * DAY)
    mine = case.mine(MONDAY + 2 * DAY)
    assert mine.status == "granted"
    assert mine.licence is not None
    assert mine.licence.valid_to == dt.date(2031, 11, 18)
    assert [letter.status for letter in mine.letters] == ["signed"]
