"""Which heading of a list means what: known words, and those a region has chosen itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pendopo.services.api import Text


@dataclass(frozen=True, slots=True)
class Field:
    """Something a list can tell of a report. headings: how lists call it, lower case; the first is
    the one that our own lists use. needed: without it a list is not read."""

    name: str
    title: Text
    headings: tuple[str, ...]
    needed: bool = False


def _field(name: str, indonesian: str, english: str, *more: str, needed: bool = False) -> Field:
    headings = (indonesian.lower(), english.lower(), *more)
    return Field(name, Text(id=indonesian, en=english), headings, needed)


FIELDS: tuple[Field, ...] = (
    _field("own", "Nomor Pendopo", "Our number"),
    _field("number", "Nomor LAPOR!", "Tracking ID", "tracking id", "kode tracking", "no laporan",
           "nomor laporan", "id laporan", "trackingid", "no. laporan"),
    _field("sort", "Klasifikasi", "Class", "klasifikasi laporan", "jenis laporan", "tipe laporan"),
    _field("category", "Kategori", "Category", "kategori laporan", "topik"),
    _field("title", "Judul", "Title", "judul laporan"),
    _field("text", "Isi laporan", "Text", "isi", "isi aduan", "laporan", "uraian", "deskripsi",
           needed=True),
    _field("district", "Kecamatan", "District", "wilayah", "lokasi kecamatan"),
    _field("village", "Desa/Kelurahan", "Village", "desa", "kelurahan"),
    _field("landmark", "Lokasi", "Place", "alamat", "lokasi kejadian", "lokasi laporan"),
    _field("lat", "Lintang", "Latitude", "lat"),
    _field("lon", "Bujur", "Longitude", "lon", "long", "lng"),
    _field("reported", "Tanggal laporan", "Reported on", "tanggal", "tanggal masuk",
           "tanggal lapor", "tanggal laporan masuk", "waktu laporan", needed=True),
    _field("disposed", "Tanggal disposisi", "Forwarded on", "tanggal terdisposisi",
           "tanggal diteruskan", "tanggal verifikasi"),
    _field("agency", "Instansi", "Agency", "disposisi", "instansi terdisposisi", "opd",
           "perangkat daerah", "unit kerja", "instansi tujuan"),
    _field("state", "Status", "State", "status laporan", needed=True),
    _field("answer", "Jawaban", "Answer", "tindak lanjut", "isi tindak lanjut", "tanggapan"),
    _field("answered", "Tanggal jawaban", "Answered on", "tanggal tindak lanjut",
           "tanggal tanggapan", "waktu tindak lanjut"),
    _field("closed", "Tanggal selesai", "Closed on", "tanggal ditutup", "waktu selesai"),
    _field("reason", "Alasan", "Reason", "alasan penutupan", "catatan", "keterangan"),
    _field("visibility", "Kerahasiaan", "Privacy", "anonim/rahasia", "sifat laporan", "privasi"),
    _field("name", "Nama pelapor", "Reporter", "pelapor", "nama"),
    _field("phone", "Telepon", "Phone", "no hp", "nomor hp", "telepon pelapor", "no. hp"),
    _field("email", "Email", "E-mail", "email pelapor", "surel"),
)  # fmt: skip
BY_NAME = {one.name: one for one in FIELDS}
NEEDED = tuple(one.name for one in FIELDS if one.needed)


def plain(heading: object) -> str:
    """A heading however it was typed: lower case, one blank, no star."""
    return " ".join(str(heading).replace("*", " ").split()).lower()


def places(headings: Sequence[object], chosen: Mapping[str, str]) -> dict[str, int]:
    """Field -> column, of a row of headings. chosen: what the region said, before our own words:
    field -> heading."""
    here: dict[str, int] = {}
    for at, heading in enumerate(headings):
        here.setdefault(plain(heading), at)
    found: dict[str, int] = {}
    for field in FIELDS:
        own = plain(chosen.get(field.name, ""))
        words = (own,) if own and own in here else field.headings
        known = [here[word] for word in words if word in here]
        if known and known[0] not in found.values():
            found[field.name] = known[0]
    return found
