"""Names and titles compared the way people write them."""

from __future__ import annotations

import re


def plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", text.casefold()).split())


def same_name(written: str, registered: str) -> bool:
    """Names without degrees: "Drs. Budi Santoso, M.Si" is "BUDI SANTOSO"."""
    return _bare(written) == _bare(registered)


def _bare(name: str) -> str:
    words = name.split(",")[0].split()
    while len(words) > 1 and words[0].endswith("."):
        words.pop(0)
    return plain(" ".join(words))
