"""An answer in words, for checking before it is sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from pendopo.core.forms import Question
from pendopo.faces.components.filters import long_date, number
from pendopo.faces.components.wording import words


def in_words(question: Question, value: Any) -> str:
    """ "Ya", "16 November 2026", "Dokter umum", lines of an address; "" when not answered.

    Files are not words: the page lists them itself.
    """
    if value in (None, "", [], {}) or question.kind == "file":
        return ""
    match question.kind:
        case "boolean":
            return _("Ya") if value is True else _("Tidak")
        case "choice":
            return _label(question, value)
        case "choices":
            return "\n".join(_label(question, one) for one in _items(value))
        case "date":
            return _day(str(value))
        case "integer" | "number":
            return number(value) if isinstance(value, int | float) else str(value)
        case "address" if isinstance(value, Mapping):
            lines = (in_words(part, value.get(part.name)) for part in question.parts)
            return "\n".join(line for line in lines if line)
    return str(value)


def _label(question: Question, value: object) -> str:
    return words(question.labels[str(value)]) if str(value) in question.labels else str(value)


def _items(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else [value]


def _day(value: str) -> str:
    try:
        return long_date(dt.date.fromisoformat(value), weekday=False)
    except ValueError:
        return value
