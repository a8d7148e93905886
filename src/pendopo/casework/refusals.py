"""Why casework says no: one code, one sentence in each language that says what to do."""

from __future__ import annotations

from collections.abc import Sequence

from pendopo.core.forms import FieldError
from pendopo.core.refusal import Refusal
from pendopo.services import api as services


class Refused(Refusal):
    """A verb or a policy said no."""

    def sentences_of(self, code: str) -> tuple[str, str]:
        return SENTENCES[code]


class NotFound(Refused):
    """There is no such thing, or it is not the asker's to see: the same answer (HTTP 404)."""


class Stale(Refused):
    """Somebody else was faster (HTTP 409): look at theirs, then decide again."""


class Invalid(Refused):
    """Answers that the form does not take (HTTP 422); `errors` names each field."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__("invalid", count=len(errors))
        self.errors = tuple(errors)


def as_ours(refused: services.Refused) -> Refused:
    """A refusal of the flow in casework's words: `Invalid` with its fields, or `Stale`."""
    if refused.code == "answers":
        return Invalid(refused.fields)
    if refused.code in ("task-closed", "timer-closed", "call-closed"):
        return Stale("task_stale")
    if refused.code == "message-unawaited":
        return Refused("message_unawaited")
    found = Refused("flow")
    found.text = dict(refused.text)
    return found


SENTENCES: dict[str, tuple[str, str]] = {
    "invalid": (
        "Ada {count} isian yang perlu diperbaiki.",
        "{count} answers need your attention.",
    ),
    "flow": ("Langkah ini tidak dapat dijalankan.", "This step cannot be taken."),
    "draft_unknown": (
        "Kode ini tidak kami kenali, atau berkasnya sudah dihapus. Periksa kembali kodenya.",
        "We do not know this code, or its draft was removed. Please check the code.",
    ),
    "draft_sent": (
        "Berkas ini sudah terkirim. Anda dapat melacaknya dengan nomor berkas.",
        "This application has already been sent. You can track it by its number.",
    ),
    "draft_stale": (
        "Isian ini sudah diubah di perangkat atau jendela lain. Muat ulang, lalu lanjutkan.",
        "These answers were changed on another device or window. Reload, then go on.",
    ),
    "service_unknown": (
        "Layanan ini tidak tersedia.",
        "This service is not available.",
    ),
    "service_not_ours": (
        "Layanan ini diajukan melalui {system}.",
        "Apply for this service through {system}.",
    ),
    "files_unknown": (
        "Ada dokumen yang belum selesai diunggah. Unggah ulang, lalu kirim.",
        "A document was not fully uploaded. Upload it again, then send.",
    ),
    "case_forgotten": (
        "Isi berkas ini sudah dimusnahkan menurut masa simpannya.",
        "What was in this case was destroyed when its time was over.",
    ),
    "case_unknown": (
        "Nomor berkas ini tidak ditemukan. Contoh nomor: K7M-4QP-2XD.",
        "We cannot find this number. A number looks like K7M-4QP-2XD.",
    ),
    "power_unknown": (
        "Surat kuasa ini tidak ditemukan, atau sudah berakhir.",
        "No such power of attorney, or it has ended.",
    ),
    "power_service": (
        "Surat kuasa ini untuk layanan lain.",
        "This power of attorney is for another service.",
    ),
    "question_unknown": ("Pertanyaan ini tidak ada.", "No such question."),
    "task_unknown": ("Tugas ini tidak ditemukan.", "No such task."),
    "task_closed": (
        "Tugas ini sudah diselesaikan {who} pada {when}.",
        "This task was completed by {who} on {when}.",
    ),
    "task_stale": (
        "Tugas ini baru saja diubah orang lain. Lihat perubahannya, lalu putuskan lagi.",
        "Somebody else just changed this task. Look at the change, then decide again.",
    ),
    "task_taken": (
        "Tugas ini sedang dipegang pejabat lain.",
        "Another officer holds this task.",
    ),
    "outcome_unknown": ("Pilihan ini tidak ada pada tugas ini.", "This task has no such choice."),
    "items_missing": (
        "Sebutkan paling sedikit satu hal yang harus dilengkapi pemohon.",
        "Name at least one thing the applicant must mend.",
    ),
    "asking_closed": (
        "Pada langkah ini tidak dapat meminta pendapat instansi lain.",
        "No further agency can be asked at this step.",
    ),
    "agency_unknown": ("Instansi ini tidak ditemukan.", "No such agency."),
    "agency_unable": (
        "Di {agency} belum ada jabatan yang dapat memberi pendapat.",
        "{agency} has no position that could give an opinion.",
    ),
    "message_unawaited": (
        "Berkas ini sekarang tidak menunggu pesan tersebut. Lihat dulu sampai di mana berkasnya.",
        "This case does not wait for such a message now. Look at where it stands first.",
    ),
    "version_unknown": (
        "Versi layanan ini tidak ditemukan. Pilih dua versi dari layanan yang sama.",
        "No such version of this service. Choose two versions of one service.",
    ),
    "versions_same": (
        "Pilih dua versi yang berbeda.",
        "Choose two different versions.",
    ),
    "nothing_to_move": (
        "Tidak ada berkas berjalan yang dapat dipindahkan dengan padanan ini.",
        "No running case can be moved with this mapping.",
    ),
    "move_unknown": ("Pemindahan ini tidak ditemukan.", "No such move."),
    "move_running": (
        "Pemindahan antara versi layanan ini masih berjalan. Tunggu sampai selesai.",
        "Cases of this service are still being moved. Wait until that is done.",
    ),
    "move_stale": (
        "Pemindahan ini sudah dikembalikan atau diubah. Muat ulang halaman ini.",
        "This move has been undone or changed. Reload this page.",
    ),
    "file_closed": (
        "Dokumen ini tidak terbuka untuk instansi Anda.",
        "This document is not open to your agency.",
    ),
    "visit_none": (
        "Langkah ini tidak memerlukan tinjauan lapangan.",
        "This step needs no site visit.",
    ),
    "letter_missing": (
        "Surat untuk langkah ini belum disusun.",
        "The letter of this step has not been drafted.",
    ),
    "sign_here": (
        "Langkah ini diselesaikan dengan tanda tangan, bukan dengan tombol biasa.",
        "This step is completed by signing, not by an ordinary button.",
    ),
    "own_case": (
        "Ini permohonan Anda sendiri, jadi petugas lain yang harus memutuskannya"
        " (UU 30/2014 Pasal 42).",
        "This is your own application, so another officer must decide on it (UU 30/2014 Art. 42).",
    ),
    "recast_unfit": (
        "Laporan ini tidak dapat dipindah ke jenis itu: langkah atau isiannya tidak ada di sana.",
        "This report cannot become one of that kind: its steps or answers mean nothing there.",
    ),
    "apart": (
        "Anda sudah mengerjakan langkah lain pada berkas ini, jadi langkah ini dikerjakan pejabat"
        " lain.",
        "You did another step of this case, so this one is for another officer.",
    ),
    "sign_failed": (
        "Surat ini belum dapat ditandatangani karena gangguan. Nomornya tidak terpakai; coba lagi.",
        "This letter could not be signed because of a fault. No number was used; try again.",
    ),
    "not_for_you": (
        "Anda tidak berwenang untuk tindakan ini.",
        "You are not allowed to do this.",
    ),
    "too_late_to_withdraw": (
        "Permohonan ini sudah diputuskan, jadi tidak dapat ditarik lagi.",
        "This application has been decided and can no longer be withdrawn.",
    ),
    "case_ended": ("Berkas ini sudah selesai.", "This case has ended."),
    "appointment_unknown": ("Jadwal ini tidak ditemukan.", "No such appointment."),
    "appointment_past": (
        "Pilih waktu yang akan datang, pada hari kerja.",
        "Choose a time in the future, on a working day.",
    ),
    "not_delegable": (
        "Tanda tangan surat ini tidak dapat dilimpahkan; pejabatnya sendiri yang menandatangani.",
        "This signature cannot be delegated; the holder of the office signs in person.",
    ),
    "delegate_without_office": (
        "Penerima pelimpahan harus memegang jabatan sendiri untuk menandatangani a.n.",
        "A delegate must hold an office of their own to sign on behalf of another.",
    ),
    "assignee_unfit": (
        "Pejabat ini tidak bertugas untuk langkah ini. Pilih yang lain.",
        "This officer does not do this kind of step. Choose another.",
    ),
    "disposition_unknown": ("Disposisi ini tidak ditemukan.", "No such disposition."),
    "disposition_to": (
        "Disposisi hanya kepada jabatan lain di instansi Anda atau instansi pada alur layanan ini.",
        "A disposition goes to another position of your agency, or of one in this process.",
    ),
    "disposition_once": (
        "Masih ada disposisi Anda kepada jabatan ini yang belum dilaporkan.",
        "An earlier disposition of yours to this position still waits for its report.",
    ),
    "disposition_words": ("Tulis arahannya dulu.", "Write the instruction first."),
    "disposition_due": (
        "Pilih batas waktu pada hari kerja, hari ini atau sesudahnya.",
        "Choose a working day, today or later.",
    ),
    "disposition_passed_on": (
        "Disposisi lanjutannya belum dilaporkan kepada Anda. Tunggu atau tarik dulu.",
        "What you passed on has not been reported to you yet. Wait, or take it back first.",
    ),
    "report_empty": ("Tulis laporannya dulu.", "Write the report first."),
    "note_empty": ("Tulis pesannya dulu.", "Write the message first."),
    "note_long": (
        "Pesan paling panjang {most} huruf.",
        "A message has at most {most} characters.",
    ),
    "too_many": (
        "Terlalu sering dalam waktu singkat. Coba lagi {minutes} menit lagi. Yang sudah tersimpan"
        " tetap aman.",
        "Too often in a short time. Try again in {minutes} min. What you saved is safe.",
    ),
    "licence_unknown": (
        "Izin ini tidak ada dalam register Anda.",
        "This licence is not in your register.",
    ),
    "licence_stale": (
        "Izin ini baru saja diubah orang lain. Lihat perubahannya, lalu putuskan lagi.",
        "Somebody else just changed this licence. Look at the change, then decide again.",
    ),
    "licence_status": (
        "Tindakan ini tidak berlaku untuk keadaan izin sekarang. Lihat riwayatnya dulu.",
        "This cannot be done in the licence's present status. Look at its history first.",
    ),
    "reason_missing": ("Pilih salah satu alasan.", "Choose one of the reasons."),
    "ground_missing": (
        "Tulis dasar hukumnya: peraturan dan pasal.",
        "Write the legal ground: regulation and article.",
    ),
    "decision_missing": (
        "Tulis nomor keputusan pencabutannya.",
        "Write the number of the decision that revokes it.",
    ),
    "until_past": (
        "Hari terakhir pembekuan tidak boleh sudah lewat.",
        "The last day of the suspension must not be in the past.",
    ),
    "field_fixed": (
        "Data ini tidak dapat diubah di sini.",
        "This cannot be changed here.",
    ),
    "change_none": (
        "Belum ada yang berubah. Ubah paling sedikit satu data.",
        "Nothing has changed yet. Change at least one value.",
    ),
    "change_length": (
        "Isi data baru tidak boleh kosong dan paling panjang {most} huruf.",
        "A new value must not be empty and has at most {most} characters.",
    ),
    "period": (
        "Pilih masa yang benar: hari pertama tidak sesudah hari terakhir, paling lama 5 tahun.",
        "Choose a sound period: first day not after the last, at most five years.",
    ),
    "book_long": (
        "Buku ini berisi lebih dari {most} baris. Pilih masa yang lebih pendek.",
        "This book holds more than {most} lines. Choose a shorter period.",
    ),
    "task_over": (
        "Tugas ini sudah diselesaikan. Buka tugasnya untuk melihat oleh siapa.",
        "This task is done already. Open it to see by whom.",
    ),
    "batch_unknown": ("Pekerjaan ini tidak ditemukan.", "No such piece of work."),
    "batch_size": (
        "Pilih paling sedikit satu dan paling banyak {most} tugas.",
        "Choose at least one and at most {most} tasks.",
    ),
    "batch_late": (
        "Waktu untuk mengurungkan sudah lewat. Ubah tugasnya satu per satu.",
        "It is too late to undo this. Change the tasks one by one.",
    ),
    "batch_failed": (
        "Tugas ini tidak dapat diubah. Buka tugasnya dan coba di sana.",
        "This task could not be changed. Open it and try there.",
    ),
    "order_unknown": (
        "Berkas ini tidak ada, atau sudah dihapus setelah disimpan sehari. Ambil lagi dari buku"
        " register.",
        "There is no such file, or it was removed after a day. Take it out of the register book"
        " again.",
    ),
    "orders_many": (
        "Masih ada {most} daftar Anda yang sedang disiapkan. Tunggu salah satunya selesai.",
        "{most} of your lists are still being prepared. Wait until one of them is ready.",
    ),
    "order_failed": (
        "Daftar ini tidak berhasil disiapkan. Coba ambil sekali lagi.",
        "This list could not be prepared. Please take it out once more.",
    ),
    "import_unknown": ("Impor ini tidak ditemukan.", "No such import."),
    "import_file": (
        "Berkas ini bukan buku kerja Excel (.xlsx) yang dapat dibaca. Unduh contohnya, salin"
        " datanya ke sana, lalu unggah lagi.",
        "This is not an Excel workbook (.xlsx) that can be read. Download the template, copy the"
        " data into it, then upload again.",
    ),
    "import_large": (
        "Berkas ini terlalu besar: paling besar {megabytes} MB dan {rows} baris. Bagi menjadi"
        " beberapa berkas.",
        "This file is too large: at most {megabytes} MB and {rows} rows. Split it into several.",
    ),
    "import_columns": (
        "Kolom {columns} tidak ada. Pakai judul kolom seperti pada contoh.",
        "Columns {columns} are missing. Use the headings of the template.",
    ),
    "import_empty": ("Buku kerja ini tidak berisi data.", "This workbook holds no data."),
    "import_version": (
        "Layanan ini berganti versi sesudah uji coba. Uji coba berkasnya sekali lagi.",
        "The service has got a new version since the dry run. Judge the file once more.",
    ),
    "import_status": (
        "Impor ini tidak dapat dijalankan lagi. Lihat laporannya.",
        "This import cannot be started any more. Look at its report.",
    ),
    "month_open": (
        "Rekap ditandatangani sesudah bulannya lewat.",
        "A recapitulation is signed once its month is over.",
    ),
    "recap_code": (
        "Daerah ini belum menetapkan kode klasifikasi surat rekap. Minta pengelola mengisinya.",
        "This region has not set the classification code of the recapitulation. Ask the"
        " administrator to give it.",
    ),
    "recap_signed": (
        "Rekap bulan ini sudah ditandatangani.",
        "The recapitulation of this month has been signed already.",
    ),
}
