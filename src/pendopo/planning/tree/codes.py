"""Nomenclature codes: urusan . bidang . program . wilayah . kegiatan . subkegiatan.

Source: Permendagri 90/2019 and its revisions; sub-activities have two digits there and four in the
later ones. A programme that every field has is written X.XX.01.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

PARTS: Final = {"program": 3, "kegiatan": 5, "subkegiatan": 6}
_LEVEL_OF: Final = {parts: level for level, parts in PARTS.items()}
_PART = re.compile(r"\d+|x+", re.I | re.ASCII)
_DATE = re.compile(
    r"\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d{2}-\d{2}(?:[ T][\d:]+)?|\d{1,2}:\d{2}(?::\d{2})?", re.ASCII
)


@lru_cache(maxsize=20_000)
def tidy(code: str) -> str:
    """Without spaces around the points and without a point at the end."""
    return re.sub(r"\s*\.\s*", ".", code).strip().rstrip(".") if code else ""


def is_date(code: str) -> bool:
    """1.01.02 typed into a cell may have become 01/01/2002."""
    return _DATE.fullmatch(code) is not None


def guess_level(code: str) -> str | None:
    """Level by the number of parts, for tables that do not say it."""
    parts = code.split(".")
    return _LEVEL_OF.get(len(parts)) if all(map(_PART.fullmatch, parts)) else None


def sub_width(codes: Iterable[str]) -> int:
    """4 when most sub-activities of the file have four digits, else 2."""
    lengths = [len(code.rpartition(".")[2]) for code in codes if code.count(".") == 5]
    return 4 if lengths and 2 * sum(one == 4 for one in lengths) > len(lengths) else 2


@lru_cache(maxsize=20_000)
def restored(code: str, level: str, width: int) -> str:
    """The code with the zeros put back that a spreadsheet took; itself when nothing is missing.

    width: digits of a sub-activity in this file. Codes of another shape are left alone.
    """
    parts = code.split(".")
    if len(parts) != PARTS.get(level) or not all(map(_PART.fullmatch, parts)):
        return code
    if any(len(part) > most for part, most in zip(parts, (1, 2, 2, 2, 2, 4), strict=False)):
        return code
    wanted = [1, 2, 2, 1, 2, max(width, 4 if len(parts[-1]) > 2 else 2)]
    return ".".join(
        part.zfill(digits) if part.isdigit() else part
        for part, digits in zip(parts, wanted, strict=False)
    )


def above(code: str, level: str) -> str:
    """The parent's code as the code itself says it; "" when it does not."""
    parts = code.split(".")
    if len(parts) != PARTS.get(level):
        return ""
    return ".".join(parts[: 5 if level == "subkegiatan" else 3]) if level != "program" else ""


_AGENCY: Final = (1, 2, 1, 2, 1, 2, 2)
"""Digits of the first parts of an agency's code: three fields, then the unit."""


@lru_cache(maxsize=2_000)
def agency_restored(code: str) -> str:
    """An agency's code with its zeros put back: 1.2.0.0.0.0.1.0 is 1.02.0.00.0.00.01.0000.

    Eight parts, as in 2.16.2.20.2.21.01.0000; codes of another shape are left alone.
    """
    parts = code.split(".")
    if len(parts) != 8 or not all(part.isascii() and part.isdigit() for part in parts):
        return code
    whole = [part.zfill(digits) for part, digits in zip(parts, _AGENCY, strict=False)]
    if whole == parts[:-1]:
        return code
    last = "0000" if not int(parts[-1]) else parts[-1]
    return ".".join([*whole, last])


@lru_cache(maxsize=2_000)
def agency_key(code: str) -> str:
    """One key for one agency: its sub-unit is written 00 or 0000, 01 or 0100."""
    whole, _, last = agency_restored(code.replace(" ", "")).rpartition(".")
    return f"{whole}.{last.ljust(4, '0')}" if whole.count(".") == 6 else code
