"""One raw answer, from a browser form or from JSON, made into the value that is kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final
from uuid import UUID

from pendopo.core.forms.question import Kind, Question
from pendopo.core.money import parse

_RAW_LIMIT: Final = 20_000
_LIST_LIMIT: Final = 200
_DIGITS: Final = 30
_PLAIN_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_CLOCK: Final = re.compile(r"(\d{1,2})[:.](\d{2})", re.ASCII)
_YES: Final = frozenset({"true", "ya", "yes", "on", "1"})
_NO: Final = frozenset({"false", "tidak", "no", "off", "0"})
_DIRECTION: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))


class Unfit(Exception):
    """An answer that is no value of its kind. rule: a stable word (see messages)."""

    def __init__(self, rule: str) -> None:
        self.rule = rule
        super().__init__(rule)


def normalise(question: Question, raw: object) -> object | None:
    """The value of an answer; None for no answer. Raises Unfit.

    Texts are trimmed and NFC; phones +62...; NIK and NIP digits only; dates YYYY-MM-DD; times
    HH:MM; integers int; numbers Decimal; booleans bool; choices list; files lists of UUID texts.
    """
    if raw is None:
        return None
    return _KINDS[question.kind](question, raw)


def clean_text(raw: object, *, multiline: bool = False, limit: int = 500) -> str:
    """A text trimmed and in NFC. Raises Unfit for control and direction-changing signs."""
    if not isinstance(raw, str):
        raise Unfit("type")
    if len(raw) > min(limit * 4, _RAW_LIMIT):  # composing (NFC) may shorten what is allowed
        raise Unfit("maxLength")
    if raw.isascii() and raw.isprintable():
        return raw.strip()  # most answers: nothing to look for, nothing to compose
    text = raw.translate(_INVISIBLE).replace("\t", " ")
    if multiline:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for sign in text:
        if sign == "\n" and multiline:
            continue
        if sign in _DIRECTION or unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp"):
            raise Unfit("control")
    return unicodedata.normalize("NFC", text).strip()


def _text(question: Question, raw: object) -> str | None:
    limit = question.schema.get("maxLength", 500)
    longest = limit if isinstance(limit, int) else 500
    return clean_text(raw, multiline=question.multiline, limit=longest) or None


def _date(question: Question, raw: object) -> str | None:
    if isinstance(raw, Mapping) and set(raw) <= {"day", "month", "year"}:
        parts = [_date_part(raw.get(key)) for key in ("day", "month", "year")]
        raw = "-".join(parts) if any(parts) else ""
    text = clean_text(raw)
    found = _DAY_FIRST.fullmatch(text)
    return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else text or None


def _date_part(raw: object) -> str:
    if isinstance(raw, int) and 0 <= raw <= 9999:
        return str(raw)
    return "" if raw is None else clean_text(raw)


def _time(question: Question, raw: object) -> str | None:
    text = clean_text(raw)
    found = _CLOCK.fullmatch(text)
    return f"{found[1]:0>2}:{found[2]}" if found else text or None


def _email(question: Question, raw: object) -> str | None:
    local, at, domain = clean_text(raw).rpartition("@")
    return f"{local}{at}{domain.lower()}" or None


def _phone(question: Question, raw: object) -> str | None:
    text = re.sub(r"[\s().\-]", "", clean_text(raw))
    if text.startswith("0") and not text.startswith("00"):
        return f"+62{text[1:]}"
    if text.startswith("62"):
        return f"+{text}"
    return text.replace("+620", "+62", 1) or None


def _number_code(question: Question, raw: object) -> str | None:
    return re.sub(r"[\s.\-]", "", clean_text(raw)) or None


def _number(question: Question, raw: object) -> Decimal | None:
    if isinstance(raw, bool):
        raise Unfit("type")
    if isinstance(raw, int | float | Decimal):
        found: Decimal | None = Decimal(repr(raw)) if isinstance(raw, float) else _decimal(raw)
    else:
        text = clean_text(raw)
        if not text:
            return None
        if len(text) > _DIGITS * 2:
            raise Unfit("type")
        found = parse(text)
        if found is None and _PLAIN_NUMBER.fullmatch(text):
            found = Decimal(text)
    if found is None or not found.is_finite() or abs(found.adjusted()) > _DIGITS:
        raise Unfit("type")
    if len(found.as_tuple().digits) > _DIGITS:
        raise Unfit("type")
    return found


def _decimal(raw: int | Decimal) -> Decimal | None:
    if isinstance(raw, int) and raw.bit_length() > 128:
        return None
    return Decimal(raw)


def _integer(question: Question, raw: object) -> int | None:
    found = _number(question, raw)
    if found is None:
        return None
    if found != found.to_integral_value():
        raise Unfit("type")
    return int(found)


def _boolean(question: Question, raw: object) -> bool | None:
    if isinstance(raw, bool):
        return raw
    text = clean_text(raw).lower()
    if text in _YES:
        return True
    if text in _NO:
        return False
    if text:
        raise Unfit("type")
    return None


def _texts(raw: object) -> list[str]:
    """A list of texts without empty or repeated ones; one text counts as a list of one."""
    items = [raw] if isinstance(raw, str) else raw
    if not isinstance(items, list | tuple):
        raise Unfit("type")
    if len(items) > _LIST_LIMIT:
        raise Unfit("maxItems")
    return list(dict.fromkeys(text for text in map(clean_text, items) if text))


def _choices(question: Question, raw: object) -> list[str] | None:
    return _texts(raw) or None


def _files(question: Question, raw: object) -> list[str] | None:
    try:
        return [str(UUID(text)) for text in _texts(raw)] or None
    except ValueError:
        raise Unfit("type") from None


def _address(question: Question, raw: object) -> dict[str, object] | None:
    if not isinstance(raw, Mapping) or set(raw) - {part.name for part in question.parts}:
        raise Unfit("type")
    lines = {part.name: normalise(part, raw.get(part.name)) for part in question.parts}
    return {name: line for name, line in lines.items() if line is not None} or None


_KINDS: Final[dict[Kind, Callable[[Question, object], object | None]]] = {
    "text": _text,
    "date": _date,
    "time": _time,
    "email": _email,
    "phone": _phone,
    "nik": _number_code,
    "nip": _number_code,
    "uri": _text,
    "code": _text,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "choice": _text,
    "choices": _choices,
    "file": _files,
    "address": _address,
}
