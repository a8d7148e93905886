"""Why watch says no: one code, one sentence in each language that says what to do."""

from __future__ import annotations

from pendopo.core.refusal import Refusal


class Refused(Refusal):
    """A verb or a policy said no."""

    def sentences_of(self, code: str) -> tuple[str, str]:
        return SENTENCES[code]


class NotFound(Refused):
    """There is no such thing, or it is not the asker's to see: the same answer (HTTP 404)."""


class Stale(Refused):
    """Somebody else was faster (HTTP 409)."""


SENTENCES: dict[str, tuple[str, str]] = {
    "unknown": ("Ini tidak ditemukan.", "We cannot find this."),
    "not_for_you": ("Ini bukan kewenangan Anda.", "This is not yours to do."),
    "stale": (
        "Ada yang lebih dulu mengubahnya. Lihat keadaannya sekarang, lalu coba lagi.",
        "Somebody changed it first. Look at it as it is now, then try again.",
    ),
    "ended": ("Alarm ini sudah selesai.", "This alarm has ended."),
    "words_empty": ("Tulis isinya.", "Write what it says."),
    "words_long": (
        "Tulis paling banyak {most} huruf.",
        "Write at most {most} characters.",
    ),
    "position_unknown": ("Pilih jabatan dari daftar.", "Choose a position from the list."),
    "shift_times": (
        "Piket mulai sebelum selesai, paling lama 24 jam.",
        "Duty begins before it ends, and lasts at most 24 hours.",
    ),
    "shift_overlaps": (
        "Sudah ada piket pada jam itu.",
        "There is duty at that hour already.",
    ),
    "shift_early": (
        "Piket ini dimulai {at}.",
        "This duty begins at {at}.",
    ),
    "shift_over": ("Piket ini sudah berakhir.", "This duty is over."),
    "shift_not_begun": (
        "Mulai piket dahulu, lalu serahkan.",
        "Begin the duty first, then hand it over.",
    ),
    "due_past": (
        "Batas waktu paling cepat hari ini.",
        "The due day is today at the earliest.",
    ),
    "due_far": (
        "Batas waktu paling lama setahun dari hari ini.",
        "The due day is a year from today at the latest.",
    ),
    "order_to_self": (
        "Arahan diberikan kepada jabatan lain.",
        "An order goes to another position.",
    ),
    "order_status": (
        "Arahan ini sudah tidak dapat diubah dengan cara itu.",
        "This order can no longer be changed that way.",
    ),
    "proof_missing": (
        "Lampirkan bukti: foto atau PDF.",
        "Attach proof: a photo or a PDF.",
    ),
    "topic_unknown": ("Pokok arahan ini tidak dikenal.", "We do not know this topic."),
    "incident_unknown": (
        "Jenis kejadian ini tidak dikenal.",
        "We do not know this kind of incident.",
    ),
    "rule_wrong": ("Aturan alarm: {problem}", "Rule of an alarm: {problem_en}"),
    "rule_unknown": ("Aturan alarm ini tidak ada.", "There is no such rule."),
}
