"""The filters of the public pages: all of them stand in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from pendopo.directory import api as directory
from pendopo.faces.portal.reports import vocabulary
from pendopo.voice import api as voice

DONE = vocabulary.DONE
GROUPS: dict[str, tuple[str, ...]] = {
    "berjalan": tuple(one for one in voice.STATUSES if one not in DONE),
    "tuntas": ("confirmed",),
    "tanpa-konfirmasi": ("unconfirmed",),
    "ditutup": ("not_ours", "archived", "withdrawn"),
}
"""Statuses as people ask for them; a single status may stand in the address too."""
PERIODS = {"7": 7, "30": 30, "90": 90, "365": 365}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; a word that means nothing is left out."""

    filters: voice.Filters
    kept: Mapping[str, str]  # as they go back into an address
    number: str = ""

    def query(self, **changes: str) -> str:
        """The address of the same page with other values; "" takes one out."""
        merged = {**self.kept, **changes}
        return urlencode({name: value for name, value in merged.items() if value})

    def chips(
        self, choices: Mapping[str, list[dict[str, str]]], names: Mapping[str, str]
    ) -> list[dict[str, str]]:
        """What holds, in words, and the address without it. names: of places beyond the lists."""
        found = []
        for name, value in self.kept.items():
            texts = {one["value"]: one["text"] for one in choices.get(name, ())}
            text = texts.get(value) or names.get(value) or vocabulary.said(name, value)
            out = {name: "", "desa": ""} if name == "kecamatan" else {name: ""}
            found.append({"name": name, "text": text, "without": self.query(**out)})
        return found


def read(sent: QueryDict, now: dt.datetime) -> Asked:
    """From the address. instansi: code of an agency; periode: days back from now."""
    kept: dict[str, str] = {}

    def one_of(name: str, known: Iterable[str]) -> str:
        value = sent.get(name, "")[:80]
        if value in known:
            kept[name] = value
            return value
        return ""

    chart = directory.chart()
    agency = one_of("instansi", chart.by_code)
    sort = one_of("jenis", voice.CLASSES)
    state = one_of("status", (*GROUPS, *voice.STATUSES))
    late = one_of("waktu", ("terlambat", "tepat"))
    period = one_of("periode", PERIODS)
    topic, district = _code(sent, "topik", kept), _code(sent, "kecamatan", kept)
    village = _code(sent, "desa", kept) if district else None
    filters = voice.Filters(
        sort=cast(Any, sort) or None,
        statuses=cast(Any, GROUPS.get(state, (state,) if state else ())),
        agency_id=_id(chart, agency),
        topic=topic,
        district=district,
        village=village,
        late={"terlambat": True, "tepat": False}.get(late),
        since=now - dt.timedelta(days=PERIODS[period]) if period else None,
    )
    return Asked(filters, kept)


def choices(names: Mapping[str, str]) -> dict[str, list[dict[str, str]]]:
    """The lists of the filter form. names: districts by code."""
    chart = directory.chart()
    agencies = sorted(
        (one for one in chart.organisations.values() if one.code), key=lambda one: one.name
    )
    return {
        "jenis": _items((one, vocabulary.sort(one)) for one in voice.CLASSES),
        "status": _items(
            (
                ("berjalan", _("Masih berjalan")),
                ("tuntas", _("Tuntas, dikonfirmasi")),
                ("tanpa-konfirmasi", _("Ditutup tanpa konfirmasi")),
                ("ditutup", _("Bukan kewenangan, diarsipkan")),
            )
        ),
        "waktu": _items((("tepat", _("Tepat waktu")), ("terlambat", _("Terlambat")))),
        "periode": _items(
            (
                ("7", _("7 hari terakhir")),
                ("30", _("30 hari terakhir")),
                ("90", _("3 bulan terakhir")),
                ("365", _("Setahun terakhir")),
            )
        ),
        "kecamatan": _items(names.items()),
        "instansi": _items((one.code or "", one.name) for one in agencies),
    }


def _items(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"value": value, "text": text} for value, text in pairs]


def _code(sent: QueryDict, name: str, kept: dict[str, str]) -> str | None:
    """A code of topics or places: letters, digits, dots, dashes."""
    value = sent.get(name, "")[:64]
    if not value or not value.replace("-", "").replace("_", "").replace(".", "").isalnum():
        return None
    kept[name] = value
    return value


def _id(chart: directory.Chart, code: str) -> UUID | None:
    return chart.by_code[code].id if code else None
