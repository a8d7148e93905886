"""Why planning says no: one code, one sentence in each language that says what to do."""

from __future__ import annotations

from pendopo.core.refusal import Refusal
from pendopo.planning.contracts.sentences import SENTENCES as OF_CONTRACTS


class Unreadable(Exception):
    """The file as a whole cannot be read; nothing of it was used.

    `text`: the sentence by language ("id", "en"), saying what to do.
    """

    def __init__(self, indonesian: str, english: str) -> None:
        self.text = {"id": indonesian, "en": english}
        super().__init__(english)


class Refused(Refusal):
    """A verb or a policy said no."""

    def sentences_of(self, code: str) -> tuple[str, str]:
        return SENTENCES[code]


class NotFound(Refused):
    """There is no such thing (HTTP 404)."""


class Stale(Refused):
    """Somebody was faster (HTTP 409)."""


SENTENCES: dict[str, tuple[str, str]] = {
    **OF_CONTRACTS,
    "not_for_you": ("Ini bukan kewenangan Anda.", "This is not yours to do."),
    "plan_unknown": ("Rencana ini tidak ditemukan.", "We cannot find this plan."),
    "version_unknown": ("Versi rencana ini tidak ditemukan.", "There is no such version."),
    "node_unknown": (
        "Bagian rencana ini tidak ada pada versi yang dibuka.",
        "This part of the plan is not in the version that is open.",
    ),
    "indicator_unknown": ("Indikator ini tidak ditemukan.", "We cannot find this indicator."),
    "import_unknown": ("Impor ini tidak ditemukan.", "We cannot find this import."),
    "review_unknown": ("Rapat ini tidak ditemukan.", "We cannot find this meeting."),
    "realisation_unknown": ("Angka realisasi ini tidak ada.", "There is no such figure."),
    "plan_years": (
        "Tahun pertama dan terakhir rencana tidak cocok. Contoh: 2025 sampai 2029.",
        "First and last year do not fit. Example: 2025 to 2029.",
    ),
    "plan_kind": ("Jenis rencana ini tidak dikenal.", "We do not know this kind of plan."),
    "title_missing": ("Tulis judul atau nama.", "Write a title or name."),
    "draft_open": (
        "Masih ada konsep versi {number}. Tetapkan atau buang dulu: dua revisi tidak boleh"
        " berjalan bersamaan.",
        "Version {number} is still a draft. Adopt or discard it first: two revisions cannot run"
        " at once.",
    ),
    "not_draft": (
        "Versi ini sudah ditetapkan dan tidak berubah lagi. Mulai pergeseran atau perubahan.",
        "This version was adopted and does not change any more. Begin a shift or an amendment.",
    ),
    "first_version": (
        "Konsep pertama tidak dapat dibuang; ubah isinya.",
        "The first draft cannot be discarded; change what is in it.",
    ),
    "stale": (
        "Orang lain baru saja mengubahnya. Muat ulang, lalu coba lagi.",
        "Somebody has just changed it. Load it again and try once more.",
    ),
    "level_unknown": ("Jenjang ini tidak dikenal.", "We do not know this level."),
    "parent_level": (
        "Induk harus lebih tinggi jenjangnya: {level} tidak dapat berada di bawah {parent}.",
        "A parent must stand higher up: {level} cannot be below {parent}.",
    ),
    "code_taken": (
        "Kode {said} sudah dipakai pada perangkat daerah ini.",
        "The code {said} is already used in this agency.",
    ),
    "has_children": (
        "Masih ada bagian di bawahnya. Pindahkan atau hapus itu dulu.",
        "There are parts below it. Move or remove those first.",
    ),
    "number_wrong": (
        "“{value}” bukan angka yang dapat dibaca. Contoh: 1.250,5.",
        "“{value}” is no number we can read. Example: 1.250,5.",
    ),
    "amount_wrong": (
        "Rupiah harus 0 atau lebih, tanpa pecahan di bawah sen.",
        "Rupiah must be 0 or more.",
    ),
    "position_elsewhere": (
        "Jabatan ini bukan jabatan pada perangkat daerah pemilik indikator.",
        "This position is not one of the agency that owns the indicator.",
    ),
    "carried_unknown": (
        "Target jabatan ini tidak ada lagi.",
        "This position's target is not there any more.",
    ),
    "carried_by_nobody": (
        "Atasan yang dipilih belum memikul indikator ini. Bagikan kepadanya dulu.",
        "The chosen superior does not carry this indicator yet. Give it to them first.",
    ),
    "carried_circle": (
        "Target tidak dapat diturunkan kepada diri sendiri atau kepada atasannya.",
        "A target cannot be handed down to oneself or to the superior.",
    ),
    "carried_below": (
        "Sebagian target ini dipikul jabatan lain. Lepas yang di bawahnya dulu.",
        "Others carry a part of this target. Take theirs away first.",
    ),
    "parts_over": (
        "Jumlah bagian menjadi {total}, lebih dari {whole}.",
        "The parts would add up to {total}, more than {whole}.",
    ),
    "agreement_empty": (
        "Kepala unit belum memikul target tahun ini. Bagikan targetnya dulu.",
        "The head of the unit carries no target of this year yet. Share them out first.",
    ),
    "benchmark_whose": (
        "Sebutkan milik siapa dan tahun berapa pembandingnya. Contoh: Jawa Timur 2024, BPS.",
        "Say whose benchmark it is and of which year. Example: East Java 2024, BPS.",
    ),
    "account_wrong": (
        "Rekening belanja diawali 5, misalnya 5.1.02.01.01.0001.",
        "An expenditure account begins with 5, as in 5.1.02.01.01.0001.",
    ),
    "tag_wrong": (
        "Tanda “{tag}” tidak dikenal. Contoh: sdg:8, pn:4, rb:pelayanan, se:500.2/1/2026.",
        "We do not know the tag “{tag}”. Examples: sdg:8, pn:4, rb:pelayanan, se:500.2/1/2026.",
    ),
    "form_other": (
        "Formulir ini tidak dikenal. Muat ulang halamannya.",
        "We do not know this form. Load the page again.",
    ),
    "share_range": ("Bagian harus 0 sampai 100 persen.", "A share is 0 to 100 percent."),
    "shares_over": (
        "Jumlah bagian menjadi {total} persen; paling banyak 100.",
        "The shares would add up to {total} percent; at most 100.",
    ),
    "giver_unknown": (
        "Sebutkan siapa yang berkontribusi.",
        "Say who contributes.",
    ),
    "direction_unknown": (
        "Arah indikator tidak dikenal. Pilih dari daftar.",
        "We do not know this direction. Choose from the list.",
    ),
    "accumulation_unknown": (
        "Akumulasi tidak dikenal, atau tidak cocok dengan rumusnya.",
        "We do not know this accumulation, or it does not fit the formula.",
    ),
    "year_outside": (
        "Tahun {year} di luar masa rencana.",
        "The year {year} is outside the plan.",
    ),
    "period_unknown": ("Periode ini tidak dikenal.", "We do not know this period."),
    "percent_range": (
        "Realisasi fisik 0 sampai 100 persen.",
        "Physical progress is 0 to 100 percent.",
    ),
    "verified": (
        "Angka ini sudah diverifikasi. Minta Bappeda mengembalikannya dulu.",
        "This figure was verified. Ask the planning agency to give it back first.",
    ),
    "remark_missing": (
        "Tulis alasan mengembalikan angka ini.",
        "Say why this figure is given back.",
    ),
    "number_missing": ("Tulis nomor suratnya.", "Write the number of the letter."),
    "disbursement_twice": (
        "Nomor {number} sudah dicatat untuk bagian ini.",
        "The number {number} is already recorded here.",
    ),
    "paid_over": (
        "SP2D melebihi pagu: {paid} dari {pagu}.",
        "Payments exceed the budget: {paid} of {pagu}.",
    ),
    "review_twice": (
        "Rapat triwulan ini sudah dibuka.",
        "The meeting of this quarter is already open.",
    ),
    "decision_text": ("Tulis keputusannya.", "Write what was decided."),
    "owner_missing": ("Pilih siapa yang melaksanakan.", "Choose who carries it out."),
    "decision_done": ("Keputusan ini sudah selesai.", "This decision was already carried out."),
    "proof_missing": ("Tulis apa yang sudah dilakukan.", "Say what was done."),
    "import_wrong": (
        "Berkas ini belum dapat disalin: {wrong} hal perlu diperbaiki.",
        "This file cannot be copied yet: {wrong} things need mending.",
    ),
    "import_old": (
        "Rencana berubah sejak berkas ini diuji. Uji sekali lagi.",
        "The plan has changed since this file was tried. Try it once more.",
    ),
    "file_empty": ("Berkas ini kosong.", "This file is empty."),
    "year_needed": (
        "Sebutkan tahun untuk kolom target dan pagu.",
        "Say which year the columns of target and budget are for.",
    ),
    "measure_missing": (
        "Ukuran “{measure}” belum ada di daerah ini. Periksa namanya pada halaman Ukuran.",
        "This region has no measure “{measure}”. Look for its name on the page of measures.",
    ),
    "measure_unknown": ("Ukuran ini tidak dikenal.", "We do not know this measure."),
}
