"""What an import of boundaries would do, or did; and the sentences for what is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from pendopo.directory.values import BoundaryLevel, BoundaryVersion

LARGEST_BOUNDARIES = 64 * 1024 * 1024  # bytes

RULES: dict[str, tuple[str, str]] = {
    "too_large": ("Berkas melebihi {value} MB.", "The file exceeds {value} MB."),
    "not_json": ("Berkas ini bukan JSON yang dapat dibaca.", "This file is not readable JSON."),
    "too_deep": ("Susunan berkas terlalu dalam.", "The file is nested too deeply."),
    "not_map": (
        "Berkas ini bukan GeoJSON (FeatureCollection) atau TopoJSON (Topology).",
        "The file is neither GeoJSON (FeatureCollection) nor TopoJSON (Topology).",
    ),
    "too_many": (
        "Berkas berisi terlalu banyak bidang atau titik (batas {value}).",
        "The file has too many features or points (limit {value}).",
    ),
    "crs": (
        "Sistem koordinat {value} belum didukung. Simpan ulang sebagai WGS 84 (EPSG:4326).",
        "The coordinate system {value} is not supported. Save it again as WGS 84 (EPSG:4326).",
    ),
    "metric": (
        "Koordinat tampaknya dalam meter (UTM?). Simpan ulang sebagai WGS 84 (EPSG:4326).",
        "Coordinates seem to be metres (UTM?). Save it again as WGS 84 (EPSG:4326).",
    ),
    "swapped": (
        "Sepertinya lintang dan bujur tertukar: GeoJSON menulis bujur lebih dahulu.",
        "Latitude and longitude seem to be swapped: GeoJSON writes longitude first.",
    ),
    "shape_kind": (
        "Bentuknya {value}, bukan poligon.",
        "Its geometry is {value}, not a polygon.",
    ),
    "shape_wrong": (
        "Poligonnya tidak dapat dibaca: {value}.",
        "Its polygon cannot be read: {value}.",
    ),
    "shape_lost": (
        "Poligonnya rusak dan tidak dapat diperbaiki tanpa mengubah luasnya.",
        "Its polygon is broken and cannot be repaired without changing its area.",
    ),
    "repaired": ("Poligonnya diperbaiki ({value}).", "Its polygon was repaired ({value})."),
    "joined": ("{value} bidang digabung menjadi satu.", "{value} features were joined."),
    "level_unknown": (
        "Tingkatnya tidak jelas. Sebutkan kecamatan atau desa.",
        "The level is not clear. Say kecamatan or desa.",
    ),
    "code_unknown": (
        "Kode {value} tidak ada dalam daftar wilayah.",
        "The code {value} is not in the territory.",
    ),
    "name_unknown": (
        "Nama {value} tidak cocok dengan wilayah mana pun.",
        "The name {value} matches no place.",
    ),
    "name_ambiguous": (
        "Ada beberapa wilayah bernama {value}; perlu kode atau nama kecamatannya.",
        "Several places are called {value}; their code or district is needed.",
    ),
    "name_differs": (
        "Kodenya milik {value}, tetapi namanya lain.",
        "Its code belongs to {value}, but its name is another.",
    ),
    "nothing_matched": (
        "Tidak ada bidang yang cocok dengan daerah ini.",
        "No feature belongs to this region.",
    ),
    "missing": (
        "Tidak ada batas untuk wilayah ini dalam berkas.",
        "The file has no boundary for this place.",
    ),
    "overlap": (
        "Bertumpang tindih dengan {value}.",
        "Overlaps {value}.",
    ),
    "same_ground": (
        "Hampir seluruhnya berada di dalam {value}; salah satu kodenya keliru.",
        "Lies almost wholly inside {value}; one of their codes is wrong.",
    ),
    "gaps": (
        "Ada {value} yang tidak masuk wilayah mana pun.",
        "There are {value} that belong to no place.",
    ),
    "same_content": (
        "Berkas ini sudah dimuat sebagai versi {value}.",
        "This file was already imported as version {value}.",
    ),
}
HARMLESS = frozenset({"repaired", "joined", "name_unknown", "name_differs", "overlap", "gaps"})
"""Rules that are told and do not refuse the file."""


@dataclass(frozen=True, slots=True)
class BoundaryNote:
    """`where`: the feature ("#12 Maesan") or place it is about; "" is the whole file."""

    rule: str
    where: str
    text: dict[str, str]
    refuses: bool


@dataclass(frozen=True, slots=True)
class BoundaryReport:
    """`applied` is the new version, None after a dry run or a refusal. `outside`: features of
    other regions, left out. Areas in square kilometres."""

    level: BoundaryLevel | None
    features: int
    places: int
    expected: int
    outside: int
    area: float
    notes: tuple[BoundaryNote, ...]
    content: str  # SHA-256 of the file, hex
    applied: BoundaryVersion | None = None

    @property
    def refused(self) -> bool:
        return any(one.refuses for one in self.notes)


def note(
    rule: str, where: str = "", value: object = "", *, refuses: bool | None = None
) -> BoundaryNote:
    indonesian, english = RULES[rule]
    return BoundaryNote(
        rule=rule,
        where=where,
        text={"id": indonesian.format(value=value), "en": english.format(value=value)},
        refuses=rule not in HARMLESS if refuses is None else refuses,
    )


class Unreadable(Exception):
    """The file as a whole cannot be taken."""

    def __init__(self, rule: str, value: object = "") -> None:
        super().__init__(rule)
        self.note = note(rule, value=value)
