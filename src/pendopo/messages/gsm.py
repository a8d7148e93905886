"""Texts for telephones: one SMS of 160 characters of the GSM 7-bit alphabet.

Source: 3GPP TS 23.038, 6.2.1: the default alphabet, and the table reached by an escape, whose signs
take two places.
"""

from __future__ import annotations

import unicodedata
from typing import Final

MOST: Final = 160
"""Septets of one SMS that is not split."""
ALPHABET: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
ESCAPED: Final = frozenset("^{}\\[~]|€\f")
_INSTEAD: Final = str.maketrans({
    "‘": "'", "’": "'", "‚": ",", "‛": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"',
    "«": '"', "»": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "…": "...", "·": "-",
    "•": "-", "×": "x", "÷": ":", "\u00a0": " ", "\u202f": " ", "\t": " ", "ł": "l", "Ł": "L",
    "đ": "d", "Đ": "D", "œ": "oe", "Œ": "OE", "ı": "i", "þ": "th", "ð": "d",
})  # fmt: skip
_END: Final = "..."


def transliterated(text: str) -> str:
    """The text in signs that every telephone knows: marks of letters are left out, other scripts
    become "?"; line breaks become spaces."""
    plain = " ".join(text.translate(_INSTEAD).split())
    return "".join(_sign(one) for one in plain)


def septets(text: str) -> int:
    """How many places the text takes. Raises ValueError for a sign that is not of the alphabet."""
    places = 0
    for sign in text:
        if sign in ALPHABET:
            places += 1
        elif sign in ESCAPED:
            places += 2
        else:
            raise ValueError(f"{sign!r} is no sign of GSM 03.38")
    return places


def fitted(text: str, most: int = MOST) -> str:
    """As `transliterated`, in at most so many septets: cut between two words, with "..."."""
    plain = transliterated(text)
    if septets(plain) <= most:
        return plain
    room = most - len(_END)
    kept, places = 0, 0
    for place, sign in enumerate(plain):
        places += 2 if sign in ESCAPED else 1
        if places > room:
            break
        kept = place + 1
    between = plain.rfind(" ", 0, kept + 1)
    return plain[: between if between > 0 else kept].rstrip(" ,;:-") + _END


def _sign(sign: str) -> str:
    if sign in ALPHABET or sign in ESCAPED:
        return sign
    parts = unicodedata.normalize("NFKD", sign)
    known = "".join(one for one in parts if one in ALPHABET or one in ESCAPED)
    if known or all(unicodedata.combining(one) for one in parts):
        return known
    return "" if unicodedata.category(sign) in ("Cf", "Mn", "Cc") else "?"
