"""What must not become public, found in a text: numbers of people, contacts, plates, names.

A proposal for the officer who decides, never the last word: it errs on the side of hiding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

HIDDEN: Final = "•••"
_NAME = r"[A-Z][\w'.]*(?:\s+(?:bin|binti|al|van)?\s?[A-Z][\w'.]*){0,3}"
_RULES: Final = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("link", re.compile(r"(?:https?://|www\.)\S+|@[A-Za-z0-9_.]{3,}", re.IGNORECASE)),
    ("number", re.compile(r"(?<![\w])(?:\d[ .-]?){15,18}\d?(?![\w])")),
    ("phone", re.compile(r"(?<![\w])(?:\+?62|0)[ .-]?8(?:[ .-]?\d){7,12}(?![\w])")),
    ("phone", re.compile(r"(?<![\w])\(?0\d{2,3}\)?[ .-]\d{5,8}(?![\w])")),
    ("plate", re.compile(r"(?<![\w])[A-Z]{1,2}[ -]?\d{1,4}[ -]?[A-Z]{1,3}(?![\w])")),
    (
        "name",
        re.compile(
            r"\b((?i:pak|bapak|bpk|bu|ibu|sdr|sdri|saudara|saudari|mas|mbak|kang|gus|ustadz|ustaz"
            r"|haji|hj|h|dr|drg|ir|drs|dra|nama(?: saya)?)\.?)\s+(?:(?i:h|hj|dr|ir)\.\s*)?"
            rf"({_NAME})"
        ),
    ),
)
_NOT_NAMES: Final = frozenset(
    "Bupati Camat Lurah Kades Kepala Wali Gubernur Presiden Sekda Guru Dokter RT RW Desa".split()  # noqa: SIM905  # reads better than a list
)
"""Offices, not people: "Pak Camat" may stand."""


@dataclass(frozen=True, slots=True)
class Masked:
    """text: as it may be published; found: how many passages were hidden, by kind."""

    text: str
    found: tuple[tuple[str, int], ...]

    @property
    def count(self) -> int:
        return sum(count for _kind, count in self.found)


def masked(text: str) -> Masked:
    """A text without NIK, KK, NIP, phone numbers, addresses of e-mail and web, plates, and names
    after a form of address."""
    counts: dict[str, int] = {}
    for kind, pattern in _RULES:

        def hide(found: re.Match[str], kind: str = kind) -> str:
            if kind == "name":
                if found[2].split()[0].strip(".") in _NOT_NAMES:
                    return found[0]
                counts[kind] = counts.get(kind, 0) + 1
                return f"{found[1]} {HIDDEN}"
            counts[kind] = counts.get(kind, 0) + 1
            return HIDDEN

        text = pattern.sub(hide, text)
    return Masked(text=text, found=tuple(sorted(counts.items())))
