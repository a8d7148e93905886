"""Why the directory says no: one code, one sentence in each language."""

from __future__ import annotations

from pendopo.core.refusal import Refusal


class Refused(Refusal):
    """A verb or a policy said no."""

    def sentences_of(self, code: str) -> tuple[str, str]:
        return SENTENCES[code]


SENTENCES: dict[str, tuple[str, str]] = {
    # mandates
    "ends_before_start": (
        "Tanggal berakhir mendahului tanggal mulai.",
        "The last day comes before the first day.",
    ),
    "two_definitive": (
        "Jabatan ini sudah diisi pejabat definitif pada tanggal tersebut.",
        "The position already has a definitive holder on those days.",
    ),
    "not_vacant": (
        "Plt. dan Pj. hanya untuk jabatan yang lowong; jabatan ini masih terisi pada {day}.",
        "Plt. and Pj. are for a vacant position; this one is still held on {day}.",
    ),
    "two_acting": (
        "Jabatan ini sudah mempunyai Plt. atau Pj. pada tanggal tersebut.",
        "The position already has an acting holder (Plt. or Pj.) on those days.",
    ),
    "two_plh": (
        "Jabatan ini sudah mempunyai Plh. pada tanggal tersebut.",
        "The position already has a daily substitute (Plh.) on those days.",
    ),
    "nobody_to_replace": (
        "Plh. menggantikan pejabat yang berhalangan sementara; jabatan ini lowong pada {day}."
        " Tunjuk Plt.",
        "A Plh. stands in for a holder who is away; the position is vacant on {day}."
        " Appoint a Plt. instead.",
    ),
    "holder_present": (
        "Pejabatnya tidak tercatat berhalangan pada {day}. Catat dulu masa berhalangannya.",
        "The holder is not recorded as away on {day}. Record the absence first.",
    ),
    "own_substitute": (
        "Pejabat tidak dapat menjadi Plh. untuk jabatannya sendiri.",
        "A holder cannot stand in for themselves.",
    ),
    "plh_needs_end": (
        "Penunjukan Plh. harus menyebut hari terakhirnya.",
        "A Plh. appointment must name its last day.",
    ),
    "power_unnamed": (
        "Pelimpahan wewenang harus menyebut wewenang yang dilimpahkan.",
        "A delegation must name the power it hands over.",
    ),
    "power_unasked": (
        "Hanya pelimpahan wewenang (a.n.) yang menyebut nama wewenang.",
        "Only a delegation (a.n.) names a power.",
    ),
    "basis_missing": (
        "Dasar penunjukan (SK atau surat perintah) belum diisi.",
        "The legal basis (decree or order) is missing.",
    ),
    "mandate_ended": (
        "Penugasan ini sudah berakhir sebelum tanggal tersebut.",
        "The mandate already ended before that day.",
    ),
    "absence_outside": (
        "Masa berhalangan harus berada di dalam masa jabatan.",
        "The absence must lie within the term of office.",
    ),
    "absence_overlaps": (
        "Masa berhalangan ini bertumpuk dengan yang sudah tercatat.",
        "This absence overlaps one that is already recorded.",
    ),
    # people
    "nik_malformed": (
        "NIK terdiri atas 16 angka: kode wilayah, tanggal lahir, dan nomor urut.",
        "A NIK has 16 digits: area code, date of birth and serial number.",
    ),
    "nip_malformed": (
        "NIP terdiri atas 18 angka: tanggal lahir, bulan pengangkatan, jenis kelamin, urutan.",
        "A NIP has 18 digits: date of birth, month of appointment, sex and serial number.",
    ),
    "phone_malformed": (
        "Nomor telepon tidak dikenali. Contoh: 0812 3456 7890.",
        "The phone number is not understood. Example: +62 812 3456 7890.",
    ),
    "name_missing": ("Nama belum diisi.", "The name is missing."),
    "no_nik_reason_missing": (
        "Tanpa NIK, sebutkan alasannya (misalnya belum merekam, atau warga negara asing).",
        "Without a NIK, say why (for instance not yet enrolled, or a foreign citizen).",
    ),
    "foreigner_document_missing": (
        "Warga negara asing memerlukan nomor paspor atau KITAS/KITAP.",
        "A foreign citizen needs a passport or a KITAS/KITAP number.",
    ),
    "person_known": (
        "Orang dengan nomor identitas ini sudah terdaftar.",
        "A person with this identity number is already registered.",
    ),
    "person_unknown": ("Orang ini tidak ditemukan.", "No such person."),
    "person_erased": (
        "Data orang ini sudah dihapus dan tidak dapat dibuka lagi.",
        "This person's data has been erased and cannot be opened again.",
    ),
    "not_for_you": (
        "Anda tidak berwenang untuk tindakan ini.",
        "You are not allowed to do this.",
    ),
    # an account linked at the counter
    "link_unknown": (
        "Akun dan kode ini tidak cocok. Minta warga membuka Data saya, lalu membacakan kodenya.",
        "This account and code do not match. Ask the citizen to open My data and read its code.",
    ),
    "link_done": (
        "Akun ini sudah tersambung dengan data diri.",
        "This account is linked to a person already.",
    ),
    "link_name": (
        "Nama pada KTP berbeda dari yang terdaftar dengan NIK ini. Periksa ejaannya; bila tetap"
        " berbeda, hubungi pengelola.",
        "The name on the card differs from the one registered with this NIK. Check the spelling; if"
        " it still differs, ask your administrator.",
    ),
    "link_officer": (
        "NIK ini milik pemegang jabatan. Akun pegawai dibuat lewat undangan pengelola.",
        "This NIK belongs to an office holder. Their account is made by an administrator's"
        " invitation.",
    ),
    # powers of attorney
    "power_unknown": (
        "Surat kuasa ini tidak ditemukan. Periksa kembali nomor dan kodenya.",
        "No such power of attorney. Please check its number and code.",
    ),
    "power_ended": (
        "Surat kuasa ini sudah berakhir.",
        "This power of attorney has ended.",
    ),
    "power_own": (
        "Untuk diri sendiri tidak perlu surat kuasa. Ajukan dari akun Anda.",
        "You need no power of attorney for yourself. Apply from your account.",
    ),
    "power_days": (
        "Pilih hari terakhir surat kuasa: hari ini atau sesudahnya, paling lama {most} hari.",
        "Choose the last day: today or later, at most {most} days from now.",
    ),
    "power_paper": (
        "Unggah surat kuasa yang ditandatangani, atau nyatakan suratnya Anda simpan dan tulis"
        " nomornya.",
        "Upload the signed paper, or state that you keep it and write its number.",
    ),
    # organisations, positions
    "organisation_known": (
        "Kode organisasi {name} sudah dipakai di daerah ini.",
        "The organisation code {name} is already in use in this region.",
    ),
    "letterhead_long": (
        "Alamat dan kontak masing-masing paling panjang {most} huruf.",
        "Address and contact have at most {most} characters each.",
    ),
    "organisation_unknown": ("Organisasi ini tidak ditemukan.", "No such organisation."),
    "position_unknown": ("Jabatan ini tidak ditemukan.", "No such position."),
    "role_unknown": ("Peran {name} tidak dikenal.", "There is no role called {name}."),
    # accounts, invitations, tokens
    "invitation_invalid": (
        "Kode undangan ini tidak berlaku. Mintalah yang baru kepada pengelola.",
        "This invitation code is not valid. Ask your administrator for a new one.",
    ),
    "invitation_expired": (
        "Kode undangan ini sudah lewat masa berlakunya. Mintalah yang baru.",
        "This invitation code has expired. Ask for a new one.",
    ),
    "account_taken": (
        "Nama pengguna, nomor, atau surel ini tidak dapat dipakai.",
        "This username, number or e-mail address cannot be used.",
    ),
    "password_weak": ("{id}", "{en}"),
    "token_unknown": ("Token ini tidak ditemukan.", "No such token."),
    "scope_unknown": ("Cakupan {name} tidak dikenal.", "There is no scope called {name}."),
    # places and boundaries
    "point_not_number": (
        "Lintang dan bujur harus berupa angka, misalnya -7,9135 dan 113,8217.",
        "Latitude and longitude must be numbers, for instance -7.9135 and 113.8217.",
    ),
    "point_swapped": (
        "Sepertinya lintang dan bujur tertukar. Maksud Anda {lat}, {lon}?",
        "Latitude and longitude seem to be swapped. Did you mean {lat}, {lon}?",
    ),
    "point_range": (
        "Titik ini tidak ada di bumi: lintang -90 sampai 90, bujur -180 sampai 180.",
        "There is no such point on earth: latitude -90 to 90, longitude -180 to 180.",
    ),
    "point_outside": (
        "Titik ini berada di luar wilayah kami. Geser titiknya, atau lapor ke daerah setempat.",
        "This point lies outside our region. Move it, or turn to the local government there.",
    ),
    "boundaries_missing": (
        "Batas wilayah belum dimuat. Pilih kecamatan dan desa dari daftar.",
        "No boundaries are loaded yet. Choose the district and village from the list.",
    ),
    "boundaries_file": ("Berkas batas wilayah: {id}", "Boundary file: {en}"),
    "boundaries_wrong": (
        "Batas wilayah belum dapat dimuat: {count} hal perlu diperbaiki.",
        "The boundaries cannot be imported: {count} things need attention.",
    ),
    # files of a region, lists of transfers
    "region_file": ("{file}: {id}", "{file}: {en}"),
    "transfers_wrong": (
        "Daftar mutasi belum dapat diterapkan: {count} baris perlu diperbaiki.",
        "The transfer list cannot be applied: {count} rows need attention.",
    ),
}
