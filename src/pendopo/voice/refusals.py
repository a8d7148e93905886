"""Why voice says no: one code, one sentence in each language that says what to do."""

from __future__ import annotations

from pendopo.core.refusal import Refusal


class Refused(Refusal):
    """A verb or a policy said no."""

    def sentences_of(self, code: str) -> tuple[str, str]:
        return SENTENCES[code]


class NotFound(Refused):
    """There is no such thing, or it is not the asker's to see: the same answer (HTTP 404)."""


SENTENCES: dict[str, tuple[str, str]] = {
    "report_forgotten": (
        "Isi laporan ini sudah dimusnahkan menurut masa simpannya.",
        "What was in this report was destroyed when its time was over.",
    ),
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
    "hears": (
        "Pilih SMS, WhatsApp, atau tidak dikabari.",
        "Choose SMS, WhatsApp, or not to hear.",
    ),
    "hears_phone": (
        "Tulis nomor yang dapat kami kirimi, atau pilih tidak dikabari.",
        "Write the number that we can send to, or choose not to hear.",
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
    "rating_reason": (
        "Pilih alasan dari daftar, atau kosongkan saja.",
        "Choose reasons from the list, or none at all.",
    ),
    "rating_before_end": (
        "Layanan dapat dinilai setelah berkasnya selesai.",
        "A service can be rated once the application is closed.",
    ),
    "rating_over": (
        "Waktu untuk menilai atau mengubah nilai sudah lewat. Terima kasih atas perhatian Anda.",
        "The time to rate, or to change a rating, is over. Thank you for caring.",
    ),
    "link_used": (
        "Tautan ini sudah dipakai atau sudah lewat waktunya. Untuk mengubah nilai, buka berkas"
        " Anda dengan nomor dan kodenya.",
        "This link was used, or its time is over. To change a rating, open your application by"
        " its number and code.",
    ),
    "rating_sign_in": (
        "Masuk dulu untuk menilai instansi tanpa berkas.",
        "Sign in to rate an agency without an application.",
    ),
    "rating_unverified": (
        "Hanya warga yang identitasnya sudah dicocokkan di loket yang menilai instansi tanpa"
        " berkas. Bawa KTP Anda ke loket sekali saja.",
        "Only residents whose identity was checked at a counter rate an agency without an"
        " application. Bring your identity card once.",
    ),
    "rating_own_agency": (
        "Anda bekerja di instansi ini, jadi tidak menilainya.",
        "You work at this agency, so you do not rate it.",
    ),
    "agency_unknown": (
        "Instansi ini tidak ditemukan.",
        "We cannot find this agency.",
    ),
    "case_unknown": (
        "Berkas ini tidak ditemukan.",
        "We cannot find this application.",
    ),
    "discard_reason": (
        "Pilih alasan membuangnya.",
        "Choose why they are thrown away.",
    ),
    "held_text": (
        "Ceritakan dengan 1 sampai {most} huruf.",
        "Tell it in 1 to {most} letters.",
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
    "same_class": (
        "Laporan ini sudah dari jenis itu.",
        "This report is of that kind already.",
    ),
    "not_verifying": (
        "Jenis laporan hanya dapat diganti selama laporan ada pada koordinator.",
        "A report can change its kind only while the coordinator has it.",
    ),
    "lapor_number": (
        "Nomor LAPOR! hanya memuat angka dan huruf.",
        "A LAPOR! number has digits and letters only.",
    ),
    "hold_reason": (
        "Sebutkan mengapa laporan ini ditahan.",
        "Say why this report is to be kept.",
    ),
    "not_held": (
        "Laporan ini tidak sedang ditahan.",
        "This report is not being kept.",
    ),
    "lapor_file": (
        "Berkas ini bukan buku kerja Excel (.xlsx) atau CSV yang dapat dibaca.",
        "This is not an Excel workbook (.xlsx) or CSV that can be read.",
    ),
    "lapor_large": (
        "Berkas ini terlalu besar: paling besar {megabytes} MB dan {rows} baris. Bagi menjadi"
        " beberapa berkas.",
        "This file is too large: at most {megabytes} MB and {rows} rows. Split it into several.",
    ),
    "lapor_empty": ("Daftar ini tidak berisi laporan.", "This list holds no reports."),
    "lapor_columns": (
        "Kolom {columns} tidak ditemukan. Judul kolom di berkas ini: {headings}. Tunjukkan kolom"
        " yang dimaksud, lalu coba lagi.",
        "Columns {columns} were not found. The headings of this file: {headings}. Say which column"
        " is meant, then try again.",
    ),
    "lapor_field": (
        "Kolom ini tidak dikenal. Yang ada: {known}.",
        "There is no such column. There are: {known}.",
    ),
    "lapor_nothing": (
        "Tidak ada laporan untuk daftar ini.",
        "There are no reports for this list.",
    ),
    "list_unknown": ("Daftar ini tidak ditemukan.", "No such list."),
    "list_status": (
        "Daftar ini tidak dapat dimasukkan. Lihat laporannya.",
        "This list cannot come in. Look at its report.",
    ),
    "list_changed": (
        "Daftar ini berubah sementara Anda melihatnya. Segarkan halamannya.",
        "This list changed while you looked at it. Refresh the page.",
    ),
}
