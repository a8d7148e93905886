"""NIK, NIP, passport and phone numbers in their normal form.

Only the shape is checked. Whether a NIK belongs to anyone is known to Dukcapil alone, under
an agreement this installation does not have by itself; see `NIK_CHECK_WORDS`.
"""

from __future__ import annotations

import re
from typing import Literal

from pendopo.core.identity import read_nik, read_nip
from pendopo.directory.refusals import Refused

NikCheck = Literal["not_checked"]
NIK_CHECK_WORDS: dict[str, dict[str, str]] = {
    "not_checked": {
        "id": "NIK belum dicocokkan dengan data Dukcapil; hanya susunan angkanya yang diperiksa.",
        "en": "The NIK was not matched with Dukcapil; only its form was checked.",
    }
}

NoNik = Literal["not_enrolled", "newborn", "foreigner", "customary_community", "lost_records"]
NO_NIK_REASONS: dict[str, dict[str, str]] = {
    "not_enrolled": {"id": "Belum merekam KTP-el", "en": "Not yet enrolled for an ID card"},
    "newborn": {"id": "Bayi yang belum dicatat", "en": "A newborn not yet registered"},
    "foreigner": {"id": "Warga negara asing", "en": "A foreign citizen"},
    "customary_community": {
        "id": "Warga masyarakat adat atau terpencil yang belum tercatat",
        "en": "Member of a customary or remote community not yet registered",
    },
    "lost_records": {
        "id": "Catatan kependudukan hilang atau rusak",
        "en": "Civil records lost or damaged",
    },
}

_SEPARATORS = re.compile(r"[\s.\-()]+")


def normal_nik(text: str) -> str:
    """16 digits in the structure of a NIK. Raises `Refused("nik_malformed")`."""
    digits = _SEPARATORS.sub("", text)
    if read_nik(digits) is None:
        raise Refused("nik_malformed")
    return digits


def normal_nip(text: str) -> str:
    """18 digits in the structure of a NIP. Raises `Refused("nip_malformed")`."""
    digits = _SEPARATORS.sub("", text)
    if read_nip(digits) is None:
        raise Refused("nip_malformed")
    return digits


def normal_phone(text: str) -> str:
    """E.164; a number without country code is Indonesian (0812..., 62812..., 812...).

    Raises `Refused("phone_malformed")`.
    """
    number = _SEPARATORS.sub("", text)
    if number.startswith("00"):
        number = "+" + number[2:]
    elif number.startswith("0"):
        number = "+62" + number[1:]
    elif number.startswith("62"):
        number = "+" + number
    elif number.startswith("8"):
        number = "+62" + number
    if number.startswith("+620"):
        number = "+62" + number[4:]
    if not re.fullmatch(r"\+[1-9][0-9]{7,14}", number):
        raise Refused("phone_malformed")
    if number.startswith("+62") and not 11 <= len(number) <= 15:
        raise Refused("phone_malformed")
    return number


def normal_document(text: str) -> str:
    """Passport, KITAS or KITAP number: upper case letters and digits without spaces."""
    return _SEPARATORS.sub("", text).upper()
