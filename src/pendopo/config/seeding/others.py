"""Sample cases of the other services: a research letter, a route permit, a building approval.

A length of time among the answers stands for the day so far from the step.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from pendopo.config.seeding.story import Step, Story

RESEARCH, ROUTE, BUILDING = "surat-keterangan-penelitian", "izin-trayek", "pbg"
_HOME = {
    "jalan": "Jalan Contoh 1", "desa": "Dabasah", "kecamatan": "Bondowoso",
    "kabupaten": "Bondowoso",
}  # fmt: skip
_PERSON = {"alamat": _HOME, "telepon": "081200000009", "pernyataan": True}
ANSWERS: dict[str, dict[str, Any]] = {
    RESEARCH: {
        **_PERSON,
        "jenis_pemohon": "perorangan",
        "nama_lembaga": "Kelompok Peneliti Contoh",
        "judul": "Rantai nilai kopi arabika di lereng Ijen (contoh)",
        "lokasi": "Kecamatan Sumberwringin",
        "tanggal_mulai": dt.timedelta(days=30),
        "tanggal_selesai": dt.timedelta(days=200),
    },
    ROUTE: {
        **_PERSON,
        "jenis_permohonan": "baru",
        "bentuk_usaha": "perorangan",
        "nama_usaha": "PO Contoh Jaya",
        "dikuasakan": False,
        "trayek": "Bondowoso – Tenggarang – Wonosari (contoh)",
        "jalan_desa": False,
        "jumlah_kendaraan": 2,
        "khusus": False,
        "kapasitas": 12,
        "nomor_kendaraan": "P 1234 XY, P 1235 XY",
    },
    BUILDING: {
        **_PERSON,
        "pekerjaan": "baru",
        "fungsi": "hunian",
        "pemilik": "perorangan",
        "kompleksitas": "sederhana",
        "permanen": True,
        "luas_lantai": 72,
        "jumlah_lantai": 1,
        "lokasi": _HOME,
    },
}
_TODAY = dt.timedelta(0)
_CHECKED: Step = ("loket.ptsp", "lengkap", {})
_SURVEYED: Step = ("teknis.dishub", "selesai", {"tanggal_survei": _TODAY, "layak": True})
_CONDITION: Step = (
    "teknis.polres", "dengan_syarat", {"syarat": "Tidak berhenti di tikungan pasar (contoh)."},
)  # fmt: skip
_VETO: Step = ("teknis.polres", "tolak", {"alasan": "Lintasan melawan arus (contoh)."})
_PASSED_ON: Step = (
    "loket.ptsp", "diteruskan", {"nomor_simbg": "PBG-CONTOH-01", "tanggal_diteruskan": _TODAY},
)  # fmt: skip
STORIES = (
    Story("Joko Purnomo (contoh)", 5, (_CHECKED,), service=RESEARCH),
    Story(
        "Kartini Wulandari (contoh)",
        3,
        (_CHECKED, ("teknis.kesbangpol", "setuju", {"pertimbangan": "Tidak ada keberatan."})),
        answers={"jenis_pemohon": "kelompok"},
        service=RESEARCH,
    ),
    Story("Lukman Hakim (contoh)", 4, (_CHECKED, _SURVEYED), service=ROUTE),
    Story(
        "Mulyono Adi (contoh)", 3, (_CHECKED, _SURVEYED, _CONDITION),
        answers={"jalan_desa": True}, service=ROUTE,
    ),
    Story("Nurhayati Sari (contoh)", 4, (_CHECKED, _SURVEYED, _VETO), service=ROUTE),
    Story("Oki Setiana (contoh)", 1, (), service=ROUTE),
    Story("Prasetyo Budi (contoh)", 1, (), service=BUILDING),
    Story(
        "Qomariyah Dewi (contoh)",
        6,
        (_CHECKED, _PASSED_ON),
        service=BUILDING,
    ),
)  # fmt: skip
