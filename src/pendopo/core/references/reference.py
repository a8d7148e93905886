"""Public references: random, short enough to be spoken, with a check character.

The alphabet has 32 signs: digits and capital letters without I, L, O and U. A reference is a
word over the field of 32 elements; the sum of its signs, each times a different power of x,
must be a constant. So every single wrong sign and every swap of two signs is noticed, however
far apart (the weights are distinct and not zero), which the usual modulus checks do not promise.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Callable
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 9
_FIELD: Final = 0b100101  # x^5 + x^2 + 1, primitive over GF(2)
_CONSTANT: Final = 0b10110  # not 0, so that 000-000-000 is no reference
_SHORTEST, _LONGEST = 4, 31  # 31 powers of x are different
_VALUES: Final = {sign: value for value, sign in enumerate(ALPHABET)}
_LOOK_ALIKES: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_BETWEEN: Final = frozenset(" \t-_./")


def new_reference(random: Callable[[int], int] = secrets.randbelow, length: int = LENGTH) -> str:
    """A new reference such as "K7M-4QP-2XD": `length` - 1 random signs and the check sign.

    random: gives an int in range(n), like secrets.randbelow. Nine signs carry 40 random bits:
    the caller still keeps them unique. Raises ValueError for a length outside 4..31.
    """
    if not _SHORTEST <= length <= _LONGEST:
        raise ValueError(f"length must be {_SHORTEST} to {_LONGEST}")
    values = [random(len(ALPHABET)) for _ in range(length - 1)]
    values.append(_sum([*values, 0]) ^ _CONSTANT)
    return _grouped("".join(ALPHABET[value] for value in values))


def normalise(text: str, length: int = LENGTH) -> str | None:
    """The reference a person typed or said, as it was issued; None when it cannot be one.

    Takes lower case, missing or other dashes, spaces, dots and full-width signs; O is 0,
    I and L are 1, U is V. Never raises.
    """
    if not isinstance(text, str) or len(text) > 4 * _LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text).upper().translate(_LOOK_ALIKES)
    signs = [sign for sign in plain if not _separates(sign)]
    if len(signs) != length or not all(sign in _VALUES for sign in signs):
        return None
    if _sum([_VALUES[sign] for sign in signs]) != _CONSTANT:
        return None
    return _grouped("".join(signs))


def _separates(sign: str) -> bool:
    return sign in _BETWEEN or unicodedata.category(sign) in ("Pd", "Zs", "Cf")


def _sum(values: list[int]) -> int:
    """Horner's rule: the last sign has weight 1, the one before it x, then x^2, ..."""
    total = 0
    for value in values:
        total <<= 1
        if total & 0b100000:
            total ^= _FIELD
        total ^= value
    return total


def _grouped(signs: str) -> str:
    return "-".join(signs[at : at + 3] for at in range(0, len(signs), 3))
