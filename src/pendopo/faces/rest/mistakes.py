"""What pydantic found wrong with a request, in words for people and codes for machines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pendopo.faces.rest import problems

MOST = 50
RULES: dict[str, tuple[str, str, str]] = {
    "missing": ("required", "Wajib diisi.", "This is required."),
    "extra_forbidden": ("unknown", "Isian ini tidak dikenal.", "This field is not known."),
    "string_too_long": ("too_long", "Terlalu panjang.", "This is too long."),
    "string_too_short": ("too_short", "Terlalu pendek.", "This is too short."),
    "string_pattern_mismatch": ("pattern", "Bentuknya tidak sesuai.", "This has the wrong form."),
    "greater_than_equal": ("minimum", "Angkanya terlalu kecil.", "The number is too small."),
    "less_than_equal": ("maximum", "Angkanya terlalu besar.", "The number is too large."),
    "literal_error": ("choice", "Pilih salah satu yang tersedia.", "Choose one of those offered."),
    "too_long": ("too_many", "Isinya terlalu banyak.", "There are too many."),
}
OTHER = ("type", "Jenis nilainya tidak sesuai.", "This is the wrong kind of value.")
_PLACES = ("body", "query", "path", "header", "file", "form")


def lines(errors: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One line per mistake; what was sent is not repeated, it may be personal."""
    found = []
    for error in list(errors)[:MOST]:
        rule, indonesian, english = RULES.get(str(error["type"]), OTHER)
        found.append(problems.field(_name(error["loc"]), rule, {"id": indonesian, "en": english}))
    return found


def _name(location: Iterable[Any]) -> str:
    """("body", "wanted", "version") -> "version": the place and our own word are left out."""
    parts = [str(part)[:80] for part in location]
    if parts and parts[0] in _PLACES:
        parts = parts[1:]
    if len(parts) > 1 and parts[0] == "wanted":
        parts = parts[1:]
    return ".".join(parts)
