"""Why documents says no: one code, one sentence in each language."""

from __future__ import annotations

from pendopo.core.refusal import Refusal


class Refused(Refusal):
    """A verb, a policy or a check of a file said no; `details` has figures a face may need (for
    instance the right offset)."""

    def sentences_of(self, code: str) -> tuple[str, str]:
        return SENTENCES[code]


SENTENCES: dict[str, tuple[str, str]] = {
    # files
    "file_empty": ("Berkas ini kosong.", "The file is empty."),
    "file_too_large": (
        "Berkas ini terlalu besar. Batasnya {limit} MB.",
        "The file is too large. The limit is {limit} MB.",
    ),
    "file_kind": (
        "Berkas harus berupa PDF, JPG, PNG, atau WebP.",
        "The file must be a PDF, JPG, PNG or WebP.",
    ),
    "file_heic": (
        "Foto HEIC dari iPhone belum dapat kami baca. Kirim sebagai JPG: buka Pengaturan,"
        " Kamera, Format, lalu pilih Paling Kompatibel.",
        "We cannot read HEIC photos from an iPhone yet. Send a JPG: open Settings, Camera,"
        " Formats and choose Most Compatible.",
    ),
    "file_office": (
        "Dokumen Word atau Excel belum dapat dilampirkan. Simpan dulu sebagai PDF.",
        "Word or Excel documents cannot be attached. Save it as PDF first.",
    ),
    "file_not_this_kind": (
        "Untuk isian ini, berkas harus berupa {kinds}.",
        "Here the file must be {kinds}.",
    ),
    "pdf_encrypted": (
        "PDF ini dikunci kata sandi. Unggah salinan tanpa kata sandi.",
        "This PDF is locked with a password. Upload a copy without one.",
    ),
    "pdf_damaged": (
        "PDF ini rusak atau terpotong. Simpan ulang, lalu unggah lagi.",
        "This PDF is damaged or cut short. Save it again, then upload it.",
    ),
    "photo_damaged": (
        "Gambar ini rusak atau terpotong. Ambil ulang fotonya, lalu unggah lagi.",
        "This picture is damaged or cut short. Take it again, then upload it.",
    ),
    "photo_too_many_pixels": (
        "Gambar ini terlalu besar ({megapixels} megapiksel). Batasnya {limit} megapiksel.",
        "This picture is too large ({megapixels} megapixels). The limit is {limit}.",
    ),
    "photo_kind": (
        "Foto harus berupa JPG, PNG, atau WebP.",
        "A photo must be a JPG, PNG or WebP.",
    ),
    "photo_animated": (
        "Gambar bergerak tidak dapat dikirim. Kirim satu foto saja.",
        "Moving pictures cannot be sent. Send a single photo.",
    ),
    "photo_metadata": (
        "Foto ini membawa terlalu banyak data tambahan. Simpan ulang fotonya, lalu unggah lagi.",
        "This photo carries too much additional data. Save it again, then upload it.",
    ),
    "photo_polyglot": (
        "Di dalam foto ini terselip berkas lain. Ambil ulang fotonya, lalu unggah lagi.",
        "Another file is hidden in this photo. Take it again, then upload it.",
    ),
    "photo_unknown": ("Foto ini tidak ditemukan.", "No such photo."),
    "photo_private": (
        "Foto asli disimpan tertutup; yang dapat dilihat adalah salinannya.",
        "The original photo is kept closed; its copy can be seen.",
    ),
    "hash_malformed": (
        "Sidik gambar terdiri atas 32 angka heksadesimal.",
        "A picture's hash has 32 hexadecimal digits.",
    ),
    "file_infected": (
        "Pemeriksa virus menolak berkas ini. Periksa perangkat Anda, lalu unggah berkas lain.",
        "The virus scanner rejected this file. Check your device, then upload another one.",
    ),
    "scanner_down": (
        "Pemeriksa virus sedang tidak dapat dihubungi. Coba lagi beberapa menit lagi.",
        "The virus scanner cannot be reached. Try again in a few minutes.",
    ),
    "file_unknown": ("Berkas ini tidak ditemukan.", "No such file."),
    "file_unreadable": (
        "Berkas ini tidak dapat dibuka lagi. Hubungi petugas.",
        "The file cannot be opened any more. Ask an officer.",
    ),
    "upload_unknown": (
        "Unggahan ini tidak ditemukan atau sudah kedaluwarsa. Mulai lagi dari awal.",
        "This upload is unknown or has expired. Start again.",
    ),
    "upload_offset": (
        "Unggahan dilanjutkan dari {offset} bita.",
        "The upload continues at byte {offset}.",
    ),
    "upload_chunk": (
        "Potongan unggahan harus 1 sampai {limit} bita.",
        "A chunk has 1 to {limit} bytes.",
    ),
    "upload_unfinished": (
        "Unggahan belum lengkap: baru {offset} dari {size} bita.",
        "The upload is not complete: {offset} of {size} bytes.",
    ),
    "upload_purpose": (
        "Jenis unggahan ini tidak dikenal.",
        "This kind of upload is not known.",
    ),
    # letters
    "letter_unknown": ("Surat ini tidak ditemukan.", "No such letter."),
    "letter_stale": (
        "Surat ini sudah diubah orang lain. Muat ulang, periksa, lalu coba lagi.",
        "Someone else changed this letter. Reload it, check it and try again.",
    ),
    "letter_status": (
        "Langkah ini tidak dapat dilakukan: status surat {status}.",
        "This cannot be done: the letter is {status}.",
    ),
    "letter_source": (
        "Templat surat tidak dapat disusun: {problem}",
        "The letter template does not compile: {problem}",
    ),
    "letter_parafs": (
        "Paraf belum lengkap: {given} dari {needed}.",
        "Not every initial is there: {given} of {needed}.",
    ),
    "paraf_given": (
        "Jabatan ini sudah membubuhkan paraf.",
        "This position has already initialled the letter.",
    ),
    "number_format": (
        "Format nomor tidak sah: {format}",
        "Not a valid number format: {format}",
    ),
    "number_unknown": ("Nomor ini tidak ada dalam register.", "No such number in the register."),
    "number_taken": (
        "Nomor {number} sudah dipakai. Penomoran hanya dapat dimulai sesudahnya.",
        "Number {number} has been used. Numbering can only start after it.",
    ),
    "reason_missing": ("Sebutkan alasannya.", "Give the reason."),
    "standing_same": (
        "Status surat sudah demikian.",
        "The letter already has this status.",
    ),
    # signing
    "signer_unbound": (
        "Layanan tanda tangan elektronik belum dipasang. Gunakan tanda tangan basah.",
        "No electronic signature service is set up. Use a wet signature.",
    ),
    "passphrase_wrong": (
        "Frasa sandi salah. Surat belum ditandatangani dan nomor belum dipakai.",
        "The passphrase is wrong. Nothing was signed and no number was used.",
    ),
    "signer_blocked": (
        "Terlalu banyak frasa sandi salah. Coba lagi dalam {minutes} menit.",
        "Too many wrong passphrases. Try again in {minutes} minutes.",
    ),
    "signer_unknown": (
        "Penanda tangan belum mempunyai sertifikat elektronik.",
        "The signer has no electronic certificate yet.",
    ),
    "signer_expired": (
        "Sertifikat elektronik penanda tangan sudah tidak berlaku. Perpanjang dulu.",
        "The signer's electronic certificate is no longer valid. Renew it first.",
    ),
    "signer_down": (
        "Layanan tanda tangan sedang tidak dapat dihubungi. Coba lagi, atau gunakan tanda"
        " tangan basah.",
        "The signature service cannot be reached. Try again, or use a wet signature.",
    ),
    "signer_refused": (
        "Layanan tanda tangan menolak surat ini: {reason}",
        "The signature service rejected this letter: {reason}",
    ),
    "signer_answer": (
        "Jawaban layanan tanda tangan bukan PDF bertanda tangan yang sah.",
        "The signature service did not answer with a properly signed PDF.",
    ),
    "passphrase_short": (
        "Frasa sandi sekurang-kurangnya {length} karakter.",
        "The passphrase needs at least {length} characters.",
    ),
    "not_attempted": (
        "Belum dicoba karena langkah sebelumnya gagal.",
        "Not attempted because an earlier step failed.",
    ),
    "verify_unknown": (
        "Nomor verifikasi ini tidak ditemukan. Periksa kembali, termasuk huruf dan angkanya.",
        "This verification number is not known. Check its letters and digits.",
    ),
}
