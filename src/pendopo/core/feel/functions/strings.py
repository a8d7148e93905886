"""Texts (DMN 1.5, 10.3.4.3); positions count from 1, a wrong kind of value gives null."""

from decimal import Decimal

from pendopo.core.feel.errors import TooMuch
from pendopo.core.feel.functions.machine import GivenUp
from pendopo.core.feel.functions.numbers import truncated
from pendopo.core.feel.functions.patterns import BadPattern, Match, Matcher, compiled
from pendopo.core.feel.functions.registry import builtin
from pendopo.core.feel.values import SIZE
from pendopo.core.feel.written import written


@builtin("string", "from", anything=("from",))
def string(value: object) -> object:
    return None if value is None else written(value)


@builtin("substring", "string", "start position", "length", optional=1)
def substring(text: object, start: object, length: object = None) -> object:
    begin = truncated(start)
    if not isinstance(text, str) or not begin or abs(begin) > len(text):
        return None
    first = begin - 1 if begin > 0 else len(text) + begin
    if length is None:
        return text[first:]
    count = truncated(length)
    return None if count is None or count < 1 else text[first : first + count]


@builtin("string length", "string")
def string_length(text: object) -> object:
    return Decimal(len(text)) if isinstance(text, str) else None


@builtin("upper case", "string")
def upper_case(text: object) -> object:
    return text.upper() if isinstance(text, str) else None


@builtin("lower case", "string")
def lower_case(text: object) -> object:
    return text.lower() if isinstance(text, str) else None


@builtin("trim", "string")
def trim(text: object) -> object:
    return text.strip() if isinstance(text, str) else None


@builtin("substring before", "string", "match")
def substring_before(text: object, match: object) -> object:
    if not isinstance(text, str) or not isinstance(match, str):
        return None
    return text.partition(match)[0] if match and match in text else ""


@builtin("substring after", "string", "match")
def substring_after(text: object, match: object) -> object:
    if not isinstance(text, str) or not isinstance(match, str):
        return None
    return text.partition(match)[2] if match else text


@builtin("contains", "string", "match")
def contains(text: object, match: object) -> object:
    return match in text if isinstance(text, str) and isinstance(match, str) else None


@builtin("starts with", "string", "match")
def starts_with(text: object, match: object) -> object:
    return text.startswith(match) if isinstance(text, str) and isinstance(match, str) else None


@builtin("ends with", "string", "match")
def ends_with(text: object, match: object) -> object:
    return text.endswith(match) if isinstance(text, str) and isinstance(match, str) else None


@builtin("matches", "input", "pattern", "flags", optional=1)
def matches(text: object, pattern: object, flags: object = "") -> object:
    """Null for what is no pattern, and for a search that takes too long."""
    found = _pattern(text, pattern, flags)
    try:
        return None if found is None else found.search(str(text)) is not None
    except GivenUp:
        return None


@builtin("replace", "input", "pattern", "replacement", "flags", optional=1)
def replace(text: object, pattern: object, new: object, flags: object = "") -> object:
    found = _pattern(text, pattern, flags)
    if found is None or not isinstance(text, str) or not isinstance(new, str):
        return None
    pieces = _replacement(new, found.groups)
    if pieces is None:
        return None
    size = len(text)

    def replaced(match: Match) -> str:
        nonlocal size
        made = "".join(one if isinstance(one, str) else match[one] or "" for one in pieces)
        size += len(made)
        if size > SIZE:
            raise TooMuch
        return made

    try:
        return found.sub(replaced, text)
    except GivenUp:
        return None


def _replacement(new: str, groups: int) -> list[str | int] | None:
    """The parts of a replacement: texts, and the groups that $1 and the like stand for."""
    parts: list[str | int] = []
    at = 0
    while at < len(new):
        char = new[at]
        follows = new[at + 1 : at + 2]
        if char == "\\":
            if follows not in ("\\", "$"):
                return None
            parts.append(follows)
            at += 2
        elif char == "$":
            if not (follows.isascii() and follows.isdigit()):
                return None
            end = at + 2
            while new[end : end + 1].isdigit() and int(new[at + 1 : end + 1]) <= groups:
                end += 1
            group = int(new[at + 1 : end])
            parts.append(group if group <= groups else "")
            at = end
        else:
            parts.append(char)
            at += 1
    return parts


@builtin("split", "string", "delimiter")
def split(text: object, delimiter: object) -> object:
    found = _pattern(text, delimiter, "")
    if found is None or not delimiter:
        return None
    try:
        return [part or "" for part in found.split(str(text))]
    except GivenUp:
        return None


@builtin("string join", "list", "delimiter", optional=1)
def string_join(parts: object, delimiter: object = None) -> object:
    if not isinstance(parts, list) or not isinstance(delimiter, str | None):
        return None
    texts = [part for part in parts if part is not None]
    if not all(isinstance(part, str) for part in texts):
        return None
    return (delimiter or "").join(str(part) for part in texts)


def _pattern(text: object, pattern: object, flags: object) -> Matcher | None:
    if not isinstance(text, str) or not isinstance(pattern, str):
        return None
    if flags is not None and not isinstance(flags, str):
        return None
    try:
        return compiled(pattern, flags or "").for_text(text)
    except BadPattern:
        return None
