"""What a name may look like, and where (DMN 1.5, 10.3.1.2, rules 25 to 30)."""

import re
from functools import lru_cache

START = (
    r"A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D"
    r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
PART = START + r"0-9\u00B7\u0300-\u036F\u203F-\u2040"

WORD = re.compile(rf"[{START}][{PART}]*|\?")
_FIRST = re.compile(f"[{START}]")
_PART = re.compile(f"[{PART}]")
_SPACE = re.compile(r"\s+")
_LOOSE = rf"[{PART}?.'/*+\-]"
# A name where one is given: a key, a parameter, a variable. It may hold spaces and signs.
_SPELLED = rf"[{START}?]{_LOOSE}*(?:\s+{_LOOSE}+)*?"
PLACED = {
    kind: re.compile(pattern)
    for kind, pattern in {
        "KEY": rf"{_SPELLED}(?=\s*:)",
        "PARAMETER": rf"{_SPELLED}(?=\s*[:,)])",
        "VARIABLE": rf"{_SPELLED}(?=\s+in(?![{PART}]))",
        "MEMBER": r"(?:time\s+offset|start\s+included|end\s+included)(?!\w)",
        "COLLECTION": r"(?:list|range)(?=\s*<(?!=))",
        "FIELDS": r"context(?=\s*<(?!=))",
        "SIGNATURE": r"function(?=\s*<(?!=))",
        "BUILT_IN": r"(?:date\s+and\s+time|days\s+and\s+time\s+duration|working\s+days"
        rf"|years\s+and\s+months\s+duration|function|null)(?![{PART}])",
    }.items()
}
"""What is looked for first where the grammar lets it stand: names, properties and types."""
Spelled = tuple[tuple[str, ...], ...]
"""Names, each as its parts: what stands between spaces."""
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


@lru_cache(maxsize=1024)
def spelled(names: frozenset[str]) -> Spelled:
    """The names that are no plain words, the longest first.

    What cannot be a name is none: a context may have the key "1", and 1 stays a number.
    """
    odd = (name for name in names if _odd(name))
    return tuple(tuple(name.split()) for name in sorted(odd, key=len, reverse=True))


def end(parts: tuple[str, ...], text: str, at: int) -> int:
    """Where the name ends that stands at a place of the text; 0 when it does not stand there."""
    for place, part in enumerate(parts):
        if place:
            space = _SPACE.match(text, at)
            at = space.end() if space else len(text)
        if not text.startswith(part, at):
            return 0
        at += len(part)
    return 0 if _PART.match(text[at - 1]) and _PART.match(text, at) else at


def _odd(name: str) -> bool:
    return not plain(name) and name not in KEYWORDS and _FIRST.match(name) is not None
