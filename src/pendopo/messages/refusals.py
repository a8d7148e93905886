"""Why messages say no: one code, one sentence in each language that says what to do."""

from __future__ import annotations

from pendopo.core.refusal import Refusal


class Refused(Refusal):
    """A verb or a policy said no."""

    def sentences_of(self, code: str) -> tuple[str, str]:
        return SENTENCES[code]


SENTENCES: dict[str, tuple[str, str]] = {
    "signature": (
        "Tanda tangan pesan ini tidak cocok.",
        "The signature of this message does not match.",
    ),
    "message": (
        "Pesan ini tidak dapat dibaca.",
        "This message cannot be read.",
    ),
    "channel": (
        "Saluran ini tidak dikenal. Pilih surel, SMS, WhatsApp, atau tanpa kabar.",
        "We do not know this channel. Choose e-mail, SMS, WhatsApp or no news.",
    ),
    "no_address": (
        "Kami belum punya alamat untuk saluran ini. Pilih saluran lain.",
        "We have no address for this channel. Choose another one.",
    ),
}
