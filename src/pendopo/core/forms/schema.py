"""The compiled JSON Schema 2020-12 that normalised answers must meet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final
from urllib.parse import urlsplit

import jsonschema_rs

from pendopo.core.forms.question import Question
from pendopo.core.identity import read_nik, read_nip

_PHONE: Final = re.compile(r"\+62[1-9]\d{7,11}", re.ASCII)
_EMAIL: Final = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{4,253}$)"
    r"([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]"
)
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,63}", re.ASCII)
_TIME: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1850, 2150


def validator(questions: Mapping[str, Question]) -> jsonschema_rs.Draft202012Validator:
    """A validator of the answers; what is required is decided elsewhere, it may depend.

    Raises jsonschema_rs.ValidationError for a schema that is not one. Patterns run in linear
    time (no look-around), so no answer can make one slow.
    """
    return jsonschema_rs.Draft202012Validator(
        {
            "type": "object",
            "properties": {name: dict(question.schema) for name, question in questions.items()},
            "additionalProperties": False,
        },
        formats={f"pendopo-{name}": check for name, check in _FORMATS.items()},
        validate_formats=True,
        ignore_unknown_formats=False,
        pattern_options=jsonschema_rs.RegexOptions(),
        offline=True,
    )


def _is_date(text: str) -> bool:
    try:
        return bool(_DATE.fullmatch(text)) and (
            _FIRST_YEAR <= date.fromisoformat(text).year <= _LAST_YEAR
        )
    except ValueError:
        return False


def _is_web_address(text: str) -> bool:
    """Only http and https: an address is shown as a link to officers."""
    try:
        parts = urlsplit(text)
        return (
            parts.scheme in ("http", "https")
            and "." in (parts.hostname or "")
            and (" " not in text and parts.username is None and parts.port != 0)
        )
    except ValueError:
        return False


def _is_email(text: str) -> bool:
    local, _, _ = text.rpartition("@")
    dots = local.startswith(".") or local.endswith(".") or ".." in local
    return bool(_EMAIL.fullmatch(text)) and not dots


_FORMATS = {
    "date": _is_date,
    "time": lambda text: bool(_TIME.fullmatch(text)),
    "email": _is_email,
    "phone": lambda text: bool(_PHONE.fullmatch(text)),
    "nik": lambda text: read_nik(text) is not None,
    "nip": lambda text: read_nip(text) is not None,
    "uri": _is_web_address,
    "code": lambda text: bool(_CODE.fullmatch(text)),
}
