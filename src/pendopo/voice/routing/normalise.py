"""A citizen's text made comparable: one case, no numbers, no addresses of the net.

Numbers become `#` before anything is learnt, so neither a phone number nor a NIK can enter the
vocabulary of a model.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 20_000
"""Characters of a report that are read; nobody writes more, and a hostile text might."""

_LINK = re.compile(r"(?:https?://|www\.)\S+")
_MAIL = re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_NUMBER = re.compile(r"\+?\d[\d\s.\-]*\d|\d")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_WORD = re.compile(r"[^\W_]+|#")


def words(text: str) -> list[str]:
    """The words of a text in order: lower case, compatibility forms unified (NFKC), numbers `#`,
    links `tautan`, mail `surel`, a letter repeated three times or more ("lamaaa") kept twice.
    """
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).lower()
    plain = _MAIL.sub(" surel ", _LINK.sub(" tautan ", plain))
    plain = _STRETCHED.sub(r"\1\1", _NUMBER.sub(" # ", plain))
    return _WORD.findall(plain)


def key(text: str) -> str:
    """The same for texts that say the same word for word; such texts stay in one fold."""
    return " ".join(words(text))
