"""Why messages say no: one code, one sentence in each language that says what to do."""

from __future__ import annotations


class Refused(Exception):
    """`code` is a machine word from `SENTENCES`; `text` the sentence by language ("id", "en")."""

    def __init__(self, code: str) -> None:
        indonesian, english = SENTENCES[code]
        self.code = code
        self.details: dict[str, object] = {}
        self.text = {"id": indonesian, "en": english}
        super().__init__(f"{code}: {english}")


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
