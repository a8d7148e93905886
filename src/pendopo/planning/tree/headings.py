"""Headings of a plan's table: the contract's names and those of offices and exports."""

from __future__ import annotations

from typing import Final

NAMES: Final[dict[str, tuple[str, ...]]] = {
    "level": ("tingkat", "jenjang"),
    "code": (
        "kode", "kode program kegiatan sub kegiatan", "kode program kegiatan", "kode nomenklatur",
        "kode urusan bidang urusan program kegiatan sub kegiatan",
    ),
    "name": (
        "nama", "uraian", "nomenklatur", "program kegiatan sub kegiatan", "program kegiatan",
        "nama program kegiatan sub kegiatan", "urusan bidang urusan program kegiatan sub kegiatan",
        "bidang urusan program kegiatan sub kegiatan",
    ),
    "skpd_code": ("kode skpd", "kode opd", "kode unit", "kode perangkat daerah", "kode unit skpd"),
    "skpd_name": ("nama skpd", "skpd", "nama opd", "opd", "perangkat daerah", "nama unit",
                  "nama perangkat daerah"),
    "parent_code": ("kode induk", "induk", "parent"),
    "indicator": ("indikator", "indikator kinerja", "indikator kinerja program kegiatan",
                  "tolok ukur", "tolok ukur kinerja"),
    "target": ("target kinerja", "target tahun berjalan"),
    "unit": ("satuan",),
    "pagu_rp": ("pagu", "pagu indikatif", "pagu indikatif rp", "pagu anggaran", "anggaran",
                "anggaran rp", "pagu anggaran rp", "jumlah rp"),
    "direction": ("arah", "arah indikator", "arah kinerja", "tren"),
}  # fmt: skip


def names_of_year(year: int | None) -> dict[str, tuple[str, ...]]:
    """The headings, and with a year those of a table with a column for each year."""
    if year is None:
        return NAMES
    more = {
        "target": (f"t{year}", f"target {year}", f"target tahun {year}"),
        "pagu_rp": (f"a{year}", f"pagu {year}", f"anggaran {year}", f"pagu tahun {year}"),
    }
    return {name: (*others, *more.get(name, ())) for name, others in NAMES.items()}
