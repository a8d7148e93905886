"""Why voice says no: one code, one sentence in each language that says what to do."""

from __future__ import annotations


class Refused(Exception):
    """A verb or a policy said no. `code` is a machine word from `SENTENCES`; `text` the sentence by
    language ("id", "en"); `details` what stands in the sentence."""

    def __init__(self, code: str, **words: object) -> None:
        indonesian, english = SENTENCES[code]
        self.code = code
        self.details = words
        self.text = {"id": indonesian.format(**words), "en": english.format(**words)}
        super().__init__(f"{code}: {self.text['en']}")


class NotFound(Refused):
    """There is no such thing, or it is not the asker's to see: the same answer (HTTP 404)."""


SENTENCES: dict[str, tuple[str, str]] = {
    "report_unknown": (
        "Nomor laporan ini tidak ditemukan. Contoh nomor: K7M-4QP-2XD.",
        "We cannot find this report. A number looks like K7M-4QP-2XD.",
    ),
    "code_wrong": (
        "Kode ini tidak cocok dengan nomor laporannya.",
        "This code does not belong to the report.",
    ),
    "class_unknown": (
        "Jenis laporan ini belum dilayani di daerah ini.",
        "This kind of report is not taken here yet.",
    ),
    "place_swapped": (
        "Lintang dan bujur tampaknya tertukar. Maksud Anda {lat}, {lon}?",
        "Latitude and longitude seem to have changed places. Did you mean {lat}, {lon}?",
    ),
    "place_outside": (
        "Titik ini di luar wilayah kami. Geser titiknya, atau tulis alamatnya saja.",
        "This point lies outside our region. Move it, or write the address instead.",
    ),
    "topic_unknown": (
        "Topik ini tidak dikenal. Pilih dari daftar, atau kosongkan saja.",
        "We do not know this topic. Choose one from the list, or leave it empty.",
    ),
    "photos_many": ("Kirim paling banyak {most} foto.", "Send at most {most} photos."),
    "not_for_you": (
        "Ini bukan kewenangan Anda.",
        "This is not yours to do.",
    ),
    "rating_range": ("Beri nilai 1 sampai 5.", "Rate from 1 to 5."),
    "rating_early": (
        "Anda dapat menilai setelah laporan dijawab.",
        "You can rate once the report has been answered.",
    ),
    "not_answered": (
        "Laporan ini belum dijawab.",
        "This report has not been answered yet.",
    ),
    "closed": (
        "Laporan ini sudah ditutup. Anda dapat membuat laporan baru dan menyebut nomornya.",
        "This report is closed. You can make a new one and name its number.",
    ),
    "own_report": (
        "Laporan ini sudah milik Anda.",
        "This report is already yours.",
    ),
    "token_wrong": (
        "Kode foto ini tidak dikenal, sudah dipakai, atau lewat waktunya. Lapor hadir sekali lagi.",
        "This photo code is unknown, used or too old. Check in once more.",
    ),
    "purpose_missing": (
        "Sebutkan alasan membuka identitas pelapor.",
        "Say why the reporter's identity has to be opened.",
    ),
    "lapor_number": (
        "Nomor LAPOR! hanya memuat angka dan huruf.",
        "A LAPOR! number has digits and letters only.",
    ),
}
