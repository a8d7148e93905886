"""What the public reads of a report: its classes and states, in the reader's language."""

from __future__ import annotations

from django.http import HttpRequest

from pendopo.services import api as services
from pendopo.voice import api as voice

Pair = tuple[str, str]
CLASSES: dict[services.ReportClass, tuple[Pair, Pair]] = {
    "complaint": (
        ("Pengaduan", "Complaint"),
        (
            "Keluhan tentang layanan atau keadaan di daerah, bila tidak ada topik yang cocok.",
            "A complaint about a service or a place, when no topic fits.",
        ),
    ),
    "aspiration": (
        ("Aspirasi", "Proposal"),
        ("Usul dan harapan untuk daerah.", "Proposals and wishes for the region."),
    ),
    "information": (
        ("Permintaan informasi", "Request for information"),
        (
            "Permintaan informasi publik (UU 14/2008).",
            "A request for public information (Law 14/2008).",
        ),
    ),
}
STATUSES: dict[services.ReportStatus, Pair] = {
    "received": ("Diterima, sedang diverifikasi.", "Received, being verified."),
    "asked": ("Menunggu keterangan pelapor.", "Waiting for the reporter."),
    "forwarded": ("Diteruskan ke instansi.", "Forwarded to the agency."),
    "audited": ("Diperiksa Inspektorat.", "With the Inspectorate."),
    "checking": ("Bukti sedang diperiksa.", "The proof is being checked."),
    "answered": (
        "Sudah dijawab, menunggu konfirmasi pelapor.",
        "Answered, waiting for the reporter to confirm.",
    ),
    "reopened": ("Dibuka kembali.", "Reopened."),
    "confirmed": ("Selesai, dikonfirmasi pelapor.", "Done, confirmed by the reporter."),
    "unconfirmed": (
        "Ditutup tanpa konfirmasi pelapor.",
        "Closed without a word of the reporter.",
    ),
    "not_ours": ("Bukan wewenang daerah ini.", "Not for this region to decide."),
    "archived": ("Diarsipkan.", "Archived."),
    "withdrawn": ("Dibatalkan pelapor.", "Withdrawn by the reporter."),
}
LATE: dict[str, Pair] = {
    "verify": ("Verifikasi melewati batas waktu.", "Verification has passed its limit."),
    "answer": ("Tindak lanjut melewati batas waktu.", "The answer has passed its limit."),
}
FILED: Pair = (
    "Laporan Anda diterima dengan nomor {number}. Simpan kodenya: {code}. Nomor dan kode membuka"
    " perkembangan laporan.",
    "Your report was received as number {number}. Keep its code: {code}. Number and code open its"
    " progress.",
)


def language(request: HttpRequest) -> int:
    """Which of a pair: 0 Indonesian, 1 English (`locale=en`, as other servers have it)."""
    return 1 if request.GET.get("locale", "")[:2].lower() == "en" else 0


def is_open(status: services.ReportStatus) -> bool:
    """An answer alone closes nothing: the reporter may still say that it is not done."""
    return status not in voice.CLOSED
