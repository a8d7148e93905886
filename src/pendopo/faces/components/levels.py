"""Levels of a plan in words."""

from __future__ import annotations

from django.utils.translation import gettext as _


def levels() -> dict[str, str]:
    return {
        "visi": _("Visi"),
        "misi": _("Misi"),
        "tujuan": _("Tujuan"),
        "sasaran": _("Sasaran"),
        "strategi": _("Strategi"),
        "program": _("Program"),
        "kegiatan": _("Kegiatan"),
        "subkegiatan": _("Subkegiatan"),
    }
