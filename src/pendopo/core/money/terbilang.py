"""Numbers in Indonesian words, as receipts and decrees write amounts."""

from __future__ import annotations

from typing import Final

_ONES: Final = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_SCALES: Final = (
    (10**15, "kuadriliun"),
    (10**12, "triliun"),
    (10**9, "miliar"),
    (10**6, "juta"),
    (10**3, "ribu"),
)
LARGEST: Final = 10**18 - 1


def terbilang(n: int) -> str:
    """1250000 -> "satu juta dua ratus lima puluh ribu"; up to 999 quadrillion (10**18 - 1).

    Raises ValueError beyond that and TypeError for anything but an int.
    """
    if isinstance(n, bool) or not isinstance(n, int):
        raise TypeError("terbilang takes whole numbers")
    if abs(n) > LARGEST:
        raise ValueError(f"terbilang counts up to {LARGEST}")
    if n < 0:
        return f"minus {terbilang(-n)}"
    if n == 0:
        return _ONES[0]
    words: list[str] = []
    for scale, name in _SCALES:
        count, n = divmod(n, scale)
        if count == 1 and name == "ribu":
            words.append("seribu")
        elif count:
            words += [*_hundreds(count), name]
    return " ".join([*words, *_hundreds(n)])


def _hundreds(n: int) -> list[str]:
    hundreds, rest = divmod(n, 100)
    words = {0: [], 1: ["seratus"]}.get(hundreds, [_ONES[hundreds], "ratus"])
    if rest >= 20:
        tens, ones = divmod(rest, 10)
        return [*words, _ONES[tens], "puluh", *([_ONES[ones]] if ones else [])]
    if rest > 11:
        return [*words, _ONES[rest - 10], "belas"]
    return [*words, _ONES[rest]] if rest else words
