"""The classes a report can be of, each with its clock."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from pendopo.core.clock import limit_words
from pendopo.faces.components.access import clock
from pendopo.faces.components.wording import language
from pendopo.voice import api as voice

NAMES: dict[str, str | Promise] = {
    "complaint": later("Pengaduan"),
    "aspiration": later("Aspirasi"),
    "information": later("Permintaan informasi"),
}


def choices(card: voice.ReportCard) -> list[dict[str, str]]:
    """Other classes that the region answers, each with its clock; none once it was forwarded."""
    if card.status != "received":
        return []
    return [
        {"value": sort, "text": str(NAMES[sort]), "hint": _clock(promised)}
        for sort in voice.CLASSES
        if sort != card.sort and (promised := voice.promises(sort=sort, now=clock()))
    ]


def _clock(promised: tuple[voice.Promised, ...]) -> str:
    whole = next((one.limit for one in promised if one.what == "whole"), None)
    if whole is None:
        return ""
    return _("seluruhnya %(limit)s") % {"limit": limit_words(whole, language())}
