"""Words for what a report is and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import pgettext_lazy

from pendopo.directory import api as directory
from pendopo.voice import api as voice

STATUSES: dict[str, tuple[str | Promise, str]] = {
    "received": (later("Menunggu diperiksa"), "go"),
    "asked": (later("Menunggu keterangan pelapor"), "soon"),
    "forwarded": (later("Dikerjakan instansi"), "go"),
    "audited": (later("Diperiksa Inspektorat"), "go"),
    "checking": (later("Bukti sedang diperiksa"), "go"),
    "answered": (later("Dijawab, menunggu konfirmasi pelapor"), "soon"),
    "reopened": (later("Dibuka lagi"), "soon"),
    "confirmed": (later("Tuntas, dikonfirmasi pelapor"), "ok"),
    "unconfirmed": (later("Ditutup tanpa konfirmasi"), "idle"),
    "not_ours": (later("Bukan kewenangan daerah"), "idle"),
    "archived": (later("Diarsipkan"), "idle"),
    "withdrawn": (later("Ditarik pelapor"), "idle"),
}
"""Status -> words, colour of its tag. Silence of the reporter is grey, never green."""
DONE = ("confirmed", "unconfirmed", "not_ours", "archived", "withdrawn")
"""Where a report ends."""
CLASSES: dict[str, str | Promise] = {
    "complaint": pgettext_lazy("jenis laporan", "Pengaduan"),
    "aspiration": pgettext_lazy("jenis laporan", "Aspirasi"),
    "information": pgettext_lazy("jenis laporan", "Permintaan informasi"),
}


def status(word: str) -> tuple[str, str]:
    """(words, colour) of a status."""
    text, colour = STATUSES[word]
    return str(text), colour


def sort(word: str) -> str:
    """The class of a report in words."""
    return str(CLASSES.get(word, word))


def said(name: str, value: str) -> str:
    """A filter's value in words: a status has its own, a topic is its code made readable."""
    return status(value)[0] if name == "status" and value in STATUSES else topic(value)


def topic(code: str | None) -> str:
    """ "Lampu jalan" for the code "lampu-jalan"; "" for none."""
    plain = (code or "").replace("_", " ").replace("-", " ").strip()
    return plain[:1].upper() + plain[1:]


def districts() -> dict[str, str]:
    """Code -> name of the region's districts, by name; one statement."""
    named = [(one.name, one.code) for one in directory.places() if one.kind == "kecamatan"]
    return {code: name for name, code in sorted(named)}


@dataclass(frozen=True, slots=True)
class Places:
    """Names by code and by name: districts, and villages by their district."""

    districts: dict[str, str]
    villages: dict[str, dict[str, str]]


def places() -> Places:
    """One statement."""
    found = sorted(directory.places(), key=lambda one: one.name)
    villages: dict[str, dict[str, str]] = {}
    for one in found:
        if one.kind != "kecamatan":
            villages.setdefault(one.parent_code, {})[one.code] = one.name
    districts = {one.code: one.name for one in found if one.kind == "kecamatan"}
    return Places(districts, villages)


def title(card: voice.ReportCard) -> str:
    """What a report is called where its words are not public (yet)."""
    return topic(card.topic) or sort(card.sort)


def where(card: voice.ReportCard, names: dict[str, str]) -> str:
    """ "Kecamatan Bondowoso", or what stands in for it."""
    name = names.get(card.district or "")
    return _("Kecamatan %(name)s") % {"name": name} if name else ""
