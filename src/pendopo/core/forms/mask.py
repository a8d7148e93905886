"""Showing just enough of a personal value to recognise it, never enough to use it."""

from __future__ import annotations

from typing import Final

_HIDDEN: Final = "***"
_SHOWN: Final[dict[str, tuple[int, int, int]]] = {
    # kind: signs shown in front, behind, and the shortest value of which any is shown
    "nik": (4, 4, 16),
    "nip": (0, 3, 18),
    "phone": (5, 3, 11),
}


def mask(value: object, kind: str) -> str:
    """A masked text: nik "3511********0001", phone "+6281******789", name "S*** A***",
    email "s***@contoh.id"; a date keeps its year, anything else nothing.

    kind: a question's kind, or "name". A value shorter than its kind should be shows nothing.
    """
    if value is None:
        return ""
    text = str(value)
    if kind in _SHOWN:
        front, behind, shortest = _SHOWN[kind]
        if len(text) < shortest:
            return "*" * len(text)
        return text[:front] + "*" * (len(text) - front - behind) + text[-behind:]
    if kind == "name":
        return " ".join(f"{word[0]}{_HIDDEN}" for word in text.split())
    if kind == "email" and "@" in text:
        return f"{text[:1]}{_HIDDEN}@{text.rpartition('@')[2]}"
    if kind == "date" and len(text) == 10:
        return f"{text[:4]}-**-**"
    return _HIDDEN if text else ""
