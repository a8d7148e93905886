"""What each operation is for, in the reader's language, for the reference page."""

from __future__ import annotations

from django.utils.translation import gettext as _


def purposes() -> dict[str, str]:
    """Operation id -> one line."""
    return {
        "list_services": _("Layanan yang berlaku; dengan q, yang paling cocok lebih dulu"),
        "one_service": _("Satu layanan: standar, dasar hukum, formulir, dan persyaratannya"),
        "begin_draft": _("Memulai permohonan; jawabannya memuat kode pemohon"),
        "one_draft": _("Isian yang dimulai aplikasi ini, dengan langkah yang perlu diisi"),
        "remove_draft": _("Menghapus isian yang belum dikirim, untuk selamanya"),
        "save_step": _("Menyimpan jawaban satu langkah"),
        "upload_file": _("Mengunggah dokumen: PDF, JPEG, PNG, atau WebP, paling besar 10 MB"),
        "submit_draft": _("Mengirim permohonan; kunci yang sama tidak mengirim dua kali"),
        "list_cases": _("Berkas yang dikirim pemanggil, yang terbaru lebih dulu"),
        "one_case": _("Satu berkas milik pemanggil, dengan yang menunggu pemohon"),
        "case_letter": _("Surat bertanda tangan dari berkas sendiri, sebagai PDF"),
        "track": _("Sampai di mana sebuah berkas, menurut nomornya"),
        "list_reports": _("Laporan yang boleh dilihat semua orang, yang terbaru lebih dulu"),
        "file_report": _("Mengirim laporan, dengan foto yang sudah dikecilkan dalam Base64"),
        "one_report": _("Satu laporan seperti terlihat semua orang"),
        "follow_report": _("Laporan yang dikirim pemanggil, atau yang kodenya dibawa"),
        "support_report": _("Orang lain ikut terdampak: nomor dan kode sendiri"),
        "confirm_report": _("Pelapor menyatakan laporannya tuntas"),
        "reopen_report": _("Yang terdampak menyatakan laporannya belum tuntas"),
        "inbox": _("Tugas terbuka di tangan pemanggil, nama pemohon disamarkan"),
        "one_task": _("Satu tugas dari berkas yang ditangani instansi pemanggil"),
        "complete_task": _("Menyelesaikan tugas dengan satu hasil dan jawaban formulirnya"),
        "verify_letter": _("Yang boleh diketahui pemegang QR surat hari ini"),
        "check_letter": _("Apakah PDF ini asli, utuh, dan masih berlaku; tidak ada yang disimpan"),
        "ledger_head": _("Kepala buku besar terbaru yang bertanda tangan"),
        "ledger_feed": _("Sidik fakta bergaram mulai dari satu tempat, dengan kepala terbaru"),
        "ledger_receipt": _("Tanda terima permohonan menurut nomornya: fakta beserta buktinya"),
        "check_receipt": _("Apakah sebuah tanda terima benar"),
    }
