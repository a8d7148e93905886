"""Words for the codes that packages use: events of life, and other systems of government."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

LIFE_EVENTS = {
    "having-a-child": later("Punya anak"),
    "getting-married": later("Menikah"),
    "getting-divorced": later("Bercerai"),
    "moving-house": later("Pindah rumah"),
    "going-to-school": later("Sekolah dan beasiswa"),
    "starting-work": later("Mulai bekerja"),
    "losing-work": later("Kehilangan pekerjaan"),
    "opening-a-practice": later("Praktik tenaga kesehatan"),
    "starting-a-business": later("Membuka usaha"),
    "running-a-business": later("Menjalankan usaha"),
    "closing-a-business": later("Menutup usaha"),
    "building-a-house": later("Membangun rumah"),
    "owning-land": later("Tanah dan bangunan"),
    "doing-research": later("Penelitian"),
    "holding-an-event": later("Mengadakan acara"),
    "advertising": later("Memasang reklame"),
    "transport": later("Kendaraan dan angkutan"),
    "health": later("Sakit dan berobat"),
    "disability": later("Disabilitas"),
    "poverty": later("Bantuan sosial"),
    "retiring": later("Pensiun dan lanjut usia"),
    "losing-someone": later("Kehilangan anggota keluarga"),
    "disaster": later("Bencana"),
}
"""Events of life, as the EU's core public service vocabulary (CPSV-AP) groups services."""


@dataclass(frozen=True, slots=True)
class System:
    name: str
    url: str = ""


SYSTEMS = {
    "oss": System("OSS", "https://oss.go.id/"),
    "siak": System("SIAK (Dukcapil)"),
    "simbg": System("SIMBG", "https://simbg.pu.go.id/"),
    "sipd": System("SIPD-RI"),
    "lapor": System("SP4N-LAPOR!", "https://www.lapor.go.id/"),
    "srikandi": System("SRIKANDI"),
    "satusehat": System("SATUSEHAT"),
}


def life_event(code: str) -> str:
    """In words; an unknown code is shown as it is, readable."""
    if code in LIFE_EVENTS:
        return str(LIFE_EVENTS[code])
    return code.replace("-", " ").replace("_", " ").capitalize() or _("Lainnya")


def system(code: str) -> System:
    return SYSTEMS.get(code.lower()) or System(code.upper())
