"""The levels of a budget plan, as Permendagri 90/2019 names them, and where each stands."""

from __future__ import annotations

from typing import Final, Literal

from pendopo.planning.tables.columns import plain

Level = Literal["program", "kegiatan", "subkegiatan"]
LEVELS: Final[tuple[Level, ...]] = ("program", "kegiatan", "subkegiatan")
PARENT: Final[dict[str, str]] = {"kegiatan": "program", "subkegiatan": "kegiatan"}
CHILD: Final[dict[str, str]] = {"program": "kegiatan", "kegiatan": "subkegiatan"}
ABOVE: Final[frozenset[str]] = frozenset(
    {
        "urusan", "bidang", "bidang urusan", "visi", "misi", "tujuan", "sasaran", "strategi",
        "arah kebijakan", "skpd", "opd", "perangkat daerah", "unit",
    }
)  # fmt: skip
"""Levels of a plan that stand above programmes: known, and not part of this tree."""
_NAMES: Final[dict[str, Level]] = {
    "program": "program",
    "programme": "program",
    "kegiatan": "kegiatan",
    "subkegiatan": "subkegiatan",
    "sub kegiatan": "subkegiatan",
}


def level_of(written: str) -> Level | None:
    """ "Sub Kegiatan", "sub-kegiatan" and "subkegiatan" are one level; None when unknown."""
    return _NAMES.get(written) or _NAMES.get(plain(written))


def is_above(written: str) -> bool:
    return plain(written) in ABOVE
