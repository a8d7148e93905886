"""How a contract stands, in words and with the state of a tag."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def standings() -> dict[str, tuple[str, str]]:
    return {
        "overdue": (_("Lewat waktu"), "late"),
        "critical": (_("Kritis"), "late"),
        "behind": (_("Di bawah rencana"), "soon"),
        "on_track": (_("Sesuai rencana"), "ok"),
        "finished": (_("Selesai, belum diserahkan"), "go"),
        "handed_over": (_("Sudah diserahkan"), "ok"),
        "terminated": (pgettext("kontrak", "Diputus"), "idle"),
    }


def verdicts() -> dict[str, tuple[str, str]]:
    return {
        "entered": (_("Menunggu pemeriksaan"), "soon"),
        "accepted": (pgettext("laporan kemajuan", "Diterima"), "ok"),
        "returned": (_("Dikembalikan"), "late"),
    }
