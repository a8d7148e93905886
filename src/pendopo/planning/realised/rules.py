"""Rules of a file of figures."""

from __future__ import annotations

from typing import Final

RULES: Final[dict[str, str]] = {
    "unknown_code": "kode tidak ada di rencana",
    "unclear_code": "kode dipakai beberapa perangkat daerah",
    "unknown_indicator": "indikator tidak ada",
    "unclear_indicator": "indikator tidak disebut",
    "period": "periode tidak dikenal",
    "percent": "persen di luar 0 sampai 100",
    "verified": "angka sudah diverifikasi",
    "not_yours": "bagian perangkat daerah lain",
    "changed": "angka diperbarui",
    "letter": "surat tidak lengkap",
    "letter_taken": "nomor surat sudah dipakai",
    "paid_over": "pembayaran melebihi pagu",
}
"""Rule -> its name for people; beside those of tables and trees."""
ADVICE: Final = frozenset({"changed"})
"""What is told and does not keep the file out."""
