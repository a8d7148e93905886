""" "Siapa melihat data saya": every opening of personal data by an officer, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as later

from pendopo.directory import api as directory

PURPOSES = {
    "check": later("Memeriksa permohonan"),
    "visit": later("Menyiapkan tinjauan lapangan"),
    "contact": later("Menghubungi pemohon"),
    "letter": later("Menyusun surat"),
    "handover": later("Meneruskan berkas ke sistem yang memutuskan"),
    "objection": later("Menangani keberatan atau aduan"),
    "identity": later("Mencocokkan KTP Anda dan menyambungkan akun"),
    "power": later("Mengurus berkas Anda dengan surat kuasa"),
}
"""What officers choose at their desk; another code is shown as it stands."""


@dataclass(frozen=True, slots=True)
class View:
    """One opening. The officer's name is not told; their office answers for it."""

    who: str
    agency: str
    purpose: str
    at: datetime
    case_id: UUID | None


def of_person(person_id: UUID | None) -> tuple[View, ...]:
    """Every opening, newest first; empty for an account without a registered person."""
    return _told(directory.who_saw(person_id)) if person_id else ()


def of_case(person_id: UUID, case_id: UUID) -> tuple[View, ...]:
    """The openings for one case."""
    return _told(one for one in directory.who_saw(person_id) if one.case_id == case_id)


def _told(found: Iterable[directory.Seen]) -> tuple[View, ...]:
    return tuple(
        View(
            who=one.position or one.organisation,
            agency=one.organisation if one.position else "",
            purpose=in_words(one.purpose),
            at=one.at,
            case_id=one.case_id,
        )
        for one in found
    )


def in_words(purpose: str) -> str:
    known = PURPOSES.get(purpose)
    return str(known) if known else purpose.replace("-", " ").replace("_", " ").capitalize()
