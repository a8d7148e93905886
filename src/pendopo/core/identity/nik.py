"""The structure of NIK (residents) and NIP (civil servants): what the digits themselves say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Sex = Literal["female", "male"]
_FEMALE_OFFSET: Final = 40
_CONTRACT: Final = 21  # PPPK numbers carry 21 where others have the month


@dataclass(frozen=True, slots=True)
class NikReading:
    """The parts of a NIK. region: 6 digits (province 2, regency 2, district 2).

    born: day and month as read, `year` two digits without a century.
    """

    region: str
    day: int
    month: int
    year: int
    sex: Sex
    serial: str

    @property
    def province(self) -> str:
        """Two digits, as in Permendagri region codes."""
        return self.region[:2]

    @property
    def regency(self) -> str:
        """Four digits, province included."""
        return self.region[:4]

    def birth_date(self, today: date) -> date | None:
        """The latest date of birth not after `today` that fits, or None."""
        for century in (today.year // 100 * 100, today.year // 100 * 100 - 100):
            born = _date(century + self.year, self.month, self.day)
            if born and born <= today:
                return born
        return None


def read_nik(nik: str) -> NikReading | None:
    """Read the structure of a 16-digit NIK; None when it cannot be one. Never raises.

    PPKKCC region, DDMMYY date of birth (women: day + 40), 4-digit serial. There is no check
    digit; a plausible number proves neither identity nor that it was issued, and the region is
    that of first registration, not of residence. Only the civil registry can confirm a NIK.
    """
    if not _digits(nik, 16):
        return None
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    sex: Sex = "male"
    if day > _FEMALE_OFFSET:
        day, sex = day - _FEMALE_OFFSET, "female"
    # 29 February: year 00 was a leap year in 2000, the other years agree in both centuries.
    if nik[0] == "0" or "00" in (nik[2:4], nik[4:6]) or nik[12:] == "0000":
        return None
    if _date(2000 + year, month, day) is None:
        return None
    return NikReading(nik[:6], day, month, year, sex, nik[12:])


@dataclass(frozen=True, slots=True)
class NipReading:
    """The parts of a NIP. appointed_month is None for PPPK (contract) numbers."""

    birth_date: date
    appointed_year: int
    appointed_month: int | None
    sex: Sex
    serial: str


def read_nip(nip: str) -> NipReading | None:
    """Read the structure of an 18-digit NIP; None when it cannot be one. Never raises.

    YYYYMMDD birth, YYYYMM appointment (21 for the month: PPPK), 1 man or 2 woman, 3-digit
    serial. No check digit; it proves nothing by itself.
    """
    if not _digits(nip, 18):
        return None
    born = _date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    year, month = int(nip[8:12]), int(nip[12:14])
    if born is None or born.year < 1900 or not 15 <= year - born.year <= 70:
        return None
    if not 1 <= month <= 12 and month != _CONTRACT:
        return None
    if nip[14] not in "12" or nip[15:] == "000":
        return None
    appointed_month = None if month == _CONTRACT else month
    return NipReading(born, year, appointed_month, "male" if nip[14] == "1" else "female", nip[15:])


def _digits(text: object, length: int) -> bool:
    return isinstance(text, str) and len(text) == length and text.isascii() and text.isdigit()


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
