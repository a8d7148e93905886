"""Rows on their way into a statement: JSON values, and back to what a model takes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

_IDS = ("id", "organisation_id", "position_id")


def iso(at: dt.datetime | None) -> str | None:
    return at.isoformat() if at else None


def parsed(row: Mapping[str, Any]) -> dict[str, Any]:
    """A plain row as model values."""
    return {name: _parsed(name, value) for name, value in row.items()}


def _parsed(name: str, value: Any) -> Any:
    if value and name in _IDS:
        return UUID(value)
    if value and name.endswith("_at"):
        return dt.datetime.fromisoformat(value)
    return value


def plain(value: Any) -> Any:
    """JSON values only: a Decimal becomes its exact text, a date its ISO form."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    if isinstance(value, dt.date | dt.datetime | UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def _exact(value: Any) -> Any:
    """What JSON has no sign for, as `plain` writes it."""
    if isinstance(value, Decimal | dt.date | dt.datetime | UUID | Mapping):
        return plain(value)
    raise TypeError(f"{type(value).__name__} has no place in a row")


dumps = json.JSONEncoder(default=_exact, ensure_ascii=False, separators=(",", ":")).encode
"""JSON text of rows and answers; dates, ids and exact numbers as `plain` writes them."""
