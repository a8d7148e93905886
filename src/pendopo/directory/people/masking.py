"""What a list may show of a person: enough to recognise, too little to take away."""

from __future__ import annotations

ERASED = "(data dihapus)"


def masked_name(name: str) -> str:
    """ "Siti Aminah" -> "Si** Am****": the first two letters of each word, one of short ones."""
    return " ".join(_masked_word(word) for word in name.split())


def _masked_word(word: str) -> str:
    seen = 2 if len(word) > 3 else 1
    return word[:seen] + "*" * max(len(word) - seen, 0)


def masked_number(digits: str) -> str:
    """ "3511014208900001" -> "3511********0001": where a NIK was issued and its serial number."""
    if len(digits) <= 8:
        return "*" * len(digits)
    return digits[:4] + "*" * (len(digits) - 8) + digits[-4:]


def masked_nip(digits: str) -> str:
    """ "198501012010011001" -> "**************1001": a NIP begins with a birthday."""
    return "*" * (len(digits) - 4) + digits[-4:]


def masked_phone(phone: str) -> str:
    """ "+6281234567890" -> "+62812*****890"."""
    if len(phone) < 10:
        return "*" * len(phone)
    return phone[:6] + "*" * (len(phone) - 9) + phone[-3:]


def masked_email(email: str) -> str:
    """ "budi@contoh.id" -> "b***@contoh.id"."""
    local, at, domain = email.partition("@")
    return f"{local[:1]}***{at}{domain}" if at else "***"
