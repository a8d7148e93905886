"""A list for SP4N-LAPOR!: what was reported here, in the columns that lists from there have."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.services import api as services
from pendopo.voice.lapor.columns import BY_NAME
from pendopo.voice.models import Report

COLUMNS = (
    "number", "sort", "category", "text", "district", "village", "landmark", "lat", "lon",
    "reported", "disposed", "agency", "state", "answer", "answered", "closed", "visibility",
)  # fmt: skip
_WIDE = {"text": 60, "answer": 60, "agency": 36, "landmark": 30}
_STATE: dict[str, str] = {
    "received": "Belum Terverifikasi", "asked": "Belum Terverifikasi",
    "forwarded": "Dalam Proses", "audited": "Dalam Proses", "checking": "Dalam Proses",
    "answered": "Dalam Proses", "reopened": "Dalam Proses", "confirmed": "Dikonfirmasi",
    "unconfirmed": "Selesai", "not_ours": "Bukan Wewenang", "archived": "Arsip",
    "withdrawn": "Arsip",
}  # fmt: skip
_CLASS = {
    "complaint": "Pengaduan", "aspiration": "Aspirasi", "information": "Permintaan Informasi",
}  # fmt: skip
_SEEN = {"open": "Terbuka", "anonymous": "Anonim", "secret": "Rahasia"}


def workbook(rows: Sequence[Report], words: dict[Any, casework.ReadOut]) -> bytes:
    """An .xlsx with a row for each report whose words are there; no reporter stands in it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    page = book.add_worksheet("Laporan")
    bold = book.add_format({"bold": True, "bg_color": "#E8DCC8", "border": 1, "text_wrap": True})
    plain = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    heads = (BY_NAME["own"].title.id, *(BY_NAME[name].title.id for name in COLUMNS))
    for at, (head, name) in enumerate(zip(heads, ("", *COLUMNS), strict=True)):
        page.set_column(at, at, _WIDE.get(name, 20), plain)
        page.write_string(0, at, head, bold)
    page.freeze_panes(1, 2)
    names = {one.code: one.name for one in directory.places()}
    line = 0
    for row in rows:
        if row.pk not in words:
            continue
        line += 1
        told = _cells(row, words[row.pk], names)
        page.write_string(line, 0, row.number, plain)
        for at, name in enumerate(COLUMNS, start=1):
            page.write_string(line, at, str(told.get(name, "")), plain)
    book.close()
    return out.getvalue()


def _cells(row: Report, words: casework.ReadOut, names: dict[str, str]) -> dict[str, str]:
    spec = services.version(hash=row.version_hash).service.report
    answer, answered = "", row.answered_at
    for _element, at, said in words.steps:
        if spec is not None and said.get(spec.answer):
            answer, answered = str(said[spec.answer]), answered or at
    lat, _comma, lon = str(words.answers.get("titik") or "").partition(",")
    oversight = " Berkadar Pengawasan" if row.oversight else ""
    return {
        "number": row.lapor_number or "",
        "sort": _CLASS[row.sort] + oversight,
        "category": row.topic or "",
        "text": str(words.answers.get("isi") or ""),
        "district": names.get(row.district or "", ""),
        "village": names.get(row.village or "", ""),
        "landmark": str(words.answers.get("patokan") or ""),
        "lat": lat,
        "lon": lon,
        "reported": _moment(row.reported_at),
        "disposed": _moment(row.forwarded_at),
        "agency": directory.chart().name_of(row.agency_id),
        "state": _STATE[row.status],
        "answer": answer,
        "answered": _moment(answered) if answer else "",
        "closed": _moment(row.closed_at),
        "visibility": _SEEN[row.visibility],
    }


def _moment(at: dt.datetime | None) -> str:
    return f"{directory.calendar().local(at):%d-%m-%Y %H:%M}" if at else ""
