"""What happens after a report was sent, and within what time: from the values in force."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pendopo.core.clock import limit_words
from pendopo.faces.components.access import clock
from pendopo.faces.components.wording import language
from pendopo.services import api as services
from pendopo.voice import api as voice


@dataclass(frozen=True, slots=True)
class Line:
    """A step in words. basis: on what its time rests; contoh: no source gives it."""

    text: str
    basis: str = ""
    contoh: bool = False


@dataclass(frozen=True, slots=True)
class After:
    """to_check: regulations with which the times have still to be compared."""

    lines: tuple[Line, ...]
    to_check: tuple[str, ...]


def after(sort: services.ReportClass) -> After:
    """For a report of this class that is sent now."""
    found = {one.what: one for one in voice.promises(sort=sort, now=clock())}
    said = {
        "verify": _("Koordinator memeriksa dalam %(limit)s."),
        "follow_up": _("Instansi menjawab dalam %(limit)s; hitungannya terlihat semua orang."),
        "whole": _("Seluruhnya paling lama %(limit)s sejak diteruskan."),
        "oversight": _("%(limit)s bila perlu diperiksa Inspektorat."),
        "close": _("Anda yang memutuskan: tuntas, atau dibuka lagi. Tanpa kabar selama %(limit)s,"
                   " laporan ditutup sebagai belum dikonfirmasi."),
    }  # fmt: skip
    lines = {
        what: Line(
            said[what] % {"limit": limit_words(one.limit, language())}, one.basis, one.contoh
        )
        for what, one in found.items()
    }
    ordered = [
        lines.get("verify"),
        lines.get("follow_up"),
        Line(_("Orang kedua memeriksa buktinya.")),
        lines.get("close"),
        lines.get("whole"),
        lines.get("oversight"),
    ]
    return After(
        lines=tuple(one for one in ordered if one),
        to_check=tuple(sorted({one.to_check for one in found.values() if one.to_check})),
    )
