"""What the report of a list says of a row: column and rule, never what stands in it."""

from __future__ import annotations

from dataclasses import dataclass

from pendopo.voice.lapor.columns import BY_NAME


@dataclass(frozen=True, slots=True)
class Said:
    """`note`: the row comes in all the same, or is passed over because it is here already."""

    row: int
    column: str
    rule: str
    id: str
    en: str

    @property
    def note(self) -> bool:
        return self.rule in NOTES

    @property
    def plain(self) -> list[object]:
        return [self.row, self.column, self.rule, self.id, self.en]


NOTES = frozenset({"known", "answer_added", "state_told", "category", "village"})
"""Rules that stop nothing."""
SAYS: dict[str, tuple[str, str]] = {
    "empty": ("Kolom ini wajib diisi.", "This column must not be empty."),
    "state": (
        "Status ini tidak dikenal. Pakai salah satu: {known}.",
        "This state is not known. Use one of: {known}.",
    ),
    "class": (
        "Klasifikasi ini tidak dikenal. Pakai Pengaduan, Aspirasi, atau Permintaan Informasi.",
        "This class is not known. Use Pengaduan, Aspirasi or Permintaan Informasi.",
    ),
    "class_unserved": (
        "Klasifikasi ini belum dilayani di daerah ini; terbitkan dulu paket layanannya.",
        "This class is not served in this region yet; publish its package first.",
    ),
    "visibility": (
        "Tulis Terbuka, Anonim, atau Rahasia.",
        "Write Terbuka, Anonim or Rahasia.",
    ),
    "number": (
        "Nomor LAPOR! hanya memuat angka dan huruf.",
        "A LAPOR! number has digits and letters only.",
    ),
    "digits": (
        "Angka sepanjang ini terpotong oleh Excel. Ubah format kolomnya menjadi Teks.",
        "Excel cuts off a number of this length. Make the column's format Text.",
    ),
    "twice": (
        "Laporan ini sudah ada di baris lain berkas ini. Hapus salah satunya.",
        "This report stands in another row of this file. Remove one of them.",
    ),
    "own_unknown": (
        "Tidak ada laporan dengan nomor Pendopo ini. Periksa, atau kosongkan kolomnya.",
        "There is no report with this number of ours. Check it, or leave the column empty.",
    ),
    "own_other": (
        "Laporan ini sudah punya nomor LAPOR! lain. Periksa keduanya.",
        "This report has another LAPOR! number already. Check both.",
    ),
    "known": (
        "Dilewati: laporan ini sudah ada di sini.",
        "Passed over: this report is here already.",
    ),
    "answer_added": (
        "Laporan ini sudah ada di sini; jawaban barunya ditambahkan.",
        "This report is here already; its new answer is added.",
    ),
    "state_told": (
        "Laporan ini sudah ada di sini; status barunya di LAPOR! dicatat.",
        "This report is here already; its new state in LAPOR! is noted.",
    ),
    "day": (
        "Tanggal tidak terbaca. Tulis seperti 16-11-2024 atau 16-11-2024 14:30.",
        "This date cannot be read. Write it like 16-11-2024 or 16-11-2024 14:30.",
    ),
    "ahead": (
        "Tanggal ini di masa depan. Periksa tahunnya.",
        "This date lies in the future. Check the year.",
    ),
    "early": (
        "Tanggal ini sebelum {year}, saat LAPOR! belum ada. Periksa tahunnya.",
        "This date is before {year}, when LAPOR! did not exist. Check the year.",
    ),
    "order": (
        "Tanggal ini lebih awal daripada tanggal laporan.",
        "This date is before the day of the report.",
    ),
    "long": (
        "Isinya lebih dari {most} huruf; persingkat.",
        "It has more than {most} letters; make it shorter.",
    ),
    "agency": (
        "Instansi ini tidak ada di direktori. Tulis nama atau kodenya seperti di direktori.",
        "The directory has no such agency. Write its name or code as the directory does.",
    ),
    "agency_missing": (
        "Laporan yang sudah diteruskan perlu instansinya.",
        "A report that was forwarded needs its agency.",
    ),
    "disposed_missing": (
        "Laporan yang sudah diteruskan perlu tanggal disposisinya.",
        "A report that was forwarded needs the day of it.",
    ),
    "answered_missing": (
        "Jawaban perlu tanggalnya.",
        "An answer needs its day.",
    ),
    "answer_missing": (
        "Laporan yang selesai perlu jawabannya. Bila ditutup tanpa jawaban, statusnya Arsip.",
        "A closed report needs its answer. One closed without an answer has the state Arsip.",
    ),
    "district": (
        "Kecamatan ini tidak dikenal di daerah ini. Periksa ejaannya, atau kosongkan.",
        "This region has no such district. Check the spelling, or leave it empty.",
    ),
    "village": (
        "Desa atau kelurahan ini tidak dikenal; laporannya masuk tanpa desa.",
        "No such village is known; the report comes in without one.",
    ),
    "category": (
        "Kategori ini bukan topik daerah; laporannya masuk tanpa topik.",
        "This category is no topic of the region; the report comes in without one.",
    ),
    "point": (
        "Lintang dan bujur tidak terbaca. Contoh: -7.91355 dan 113.82134.",
        "Latitude and longitude cannot be read. Example: -7.91355 and 113.82134.",
    ),
    "place_swapped": (
        "Lintang dan bujur tampaknya tertukar.",
        "Latitude and longitude seem to have changed places.",
    ),
    "place_outside": (
        "Titik ini di luar wilayah. Perbaiki, atau kosongkan.",
        "This point lies outside. Mend it, or leave it empty.",
    ),
}


def said(row: int, name: str, rule: str, **more: object) -> Said:
    indonesian, english = SAYS[rule]
    return Said(
        row, BY_NAME[name].title.id, rule, indonesian.format(**more), english.format(**more)
    )
