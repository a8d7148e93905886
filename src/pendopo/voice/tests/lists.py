"""Lists as SP4N-LAPOR! gives them: invented rows, and how they come in."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

from pendopo.voice.tests.doors import casework, directory, ledger, models, voice
from pendopo.voice.tests.reporting import CODE, MONDAY

NOW = MONDAY + dt.timedelta(days=4)
ROADS = "Dinas Pekerjaan Umum dan Penataan Ruang"
TEXT = "Lampu jalan di depan balai desa mati sejak minggu lalu (contoh)."
HEADS = (
    "Tracking ID", "Klasifikasi", "Kategori", "Judul", "Isi Laporan", "Kecamatan", "Lokasi",
    "Lintang", "Bujur", "Tanggal Laporan", "Tanggal Disposisi", "Instansi", "Status",
    "Tindak Lanjut", "Tanggal Tindak Lanjut", "Tanggal Selesai", "Kerahasiaan", "Nama Pelapor",
    "Telepon",
)  # fmt: skip
CLOSED: dict[str, Any] = {
    "Klasifikasi": "Pengaduan", "Kategori": "Infrastruktur (contoh)", "Judul": "Lampu mati",
    "Isi Laporan": TEXT, "Kecamatan": "Kec. Tapen", "Lokasi": "Balai desa", "Lintang": "-7.861",
    "Bujur": "113.934", "Tanggal Laporan": "05-01-2026 09:15", "Tanggal Disposisi": "07-01-2026",
    "Instansi": ROADS, "Status": "Selesai", "Tindak Lanjut": "Sudah kami ganti (contoh).",
    "Tanggal Tindak Lanjut": "12 Januari 2026", "Tanggal Selesai": "2026-01-28",
    "Kerahasiaan": "", "Nama Pelapor": "Contoh Pelapor", "Telepon": "081200000001",
}  # fmt: skip
WORKING = {"Status": "Dalam Proses", "Tindak Lanjut": "", "Tanggal Tindak Lanjut": "",
           "Tanggal Selesai": ""}  # fmt: skip
NEW = WORKING | {"Status": "Belum Terverifikasi", "Tanggal Disposisi": "", "Instansi": "",
                 "Tanggal Laporan": "19-11-2026"}  # fmt: skip


def line(number: str, **changes: Any) -> dict[str, Any]:
    """A report that ended, unless changed."""
    return {"Tracking ID": number, **CLOSED, **changes}


def text(*rows: dict[str, Any]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def coordinator(town: Any) -> Any:
    return town.actor("koordinator.aduan")


def judged(town: Any, content: bytes, now: dt.datetime = NOW) -> Any:
    with ledger.use_region(CODE):
        found = voice.receive_list(content=content, who=coordinator(town), now=now)
        while voice.judge_next(list_id=found.id, now=now):
            pass
        return voice.report_list(list_id=found.id, who=None, now=now)


def begun(town: Any, one: Any, now: dt.datetime = NOW, **more: Any) -> Any:
    with ledger.use_region(CODE):
        return voice.begin_list(
            list_id=one.id, who=coordinator(town), version=one.version, now=now, **more
        )


def brought(town: Any, content: bytes, now: dt.datetime = NOW, **more: Any) -> Any:
    """All of it, as the job does."""
    one = judged(town, content, now)
    begun(town, one, now, **more)
    with ledger.use_region(CODE):
        while voice.bring_next(list_id=one.id, now=now):
            pass
        return voice.report_list(list_id=one.id, who=None, now=now)


def lines(one: Any) -> Any:
    with ledger.use_region(CODE):
        return voice.list_lines(list_id=one.id, who=None, now=NOW)


def here(number: str) -> Any:
    """The report with this number in SP4N-LAPOR!, None when there is none."""
    with ledger.use_region(CODE), ledger.region_transaction():
        return models.Report.objects.filter(lapor_number=number).first()


def case_of(town: Any, report: Any, username: str = "koordinator.aduan") -> Any:
    with ledger.use_region(CODE):
        return casework.case_of_number(number=report.number, who=town.actor(username), now=NOW)


def agency(code: str) -> Any:
    with ledger.use_region(CODE):
        return directory.chart().by_code[code].id
