"""What a name may look like (DMN 1.5, 10.3.1.2, rules 22 to 31)."""

import re
from collections.abc import Iterable

START = (
    r"A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D"
    r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
PART = START + r"0-9\u00B7\u0300-\u036F\u203F-\u2040"

WORD = re.compile(rf"[{START}][{PART}]*|\?")
_FIRST = re.compile(f"[{START}]")
_LOOSE = rf"[{PART}?.'/*+\-]"
SPELLED = rf"[{START}?]{_LOOSE}*(?:\s+{_LOOSE}+)*?"
"""A name where one is given: a key, a parameter, a variable. It may hold spaces and signs."""
KEYWORDS = frozenset(
    {
        "or", "and", "if", "then", "else", "for", "return", "some", "every", "satisfies",
        "function", "external", "in", "between", "instance", "of", "true", "false", "null",
    }
)  # fmt: skip


def plain(name: str) -> bool:
    """Whether the name is one word that no keyword takes."""
    return WORD.fullmatch(name) is not None and name not in KEYWORDS


def tidy(name: str) -> str:
    """The name with single spaces: `Umur  pemohon` and `Umur pemohon` are the same."""
    return " ".join(name.split())


def pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Matches the names that are no plain words, the longest first; None when there are none.

    What cannot be a name is none: a context may have the key "1", and 1 stays a number.
    """
    odd = sorted((name for name in names if _odd(name)), key=len, reverse=True)
    if not odd:
        return None
    choices = (r"\s+".join(re.escape(part) for part in name.split()) for name in odd)
    return re.compile("|".join(f"{one}(?![{PART}])" if _ends(one) else one for one in choices))


def _odd(name: str) -> bool:
    return not plain(name) and name not in KEYWORDS and _FIRST.match(name) is not None


def _ends(text: str) -> bool:
    return re.fullmatch(f"[{PART}]", text[-1:]) is not None
