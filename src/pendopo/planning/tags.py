"""Cross-cutting tags: what a node serves beside its place in the tree.

"sdg:8" one of the 17 goals (TPB), "pn:4" a national priority, "rb:pelayanan" a theme of bureaucracy
reform (RB tematik), "se:500.2/1/2026" a circular by its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pendopo.planning.refusals import Refused

TAG_KINDS: Final = ("sdg", "pn", "rb", "se")
GOALS: Final = (
    "Tanpa Kemiskinan", "Tanpa Kelaparan", "Kehidupan Sehat dan Sejahtera",
    "Pendidikan Berkualitas", "Kesetaraan Gender", "Air Bersih dan Sanitasi Layak",
    "Energi Bersih dan Terjangkau", "Pekerjaan Layak dan Pertumbuhan Ekonomi",
    "Industri, Inovasi dan Infrastruktur", "Berkurangnya Kesenjangan",
    "Kota dan Permukiman yang Berkelanjutan", "Konsumsi dan Produksi yang Bertanggung Jawab",
    "Penanganan Perubahan Iklim", "Ekosistem Lautan", "Ekosistem Daratan",
    "Perdamaian, Keadilan dan Kelembagaan yang Tangguh", "Kemitraan untuk Mencapai Tujuan",
)  # fmt: skip
"""Names of the 17 goals in Indonesian, from 1 (Perpres 111/2022)."""
_MOST: Final = {"sdg": 17, "pn": 99}
_WORD: Final = re.compile(r"[a-z0-9][a-z0-9./-]{0,59}", re.ASCII)
MOST_TAGS: Final = 30


def tags_of(said: Iterable[str]) -> list[str]:
    """Each once, in order, without spaces and in lower case. Raises `Refused("tag_wrong")`."""
    found = sorted({tag for one in said if (tag := "".join(one.split()).lower())})
    for tag in found:
        kind, _, rest = tag.partition(":")
        most = _MOST.get(kind)
        fine = (
            rest.isascii() and rest.isdigit() and len(rest) < 3 and 1 <= int(rest) <= most
            if most else kind in TAG_KINDS and _WORD.fullmatch(rest)
        )  # fmt: skip
        if not fine:
            raise Refused("tag_wrong", tag=tag[:40])
    if len(found) > MOST_TAGS:
        raise Refused("tag_wrong", tag=found[-1][:40])
    return found
